//! Closing a member: nothing can be added, figures stay.

use super::Operation;
use super::find::ask_member;
use super::turn::{Asking, Step, Turn};
use crate::command::Close;
use crate::error::Error;
use crate::event::Event;
use crate::id::Note;

impl Operation for Close {
    fn ask(&self, asking: &mut Asking<'_>) -> Result<(), Error> {
        ask_member(asking, &self.member)
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<Step, Error> {
        turn.open_member(&self.member)?;
        turn.post(Event::MemberClosed {})?;
        Ok(Step::Done)
    }

    fn why(&self) -> Option<&Note> {
        Some(&self.reason)
    }
}
