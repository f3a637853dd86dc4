//! A schema of its own for each test, on the server that `DATABASE_URL` names; `cargo xtask test` starts one.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, LazyLock};

use loyalty_store_postgres::{PostgresOptions, PostgresStore};
use sqlx::{AssertSqlSafe, ConnectOptions, PgConnection};
use tokio::runtime::Runtime;

/// Where stores of all tests run.
pub static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().unwrap());

static SCHEMAS: AtomicU32 = AtomicU32::new(0);

pub fn url() -> String {
    std::env::var("DATABASE_URL").expect("DATABASE_URL names a PostgreSQL to test on; `cargo xtask test` starts one")
}

/// An empty schema that goes when the test is over.
pub struct Schema {
    pub name: String,
}

impl Schema {
    pub fn new() -> Schema {
        let n = SCHEMAS.fetch_add(1, Ordering::Relaxed);
        let schema = Schema { name: format!("test_{}_{n}", std::process::id()) };
        schema.drop_now();
        RUNTIME.block_on(PostgresStore::migrate(&schema.options())).unwrap();
        schema
    }

    pub fn options(&self) -> PostgresOptions {
        PostgresOptions::parse(&url()).unwrap().schema(&self.name).unwrap()
    }

    pub fn store(&self) -> Arc<PostgresStore> {
        self.store_with(self.options())
    }

    pub fn store_with(&self, options: PostgresOptions) -> Arc<PostgresStore> {
        Arc::new(RUNTIME.block_on(PostgresStore::connect(options)).unwrap())
    }

    /// Runs statements of which `{}` is the schema.
    pub fn run(&self, sql: &str) -> Result<(), sqlx::Error> {
        RUNTIME.block_on(async {
            let mut connection = connection().await;
            let sql = sql.replace("{}", &self.name);
            sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut connection).await.map(drop)
        })
    }

    /// Forgets everything but the schema itself.
    pub fn clear(&self) {
        let tables = "program rules member profile card membership purchase stamp reward entry handle reply";
        let tables: Vec<String> = tables.split(' ').map(|table| format!("{}.{table}", self.name)).collect();
        // Entries are kept from everybody who does not say that this is a test.
        let kept = "ALTER TABLE {}.entry DISABLE TRIGGER entry_is_kept";
        let again = "ALTER TABLE {}.entry ENABLE TRIGGER entry_is_kept";
        self.run(&format!("{kept}; TRUNCATE {}; {again}", tables.join(", "))).unwrap();
    }

    fn drop_now(&self) {
        self.run("SET client_min_messages = error; DROP SCHEMA IF EXISTS {} CASCADE").unwrap();
    }
}

impl Drop for Schema {
    fn drop(&mut self) {
        // A failing test says why it failed, and nothing else.
        if !std::thread::panicking() {
            self.drop_now();
        }
    }
}

pub async fn connection() -> PgConnection {
    url().parse::<sqlx::postgres::PgConnectOptions>().unwrap().disable_statement_logging().connect().await.unwrap()
}
