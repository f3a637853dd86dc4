//! A schema of its own for each test, on the server that `DATABASE_URL` names; `cargo xtask test` starts one.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, LazyLock};

use loyalty_store_postgres::{PostgresOptions, PostgresStore};
use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, PgConnection};
use tokio::runtime::Runtime;

/// Where stores of all tests run.
pub static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().unwrap());

static SCHEMAS: AtomicU32 = AtomicU32::new(0);

pub fn url() -> String {
    std::env::var("DATABASE_URL").expect("DATABASE_URL names a PostgreSQL to test on; `cargo xtask test` starts one")
}

/// A number from the environment; a campaign asks for more than the tests do.
pub fn number(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().map_or(usual, |n| n.parse().unwrap())
}

/// Spreads a schema over a cluster, when `DATABASE_URL` names its coordinator and `LOYALTY_CITUS` is set.
const CITUS: &str = include_str!("../../citus.sql");

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
        if std::env::var_os("LOYALTY_CITUS").is_some() {
            schema.run(&CITUS.replace("loyalty.", "{}.").replace("'loyalty'", "'{}'")).unwrap();
        }
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
        let tables =
            "program rules member profile card membership purchase stamp reward entry handle reply reason gram";
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
    connect(&url()).await
}

/// As a superuser.
pub async fn admin() -> PgConnection {
    connect(&std::env::var("DATABASE_ADMIN_URL").expect("DATABASE_ADMIN_URL names the same server as a superuser"))
        .await
}

async fn connect(url: &str) -> PgConnection {
    url.parse::<PgConnectOptions>().unwrap().disable_statement_logging().connect().await.unwrap()
}

/// A database of its own, for what a server counts database by database.
pub struct Database {
    name: String,
}

impl Database {
    pub fn new(name: &str) -> Database {
        let database = Database { name: format!("test_{}_{name}", std::process::id()) };
        let owner = url().parse::<PgConnectOptions>().unwrap().get_username().to_owned();
        database.admin("DROP DATABASE IF EXISTS {}");
        database.admin(&format!("CREATE DATABASE {{}} OWNER {owner}"));
        RUNTIME.block_on(PostgresStore::migrate(&database.options())).unwrap();
        database
    }

    pub fn options(&self) -> PostgresOptions {
        let connect: PgConnectOptions = url().parse().unwrap();
        PostgresOptions::new(connect.database(&self.name)).unwrap()
    }

    /// How often two waited for each other, told when nobody is connected any more.
    pub fn deadlocks(&self) -> i64 {
        let sql = "SELECT deadlocks, (SELECT count(*) FROM pg_stat_activity a WHERE a.datname = s.datname)
                   FROM pg_stat_database s WHERE datname = $1";
        RUNTIME.block_on(async {
            let mut connection = admin().await;
            loop {
                let (deadlocks, connected): (i64, i64) =
                    sqlx::query_as(sql).bind(&self.name).fetch_one(&mut connection).await.unwrap();
                if connected == 0 {
                    return deadlocks;
                }
            }
        })
    }

    fn admin(&self, sql: &str) {
        let sql = sql.replace("{}", &self.name);
        RUNTIME.block_on(async { sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut admin().await).await }).unwrap();
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            self.admin("DROP DATABASE IF EXISTS {} WITH (FORCE)");
        }
    }
}
