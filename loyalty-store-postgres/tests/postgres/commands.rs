//! Every command of the engine, each with what has to be there for it.

use loyalty_engine::outcome::Outcome;
use loyalty_engine::{Engine, Moment};
use serde_json::{Value, json};

use crate::till::{RULES, request};

/// A command that changes something, on things that nobody else knows, and the moment for it if it is not now.
pub async fn command(office: &Engine, name: &str, case: u32) -> (Value, Option<Moment>) {
    let (card, other) = (format!("CARD-{case}-A"), format!("CARD-{case}-B"));
    let (phone, receipt) = (format!("0813{case:08}"), format!("R-{case}"));
    let member = json!({ "phone": phone });
    let issue = json!({ "issue_cards": { "numbers": [card, other] } });
    let activate = json!({ "activate": { "card": { "number": card }, "name": "Dewi", "phone": phone } });
    let bought = json!({ "record_purchase": { "member": member, "amount": "75000", "receipt": receipt } });
    let block = json!({ "block": { "member": member, "reason": "card fraud" } });
    let redeem = json!({ "redeem": { "member": member, "reward": { "kind": "free_drink" } } });
    let known = [issue.clone(), activate.clone()];
    let of_member = |name: &str| json!({ name: { "member": member } });
    let command = match name {
        "publish_rules" => {
            let rules = RULES.replace("25000", &(30_000 + case).to_string());
            json!({ "publish_rules": { "rules": { "text": rules } } })
        }
        "issue_cards" => issue,
        "activate" => after(office, &[issue], activate).await,
        "register" => json!({ "register": { "name": "Dewi", "phone": phone } }),
        "update_profile" => {
            let moved = json!({ "update_profile": { "member": member, "address": "Jalan Kemang 1" } });
            after(office, &known, moved).await
        }
        "block" => after(office, &known, block).await,
        "unblock" => {
            let unblock = json!({ "unblock": { "member": member, "reason": "cleared up" } });
            after(office, &[&known[..], &[block]].concat(), unblock).await
        }
        "replace_card" => {
            let replace = json!({ "replace_card": { "member": member, "card": { "number": other } } });
            after(office, &known, replace).await
        }
        "close" => after(office, &known, json!({ "close": { "member": member, "reason": "moved away" } })).await,
        "record_purchase" => after(office, &known, bought).await,
        "void_purchase" => {
            let void = json!({ "void_purchase": { "purchase": { "receipt": { "number": receipt } }, "reason": "no" } });
            after(office, &[&known[..], &[bought]].concat(), void).await
        }
        "redeem" => after(office, &known, redeem).await,
        "undo_redemption" => {
            let done = done(office, &[&known[..], &[redeem]].concat()).await;
            let reward = done.last().unwrap().view().redeemed.unwrap().id;
            json!({ "undo_redemption": { "reward": reward, "reason": "wrong button" } })
        }
        "renew" | "settle" => after(office, &known, of_member(name)).await,
        unknown => panic!("`{unknown}` is a new command: say what has to be there for it"),
    };
    // By then the membership is over.
    let later = office.now().micros() + 200 * 24 * 3_600_000_000;
    (command, Moment::from_micros(later).filter(|_| name == "settle"))
}

async fn after(office: &Engine, before: &[Value], command: Value) -> Value {
    done(office, before).await;
    command
}

async fn done(office: &Engine, commands: &[Value]) -> Vec<Outcome> {
    let requests: Vec<_> = commands.iter().map(|command| request("budi", None, command)).collect();
    office.execute_all(&requests).await.into_iter().map(Result::unwrap).collect()
}
