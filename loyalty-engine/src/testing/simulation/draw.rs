//! What clients do with purchases and points: mostly what can be done with them, now and then what can't.

use super::workload::Workload;
use crate::testing::model::{Basket, Begins, Bought, Model, Now, Op, Part, Purchase, Spend, Spot, Stage, State, Who};

const HOUR: i64 = 3_600_000_000;
const DAY: i64 = 24 * HOUR;

/// What is asked about is among so many of the newest.
const NEWEST: usize = 40;

impl Workload {
    /// One operation of this name.
    pub fn order(&mut self, name: &str, model: &Model, now: Now) -> Op {
        match name {
            "record_purchase" => self.purchase(model, now),
            "pay_purchase" => self.pay(model),
            "complete_purchase" => Op::Complete { bought: self.one(model, |order| order.stage == Stage::Paid) },
            "cancel_purchase" => Op::Cancel { bought: self.one(model, |order| order.stage < Stage::Completed) },
            "reopen_purchase" => Op::StandAgain { bought: self.one(model, |order| order.stage > Stage::Completed) },
            "mark_purchase" => Op::Mark { bought: self.bought(model) },
            "adopt_purchase" => {
                let bought = self.one(model, |order| order.member.is_none() && order.counts());
                Op::Adopt { bought, who: self.who(model) }
            }
            "refund_purchase" => {
                let bought = self.one(model, Purchase::counts);
                Op::Refund { bought, part: self.part() }
            }
            "exchange_purchase" => {
                let bought = self.one(model, Purchase::counts);
                let basket = self.basket(true);
                Op::Exchange { bought, part: self.part(), basket }
            }
            "reprint_receipt" => Op::Reprint { bought: self.bought(model) },
            "merge" => {
                // Names of both lead to one member from now on; others take their place in the game.
                self.phones = self.phones.saturating_add(1);
                Op::Merge { who: self.who(model), into: self.who(model) }
            }
            name => self.points(name, model, now),
        }
    }

    fn points(&mut self, name: &str, model: &Model, now: Now) -> Op {
        let who = self.rich(model);
        match name {
            "adjust_points" => {
                let points = *self.rng.pick(&[50, 200, 60, 1000, -10, -40, -300, 0]).unwrap_or(&0);
                Op::Adjust { who: if points > 0 { self.who(model) } else { who }, points }
            }
            "transfer_points" => Op::Transfer { who, to: self.who(model), points: self.count() },
            "spend_points" if self.rng.per_mille(350) => {
                let (who, hold) = self.hold(model);
                Op::Spend { who, what: Spend::Hold(hold) }
            }
            "spend_points" => Op::Spend { who, what: Spend::Points(self.count()) },
            "hold_points" => {
                let until = now.micros.saturating_add(self.later(3 * DAY));
                Op::Hold { who, points: self.count(), until }
            }
            "release_points" => {
                let (who, hold) = self.hold(model);
                Op::Release { who, hold }
            }
            "buy_reward" => {
                let kind = self.rng.pick(&["drink", "drink", "voucher", "voucher", "cake", "nothing"]);
                Op::Buy { who, kind: kind.copied().unwrap_or("drink") }
            }
            _ => {
                let (member, spot) = self.trade_in(model);
                Op::Reverse { member, spot }
            }
        }
    }

    fn purchase(&mut self, model: &Model, now: Now) -> Op {
        let who = (!self.rng.per_mille(130)).then(|| self.who(model));
        let begins = match self.few(20) {
            0..5 => Begins::Pending,
            5..8 => Begins::Paid,
            _ => Begins::Completed,
        };
        let told = self.rng.per_mille(if begins == Begins::Pending { 400 } else { 4 });
        let pay_by = told.then(|| now.micros.saturating_add(self.later(2 * DAY)));
        let points = who.is_some() || self.rng.per_mille(200);
        Op::Purchase { who, basket: self.basket(points), begins, pay_by }
    }

    fn basket(&mut self, points: bool) -> Basket {
        let amounts = [0, 19_999, 20_000, 49_999, 50_000, 75_000, 110_000, 260_000, 900_000];
        let mut amount = self.rng.pick(&amounts).copied().unwrap_or(0);
        let mut lines = Vec::new();
        if self.rng.per_mille(350) {
            for _ in 0..self.few(3).saturating_add(1) {
                lines.push((self.few(4).saturating_add(1), self.price()));
            }
            let sum: u64 = lines.iter().map(|(units, price)| u64::from(*units).saturating_mul(*price)).sum();
            // The bill is what the lines say, or less as a whole.
            amount = if self.rng.per_mille(700) { sum } else { sum.saturating_sub(sum.min(amount)) };
        }
        let points = (points && self.rng.per_mille(240)).then(|| self.count());
        let outlet = self.outlet();
        let receipt = self.rng.per_mille(750).then(|| self.receipt());
        Basket { amount, lines, points, outlet, receipt }
    }

    fn price(&mut self) -> u64 {
        self.rng.pick(&[3_000, 9_999, 20_000, 33_333, 70_000]).copied().unwrap_or(1)
    }

    fn count(&mut self) -> u64 {
        self.rng.pick(&[1, 5, 10, 17, 20, 30, 75, 200, 700, 0]).copied().unwrap_or(1)
    }

    /// Some time from now, or, rarely, before.
    fn later(&mut self, most: i64) -> i64 {
        let ahead = i64::try_from(self.rng.below(u64::try_from(most).unwrap_or(1))).unwrap_or(0);
        ahead.saturating_sub(HOUR)
    }

    /// A purchase that this can be done with, most of the time. What a hoarder has stays where it is.
    fn one(&mut self, model: &Model, fits: impl Fn(&Purchase) -> bool) -> Bought {
        let newest = model.purchases.iter().enumerate().rev().take(NEWEST);
        let hoarder = self.hoarder;
        let others = newest.filter(|(_, order)| hoarder.is_none() || order.member != hoarder);
        let fitting: Vec<usize> = others.filter(|(_, order)| fits(order)).map(|(at, _)| at).collect();
        match self.rng.pick(&fitting) {
            Some(at) if self.rng.per_mille(850) => Bought::Id(*at),
            _ => self.bought(model),
        }
    }

    fn pay(&mut self, model: &Model) -> Op {
        let bought = self.one(model, |order| order.stage == Stage::Pending);
        let receipt = self.rng.per_mille(350).then(|| self.receipt());
        Op::Pay { bought, receipt }
    }

    fn part(&mut self) -> Part {
        match self.few(10) {
            0..3 => Part::default(),
            3..7 => {
                let amount = self.rng.pick(&[1, 4_000, 15_000, 20_000, 50_000, 120_000, 0]).copied();
                Part { units: Vec::new(), amount }
            }
            _ => {
                let mut units = Vec::new();
                for _ in 0..self.few(2).saturating_add(1) {
                    units.push((self.few(3).saturating_add(1), self.few(3).saturating_add(u32::from(self.few(9) > 0))));
                }
                let amount = self.rng.per_mille(150).then_some(2_500);
                Part { units, amount }
            }
        }
    }

    /// Somebody who has points, most of the time.
    fn rich(&mut self, model: &Model) -> Who {
        let newest = model.members.iter().enumerate().rev().take(NEWEST);
        let fitting: Vec<usize> =
            newest.filter(|(_, member)| !member.closed && member.points.balance() > 0).map(|(at, _)| at).collect();
        match self.rng.pick(&fitting) {
            Some(at) if self.rng.per_mille(750) => Who::Id(*at),
            _ => self.who(model),
        }
    }

    /// A hold and whose it is; now and then one that is over.
    fn hold(&mut self, model: &Model) -> (Who, usize) {
        let hoarder = self.hoarder;
        let others = model.members.iter().enumerate().filter(|(at, _)| Some(*at) != hoarder);
        let holds = others.flat_map(|(at, member)| member.points.holds.iter().map(move |hold| (at, hold.number)));
        let holds: Vec<(usize, usize)> = holds.collect();
        match self.rng.pick(&holds) {
            Some((at, number)) if self.rng.per_mille(800) => (Who::Id(*at), *number),
            // A number that no hold will ever have.
            _ => (self.rich(model), model.holds.checked_sub(1).unwrap_or(usize::MAX)),
        }
    }

    /// A reward that was bought with points, most of the time.
    fn trade_in(&mut self, model: &Model) -> (usize, Spot) {
        let all = model.members.iter().enumerate().flat_map(|(at, member)| {
            let bought = member.rewards.iter().filter(|reward| !reward.cost.is_empty());
            bought.rev().take(3).map(move |reward| (at, reward.spot))
        });
        let all: Vec<(usize, Spot)> = all.collect();
        let newest = all.len().saturating_sub(12);
        match self.rng.pick(all.get(newest..).unwrap_or_default()) {
            Some(found) if self.rng.per_mille(700) => *found,
            _ => self.reward(model, Some(State::Open)),
        }
    }

    /// Somebody takes more holds and orders than one can have.
    pub fn hoard(&mut self, model: &Model, now: Now) -> Op {
        let open = |at: &usize| model.members.get(*at).is_some_and(|member| !member.closed);
        let newest = model.members.len().saturating_sub(1);
        self.hoarder = self.hoarder.filter(open).or(Some(newest).filter(open));
        let Some(at) = self.hoarder else { return Op::Settle { who: self.who(model) } };
        let who = Who::Id(at);
        let long = now.micros.saturating_add(400 * DAY);
        let points = model.members.get(at).map_or(0, |member| member.points.balance());
        match self.few(8) {
            _ if points < 20 => Op::Adjust { who, points: 500 },
            0..4 => Op::Hold { who, points: 1, until: long },
            _ => {
                let basket = Basket { amount: 20_000, ..Basket::default() };
                Op::Purchase { who: Some(who), basket, begins: Begins::Pending, pay_by: Some(long) }
            }
        }
    }
}
