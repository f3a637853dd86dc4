//! A first stamp, from nothing: a coffee shop's rules, one card, one member, one purchase.

use std::{error::Error, sync::Arc};

use futures_executor::block_on;
use loyalty_engine::command::{Activate, CardRef, IssueCards, MemberRef, PublishRules, RecordPurchase, RulesSource};
use loyalty_engine::{Actor, Command, Engine, MemoryStore, Outcome, Request, Role, id::ProgramId};

fn main() -> Result<(), Box<dyn Error>> {
    let engine = Engine::new(Arc::new(MemoryStore::new()));
    let program: ProgramId = "kopi-hub".parse()?;
    let owner = Actor::new(Role::Owner, "rina".parse()?);
    let ask = |command: Command| block_on(engine.execute(&Request::new(program.clone(), owner.clone(), command)));

    let rules = RulesSource::Text(include_str!("../../rules/kopi-hub.toml").to_owned());
    ask(PublishRules { rules }.into())?;
    ask(IssueCards { count: None, numbers: Some(vec!["KOPI-001".parse()?]) }.into())?;

    // The card comes with a first stamp …
    let card = CardRef::Number("KOPI-001".parse()?);
    let (name, phone) = ("Sari".parse()?, "0812-3456-7890".parse()?);
    let welcome = ask(Activate { card, name, phone, email: None, starts: None, ends: None }.into())?;

    // … and a purchase of Rp 50.000 or more gives the next.
    let member = Some(MemberRef::Phone("+62 812 3456 7890".parse()?));
    let (amount, receipt) = ("75000".parse()?, Some("INV-1".parse()?));
    let bought = ask(RecordPurchase { member, receipt, ..RecordPurchase::of(amount) }.into())?;

    for stamp in [welcome, bought].iter().flat_map(Outcome::stamps) {
        println!("card {}, stamp {}", stamp.cycle, stamp.position);
    }
    Ok(())
}
