//! What a PostgreSQL server is measured with: the yardsticks, and us.

pub mod django;
pub mod ours;
pub mod pgbench;
pub mod programs;
pub mod proxy;
pub mod settling;
pub mod twin;
