//! What a store must let the engine do in one batch.

use serde_json::{Value, json};

use super::world::{same, text};
use super::{Outcome, Store};
use crate::command::{Call, Request};
use crate::engine::Engine;
use crate::testing::{TestSource, block_on};

/// A store's second locks stand in the way of two hand-overs, not of what was given back or earned again in between.
pub(super) fn a_batch_hands_over_again_what_it_took_back(store: Store) -> Outcome {
    let engine = Engine::with_source(store, std::sync::Arc::new(TestSource::new(text("2026-03-02T02:00:00Z")?, 1)));
    let rules = include_str!("../../../../examples/rules/kopi-hub.toml").replace("per_cycle = 10", "per_cycle = 2");
    let rules = rules.replace("10 = \"voucher_50k\"", "2 = \"voucher_50k\"");
    let member = json!({ "card": "CARD-1" });
    let purchase = |receipt| json!({ "record_purchase": { "member": member, "amount": "75000", "receipt": receipt } });
    let redeem = |kind| json!({ "redeem": { "member": member, "reward": { "kind": kind } } });
    let activate = json!({ "activate": { "card": { "number": "CARD-1" }, "name": "Sari", "phone": "0812345678" } });
    let void = json!({ "void_purchase": { "purchase": { "receipt": { "number": "INV-1" } }, "reason": "mistyped" } });
    let opening = [
        json!({ "publish_rules": { "rules": { "text": rules } } }),
        json!({ "issue_cards": { "numbers": ["CARD-1"] } }),
        activate,
        redeem("free_drink"),
        purchase("INV-1"),
        void,
    ];
    for command in opening {
        all(&engine, &[command])?;
    }
    // The second stamp was taken back with its voucher; here it is given, and the voucher handed over, at once.
    all(&engine, &[purchase("INV-2"), redeem("voucher_50k")])?;
    let drink = reward(&engine, &member)?;
    let undo = json!({ "undo_redemption": { "reward": drink, "reason": "wrong button" } });
    all(&engine, &[undo, redeem("free_drink")])
}

/// The id of the first reward that was handed over.
fn reward(engine: &Engine, member: &Value) -> Result<String, String> {
    let history = json!({ "program": "kopi-hub", "actor": { "role": "owner", "id": "budi" },
                          "query": { "history": { "member": member } } });
    let answer = block_on(engine.call(history.to_string().as_bytes()));
    let redeemed = answer.split("\"reward_redeemed\"").nth(1).ok_or("nothing was redeemed")?;
    redeemed
        .split("\"reward\":\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .map(str::to_owned)
        .ok_or(answer.clone())
}

fn all(engine: &Engine, commands: &[Value]) -> Outcome {
    let requests = commands.iter().map(request).collect::<Result<Vec<_>, _>>()?;
    let answers = block_on(engine.execute_all(&requests));
    let errors: Vec<String> = answers.into_iter().filter_map(Result::err).map(|error| error.to_string()).collect();
    same("errors", errors, vec![])
}

fn request(command: &Value) -> Result<Request, String> {
    let call = json!({ "program": "kopi-hub", "actor": { "role": "owner", "id": "budi" }, "command": command });
    match Call::parse(call.to_string().as_bytes()).map_err(|error| error.to_string())? {
        Call::Command(request) => Ok(*request),
        Call::Query(_) => Err("a question".to_owned()),
    }
}
