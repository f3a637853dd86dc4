//! What was told of somebody who was erased is nowhere in the file any more, nor in the files beside it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use loyalty_engine::testing::block_on;
use loyalty_engine::testing::canary::Canary;
use loyalty_store_sqlite::SqliteStore;
use rusqlite::Connection;

/// The bytes of the file, of its write-ahead log and of what is shared between processes.
fn bytes(path: &Path) -> Vec<u8> {
    let beside = |end: &str| fs::read(format!("{}{end}", path.display())).unwrap_or_default();
    [fs::read(path).unwrap(), beside("-wal"), beside("-shm"), beside("-journal")].concat()
}

#[test]
fn nothing_that_was_told_of_an_erased_member_stays_in_any_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("shop.sqlite");
    block_on(async {
        let store = Arc::new(SqliteStore::open(&path).unwrap());
        let mut canary = Canary::sing(store.clone()).await.unwrap();
        let before = canary.seen_in(&bytes(&path));
        // The word, the number, each digest, and each of the word's grams as it stands in an index.
        assert_eq!(before.len(), 2 + canary.digests() + 6, "{before:?}");
        // Some of it in the file itself, and not in the log alone.
        let onlooker = Connection::open(&path).unwrap();
        onlooker.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(())).unwrap();
        assert_eq!(canary.seen_in(&fs::read(&path).unwrap()), before);
        canary.erase().await.unwrap();
        assert_eq!(canary.seen_in(&bytes(&path)), BTreeSet::new());
        assert_eq!(canary.seen_in(canary.told().await.unwrap().as_bytes()), BTreeSet::new());
        assert_eq!(canary.seen_in(canary.heard().as_bytes()), BTreeSet::new(), "{}", canary.heard());
    });
}

#[test]
fn whoever_reads_all_the_while_is_named_and_erasing_again_finishes_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("shop.sqlite");
    block_on(async {
        let mut canary = Canary::sing(Arc::new(SqliteStore::open(&path).unwrap())).await.unwrap();
        let reader = Connection::open(&path).unwrap();
        reader.execute_batch("BEGIN; SELECT count(*) FROM loyalty_profiles").unwrap();
        let refused = canary.erase().await.unwrap_err();
        assert!(refused.contains("unknown") && refused.contains("erase again"), "{refused}");
        // It is done for everybody who asks, and not yet in the files.
        assert!(!canary.seen_in(&bytes(&path)).is_empty());
        reader.execute_batch("COMMIT").unwrap();
        canary.erase().await.unwrap();
        assert_eq!(canary.seen_in(&bytes(&path)), BTreeSet::new());
    });
}
