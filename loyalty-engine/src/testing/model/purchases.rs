//! Purchases, and the stamps they give.

use super::decide::{Said, Work, no};
use super::orders::split;
use super::*;

impl Work<'_> {
    pub(super) fn purchase(
        &mut self,
        rules: &'static Variant,
        who: Option<Who>,
        basket: &Basket,
        begins: Begins,
        pay_by: Option<i64>,
    ) -> Said {
        if basket.points == Some(0) {
            return Err(Answer::Invalid("zero"));
        }
        let pay_by = match (begins, pay_by) {
            (Begins::Pending, Some(by)) if by <= self.now => return Err(Answer::Invalid("ends_before_start")),
            (Begins::Pending, by) => Some(by.unwrap_or(self.now + rules.orders.pay_minutes * 60_000_000)),
            (_, Some(_)) => return Err(Answer::Invalid("unknown_field")),
            (_, None) => None,
        };
        if let Some(before) = basket.receipt.and_then(|number| self.model.receipt(basket.outlet, number)) {
            return self.bought_before(&self.model.purchases[before], who, basket);
        }
        if basket.points.is_some() && who.is_none() {
            return Err(Answer::Invalid("missing"));
        }
        who.map(|who| self.open(who)).transpose()?;
        self.record(rules, basket, begins, pay_by)?;
        Ok(None)
    }

    fn bought_before(&mut self, before: &Purchase, who: Option<Who>, basket: &Basket) -> Said {
        let same_buyer = match (who, before.member) {
            (None, buyer) => buyer.is_none(),
            (Some(who), Some(buyer)) => self.whose(who) == Some(self.who_is(buyer)),
            (Some(_), None) => false,
        };
        let same = same_buyer && before.bill() == basket.amount && before.lines == basket.lines;
        self.about = before.member.filter(|_| same);
        if same { Ok(Some(before.answer.clone())) } else { no("key_reused") }
    }

    /// Writes a purchase down, for whoever is at hand.
    pub(super) fn record(
        &mut self,
        rules: &'static Variant,
        basket: &Basket,
        begins: Begins,
        pay_by: Option<i64>,
    ) -> Result<(), Answer> {
        let spent = self.pay_with_points(rules, basket)?;
        let amount = basket.amount - spent.as_ref().map_or(0, |spent| spent.value);
        self.facts.push(Fact::Bought { amount });
        if let Some(Spent { points, value, parts, .. }) = &spent {
            self.points().remove(parts);
            self.facts.push(Fact::Paid { what: "spent", points: *points, value: *value });
        }
        let stage = match begins {
            Begins::Pending => Stage::Pending,
            Begins::Paid => Stage::Paid,
            Begins::Completed => Stage::Completed,
        };
        let nets: Vec<u64> = basket.lines.iter().map(|(units, price)| u64::from(*units) * price).collect();
        let order = Purchase {
            member: self.change.member.as_ref().map(|(id, _)| *id),
            outlet: basket.outlet,
            receipt: basket.receipt,
            amount,
            lines: basket.lines.clone(),
            shares: split(basket.amount, &nets),
            day: self.day,
            stage,
            stood: stage,
            pay_by,
            counted: None,
            version: self.version,
            back: Back { amount: 0, units: vec![0; basket.lines.len()] },
            series: 0,
            stamps: 0,
            kept: 0,
            given: None,
            spent,
            reprints: 0,
            answer: Done::default(),
        };
        self.change.purchases.push((NEW, order));
        let today = self.day;
        match pay_by {
            Some(until) => self.wait(NEW, until)?,
            None => self.count(rules, NEW, today),
        }
        Ok(())
    }

    /// From now on a purchase counts: spending, level, stamps and points.
    pub(super) fn count(&mut self, rules: &'static Variant, id: usize, on: Day) {
        let me = self.change.member.as_ref().map(|(id, _)| *id);
        let (judged, amount) = (self.judged(id), self.order(id).amount);
        if me.is_some() {
            let order = self.order(id);
            (order.counted, order.member) = (Some(on), me);
            self.facts.push(Fact::Counted { spent: i64::try_from(amount).unwrap_or(0) });
            self.refresh(rules);
        }
        let (count, why) = self.stamps_for((rules, judged), me.is_some(), amount);
        self.reasons.extend(why);
        if me.is_some() && count > 0 {
            self.give(rules, count, Some(id));
            let series = self.member().series;
            let order = self.order(id);
            (order.series, order.stamps) = (series, order.stamps + count);
        }
        self.give_points(rules, judged, id);
    }

    /// What keeps the buyer from any stamp and any point.
    fn hindrance(&mut self, rules: &Variant, known: bool) -> Option<&'static str> {
        let day = self.day;
        if !rules.active {
            return Some("program_paused");
        }
        if !known {
            return Some("not_a_member");
        }
        if self.member().blocked {
            return Some("member_blocked");
        }
        rules.terms.as_ref()?;
        match self.member().term {
            None => Some("not_a_member"),
            Some(term) if day > term.ends => Some("membership_expired"),
            Some(term) if day < term.starts => Some("membership_not_started"),
            Some(_) => None,
        }
    }

    /// How many stamps a purchase gives, and why not more.
    fn stamps_for(
        &mut self,
        (newest, rules): (&Variant, &Variant),
        known: bool,
        amount: u64,
    ) -> (u32, Option<&'static str>) {
        let day = self.day;
        if let Some(why) = self.hindrance(rules, known) {
            return (0, Some(why));
        }
        if amount < rules.min_amount.into() {
            return (0, Some("below_minimum"));
        }
        let mut count = rules.stamps(amount);
        let mut why = rules
            .per_amount
            .filter(|most| amount / u64::from(rules.min_amount) > u64::from(*most))
            .map(|_| "purchase_limit");
        if let Some(most) = rules.per_day {
            let given = self.member().day.filter(|(on, _)| *on >= day).map_or(0, |(_, given)| given);
            let left = most.saturating_sub(given);
            if count > left {
                (count, why) = (left, Some("daily_limit"));
            }
        }
        if rules.drops {
            let room = self.room(newest);
            if count > room {
                (count, why) = (room, Some("card_full"));
            }
        }
        (count, why)
    }

    fn give_points(&mut self, rules: &'static Variant, judged: &'static Variant, id: usize) {
        let Some(points) = &judged.points else { return };
        let known = self.change.member.is_some();
        if let Some(why) = self.hindrance(judged, known) {
            // The stamps were kept back for the same reason, and said so.
            if self.reasons.last() != Some(&why) {
                self.reasons.push(why);
            }
            return;
        }
        let (amount, shares, stage) = (self.order(id).amount, self.order(id).shares.clone(), self.order(id).stage);
        if amount < points.min_amount {
            let said = u64::from(judged.min_amount) == points.min_amount;
            if !said || self.reasons.last() != Some(&"below_minimum") {
                self.reasons.push("below_minimum");
            }
            return;
        }
        let full = amount * self.multiplier(judged) / points.per;
        let most = points.per_purchase.map_or(full, |most| full.min(most));
        let count = most.min(self.left_today(points.per_day));
        self.reasons.extend((most < full).then_some("points_limit"));
        self.reasons.extend((count < most).then_some("points_daily_limit"));
        if count == 0 {
            return;
        }
        let shares = split(count, &split(most, &split(amount, &shares)));
        self.order(id).given = Some(Given { points: count, taken: 0, shares, lot: None, until: None });
        let today = self.day;
        let from = match points.wait {
            Some(Wait::Completed) if stage != Stage::Completed => None,
            Some(Wait::Days(days)) => Some(today + days),
            _ => return self.earn_points(rules, id, count, today),
        };
        self.points().promised.push(Promise { purchase: id, points: count, from });
        self.facts.push(Fact::Promised { what: "promised", points: count, from });
    }

    /// How many points purchases can earn today.
    fn left_today(&mut self, most: Option<u64>) -> u64 {
        let today = self.day;
        let earned = self.points().day.filter(|(on, _)| *on >= today).map_or(0, |(_, points)| points);
        most.map_or(u64::MAX, |most| most.saturating_sub(earned))
    }

    /// By what the level multiplies points, where the rules know the level.
    fn multiplier(&mut self, rules: &Variant) -> u64 {
        let name = self.member().level.and_then(|(_, level)| level);
        rules.levels.iter().find(|level| Some(level.name) == name).map_or(1, |level| level.times)
    }

    /// The run of cycles on which stamps of a purchase stand by now; 0 where they stand nowhere.
    fn series_now(&self, buyer: Option<usize>, series: u32) -> u32 {
        match buyer.and_then(|buyer| self.someone(buyer)).and_then(|buyer| Some((buyer.series, buyer.merged?))) {
            None => series,
            Some((in_hand, (into, went))) if in_hand == series && went > 0 => self.series_now(Some(into), went),
            Some(_) => 0,
        }
    }

    /// Takes the newest stamp back; false when it has to stay.
    pub(super) fn take_back(&mut self, purchase: &Purchase) -> bool {
        let series = self.series_now(purchase.member, purchase.series);
        let member = self.member();
        let newest = member.stamps.iter().rposition(|stamp| stamp.spot.series == series);
        let Some(at) = newest.filter(|_| member.series == series) else {
            return self.keep("stamp_gone");
        };
        let spot = member.stamps[at].spot;
        let version = member.opened.iter().find(|(cycle, _)| *cycle == spot.cycle).map_or(0, |(_, version)| *version);
        // What the place earns by the rules of its card must be there to be taken.
        if self.model.variant(version).is_some_and(|rules| rules.reward_at(spot.number).is_some()) {
            let Some(reward) = self.reward(spot).filter(|reward| reward.state == State::Open) else {
                return self.keep("stamp_kept");
            };
            reward.state = State::TakenBack;
            let kind = reward.kind;
            self.facts.push(Fact::TakenBack { spot, kind });
        }
        let member = self.member();
        member.stamps.remove(at);
        member.opened.retain(|(cycle, _)| *cycle <= spot.cycle);
        let counted = purchase.counted.unwrap_or(purchase.day);
        if let Some((_, given)) = member.day.as_mut().filter(|(on, _)| *on == counted) {
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
                if let Some(before) = self.earned.iter().position(|earned| *earned == kind) {
                    self.earned.remove(before);
                    continue;
                }
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

    /// Stamps that the card has room for, or the one that is opened when it is full.
    fn room(&mut self, rules: &Variant) -> u32 {
        let version = self.member().opened.last().map(|(_, version)| *version);
        let full = version.and_then(|version| self.model.variant(version)).map_or(0, |old| old.per_cycle);
        let left = full - self.member().count().min(full);
        if left > 0 { left } else { rules.per_cycle }
    }

    fn count_day(&mut self) {
        let today = self.day;
        let (on, given) = self.member().day.filter(|(on, _)| *on >= today).unwrap_or((today, 0));
        self.member().day = Some((on, given + 1));
    }
}
