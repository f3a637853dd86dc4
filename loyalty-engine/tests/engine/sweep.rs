//! What a sweep finds, and what it leaves behind.

use std::sync::Arc;

use loyalty_engine::report::{due_members, verify};
use loyalty_engine::testing::{TestSource, block_on};
use loyalty_engine::{Date, Engine, MemoryStore, Moment};

const RULES: &str = include_str!("../../../examples/rules/kopi-hub.toml");

#[test]
fn a_closed_member_is_never_due() {
    let source = Arc::new(TestSource::new(Moment::parse("2026-01-02T03:00:00Z").unwrap(), 1));
    let engine = Engine::with_source(Arc::new(MemoryStore::new()), source);
    let program = "kopi-hub".parse().unwrap();
    let owner = r#""program":"kopi-hub","actor":{"role":"owner","id":"rina"}"#;
    let rules = serde_json::to_string(RULES).unwrap();
    let due = || block_on(due_members(engine.store(), &program, Date::parse("2027-01-01").unwrap(), None, 10)).unwrap();
    for (command, due_after) in [
        (format!(r#"{{"publish_rules":{{"rules":{{"text":{rules}}}}}}}"#), 0),
        (r#"{"issue_cards":{"numbers":["CARD-1"]}}"#.to_owned(), 0),
        (r#"{"activate":{"card":{"number":"CARD-1"},"name":"Sari","phone":"081234567890"}}"#.to_owned(), 1),
        (r#"{"close":{"member":{"card":"CARD-1"},"reason":"moved away"}}"#.to_owned(), 0),
    ] {
        let answer = block_on(engine.call(format!("{{{owner},\"command\":{command}}}").as_bytes()));
        assert!(answer.starts_with("{\"ok\""), "{answer}");
        assert_eq!(due().len(), due_after, "{command}");
    }
    assert_eq!(block_on(verify(engine.store(), &program)).unwrap(), vec![]);
}
