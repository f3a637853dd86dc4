//! The contract on the SQLite store.

use std::sync::Arc;

use loyalty_engine::testing::{block_on, scenario};
use loyalty_store_sqlite::SqliteStore;

#[test]
fn every_scenario_holds_on_the_sqlite_store() {
    let failed: Vec<String> = scenario::all()
        .into_iter()
        .filter_map(|(file, json)| {
            let folder = tempfile::tempdir().unwrap();
            let store = SqliteStore::open(folder.path().join("loyalty.sqlite")).unwrap();
            Some(format!("{file}: {}", block_on(scenario::run(Arc::new(store), &json)).err()?))
        })
        .collect();
    assert!(failed.is_empty(), "{} failed\n\n{}", failed.len(), failed.join("\n\n"));
}
