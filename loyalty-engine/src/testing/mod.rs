//! For tests of the engine, of stores and of bindings.

pub mod conformance;
pub mod fuzz;
pub mod history;
pub mod rng;
pub mod scenario;
mod source;

pub use futures_executor::block_on;
pub use source::TestSource;
