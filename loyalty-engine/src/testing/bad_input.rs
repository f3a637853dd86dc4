//! `spec/bad_input.json`: calls with one thing wrong, and what is said of them.

use serde::Deserialize;
use serde_json::{Map, Value, json};

/// The whole table.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    #[serde(rename = "about")]
    _about: Vec<String>,
    envelope: Map<String, Value>,
    setup: Vec<Value>,
    base: Map<String, Value>,
    /// What can be wrong.
    pub rows: Vec<Row>,
}

/// One base call with one thing wrong.
#[derive(Deserialize)]
pub struct Row {
    /// What is wrong, in words.
    pub why: String,
    /// Where the wrong value goes; the second name chooses the base call. Nothing: the wrong value is the whole call.
    #[serde(default)]
    at: String,
    #[serde(flatten)]
    wrong: Wrong,
    /// The field that is to blame.
    pub field: String,
    /// What is said of it.
    pub code: String,
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

/// The table as it stands in the repository.
pub fn table() -> Result<Table, String> {
    serde_json::from_str(include_str!("../../../spec/bad_input.json")).map_err(|error| error.to_string())
}

impl Table {
    /// The calls that make a program with rules, free cards and active members.
    pub fn setup(&self) -> impl Iterator<Item = Value> {
        self.setup.iter().map(|command| {
            let mut call = self.envelope.clone();
            call.insert("command".to_owned(), command.clone());
            Value::Object(call)
        })
    }

    /// Takes note of an answer to the setup: what it made is what base calls speak of as `$member` and the like.
    pub fn note(&mut self, answer: &Value) {
        let made = match answer.pointer("/ok/operation").and_then(Value::as_str) {
            Some("register") => ("$member", "/ok/member"),
            Some("redeem") => ("$reward", "/ok/redeemed/id"),
            Some("hold_points") => ("$hold", "/ok/hold"),
            Some("buy_reward") => ("$bought", "/ok/earned/0/id"),
            _ => return,
        };
        if let Some(id) = answer.pointer(made.1) {
            self.base.values_mut().for_each(|call| fill(call, made.0, id));
        }
    }

    /// Every operation that has a base call.
    pub fn operations(&self) -> impl Iterator<Item = &str> {
        self.base.keys().map(String::as_str)
    }

    /// The base call of an operation, with nothing wrong yet.
    pub fn call(&self, kind: &str, operation: &str) -> Value {
        let mut call = self.envelope.clone();
        call.insert(kind.to_owned(), json!({ operation: self.base.get(operation) }));
        Value::Object(call)
    }

    /// A row's call, in bytes that need not be JSON.
    pub fn call_of(&self, row: &Row) -> Result<Vec<u8>, String> {
        if row.at.is_empty() {
            return Ok(row.wrong.text());
        }
        let names: Vec<&str> = row.at.split('.').collect();
        let mut call = match names.as_slice() {
            [kind @ ("command" | "query"), operation, ..] if self.base.contains_key(*operation) => {
                self.call(kind, operation)
            }
            _ => self.call("command", "record_purchase"),
        };
        let nowhere = || format!("{}: there is no such place", row.at);
        let (last, parents) = names.split_last().ok_or_else(nowhere)?;
        let parent = parents.iter().try_fold(&mut call, |value, name| match value {
            Value::Array(items) => items.get_mut(name.parse::<usize>().ok()?),
            Value::Object(fields) => Some(fields.entry(*name).or_insert(json!({}))),
            _ => None,
        });
        match (parent.ok_or_else(nowhere)?, &row.wrong) {
            (Value::Object(fields), Wrong::Remove(_)) => drop(fields.remove(*last).ok_or_else(nowhere)?),
            (Value::Object(fields), _) => drop(fields.insert((*last).to_owned(), json!(MARK))),
            (Value::Array(items), _) => {
                let item = last.parse::<usize>().ok().and_then(|index| items.get_mut(index));
                *item.ok_or_else(nowhere)? = json!(MARK);
            }
            _ => return Err(nowhere()),
        }
        let text = call.to_string();
        Ok(match text.split_once(&format!("\"{MARK}\"")) {
            Some((before, after)) => [before.as_bytes(), &row.wrong.text(), after.as_bytes()].concat(),
            None => text.into_bytes(),
        })
    }
}

/// Puts a value in place of its name.
fn fill(value: &mut Value, name: &str, with: &Value) {
    match value {
        Value::String(text) if text == name => *value = with.clone(),
        Value::Object(fields) => fields.values_mut().for_each(|field| fill(field, name, with)),
        Value::Array(items) => items.iter_mut().for_each(|item| fill(item, name, with)),
        _ => {}
    }
}
