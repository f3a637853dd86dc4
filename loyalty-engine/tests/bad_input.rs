//! Every row of `spec/bad_input.json`: what makes no sense is named by field and code, and nothing is written.

#![cfg(test)]

use std::sync::Arc;

use loyalty_engine::report::dump;
use loyalty_engine::testing::{TestSource, block_on};
use loyalty_engine::{Engine, MemoryStore, Moment};
use serde::Deserialize;
use serde_json::{Map, Value, json};

/// The whole table. Other languages read the same file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[serde(rename = "about")]
    _about: Vec<String>,
    envelope: Map<String, Value>,
    setup: Vec<Value>,
    base: Map<String, Value>,
    rows: Vec<Row>,
}

/// One base call with one thing wrong.
#[derive(Deserialize)]
struct Row {
    why: String,
    /// Where the wrong value goes; the second name chooses the base call. Nothing: the wrong value is the whole call.
    #[serde(default)]
    at: String,
    #[serde(flatten)]
    wrong: Wrong,
    field: String,
    code: String,
}

/// What is put there.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Wrong {
    /// This value.
    Value(Value),
    /// This text as it is, whether or not it is JSON.
    Raw(String),
    /// A string of so many of these.
    Repeat(String, usize),
    /// So many opened, and closed again.
    Nest(String, String, usize),
    /// A list of so many of these.
    List(Value, usize),
    /// Nothing: the field is taken away.
    Remove(#[expect(dead_code, reason = "it is always true")] bool),
    /// One of these, under a name.
    Within(String, Box<Wrong>),
    /// These bytes.
    Bytes(Vec<u8>),
}

const MARK: &str = "@here@";

impl Wrong {
    fn text(&self) -> Vec<u8> {
        match self {
            Wrong::Value(value) => value.to_string().into_bytes(),
            Wrong::Raw(text) => text.clone().into_bytes(),
            Wrong::Repeat(part, count) => json!(part.repeat(*count)).to_string().into_bytes(),
            Wrong::Nest(open, close, count) => format!("{}1{}", open.repeat(*count), close.repeat(*count)).into_bytes(),
            Wrong::List(item, count) => json!(vec![item; *count]).to_string().into_bytes(),
            Wrong::Within(name, wrong) => [format!("{{\"{name}\":").as_bytes(), &wrong.text(), b"}"].concat(),
            Wrong::Remove(_) => Vec::new(),
            Wrong::Bytes(bytes) => bytes.clone(),
        }
    }
}

impl Table {
    fn call(&self, kind: &str, operation: &str) -> Value {
        let mut call = self.envelope.clone();
        call.insert(kind.to_owned(), json!({ operation: self.base[operation] }));
        Value::Object(call)
    }

    fn call_of(&self, row: &Row) -> Vec<u8> {
        if row.at.is_empty() {
            return row.wrong.text();
        }
        let names: Vec<&str> = row.at.split('.').collect();
        let mut call = match names[..] {
            [kind @ ("command" | "query"), operation, ..] if self.base.contains_key(operation) => {
                self.call(kind, operation)
            }
            _ => self.call("command", "record_purchase"),
        };
        let (last, parents) = names.split_last().unwrap();
        let parent = parents.iter().fold(&mut call, |value, name| match value {
            Value::Array(items) => &mut items[name.parse::<usize>().unwrap()],
            Value::Object(fields) => fields.entry(*name).or_insert(json!({})),
            _ => panic!("{}: nothing is inside {value}", row.at),
        });
        match (parent, &row.wrong) {
            (Value::Object(fields), Wrong::Remove(_)) => {
                drop(fields.remove(*last).expect("there is something to remove"))
            }
            (Value::Object(fields), _) => drop(fields.insert((*last).to_owned(), json!(MARK))),
            (Value::Array(items), _) => items[last.parse::<usize>().unwrap()] = json!(MARK),
            (other, _) => panic!("{}: nothing is inside {other}", row.at),
        }
        let text = call.to_string();
        match text.split_once(&format!("\"{MARK}\"")) {
            Some((before, after)) => [before.as_bytes(), &row.wrong.text(), after.as_bytes()].concat(),
            None => text.into_bytes(),
        }
    }
}

fn table() -> Table {
    serde_json::from_str(include_str!("../../spec/bad_input.json")).unwrap()
}

/// A program with rules, free cards and an active member.
fn engine(table: &mut Table) -> Engine {
    let source = TestSource::new(Moment::parse("2026-11-21T03:00:00Z").unwrap(), 1);
    let engine = Engine::with_source(Arc::new(MemoryStore::new()), Arc::new(source));
    for command in &table.setup {
        let mut call = table.envelope.clone();
        call.insert("command".to_owned(), command.clone());
        let answer = call_json(&engine, Value::Object(call).to_string().as_bytes());
        assert!(answer["ok"].is_object(), "{command}: {answer}");
        if let Some(reward) = answer["ok"]["redeemed"]["id"].as_str() {
            table.base["undo_redemption"]["reward"] = json!(reward);
        }
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
    let mut table = table();
    let engine = engine(&mut table);
    let before = everything(&engine);
    let mut wrong = Vec::new();
    for row in &table.rows {
        let call = table.call_of(row);
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
    let mut table = table();
    let engine = engine(&mut table);
    for operation in table.base.keys() {
        let is_query = loyalty_engine::Query::NAMES.contains(&operation.as_str());
        let mut call = table.call(if is_query { "query" } else { "command" }, operation);
        if !is_query {
            call["dry_run"] = json!(true);
        }
        let answer = call_json(&engine, call.to_string().as_bytes());
        assert!(answer["ok"].is_object(), "{operation}: {answer}");
    }
    let names = loyalty_engine::Command::NAMES.iter().chain(loyalty_engine::Query::NAMES);
    let missing: Vec<_> = names.filter(|name| !table.base.contains_key(**name)).collect();
    assert!(missing.is_empty(), "no base call for {missing:?}");
}

#[test]
fn every_code_has_a_row() {
    let rows = table().rows;
    let missing: Vec<_> = loyalty_engine::error::ProblemCode::ALL
        .iter()
        .map(|info| info.code)
        .filter(|code| !rows.iter().any(|row| row.code == *code))
        .collect();
    assert!(missing.is_empty(), "no row for {missing:?}");
}
