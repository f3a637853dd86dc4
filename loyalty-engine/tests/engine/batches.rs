//! Batches whose commands depend on each other.

use std::sync::Arc;

use loyalty_engine::testing::{TestSource, block_on};
use loyalty_engine::{Call, Engine, Error, MemoryStore, Moment, Outcome, Request};
use serde_json::{Value, json};

fn request(command: Value) -> Request {
    let call = json!({ "program": "kopi-hub", "actor": { "role": "owner", "id": "budi" }, "command": command });
    match Call::parse(call.to_string().as_bytes()).unwrap() {
        Call::Command(request) => *request,
        Call::Query(_) => unreachable!(),
    }
}

fn rules(region: &str) -> Value {
    let text = include_str!("../../../examples/rules/kopi-hub.toml").replace("\"ID\"", &format!("\"{region}\""));
    json!({ "publish_rules": { "rules": { "text": text } } })
}

#[test]
fn a_phone_is_read_by_the_rules_that_the_batch_published_before_it() {
    let source = TestSource::new(Moment::parse("2026-03-02T09:00:00+07:00").unwrap(), 1);
    let engine = Engine::with_source(Arc::new(MemoryStore::new()), Arc::new(source));
    let register = request(json!({ "register": { "name": "Sari", "phone": "+65 8123 4567" } }));
    // Sari's number as people in Singapore write it. In Indonesia it would be somebody else's.
    let settle = request(json!({ "settle": { "member": { "phone": "8123 4567" } } }));
    let codes = |batch: &[Request]| -> Vec<&str> {
        let code = |answer: Result<Outcome, Error>| answer.map_or_else(|error| error.code(), |_| "ok");
        block_on(engine.execute_all(batch)).into_iter().map(code).collect()
    };
    assert_eq!(codes(&[request(rules("SG")), register, request(rules("ID"))]), ["ok", "ok", "ok"]);
    let batch = [settle.clone(), request(rules("SG")), settle.clone(), request(rules("ID")), settle];
    assert_eq!(codes(&batch), ["member_not_found", "ok", "ok", "ok", "member_not_found"]);
}
