//! Purchases with a life: ordered, paid, handed over, called off, and standing again.

use super::decide::{Said, Work, no};
use super::*;

/// A moment, and the day it is in the program's zone.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[expect(missing_docs, reason = "a field says by its name what it is")]
pub struct Now {
    pub micros: i64,
    pub day: Day,
}

/// What is bought.
#[derive(Clone, Debug, Default, PartialEq)]
#[expect(missing_docs, reason = "a field says by its name what it is")]
pub struct Basket {
    pub amount: u64,
    /// Units and price of each line.
    pub lines: Vec<(u32, u64)>,
    pub points: Option<u64>,
    pub outlet: Option<u32>,
    pub receipt: Option<u32>,
}

/// How a purchase begins.
#[derive(Clone, Copy, Debug, PartialEq)]
#[expect(missing_docs, reason = "the engine's states")]
pub enum Begins {
    Pending,
    Paid,
    Completed,
}

/// What comes back of a purchase; everything when nothing is said.
#[derive(Clone, Debug, Default, PartialEq)]
#[expect(missing_docs, reason = "a field says by its name what it is")]
pub struct Part {
    /// Lines, from 1, and how many of their units.
    pub units: Vec<(u32, u32)>,
    pub amount: Option<u64>,
}

/// Which points pay.
#[derive(Clone, Copy, Debug, PartialEq)]
#[expect(missing_docs, reason = "the engine's choices")]
pub enum Spend {
    Points(u64),
    Hold(usize),
}

/// Where a purchase stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the engine's states")]
pub enum Stage {
    Pending,
    Paid,
    Completed,
    Cancelled,
    Expired,
    Refunded,
}

/// What came back of a purchase so far.
#[derive(Clone, Debug, Default, PartialEq)]
#[expect(missing_docs, reason = "a field says by its name what it is")]
pub struct Back {
    pub amount: u64,
    /// Units of each line.
    pub units: Vec<u32>,
}

/// Points that a purchase gave.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "a field says by its name what it is")]
pub struct Given {
    pub points: u64,
    pub taken: u64,
    /// What each line has of them.
    pub shares: Vec<u64>,
    pub lot: Option<u32>,
    pub until: Option<Day>,
}

/// Points that a purchase was paid with.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "a field says by its name what it is")]
pub struct Spent {
    pub points: u64,
    pub value: u64,
    pub parts: Vec<Lot>,
    pub returned: u64,
}

/// A purchase.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "a field says by its name what it is")]
pub struct Purchase {
    pub member: Option<usize>,
    pub outlet: Option<u32>,
    pub receipt: Option<u32>,
    /// What was paid in money.
    pub amount: u64,
    pub lines: Vec<(u32, u64)>,
    /// What each line has of the bill.
    pub shares: Vec<u64>,
    pub day: Day,
    pub stage: Stage,
    /// How it stood before it was called off or taken back.
    pub stood: Stage,
    pub pay_by: Option<i64>,
    /// The day for which it counts.
    pub counted: Option<Day>,
    /// The version of the rules it is judged by.
    pub version: usize,
    pub back: Back,
    pub series: u32,
    pub stamps: u32,
    pub kept: u32,
    pub given: Option<Given>,
    pub spent: Option<Spent>,
    pub reprints: u32,
    /// What was answered when it was recorded.
    pub answer: Done,
}

/// Of a whole the part that `part` is of `all`, rounded down.
pub(super) fn share(whole: u64, part: u64, all: u64) -> u64 {
    if part >= all { whole } else { whole * part / all }
}

/// Splits a whole in proportion to weights: what is left over goes to the largest remainders, to earlier ones first.
pub(super) fn split(whole: u64, weights: &[u64]) -> Vec<u64> {
    let all: u64 = weights.iter().sum();
    if all == 0 {
        return vec![0; weights.len()];
    }
    let mut parts: Vec<u64> = weights.iter().map(|weight| whole * weight / all).collect();
    let left = whole - parts.iter().sum::<u64>();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by_key(|at| (std::cmp::Reverse(whole * weights[*at] % all), *at));
    order.into_iter().zip(0..left).for_each(|(at, _)| parts[at] += 1);
    parts
}

impl Purchase {
    /// Does it count?
    pub fn counts(&self) -> bool {
        matches!(self.stage, Stage::Paid | Stage::Completed)
    }

    /// Where it stands at a moment.
    pub fn stage_at(&self, micros: i64) -> Stage {
        let late = self.stage == Stage::Pending && self.pay_by.is_some_and(|by| by <= micros);
        if late { Stage::Expired } else { self.stage }
    }

    /// What had to be paid, in money and in points.
    pub fn bill(&self) -> u64 {
        self.amount + self.spent.as_ref().map_or(0, |spent| spent.value)
    }

    /// How much of the bill that is.
    pub fn worth(&self, back: &Back) -> u64 {
        let units = back.units.iter().zip(&self.lines).zip(&self.shares);
        let of_units = units.map(|((units, (bought, _)), worth)| share(*worth, (*units).into(), (*bought).into()));
        back.amount + of_units.sum::<u64>()
    }

    /// How much money goes back with so much of the bill.
    pub fn money(&self, back: u64) -> u64 {
        share(self.amount, back, self.bill())
    }

    /// What was paid and did not come back.
    pub fn net(&self) -> u64 {
        if self.counts() { self.amount - self.money(self.worth(&self.back)) } else { 0 }
    }
}

impl Work<'_> {
    /// A purchase as it will be.
    pub(super) fn order(&mut self, id: usize) -> &mut Purchase {
        let known = self.change.purchases.iter().position(|(known, _)| *known == id);
        let at = known.unwrap_or(self.change.purchases.len());
        if known.is_none() {
            self.change.purchases.push((id, self.model.purchases[id].clone()));
        }
        &mut self.change.purchases[at].1
    }

    /// A purchase as it will be, to look at only.
    pub(super) fn seen(&self, id: usize) -> &Purchase {
        let changed = self.change.purchases.iter().find(|(known, _)| *known == id);
        changed.map_or_else(|| &self.model.purchases[id], |(_, purchase)| purchase)
    }

    /// The rules that a purchase is judged by.
    pub(super) fn judged(&mut self, id: usize) -> &'static Variant {
        let version = self.order(id).version;
        // A purchase was recorded under rules.
        self.model.variant(version).unwrap_or(&VARIANTS[0])
    }

    /// Finds a purchase and brings its buyer up to this moment.
    pub(super) fn open_order(&mut self, bought: Bought) -> Result<usize, Answer> {
        let Some(id) = self.bought(bought) else { return no("purchase_not_found") };
        if let Some(buyer) = self.model.purchases[id].member {
            self.open_id(buyer)?;
        }
        Ok(id)
    }

    /// It is no longer what it was; one that is not pending waits for nothing.
    pub(super) fn stage(&mut self, id: usize, stage: Stage) {
        let order = self.order(id);
        order.stage = stage;
        if stage <= Stage::Completed {
            order.stood = stage;
        }
        order.pay_by = None;
        if self.change.member.is_some() {
            self.member().waits.retain(|waiting| *waiting != id);
        }
    }

    /// An order waits to be paid.
    pub(super) fn wait(&mut self, id: usize, until: i64) -> Result<(), Answer> {
        self.order(id).pay_by = Some(until);
        if self.change.member.is_none() {
            return Ok(());
        }
        if self.member().waits.len() >= 50 {
            return no("too_many_orders");
        }
        self.member().waits.push(id);
        self.facts.push(Fact::Awaited { until });
        Ok(())
    }

    pub(super) fn nothing_changed(&mut self) -> Said {
        self.reasons.push("nothing_changed");
        Ok(None)
    }

    pub(super) fn pay(&mut self, rules: &'static Variant, bought: Bought, receipt: Option<u32>) -> Said {
        let id = self.open_order(bought)?;
        if self.order(id).counts() {
            return self.nothing_changed();
        }
        let now = self.now;
        if self.order(id).stage_at(now) != Stage::Pending {
            return no("purchase_state");
        }
        if let Some(number) = receipt {
            let outlet = self.order(id).outlet;
            if self.order(id).receipt.is_some() {
                return no("has_receipt");
            }
            if self.model.receipt(outlet, number).is_some() {
                return no("key_reused");
            }
            self.order(id).receipt = receipt;
        }
        self.stage(id, Stage::Paid);
        self.facts.push(Fact::Plain("purchase_paid"));
        let today = self.day;
        self.count(rules, id, today);
        Ok(None)
    }

    pub(super) fn complete(&mut self, rules: &'static Variant, bought: Bought) -> Said {
        let id = self.open_order(bought)?;
        match self.order(id).stage {
            Stage::Completed => return self.nothing_changed(),
            Stage::Paid => self.stage(id, Stage::Completed),
            _ => return no("purchase_state"),
        }
        self.facts.push(Fact::Plain("purchase_completed"));
        if self.change.member.is_some() {
            let waits = |promise: &&Promise| promise.purchase == id && promise.from.is_none();
            if let Some(Promise { points, .. }) = self.points().promised.iter().find(waits).copied() {
                let today = self.day;
                self.earn_points(rules, id, points, today);
            }
        }
        Ok(None)
    }

    pub(super) fn cancel(&mut self, rules: &'static Variant, bought: Bought) -> Said {
        let id = self.open_order(bought)?;
        let now = self.now;
        match self.order(id).stage_at(now) {
            Stage::Cancelled => return self.nothing_changed(),
            Stage::Pending | Stage::Paid => {}
            _ => return no("purchase_state"),
        }
        self.take_whole_back(rules, id, Stage::Cancelled, Fact::Plain("purchase_cancelled"));
        Ok(None)
    }

    /// Orders that were not paid in time have expired.
    pub(super) fn expire_orders(&mut self, rules: &Variant) {
        let now = self.now;
        for id in self.member().waits.clone() {
            if self.order(id).pay_by.is_some_and(|by| by <= now) {
                self.take_whole_back(rules, id, Stage::Expired, Fact::Plain("purchase_expired"));
            }
        }
    }

    pub(super) fn stand_again(&mut self, rules: &'static Variant, bought: Bought) -> Said {
        let id = self.open_order(bought)?;
        let now = self.now;
        if self.order(id).stage_at(now) == Stage::Pending || self.order(id).counts() {
            return self.nothing_changed();
        }
        let stood = self.order(id).stood;
        self.stage(id, stood);
        self.order(id).back = Back { amount: 0, units: vec![0; self.order(id).lines.len()] };
        self.judge_again(rules, id);
        self.facts.push(Fact::Stood(stood));
        if let (Some(spent), true) = (self.order(id).spent.clone(), self.change.member.is_some()) {
            let parts = self.exactly_so_many(rules, spent.points)?;
            self.points().remove(&parts);
            self.facts.push(Fact::Paid { what: "spent", points: spent.points, value: spent.value });
            self.order(id).spent = Some(Spent { parts, returned: 0, ..spent });
        }
        if stood == Stage::Pending {
            let until = now + rules.orders.pay_minutes * 60_000_000;
            if self.change.member.is_none() {
                self.facts.push(Fact::Awaited { until });
            }
            self.wait(id, until)?;
        } else {
            let today = self.day;
            self.count(rules, id, today);
        }
        Ok(None)
    }

    /// A purchase that is looked at again may be judged by today's rules.
    fn judge_again(&mut self, rules: &Variant, id: usize) {
        if rules.orders.by_today {
            self.order(id).version = self.version;
        }
    }

    pub(super) fn mark(&mut self, bought: Bought) -> Said {
        let id = self.open_order(bought)?;
        self.order(id);
        self.plain("purchase_marked")
    }

    pub(super) fn reprint(&mut self, bought: Bought) -> Said {
        let id = self.open_order(bought)?;
        self.order(id).reprints += 1;
        let times = self.order(id).reprints;
        self.facts.push(Fact::Reprinted { times });
        Ok(None)
    }

    pub(super) fn adopt(&mut self, rules: &'static Variant, bought: Bought, who: Who) -> Said {
        let Some(id) = self.bought(bought) else { return no("purchase_not_found") };
        let member = self.open(who)?;
        let purchase = self.order(id).clone();
        match purchase.member.map(|buyer| self.who_is(buyer)) {
            Some(buyer) if buyer == member => return self.nothing_changed(),
            Some(_) => return no("purchase_adopted"),
            None if !purchase.counts() => return no("purchase_state"),
            None => {}
        }
        if rules.orders.adopt_days.is_some_and(|days| self.day > purchase.day + days) {
            return no("adopt_too_late");
        }
        self.judge_again(rules, id);
        self.order(id).member = Some(member);
        self.facts.push(Fact::Plain("purchase_adopted"));
        let back = std::mem::take(&mut self.order(id).back);
        self.count(rules, id, purchase.day);
        // What had come back before does not count for anybody.
        if back.amount > 0 || back.units.iter().any(|units| *units > 0) {
            self.lose_part(rules, id, back);
        } else {
            self.order(id).back = back;
        }
        Ok(None)
    }
}
