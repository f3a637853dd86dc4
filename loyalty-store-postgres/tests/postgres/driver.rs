//! A driver of the host's, which knows nothing but text: every promise of a store holds there too.

use std::sync::Arc;

use async_trait::async_trait;
use loyalty_engine::store::{
    Ask, Changes, HostConnection, Page, PageRequest, Snapshot, SqlError, SqlValue, StoreError,
};
use loyalty_engine::testing::conformance::Store;
use loyalty_engine::testing::scenario;
use loyalty_engine::{Engine, LoyaltyStore};
use loyalty_store_postgres::{HostPostgres, PostgresOptions, SCHEMA_VERSION};
use sqlx::{AssertSqlSafe, Error, PgConnection, Row};
use tokio::sync::Mutex;

use crate::shop::{KOPI_HUB, books, buy, open};
use crate::support::{RUNTIME, Schema, connection, url};

/// A connection by somebody else's driver, and the store on it.
struct Driver {
    connection: Mutex<PgConnection>,
    store: HostPostgres,
}

impl Driver {
    async fn new(options: &PostgresOptions) -> Driver {
        Driver { connection: Mutex::new(connection().await), store: HostPostgres::new(options) }
    }

    async fn run(&self, sql: &str) {
        sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(&mut *self.connection.lock().await).await.unwrap();
    }
}

#[async_trait]
impl HostConnection for Driver {
    async fn query(&self, sql: &str, values: &[SqlValue]) -> Result<Vec<Vec<SqlValue>>, SqlError> {
        let mut connection = self.connection.lock().await;
        let said = |error: Error| SqlError {
            code: error.as_database_error().and_then(|error| error.code()).map(Into::into),
            message: error.to_string(),
        };
        if values.is_empty() {
            let rows = sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).fetch_all(&mut *connection).await.map_err(said)?;
            return Ok(rows.iter().map(texts).collect());
        }
        let query = values.iter().fold(sqlx::query(AssertSqlSafe(sql.to_owned())), |query, value| match value {
            SqlValue::Text(text) => query.bind(Some(text.clone())),
            _ => query.bind(None::<String>),
        });
        Ok(query.fetch_all(&mut *connection).await.map_err(said)?.iter().map(texts).collect())
    }
}

fn texts(row: &sqlx::postgres::PgRow) -> Vec<SqlValue> {
    let text = |at| row.try_get::<Option<String>, _>(at).ok().flatten().map_or(SqlValue::Null, SqlValue::Text);
    (0..row.len()).map(text).collect()
}

#[async_trait]
impl LoyaltyStore for Driver {
    async fn load(&self, ask: &Ask) -> Result<Snapshot, StoreError> {
        self.store.on(self).load(ask).await
    }
    async fn commit(&self, changes: &Changes) -> Result<(), StoreError> {
        self.store.on(self).commit(changes).await
    }
    async fn page(&self, request: &PageRequest) -> Result<Page, StoreError> {
        self.store.on(self).page(request).await
    }
}

fn empty() -> (Store, Schema) {
    let schema = Schema::new();
    (Arc::new(RUNTIME.block_on(Driver::new(&schema.options()))), schema)
}

loyalty_engine::store_conformance!(empty);

#[test]
fn every_scenario_holds_through_a_driver_of_the_hosts() {
    let (store, schema) = empty();
    for (name, json) in scenario::all() {
        schema.clear();
        RUNTIME.block_on(scenario::run(store.clone(), &json)).unwrap_or_else(|why| panic!("{name}: {why}"));
    }
}

#[test]
fn whatever_the_host_has_set_for_itself_dates_are_read_as_dates() {
    let schema = Schema::new();
    let store = schema.store();
    RUNTIME.block_on(async {
        let driver = Arc::new(Driver::new(&schema.options()).await);
        driver.run("SET DateStyle = 'German'; SET TimeZone = 'Asia/Jakarta'; SET search_path = nowhere").await;
        let engine = Engine::new(driver.clone());
        open(&engine, KOPI_HUB).await;
        engine.execute(&buy(0, "R-1")).await.unwrap();
        assert_eq!(books(&*driver, KOPI_HUB).await, books(&*store, KOPI_HUB).await);
        let (program, by) = (KOPI_HUB.parse().unwrap(), "2199-01-01".parse().unwrap());
        let due = loyalty_engine::report::due_members(&*driver, &program, by, None, 10);
        assert!(!due.await.unwrap().is_empty());
    });
}

#[test]
fn a_migration_belongs_to_the_hosts_transaction() {
    let name = format!("test_{}_lent", std::process::id());
    let options = PostgresOptions::parse(&url()).unwrap().schema(&name).unwrap();
    RUNTIME.block_on(async {
        let driver = Driver::new(&options).await;
        driver.run("BEGIN").await;
        assert_eq!(driver.store.migrate(&driver).await.unwrap(), 0);
        assert_eq!(driver.store.migrate(&driver).await.unwrap(), SCHEMA_VERSION);
        driver.run("ROLLBACK").await;
        let there = driver.query("SELECT to_regnamespace($1::text)::text", &[SqlValue::Text(name.clone())]).await;
        assert_eq!(there.unwrap(), [[SqlValue::Null]]);
    });
}
