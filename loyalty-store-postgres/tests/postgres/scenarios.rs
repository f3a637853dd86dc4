//! The contract on the PostgreSQL store.

use crate::support::Schema;
use loyalty_engine::testing::{block_on, scenario};

#[test]
fn every_scenario_holds_on_the_postgresql_store() {
    let schema = Schema::new();
    let store = schema.store();
    let failed: Vec<String> = scenario::all()
        .into_iter()
        .filter_map(|(file, json)| {
            schema.clear();
            Some(format!("{file}: {}", block_on(scenario::run(store.clone(), &json)).err()?))
        })
        .collect();
    assert!(failed.is_empty(), "{} failed\n\n{}", failed.len(), failed.join("\n\n"));
}
