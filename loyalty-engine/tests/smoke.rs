//! The shortest path through everything.

#![cfg(test)]

use std::sync::Arc;

use loyalty_engine::report::verify;
use loyalty_engine::testing::{TestSource, block_on};
use loyalty_engine::{Engine, MemoryStore, Moment};

#[test]
fn a_first_day() {
    let source = Arc::new(TestSource::new(Moment::parse("2026-11-21T03:00:00Z").unwrap(), 1));
    let engine = Engine::with_source(Arc::new(MemoryStore::new()), source);
    let rules = serde_json::to_string(include_str!("../../examples/rules/kopi-hub.toml")).unwrap();
    let owner = r#""program":"kopi-hub","actor":{"role":"owner","id":"budi"}"#;
    let member = r#"{"phone":"0812-3456-7890"}"#;
    for (call, expected) in [
        (format!(r#"{{{owner},"command":{{"publish_rules":{{"rules":{{"text":{rules}}}}}}}}}"#), "rules_published"),
        (format!(r#"{{{owner},"command":{{"issue_cards":{{"numbers":["CARD-1"]}}}}}}"#), "card_issued"),
        (
            format!(
                r#"{{{owner},"command":{{"activate":{{"card":{{"number":"card-1"}},"name":"Sari","phone":"081234567890"}}}}}}"#
            ),
            "free_drink",
        ),
        (
            format!(
                r#"{{{owner},"command":{{"record_purchase":{{"member":{member},"amount":"75000","receipt":"INV-1"}}}}}}"#
            ),
            "\"number\":2",
        ),
        (
            format!(
                r#"{{{owner},"command":{{"record_purchase":{{"member":{member},"amount":"75000","receipt":"INV-1"}}}}}}"#
            ),
            "\"replay\":true",
        ),
        (
            format!(
                r#"{{{owner},"command":{{"record_purchase":{{"member":{member},"amount":"75001","receipt":"INV-1"}}}}}}"#
            ),
            "key_reused",
        ),
        (
            format!(r#"{{{owner},"command":{{"redeem":{{"member":{member},"reward":{{"kind":"free_drink"}}}}}}}}"#),
            "redeemed",
        ),
        (
            format!(r#"{{{owner},"command":{{"redeem":{{"member":{member},"reward":{{"kind":"free_drink"}}}}}}}}"#),
            "no_reward",
        ),
        (format!(r#"{{{owner},"query":{{"look_up":{{"member":{member}}}}}}}"#), "\"count\":2"),
        (format!(r#"{{{owner},"query":{{"summary":{{}}}}}}"#), "\"active\":1"),
        (
            format!(r#"{{{owner},"command":{{"record_purchase":{{"member":{member},"amount":75000}}}}}}"#),
            "not_a_decimal",
        ),
        (format!(r#"{{{owner},"command":{{"record_purchase":{{"amont":"1","amount":"1"}}}}}}"#), "\"field\":\"amont\""),
        (format!(r#"{{{owner},"command":{{"record_purchase":{{}}}}}}"#), "\"field\":\"amount\""),
    ] {
        let answer = block_on(engine.call(call.as_bytes()));
        println!("{answer}");
        assert!(answer.contains(expected), "{call}\n{answer}");
    }
    assert_eq!(block_on(verify(engine.store(), &"kopi-hub".parse().unwrap())).unwrap(), vec![]);
}
