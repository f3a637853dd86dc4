//! The loyalty engine on PostgreSQL: in the shop's own database, under a schema of its own, and, where the host asks
//! for it, in the host's own transaction.
//!
//! An operation is two statements, each one round trip and each a transaction of its own: `loyalty.load` brings
//! everything a decision asked to see, `loyalty.commit` writes everything whose expectation still holds, or nothing.

mod connections;
mod error;
mod finished;
mod host;
mod load;
mod migrate;
mod options;
mod page;
mod rows;
mod sql;
mod table;
mod values;

use std::sync::Arc;

use async_trait::async_trait;
use loyalty_engine::error::Doing;
use loyalty_engine::store::{Ask, Changes, Page, PageRequest, Snapshot, StoreError};
use loyalty_engine::{LoyaltyStore, Spawner};
use sqlx::PgConnection;
use tokio::runtime::Handle;

use connections::Connections;
pub use host::{HostPostgres, HostTransaction};
pub use migrate::SCHEMA_VERSION;
pub use options::PostgresOptions;
use sql::Sql;
use values::Columns;

/// A store in a PostgreSQL database. Any number of processes may use the same one.
pub struct PostgresStore {
    connections: Arc<Connections>,
    sql: Sql,
}

impl PostgresStore {
    /// Brings the schema up to date, making it where there is none, and gives the version it had.
    pub async fn migrate(options: &PostgresOptions) -> Result<i32, StoreError> {
        migrate::migrate(options).await
    }

    /// Opens a store whose schema stands, from within a tokio runtime that outlives it: statements run there.
    pub async fn connect(options: PostgresOptions) -> Result<PostgresStore, StoreError> {
        let runtime = Handle::try_current().map_err(|error| StoreError::Broken(error.to_string()))?;
        let found = migrate::version_at(&options).await?;
        if found != SCHEMA_VERSION {
            return Err(StoreError::Broken(migrate::differs(found)));
        }
        let sql = Sql::new(&options.schema);
        Ok(PostgresStore { connections: Arc::new(Connections::new(&options, runtime)), sql })
    }

    /// The store within a transaction of the host's: what the engine does there is committed or rolled back with it.
    ///
    /// Under `READ COMMITTED` a race that is lost is run again within the transaction. A stricter level shows the
    /// transaction nothing new, so there, and after every error of the server, the engine answers that the transaction
    /// is over: roll it back, or back to a savepoint, and run it again with another `in_transaction`. Under
    /// `SERIALIZABLE` the host's own `COMMIT` may say so too.
    ///
    /// An operation that is given up half-way is there whole or not at all, and the transaction goes on. Let the host's
    /// own `begin` come to its end, though: with sqlx 0.9.0 one that is given up leaves its connection in a transaction
    /// that nobody knows of, and what the host writes there next, outside a transaction, is lost.
    pub fn in_transaction<'t>(
        &'t self,
        transaction: &'t mut PgConnection,
    ) -> HostTransaction<'t, &'t mut PgConnection> {
        HostTransaction::new(&self.sql, transaction)
    }

    /// Runs an engine's group commits where the store works: `Engine::new(store).grouped(spawner)`.
    pub fn spawner(&self) -> Spawner {
        let runtime = self.connections.runtime().clone();
        Arc::new(move |work| drop(runtime.spawn(work)))
    }
}

#[async_trait]
impl LoyaltyStore for PostgresStore {
    async fn load(&self, ask: &Ask) -> Result<Snapshot, StoreError> {
        load::snapshot(&self.connections.rows(self.sql.load(ask)?).await?)
    }

    async fn commit(&self, changes: &Changes) -> Result<(), StoreError> {
        committed(&self.connections.rows(self.sql.commit(changes)?).await?)
    }

    async fn page(&self, request: &PageRequest) -> Result<Page, StoreError> {
        let mut answers = Vec::new();
        for statement in self.sql.page(request)? {
            answers.push(self.connections.rows(statement).await?);
        }
        page::read(request, &answers)
    }
}

/// What the one row of a commit says.
fn committed(rows: &[impl Columns]) -> Result<(), StoreError> {
    match rows.first().map(|row| row.get::<bool>(0)).transpose()? {
        Some(true) => Ok(()),
        Some(false) => Err(StoreError::Conflict),
        None => Err(StoreError::Unavailable { doing: Doing::Unknown, why: "the commit was not answered".to_owned() }),
    }
}
