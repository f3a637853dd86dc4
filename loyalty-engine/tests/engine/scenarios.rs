//! The contract: every file of `spec/scenarios`, on every kind of store that the engine brings along.

use std::collections::BTreeSet;
use std::sync::Arc;

use loyalty_engine::error::CodeInfo;
use loyalty_engine::testing::{block_on, scenario};
use loyalty_engine::{Command, LoyaltyStore, MemoryStore, Query, Reason, Refusal};
use serde_json::Value;

#[test]
fn every_scenario_holds_on_the_memory_store() {
    every_scenario_holds_on(|| Arc::new(MemoryStore::new()));
}

fn every_scenario_holds_on(empty: impl Fn() -> Arc<dyn LoyaltyStore>) {
    let scenarios = scenario::all();
    assert!(scenarios.len() >= 60, "only {} scenarios", scenarios.len());
    let failed: Vec<String> = scenarios
        .iter()
        .filter_map(|(file, json)| Some(format!("{file}: {}", block_on(scenario::run(empty(), json)).err()?)))
        .collect();
    assert!(failed.is_empty(), "{} of {} failed\n\n{}", failed.len(), scenarios.len(), failed.join("\n\n"));
}

#[test]
fn every_file_is_named_as_its_scenario() {
    for (file, json) in scenario::all() {
        let name = parse(&json)["name"].as_str().unwrap_or_default().to_owned();
        assert_eq!(kebab(&name), file);
    }
}

#[test]
fn every_operation_and_every_code_has_a_scenario() {
    let mut seen = Seen::default();
    for (_, json) in scenario::all() {
        for step in parse(&json)["steps"].as_array().into_iter().flatten() {
            seen.operations.extend(step["command"].as_object().into_iter().flatten().map(|(name, _)| name.clone()));
            seen.operations.extend(step["query"].as_object().into_iter().flatten().map(|(name, _)| name.clone()));
            seen.refusals.extend(code(&step["expect"]["error"]));
            seen.reasons.extend(step["expect"]["ok"]["reasons"].as_array().into_iter().flatten().filter_map(code));
        }
    }
    let operations = Command::NAMES.iter().chain(Query::NAMES);
    let without: Vec<_> = operations.filter(|name| !seen.operations.contains(**name)).collect();
    assert!(without.is_empty(), "operations without a scenario: {without:?}");
    assert_eq!(missing(Refusal::ALL, &seen.refusals), Vec::<&str>::new(), "refusals without a scenario");
    assert_eq!(missing(Reason::ALL, &seen.reasons), Vec::<&str>::new(), "reasons without a scenario");
}

#[derive(Default)]
struct Seen {
    operations: BTreeSet<String>,
    refusals: BTreeSet<String>,
    reasons: BTreeSet<String>,
}

fn missing(all: &[CodeInfo], seen: &BTreeSet<String>) -> Vec<&'static str> {
    all.iter().map(|info| info.code).filter(|code| !seen.contains(*code)).collect()
}

fn code(value: &Value) -> Option<String> {
    value["code"].as_str().map(str::to_owned)
}

/// What is no JSON holds nothing here, and fails when it is run.
fn parse(json: &str) -> Value {
    serde_json::from_str(json).unwrap_or_default()
}

/// A sentence as a file name: `The member's card` is `the-members-card`.
fn kebab(sentence: &str) -> String {
    let plain = sentence.replace(['\'', '.'], "").to_lowercase();
    plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-")
}
