//! Where programs live, by URL.

use std::fmt::{self, Display, Formatter};
use std::path::PathBuf;
use std::sync::Arc;

use loyalty_engine::source::{SeededSource, Source, SystemSource};
use loyalty_engine::store::StoreError;
use loyalty_engine::{Engine, MemoryStore};
use loyalty_store_postgres::{PostgresOptions, PostgresStore};
use loyalty_store_sqlite::SqliteStore;

use crate::job::Migrated;
use crate::opened;

/// A store by its URL: `memory:`, `sqlite:PATH` or `postgres://USER@HOST/DATABASE`.
#[derive(Clone, Debug)]
pub enum StoreUrl {
    /// In this process, and gone with it.
    Memory,
    /// In a SQLite file.
    Sqlite(PathBuf),
    /// In a PostgreSQL database.
    Postgres(Box<PostgresOptions>),
}

impl StoreUrl {
    /// Reads a URL; what is wrong with it is said in words.
    pub fn parse(url: &str) -> Result<StoreUrl, String> {
        match url.split_once(':') {
            Some(("memory", "")) => Ok(StoreUrl::Memory),
            Some(("sqlite", path)) if !path.is_empty() && !path.contains('\0') => Ok(StoreUrl::Sqlite(path.into())),
            Some(("postgres" | "postgresql", _)) => match PostgresOptions::parse(url) {
                Ok(options) => Ok(StoreUrl::Postgres(Box::new(options))),
                Err(error) => Err(error.to_string()),
            },
            _ => Err("a store is `memory:`, `sqlite:PATH` or `postgres://USER@HOST/DATABASE`".to_owned()),
        }
    }

    /// Opens an engine there; `url` is this as it was given. A file is made when it is missing; a database has to be
    /// migrated first.
    pub(crate) async fn engine(&self, url: &str, seed: Option<u64>) -> Result<Engine, StoreError> {
        let source = source(seed);
        Ok(match self {
            StoreUrl::Memory => Engine::with_source(Arc::new(MemoryStore::new()), source),
            StoreUrl::Sqlite(path) => Engine::with_source(Arc::new(SqliteStore::open(path)?), source),
            StoreUrl::Postgres(options) => {
                let store = opened::database(url, options).await?;
                let spawner = store.spawner();
                Engine::with_source(store, source).grouped(spawner)
            }
        })
    }

    /// Brings a store's schema up to date.
    pub(crate) async fn migrate(&self) -> Result<Migrated, StoreError> {
        Ok(match self {
            StoreUrl::Memory => Migrated::new(0, 0),
            StoreUrl::Sqlite(path) => Migrated::new(SqliteStore::migrate(path)?, loyalty_store_sqlite::SCHEMA_VERSION),
            StoreUrl::Postgres(options) => {
                Migrated::new(PostgresStore::migrate(options).await?, loyalty_store_postgres::SCHEMA_VERSION)
            }
        })
    }
}

/// The machine's clock and randomness; with a seed, randomness that repeats.
pub(crate) fn source(seed: Option<u64>) -> Arc<dyn Source> {
    match seed {
        Some(seed) => Arc::new(SeededSource::new(seed)),
        None => Arc::new(SystemSource::default()),
    }
}

/// The place, without what opens it.
impl Display for StoreUrl {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            StoreUrl::Memory => f.write_str("memory"),
            StoreUrl::Sqlite(path) => path.display().fmt(f),
            StoreUrl::Postgres(options) => options.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_store_has_a_kind_and_a_file_its_path() {
        assert!(matches!(StoreUrl::parse("memory:"), Ok(StoreUrl::Memory)));
        assert!(
            matches!(StoreUrl::parse("sqlite:a b/c:d"), Ok(StoreUrl::Sqlite(path)) if path.to_str() == Some("a b/c:d"))
        );
        let postgres = StoreUrl::parse("postgres://me:secret@db:77/shop?schema=kopi").unwrap();
        assert_eq!(postgres.to_string(), "db:77/shop, schema kopi");
        for wrong in ["", "memory", "memory:x", "sqlite:", "postgres:", "postgres://x?schema=A", "loyalty.db"] {
            assert!(StoreUrl::parse(wrong).is_err(), "{wrong}");
        }
    }
}
