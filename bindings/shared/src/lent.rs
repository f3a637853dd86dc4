//! The engine on connections that the host lends, call by call: what it writes there belongs to the host's transaction.

use std::sync::Arc;

use async_trait::async_trait;
use loyalty_engine::error::ProblemCode;
use loyalty_engine::source::Source;
use loyalty_engine::store::{
    Ask, Changes, HostConnection, Page, PageRequest, Snapshot, SqlError, SqlValue, StoreError,
};
use loyalty_engine::{Engine, Error, LoyaltyStore};
use loyalty_store_postgres::{HostPostgres, PostgresOptions};
use loyalty_store_sqlite::HostSqlite;

use crate::calm::calm;
use crate::foreign::Foreign;
use crate::job::{Done, Job, Migrated, conform};
use crate::loyalty::{Asked, answer};
use crate::reply::Reply;
use crate::see::{HostValue, Seen};
use crate::url::source;

/// An engine without a store of its own.
#[derive(Clone)]
pub struct Lent {
    dialect: Arc<Dialect>,
    source: Arc<dyn Source>,
}

/// Which SQL the host's database speaks.
enum Dialect {
    Sqlite,
    Postgres(HostPostgres),
    /// None: it is a store of the host's own.
    Store,
}

impl Lent {
    /// An engine for connections to `sqlite:`, or to `postgres:` or `postgres:SCHEMA`, or for `store:`, a store of the
    /// host's own. With a seed its ids are the same each time, which is for tests.
    pub fn open(dialect: &str, seed: Option<u64>) -> Result<Lent, Error> {
        let unknown = || Error::invalid("dialect", ProblemCode::NotAStore);
        let dialect = match dialect.split_once(':').ok_or_else(unknown)? {
            ("sqlite", "") => Dialect::Sqlite,
            ("store", "") => Dialect::Store,
            ("postgres" | "postgresql", schema) => {
                let options = PostgresOptions::parse("postgres://").map_err(|_| unknown())?;
                let options = if schema.is_empty() { Ok(options) } else { options.schema(schema) };
                Dialect::Postgres(HostPostgres::new(&options.map_err(|_| unknown())?))
            }
            _ => return Err(unknown()),
        };
        Ok(Lent { dialect: Arc::new(dialect), source: source(seed) })
    }

    /// The store on this connection.
    pub fn store(&self, connection: Arc<dyn HostConnection>) -> Arc<dyn LoyaltyStore> {
        Arc::new(Borrowed { dialect: Arc::clone(&self.dialect), connection })
    }

    /// Answers on this connection, in the transaction in which it is.
    pub async fn answer(&self, connection: Arc<dyn HostConnection>, asked: Asked) -> Result<Reply, Error> {
        calm(async {
            let store = Borrowed { dialect: Arc::clone(&self.dialect), connection };
            match asked {
                Asked::Job(Job::Migrate {}) => Ok(Reply::Done(Done::Migrated(store.migrate().await?))),
                Asked::Job(Job::Conformance { case }) => conform(Arc::new(store), case.as_deref()).map(Reply::Done),
                asked => answer(&Engine::with_source(Arc::new(store), Arc::clone(&self.source)), asked).await,
            }
        })
        .await
    }

    /// The same where the connection answers at once, on this thread.
    pub fn wait(&self, connection: Arc<dyn HostConnection>, asked: Asked) -> Result<Reply, Error> {
        pollster::block_on(self.answer(connection, asked))
    }
}

/// What a connection that answers at once says to a statement.
pub type Rows = Result<Vec<Vec<SqlValue>>, SqlError>;

/// What a host's driver said: a list of rows, each a list of values; or an object with the `code`, if there is one, and
/// the `message` of a refusal.
pub fn rows_of(said: &impl HostValue) -> Rows {
    match said.see() {
        Ok(Seen::List(rows)) => rows.iter().map(row).collect(),
        Ok(Seen::Object(fields)) => {
            let text = |name| fields.iter().find(|(field, _)| field == name).and_then(|(_, value)| text(value));
            Err(SqlError { code: text("code"), message: text("message").unwrap_or_default() })
        }
        _ => Err(strange()),
    }
}

fn row(row: &impl HostValue) -> Result<Vec<SqlValue>, SqlError> {
    match row.see() {
        Ok(Seen::List(values)) => values.iter().map(value).collect(),
        _ => Err(strange()),
    }
}

fn value(value: &impl HostValue) -> Result<SqlValue, SqlError> {
    match value.see() {
        Ok(Seen::Nothing) => Ok(SqlValue::Null),
        Ok(Seen::Whole(number)) => i64::try_from(number).map(SqlValue::Whole).map_err(|_| strange()),
        Ok(Seen::Negative(number)) => Ok(SqlValue::Whole(number)),
        Ok(Seen::Text(text)) => Ok(SqlValue::Text(text.into_owned())),
        _ => Err(strange()),
    }
}

fn text(value: &impl HostValue) -> Option<String> {
    match value.see() {
        Ok(Seen::Text(text)) => Some(text.into_owned()),
        _ => None,
    }
}

fn strange() -> SqlError {
    let message = "the host's driver gave something that is neither text nor a whole number".to_owned();
    SqlError { code: None, message }
}

/// A connection that answers at once, such as one behind a callback of the host's.
pub fn at_once(query: impl Fn(&str, &[SqlValue]) -> Rows + Send + Sync + 'static) -> Arc<dyn HostConnection> {
    Arc::new(AtOnce(query))
}

struct AtOnce<F>(F);

#[async_trait]
impl<F: Fn(&str, &[SqlValue]) -> Rows + Send + Sync> HostConnection for AtOnce<F> {
    async fn query(&self, sql: &str, values: &[SqlValue]) -> Rows {
        (self.0)(sql, values)
    }
}

/// The store on one connection of the host's.
struct Borrowed {
    dialect: Arc<Dialect>,
    connection: Arc<dyn HostConnection>,
}

impl Borrowed {
    async fn migrate(&self) -> Result<Migrated, StoreError> {
        Ok(match &*self.dialect {
            Dialect::Sqlite => {
                let found = HostSqlite::new(&*self.connection).migrate()?;
                Migrated::new(found, loyalty_store_sqlite::SCHEMA_VERSION)
            }
            Dialect::Postgres(postgres) => {
                let found = postgres.migrate(&*self.connection).await?;
                Migrated::new(found, loyalty_store_postgres::SCHEMA_VERSION)
            }
            Dialect::Store => Migrated::new(0, 0),
        })
    }
}

#[async_trait]
impl LoyaltyStore for Borrowed {
    async fn load(&self, ask: &Ask) -> Result<Snapshot, StoreError> {
        match &*self.dialect {
            Dialect::Sqlite => HostSqlite::new(&*self.connection).load(ask).await,
            Dialect::Postgres(postgres) => postgres.on(&*self.connection).load(ask).await,
            Dialect::Store => Foreign(&*self.connection).load(ask).await,
        }
    }
    async fn commit(&self, changes: &Changes) -> Result<(), StoreError> {
        match &*self.dialect {
            Dialect::Sqlite => HostSqlite::new(&*self.connection).commit(changes).await,
            Dialect::Postgres(postgres) => postgres.on(&*self.connection).commit(changes).await,
            Dialect::Store => Foreign(&*self.connection).commit(changes).await,
        }
    }
    async fn page(&self, request: &PageRequest) -> Result<Page, StoreError> {
        match &*self.dialect {
            Dialect::Sqlite => HostSqlite::new(&*self.connection).page(request).await,
            Dialect::Postgres(postgres) => postgres.on(&*self.connection).page(request).await,
            Dialect::Store => Foreign(&*self.connection).page(request).await,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dialect_has_a_name_and_postgresql_a_schema() {
        assert!(Lent::open("sqlite:", None).is_ok());
        assert!(Lent::open("postgres:", None).is_ok());
        assert!(Lent::open("postgres:shop_1", None).is_ok());
        assert!(Lent::open("store:", None).is_ok());
        for wrong in ["", "sqlite", "sqlite:file", "postgres:Shop", "memory:", "mysql:"] {
            assert!(Lent::open(wrong, None).is_err(), "{wrong}");
        }
    }
}
