//! A coffee shop with rules and members, and what is asked there.

use loyalty_engine::command::{Call, Question};
use loyalty_engine::report::verify;
use loyalty_engine::{Engine, Error, LoyaltyStore, Request};
use serde_json::{Value, json};
use sqlx::{AssertSqlSafe, PgConnection};

use crate::support::{Schema, connection};

pub const PROGRAM: &str = "kopi-hub";
/// Kopi Hub's rules, with points beside the stamps.
pub const RULES: &str = concat!(
    include_str!("../../../examples/rules/kopi-hub.toml"),
    "[points]\nper = \"1000\"\ntransfer = true\nmoney_off = { value = \"10\" }\n",
    "catalogue = { free_drink = { cost = 1 } }\n"
);

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

/// A connection that sees the program's rows without the engine.
pub async fn onlooker() -> PgConnection {
    let mut connection = connection().await;
    let program = format!("SET loyalty_engine.program = '{PROGRAM}'");
    sqlx::raw_sql(AssertSqlSafe(program)).execute(&mut connection).await.unwrap();
    connection
}

/// How often somebody has done something, as it is stored.
pub async fn effects(onlooker: &mut PgConnection, schema: &Schema, who: &str) -> i64 {
    // Two logs may tell of one: a transfer is in the history of both.
    let count = format!("SELECT count(DISTINCT (at, operation)) FROM {}.entry WHERE actor = $1", schema.name);
    sqlx::query_scalar(AssertSqlSafe(count)).bind(who).fetch_one(onlooker).await.unwrap()
}

/// What is wrong with the program as it is stored.
pub async fn findings(store: &dyn LoyaltyStore) -> Vec<String> {
    let findings: Result<Vec<_>, Error> = verify(store, &PROGRAM.parse().unwrap()).await;
    findings.unwrap().iter().map(ToString::to_string).collect()
}
