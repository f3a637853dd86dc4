//! A connection of the host's own, whatever its driver: stores that run SQL can work on it, inside its transaction.

use async_trait::async_trait;

/// A connection of the host's. Statements run one after the other, in whatever transaction it is in.
#[async_trait]
pub trait HostConnection: Send + Sync {
    /// Runs one statement and brings its rows. Places are `$1`, `$2`, … on PostgreSQL, where every value is text, and
    /// `?1`, `?2`, … on SQLite, which may stand in any order and more than once.
    async fn query(&self, sql: &str, values: &[SqlValue]) -> Result<Vec<Vec<SqlValue>>, SqlError>;
}

/// What is bound to a statement, and what its rows hold.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(untagged)]
pub enum SqlValue {
    /// Nothing.
    Null,
    /// A whole number.
    Whole(i64),
    /// Text.
    Text(String),
}

/// What a host's driver said instead of rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SqlError {
    /// The database's own code: a SQLSTATE, or the name of a result code of SQLite. Nothing when there is none.
    pub code: Option<String>,
    /// What it said.
    pub message: String,
}
