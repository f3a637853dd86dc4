//! A coffee shop of any size on any store, and purchases to make in it.

use std::sync::Arc;
use std::time::{Duration, Instant};

use futures_executor::block_on;
use loyalty_engine::access::{Actor, Role};
use loyalty_engine::command::{Activate, CardRef, IssueCards, MemberRef, PublishRules, RecordPurchase, RulesSource};
use loyalty_engine::id::{CardNumber, MemberId, ProgramId};

use loyalty_engine::testing::rng::Rng;
use loyalty_engine::{Command, Engine, LoyaltyStore, Money, Request};

/// A shop with members.
pub struct Shop {
    pub engine: Engine,
    pub members: Vec<MemberId>,
    program: ProgramId,
    actor: Actor,
    amount: Money,
    receipts: u64,
    rng: Rng,
}

const BATCH: usize = 1_000;

impl Shop {
    /// Opens a shop under Kopi Hub's rules with so many members.
    pub fn open(store: Arc<dyn LoyaltyStore>, members: usize) -> Shop {
        Shop::open_with(store, members, include_str!("../../examples/rules/kopi-hub.toml"))
    }

    /// Opens a shop under these rules.
    pub fn open_with(store: Arc<dyn LoyaltyStore>, members: usize, rules: &str) -> Shop {
        let engine = Engine::new(store);
        let (program, actor) = ("kopi-hub".parse().unwrap(), Actor::new(Role::Owner, "budi".parse().unwrap()));
        let amount = Money::parse("75000").unwrap();
        let mut shop = Shop { engine, members: vec![], program, actor, amount, receipts: 0, rng: Rng::new(7) };
        shop.must(vec![PublishRules { rules: RulesSource::Text(rules.to_owned()) }.into()]);
        let numbers: Vec<CardNumber> = (0..members).map(|n| format!("CARD-{n:08}").parse().unwrap()).collect();
        for numbers in numbers.chunks(BATCH) {
            shop.must(vec![IssueCards { count: None, numbers: Some(numbers.to_vec()) }.into()]);
            let activate = |(n, number): (usize, &CardNumber)| activation(shop.members.len() + n, number);
            let commands = numbers.iter().enumerate().map(activate).collect();
            let outcomes = shop.must(commands);
            shop.members.extend(outcomes.iter().map(|outcome| outcome.member().unwrap()));
        }
        shop
    }

    fn must(&self, commands: Vec<Command>) -> Vec<loyalty_engine::Outcome> {
        let requests: Vec<Request> = commands.into_iter().map(|command| self.request(command)).collect();
        let results = block_on(self.engine.execute_all(&requests));
        results.into_iter().map(|result| result.unwrap()).collect()
    }

    fn request(&self, command: Command) -> Request {
        Request::new(self.program.clone(), self.actor.clone(), command)
    }

    /// Requests for purchases by members chosen from `among`, each with a receipt of its own.
    pub fn purchases(&mut self, count: usize, among: std::ops::Range<usize>) -> Vec<Request> {
        (0..count)
            .map(|_| {
                let member = self.members[among.start + self.rng.index(among.len())];
                self.receipts += 1;
                self.request(
                    RecordPurchase {
                        member: Some(MemberRef::Id(member)),
                        amount: self.amount,
                        gross: None,
                        outlet: None,
                        receipt: Some(format!("INV-{:010}", self.receipts).parse().unwrap()),
                    }
                    .into(),
                )
            })
            .collect()
    }

    /// Makes purchases one at a time; making up the requests is not timed.
    pub fn sell(&mut self, count: u64, among: std::ops::Range<usize>) -> Duration {
        let requests = self.purchases(count as usize, among);
        let begun = Instant::now();
        for request in &requests {
            block_on(self.engine.execute(request)).unwrap();
        }
        begun.elapsed()
    }

    /// Makes purchases in batches.
    pub fn sell_in_batches(&mut self, count: u64, among: std::ops::Range<usize>, size: usize) -> Duration {
        let requests = self.purchases(count as usize, among);
        let begun = Instant::now();
        for batch in requests.chunks(size) {
            block_on(self.engine.execute_all(batch)).into_iter().for_each(|result| drop(result.unwrap()));
        }
        begun.elapsed()
    }
}

fn activation(n: usize, number: &CardNumber) -> Command {
    let card = CardRef::Number(number.clone());
    let (name, phone) = ("Sari".parse().unwrap(), format!("+62812{n:08}").parse().unwrap());
    Activate { card, name, phone, email: None, starts: None, ends: Some("2099-12-31".parse().unwrap()) }.into()
}
