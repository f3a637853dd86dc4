//! The memory store against the conformance suite.

use std::sync::Arc;

use loyalty_engine::MemoryStore;
use loyalty_engine::testing::conformance::Store;

fn empty() -> (Store, ()) {
    (Arc::new(MemoryStore::new()), ())
}

loyalty_engine::store_conformance!(empty);
