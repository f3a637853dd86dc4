//! Registration: a person becomes known, without a card.

use super::Operation;
use super::activation::register;
use super::turn::{Asking, Step, Turn, read_phone};
use crate::command::Register;
use crate::error::Error;
use crate::id::Phone;
use crate::member::{MemberKind, Profile};
use crate::record::Handle;

impl Operation for Register {
    fn ask(&self, asking: &mut Asking<'_>) -> Result<(), Error> {
        asking.ask.handles.extend(self.email.clone().map(Handle::Email));
        if let (Some(rules), Some(phone)) = (asking.rules, &self.phone) {
            asking.ask.handles.insert(Handle::Phone(read_phone("phone", phone, rules)?));
        }
        Ok(())
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<Step, Error> {
        turn.rules()?;
        let phone = self.phone.as_ref().map(|phone| turn.phone(phone)).transpose()?;
        let id = turn.ids.member();
        register(turn, id, self.kind.unwrap_or(MemberKind::WalkIn), profile(self, phone))?;
        Ok(Step::Done)
    }
}

/// Who it is, as far as they say.
fn profile(command: &Register, phone: Option<Phone>) -> Profile {
    let Register { name, phone: _, email, birth_date, address, city, province, postal_code, gender, notes, kind: _ } =
        command.clone();
    let name = Some(name);
    let (other_phones, other_emails) = (Vec::new(), Vec::new());
    Profile {
        name,
        phone,
        email,
        other_phones,
        other_emails,
        birth_date,
        address,
        city,
        province,
        postal_code,
        gender,
        notes,
    }
}
