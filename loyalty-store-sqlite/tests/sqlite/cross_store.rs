//! Random histories give byte-identical answers and dumps on memory and SQLite.

use std::sync::Arc;

use loyalty_engine::report::{dump, verify};
use loyalty_engine::testing::block_on;
use loyalty_engine::testing::history::History;
use loyalty_engine::{LoyaltyStore, MemoryStore};
use loyalty_store_sqlite::SqliteStore;

const HISTORIES: u64 = 60;
const STEPS: usize = 250;

#[test]
fn random_histories_are_the_same_on_memory_and_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    let (mut answers, mut outcomes) = (0, 0);
    for seed in 0..HISTORIES {
        let path = folder.path().join(format!("{seed}.sqlite"));
        let mut memory = History::new(Arc::new(MemoryStore::new()), seed);
        let mut sqlite = History::new(Arc::new(SqliteStore::open(path).unwrap()), seed);
        for step in 0..STEPS {
            let (asked, expected) = block_on(memory.step());
            let (asked_too, found) = block_on(sqlite.step());
            assert_eq!(asked, asked_too, "seed {seed}, step {step}");
            assert_eq!(found, expected, "seed {seed}, step {step}: {asked}");
            answers += 1;
            outcomes += u32::from(found.starts_with(r#"{"ok""#));
        }
        for program in History::programs() {
            let dumped = |store: &dyn LoyaltyStore| block_on(dump(store, &program.parse().unwrap())).unwrap();
            let (expected, found) = (dumped(memory.engine().store()), dumped(sqlite.engine().store()));
            assert_eq!(found, expected, "dump of {program}, seed {seed}");
            let findings = block_on(verify(sqlite.engine().store(), &program.parse().unwrap())).unwrap();
            assert_eq!(findings, vec![], "verify of {program}, seed {seed}");
        }
    }
    println!("{HISTORIES} histories, {answers} answers, {outcomes} of them outcomes");
    assert!(outcomes > answers / 3, "too few outcomes to mean anything: {outcomes} of {answers}");
}
