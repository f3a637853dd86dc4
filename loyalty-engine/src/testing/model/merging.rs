//! Two members who turn out to be one.

use super::decide::{Said, Work};
use super::ledger::{sum, take};
use super::*;

impl Work<'_> {
    pub(super) fn merge(&mut self, rules: &'static Variant, who: Who, into: Who) -> Said {
        let into = self.open(into)?;
        self.swap();
        let from = self.open(who)?;
        if into == from {
            // Time was looked at once; the second look finds nothing.
            self.swap();
            self.change.other = None;
            self.others.clear();
            return self.nothing_changed();
        }
        let spent = self.spent(from);
        let mut gone = self.member().clone();
        self.swap();
        self.facts.push(Fact::Absorbed { spent, debt: gone.points.debt });
        let debt = gone.points.debt;
        let paid = take(&self.points().lots, debt, rules.points.as_ref().is_some_and(|rules| rules.oldest_first));
        self.points().remove(&paid);
        self.points().debt += debt - sum(&paid);
        self.member().waits.extend(std::mem::take(&mut gone.waits));
        self.merge_points(std::mem::take(&mut gone.points));
        self.merge_rewards(from, &mut gone);
        let series = self.merge_stamps(rules, &gone);
        self.merge_term(&gone);
        self.merge_profile(&mut gone);
        gone.level = None;
        gone.closed = true;
        gone.merged = Some((into, series));
        self.change.other = Some((from, gone));
        self.others.push(Fact::Merged { series });
        self.refresh(rules);
        Ok(None)
    }

    fn merge_points(&mut self, points: Points) {
        let parts = self.points().moved(&points.lots);
        if !parts.is_empty() {
            self.put("received", &parts);
        }
        for hold in &points.holds {
            self.facts.push(Fact::Held { points: sum(&hold.parts), until: hold.until });
        }
        self.points().holds.extend(points.holds);
        for Promise { points, from, .. } in &points.promised {
            self.facts.push(Fact::Promised { what: "moved", points: *points, from: *from });
        }
        self.points().promised.extend(points.promised);
    }

    /// Open rewards get new names.
    fn merge_rewards(&mut self, from: usize, gone: &mut Member) {
        gone.rewards.sort_by_key(|reward| reward.spot);
        for reward in gone.rewards.iter_mut().filter(|reward| reward.state == State::Open) {
            let to = self.next_extra();
            self.facts.push(Fact::RewardMoved { from: reward.spot, to, kind: reward.kind });
            let first = reward.first.or(Some((from, reward.spot)));
            self.member().rewards.push(Reward { spot: to, first, ..reward.clone() });
            reward.state = State::Moved;
        }
    }

    /// The stamps in hand go on the other's card; what they earned they do not earn again.
    fn merge_stamps(&mut self, rules: &'static Variant, gone: &Member) -> u32 {
        if gone.series == 0 {
            return 0;
        }
        if self.member().series == 0 {
            self.begin(rules);
        }
        let series = self.member().series;
        let old = gone.opened.last().and_then(|(_, version)| self.model.variant(*version));
        let rewards = old.into_iter().flat_map(|old| old.rewards);
        self.earned = rewards.filter(|(at, _)| *at <= gone.count()).map(|(_, kind)| *kind).collect();
        self.give(rules, gone.count(), None);
        self.earned.clear();
        series
    }

    fn merge_term(&mut self, gone: &Member) {
        let own = self.member().term;
        let Some(other) = gone.term.filter(|other| own.is_none_or(|own| own.ends < other.ends)) else { return };
        let number = own.map_or(0, |own| own.number) + 1;
        self.member().term = Some(Term { number, ended: false, ..other });
        self.facts.push(Fact::Started { number, starts: other.starts, ends: other.ends });
        if self.member().walk_in && !gone.walk_in {
            self.member().walk_in = false;
            self.facts.push(Fact::Plain("kind_changed"));
        }
    }

    fn merge_profile(&mut self, gone: &mut Member) {
        let own = self.member();
        let before = (own.phone, own.email);
        own.other_phones.extend(own.phone.and(gone.phone));
        own.other_emails.extend(own.email.and(gone.email));
        own.other_phones.append(&mut gone.other_phones);
        own.other_emails.append(&mut gone.other_emails);
        own.phone = own.phone.or(gone.phone);
        own.email = own.email.or(gone.email);
        let changed = before != (own.phone, own.email);
        (gone.phone, gone.email) = (None, None);
        if changed {
            self.facts.push(Fact::Plain("profile_changed"));
        }
    }
}

impl Member {
    /// Gives what this operation made its place in the lists. Says how many holds are new.
    pub(super) fn name_new(&mut self, purchase: usize, holds: usize) -> usize {
        self.waits.iter_mut().filter(|id| **id == NEW).for_each(|id| *id = purchase);
        let promised = self.points.promised.iter_mut().filter(|promise| promise.purchase == NEW);
        promised.for_each(|promise| promise.purchase = purchase);
        let fresh = self.points.holds.iter_mut().filter(|hold| hold.number == NEW);
        fresh.map(|hold| hold.number = holds).count()
    }

    /// Does this number lead here?
    pub fn answers_to(&self, phone: u32) -> bool {
        self.phone == Some(phone) || self.other_phones.contains(&phone)
    }

    /// Does this address lead here?
    pub fn reads(&self, email: u32) -> bool {
        self.email == Some(email) || self.other_emails.contains(&email)
    }
}
