//! What is computed from pages, whatever the store.

mod dump;
mod pages;
mod sweep;
mod verify;

pub use dump::dump;
pub use pages::{all_entries, all_records, due_members};
pub use sweep::Sweep;
pub use verify::{Finding, verify};
