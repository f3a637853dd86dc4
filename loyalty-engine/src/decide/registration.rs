//! Registration: a person becomes known, without a card.

use super::Operation;
use super::activation::register;
use super::turn::{Asking, Step, Turn, read_phone};
use crate::command::Register;
use crate::error::Error;
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
        let (name, email) = (Some(self.name.clone()), self.email.clone());
        let id = turn.ids.member();
        register(turn, id, MemberKind::WalkIn, Profile { name, phone, email, ..Profile::default() })?;
        Ok(Step::Done)
    }
}
