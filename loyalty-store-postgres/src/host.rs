//! The host's own transaction: what the engine writes is committed or rolled back with everything else in it.

use async_trait::async_trait;
use loyalty_engine::LoyaltyStore;
use loyalty_engine::error::Doing;
use loyalty_engine::store::{Ask, Changes, Page, PageRequest, Snapshot, StoreError};
use sqlx::PgConnection;
use sqlx::postgres::{PgArguments, PgRow};
use tokio::sync::Mutex;

use crate::connections::{Statement, plain};
use crate::error::store_error;
use crate::sql::Sql;
use crate::{committed, load, page};

/// The store within a transaction of the host's; nothing is written until the host commits.
pub struct HostTransaction<'t> {
    sql: &'t Sql,
    inside: Mutex<Inside<'t>>,
}

struct Inside<'t> {
    connection: &'t mut PgConnection,
    /// What the server said when it gave the transaction up.
    over: Option<String>,
}

impl<'t> HostTransaction<'t> {
    pub(crate) fn new(sql: &'t Sql, connection: &'t mut PgConnection) -> HostTransaction<'t> {
        HostTransaction { sql, inside: Mutex::new(Inside { connection, over: None }) }
    }

    async fn rows(&self, statement: Statement) -> Result<Vec<PgRow>, StoreError> {
        let mut inside = self.inside.lock().await;
        if let Some(why) = &inside.over {
            return Err(over(why));
        }
        let result = plain(inside.connection, &statement).await;
        result.map_err(|error| {
            let error = store_error(&error, Doing::NotDone);
            // After an error PostgreSQL does nothing more in this transaction, not even a commit: looking again is for
            // the host, who has the whole of it.
            let why = error.to_string();
            inside.over = Some(why.clone());
            if let StoreError::Broken(_) = error { error } else { over(&why) }
        })
    }
}

impl HostTransaction<'_> {
    /// Looking again helps only where a statement sees what others have committed meanwhile.
    async fn conflict(&self) -> Result<StoreError, StoreError> {
        let sql = "SELECT pg_catalog.current_setting('transaction_isolation') = 'read committed'".into();
        let rows = self.rows(Statement { sql, arguments: PgArguments::default(), writes: false }).await?;
        if rows.first().map(|row| load::get::<bool>(row, 0)).transpose()? == Some(true) {
            return Ok(StoreError::Conflict);
        }
        let why = StoreError::Conflict.to_string();
        self.inside.lock().await.over = Some(why.clone());
        Ok(over(&why))
    }
}

fn over(why: &str) -> StoreError {
    let why = format!("{why}; the transaction is over: roll it back and run it again");
    StoreError::Unavailable { doing: Doing::NotDone, why }
}

#[async_trait]
impl LoyaltyStore for HostTransaction<'_> {
    async fn load(&self, ask: &Ask) -> Result<Snapshot, StoreError> {
        load::snapshot(&self.rows(self.sql.load(ask)?).await?)
    }

    async fn commit(&self, changes: &Changes) -> Result<(), StoreError> {
        match committed(&self.rows(self.sql.commit(changes)?).await?) {
            Err(StoreError::Conflict) => Err(self.conflict().await?),
            other => other,
        }
    }

    async fn page(&self, request: &PageRequest) -> Result<Page, StoreError> {
        let mut answers = Vec::new();
        for statement in self.sql.page(request)? {
            answers.push(self.rows(statement).await?);
        }
        page::read(request, &answers)
    }
}
