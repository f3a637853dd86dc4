//! What a purchase and a question cost in Rust, on the memory store: what `bindings/python/bench.py` compares with.

use std::error::Error;
use std::hint::black_box;
use std::time::Instant;

use loyalty_border::{Asked, Loyalty};
use loyalty_engine::command::Call;
use serde_json::{Value, json};

const USAGE: &str = "purchases COUNT RULES";

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let count: u32 = arguments.next().ok_or(USAGE)?.parse()?;
    let rules = arguments.next().ok_or(USAGE)?;
    let loyalty = Loyalty::open("memory:", None)?;
    let ask = |call: Asked| loyalty.wait(call);
    ask(call(&json!({ "command": { "publish_rules": { "rules": { "text": rules } } } }))?)?;
    ask(call(&json!({ "command": { "issue_cards": { "numbers": ["CARD-1"] } } }))?)?;
    let card = json!({ "number": "CARD-1" });
    ask(call(&json!({ "command": { "activate": { "card": card, "name": "Sari", "phone": "081234567890" } } }))?)?;
    let member = json!({ "phone": "081234567890" });
    let purchase = json!({ "member": member, "amount": "75000", "outlet": "kemang" });
    let purchase = call(&json!({ "command": { "record_purchase": purchase } }))?;
    let question = call(&json!({ "query": { "look_up": { "member": member } } }))?;
    for asked in [purchase, question] {
        // The copies are Rust's way to ask the same again, and are not what the calls cost.
        let copies = vec![asked; usize::try_from(count)?];
        let began = clock();
        for copy in copies {
            black_box(ask(copy)?);
        }
        println!("{}", began.elapsed().as_nanos().checked_div(count.into()).unwrap_or(0));
    }
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "how long it takes is the question")]
fn clock() -> Instant {
    Instant::now()
}

fn call(asked: &Value) -> Result<Asked, Box<dyn Error>> {
    let mut call = json!({ "program": "kopi-hub", "actor": { "role": "owner", "id": "budi" } });
    if let (Some(call), Some(asked)) = (call.as_object_mut(), asked.as_object()) {
        call.extend(asked.clone());
    }
    Ok(Asked::Call(Call::parse(call.to_string().as_bytes())?))
}
