//! The contract with its answers: what another language replays, call by call, and has to answer byte for byte.

use std::sync::Arc;

use serde_json::{Value, json};

use super::{TestSource, bad_input, scenario};
use crate::engine::Engine;
use crate::store::MemoryStore;
use crate::time::Moment;

/// The seed of every store on which the contract is replayed: the same ids everywhere.
pub const SEED: u64 = 1;

fn engine() -> Engine {
    Engine::with_source(Arc::new(MemoryStore::new()), Arc::new(TestSource::new(Moment::earliest(), SEED)))
}

/// Every scenario: its name, its programs, and each of its calls with the bytes of its answer.
pub async fn scenarios() -> Result<Value, String> {
    let mut all = Vec::new();
    for (name, json) in scenario::all() {
        let (programs, steps) = scenario::record(engine(), &json).await.map_err(|why| format!("{name}: {why}"))?;
        let steps: Vec<Value> =
            steps.into_iter().map(|(call, answer)| json!({ "call": call, "answer": answer })).collect();
        all.push(json!({ "name": name, "programs": programs, "steps": steps }));
    }
    Ok(json!({ "seed": SEED, "scenarios": all }))
}

/// Every row of the table of bad input. A call that is not a JSON value to every reader is there as text, and not at
/// all when it is no text either.
pub async fn bad_input() -> Result<Value, String> {
    let mut table = bad_input::table()?;
    let engine = engine();
    let setup: Vec<Value> = table.setup().collect();
    for call in &setup {
        let answer = engine.call(call.to_string().as_bytes()).await;
        table.note(&serde_json::from_str(&answer).map_err(|error| error.to_string())?);
    }
    let row = |row: &bad_input::Row| {
        let text = String::from_utf8(table.call_of(row)?).ok();
        let value = text.as_ref().and_then(|text| serde_json::from_str::<Value>(text).ok());
        let value = value.filter(|value| Some(value.to_string()) == text);
        let text = text.filter(|_| value.is_none());
        Ok(json!({ "why": row.why, "call": value, "text": text, "field": row.field, "code": row.code }))
    };
    let rows: Vec<Value> = table.rows.iter().map(row).collect::<Result<_, String>>()?;
    Ok(json!({ "seed": SEED, "setup": setup, "rows": rows }))
}
