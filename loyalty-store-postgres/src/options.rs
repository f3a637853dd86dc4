//! Where the database is, and how the store behaves there.

use std::fmt::{self, Display, Formatter};
use std::str::FromStr;
use std::time::Duration;

use loyalty_engine::store::StoreError;
use sqlx::ConnectOptions;
use sqlx::postgres::PgConnectOptions;

/// Where the database is, and how the store behaves there.
#[derive(Clone, Debug)]
pub struct PostgresOptions {
    pub(crate) connect: PgConnectOptions,
    pub(crate) schema: String,
    pub(crate) connections: usize,
    pub(crate) deadline: Duration,
    pub(crate) pooler: bool,
}

const SCHEMA_BYTES_MAX: usize = 63;

impl PostgresOptions {
    /// Reads `postgres://USER:PASSWORD@HOST:PORT/DATABASE`; beside what PostgreSQL itself takes, `schema=NAME`,
    /// `connections=N`, `deadline=SECONDS` and `pooler=transaction` may follow.
    pub fn parse(url: &str) -> Result<PostgresOptions, StoreError> {
        if !url.starts_with("postgres://") && !url.starts_with("postgresql://") {
            return Err(StoreError::Broken("a PostgreSQL URL begins with `postgres://`".to_owned()));
        }
        let (address, settings) = url.split_once('?').unwrap_or((url, ""));
        let (own, theirs): (Vec<&str>, Vec<&str>) = settings
            .split('&')
            .filter(|pair| !pair.is_empty())
            .partition(|pair| matches!(pair.split('=').next(), Some("schema" | "connections" | "deadline" | "pooler")));
        let connect = PgConnectOptions::from_str(&format!("{address}?{}", theirs.join("&")))
            .map_err(|error| StoreError::Broken(format!("not a PostgreSQL URL: {error}")))?;
        own.iter().try_fold(PostgresOptions::new(connect)?, |options, pair| options.set(pair))
    }

    /// Connects as the host itself does.
    pub fn new(connect: PgConnectOptions) -> Result<PostgresOptions, StoreError> {
        let connect = connect.disable_statement_logging();
        Ok(PostgresOptions {
            connect,
            schema: "loyalty".to_owned(),
            connections: 4,
            deadline: Duration::from_secs(15),
            pooler: false,
        })
    }

    /// The schema in which everything stands; `loyalty` if nothing is said. Lower-case letters, digits and `_`.
    pub fn schema(mut self, name: &str) -> Result<PostgresOptions, StoreError> {
        let first = name.chars().next().is_some_and(|c| c.is_ascii_lowercase() || c == '_');
        let rest = name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
        if !first || !rest || name.len() > SCHEMA_BYTES_MAX || name.starts_with("pg_") {
            return Err(StoreError::Broken(format!("`{name}` can't be the name of a schema")));
        }
        name.clone_into(&mut self.schema);
        Ok(self)
    }

    /// How many connections there are at most; 4 if nothing is said. Calls wait for a free one.
    #[must_use]
    pub fn connections(mut self, most: usize) -> PostgresOptions {
        self.connections = most.max(1);
        self
    }

    /// How long opening, migrating or a statement takes at most, whatever the network does; 15 seconds if nothing is
    /// said. An operation is two statements, and two more each time somebody else was faster.
    #[must_use]
    pub fn deadline(mut self, limit: Duration) -> PostgresOptions {
        self.deadline = limit;
        self
    }

    /// Behind a pooler that gives a connection away after each transaction. Costs three more round trips a statement.
    #[must_use]
    pub fn behind_pooler(mut self) -> PostgresOptions {
        self.pooler = true;
        self
    }

    fn set(self, pair: &str) -> Result<PostgresOptions, StoreError> {
        let wrong = || StoreError::Broken(format!("`{pair}` is no setting of the store"));
        let (name, value) = pair.split_once('=').ok_or_else(wrong)?;
        match name {
            "schema" => self.schema(value),
            "connections" => value.parse().map(|most| self.connections(most)).map_err(|_| wrong()),
            "deadline" => value.parse().map(|most| self.deadline(Duration::from_secs(most))).map_err(|_| wrong()),
            _ if value == "transaction" => Ok(self.behind_pooler()),
            _ => Err(wrong()),
        }
    }

    /// What every connection of the store is opened with: nothing that a role or a database has set as its default may
    /// weaken what the store promises.
    pub(crate) fn connect_options(&self) -> PgConnectOptions {
        let connect = self.connect.clone().application_name("loyalty");
        if self.pooler {
            return connect.statement_cache_capacity(0).extra_float_digits(None);
        }
        let limit = format!("{}ms", self.deadline.as_millis());
        connect.options([
            ("synchronous_commit", "on"),
            ("default_transaction_isolation", "read committed"),
            ("default_transaction_read_only", "off"),
            ("search_path", "pg_catalog"),
            ("row_security", "on"),
            ("statement_timeout", &limit),
            ("lock_timeout", &limit),
            ("idle_in_transaction_session_timeout", &limit),
            ("idle_session_timeout", "0"),
            ("jit", "off"),
        ])
    }
}

/// The place, without what opens it.
impl Display for PostgresOptions {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let (host, port) = (self.connect.get_host(), self.connect.get_port());
        let database = self.connect.get_database().unwrap_or(self.connect.get_username());
        write!(f, "{host}:{port}/{database}, schema {}", self.schema)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stores_own_settings_stand_in_the_url() {
        let options = PostgresOptions::parse("postgres://a@localhost/b?schema=shop_1&connections=2&pooler=transaction");
        let options = options.unwrap();
        assert_eq!((options.schema.as_str(), options.connections, options.pooler), ("shop_1", 2, true));
        for wrong in ["schema=", "schema=Shop", "schema=pg_shop", "schema=a%22b", "connections=x", "pooler=session"] {
            assert!(PostgresOptions::parse(&format!("postgres://a@localhost/b?{wrong}")).is_err(), "{wrong}");
        }
        assert!(PostgresOptions::parse("sqlite:x").is_err());
    }
}
