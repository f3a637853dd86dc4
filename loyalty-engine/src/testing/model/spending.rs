//! What somebody has spent, which level that is, and what points are spent on.

use super::decide::{Said, Work, no};
use super::ledger::sum;
use super::*;

impl Work<'_> {
    /// Who somebody is by now.
    pub(super) fn who_is(&self, id: usize) -> usize {
        self.someone(id).and_then(|member| member.merged).map_or(id, |(into, _)| self.who_is(into))
    }

    /// A member as they will be.
    pub(super) fn someone(&self, id: usize) -> Option<&Member> {
        let changed = self.change.member.iter().chain(&self.change.other).find(|(known, _)| *known == id);
        changed.map_or_else(|| self.model.members.get(id), |(_, member)| Some(member))
    }

    /// All that a member's purchases brought, less what came back: added up anew each time.
    pub(super) fn spent(&self, id: usize) -> u64 {
        let changed = |at: usize| self.change.purchases.iter().find(|(known, _)| *known == at).map(|(_, p)| p);
        let old = self.model.purchases.iter().enumerate().map(|(at, purchase)| changed(at).unwrap_or(purchase));
        let theirs = |purchase: &&Purchase| {
            let buyer = purchase.member.filter(|_| purchase.counted.is_some());
            buyer.is_some_and(|buyer| buyer == id || self.who_is(buyer) == id)
        };
        old.chain(changed(NEW)).filter(theirs).map(Purchase::net).sum()
    }

    /// Writes the level down if it is another one, or since another day.
    pub(super) fn refresh(&mut self, rules: &Variant) {
        let me = self.change.member.as_ref().map_or(NEW, |(id, _)| *id);
        let (spent, day) = (self.spent(me), self.day);
        let reached = rules.level(spent).map(|level| level.name);
        let before = self.member().level;
        let after = match before {
            _ if rules.levels.is_empty() => None,
            None if reached.is_none() => None,
            Some((since, level)) if level == reached && since <= day => before,
            _ => Some((day, reached)),
        };
        if after != before {
            self.member().level = after;
            let (since, level) = (after.map(|(since, _)| since), after.and_then(|(_, level)| level));
            self.facts.push(Fact::Level { since, level });
        }
    }

    fn off(rules: &'static Variant) -> Result<&'static Off, Answer> {
        let Some(points) = &rules.points else { return no("no_points") };
        points.off.as_ref().ok_or(Answer::Refused("no_money_off"))
    }

    pub(super) fn not_blocked(&mut self) -> Result<(), Answer> {
        if self.member().blocked { no("member_blocked") } else { Ok(()) }
    }

    /// The points that pay a part of a bill, and what they are worth.
    pub(super) fn pay_with_points(
        &mut self,
        rules: &'static Variant,
        basket: &Basket,
    ) -> Result<Option<Spent>, Answer> {
        let (Some(offered), true) = (basket.points, self.change.member.is_some()) else { return Ok(None) };
        let off = Self::off(rules)?;
        self.not_blocked()?;
        let offered = in_steps(offered, off)?;
        let limit = off.percent.map_or(basket.amount, |percent| basket.amount * percent / 100);
        let needed = limit.div_ceil(off.value);
        let points = if off.full_cost { offered } else { offered.min(needed) / off.step * off.step };
        if points < offered {
            self.reasons.push("points_not_needed");
        }
        if points < off.min {
            return Ok(None);
        }
        let parts = self.exactly_so_many(rules, points)?;
        Ok(Some(Spent { points, value: limit.min(points * off.value), parts, returned: 0 }))
    }

    pub(super) fn spend(&mut self, rules: &'static Variant, who: Who, what: Spend) -> Said {
        let off = Self::off(rules)?;
        self.open(who)?;
        let points = match what {
            Spend::Points(0) => return Err(Answer::Invalid("zero")),
            Spend::Points(points) => {
                self.not_blocked()?;
                let points = in_steps(points, off)?;
                let parts = self.exactly_so_many(rules, points)?;
                self.points().remove(&parts);
                points
            }
            Spend::Hold(number) => sum(&self.end_hold(number)?),
        };
        let what = if matches!(what, Spend::Hold(_)) { "hold_spent" } else { "spent" };
        self.facts.push(Fact::Paid { what, points, value: points * off.value });
        Ok(None)
    }

    fn end_hold(&mut self, number: usize) -> Result<Vec<Lot>, Answer> {
        let at = self.points().holds.iter().position(|hold| hold.number == number);
        at.map(|at| self.points().holds.remove(at).parts).ok_or(Answer::Refused("hold_not_found"))
    }

    pub(super) fn hold(&mut self, rules: &'static Variant, who: Who, points: u64, until: i64) -> Said {
        if points == 0 {
            return Err(Answer::Invalid("zero"));
        }
        if until <= self.now {
            return Err(Answer::Invalid("ends_before_start"));
        }
        self.open(who)?;
        self.not_blocked()?;
        if self.points().holds.len() >= 50 {
            return no("too_many_holds");
        }
        let parts = self.exactly_so_many(rules, points)?;
        self.remove("held", &parts);
        self.points().holds.push(Hold { number: NEW, parts, until });
        Ok(None)
    }

    pub(super) fn release(&mut self, who: Who, hold: usize) -> Said {
        self.open(who)?;
        let parts = self.end_hold(hold)?;
        let parts = self.points().home(&parts);
        self.put("released", &parts);
        self.expire_points();
        Ok(None)
    }

    pub(super) fn adjust(&mut self, rules: &'static Variant, who: Who, points: i64) -> Said {
        let count = points.unsigned_abs();
        if count == 0 {
            return Err(Answer::Invalid("zero"));
        }
        if rules.points.is_none() {
            return no("no_points");
        }
        self.open(who)?;
        if points > 0 {
            let today = self.day;
            let lot = self.new_lot(rules, count, today);
            self.put("granted", &[lot]);
        } else {
            let parts = self.exactly_so_many(rules, count)?;
            self.remove("deducted", &parts);
        }
        Ok(None)
    }

    pub(super) fn transfer(&mut self, rules: &'static Variant, who: Who, to: Who, points: u64) -> Said {
        if points == 0 {
            return Err(Answer::Invalid("zero"));
        }
        match &rules.points {
            None => return no("no_points"),
            Some(points) if !points.transfer => return no("no_transfer"),
            Some(_) => {}
        }
        let from = self.open(who)?;
        self.swap();
        let to = self.open(to)?;
        if from == to {
            return no("same_member");
        }
        self.swap();
        self.not_blocked()?;
        self.swap();
        self.not_blocked()?;
        self.swap();
        let sent = self.exactly_so_many(rules, points)?;
        self.remove("sent", &sent);
        self.swap();
        let parts = self.points().moved(&sent);
        self.put("received", &parts);
        self.swap();
        Ok(None)
    }

    /// Goes on with the other of two members.
    pub(super) fn swap(&mut self) {
        std::mem::swap(&mut self.change.member, &mut self.change.other);
        std::mem::swap(&mut self.facts, &mut self.others);
    }
}

fn in_steps(points: u64, off: &Off) -> Result<u64, Answer> {
    let whole = points / off.step * off.step;
    if whole < off.min || whole == 0 { no("too_few_points") } else { Ok(whole) }
}
