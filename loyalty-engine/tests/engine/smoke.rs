//! The shortest path through everything.

use std::sync::Arc;

use loyalty_engine::report::verify;
use loyalty_engine::testing::{TestSource, block_on};
use loyalty_engine::{Engine, MemoryStore, Moment};

#[test]
fn a_first_day() {
    let source = Arc::new(TestSource::new(Moment::parse("2026-11-21T03:00:00Z").unwrap(), 1));
    let engine = Engine::with_source(Arc::new(MemoryStore::new()), source);
    let rules = serde_json::to_string(include_str!("../../../examples/rules/kopi-hub.toml")).unwrap();
    let member = r#""member":{"phone":"0812-3456-7890"}"#;
    let command = |name: &str, args: String| format!(r#""command":{{"{name}":{{{args}}}}}"#);
    let query = |name: &str, args: String| format!(r#""query":{{"{name}":{{{args}}}}}"#);
    let activation = r#""card":{"number":"card-1"},"name":"Sari","phone":"081234567890""#;
    let purchase = |amount| command("record_purchase", format!(r#"{member},"amount":{amount},"receipt":"INV-1""#));
    let redemption = format!(r#"{member},"reward":{{"kind":"free_drink"}}"#);
    for (asked, expected) in [
        (command("publish_rules", format!(r#""rules":{{"text":{rules}}}"#)), "rules_published"),
        (command("issue_cards", r#""numbers":["CARD-1"]"#.to_owned()), "card_issued"),
        (command("activate", activation.to_owned()), "free_drink"),
        (purchase("\"75000\""), "\"number\":2"),
        (purchase("\"75000\""), "\"replay\":true"),
        (purchase("\"75001\""), "key_reused"),
        (command("redeem", redemption.clone()), "redeemed"),
        (command("redeem", redemption), "no_reward"),
        (query("look_up", member.to_owned()), "\"count\":2"),
        (query("summary", String::new()), "\"active\":1"),
        (purchase("75000"), "not_a_decimal"),
        (command("record_purchase", r#""amont":"1","amount":"1""#.to_owned()), "\"field\":\"amont\""),
        (command("record_purchase", String::new()), "\"field\":\"amount\""),
    ] {
        let call = format!(r#"{{"program":"kopi-hub","actor":{{"role":"owner","id":"budi"}},{asked}}}"#);
        let answer = block_on(engine.call(call.as_bytes()));
        println!("{answer}");
        assert!(answer.contains(expected), "{call}\n{answer}");
    }
    assert_eq!(block_on(verify(engine.store(), &"kopi-hub".parse().unwrap())).unwrap(), vec![]);
}

#[test]
fn rules_sent_in_another_order_are_the_same_content() {
    let source = Arc::new(TestSource::new(Moment::parse("2026-11-21T03:00:00Z").unwrap(), 1));
    let engine = Engine::with_source(Arc::new(MemoryStore::new()), source);
    let fields = [r#""name":"A""#, r#""currency":"IDR""#, r#""time_zone":"Asia/Jakarta""#, r#""phone_region":"ID""#];
    let call = |fields: Vec<&str>| {
        let document = format!(r#"{{"program":{{{}}}}}"#, fields.join(","));
        let command = format!(r#"{{"publish_rules":{{"rules":{{"document":{document}}}}}}}"#);
        let call =
            format!(r#"{{"program":"a","actor":{{"role":"owner","id":"budi"}},"key":"rules-1","command":{command}}}"#);
        block_on(engine.call(call.as_bytes()))
    };
    assert!(call(fields.to_vec()).contains("rules_published"));
    let again = call(fields.iter().rev().copied().collect());
    assert!(again.contains("\"replay\":true"), "{again}");
}
