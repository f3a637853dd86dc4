//! The SQLite store against the conformance suite.

use std::sync::Arc;

use loyalty_engine::testing::conformance::Store;
use loyalty_store_sqlite::SqliteStore;
use tempfile::TempDir;

fn empty() -> (Store, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    (Arc::new(SqliteStore::open(folder.path().join("loyalty.sqlite")).unwrap()), folder)
}

loyalty_engine::store_conformance!(empty);
