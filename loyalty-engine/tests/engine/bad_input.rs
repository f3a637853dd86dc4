//! Every row of `spec/bad_input.json`: what makes no sense is named by field and code, and nothing is written.

use std::sync::Arc;

use loyalty_engine::report::dump;
use loyalty_engine::testing::bad_input::{Table, table};
use loyalty_engine::testing::{TestSource, block_on};
use loyalty_engine::{Engine, MemoryStore, Moment};
use serde_json::{Value, json};

/// A program with rules, free cards and an active member.
fn engine(table: &mut Table) -> Engine {
    let source = TestSource::new(Moment::parse("2026-11-21T03:00:00Z").unwrap(), 1);
    let engine = Engine::with_source(Arc::new(MemoryStore::new()), Arc::new(source));
    for call in table.setup().collect::<Vec<_>>() {
        let answer = call_json(&engine, call.to_string().as_bytes());
        assert!(answer["ok"].is_object(), "{call}: {answer}");
        table.note(&answer);
    }
    engine
}

fn call_json(engine: &Engine, call: &[u8]) -> Value {
    serde_json::from_str(&block_on(engine.call(call))).expect("an answer is JSON")
}

fn everything(engine: &Engine) -> String {
    block_on(dump(engine.store(), &"kopi-hub".parse().unwrap())).unwrap()
}

#[test]
fn every_row_is_named_by_field_and_code_and_writes_nothing() {
    let mut table = table().unwrap();
    let engine = engine(&mut table);
    let before = everything(&engine);
    let mut wrong = Vec::new();
    for row in &table.rows {
        let call = table.call_of(row).unwrap();
        let answer = call_json(&engine, &call);
        let error = &answer["error"];
        let expected = json!([{ "field": row.field, "code": row.code }]);
        if error["kind"] != "invalid" || error["problems"] != expected || error["code"] != row.code.as_str() {
            wrong.push(format!("{}: expected {expected}, got {answer:.400}", row.why));
        }
        assert!(everything(&engine) == before, "{}: something was written", row.why);
    }
    assert!(wrong.is_empty(), "{} of {} rows\n{}", wrong.len(), table.rows.len(), wrong.join("\n"));
    println!("{} rows", table.rows.len());
}

#[test]
fn every_base_call_is_right_before_something_is_made_wrong() {
    let mut table = table().unwrap();
    let engine = engine(&mut table);
    for operation in table.operations() {
        let is_query = loyalty_engine::Query::NAMES.contains(&operation);
        let mut call = table.call(if is_query { "query" } else { "command" }, operation);
        if !is_query {
            call["dry_run"] = json!(true);
        }
        let answer = call_json(&engine, call.to_string().as_bytes());
        assert!(answer["ok"].is_object(), "{operation}: {answer}");
    }
    let names = loyalty_engine::Command::NAMES.iter().chain(loyalty_engine::Query::NAMES);
    let missing: Vec<_> = names.filter(|name| !table.operations().any(|operation| operation == **name)).collect();
    assert!(missing.is_empty(), "no base call for {missing:?}");
}

/// Said of a URL, which is no part of a call; each language has a test of its own for it.
const OF_OPENING: &str = "not_a_store";

#[test]
fn every_code_has_a_row() {
    let rows = table().unwrap().rows;
    let missing: Vec<_> = loyalty_engine::error::ProblemCode::ALL
        .iter()
        .map(|info| info.code)
        .filter(|code| *code != OF_OPENING && !rows.iter().any(|row| row.code == *code))
        .collect();
    assert!(missing.is_empty(), "no row for {missing:?}");
}
