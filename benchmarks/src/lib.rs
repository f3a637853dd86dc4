//! The engine and what people would use instead, side by side in one run.

pub mod by_hand;
pub mod compare;
pub mod postgres;
pub mod quiet;
pub mod recorder;
pub mod rounds;
pub mod rows;
pub mod shop;
pub mod target;
