//! Members, their cards and their memberships.

use super::decide::{Said, Work, no};
use super::*;

impl Work<'_> {
    pub(super) fn activate(
        &mut self,
        rules: &'static Variant,
        card: CardName,
        phone: u32,
        email: Option<u32>,
        starts: Option<Day>,
        ends: Option<Day>,
    ) -> Said {
        let Some(terms) = &rules.terms else { return no("no_membership") };
        let starts = starts.unwrap_or(self.day);
        let ends = ends.unwrap_or(starts + terms.days);
        if ends < starts {
            return Err(Answer::Invalid("ends_before_start"));
        }
        let card = self.free_card(card)?;
        match self.model.members.iter().position(|member| member.answers_to(phone)) {
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
        if member.phone.is_some_and(|phone| self.model.members.iter().any(|other| other.answers_to(phone))) {
            return no("phone_taken");
        }
        self.email_is_free(member.email)?;
        self.about = Some(NEW);
        self.change.member = Some((NEW, member));
        self.facts.push(Fact::Plain("member_registered"));
        Ok(())
    }

    fn email_is_free(&self, email: Option<u32>) -> Result<(), Answer> {
        let me = self.change.member.as_ref().map(|(id, _)| *id);
        let mut others = self.model.members.iter().enumerate().filter(|(id, _)| Some(*id) != me);
        if email.is_some_and(|email| others.any(|(_, other)| other.reads(email))) {
            return no("email_taken");
        }
        Ok(())
    }

    pub(super) fn register(&mut self, phone: Option<u32>, email: Option<u32>) -> Said {
        self.newcomer(Member { phone, email, walk_in: true, ..Member::default() })?;
        Ok(None)
    }

    pub(super) fn update(&mut self, who: Who, phone: Option<u32>, email: Option<u32>) -> Said {
        let id = self.open(who)?;
        let (old_phone, old_email) = (self.member().phone, self.member().email);
        let (new_phone, new_email) = (phone.or(old_phone), email.or(old_email));
        if (new_phone, new_email) == (old_phone, old_email) {
            self.reasons.push("nothing_changed");
            return Ok(None);
        }
        let mut others = self.model.members.iter().enumerate().filter(|(other, _)| *other != id);
        if new_phone.is_some_and(|phone| others.any(|(_, other)| other.answers_to(phone))) {
            return no("phone_taken");
        }
        self.email_is_free(new_email)?;
        (self.member().phone, self.member().email) = (new_phone, new_email);
        self.plain("profile_changed")
    }

    pub(super) fn renew(&mut self, rules: &'static Variant, who: Who) -> Said {
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

    pub(super) fn block(&mut self, who: Who, blocked: bool) -> Said {
        self.open(who)?;
        if self.member().blocked == blocked {
            return no(if blocked { "member_blocked" } else { "not_blocked" });
        }
        self.member().blocked = blocked;
        self.plain(if blocked { "member_blocked" } else { "member_unblocked" })
    }

    pub(super) fn reopen(&mut self, who: Who) -> Said {
        let id = self.find(who)?;
        let member = self.model.members[id].clone();
        self.about = Some(id);
        if member.erased {
            return no("member_erased");
        }
        if !member.closed {
            return no("not_closed");
        }
        let rules = self.rules()?;
        self.change.member = Some((id, Member { closed: false, ..member }));
        self.settle(rules);
        self.plain("member_reopened")
    }

    pub(super) fn erase(&mut self, id: usize) -> Said {
        let id = self.who_is(id);
        let Some(member) = self.model.members.get(id).cloned() else { return no("member_not_found") };
        self.about = Some(id);
        if member.erased {
            self.reasons.push("nothing_changed");
            return Ok(None);
        }
        if !member.closed {
            self.open_id(id)?;
        }
        let (_, member) = self.change.member.get_or_insert((id, member));
        (member.phone, member.email) = (None, None);
        member.other_phones.clear();
        member.other_emails.clear();
        (member.closed, member.erased) = (true, true);
        self.change.erased = Some(id);
        self.plain("member_erased")
    }

    pub(super) fn replace(&mut self, who: Who, card: CardName) -> Said {
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
}
