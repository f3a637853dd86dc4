//! What should come of each operation. Written from the specification, not from the engine.

use super::*;

/// Nothing more to say, or what was answered before; or why not.
pub(super) type Said = Result<Option<Done>, Answer>;

pub(super) fn no<T>(code: &'static str) -> Result<T, Answer> {
    Err(Answer::Refused(code))
}

/// One operation being worked out.
pub(super) struct Work<'m> {
    pub(super) model: &'m Model,
    pub(super) version: usize,
    pub(super) day: Day,
    pub(super) now: i64,
    pub(super) change: Change,
    /// In whose log it is answered.
    pub(super) about: Option<usize>,
    pub(super) facts: Vec<Fact>,
    /// What happens to somebody else.
    pub(super) others: Vec<Fact>,
    /// Rewards that stamps from another card have earned there.
    pub(super) earned: Vec<&'static str>,
    pub(super) reasons: Vec<&'static str>,
}

impl Model {
    /// What should come of an operation at this moment, under this version of the rules.
    pub fn decide(&self, asked: &Asked, now: Now, version: usize) -> Expected {
        let nothing = Change::default();
        let others = Vec::new();
        if let Some(known) = asked.key.and_then(|key| self.keys.get(&key)) {
            let Some(known) = known.as_ref().filter(|known| known.op == asked.op) else {
                return Expected { answer: Answer::Refused("key_reused"), replay: false, change: nothing, others };
            };
            let replay = matches!(known.answer, Answer::Done(_));
            return Expected { answer: known.answer.clone(), replay, change: nothing, others };
        }
        let change = Change::default();
        let (Now { micros: now, day }, earned) = (now, Vec::new());
        let (facts, reasons, about) = (Vec::new(), Vec::new(), None);
        let mut work = Work { model: self, version, day, now, change, about, facts, others, earned, reasons };
        let (answer, replay) = match work.run(&asked.op) {
            Ok(Some(before)) => (Answer::Done(before), true),
            Ok(None) => (Answer::Done(work.done()), false),
            Err(answer) => (answer, false),
        };
        // Whoever was about to be made and was not is nobody, and so is whoever was erased.
        let about = work.about.filter(|id| match self.members.get(*id) {
            None => matches!(answer, Answer::Done(_)),
            Some(member) => !member.erased && work.change.erased != Some(*id),
        });
        work.others.sort();
        let others = std::mem::take(&mut work.others);
        let mut change = match &answer {
            Answer::Done(done) if !replay && !done.facts.is_empty() && !asked.dry_run => work.change,
            _ => nothing,
        };
        if !asked.dry_run && !matches!(answer, Answer::Invalid(_)) {
            let known = Known { op: asked.op.clone(), answer: answer.clone(), about };
            change.key = asked.key.map(|key| (key, known));
        }
        Expected { answer, replay, change, others }
    }
}

impl Work<'_> {
    fn done(&mut self) -> Done {
        self.facts.sort();
        let done = Done { facts: self.facts.clone(), reasons: self.reasons.clone() };
        // The purchase remembers what it was answered with, for whoever shows the receipt again.
        for (_, purchase) in self.change.purchases.iter_mut().filter(|(id, _)| *id == NEW) {
            purchase.answer = done.clone();
        }
        done
    }

    fn run(&mut self, op: &Op) -> Said {
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
            Op::Reopen { who } => self.reopen(*who),
            Op::Erase { member } => self.erase(*member),
            Op::Purchase { who, basket, begins, pay_by } => self.purchase(rules, *who, basket, *begins, *pay_by),
            Op::Redeem { who, want, on } => self.redeem(rules, *who, *want, *on),
            Op::Undo { member, spot } => self.undo(rules, *member, *spot),
            Op::Settle { who } => {
                self.open(*who)?;
                if self.facts.is_empty() {
                    self.reasons.push("nothing_due");
                }
                Ok(None)
            }
            _ => self.run_order(rules, op),
        }
    }

    fn run_order(&mut self, rules: &'static Variant, op: &Op) -> Said {
        match op {
            Op::Void { bought } => self.void(rules, *bought),
            Op::Pay { bought, receipt } => self.pay(rules, *bought, *receipt),
            Op::Complete { bought } => self.complete(rules, *bought),
            Op::Cancel { bought } => self.cancel(rules, *bought),
            Op::StandAgain { bought } => self.stand_again(rules, *bought),
            Op::Mark { bought } => self.mark(*bought),
            Op::Adopt { bought, who } => self.adopt(rules, *bought, *who),
            Op::Refund { bought, part } => self.refund(rules, *bought, part),
            Op::Exchange { bought, part, basket } => self.exchange(rules, *bought, part, basket),
            Op::Reprint { bought } => self.reprint(*bought),
            Op::Adjust { who, points } => self.adjust(rules, *who, *points),
            Op::Transfer { who, to, points } => self.transfer(rules, *who, *to, *points),
            Op::Spend { who, what } => self.spend(rules, *who, *what),
            Op::Hold { who, points, until } => self.hold(rules, *who, *points, *until),
            Op::Release { who, hold } => self.release(*who, *hold),
            Op::Buy { who, kind } => self.buy(rules, *who, kind),
            Op::Reverse { member, spot } => self.reverse(rules, *member, *spot),
            Op::Merge { who, into } => self.merge(rules, *who, *into),
            // Everything else was decided before.
            _ => Ok(None),
        }
    }

    pub(super) fn rules(&self) -> Result<&'static Variant, Answer> {
        self.model.variant(self.version).ok_or(Answer::Refused("unknown_program"))
    }

    pub(super) fn plain(&mut self, fact: &'static str) -> Said {
        self.facts.push(Fact::Plain(fact));
        Ok(None)
    }

    fn publish(&mut self, variant: usize) -> Said {
        if self.model.rules.last() == Some(&variant) {
            self.reasons.push("rules_unchanged");
            return Ok(None);
        }
        self.change.rules = Some(variant);
        self.plain("rules_published")
    }

    fn issue(&mut self, numbers: &[u32]) -> Said {
        for (at, number) in numbers.iter().enumerate() {
            if self.model.card(*number).is_some() || numbers[..at].contains(number) {
                return no("card_number_taken");
            }
        }
        self.change.issued = numbers.iter().map(|number| Some(*number)).collect();
        numbers.iter().for_each(|_| self.facts.push(Fact::Plain("card_issued")));
        Ok(None)
    }

    fn issue_some(&mut self, count: u32) -> Said {
        self.change.issued = (0..count).map(|_| None).collect();
        (0..count).for_each(|_| self.facts.push(Fact::Plain("card_issued")));
        Ok(None)
    }

    pub(super) fn member(&mut self) -> &mut Member {
        // Nothing asks before a member was opened; a blank one would differ from the engine's at once.
        &mut self.change.member.get_or_insert_with(|| (NEW, Member::default())).1
    }

    pub(super) fn bought(&self, bought: Bought) -> Option<usize> {
        match bought {
            Bought::Id(id) => Some(id).filter(|id| *id < self.model.purchases.len()),
            Bought::Receipt { outlet, number } => self.model.receipt(outlet, number),
        }
    }

    /// Who is meant, whether or not the card still works.
    pub(super) fn whose(&self, who: Who) -> Option<usize> {
        let by = |fits: &dyn Fn(&Member) -> bool| self.model.members.iter().position(fits);
        let found = match who {
            Who::Id(id) => Some(id).filter(|id| *id < self.model.members.len()),
            Who::Phone(dialled) => by(&|member| member.answers_to(dialled.phone)),
            Who::Email(email) => by(&|member| member.reads(email)),
            Who::Card(name) => self.model.card(name.number).and_then(|at| self.model.cards[at].member),
        };
        found.map(|id| self.who_is(id))
    }

    /// Finds a member and brings them up to this day.
    pub(super) fn open(&mut self, who: Who) -> Result<usize, Answer> {
        let id = self.find(who)?;
        self.open_id(id)?;
        Ok(id)
    }

    /// Finds a member, whether or not anything can be done for them.
    pub(super) fn find(&mut self, who: Who) -> Result<usize, Answer> {
        if let Who::Card(name) = who {
            match self.model.card(name.number).map(|at| &self.model.cards[at]) {
                None => return no("card_not_found"),
                Some(Card { replaced: true, .. }) => return no("card_replaced"),
                Some(_) => {}
            }
        }
        self.whose(who).ok_or(Answer::Refused("member_not_found"))
    }

    pub(super) fn open_id(&mut self, id: usize) -> Result<(), Answer> {
        let id = self.who_is(id);
        let member = &self.model.members[id];
        self.about.get_or_insert(id);
        if member.closed {
            return no(if member.erased { "member_erased" } else { "member_closed" });
        }
        self.change.member = Some((id, member.clone()));
        let rules = self.rules()?;
        self.settle(rules);
        Ok(())
    }
}
