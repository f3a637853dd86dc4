//! Random histories: every operation is among them, none finds anything broken, and the state follows from the events.

use std::collections::BTreeSet;
use std::sync::Arc;

use loyalty_engine::report::verify;
use loyalty_engine::testing::block_on;
use loyalty_engine::testing::history::History;
use loyalty_engine::{Command, LoyaltyStore, MemoryStore};

#[test]
fn histories_do_everything_and_break_nothing() {
    let mut done = BTreeSet::new();
    for seed in 0..8 {
        let store: Arc<dyn LoyaltyStore> = Arc::new(MemoryStore::new());
        let mut history = History::new(Arc::clone(&store), seed);
        for _ in 0..2_000 {
            let (call, answer) = block_on(history.step());
            assert!(!answer.contains("\"broken\""), "{call} was answered {answer}");
            let names = Command::NAMES.iter().filter(|name| answer.contains(&format!("\"operation\":\"{name}\"")));
            done.extend(names.copied());
        }
        for program in History::programs() {
            assert_eq!(block_on(verify(&*store, &program.parse().unwrap())).unwrap(), vec![], "seed {seed}");
        }
    }
    let never: Vec<_> = Command::NAMES.iter().filter(|name| !done.contains(**name)).collect();
    assert!(never.is_empty(), "never done: {never:?}");
}
