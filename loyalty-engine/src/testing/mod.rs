//! For tests of the engine, of stores and of bindings.

pub mod faulty;
pub mod model;
pub mod planted;
mod rng;
mod simulation;
mod source;

pub use futures_executor::block_on;
pub use rng::Rng;
pub use simulation::{Marks, Run, simulate};
pub use source::TestSource;
