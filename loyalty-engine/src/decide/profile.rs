//! Changing a profile: the only place that holds personal data.

use super::Operation;
use super::activation::{claim_email, claim_phone};
use super::find::ask_member;
use super::turn::{Asking, Step, Turn, read_phone};
use crate::access::Role;
use crate::command::UpdateProfile;
use crate::error::{Error, ProblemCode, Reason};
use crate::event::Event;
use crate::id::MemberId;
use crate::member::{Profile, ProfileField};
use crate::record::Handle;

impl Operation for UpdateProfile {
    fn ask(&self, asking: &mut Asking<'_>) -> Result<(), Error> {
        ask_member(asking, &self.member)?;
        asking.ask.profiles = true;
        asking.ask.handles.extend(self.email.clone().map(Handle::Email));
        if let (Some(rules), Some(phone)) = (asking.rules, &self.phone) {
            asking.ask.handles.insert(Handle::Phone(read_phone("phone", phone, rules)?));
        }
        Ok(())
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<Step, Error> {
        // A customer keeps their own data true; what sort of customer they are is not theirs, nor what the staff noted.
        let staff_only = self.kind.is_some() || self.notes.is_some() || self.clear.contains(&ProfileField::Notes);
        if turn.actor.role == Role::Member && staff_only {
            return Err(Error::Forbidden { role: Role::Member, operation: "update_profile" });
        }
        let id = turn.open_member(&self.member)?;
        let before = turn.draft.profile(id).cloned().unwrap_or_default();
        let after = changed(self, turn, before.clone())?;
        let fields = differences(&before, &after);
        if !fields.is_empty() {
            move_handles(turn, id, &before, &after)?;
            turn.draft.put_profile(id, after);
            turn.post(Event::ProfileChanged { fields: fields.clone() })?;
        }
        match self.kind.filter(|kind| turn.draft.member(id).is_some_and(|member| member.kind != *kind)) {
            Some(kind) => turn.post(Event::KindChanged { kind })?,
            None if fields.is_empty() => turn.explain(Reason::NothingChanged),
            None => {}
        }
        Ok(Step::Done)
    }
}

/// The profile as it will be.
fn changed(command: &UpdateProfile, turn: &Turn<'_>, mut profile: Profile) -> Result<Profile, Error> {
    let given: Vec<ProfileField> = [
        (ProfileField::Name, command.name.is_some()),
        (ProfileField::Phone, command.phone.is_some()),
        (ProfileField::Email, command.email.is_some()),
        (ProfileField::BirthDate, command.birth_date.is_some()),
        (ProfileField::Address, command.address.is_some()),
        (ProfileField::City, command.city.is_some()),
        (ProfileField::Province, command.province.is_some()),
        (ProfileField::PostalCode, command.postal_code.is_some()),
        (ProfileField::Gender, command.gender.is_some()),
        (ProfileField::Notes, command.notes.is_some()),
    ]
    .into_iter()
    .filter_map(|(field, given)| given.then_some(field))
    .collect();
    for field in &command.clear {
        if given.contains(field) {
            return Err(Error::invalid("clear", ProblemCode::Duplicate));
        }
        clear(&mut profile, *field);
    }
    if let Some(phone) = &command.phone {
        profile.phone = Some(turn.phone(phone)?);
    }
    profile.name = command.name.clone().or(profile.name);
    profile.email = command.email.clone().or(profile.email);
    profile.birth_date = command.birth_date.or(profile.birth_date);
    profile.address = command.address.clone().or(profile.address);
    profile.city = command.city.clone().or(profile.city);
    profile.province = command.province.clone().or(profile.province);
    profile.postal_code = command.postal_code.clone().or(profile.postal_code);
    profile.gender = command.gender.clone().or(profile.gender);
    profile.notes = command.notes.clone().or(profile.notes);
    Ok(profile)
}

fn clear(profile: &mut Profile, field: ProfileField) {
    match field {
        ProfileField::Name => profile.name = None,
        ProfileField::Phone => profile.phone = None,
        ProfileField::Email => profile.email = None,
        ProfileField::BirthDate => profile.birth_date = None,
        ProfileField::Address => profile.address = None,
        ProfileField::City => profile.city = None,
        ProfileField::Province => profile.province = None,
        ProfileField::PostalCode => profile.postal_code = None,
        ProfileField::Gender => profile.gender = None,
        ProfileField::Notes => profile.notes = None,
    }
}

pub(super) fn differences(before: &Profile, after: &Profile) -> Vec<ProfileField> {
    [
        (ProfileField::Name, before.name != after.name),
        (ProfileField::Phone, before.phone != after.phone),
        (ProfileField::Email, before.email != after.email),
        (ProfileField::BirthDate, before.birth_date != after.birth_date),
        (ProfileField::Address, before.address != after.address),
        (ProfileField::City, before.city != after.city),
        (ProfileField::Province, before.province != after.province),
        (ProfileField::PostalCode, before.postal_code != after.postal_code),
        (ProfileField::Gender, before.gender != after.gender),
        (ProfileField::Notes, before.notes != after.notes),
    ]
    .into_iter()
    .filter_map(|(field, differs)| differs.then_some(field))
    .collect()
}

/// The old phone and address no longer name the member; the new ones do, unless they name somebody else.
fn move_handles(turn: &mut Turn<'_>, id: MemberId, before: &Profile, after: &Profile) -> Result<(), Error> {
    if before.phone != after.phone {
        if let Some(phone) = &after.phone {
            claim_phone(turn, id, phone)?;
        }
        // One that came from somebody else goes on leading here.
        let gone = before.phone.clone().filter(|phone| !after.other_phones.contains(phone));
        gone.into_iter().for_each(|phone| turn.draft.release(Handle::Phone(phone), id));
    }
    if before.email != after.email {
        if let Some(email) = &after.email {
            claim_email(turn, id, email)?;
        }
        let gone = before.email.clone().filter(|email| !after.other_emails.contains(email));
        gone.into_iter().for_each(|email| turn.draft.release(Handle::Email(email), id));
    }
    Ok(())
}
