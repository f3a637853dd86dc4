//! An embeddable loyalty engine: stamp cards, memberships and rewards, decided by a pure core, on any store.
//!
//! An [`Engine`] over a [`LoyaltyStore`] does what a [`Request`] asks and answers with an [`Outcome`] or an [`Error`]:
//!
//! ```
//! use std::sync::Arc;
//! use loyalty_engine::command::{IssueCards, PublishRules, RulesSource};
//! use loyalty_engine::{Actor, Engine, MemoryStore, Request, Role};
//!
//! # futures_executor::block_on(async {
//! let engine = Engine::new(Arc::new(MemoryStore::new()));
//! let owner = Actor::new(Role::Owner, "rina".parse()?);
//! let rules = RulesSource::Text(r#"
//!     [program]
//!     name = "Kopi Hub"
//!     currency = "IDR"
//!     time_zone = "Asia/Jakarta"
//!     phone_region = "ID"
//! "#.to_owned());
//! engine.execute(&Request::new("kopi-hub".parse()?, owner.clone(), PublishRules { rules }.into())).await?;
//!
//! let three = IssueCards { count: Some(3), numbers: None };
//! let issued = engine.execute(&Request::new("kopi-hub".parse()?, owner, three.into())).await?;
//! assert_eq!(issued.cards().count(), 3);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! # }).unwrap();
//! ```
//!
//! [`command`] lists everything that can be asked, [`rules`] what a program's rules can say, [`error`] every code, and
//! [`store`] what a store promises. [`Engine::call`] is the same in JSON. `ARCHITECTURE.md` in the repository tells how
//! it is built.

pub mod access;
pub mod basket;
pub mod card;
pub mod command;
mod decide;
mod email;
mod engine;
pub mod error;
pub mod event;
mod fold;
mod group;
pub mod id;
pub mod input;
pub mod log;
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
mod walk;

#[cfg(feature = "testing")]
pub mod testing;

pub use access::{Actor, Role};
pub use command::{Call, Command, Query, Question, Request};
pub use decide::{Draft, decide};
pub use engine::Engine;
pub use error::{Error, Reason, Refusal};
pub use group::{Spawner, Work};
pub use money::Money;
pub use outcome::Outcome;
pub use store::{LoyaltyStore, MemoryStore};
pub use time::{Date, Moment};
pub use walk::BATCH_MAX;
