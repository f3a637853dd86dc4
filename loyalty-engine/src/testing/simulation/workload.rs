//! What clients ask for: few names and many askers, so that they get into each other's way.

use crate::testing::model::{Asked, Bought, CardName, Day, Dialled, Model, Now, Op, Spot, State, Want, Who};
use crate::testing::rng::Rng;

/// Draws operations. Names come from small windows that move on as they are used up.
#[derive(Debug)]
pub struct Workload {
    pub rng: Rng,
    receipts: u32,
    cards: u32,
    pub phones: u32,
    keys: u32,
    /// Does somebody hold back and order more than anybody should?
    pub hoards: bool,
    pub hoarder: Option<usize>,
}

/// Phones in use at one time.
const PHONES: u32 = 9;
/// E-mail addresses there are.
const EMAILS: u32 = 12;
/// Outlets there are.
const OUTLETS: u32 = 2;

/// How often each operation is drawn, against the others.
const WEIGHTS: &[(&str, u64)] = &[
    ("publish_rules", 10),
    ("issue_cards", 35),
    ("activate", 100),
    ("register", 25),
    ("update_profile", 25),
    ("renew", 45),
    ("block", 16),
    ("unblock", 24),
    ("replace_card", 35),
    ("close", 6),
    ("reopen", 8),
    ("erase", 9),
    ("record_purchase", 340),
    ("void_purchase", 85),
    ("pay_purchase", 70),
    ("complete_purchase", 60),
    ("cancel_purchase", 40),
    ("reopen_purchase", 50),
    ("mark_purchase", 20),
    ("adopt_purchase", 40),
    ("refund_purchase", 90),
    ("exchange_purchase", 45),
    ("reprint_receipt", 20),
    ("adjust_points", 60),
    ("transfer_points", 35),
    ("spend_points", 50),
    ("hold_points", 40),
    ("release_points", 30),
    ("buy_reward", 80),
    ("reverse_reward", 45),
    ("merge", 16),
    ("redeem", 150),
    ("undo_redemption", 55),
    ("settle", 40),
];

impl Workload {
    pub fn new(rng: Rng) -> Workload {
        let mut rng = rng;
        let hoards = rng.per_mille(200);
        Workload { rng, receipts: 0, cards: 0, phones: 0, keys: 0, hoards, hoarder: None }
    }

    /// One operation, or a batch of them now and then.
    pub fn next(&mut self, model: &Model, now: Now) -> Vec<Asked> {
        let count = if self.rng.per_mille(40) { self.rng.below(8).saturating_add(2) } else { 1 };
        let batch = count > 1;
        let mut all: Vec<Asked> = Vec::new();
        for _ in 0..count {
            let op = self.op(model, now);
            let key = self.key(batch, &all);
            all.push(Asked { op, key, dry_run: self.rng.per_mille(15) });
        }
        all
    }

    /// Mostly a new key; now and then one that was used, and now and then none.
    fn key(&mut self, batch: bool, before: &[Asked]) -> Option<u32> {
        if !batch && self.rng.per_mille(40) {
            return None;
        }
        let used = self.keys.saturating_sub(self.few(20).saturating_add(1));
        if self.keys > 0 && self.rng.per_mille(25) && before.iter().all(|asked| asked.key != Some(used)) {
            return Some(used);
        }
        self.keys = self.keys.saturating_add(1);
        Some(self.keys)
    }

    pub fn few(&mut self, end: u32) -> u32 {
        u32::try_from(self.rng.below(end.into())).unwrap_or(0)
    }

    fn op(&mut self, model: &Model, now: Now) -> Op {
        if self.hoards && model.version() > 0 && self.rng.per_mille(120) {
            return self.hoard(model, now);
        }
        let total: u64 = WEIGHTS.iter().map(|(_, weight)| weight).sum();
        let mut drawn = self.rng.below(total);
        let mut names = WEIGHTS.iter();
        let name = names.find(|(_, weight)| match drawn.checked_sub(*weight) {
            Some(rest) => {
                drawn = rest;
                false
            }
            None => true,
        });
        match name.map_or("settle", |(name, _)| *name) {
            // Little can be done before there are rules.
            _ if model.version() == 0 && self.rng.per_mille(200) => self.publish(),
            "publish_rules" => self.publish(),
            "issue_cards" => self.issue(),
            "activate" => self.activate(now.day),
            "register" => Op::Register { phone: self.maybe_phone(), email: self.maybe_email() },
            "update_profile" => {
                Op::Update { who: self.who(model), phone: self.maybe_phone(), email: self.maybe_email() }
            }
            "renew" => Op::Renew { who: self.who(model) },
            "block" => Op::Block { who: self.who(model) },
            "unblock" => Op::Unblock { who: self.blocked(model) },
            "replace_card" => Op::Replace { who: self.who(model), card: self.card(model) },
            "close" => self.close(model),
            "reopen" => Op::Reopen { who: self.closed(model) },
            "erase" => self.erase(model),
            "void_purchase" => Op::Void { bought: self.bought(model) },
            "redeem" => self.redeem(model),
            "undo_redemption" => {
                let wanted = self.rng.per_mille(900).then_some(State::Redeemed);
                let (member, spot) = self.reward(model, wanted);
                Op::Undo { member, spot }
            }
            "settle" => Op::Settle { who: self.who(model) },
            name => self.order(name, model, now),
        }
    }

    fn publish(&mut self) -> Op {
        // Kopi Hub's own rules most of the time, so that memberships are there to be used.
        let variant = match self.few(20) {
            0..8 => 0,
            8..13 => 1,
            13 | 14 => 2,
            15 => 3,
            _ => 4,
        };
        Op::Publish { variant }
    }

    fn issue(&mut self) -> Op {
        if self.rng.per_mille(150) {
            return Op::IssueSome { count: self.few(3).saturating_add(1) };
        }
        let count = self.few(3).saturating_add(1);
        let first = self.cards.saturating_sub(self.few(3));
        self.cards = self.cards.saturating_add(1);
        let numbers = (first..first.saturating_add(count)).collect::<Vec<_>>();
        Op::Issue { numbers }
    }

    fn activate(&mut self, today: Day) -> Op {
        let starts = self.rng.per_mille(150).then(|| today.saturating_add(self.few(6).into()));
        let ends = self.rng.per_mille(80).then(|| today.saturating_add(self.few(12).into()).saturating_sub(2));
        // Only what a clerk reads off the card in hand: its number.
        let number = self.cards.saturating_sub(self.few(8)).saturating_add(1);
        let card = CardName { number, by_id: false };
        Op::Activate { card, phone: self.phone(), email: self.maybe_email(), starts, ends }
    }

    fn close(&mut self, model: &Model) -> Op {
        // A closed member's phone is lost to the game.
        self.phones = self.phones.saturating_add(1);
        Op::Close { who: self.who(model) }
    }

    pub fn outlet(&mut self) -> Option<u32> {
        self.rng.per_mille(700).then(|| self.few(OUTLETS))
    }

    /// Mostly the next receipt, sometimes one of the last.
    pub fn receipt(&mut self) -> u32 {
        if self.rng.per_mille(200) {
            return self.receipts.saturating_sub(self.few(4));
        }
        self.receipts = self.receipts.saturating_add(1);
        self.receipts
    }

    pub fn bought(&mut self, model: &Model) -> Bought {
        if self.rng.per_mille(200) {
            return Bought::Receipt { outlet: self.outlet(), number: self.receipts.saturating_sub(self.few(6)) };
        }
        // Only what is there can be named by its id; anything else is nobody's id, now and later.
        let near = self.rng.index(12).saturating_add(1);
        let there = (!model.purchases.is_empty()).then(|| model.purchases.len().saturating_sub(near));
        Bought::Id(there.unwrap_or(usize::MAX))
    }

    fn redeem(&mut self, model: &Model) -> Op {
        if self.rng.per_mille(350) {
            let wanted = if self.rng.per_mille(600) { Some(State::Open) } else { None };
            let (member, spot) = self.reward(model, wanted);
            let owner = if self.rng.per_mille(900) { Who::Id(member) } else { self.who(model) };
            let on = self.rng.per_mille(300).then(|| self.bought(model));
            return Op::Redeem { who: owner, want: Want::Exactly { member, spot }, on };
        }
        let kind = match self.few(25) {
            0 => "nothing",
            1..12 => "drink",
            12..19 => "cake",
            _ => "voucher",
        };
        let on = self.rng.per_mille(150).then(|| self.bought(model));
        Op::Redeem { who: self.who(model), want: Want::Kind(kind), on }
    }

    /// A reward somebody has or had, in the wanted state if there is one.
    pub fn reward(&mut self, model: &Model, wanted: Option<State>) -> (usize, Spot) {
        let all = model.members.iter().enumerate().flat_map(|(id, member)| {
            let newest = member.rewards.iter().rev().take(6);
            newest.map(move |reward| (id, reward.spot, reward.state))
        });
        let fits = |state| wanted.is_none_or(|wanted| wanted == state);
        let fitting: Vec<_> = all.filter(|(_, _, state)| fits(*state)).collect();
        let nowhere = (usize::MAX, Spot { series: 1, cycle: 1, number: 1 });
        if self.rng.per_mille(30) {
            return nowhere;
        }
        self.rng.pick(&fitting).map_or(nowhere, |(id, spot, _)| (*id, *spot))
    }

    fn blocked(&mut self, model: &Model) -> Who {
        let blocked: Vec<usize> =
            model.members.iter().enumerate().filter(|(_, member)| member.blocked).map(|(id, _)| id).collect();
        match self.rng.pick(&blocked) {
            Some(id) if self.rng.per_mille(800) => Who::Id(*id),
            _ => self.who(model),
        }
    }

    fn closed(&mut self, model: &Model) -> Who {
        let closed: Vec<usize> =
            model.members.iter().enumerate().filter(|(_, member)| member.closed).map(|(id, _)| id).collect();
        match self.rng.pick(&closed) {
            Some(id) if self.rng.per_mille(700) => Who::Id(*id),
            _ => self.who(model),
        }
    }

    fn erase(&mut self, model: &Model) -> Op {
        // Somebody of the newest, or nobody at all.
        let back = self.rng.index(30).saturating_add(1);
        Op::Erase { member: model.members.len().checked_sub(back).unwrap_or(usize::MAX) }
    }

    pub fn who(&mut self, model: &Model) -> Who {
        match self.few(20) {
            0..9 => Who::Phone(self.phone()),
            9 => Who::Email(self.few(EMAILS)),
            10..15 if !model.members.is_empty() => {
                // The newest members, most of them in play.
                let back = self.rng.index(14).saturating_add(1);
                Who::Id(model.members.len().saturating_sub(back))
            }
            15 => Who::Id(usize::MAX),
            _ => Who::Card(self.card(model)),
        }
    }

    fn card(&mut self, model: &Model) -> CardName {
        if self.rng.per_mille(400) {
            // Ids are known of cards that are there.
            let near = self.rng.index(12).saturating_add(1);
            if let Some(card) = model.cards.get(model.cards.len().saturating_sub(near)) {
                return CardName { number: card.number, by_id: self.rng.per_mille(600) };
            }
        }
        CardName { number: self.cards.saturating_sub(self.few(8)).saturating_add(1), by_id: false }
    }

    fn phone(&mut self) -> Dialled {
        Dialled { phone: self.phones.saturating_add(self.few(PHONES)), spelling: self.few(4) }
    }

    fn maybe_phone(&mut self) -> Option<Dialled> {
        self.rng.per_mille(600).then(|| self.phone())
    }

    fn maybe_email(&mut self) -> Option<u32> {
        self.rng.per_mille(250).then(|| self.few(EMAILS))
    }
}
