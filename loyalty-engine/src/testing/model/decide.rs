//! What should come of each operation. Written from the specification, not from the engine.

use super::*;

type Done_ = Result<Option<Done>, Answer>;

fn no<T>(code: &'static str) -> Result<T, Answer> {
    Err(Answer::Refused(code))
}

/// One operation being worked out.
struct Work<'m> {
    model: &'m Model,
    version: usize,
    day: Day,
    change: Change,
    facts: Vec<Fact>,
    reasons: Vec<&'static str>,
}

impl Model {
    /// What should come of an operation on this day, under this version of the rules.
    pub fn decide(&self, asked: &Asked, day: Day, version: usize) -> Expected {
        let nothing = Change::default();
        if let Some((op, answer)) = asked.key.and_then(|key| self.keys.get(&key)) {
            if *op != asked.op {
                return Expected { answer: Answer::Refused("key_reused"), replay: false, change: nothing };
            }
            let replay = matches!(answer, Answer::Done(_));
            return Expected { answer: answer.clone(), replay, change: nothing };
        }
        let change = Change::default();
        let mut work = Work { model: self, version, day, change, facts: Vec::new(), reasons: Vec::new() };
        let (answer, replay) = match work.run(&asked.op) {
            Ok(Some(before)) => (Answer::Done(before), true),
            Ok(None) => (Answer::Done(work.done()), false),
            Err(answer) => (answer, false),
        };
        let mut change = match &answer {
            Answer::Done(done) if !replay && !done.facts.is_empty() && !asked.dry_run => work.change,
            _ => nothing,
        };
        if !asked.dry_run && !matches!(answer, Answer::Invalid(_)) {
            change.key = asked.key.map(|key| (key, asked.op.clone(), answer.clone()));
        }
        Expected { answer, replay, change }
    }
}

impl Work<'_> {
    fn done(&mut self) -> Done {
        self.facts.sort();
        let done = Done { facts: self.facts.clone(), reasons: self.reasons.clone() };
        // The purchase remembers what it was answered with, for whoever shows the receipt again.
        if let Some((NEW, purchase)) = &mut self.change.purchase {
            purchase.answer = done.clone();
        }
        done
    }

    fn run(&mut self, op: &Op) -> Done_ {
        if let Op::Publish { variant } = op {
            return self.publish(*variant);
        }
        let rules = self.rules()?;
        match op {
            Op::Publish { .. } => Ok(None),
            Op::Issue { numbers } => self.issue(numbers),
            Op::IssueSome { count } => self.issue_some(*count),
            Op::Activate { card, phone, email, starts, ends } => {
                self.activate(rules, *card, phone.phone, *email, *starts, *ends)
            }
            Op::Register { phone, email } => self.register(phone.map(|phone| phone.phone), *email),
            Op::Update { who, phone, email } => self.update(*who, phone.map(|phone| phone.phone), *email),
            Op::Renew { who } => self.renew(rules, *who),
            Op::Block { who } => self.block(*who, true),
            Op::Unblock { who } => self.block(*who, false),
            Op::Replace { who, card } => self.replace(*who, *card),
            Op::Close { who } => {
                self.open(*who)?;
                self.member().closed = true;
                self.plain("member_closed")
            }
            Op::Purchase { who, amount, outlet, receipt } => self.purchase(rules, *who, *amount, *outlet, *receipt),
            Op::Void { bought } => self.void(*bought),
            Op::Redeem { who, want, on } => self.redeem(rules, *who, *want, *on),
            Op::Undo { member, spot } => self.undo(rules, *member, *spot),
            Op::Settle { who } => {
                self.open(*who)?;
                if self.facts.is_empty() {
                    self.reasons.push("nothing_due");
                }
                Ok(None)
            }
        }
    }

    fn rules(&self) -> Result<&'static Variant, Answer> {
        self.model.variant(self.version).ok_or(Answer::Refused("unknown_program"))
    }

    fn plain(&mut self, fact: &'static str) -> Done_ {
        self.facts.push(Fact::Plain(fact));
        Ok(None)
    }

    fn publish(&mut self, variant: usize) -> Done_ {
        if self.model.rules.last() == Some(&variant) {
            self.reasons.push("rules_unchanged");
            return Ok(None);
        }
        self.change.rules = Some(variant);
        self.plain("rules_published")
    }

    fn issue(&mut self, numbers: &[u32]) -> Done_ {
        for (at, number) in numbers.iter().enumerate() {
            if self.model.card(*number).is_some() || numbers[..at].contains(number) {
                return no("card_number_taken");
            }
        }
        self.change.issued = numbers.iter().map(|number| Some(*number)).collect();
        numbers.iter().for_each(|_| self.facts.push(Fact::Plain("card_issued")));
        Ok(None)
    }

    fn issue_some(&mut self, count: u32) -> Done_ {
        self.change.issued = (0..count).map(|_| None).collect();
        (0..count).for_each(|_| self.facts.push(Fact::Plain("card_issued")));
        Ok(None)
    }

    fn activate(
        &mut self,
        rules: &'static Variant,
        card: CardName,
        phone: u32,
        email: Option<u32>,
        starts: Option<Day>,
        ends: Option<Day>,
    ) -> Done_ {
        let Some(terms) = &rules.terms else { return no("no_membership") };
        let starts = starts.unwrap_or(self.day);
        let ends = ends.unwrap_or(starts + terms.days);
        if ends < starts {
            return Err(Answer::Invalid("ends_before_start"));
        }
        let card = self.free_card(card)?;
        match self.model.members.iter().position(|member| member.phone == Some(phone)) {
            Some(id) => self.come_back(id, email)?,
            None => self.newcomer(Member { phone: Some(phone), email, ..Member::default() })?,
        }
        self.assign(card);
        let number = self.member().term.map_or(0, |term| term.number) + 1;
        self.member().term = Some(Term { number, card, starts, ends, ended: false });
        self.facts.push(Fact::Started { number, starts, ends });
        self.begin(rules);
        if rules.at_activation > 0 && !rules.active {
            self.reasons.push("program_paused");
            return Ok(None);
        }
        self.give(rules, rules.at_activation, None);
        Ok(None)
    }

    /// Somebody known gets a membership again.
    fn come_back(&mut self, id: usize, email: Option<u32>) -> Result<(), Answer> {
        self.open_id(id)?;
        let day = self.day;
        if self.member().blocked {
            return no("member_blocked");
        }
        if self.member().term.is_some_and(|term| day <= term.ends) {
            return no("already_active");
        }
        if self.member().email.is_none() && email.is_some() {
            self.email_is_free(email)?;
            self.member().email = email;
            self.facts.push(Fact::Plain("profile_changed"));
        }
        if self.member().walk_in {
            self.member().walk_in = false;
            self.facts.push(Fact::Plain("kind_changed"));
        }
        Ok(())
    }

    fn newcomer(&mut self, member: Member) -> Result<(), Answer> {
        if member.phone.is_some() && self.model.members.iter().any(|other| other.phone == member.phone) {
            return no("phone_taken");
        }
        self.email_is_free(member.email)?;
        self.change.member = Some((NEW, member));
        self.facts.push(Fact::Plain("member_registered"));
        Ok(())
    }

    fn email_is_free(&self, email: Option<u32>) -> Result<(), Answer> {
        let me = self.change.member.as_ref().map(|(id, _)| *id);
        let mut others = self.model.members.iter().enumerate().filter(|(id, _)| Some(*id) != me);
        if email.is_some() && others.any(|(_, other)| other.email == email) {
            return no("email_taken");
        }
        Ok(())
    }

    fn register(&mut self, phone: Option<u32>, email: Option<u32>) -> Done_ {
        self.newcomer(Member { phone, email, walk_in: true, ..Member::default() })?;
        Ok(None)
    }

    fn update(&mut self, who: Who, phone: Option<u32>, email: Option<u32>) -> Done_ {
        let id = self.open(who)?;
        let (old_phone, old_email) = (self.member().phone, self.member().email);
        let (new_phone, new_email) = (phone.or(old_phone), email.or(old_email));
        if (new_phone, new_email) == (old_phone, old_email) {
            self.reasons.push("nothing_changed");
            return Ok(None);
        }
        let mut others = self.model.members.iter().enumerate().filter(|(other, _)| *other != id);
        if new_phone.is_some() && others.any(|(_, other)| other.phone == new_phone) {
            return no("phone_taken");
        }
        self.email_is_free(new_email)?;
        (self.member().phone, self.member().email) = (new_phone, new_email);
        self.plain("profile_changed")
    }

    fn renew(&mut self, rules: &'static Variant, who: Who) -> Done_ {
        self.open(who)?;
        if self.member().blocked {
            return no("member_blocked");
        }
        let (Some(terms), Some(term)) = (&rules.terms, self.member().term) else { return no("no_membership") };
        let first = self.day.max(term.ends + 1);
        let number = term.number + 1;
        // Renewed without a gap it is one membership that goes on.
        let starts = if first > term.ends + 1 { first } else { term.starts };
        self.member().term = Some(Term { number, starts, ends: first + terms.days, ended: false, ..term });
        self.facts.push(Fact::Renewed { number, starts: first, ends: first + terms.days });
        if !terms.keep_stamps {
            self.begin(rules);
        }
        Ok(None)
    }

    fn block(&mut self, who: Who, blocked: bool) -> Done_ {
        self.open(who)?;
        if self.member().blocked == blocked {
            return no(if blocked { "member_blocked" } else { "not_blocked" });
        }
        self.member().blocked = blocked;
        self.plain(if blocked { "member_blocked" } else { "member_unblocked" })
    }

    fn replace(&mut self, who: Who, card: CardName) -> Done_ {
        self.open(who)?;
        if self.member().blocked {
            return no("member_blocked");
        }
        let Some(term) = self.member().term else { return no("no_membership") };
        let new = self.free_card(card)?;
        let lost = Card { replaced: true, ..self.model.cards[term.card].clone() };
        self.change.cards.push((term.card, lost));
        self.assign(new);
        self.member().term = Some(Term { card: new, ..term });
        self.facts.extend([Fact::Plain("card_replaced"), Fact::Plain("membership_card_changed")]);
        Ok(None)
    }

    fn free_card(&self, name: CardName) -> Result<usize, Answer> {
        let Some(at) = self.model.card(name.number) else { return no("card_not_found") };
        match &self.model.cards[at] {
            Card { replaced: true, .. } => no("card_replaced"),
            Card { member: Some(_), .. } => no("card_assigned"),
            _ => Ok(at),
        }
    }

    fn assign(&mut self, card: usize) {
        let owner = self.change.member.as_ref().map(|(id, _)| *id);
        self.change.cards.push((card, Card { member: owner, ..self.model.cards[card].clone() }));
        self.facts.push(Fact::Plain("card_assigned"));
    }

    fn purchase(
        &mut self,
        rules: &'static Variant,
        who: Option<Who>,
        amount: u32,
        outlet: Option<u32>,
        receipt: Option<u32>,
    ) -> Done_ {
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

    fn void(&mut self, bought: Bought) -> Done_ {
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

    fn redeem(&mut self, rules: &'static Variant, who: Who, want: Want, on: Option<Bought>) -> Done_ {
        let id = self.open(who)?;
        self.in_good_standing(rules)?;
        let used_on = on.map(|bought| self.usable(bought, id)).transpose()?;
        let spot = match want {
            Want::Kind(kind) => match self.member().open().iter().find(|reward| reward.kind == kind) {
                Some(reward) => reward.spot,
                None if rules.kind(kind).is_some() => return no("no_reward"),
                None => return no("unknown_reward"),
            },
            Want::Exactly { member, spot } => self.exactly(id, member, spot)?,
        };
        let day = self.day;
        let Some(reward) = self.reward(spot) else { return no("unknown_reward") };
        (reward.state, reward.redeemed, reward.used_on) = (State::Redeemed, Some(day), used_on);
        let kind = reward.kind;
        self.facts.push(Fact::Redeemed { spot, kind });
        Ok(None)
    }

    fn in_good_standing(&mut self, rules: &Variant) -> Result<(), Answer> {
        let day = self.day;
        if self.member().blocked {
            return no("member_blocked");
        }
        match (&rules.terms, self.member().term) {
            (None, _) => Ok(()),
            (Some(_), None) => no("no_membership"),
            (Some(_), Some(term)) if day > term.ends => no("membership_expired"),
            (Some(_), Some(term)) if day < term.starts => no("membership_not_started"),
            _ => Ok(()),
        }
    }

    fn usable(&self, bought: Bought, member: usize) -> Result<usize, Answer> {
        let Some(id) = self.bought(bought) else { return no("purchase_not_found") };
        match &self.model.purchases[id] {
            Purchase { member: Some(buyer), .. } if *buyer != member => no("purchase_not_found"),
            Purchase { voided: true, .. } => no("purchase_state"),
            _ => Ok(id),
        }
    }

    fn exactly(&mut self, id: usize, member: usize, spot: Spot) -> Result<Spot, Answer> {
        match self.reward(spot).filter(|_| id == member).map(|reward| reward.state) {
            None => no("unknown_reward"),
            Some(State::Open) => Ok(spot),
            Some(State::Redeemed) => no("reward_redeemed"),
            Some(State::Lapsed | State::TakenBack) => no("reward_lapsed"),
        }
    }

    fn undo(&mut self, rules: &'static Variant, member: usize, spot: Spot) -> Done_ {
        let found = self.model.members.get(member).and_then(|m| m.rewards.iter().find(|reward| reward.spot == spot));
        let Some(reward) = found else { return no("unknown_reward") };
        let (State::Redeemed, Some(redeemed)) = (reward.state, reward.redeemed) else {
            return no("reward_not_redeemed");
        };
        let within = rules.kind(reward.kind).and_then(|kind| kind.undo);
        if within.is_some_and(|days| self.day > redeemed + days) {
            return no("undo_too_late");
        }
        self.open_id(member)?;
        if let Some(reward) = self.reward(spot) {
            (reward.state, reward.redeemed, reward.used_on) = (State::Open, None, None);
        }
        self.facts.push(Fact::Returned { spot, kind: reward.kind });
        self.settle(rules);
        Ok(None)
    }

    fn member(&mut self) -> &mut Member {
        // Nothing asks before a member was opened; a blank one would differ from the engine's at once.
        &mut self.change.member.get_or_insert_with(|| (NEW, Member::default())).1
    }

    fn reward(&mut self, spot: Spot) -> Option<&mut Reward> {
        self.member().rewards.iter_mut().find(|reward| reward.spot == spot)
    }

    fn bought(&self, bought: Bought) -> Option<usize> {
        match bought {
            Bought::Id(id) => Some(id).filter(|id| *id < self.model.purchases.len()),
            Bought::Receipt { outlet, number } => self.model.receipt(outlet, number),
        }
    }

    /// Who is meant, whether or not the card still works.
    fn whose(&self, who: Who) -> Option<usize> {
        let by = |fits: &dyn Fn(&Member) -> bool| self.model.members.iter().position(fits);
        match who {
            Who::Id(id) => Some(id).filter(|id| *id < self.model.members.len()),
            Who::Phone(dialled) => by(&|member| member.phone == Some(dialled.phone)),
            Who::Email(email) => by(&|member| member.email == Some(email)),
            Who::Card(name) => self.model.card(name.number).and_then(|at| self.model.cards[at].member),
        }
    }

    /// Finds a member and brings them up to this day.
    fn open(&mut self, who: Who) -> Result<usize, Answer> {
        if let Who::Card(name) = who {
            match self.model.card(name.number).map(|at| &self.model.cards[at]) {
                None => return no("card_not_found"),
                Some(Card { replaced: true, .. }) => return no("card_replaced"),
                Some(_) => {}
            }
        }
        let Some(id) = self.whose(who) else { return no("member_not_found") };
        self.open_id(id)?;
        Ok(id)
    }

    fn open_id(&mut self, id: usize) -> Result<(), Answer> {
        let member = &self.model.members[id];
        if member.closed {
            return no("member_closed");
        }
        self.change.member = Some((id, member.clone()));
        let rules = self.rules()?;
        self.settle(rules);
        Ok(())
    }

    /// What time has done: rewards run out, memberships end, and what hangs on them lapses.
    fn settle(&mut self, rules: &Variant) {
        let day = self.day;
        let member = &mut self.change.member.get_or_insert_with(|| (NEW, Member::default())).1;
        let over = member.term.is_some_and(|term| day > term.ends);
        let lapse_all = over && rules.terms.as_ref().is_none_or(|terms| !terms.keep_rewards);
        for reward in member.rewards.iter_mut().filter(|reward| reward.state == State::Open) {
            if lapse_all || reward.until.is_some_and(|until| day > until) {
                reward.state = State::Lapsed;
                self.facts.push(Fact::Lapsed { spot: reward.spot, kind: reward.kind });
            }
        }
        if let Some(term) = member.term.as_mut().filter(|term| over && !term.ended) {
            term.ended = true;
            self.facts.push(Fact::Ended { day: term.ends });
        }
    }

    /// Starts afresh with cycle 1.
    fn begin(&mut self, rules: &Variant) {
        let version = self.version;
        let member = self.member();
        member.series += 1;
        member.opened = vec![(1, version)];
        let series = member.series;
        self.facts.push(Fact::Opened { series, cycle: 1, of: rules.per_cycle });
    }

    fn give(&mut self, rules: &Variant, count: u32, purchase: Option<usize>) {
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

    fn earn(&mut self, spot: Spot, kind: &'static str, until: Option<Day>) {
        let member = self.member();
        member.rewards.retain(|reward| reward.spot != spot);
        member.rewards.push(Reward { spot, kind, until, state: State::Open, redeemed: None, used_on: None });
        self.facts.push(Fact::Earned { spot, kind, until });
    }
}
