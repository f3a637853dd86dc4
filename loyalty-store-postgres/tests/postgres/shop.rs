//! A shop with three members, and what is asked at its counter.

use loyalty_engine::report::{dump, verify};
use loyalty_engine::{Call, Engine, LoyaltyStore, Outcome, Request};
use serde_json::{Value, json};

pub const KOPI_HUB: &str = "kopi-hub";
const RULES: &str = include_str!("../../../examples/rules/kopi-hub.toml");
const MEMBERS: u32 = 3;

/// A command of the owner's.
pub fn request_of(program: &str, command: &Value) -> Request {
    let call = json!({
        "program": program,
        "actor": { "role": "owner", "id": "budi" },
        "at": "2026-11-21T10:00:00+07:00",
        "command": command,
    });
    match Call::parse(call.to_string().as_bytes()) {
        Ok(Call::Command(request)) => *request,
        other => panic!("{command}: {other:?}"),
    }
}

pub fn request(command: &Value) -> Request {
    request_of(KOPI_HUB, command)
}

/// Member `n` buys enough for a stamp.
pub fn buy(n: u32, receipt: &str) -> Request {
    request(&json!({ "record_purchase": { "member": member(n), "amount": "75000", "receipt": receipt } }))
}

/// Member `n` has the drink that came with the first stamp.
pub fn drink(n: u32) -> Request {
    request(&json!({ "redeem": { "member": member(n), "reward": { "kind": "free_drink" } } }))
}

pub fn register(name: &str, phone: &str) -> Request {
    request(&json!({ "register": { "name": name, "phone": phone } }))
}

fn member(n: u32) -> Value {
    json!({ "card": format!("CARD-{n}") })
}

/// Rules, cards and members, so that there is somebody to serve.
pub async fn open(engine: &Engine, program: &str) {
    let numbers: Vec<String> = (0..MEMBERS).map(|n| format!("CARD-{n}")).collect();
    let mut commands = vec![
        json!({ "publish_rules": { "rules": { "text": RULES } } }),
        json!({ "issue_cards": { "numbers": numbers } }),
    ];
    for n in 0..MEMBERS {
        let card = json!({ "number": format!("CARD-{n}") });
        commands.push(json!({ "activate": { "card": card, "name": "Zoë Ünal", "phone": format!("0812345678{n}") } }));
    }
    for command in commands {
        engine.execute(&request_of(program, &command)).await.unwrap_or_else(|error| panic!("{command}: {error}"));
    }
}

/// How many stamps an operation gave.
pub fn stamps(outcome: &Outcome) -> usize {
    outcome.view().stamps.len()
}

/// Everything a program holds, which has to be what its events make of it.
pub async fn books(store: &dyn LoyaltyStore, program: &str) -> String {
    let program = program.parse().unwrap();
    assert_eq!(verify(store, &program).await.unwrap(), vec![], "{program}");
    dump(store, &program).await.unwrap()
}
