//! What was told of somebody who was erased is nowhere any more.

use std::collections::BTreeSet;
use std::sync::Arc;

use loyalty_engine::MemoryStore;
use loyalty_engine::testing::block_on;
use loyalty_engine::testing::canary::Canary;

#[test]
fn nothing_that_was_told_of_an_erased_member_stays_in_memory_or_is_ever_said_aloud() {
    block_on(async {
        let mut canary = Canary::sing(Arc::new(MemoryStore::new())).await.unwrap();
        let before = canary.seen_in(canary.told().await.unwrap().as_bytes());
        assert_eq!(before.len(), 2 + canary.digests(), "the word, the number and each digest are there: {before:?}");
        canary.erase().await.unwrap();
        let told = canary.told().await.unwrap();
        assert_eq!(canary.seen_in(told.as_bytes()), BTreeSet::new(), "{told}");
        assert_eq!(canary.seen_in(canary.heard().as_bytes()), BTreeSet::new(), "{}", canary.heard());
    });
}
