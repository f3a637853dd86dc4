//! Clients collide, faults strike and a model knows better: the engine's simulation, on PostgreSQL.

use std::sync::Arc;

use crate::support::{Schema, number};
use loyalty_engine::MemoryStore;
use loyalty_engine::testing::simulate;

#[test]
fn a_simulation_on_postgresql_is_the_same_as_in_memory() {
    let schema = Schema::new();
    let store = schema.store();
    let first = number("LOYALTY_SEED", 3_000_000);
    let (runs, mut operations) = (number("LOYALTY_SIMULATIONS", 6), 0);
    for seed in first..first + runs {
        schema.clear();
        let program = "kopi-hub".parse().unwrap();
        let on_postgres =
            simulate(store.clone(), &program, seed, 1_000).unwrap_or_else(|violation| panic!("{violation}"));
        let in_memory = simulate(Arc::new(MemoryStore::new()), &program, seed, 1_000);
        operations += on_postgres.marks.operations;
        assert_eq!(Ok(on_postgres), in_memory, "seed {seed}");
    }
    println!("seeds from {first}: {operations} operations, {runs} runs, 0 violations");
}
