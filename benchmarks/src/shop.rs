//! A coffee shop of any size on any store, and purchases to make in it.

use std::sync::Arc;
use std::time::{Duration, Instant};

use futures_executor::block_on;
use loyalty_engine::access::{Actor, Role};
use loyalty_engine::command::{
    Activate, CardRef, IssueCards, MemberRef, PublishRules, RecordPurchase, RulesSource, Settle,
};
use loyalty_engine::id::{CardNumber, MemberId, ProgramId};
use loyalty_engine::report::due_members;
use loyalty_engine::testing::rng::Rng;
use loyalty_engine::time::{Date, Moment};
use loyalty_engine::{Command, Engine, LoyaltyStore, Money, Request};

/// A shop with members.
pub struct Shop {
    pub engine: Arc<Engine>,
    pub members: Vec<MemberId>,
    program: ProgramId,
    actor: Actor,
    at: Option<Moment>,
    amount: Money,
    receipts: u64,
    rng: Rng,
}

/// What a shop is opened with.
pub struct Plan<'a> {
    pub members: usize,
    pub rules: &'a str,
    /// The moment everything is asked for at; now when left out.
    pub at: Option<Moment>,
    /// The last day of each one's membership.
    pub ends: &'a dyn Fn(usize) -> Date,
}

/// What Kopi Hub has agreed on.
pub const KOPI_HUB: &str = include_str!("../../examples/rules/kopi-hub.toml");
const BATCH: usize = 1_000;

impl Shop {
    /// Opens a shop under Kopi Hub's rules with so many members.
    pub fn open(store: Arc<dyn LoyaltyStore>, members: usize) -> Shop {
        Shop::open_with(store, members, KOPI_HUB)
    }

    /// Opens a shop under these rules.
    pub fn open_with(store: Arc<dyn LoyaltyStore>, members: usize, rules: &str) -> Shop {
        let never = "2099-12-31".parse().unwrap();
        Shop::open_on(Arc::new(Engine::new(store)), &Plan { members, rules, at: None, ends: &|_| never })
    }

    /// Opens a shop on an engine.
    pub fn open_on(engine: Arc<Engine>, plan: &Plan<'_>) -> Shop {
        let (program, actor) = ("kopi-hub".parse().unwrap(), Actor::new(Role::Owner, "budi".parse().unwrap()));
        let (amount, rng) = (Money::parse("75000").unwrap(), Rng::new(7));
        let mut shop = Shop { engine, members: vec![], program, actor, at: plan.at, amount, receipts: 0, rng };
        shop.must(vec![PublishRules { rules: RulesSource::Text(plan.rules.to_owned()) }.into()]);
        for first in (0..plan.members).step_by(BATCH) {
            let numbers = first..plan.members.min(first + BATCH);
            let cards: Vec<CardNumber> = numbers.clone().map(|n| format!("CARD-{n:08}").parse().unwrap()).collect();
            shop.must(vec![IssueCards { count: None, numbers: Some(cards.clone()) }.into()]);
            let activations = numbers.zip(&cards).map(|(n, card)| activation(n, card, (plan.ends)(n))).collect();
            let outcomes = shop.must(activations);
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
        Request { at: self.at, ..Request::new(self.program.clone(), self.actor.clone(), command) }
    }

    /// Whoever is due on a day, so many at most: a request for each to write down what time has done by that moment.
    pub async fn settlements(&self, on: Date, at: Moment, limit: u32) -> Vec<Request> {
        let due = due_members(self.engine.store(), &self.program, on, None, limit).await.unwrap();
        let settle = |(_, id): &(Date, MemberId)| self.request(Settle { member: MemberRef::Id(*id) }.into()).at(at);
        due.iter().map(settle).collect()
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
                        receipt: Some(format!("INV-{:010}", self.receipts).parse().unwrap()),
                        ..RecordPurchase::of(self.amount)
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

fn activation(n: usize, number: &CardNumber, ends: Date) -> Command {
    let card = CardRef::Number(number.clone());
    let (name, phone) = ("Sari".parse().unwrap(), format!("+62812{n:08}").parse().unwrap());
    Activate { card, name, phone, email: None, starts: None, ends: Some(ends) }.into()
}
