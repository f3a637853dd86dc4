//! The PostgreSQL store against the conformance suite.

use crate::support::Schema;
use loyalty_engine::testing::conformance::Store;

fn empty() -> (Store, Schema) {
    let schema = Schema::new();
    (schema.store(), schema)
}

loyalty_engine::store_conformance!(empty);
