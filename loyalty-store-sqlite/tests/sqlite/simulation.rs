//! Clients collide, faults strike and a model knows better: the engine's simulation, on SQLite.

use std::sync::Arc;

use loyalty_engine::MemoryStore;
use loyalty_engine::testing::simulate;
use loyalty_store_sqlite::SqliteStore;

#[test]
fn a_simulation_on_sqlite_is_the_same_as_in_memory() {
    let folder = tempfile::tempdir().unwrap();
    for seed in 2_000_000..2_000_006 {
        let store = SqliteStore::open(folder.path().join(format!("{seed}.sqlite"))).unwrap();
        let program = "kopi-hub".parse().unwrap();
        let on_sqlite =
            simulate(Arc::new(store), &program, seed, 1_000).unwrap_or_else(|violation| panic!("{violation}"));
        let in_memory = simulate(Arc::new(MemoryStore::new()), &program, seed, 1_000);
        assert_eq!(Ok(on_sqlite), in_memory, "seed {seed}");
    }
}
