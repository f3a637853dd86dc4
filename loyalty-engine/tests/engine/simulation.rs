//! A million operations of clients that collide, over a store that fails, against a model that knows better.
//!
//! `LOYALTY_SEED=N cargo test --test engine simulation::` runs one seed alone, the same way bit for bit.

#![expect(clippy::arithmetic_side_effects, reason = "seeds are counted")]

use std::sync::Arc;

use loyalty_engine::MemoryStore;
use loyalty_engine::testing::faulty::Fault;
use loyalty_engine::testing::planted::{Plant, Planted};
use loyalty_engine::testing::{Marks, Run, simulate};
use loyalty_engine::{Command, LoyaltyStore, Reason, Refusal};

const OPERATIONS_A_RUN: u64 = 3_500;
/// Four campaigns of this many runs are more than a million operations.
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
    let mut short = Short::default();
    check_faults(&marks, &mut short);
    check_answers(&marks, &mut short);
    check_facts(&marks, &mut short);
    short.check();
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

/// What was seen less often than it should be.
#[derive(Default)]
struct Short(Vec<String>);

impl Short {
    fn want(&mut self, what: &str, seen: u64, least: u64) {
        if seen < least {
            self.0.push(format!("{what}: {seen} times, of {least}"));
        }
    }

    fn check(self) {
        assert!(self.0.is_empty(), "seen too rarely:\n{}", self.0.join("\n"));
    }
}

/// Every operation met every fault, and lost a race against another.
fn check_faults(marks: &Marks, short: &mut Short) {
    let faults = Fault::ALL.iter().map(|fault| fault.name()).chain(["raced"]);
    for fault in faults {
        for operation in Command::NAMES {
            short.want(&format!("{operation} met {fault}"), marks.faults_of(operation, fault), 15);
        }
    }
}

/// Every end that these operations can have was had, and every operation was done, refused and repeated.
fn check_answers(marks: &Marks, short: &mut Short) {
    let ends = ["replay", "nothing", "ends_before_start", "zero", "missing", "out_of_range", "unknown_field"];
    for code in Refusal::ALL.iter().map(|info| info.code).chain(ends) {
        short.want(&format!("the answer {code}"), marks.answers_of(code), 100);
    }
    // More points than can be counted are more than any purchase here brings.
    for reason in Reason::ALL.iter().map(|info| info.code).filter(|code| *code != "too_large") {
        short.want(&format!("the reason {reason}"), marks.answers_of(reason), 100);
    }
    for operation in Command::NAMES {
        for code in ["done", "replay", "key_reused"] {
            let had =
                marks.answers.iter().find(|((name, of), _)| name == operation && *of == code).map_or(0, |(_, n)| *n);
            short.want(&format!("{operation} answered {code}"), had, 15);
        }
    }
}

/// Facts, and how often each must have happened at least.
const FACTS: &[(&str, u64)] = &[
    ("started", 500),
    ("renewed", 500),
    ("ended", 300),
    ("earned", 2000),
    ("redeemed", 1000),
    ("returned", 500),
    ("lapsed", 500),
    ("taken_back", 500),
    ("stamp_kept", 200),
    ("card_replaced", 300),
    ("member_closed", 100),
    ("rules_published", 300),
    ("kind_changed", 100),
    ("awaited", 1000),
    ("purchase_paid", 500),
    ("purchase_completed", 500),
    ("purchase_cancelled", 500),
    ("purchase_expired", 300),
    ("purchase_adopted", 200),
    ("purchase_marked", 200),
    ("reprinted", 200),
    ("stood_again", 500),
    ("refunded", 500),
    ("part_refunded", 500),
    ("no_level", 50),
    ("bronze", 300),
    ("silver", 300),
    ("gold", 300),
    ("spent", 200),
    ("hold_spent", 100),
    ("held", 500),
    ("released", 200),
    ("expired", 200),
    ("granted", 500),
    ("deducted", 100),
    ("sent", 100),
    ("received", 100),
    ("promised", 1000),
    ("moved", 15),
    ("hold_moved", 15),
    ("owed", 100),
    ("forgiven", 100),
    ("promise_taken", 100),
    ("points_taken", 300),
    ("reward_bought", 200),
    ("reward_reversed", 100),
    ("reward_moved", 50),
    ("stock", 100),
    ("absorbed", 100),
    ("merged", 100),
];

/// Every place of the longest card was stamped and taken back, cards were closed, and what is earned met every fate.
fn check_facts(marks: &Marks, short: &mut Short) {
    for name in ["stamp", "stamp_taken"] {
        for number in 1..=10 {
            let seen = marks.facts.get(&(name, number)).copied().unwrap_or(0);
            short.want(&format!("{name} {number}"), seen, 50);
        }
    }
    for cycle in 2..=5 {
        let opened = marks.facts.get(&("opened", cycle)).copied().unwrap_or(0);
        short.want(&format!("cycle {cycle} opened"), opened, 50);
    }
    FACTS.iter().for_each(|(name, least)| short.want(name, marks.facts_of(name), *least));
    short.want("events without a fact", u64::from(marks.facts_of("unknown") == 0), 1);
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
