//! Purchases, and the stamps they give.

use super::decide::{Said, Work, no};
use super::*;

impl Work<'_> {
    pub(super) fn purchase(
        &mut self,
        rules: &'static Variant,
        who: Option<Who>,
        amount: u32,
        outlet: Option<u32>,
        receipt: Option<u32>,
    ) -> Said {
        if let Some(before) = receipt.and_then(|number| self.model.receipt(outlet, number)) {
            let before = &self.model.purchases[before];
            let same_buyer = match who {
                None => before.member.is_none(),
                Some(who) => self.whose(who).is_some_and(|id| before.member == Some(id)),
            };
            let same = same_buyer && before.amount == amount;
            return if same { Ok(Some(before.answer.clone())) } else { no("key_reused") };
        }
        let member = who.map(|who| self.open(who)).transpose()?;
        let (count, why) = self.stamps_for(rules, member.is_some(), amount);
        self.reasons.extend(why);
        self.facts.push(Fact::Bought { amount });
        if member.is_some() {
            self.give(rules, count, Some(NEW));
        }
        let series = if count > 0 { self.member().series } else { 0 };
        let (day, answer) = (self.day, Done::default());
        let bought =
            Purchase { member, outlet, receipt, amount, day, voided: false, series, stamps: count, kept: 0, answer };
        self.change.purchase = Some((NEW, bought));
        Ok(None)
    }

    /// How many stamps a purchase gives, and why not more.
    fn stamps_for(&mut self, rules: &Variant, known: bool, amount: u32) -> (u32, Option<&'static str>) {
        let day = self.day;
        if !rules.active {
            return (0, Some("program_paused"));
        }
        if !known {
            return (0, Some("not_a_member"));
        }
        if self.member().blocked {
            return (0, Some("member_blocked"));
        }
        if rules.terms.is_some() {
            match self.member().term {
                None => return (0, Some("not_a_member")),
                Some(term) if day > term.ends => return (0, Some("membership_expired")),
                Some(term) if day < term.starts => return (0, Some("membership_not_started")),
                Some(_) => {}
            }
        }
        if amount < rules.min_amount {
            return (0, Some("below_minimum"));
        }
        let (mut count, mut why) = match rules.per_amount {
            None => (1, None),
            Some(most) if amount / rules.min_amount > most => (most, Some("purchase_limit")),
            Some(_) => (amount / rules.min_amount, None),
        };
        if let Some(most) = rules.per_day {
            let given = self.member().day.filter(|(on, _)| *on >= day).map_or(0, |(_, given)| given);
            let left = most.saturating_sub(given);
            if count > left {
                (count, why) = (left, Some("daily_limit"));
            }
        }
        (count, why)
    }

    pub(super) fn void(&mut self, bought: Bought) -> Said {
        let Some(id) = self.bought(bought) else { return no("purchase_not_found") };
        let purchase = &self.model.purchases[id];
        if purchase.voided {
            return no("purchase_state");
        }
        if let Some(member) = purchase.member {
            self.open_id(member)?;
        }
        self.facts.push(Fact::Plain("purchase_voided"));
        let mut kept = 0;
        for _ in 0..purchase.stamps {
            kept += u32::from(!self.take_back(purchase));
        }
        self.change.purchase = Some((id, Purchase { voided: true, kept, ..purchase.clone() }));
        Ok(None)
    }

    /// Takes the newest stamp back; false when it has to stay.
    fn take_back(&mut self, purchase: &Purchase) -> bool {
        let member = self.member();
        let newest = member.stamps.iter().rposition(|stamp| stamp.spot.series == purchase.series);
        let Some(at) = newest.filter(|_| member.series == purchase.series) else {
            return self.keep("stamp_gone");
        };
        let spot = member.stamps[at].spot;
        // One that was taken back before belongs to a stamp that stood here under older rules.
        let earned = |reward: &&mut Reward| reward.spot == spot && reward.state != State::TakenBack;
        if let Some(reward) = member.rewards.iter_mut().find(earned) {
            if reward.state != State::Open {
                return self.keep("stamp_kept");
            }
            reward.state = State::TakenBack;
            let kind = reward.kind;
            self.facts.push(Fact::TakenBack { spot, kind });
        }
        let member = self.member();
        member.stamps.remove(at);
        member.opened.retain(|(cycle, _)| *cycle <= spot.cycle);
        if let Some((_, given)) = member.day.as_mut().filter(|(on, _)| *on == purchase.day) {
            *given = given.saturating_sub(1);
        }
        self.facts.push(Fact::StampTaken(spot));
        true
    }

    fn keep(&mut self, why: &'static str) -> bool {
        self.reasons.push(why);
        self.facts.push(Fact::Plain("stamp_kept"));
        false
    }

    /// Starts afresh with cycle 1.
    pub(super) fn begin(&mut self, rules: &Variant) {
        let version = self.version;
        let member = self.member();
        member.series += 1;
        member.opened = vec![(1, version)];
        let series = member.series;
        self.facts.push(Fact::Opened { series, cycle: 1, of: rules.per_cycle });
    }

    pub(super) fn give(&mut self, rules: &Variant, count: u32, purchase: Option<usize>) {
        for _ in 0..count {
            self.make_room(rules);
            let (series, number) = (self.member().series, self.member().count() + 1);
            let (cycle, version) = self.member().opened.last().copied().unwrap_or((0, 0));
            let spot = Spot { series, cycle, number };
            self.member().stamps.push(Stamp { spot, purchase });
            self.facts.push(Fact::Stamp(spot));
            if purchase.is_some() {
                self.count_day();
            }
            let old = self.model.variant(version);
            if let Some(kind) = old.and_then(|old| old.reward_at(number)?.into()) {
                let valid = old.and_then(|old| old.kind(kind)).and_then(|kind| kind.valid);
                let until = valid.map(|days| self.day + days);
                self.earn(spot, kind, until);
            }
        }
    }

    /// Sees to it that there is a card with room for one stamp.
    fn make_room(&mut self, rules: &Variant) {
        let Some((cycle, version)) = self.member().opened.last().copied() else { return self.begin(rules) };
        let full = self.model.variant(version).map_or(0, |old| old.per_cycle);
        if self.member().count() >= full {
            let (now, series) = (self.version, self.member().series);
            self.member().opened.push((cycle + 1, now));
            self.facts.push(Fact::Opened { series, cycle: cycle + 1, of: rules.per_cycle });
        }
    }

    fn count_day(&mut self) {
        let today = self.day;
        let (on, given) = self.member().day.filter(|(on, _)| *on >= today).unwrap_or((today, 0));
        self.member().day = Some((on, given + 1));
    }
}
