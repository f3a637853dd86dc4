//! A million operations of clients that collide, over a store that fails, against a model that knows better.
//!
//! `LOYALTY_SEED=N cargo test --test simulation` runs one seed alone, the same way bit for bit.

#![cfg(test)]
#![expect(clippy::arithmetic_side_effects, reason = "seeds are counted")]

use std::sync::Arc;

use loyalty_engine::MemoryStore;
use loyalty_engine::testing::faulty::Fault;
use loyalty_engine::testing::planted::{Plant, Planted};
use loyalty_engine::testing::{Marks, Run, simulate};
use loyalty_engine::{Command, LoyaltyStore, Refusal};

const OPERATIONS_A_RUN: u64 = 2_500;
/// Four campaigns of this many runs are a million operations.
const RUNS: u64 = 100;

fn run(store: Arc<dyn LoyaltyStore>, seed: u64) -> Result<Run, String> {
    simulate(store, &"kopi-hub".parse().unwrap(), seed, OPERATIONS_A_RUN)
}

fn clean_run(seed: u64) -> Run {
    run(Arc::new(MemoryStore::new()), seed).unwrap_or_else(|violation| panic!("LOYALTY_SEED={seed}: {violation}"))
}

/// The one seed that was asked for.
fn seed_asked_for() -> Option<u64> {
    std::env::var("LOYALTY_SEED").ok().map(|seed| seed.parse().expect("LOYALTY_SEED is a number"))
}

/// Runs from seed `first` on, all of them clean, and sees to it that nothing worth seeing was passed by.
fn campaign(first: u64) {
    if let Some(seed) = seed_asked_for() {
        let run = clean_run(seed);
        return println!("seed {seed}: {} operations, trace {:016x}, 0 violations", run.marks.operations, run.trace);
    }
    let mut marks = Marks::default();
    (first..first + RUNS).for_each(|seed| marks.add(&clean_run(seed).marks));
    let faults: u64 = marks.faults.values().sum();
    let (operations, last) = (marks.operations, first + RUNS - 1);
    println!("seeds {first} to {last}: {operations} operations, {faults} faults and races, 0 violations");
    assert!(operations >= RUNS * OPERATIONS_A_RUN);
    check_faults(&marks);
    check_answers(&marks);
    check_facts(&marks);
}

#[test]
fn clients_collide_on_a_failing_store_1() {
    campaign(0);
}

#[test]
fn clients_collide_on_a_failing_store_2() {
    campaign(RUNS);
}

#[test]
fn clients_collide_on_a_failing_store_3() {
    campaign(2 * RUNS);
}

#[test]
fn clients_collide_on_a_failing_store_4() {
    campaign(3 * RUNS);
}

/// Every operation met every fault, and lost a race against another.
fn check_faults(marks: &Marks) {
    let faults = Fault::ALL.iter().map(|fault| fault.name()).chain(["raced"]);
    for fault in faults {
        for operation in Command::NAMES {
            let met = marks.faults_of(operation, fault);
            assert!(met >= 15, "{operation} met {fault} {met} times only");
        }
    }
}

/// Every end that these operations can have was had, and every operation was done, refused and repeated.
fn check_answers(marks: &Marks) {
    for code in Refusal::ALL.iter().map(|info| info.code).chain(["replay", "nothing", "ends_before_start"]) {
        let had = marks.answers_of(code);
        assert!(had >= 100, "{code} was answered {had} times only");
    }
    for reason in [
        "program_paused",
        "not_a_member",
        "member_blocked",
        "membership_not_started",
        "membership_expired",
        "below_minimum",
        "daily_limit",
        "purchase_limit",
        "stamp_kept",
        "stamp_gone",
        "rules_unchanged",
        "nothing_due",
        "nothing_changed",
    ] {
        let had = marks.answers_of(reason);
        assert!(had >= 100, "{reason} was the reason {had} times only");
    }
    for operation in Command::NAMES {
        for code in ["done", "replay", "key_reused"] {
            let had =
                marks.answers.iter().find(|((name, of), _)| name == operation && *of == code).map_or(0, |(_, n)| *n);
            assert!(had >= 15, "{operation} was answered {code} {had} times only");
        }
    }
}

/// Every place of the longest card was stamped and taken back, cards were closed, and what is earned met every fate.
fn check_facts(marks: &Marks) {
    for name in ["stamp", "stamp_taken"] {
        for number in 1..=10 {
            let seen = marks.facts.get(&(name, number)).copied().unwrap_or(0);
            assert!(seen >= 50, "{name} {number} was seen {seen} times only");
        }
    }
    for cycle in 2..=5 {
        let opened = marks.facts.get(&("opened", cycle)).copied().unwrap_or(0);
        assert!(opened >= 50, "cycle {cycle} was opened {opened} times only");
    }
    for (name, least) in [
        ("started", 500),
        ("renewed", 500),
        ("ended", 300),
        ("earned", 2000),
        ("redeemed", 2000),
        ("returned", 500),
        ("lapsed", 500),
        ("taken_back", 500),
        ("stamp_kept", 200),
        ("card_replaced", 300),
        ("member_closed", 100),
        ("rules_published", 300),
        ("kind_changed", 100),
    ] {
        let seen = marks.facts_of(name);
        assert!(seen >= least, "{name} happened {seen} times only");
    }
}

#[test]
fn the_same_seed_is_the_same_run_bit_for_bit() {
    let seeds = seed_asked_for().map_or(1_000_000..1_000_004, |seed| seed..seed + 1);
    for seed in seeds.clone() {
        assert_eq!(clean_run(seed), clean_run(seed), "LOYALTY_SEED={seed}");
    }
    let mut traces: Vec<u64> = seeds.clone().map(|seed| clean_run(seed).trace).collect();
    traces.dedup();
    assert_eq!(traces.len(), seeds.count(), "other seeds are other runs");
}

#[test]
fn every_planted_fault_is_found() {
    for plant in Plant::ALL {
        let found = (0..20).find_map(|seed| {
            let store = Planted::new(Arc::new(MemoryStore::new()), plant, seed);
            run(Arc::new(store), seed).err().map(|violation| (seed + 1, violation))
        });
        let (runs, violation) = found.unwrap_or_else(|| panic!("{plant:?} was not found in 50 000 operations"));
        let first: String = violation.chars().take(110).collect();
        println!("{plant:?}: found within {} operations: {first}", runs * OPERATIONS_A_RUN);
    }
}
