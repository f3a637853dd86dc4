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
    pub(super) change: Change,
    pub(super) facts: Vec<Fact>,
    pub(super) reasons: Vec<&'static str>,
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
        match who {
            Who::Id(id) => Some(id).filter(|id| *id < self.model.members.len()),
            Who::Phone(dialled) => by(&|member| member.phone == Some(dialled.phone)),
            Who::Email(email) => by(&|member| member.email == Some(email)),
            Who::Card(name) => self.model.card(name.number).and_then(|at| self.model.cards[at].member),
        }
    }

    /// Finds a member and brings them up to this day.
    pub(super) fn open(&mut self, who: Who) -> Result<usize, Answer> {
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

    pub(super) fn open_id(&mut self, id: usize) -> Result<(), Answer> {
        let member = &self.model.members[id];
        if member.closed {
            return no("member_closed");
        }
        self.change.member = Some((id, member.clone()));
        let rules = self.rules()?;
        self.settle(rules);
        Ok(())
    }
}
