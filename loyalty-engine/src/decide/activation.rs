//! Activation: a card gets its owner, and the owner a membership, a first card of stamps and what that gives.

use super::Operation;
use super::find::{ask_card, find_free_card};
use super::stamping::{begin_series, give_stamps};
use super::turn::{Asking, Step, Turn, read_phone};
use crate::command::Activate;
use crate::error::{Error, ProblemCode, Reason, Refusal};
use crate::event::{Event, Subject};
use crate::id::{MemberId, Phone};
use crate::member::{MemberKind, MembershipStatus, Profile, ProfileField};
use crate::record::{Handle, Owner};
use crate::rules::{MembershipRules, Rules};
use crate::time::Date;

impl Operation for Activate {
    fn ask(&self, asking: &mut Asking<'_>) -> Result<(), Error> {
        ask_card(asking, &self.card);
        asking.ask.profiles = true;
        asking.ask.handles.extend(self.email.clone().map(Handle::Email));
        if let Some(rules) = asking.rules {
            asking.ask.handles.insert(Handle::Phone(read_phone("phone", &self.phone, rules)?));
        }
        Ok(())
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<Step, Error> {
        let rules = turn.rules()?;
        let phone = turn.phone(&self.phone)?;
        let membership = rules.membership.as_ref().ok_or(Refusal::NoMembership)?;
        let (starts, ends) = period(self, membership, turn.today()?)?;
        let (card, number) = find_free_card(turn.draft, &self.card)?;
        let member = match turn.draft.owner(&Handle::Phone(phone.clone())) {
            Some(Owner::Member(id)) => known(self, turn, id)?,
            _ => newcomer(self, turn, phone)?,
        };
        let before = turn.member(member)?.membership.as_ref().map_or(0, |membership| membership.number);
        let nth = before.saturating_add(1);
        turn.post(Event::CardAssigned { card, member })?;
        turn.post(Event::MembershipStarted { membership: nth, card, number, starts, ends, fee: membership.fee })?;
        first_stamps(turn, member, &rules)?;
        Ok(Step::Done)
    }
}

/// The first and the last day, both included.
fn period(command: &Activate, rules: &MembershipRules, today: Date) -> Result<(Date, Date), Error> {
    let starts = command.starts.unwrap_or(today);
    let ends = match command.ends {
        Some(ends) => ends,
        None => starts.after(rules.lasts).ok_or_else(|| Error::invalid("starts", ProblemCode::OutOfRange))?,
    };
    if ends < starts {
        return Err(Error::invalid("ends", ProblemCode::EndsBeforeStart));
    }
    Ok((starts, ends))
}

/// Somebody whose phone is known: their membership must be over, and blanks in the profile are filled.
fn known(command: &Activate, turn: &mut Turn<'_>, id: MemberId) -> Result<MemberId, Error> {
    let id = turn.open_member_by_id(id)?;
    let today = turn.today()?;
    let member = turn.member(id)?;
    if member.blocked {
        return Err(Refusal::MemberBlocked.into());
    }
    if let Some(membership) = member.membership.as_ref().filter(|m| m.status(today, false) != MembershipStatus::Expired)
    {
        return Err(Refusal::AlreadyActive { member: id, until: membership.ends }.into());
    }
    let is_walk_in = member.kind == MemberKind::WalkIn;
    let mut profile = turn.draft.profile(id).cloned().unwrap_or_default();
    let mut fields = Vec::new();
    if profile.name.is_none() {
        profile.name = Some(command.name.clone());
        fields.push(ProfileField::Name);
    }
    if let (None, Some(email)) = (&profile.email, &command.email) {
        claim_email(turn, id, email)?;
        profile.email = Some(email.clone());
        fields.push(ProfileField::Email);
    }
    if !fields.is_empty() {
        turn.draft.put_profile(id, profile);
        turn.post(Event::ProfileChanged { fields })?;
    }
    if is_walk_in {
        turn.post(Event::KindChanged { kind: MemberKind::Member })?;
    }
    Ok(id)
}

/// Somebody new.
fn newcomer(command: &Activate, turn: &mut Turn<'_>, phone: Phone) -> Result<MemberId, Error> {
    let id = turn.ids.member();
    let (name, email) = (Some(command.name.clone()), command.email.clone());
    register(turn, id, MemberKind::Member, Profile { name, phone: Some(phone), email, ..Profile::default() })?;
    Ok(id)
}

/// Makes somebody known, under a phone and an e-mail address that nobody else has.
pub(super) fn register(turn: &mut Turn<'_>, id: MemberId, kind: MemberKind, profile: Profile) -> Result<(), Error> {
    if let Some(phone) = &profile.phone {
        claim_phone(turn, id, phone)?;
    }
    if let Some(email) = &profile.email {
        claim_email(turn, id, email)?;
    }
    turn.log(Subject::Member(id));
    turn.post(Event::MemberRegistered { member: id, kind })?;
    turn.draft.put_profile(id, profile);
    Ok(())
}

pub(super) fn claim_phone(turn: &mut Turn<'_>, id: MemberId, phone: &Phone) -> Result<(), Error> {
    claim(turn, id, Handle::Phone(phone.clone()), Refusal::PhoneTaken)
}

pub(super) fn claim_email(turn: &mut Turn<'_>, id: MemberId, email: &crate::id::Email) -> Result<(), Error> {
    claim(turn, id, Handle::Email(email.clone()), Refusal::EmailTaken)
}

fn claim(turn: &mut Turn<'_>, id: MemberId, handle: Handle, taken: Refusal) -> Result<(), Error> {
    match turn.draft.owner(&handle) {
        Some(owner) if owner != Owner::Member(id) => Err(taken.into()),
        _ => {
            turn.draft.claim(handle, Some(Owner::Member(id)));
            Ok(())
        }
    }
}

/// Opens a first card and gives what activation gives.
fn first_stamps(turn: &mut Turn<'_>, member: MemberId, rules: &Rules) -> Result<(), Error> {
    let Some(stamps) = &rules.stamps else { return Ok(()) };
    begin_series(turn, member, rules)?;
    if stamps.at_activation > 0 && !rules.program.active {
        turn.explain(Reason::ProgramPaused);
        return Ok(());
    }
    give_stamps(turn, member, stamps.at_activation, None, rules)
}
