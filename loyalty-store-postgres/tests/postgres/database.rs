//! A database and a role of a test's own, for what can't be tried in anybody else's: `DATABASE_ADMIN_URL` makes them.

use std::sync::atomic::{AtomicU32, Ordering};

use loyalty_store_postgres::PostgresOptions;
use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, PgConnection};

use crate::support::{RUNTIME, url};

static DATABASES: AtomicU32 = AtomicU32::new(0);

/// An empty database of an ordinary role, both of one name; they go when the test is over.
pub struct Database {
    pub name: String,
}

impl Database {
    pub fn new() -> Database {
        let n = DATABASES.fetch_add(1, Ordering::Relaxed);
        let database = Database { name: format!("loyalty_test_{}_{n}", std::process::id()) };
        database.drop_now();
        database.as_admin("CREATE ROLE {} LOGIN");
        database.as_admin("CREATE DATABASE {} OWNER {}");
        database
    }

    /// Runs a statement as the server's administrator; `{}` is the name of database and role.
    pub fn as_admin(&self, sql: &str) {
        RUNTIME.block_on(async {
            let mut connection = admin().connect().await.unwrap();
            run(&mut connection, &sql.replace("{}", &self.name)).await;
        });
    }

    /// Where the role finds its database.
    pub fn address(&self) -> PgConnectOptions {
        let shared: PgConnectOptions = url().parse().unwrap();
        shared.database(&self.name).username(&self.name).disable_statement_logging()
    }

    pub fn options(&self) -> PostgresOptions {
        PostgresOptions::new(self.address()).unwrap()
    }

    pub async fn connection(&self) -> PgConnection {
        self.address().connect().await.unwrap()
    }

    fn drop_now(&self) {
        self.as_admin("DROP DATABASE IF EXISTS {} WITH (FORCE)");
        self.as_admin("DROP ROLE IF EXISTS {}");
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            self.drop_now();
        }
    }
}

/// The server's administrator, in the database that all tests share.
pub fn admin() -> PgConnectOptions {
    let url = std::env::var("DATABASE_ADMIN_URL");
    let url = url.expect("DATABASE_ADMIN_URL names the server's administrator; `cargo xtask test` starts a server");
    url.parse::<PgConnectOptions>().unwrap().disable_statement_logging()
}

pub async fn run(connection: &mut PgConnection, sql: &str) {
    let done = sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(connection).await;
    done.unwrap_or_else(|error| panic!("{sql}: {error}"));
}
