//! A million operations of clients that collide, over a store that fails, against a model that knows better.
//!
//! `LOYALTY_SEED=N cargo test --test simulation` runs one seed alone, the same way bit for bit.

use std::sync::Arc;

use loyalty_engine::MemoryStore;
use loyalty_engine::testing::{Marks, Run, simulate};

const OPERATIONS_A_RUN: u64 = 2_500;

fn run(seed: u64) -> Result<Run, String> {
    let program = "kopi-hub".parse().map_err(|code| format!("{code}"))?;
    simulate(Arc::new(MemoryStore::new()), &program, seed, OPERATIONS_A_RUN)
}

fn campaign(first: u64, runs: u64) -> Marks {
    let mut marks = Marks::default();
    for seed in first..first + runs {
        match run(seed) {
            Ok(run) => marks.add(&run.marks),
            Err(violation) => panic!("LOYALTY_SEED={seed}: {violation}"),
        }
    }
    marks
}

fn print(marks: &Marks) {
    for ((a, b), n) in &marks.faults { println!("fault {a} {b} {n}"); }
    for ((a, b), n) in &marks.answers { println!("answer {a} {b} {n}"); }
    for ((a, b), n) in &marks.facts { println!("fact {a} {b} {n}"); }
}

#[test]
fn first() {
    let n: u64 = std::env::var("N").ok().and_then(|n| n.parse().ok()).unwrap_or(20);
    let first: u64 = std::env::var("LOYALTY_SEED").ok().and_then(|n| n.parse().ok()).unwrap_or(0);
    let marks = campaign(first, n);
    print(&marks);
    println!("{} operations", marks.operations);
}
