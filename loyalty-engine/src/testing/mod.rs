//! For tests of the engine, of stores and of bindings.

pub mod bad_input;
pub mod canary;
pub mod conformance;
pub mod contract;
pub mod faulty;
pub mod fuzz;
pub mod history;
pub mod model;
pub mod planted;
pub mod rng;
pub mod scenario;
mod simulation;
mod source;

pub use futures_executor::block_on;
pub use simulation::{Marks, Run, simulate};
pub use source::TestSource;
