//! A coffee shop with rules and members, and what is asked there.

use loyalty_engine::command::{Call, Question};
use loyalty_engine::report::verify;
use loyalty_engine::{Engine, Error, LoyaltyStore, Request};
use serde_json::{Value, json};

pub const PROGRAM: &str = "kopi-hub";
const RULES: &str = include_str!("../../../examples/rules/kopi-hub.toml");

/// What `who` asks for, perhaps under a key.
pub fn request(who: &str, key: Option<&str>, command: &Value) -> Request {
    let actor = json!({ "role": "owner", "id": who });
    let call = json!({ "program": PROGRAM, "actor": actor, "key": key, "command": command });
    match Call::parse(call.to_string().as_bytes()).unwrap() {
        Call::Command(request) => *request,
        Call::Query(_) => unreachable!(),
    }
}

pub fn question(query: &Value) -> Question {
    let call = json!({ "program": PROGRAM, "actor": { "role": "owner", "id": "budi" }, "query": query });
    match Call::parse(call.to_string().as_bytes()).unwrap() {
        Call::Query(question) => *question,
        Call::Command(_) => unreachable!(),
    }
}

/// The rules, and so many members with a card: `CARD-0` and on.
pub async fn open(engine: &Engine, members: u32) {
    let rules = json!({ "publish_rules": { "rules": { "text": RULES } } });
    engine.execute(&request("budi", None, &rules)).await.unwrap();
    for n in 0..members {
        let card = format!("CARD-{n}");
        let issue = json!({ "issue_cards": { "numbers": [card] } });
        let activate =
            json!({ "activate": { "card": { "number": card }, "name": "Sari", "phone": format!("0812{n:08}") } });
        for answer in engine.execute_all(&[issue, activate].map(|one| request("budi", None, &one))).await {
            answer.unwrap();
        }
    }
}

/// A purchase that gives a stamp.
pub fn purchase(n: u32) -> Value {
    json!({ "record_purchase": { "member": { "card": format!("CARD-{n}") }, "amount": "75000" } })
}

/// What is wrong with the program as it is stored.
pub async fn findings(store: &dyn LoyaltyStore) -> Vec<String> {
    let findings: Result<Vec<_>, Error> = verify(store, &PROGRAM.parse().unwrap()).await;
    findings.unwrap().iter().map(ToString::to_string).collect()
}
