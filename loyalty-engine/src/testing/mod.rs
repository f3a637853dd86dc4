//! For tests of the engine, of stores and of bindings.

pub mod conformance;
mod source;

pub use futures_executor::block_on;
pub use source::TestSource;
