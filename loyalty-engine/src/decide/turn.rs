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

/// One command's turn.
pub(crate) struct Turn<'a> {
    pub(crate) draft: &'a mut Draft,
    pub(crate) actor: &'a Actor,
    pub(crate) at: Moment,
    pub(crate) ids: Ids,
    today: Option<Date>,
    posted: Option<Posted>,
    published: Option<Arc<Rules>>,
}

impl<'a> Turn<'a> {
    pub(super) fn new(draft: &'a mut Draft, actor: &'a Actor, at: Moment, ids: Ids) -> Turn<'a> {
        let today = draft.book.newest().map(|rules| rules.program.zone.date(at));
        Turn { draft, actor, at, ids, today, posted: None, published: None }
    }

    pub(super) fn finish(self) -> Result<(Posted, Option<Arc<Rules>>), Error> {
        let posted = self.posted.ok_or_else(|| Error::broken("an operation ended without a log"))?;
        Ok((posted, self.published))
    }

    /// The rules in force.
    pub(crate) fn rules(&self) -> Result<Arc<Rules>, Error> {
        self.draft.book.newest().cloned().ok_or_else(|| Refusal::UnknownProgram.into())
    }

    /// The day it is for the program.
    pub(crate) fn today(&self) -> Result<Date, Error> {
        self.today.ok_or_else(|| Refusal::UnknownProgram.into())
    }

    /// Opens the log that this turn writes to.
    pub(crate) fn log(&mut self, subject: Subject) {
        self.posted = Some(self.draft.begin(subject, self.at));
    }

    /// Lets an event happen.
    pub(crate) fn post(&mut self, event: Event) -> Result<(), Error> {
        let posted = self.posted.as_mut().ok_or_else(|| Error::broken("an event without a log"))?;
        self.draft.post(posted, event)
    }

    /// Says why something did not happen.
    pub(crate) fn explain(&mut self, reason: Reason) {
        if let Some(posted) = &mut self.posted {
            posted.reasons.push(reason);
        }
    }

    /// Has nothing happened so far?
    pub(crate) fn is_quiet(&self) -> bool {
        self.posted.as_ref().is_none_or(|posted| posted.events.is_empty())
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
        self.open_member_by_id(id)?;
        Ok(id)
    }

    /// Opens a member's log and brings the member up to now.
    pub(crate) fn open_member_by_id(&mut self, id: MemberId) -> Result<(), Error> {
        if self.draft.member(id).ok_or(Refusal::MemberNotFound)?.closed {
            return Err(Refusal::MemberClosed.into());
        }
        self.log(Subject::Member(id));
        settle(self, id)
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
