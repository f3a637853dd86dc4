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
    ask(call(&json!({ "command": { "issue_cards": { "numbers": ["CARD-1", "CARD-2"] } } }))?)?;
    for (card, name, phone) in [("CARD-1", "Sari", "081234567890"), ("CARD-2", "Dewi", "081234567891")] {
        let activate = json!({ "card": { "number": card }, "name": name, "phone": phone });
        ask(call(&json!({ "command": { "activate": activate } }))?)?;
    }
    let purchase = |phone: &str| {
        let purchase = json!({ "member": { "phone": phone }, "amount": "75000", "outlet": "kemang" });
        call(&json!({ "command": { "record_purchase": purchase } }))
    };
    ask(purchase("081234567891")?)?;
    let purchase = purchase("081234567890")?;
    let question = call(&json!({ "query": { "look_up": { "member": { "phone": "081234567891" } } } }))?;
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
