//! The host's own transaction: what the engine writes is committed or rolled back with everything else in it.

use async_trait::async_trait;
use loyalty_engine::LoyaltyStore;
use loyalty_engine::error::Doing;
use loyalty_engine::store::{Ask, Changes, HostConnection, Page, PageRequest, Snapshot, SqlValue, StoreError};
use sqlx::PgConnection;
use sqlx::postgres::{PgArguments, PgRow};
use tokio::sync::{Mutex, MutexGuard};

use crate::connections::{Statement, plain};
use crate::error::{host_error, store_error};
use crate::options::PostgresOptions;
use crate::sql::{Sql, TextStatement};
use crate::values::Columns;
use crate::{committed, load, migrate, page};

/// The store within a transaction of the host's; nothing is written until the host commits.
pub struct HostTransaction<'t, C> {
    sql: &'t Sql,
    inside: Mutex<Inside<C>>,
}

struct Inside<C> {
    connection: C,
    /// What the server said when it gave the transaction up.
    over: Option<String>,
}

/// The store on connections of the host's, whatever its driver: PostgreSQL sends and gets text there.
pub struct HostPostgres {
    sql: Sql,
}

impl HostPostgres {
    /// The store in the schema of these options. Everything else in them is the host's own affair.
    pub fn new(options: &PostgresOptions) -> HostPostgres {
        HostPostgres { sql: Sql::new(&options.schema) }
    }

    /// The store within the transaction in which this connection is.
    pub fn on<'t>(&'t self, connection: &'t dyn HostConnection) -> HostTransaction<'t, &'t dyn HostConnection> {
        HostTransaction::new(&self.sql, connection)
    }

    /// Brings the schema up to date within the transaction in which this connection is, making it where there is none,
    /// and gives the version it had.
    pub async fn migrate(&self, connection: &dyn HostConnection) -> Result<i32, StoreError> {
        migrate::on_host(connection, self.sql.schema()).await
    }
}

/// A connection that the host lends, and how statements run on it.
#[async_trait]
pub(crate) trait Lent: Send {
    type Statement: Send;
    type Row: Columns + Send;

    fn load(sql: &Sql, ask: &Ask) -> Result<Self::Statement, StoreError>;
    fn commit(sql: &Sql, changes: &Changes) -> Result<Self::Statement, StoreError>;
    fn page(sql: &Sql, request: &PageRequest) -> Result<Vec<Self::Statement>, StoreError>;
    /// A statement without values.
    fn plain(sql: &'static str) -> Self::Statement;
    async fn run(&mut self, statement: Self::Statement) -> Result<Vec<Self::Row>, StoreError>;
}

#[async_trait]
impl Lent for &mut PgConnection {
    type Statement = Statement;
    type Row = PgRow;

    fn load(sql: &Sql, ask: &Ask) -> Result<Statement, StoreError> {
        sql.load(ask)
    }
    fn commit(sql: &Sql, changes: &Changes) -> Result<Statement, StoreError> {
        sql.commit(changes)
    }
    fn page(sql: &Sql, request: &PageRequest) -> Result<Vec<Statement>, StoreError> {
        sql.page(request)
    }
    fn plain(sql: &'static str) -> Statement {
        Statement { sql: sql.into(), arguments: PgArguments::default(), writes: false }
    }
    async fn run(&mut self, statement: Statement) -> Result<Vec<PgRow>, StoreError> {
        plain(self, &statement).await.map_err(|error| store_error(&error, Doing::NotDone))
    }
}

#[async_trait]
impl Lent for &dyn HostConnection {
    type Statement = TextStatement;
    type Row = Vec<SqlValue>;

    fn load(sql: &Sql, ask: &Ask) -> Result<TextStatement, StoreError> {
        sql.load_as_text(ask)
    }
    fn commit(sql: &Sql, changes: &Changes) -> Result<TextStatement, StoreError> {
        sql.commit_as_text(changes)
    }
    fn page(sql: &Sql, request: &PageRequest) -> Result<Vec<TextStatement>, StoreError> {
        sql.page_as_text(request)
    }
    fn plain(sql: &'static str) -> TextStatement {
        TextStatement { sql: sql.to_owned(), values: Vec::new() }
    }
    async fn run(&mut self, statement: TextStatement) -> Result<Vec<Vec<SqlValue>>, StoreError> {
        self.query(&statement.sql, &statement.values).await.map_err(host_error)
    }
}

impl<'t, C> HostTransaction<'t, C> {
    pub(crate) fn new(sql: &'t Sql, connection: C) -> HostTransaction<'t, C> {
        HostTransaction { sql, inside: Mutex::new(Inside { connection, over: None }) }
    }

    /// The connection, unless the server gave its transaction up.
    async fn inside(&self) -> Result<MutexGuard<'_, Inside<C>>, StoreError> {
        let inside = self.inside.lock().await;
        match &inside.over {
            Some(why) => Err(over(why)),
            None => Ok(inside),
        }
    }
}

impl<C: Lent> Inside<C> {
    /// After an error PostgreSQL does nothing more in this transaction, not even a commit: looking again is for the
    /// host, who has the whole of it.
    async fn run(&mut self, statement: C::Statement) -> Result<Vec<C::Row>, StoreError> {
        self.connection.run(statement).await.map_err(|error| {
            let why = error.to_string();
            self.over = Some(why.clone());
            if let StoreError::Broken(_) = error { error } else { over(&why) }
        })
    }

    /// Looking again helps only where a statement sees what others have committed meanwhile.
    async fn conflict(&mut self) -> Result<StoreError, StoreError> {
        const QUESTION: &str = "SELECT (pg_catalog.current_setting('transaction_isolation') = 'read committed')::text";
        let rows = self.run(C::plain(QUESTION)).await?;
        if rows.first().map(|row| row.get::<&str>(0)).transpose()? == Some("true") {
            return Ok(StoreError::Conflict);
        }
        let why = StoreError::Conflict.to_string();
        self.over = Some(why.clone());
        Ok(over(&why))
    }
}

fn over(why: &str) -> StoreError {
    let why = format!("{why}; the transaction is over: roll it back and run it again");
    StoreError::Unavailable { doing: Doing::NotDone, why }
}

#[async_trait]
impl<C: Lent> LoyaltyStore for HostTransaction<'_, C> {
    async fn load(&self, ask: &Ask) -> Result<Snapshot, StoreError> {
        let rows = self.inside().await?.run(C::load(self.sql, ask)?).await?;
        load::snapshot(&rows)
    }

    async fn commit(&self, changes: &Changes) -> Result<(), StoreError> {
        let mut inside = self.inside().await?;
        match committed(&inside.run(C::commit(self.sql, changes)?).await?) {
            Err(StoreError::Conflict) => Err(inside.conflict().await?),
            result => result,
        }
    }

    async fn page(&self, request: &PageRequest) -> Result<Page, StoreError> {
        let mut inside = self.inside().await?;
        let mut answers = Vec::new();
        for statement in C::page(self.sql, request)? {
            answers.push(inside.run(statement).await?);
        }
        page::read(request, &answers)
    }
}
