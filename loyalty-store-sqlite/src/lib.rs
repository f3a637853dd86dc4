//! The loyalty engine on a SQLite file: the embedded default, and the phone's store.
//!
//! Everything runs on the calling thread and without a point at which it could be cancelled half-way; a commit returns
//! when the disk has it. A server whose disk is slow calls from where blocking is allowed.

mod commit;
mod error;
mod host;
mod load;
mod migrate;
mod page;
mod sql;
mod table;

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use loyalty_engine::LoyaltyStore;
use loyalty_engine::store::{Ask, Changes, Page, PageRequest, Snapshot, StoreError};
use rusqlite::{Connection, TransactionBehavior};

use error::store_error;
pub use host::HostSqlite;
pub use migrate::SCHEMA_VERSION;

/// A store in one file. Any number of processes may use the same file.
#[derive(Debug)]
pub struct SqliteStore {
    path: PathBuf,
    /// Loads and commits: one connection, so that its cache stays warm.
    main: Mutex<Connection>,
    /// Lists: they may be long, and nobody at a till waits for them.
    lists: Mutex<Connection>,
}

/// How long a process waits for another one's commit.
const BUSY: Duration = Duration::from_secs(30);
/// How often the switch to write-ahead logging is tried.
const SWITCHES: u32 = 100;
/// Statements that stay prepared: every one there is.
const STATEMENTS: usize = 100;

impl SqliteStore {
    /// Opens the file, makes it when it is not there, and brings its schema up to date.
    pub fn open(path: impl AsRef<Path>) -> Result<SqliteStore, StoreError> {
        let path = path.as_ref();
        let mut main = connect(path).map_err(store_error)?;
        migrate::migrate(&mut main)?;
        let lists = connect(path).map_err(store_error)?;
        Ok(SqliteStore { path: path.to_owned(), main: Mutex::new(main), lists: Mutex::new(lists) })
    }

    /// Makes the file when it is not there, brings its schema up to date, and gives the version it had, 0 in a new
    /// file.
    pub fn migrate(path: impl AsRef<Path>) -> Result<usize, StoreError> {
        migrate::migrate(&mut connect(path.as_ref()).map_err(store_error)?)
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn main(&self) -> MutexGuard<'_, Connection> {
        // A panic while it was held rolled its transaction back.
        self.main.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl LoyaltyStore for SqliteStore {
    async fn load(&self, ask: &Ask) -> Result<Snapshot, StoreError> {
        let mut main = self.main();
        let transaction = main.transaction_with_behavior(TransactionBehavior::Deferred).map_err(store_error)?;
        load::load(&*transaction, ask)
    }

    async fn commit(&self, changes: &Changes) -> Result<(), StoreError> {
        commit::commit(&mut self.main(), changes)
    }

    async fn page(&self, request: &PageRequest) -> Result<Page, StoreError> {
        page::page(&*self.lists.lock().unwrap_or_else(PoisonError::into_inner), request)
    }
}

fn connect(path: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(BUSY)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    use_wal(&connection)?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "cache_size", -65_536)?;
    connection.pragma_update(None, "wal_autocheckpoint", 4_000)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    // What is removed is written over, so that who was erased can't be read from free pages.
    connection.pragma_update_and_check(None, "secure_delete", "ON", |_| Ok(()))?;
    Ok(connection)
}

/// Switches the file to write-ahead logging. The switch does not wait for others who open the file at the same moment,
/// so it waits behind their transaction and tries again.
fn use_wal(connection: &Connection) -> rusqlite::Result<()> {
    let switch = || connection.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get::<_, String>(0));
    for _ in 0..SWITCHES {
        if switch().is_ok_and(|mode| mode == "wal") {
            return Ok(());
        }
        connection.execute_batch("BEGIN IMMEDIATE; COMMIT")?;
    }
    switch().map(drop)
}
