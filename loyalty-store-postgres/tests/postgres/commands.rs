//! Every command of the engine, each with what has to be there for it.

#![expect(clippy::arithmetic_side_effects, reason = "cases and microseconds are counted")]

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
        "reopen" => {
            let close = json!({ "close": { "member": member, "reason": "moved away" } });
            let reopen = json!({ "reopen": { "member": member, "reason": "came back" } });
            after(office, &[&known[..], &[close]].concat(), reopen).await
        }
        "erase" => {
            let done = done(office, &[&known[..], &[block]].concat()).await;
            json!({ "erase": { "member": done.last().unwrap().member().unwrap() } })
        }
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
        _ => of_points(office, name, &member, (&known, &bought, &receipt, case)).await,
    };
    // By then the membership is over.
    let later = office.now().micros() + 200 * 24 * 3_600_000_000;
    (command, Moment::from_micros(later).filter(|_| name == "settle"))
}

/// The same for what is done with purchases on their way, and with points.
async fn of_points(
    office: &Engine,
    name: &str,
    member: &Value,
    (known, bought, receipt, case): (&[Value], &Value, &str, u32),
) -> Value {
    let purchase = json!({ "receipt": { "number": receipt } });
    let begun = |state: &str| {
        let mut begun = bought.clone();
        begun["record_purchase"]["state"] = json!(state);
        begun
    };
    let other = format!("0815{case:08}");
    let friend = json!({ "register": { "name": "Tono", "phone": other } });
    let until = Moment::from_micros(office.now().micros() + 3_600_000_000).unwrap();
    let hold = json!({ "hold_points": { "member": member, "points": 1, "until": until } });
    let (more, command) = match name {
        "pay_purchase" => (vec![begun("pending")], json!({ name: { "purchase": purchase } })),
        "complete_purchase" => (vec![begun("paid")], json!({ name: { "purchase": purchase } })),
        "cancel_purchase" => (vec![begun("paid")], json!({ name: { "purchase": purchase, "reason": "no" } })),
        "reopen_purchase" => {
            let void = json!({ "void_purchase": { "purchase": purchase, "reason": "no" } });
            (vec![bought.clone(), void], json!({ name: { "purchase": purchase, "reason": "yes" } }))
        }
        "mark_purchase" => (vec![bought.clone()], json!({ name: { "purchase": purchase, "mark": "shipped" } })),
        "reprint_receipt" => (vec![bought.clone()], json!({ name: { "purchase": purchase } })),
        "adopt_purchase" => {
            let passer_by = json!({ "record_purchase": { "amount": "75000", "receipt": receipt } });
            (vec![passer_by], json!({ name: { "purchase": purchase, "member": member } }))
        }
        "refund_purchase" => {
            (vec![bought.clone()], json!({ name: { "purchase": purchase, "amount": "1000", "reason": "cold" } }))
        }
        "exchange_purchase" => {
            let other = json!({ "amount": "60000", "receipt": format!("{receipt}-2") });
            (vec![bought.clone()], json!({ name: { "purchase": purchase, "bought": other, "reason": "cold" } }))
        }
        "adjust_points" => (Vec::new(), json!({ name: { "member": member, "points": 5, "reason": "welcome" } })),
        "transfer_points" => {
            let to = json!({ "phone": other });
            (vec![bought.clone(), friend], json!({ name: { "member": member, "to": to, "points": 1 } }))
        }
        "spend_points" => (vec![bought.clone()], json!({ name: { "member": member, "points": 1 } })),
        "hold_points" => (vec![bought.clone()], hold),
        "release_points" => {
            let held = done(office, &[known, &[bought.clone(), hold]].concat()).await;
            return json!({ name: { "member": member, "hold": held.last().unwrap().view().hold } });
        }
        "buy_reward" => (vec![bought.clone()], json!({ name: { "member": member, "reward": "free_drink" } })),
        "reverse_reward" => {
            let buy = json!({ "buy_reward": { "member": member, "reward": "free_drink" } });
            let bought = done(office, &[known, &[bought.clone(), buy]].concat()).await;
            let reward = bought.last().unwrap().view().earned[0].id;
            return json!({ name: { "reward": reward, "reason": "no" } });
        }
        "merge" => (vec![bought.clone(), friend], json!({ name: { "member": { "phone": other }, "into": member } })),
        unknown => panic!("`{unknown}` is a new command: say what has to be there for it"),
    };
    after(office, &[known, &more].concat(), command).await
}

async fn after(office: &Engine, before: &[Value], command: Value) -> Value {
    done(office, before).await;
    command
}

async fn done(office: &Engine, commands: &[Value]) -> Vec<Outcome> {
    let requests: Vec<_> = commands.iter().map(|command| request("budi", None, command)).collect();
    office.execute_all(&requests).await.into_iter().map(Result::unwrap).collect()
}
