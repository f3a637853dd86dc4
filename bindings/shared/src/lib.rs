//! The border to other languages: a handful of functions over data. A binding reads its host's values through serde,
//! hands them over, and writes the reply back the same way; it knows no operation by name.
//!
//! Nothing that a host does to its own task or process can leave an operation half-done: each runs to its end on a
//! runtime of this library's, and a forked child finds that it is one and begins afresh.

mod calm;
mod compiled;
mod exit;
mod foreign;
mod fork;
mod job;
mod json;
mod lent;
mod loyalty;
mod make;
mod opened;
mod process;
mod queue;
mod reply;
mod runtime;
mod see;
mod talk;
mod url;

pub use compiled::Compiled;
pub use exit::before_exit;
pub use fork::{after_fork, before_fork};
pub use job::Job;
pub use json::{from_json, to_json};
pub use lent::{Lent, Rows, at_once, rows_of};
pub use loyalty::{Asked, Loyalty};
pub use loyalty_engine::error::{Doing, Error, ProblemCode};
pub use loyalty_engine::store::{HostConnection, SqlError, SqlValue};
pub use loyalty_engine::{Date, Moment};
pub use make::{Make, make};
pub use queue::{Queue, Told};
pub use reply::Reply;
pub use see::{HostValue, Seen};
pub use talk::{Talk, Turn};
pub use url::StoreUrl;
