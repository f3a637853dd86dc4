//! The scenario runner. `spec/scenarios/*.json` are the contract: every language runs the same files on every store.
//!
//! `spec/README.md` says what stands in a file. The runner uses nothing but the border, JSON in and JSON out.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::TestSource;
use crate::engine::Engine;
use crate::report::verify;
use crate::store::LoyaltyStore;
use crate::time::Moment;

const PROGRAM: &str = "kopi-hub";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Scenario {
    #[serde(rename = "name")]
    _name: String,
    now: Value,
    rules: Option<Value>,
    #[serde(default)]
    programs: BTreeMap<String, Value>,
    steps: Vec<Map<String, Value>>,
}

struct Runner {
    engine: Engine,
    now: Value,
    saved: BTreeMap<String, Value>,
    /// What was asked so far, and the bytes of each answer.
    asked: Vec<(Value, String)>,
}

/// Runs one scenario on an empty store. The error names the step, what was expected and what was found.
pub async fn run(store: Arc<dyn LoyaltyStore>, scenario_json: &str) -> Result<(), String> {
    let source = TestSource::new(Moment::earliest(), 1);
    record(Engine::with_source(store, Arc::new(source)), scenario_json).await.map(drop)
}

/// The same, and keeps the names of its programs and every call with the bytes of its answer.
pub async fn record(engine: Engine, scenario_json: &str) -> Result<(Vec<String>, Vec<(Value, String)>), String> {
    let Scenario { now, rules, mut programs, steps, .. } = serde_json::from_str(scenario_json).map_err(text)?;
    programs.extend(rules.map(|rules| (PROGRAM.to_owned(), rules)));
    let mut runner = Runner { engine, now, saved: BTreeMap::new(), asked: Vec::new() };
    for (program, rules) in &programs {
        runner.publish(program, rules).await.map_err(|why| format!("rules of {program}: {why}"))?;
    }
    for (number, step) in (1..).zip(steps) {
        runner.step(step).await.map_err(|why| format!("step {number}: {why}"))?;
    }
    runner.verify(programs.keys()).await?;
    Ok((programs.into_keys().collect(), runner.asked))
}

/// Every scenario there is: its file's name and its text. What can't be read fails as a scenario of its own.
pub fn all() -> Vec<(String, String)> {
    let files = fs::read_dir(repository().join("spec/scenarios")).into_iter().flatten().flatten();
    let named = |path: PathBuf| {
        let json = fs::read_to_string(&path).unwrap_or_else(text);
        (path.file_stem().unwrap_or_default().to_string_lossy().into_owned(), json)
    };
    let mut scenarios: Vec<_> = files.map(|file| named(file.path())).collect();
    scenarios.sort();
    scenarios
}

impl Runner {
    async fn publish(&mut self, program: &str, rules: &Value) -> Result<(), String> {
        let source = match rules {
            Value::String(name) => {
                let path = repository().join("examples/rules").join(format!("{name}.toml"));
                json!({"text": fs::read_to_string(path).map_err(text)?})
            }
            document => json!({"document": document}),
        };
        let publish = json!({"program": program, "command": {"publish_rules": {"rules": source}}});
        self.step(publish.as_object().cloned().unwrap_or_default()).await
    }

    async fn step(&mut self, mut call: Map<String, Value>) -> Result<(), String> {
        let expect = call.remove("expect").unwrap_or_else(|| json!({"ok": {}}));
        let save = call.remove("save").unwrap_or_default();
        let times = call.remove("times").and_then(|times| times.as_u64()).unwrap_or(1);
        self.now = call.remove("now").unwrap_or_else(|| self.now.clone());
        call.insert("at".to_owned(), self.now.clone());
        call.entry("program").or_insert_with(|| json!(PROGRAM));
        call.entry("actor").or_insert_with(|| json!({"role": "owner", "id": "budi"}));
        let (call, expect) = (self.filled(&Value::Object(call)), self.filled(&expect));
        let mut answer = Value::Null;
        for _ in 0..times {
            let said = self.engine.call(call.to_string().as_bytes()).await;
            answer = serde_json::from_str(&said).map_err(text)?;
            self.asked.push((call.clone(), said));
            if let Some(why) = difference(&expect, Some(&answer), "") {
                return Err(format!("{why}\nasked {call}\nexpected {expect}\nfound {answer}"));
            }
        }
        for (name, pointer) in save.as_object().into_iter().flatten() {
            let found = answer.get("ok").and_then(|ok| ok.pointer(pointer.as_str()?));
            let value = found.cloned().ok_or_else(|| format!("nothing to save as {name} in {answer}"))?;
            self.saved.insert(name.clone(), value);
        }
        Ok(())
    }

    /// The value with what was saved in place of its names.
    fn filled(&self, value: &Value) -> Value {
        match value {
            Value::Object(map) => map.iter().map(|(key, value)| (key.clone(), self.filled(value))).collect(),
            Value::Array(list) => list.iter().map(|value| self.filled(value)).collect(),
            Value::String(text) => match text.strip_prefix('$').and_then(|name| self.saved.get(name)) {
                Some(value) => value.clone(),
                // Backwards, so that a longer name goes before one that it begins with.
                None => self
                    .saved
                    .iter()
                    .rev()
                    .fold(text.clone(), |text, (name, value)| {
                        let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                        text.replace(&format!("${name}"), &value)
                    })
                    .into(),
            },
            other => other.clone(),
        }
    }

    async fn verify(&self, programs: impl Iterator<Item = &String>) -> Result<(), String> {
        for program in programs {
            let id = program.parse().map_err(text)?;
            let findings = verify(self.engine.store(), &id).await.map_err(text)?;
            if !findings.is_empty() {
                let lines: Vec<String> = findings.iter().map(ToString::to_string).collect();
                return Err(format!("{program} does not verify:\n{}", lines.join("\n")));
            }
        }
        Ok(())
    }
}

/// Where what was found is not what was expected, and how.
fn difference(expected: &Value, found: Option<&Value>, path: &str) -> Option<String> {
    let below = |key: &str, expected, found| difference(expected, found, &format!("{path}/{key}"));
    match (expected, found) {
        (Value::Null, None | Some(Value::Null)) => None,
        (Value::Object(map), Some(Value::Object(larger))) => {
            map.iter().find_map(|(key, expected)| below(key, expected, larger.get(key)))
        }
        (Value::Array(list), Some(Value::Array(other))) if list.len() == other.len() => (0..)
            .zip(list)
            .zip(other)
            .find_map(|((place, expected), found): ((u32, _), _)| below(&place.to_string(), expected, Some(found))),
        (expected, Some(found)) if expected == found => None,
        (expected, found) => Some(format!("{path}: expected {expected}, found {}", found.unwrap_or(&Value::Null))),
    }
}

fn repository() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

fn text(error: impl ToString) -> String {
    error.to_string()
}
