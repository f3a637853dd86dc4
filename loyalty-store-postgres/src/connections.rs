//! The store's own connections. Each statement is a transaction of its own and runs to its end also when its caller
//! goes away, so nothing is ever left half-done on a connection.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use loyalty_engine::error::Doing;
use loyalty_engine::store::StoreError;
use sqlx::postgres::{PgArguments, PgConnectOptions, PgRow};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Error, PgConnection};
use tokio::runtime::Handle;
use tokio::sync::Semaphore;

use crate::error::{is_fatal, is_stale, store_error};
use crate::finished::Finished;
use crate::options::PostgresOptions;

pub(crate) struct Connections {
    options: PgConnectOptions,
    deadline: Duration,
    pooler: bool,
    runtime: Handle,
    permits: Semaphore,
    idle: Mutex<Vec<PgConnection>>,
}

/// A statement and its values.
#[derive(Clone)]
pub(crate) struct Statement {
    pub(crate) sql: Arc<str>,
    pub(crate) arguments: PgArguments,
    /// Does it write? Then nobody knows what became of it when the answer is lost.
    pub(crate) writes: bool,
}

impl Connections {
    pub(crate) fn new(options: &PostgresOptions, runtime: Handle) -> Connections {
        Connections {
            options: options.connect_options(),
            deadline: options.deadline,
            pooler: options.pooler,
            runtime,
            permits: Semaphore::new(options.connections),
            idle: Mutex::default(),
        }
    }

    pub(crate) fn runtime(&self) -> &Handle {
        &self.runtime
    }

    /// Runs a statement to its end. A caller who stops waiting changes nothing about that.
    pub(crate) async fn rows(self: &Arc<Self>, statement: Statement) -> Result<Vec<PgRow>, StoreError> {
        let own = Arc::clone(self);
        Finished::new(&self.runtime, async move { own.by_deadline(statement).await }).await
    }

    async fn by_deadline(&self, statement: Statement) -> Result<Vec<PgRow>, StoreError> {
        let mut sent = Doing::NotDone;
        // A connection that is dropped in the middle is closed with it, and nobody else ever gets it.
        match tokio::time::timeout(self.deadline, self.attempts(&statement, &mut sent)).await {
            Ok(result) => result.map_err(|error| store_error(&error, sent)),
            Err(_) => {
                let why = format!("no answer within {} ms", self.deadline.as_millis());
                Err(StoreError::Unavailable { doing: sent, why })
            }
        }
    }

    async fn attempts(&self, statement: &Statement, sent: &mut Doing) -> Result<Vec<PgRow>, Error> {
        let _permit = self.permits.acquire().await.map_err(|_| Error::PoolClosed)?;
        if let Some(connection) = self.take() {
            match self.attempt(connection, statement, sent).await {
                // The server may have been restarted, or the schema changed, while the connection lay idle.
                Err(error) if is_stale(&error) || is_fatal(&error) && *sent == Doing::NotDone => self.drop_idle(),
                other => return other,
            }
        }
        let connection = self.options.connect().await?;
        self.attempt(connection, statement, sent).await
    }

    async fn attempt(
        &self,
        mut connection: PgConnection,
        statement: &Statement,
        sent: &mut Doing,
    ) -> Result<Vec<PgRow>, Error> {
        *sent = if statement.writes { Doing::Unknown } else { Doing::NotDone };
        let result = if self.pooler {
            pinned(&mut connection, statement).await
        } else {
            plain(&mut connection, statement).await
        };
        match &result {
            Err(error) if is_fatal(error) => drop(connection),
            _ => self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(connection),
        }
        result
    }

    fn take(&self) -> Option<PgConnection> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop()
    }

    fn drop_idle(&self) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

/// All rows, up to the server's word that the transaction is over: a row alone may come before its commit.
pub(crate) async fn plain(connection: &mut PgConnection, statement: &Statement) -> Result<Vec<PgRow>, Error> {
    let Statement { sql, arguments, .. } = statement.clone();
    sqlx::query_with(AssertSqlSafe(sql), arguments).fetch_all(connection).await
}

/// The same within a transaction, which pins a pooler to one server. After an error nothing is ever committed.
async fn pinned(connection: &mut PgConnection, statement: &Statement) -> Result<Vec<PgRow>, Error> {
    let mut transaction = connection.begin_with("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE").await?;
    let Statement { sql, arguments, .. } = statement.clone();
    let rows = sqlx::query_with(AssertSqlSafe(sql), arguments).persistent(false).fetch_all(&mut *transaction).await?;
    transaction.commit().await?;
    Ok(rows)
}
