//! One command's turn on the draft: what it knows, and what it lets happen.

use std::sync::Arc;

use super::draft::{Draft, Posted};
use super::expiry::settle;
use super::find::find_member;
use crate::access::Actor;
use crate::command::MemberRef;
use crate::error::{Error, Reason, Refusal};
use crate::event::{Entry, Event, Subject};
use crate::id::{Ids, MemberId, OutletId, Phone, PhoneInput};
use crate::member::Member;
use crate::rules::Rules;
use crate::store::Ask;
use crate::time::{Date, Moment};

/// How a turn ended.
pub(crate) enum Step {
    /// What happened was posted.
    Done,
    /// It had happened before; this is the entry of then.
    Replay(Arc<Entry>),
}

/// What an operation asks to see, and what is known while asking.
pub(crate) struct Asking<'a> {
    /// The question so far.
    pub(crate) ask: &'a mut Ask,
    /// The newest rules known; phones can't be read without them.
    pub(crate) rules: Option<&'a Rules>,
    /// Who asks.
    pub(crate) actor: &'a Actor,
}

/// The operation's own entry, those of others that it touched, and new rules.
pub(super) type Finished = (Posted, Vec<Posted>, Option<Arc<Rules>>);

/// One command's turn.
pub(crate) struct Turn<'a> {
    pub(crate) draft: &'a mut Draft,
    pub(crate) actor: &'a Actor,
    pub(crate) at: Moment,
    pub(crate) ids: Ids,
    today: Option<Date>,
    /// The entries being written, the operation's own first.
    posted: Vec<Posted>,
    /// The one that events go to.
    current: usize,
    published: Option<Arc<Rules>>,
}

impl<'a> Turn<'a> {
    pub(super) fn new(draft: &'a mut Draft, actor: &'a Actor, at: Moment, ids: Ids) -> Turn<'a> {
        let today = draft.book.newest().map(|rules| rules.program.zone.date(at));
        Turn { draft, actor, at, ids, today, posted: Vec::new(), current: 0, published: None }
    }

    /// The operation's own entry, those of others that it touched, and new rules.
    pub(super) fn finish(self) -> Result<Finished, Error> {
        let mut posted = self.posted.into_iter();
        let own = posted.next().ok_or_else(|| Error::broken("an operation ended without a log"))?;
        Ok((own, posted.collect(), self.published))
    }

    /// The rules in force.
    pub(crate) fn rules(&self) -> Result<Arc<Rules>, Error> {
        self.draft.book.newest().cloned().ok_or_else(|| Refusal::UnknownProgram.into())
    }

    /// The day it is for the program.
    pub(crate) fn today(&self) -> Result<Date, Error> {
        self.today.ok_or_else(|| Refusal::UnknownProgram.into())
    }

    /// Opens a log: events go there from now on. The first one opened is the operation's own.
    pub(crate) fn log(&mut self, subject: Subject) {
        let known = self.posted.iter().position(|posted| posted.subject == subject);
        self.current = known.unwrap_or(self.posted.len());
        if known.is_none() {
            self.posted.push(self.draft.begin(subject, self.at));
        }
    }

    /// Lets an event happen.
    pub(crate) fn post(&mut self, event: Event) -> Result<(), Error> {
        let posted = self.posted.get_mut(self.current).ok_or_else(|| Error::broken("an event without a log"))?;
        self.draft.post(posted, event)
    }

    /// Says why something did not happen.
    pub(crate) fn explain(&mut self, reason: Reason) {
        if let Some(own) = self.posted.first_mut() {
            own.reasons.push(reason);
        }
    }

    /// The same, unless that was just said.
    pub(crate) fn explain_once(&mut self, reason: Reason) {
        if self.posted.first().is_none_or(|own| own.reasons.last() != Some(&reason)) {
            self.explain(reason);
        }
    }

    /// The member in whose log this turn writes.
    pub(super) fn member_at_hand(&self) -> Option<MemberId> {
        match self.posted.first()?.subject {
            Subject::Member(id) => Some(id),
            Subject::Program | Subject::Purchase(_) => None,
        }
    }

    /// Has nothing happened so far?
    pub(crate) fn is_quiet(&self) -> bool {
        self.posted.iter().all(|posted| posted.events.is_empty())
    }

    /// Keeps new rules until their entry is written.
    pub(crate) fn publish(&mut self, rules: Arc<Rules>) {
        self.published = Some(rules);
    }

    /// A member as it stands.
    pub(crate) fn member(&self, id: MemberId) -> Result<&Member, Error> {
        self.draft.member(id).ok_or_else(|| Error::broken(format!("member {id} was not loaded")))
    }

    /// Finds a member by what is at hand, opens the log and brings the member up to now.
    pub(crate) fn open_member(&mut self, member: &MemberRef) -> Result<MemberId, Error> {
        let rules = self.rules()?;
        let id = find_member(self.draft, member, &rules)?;
        self.open_member_by_id(id)
    }

    /// Opens a member's log and brings the member up to now. Says who the member is by now.
    pub(crate) fn open_member_by_id(&mut self, id: MemberId) -> Result<MemberId, Error> {
        let id = self.draft.who_is(id);
        let member = self.draft.member(id).ok_or(Refusal::MemberNotFound)?;
        let (closed, erased) = (member.closed, member.erased);
        self.log(Subject::Member(id));
        if closed {
            return Err(if erased { Refusal::MemberErased } else { Refusal::MemberClosed }.into());
        }
        settle(self, id)?;
        Ok(id)
    }

    /// The phone a person gave, in E.164.
    pub(crate) fn phone(&self, input: &PhoneInput) -> Result<Phone, Error> {
        let rules = self.rules()?;
        read_phone("phone", input, &rules)
    }

    /// Where something happened: as told, or where the actor works.
    pub(crate) fn outlet(&self, told: Option<&OutletId>) -> Option<OutletId> {
        told.or(self.actor.outlet.as_ref()).cloned()
    }
}

/// Reads a phone number by the program's region, naming the field it came in.
pub(crate) fn read_phone(field: &str, input: &PhoneInput, rules: &Rules) -> Result<Phone, Error> {
    crate::phone::normalise(input, rules.program.phone_region).map_err(|code| Error::invalid(field, code))
}
