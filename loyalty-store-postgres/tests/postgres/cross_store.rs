//! Random histories give byte-identical answers and dumps on memory, SQLite and PostgreSQL.

use std::sync::Arc;

use crate::support::Schema;
use loyalty_engine::report::{dump, verify};
use loyalty_engine::testing::block_on;
use loyalty_engine::testing::history::History;
use loyalty_engine::{LoyaltyStore, MemoryStore};
use loyalty_store_sqlite::SqliteStore;

/// How many, and how long; a campaign asks for more.
fn size() -> (u64, usize) {
    let histories = std::env::var("LOYALTY_HISTORIES").ok().and_then(|n| n.parse().ok());
    (histories.unwrap_or(300), 120)
}

#[test]
fn random_histories_are_the_same_on_memory_sqlite_and_postgresql() {
    let (histories, steps) = size();
    let first: u64 = std::env::var("LOYALTY_SEED").ok().and_then(|n| n.parse().ok()).unwrap_or(0);
    let folder = tempfile::tempdir().unwrap();
    let schema = Schema::new();
    let store = schema.store();
    let (mut answers, mut outcomes) = (0_u64, 0_u64);
    for seed in first..first + histories {
        let path = folder.path().join("loyalty.sqlite");
        let mut memory = History::new(Arc::new(MemoryStore::new()), seed);
        let mut sqlite = History::new(Arc::new(SqliteStore::open(&path).unwrap()), seed);
        let mut postgres = History::new(store.clone(), seed);
        for step in 0..steps {
            let (asked, expected) = block_on(memory.step());
            for other in [&mut sqlite, &mut postgres] {
                let (asked_too, found) = block_on(other.step());
                assert_eq!(asked, asked_too, "seed {seed}, step {step}");
                assert_eq!(found, expected, "seed {seed}, step {step}: {asked}");
            }
            answers += 1;
            outcomes += u64::from(expected.starts_with(r#"{"ok""#));
        }
        for program in History::programs() {
            let program = program.parse().unwrap();
            let dumped = |store: &dyn LoyaltyStore| block_on(dump(store, &program)).unwrap();
            let expected = dumped(memory.engine().store());
            for other in [&sqlite, &postgres] {
                assert_eq!(dumped(other.engine().store()), expected, "dump of {program}, seed {seed}");
            }
            assert_eq!(block_on(verify(&*store, &program)).unwrap(), vec![], "verify of {program}, seed {seed}");
        }
        for file in ["loyalty.sqlite", "loyalty.sqlite-wal", "loyalty.sqlite-shm"] {
            let _ = std::fs::remove_file(folder.path().join(file));
        }
        schema.clear();
    }
    println!("seeds from {first}: {histories} histories, {answers} operations, 0 violations; {outcomes} were outcomes");
    assert!(outcomes > answers / 3, "too few outcomes to mean anything: {outcomes} of {answers}");
}
