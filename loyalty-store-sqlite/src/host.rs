//! The store on a connection of the host's, inside its transaction. Two copies of SQLite in one process on one file
//! lose each other's locks, so a host whose own data is in the file has to lend its connection.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use async_trait::async_trait;
use loyalty_engine::LoyaltyStore;
use loyalty_engine::error::Doing;
use loyalty_engine::store::{Ask, Changes, HostConnection, Page, PageRequest, Snapshot, SqlError, StoreError};

use crate::migrate::{self, SCHEMA_VERSION};
use crate::sql::{Given, Row, Statements, given};
use crate::{commit, load, page};

/// The store on a connection of the host's; what is written there is committed or rolled back with the rest.
///
/// The connection has to be in a transaction, or the view of an operation is not consistent; it has to answer at once,
/// as SQLite does; and it is one caller's at a time, as a transaction is.
pub struct HostSqlite<'h> {
    connection: &'h dyn HostConnection,
}

impl<'h> HostSqlite<'h> {
    /// The store on this connection.
    pub fn new(connection: &'h dyn HostConnection) -> HostSqlite<'h> {
        HostSqlite { connection }
    }

    /// Makes the tables beside the host's own, or brings them up to date, and gives the version they had.
    pub fn migrate(&self) -> Result<usize, StoreError> {
        migrate::steps(self)
    }

    /// What is done in between is there whole or not at all, and the host's transaction goes on either way.
    fn whole<T>(&self, work: impl FnOnce() -> Result<T, StoreError>) -> Result<T, StoreError> {
        self.rows("SAVEPOINT loyalty", given![])?;
        let result = work();
        if result.is_err() {
            self.rows("ROLLBACK TO loyalty", given![])?;
        }
        self.rows("RELEASE loyalty", given![])?;
        result
    }
}

impl Statements for HostSqlite<'_> {
    fn rows(&self, sql: &str, given: &[Given<'_>]) -> Result<Vec<Row>, StoreError> {
        let values: Vec<_> = given.iter().map(|given| given.owned()).collect();
        let mut answer = pin!(self.connection.query(sql, &values));
        match answer.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(Ok(rows)) => Ok(rows.into_iter().map(Row).collect()),
            Poll::Ready(Err(error)) => Err(host_error(error)),
            Poll::Pending => Err(StoreError::Broken("a connection to SQLite has to answer at once".to_owned())),
        }
    }
}

/// Nothing is durable before the host commits.
fn host_error(SqlError { code, message }: SqlError) -> StoreError {
    let code = code.unwrap_or_default();
    let says = |part: &str| message.contains(part);
    if matches!(code.as_str(), "SQLITE_CONSTRAINT_UNIQUE" | "SQLITE_CONSTRAINT_PRIMARYKEY") || says("UNIQUE constraint")
    {
        return StoreError::Conflict;
    }
    let broken = ["SQLITE_CONSTRAINT", "SQLITE_MISMATCH", "SQLITE_CORRUPT", "SQLITE_NOTADB"];
    if says("no such table: loyalty_") {
        StoreError::Broken(format!("{message}: the tables are missing, migrate first"))
    } else if broken.iter().any(|broken| code.starts_with(broken)) || says("constraint failed") {
        StoreError::Broken(message)
    } else {
        StoreError::Unavailable { doing: Doing::NotDone, why: message }
    }
}

#[async_trait]
impl LoyaltyStore for HostSqlite<'_> {
    async fn load(&self, ask: &Ask) -> Result<Snapshot, StoreError> {
        // Where there is no such table, the error says that a migration is missing.
        let found = migrate::version_there(self)?;
        if found != SCHEMA_VERSION {
            return Err(migrate::differs(found));
        }
        load::load(self, ask)
    }

    async fn commit(&self, changes: &Changes) -> Result<(), StoreError> {
        self.whole(|| commit::write(self, changes))
    }

    async fn page(&self, request: &PageRequest) -> Result<Page, StoreError> {
        page::page(self, request)
    }
}
