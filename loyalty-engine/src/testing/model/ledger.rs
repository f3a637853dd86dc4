//! Points as lists of lots: where they go, where they come from, and what time does to them.

use std::collections::BTreeMap;

use super::decide::{Work, no};
use super::*;

/// Points with one expiry.
#[derive(Clone, Copy, Debug, PartialEq)]
#[expect(missing_docs, reason = "a field says by its name what it is")]
pub struct Lot {
    pub number: u32,
    pub points: u64,
    pub until: Option<Day>,
}

/// Points of a purchase that are not there yet.
#[derive(Clone, Copy, Debug, PartialEq)]
#[expect(missing_docs, reason = "a field says by its name what it is")]
pub struct Promise {
    pub purchase: usize,
    pub points: u64,
    pub from: Option<Day>,
}

/// Points held back.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "a field says by its name what it is")]
pub struct Hold {
    /// The how-manyeth hold of all.
    pub number: usize,
    pub parts: Vec<Lot>,
    pub until: i64,
}

/// A member's points.
#[derive(Clone, Debug, Default, PartialEq)]
#[expect(missing_docs, reason = "a field says by its name what it is")]
pub struct Points {
    pub lots: Vec<Lot>,
    pub promised: Vec<Promise>,
    pub holds: Vec<Hold>,
    pub debt: u64,
    /// The highest number of a lot so far.
    pub made: u32,
    /// What the purchases of the newest day earned.
    pub day: Option<(Day, u64)>,
    pub bought: BTreeMap<&'static str, u32>,
}

/// How many points these are together.
pub(super) fn sum(parts: &[Lot]) -> u64 {
    parts.iter().map(|part| part.points).sum()
}

/// So many points out of lots, those that come first in this order.
pub(super) fn take(lots: &[Lot], mut points: u64, oldest_first: bool) -> Vec<Lot> {
    let mut lots = lots.to_vec();
    lots.sort_by_key(|lot| if oldest_first { (0, lot.number) } else { (lot.until.unwrap_or(Day::MAX), lot.number) });
    let mut parts = Vec::new();
    for lot in lots.into_iter().filter(|lot| lot.points > 0) {
        let part = lot.points.min(points);
        points -= part;
        parts.push(Lot { points: part, ..lot });
    }
    parts.retain(|part| part.points > 0);
    parts
}

impl Points {
    /// What can be spent.
    pub fn balance(&self) -> u64 {
        sum(&self.lots)
    }

    pub(super) fn remove(&mut self, parts: &[Lot]) {
        for part in parts {
            let lot = self.lots.iter_mut().find(|lot| lot.number == part.number);
            lot.into_iter().for_each(|lot| lot.points -= part.points);
        }
        self.lots.retain(|lot| lot.points > 0);
    }

    /// Puts points in; a debt is paid first. Says what was left, and how much was paid.
    pub(super) fn put(&mut self, parts: &[Lot]) -> (u64, u64) {
        let debt = self.debt;
        let mut left = 0;
        for part in parts {
            let paid = part.points.min(self.debt);
            self.debt -= paid;
            let rest = part.points - paid;
            left += rest;
            if rest > 0 {
                self.made = self.made.max(part.number);
                match self.lots.iter_mut().find(|lot| lot.number == part.number) {
                    Some(lot) => lot.points += rest,
                    None => self.lots.push(Lot { points: rest, ..*part }),
                }
            }
        }
        self.lots.sort_by_key(|lot| lot.number);
        (left, debt - self.debt)
    }

    /// Where parts of somebody else's lots go: to those of the same expiry, or to new ones.
    pub(super) fn moved(&self, parts: &[Lot]) -> Vec<Lot> {
        let mut known = self.lots.clone();
        let mut made = self.made;
        let mut homes = Vec::new();
        for part in parts {
            let home = known.iter().find(|lot| lot.until == part.until).map(|lot| lot.number);
            let number = home.unwrap_or(made + 1);
            made = made.max(number);
            homes.push(Lot { number, ..*part });
            known.push(Lot { number, ..*part });
        }
        homes
    }

    /// Where parts go back to that came from here, unless their lots belong to others by now.
    pub(super) fn home(&self, parts: &[Lot]) -> Vec<Lot> {
        let taken = |part: &Lot| self.lots.iter().any(|lot| lot.number == part.number && lot.until != part.until);
        if parts.iter().any(taken) { self.moved(parts) } else { parts.to_vec() }
    }

    /// Counts what purchases of a day earned, or lost again.
    fn count_day(&mut self, on: Day, earned: i64) {
        self.day = match self.day {
            Some((day, points)) if day == on => {
                Some((on, points.saturating_add_signed(earned))).filter(|(_, points)| *points > 0)
            }
            Some((day, points)) if day > on || earned < 0 => Some((day, points)),
            None if earned < 0 => None,
            _ => Some((on, earned.unsigned_abs())),
        };
    }
}

impl Work<'_> {
    pub(super) fn points(&mut self) -> &mut Points {
        &mut self.member().points
    }

    /// Puts points in and says so.
    pub(super) fn put(&mut self, what: &'static str, parts: &[Lot]) -> (u64, u64) {
        let (points, debt) = self.points().put(parts);
        let balance = self.points().balance();
        self.facts.push(Fact::Points { what, points, debt, balance });
        (points, debt)
    }

    /// Takes points out and says so.
    pub(super) fn remove(&mut self, what: &'static str, parts: &[Lot]) {
        self.points().remove(parts);
        let balance = self.points().balance();
        self.facts.push(Fact::Points { what, points: sum(parts), debt: 0, balance });
    }

    /// Which points go when so many are spent.
    pub(super) fn exactly_so_many(&mut self, rules: &Variant, points: u64) -> Result<Vec<Lot>, Answer> {
        let oldest_first = rules.points.as_ref().is_some_and(|rules| rules.oldest_first);
        let parts = take(&self.points().lots, points, oldest_first);
        if sum(&parts) < points { no("points_short") } else { Ok(parts) }
    }

    /// The lot that new points go to.
    pub(super) fn new_lot(&mut self, rules: &Variant, points: u64, since: Day) -> Lot {
        let days = rules.points.as_ref().and_then(|rules| rules.days);
        let oldest_first = rules.points.as_ref().is_some_and(|rules| rules.oldest_first);
        let until = days.map(|days| since + days);
        let own = self.points();
        let known = match oldest_first {
            true => own.lots.last().filter(|lot| lot.until == until),
            false => own.lots.iter().find(|lot| lot.until == until),
        };
        Lot { number: known.map_or(own.made + 1, |lot| lot.number), points, until }
    }

    /// What a purchase earned is there since a day.
    pub(super) fn earn_points(&mut self, rules: &Variant, purchase: usize, points: u64, since: Day) {
        let lot = self.new_lot(rules, points, since);
        self.put("earned", &[lot]);
        self.points().count_day(since, i64::try_from(points).unwrap_or(i64::MAX));
        self.points().promised.retain(|promise| promise.purchase != purchase);
        if let Some(given) = &mut self.order(purchase).given {
            (given.lot, given.until) = (Some(lot.number), lot.until);
        }
    }

    pub(super) fn expire_points(&mut self) {
        let day = self.day;
        let mut gone = self.points().lots.clone();
        gone.retain(|lot| lot.until.is_some_and(|until| until < day));
        if !gone.is_empty() {
            self.remove("expired", &gone);
        }
    }

    /// Holds end, promises are kept, points run out.
    pub(super) fn settle_points(&mut self, rules: &Variant) {
        let (now, day) = (self.now, self.day);
        let (over, holds) = self.points().holds.drain(..).partition(|hold| hold.until <= now);
        self.points().holds = holds;
        for Hold { parts, .. } in over {
            let parts = self.points().home(&parts);
            self.put("released", &parts);
        }
        for promise in self.points().promised.clone() {
            if let Some(from) = promise.from.filter(|from| *from <= day) {
                self.earn_points(rules, promise.purchase, promise.points, from);
            }
        }
        self.expire_points();
    }

    /// Takes points back that a purchase gave: those that are only promised, those of its lot, others.
    pub(super) fn take_points(&mut self, id: usize, points: u64) {
        let Some(rules) = self.judged(id).points.as_ref() else { return };
        let (Some(given), true) = (self.order(id).given.clone(), points > 0) else { return };
        let (day, counted) = (self.day, self.order(id).counted);
        let own = self.points();
        let mut promised = 0;
        if let Some(promise) = own.promised.iter_mut().find(|promise| promise.purchase == id) {
            promised = promise.points.min(points);
            promise.points -= promised;
        }
        own.promised.retain(|promise| promise.points > 0);
        let rest = points - promised;
        let ran_out = given.until.is_some_and(|until| until < day);
        let wanted = if ran_out || rules.gone == Gone::OnlyPending { 0 } else { rest };
        let is_own = |lot: &Lot| Some(lot.number) == given.lot && lot.until == given.until;
        let (first, others): (Vec<Lot>, Vec<Lot>) = own.lots.iter().copied().partition(is_own);
        let mut parts = take(&first, wanted, rules.oldest_first);
        parts.extend(take(&others, wanted - sum(&parts), rules.oldest_first));
        own.remove(&parts);
        let lost = rest - sum(&parts);
        let (debt, forgiven) = if rules.gone == Gone::Debt && !ran_out { (lost, 0) } else { (0, lost) };
        own.debt += debt;
        if rest > 0 {
            own.count_day(counted.unwrap_or(day), -i64::try_from(rest).unwrap_or(i64::MAX));
        }
        let balance = own.balance();
        self.facts.push(Fact::PointsTaken { points: sum(&parts), promised, debt, forgiven, balance });
        self.order(id).given = Some(Given { taken: given.taken + points, ..given });
    }

    /// Gives points back that a purchase was paid with, in the order in which they went.
    pub(super) fn give_points_back(&mut self, id: usize, points: u64) {
        let (Some(mut spent), true) = (self.order(id).spent.clone(), points > 0) else { return };
        let (mut skip, mut left) = (spent.returned, points);
        let mut parts = Vec::new();
        for part in &spent.parts {
            let passed = part.points.min(skip);
            let now = (part.points - passed).min(left);
            (skip, left) = (skip - passed, left - now);
            parts.push(Lot { points: now, ..*part });
        }
        parts.retain(|part| part.points > 0);
        spent.returned += points;
        self.order(id).spent = Some(spent);
        let parts = self.points().home(&parts);
        self.put("returned", &parts);
        self.expire_points();
    }
}
