//! Blocking and unblocking a member, each with a reason.

use super::Operation;
use super::find::ask_member;
use super::turn::{Asking, Step, Turn};
use crate::command::{Block, Unblock};
use crate::error::{Error, Refusal};
use crate::event::Event;
use crate::id::Note;

impl Operation for Block {
    fn ask(&self, asking: &mut Asking<'_>) -> Result<(), Error> {
        ask_member(asking, &self.member)
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<Step, Error> {
        let id = turn.open_member(&self.member)?;
        if turn.member(id)?.blocked {
            return Err(Refusal::MemberBlocked.into());
        }
        turn.post(Event::MemberBlocked {})?;
        Ok(Step::Done)
    }

    fn why(&self) -> Option<&Note> {
        Some(&self.reason)
    }
}

impl Operation for Unblock {
    fn ask(&self, asking: &mut Asking<'_>) -> Result<(), Error> {
        ask_member(asking, &self.member)
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<Step, Error> {
        let id = turn.open_member(&self.member)?;
        if !turn.member(id)?.blocked {
            return Err(Refusal::NotBlocked.into());
        }
        turn.post(Event::MemberUnblocked {})?;
        Ok(Step::Done)
    }

    fn why(&self) -> Option<&Note> {
        Some(&self.reason)
    }
}
