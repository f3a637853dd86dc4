#![doc = include_str!("../../README.md")]

pub mod access;
pub mod card;
pub mod command;
mod decide;
mod engine;
pub mod error;
pub mod event;
mod fold;
pub mod id;
mod input;
pub mod member;
pub mod money;
pub mod outcome;
pub mod phone;
pub mod purchase;
pub mod read;
pub mod record;
pub mod report;
pub mod rules;
pub mod source;
pub mod store;
pub mod time;

#[cfg(feature = "testing")]
pub mod testing;

pub use access::{Actor, Role};
pub use command::{Call, Command, Query, Question, Request};
pub use decide::{Draft, decide};
pub use engine::{BATCH_MAX, Engine};
pub use error::{Error, Reason, Refusal};
pub use money::Money;
pub use outcome::Outcome;
pub use store::{LoyaltyStore, MemoryStore};
pub use time::{Date, Moment};
