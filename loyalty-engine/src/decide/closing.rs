//! Closing a member, so that nothing can be added and figures stay, and taking that back.

use super::Operation;
use super::expiry::settle;
use super::find::{ask_member, find_member};
use super::turn::{Asking, Step, Turn};
use crate::command::{Close, Reopen};
use crate::error::{Error, Refusal};
use crate::event::{Event, Subject};
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

impl Operation for Reopen {
    fn ask(&self, asking: &mut Asking<'_>) -> Result<(), Error> {
        ask_member(asking, &self.member)
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<Step, Error> {
        let rules = turn.rules()?;
        let id = find_member(turn.draft, &self.member, &rules)?;
        turn.log(Subject::Member(id));
        let member = turn.member(id)?;
        if member.erased {
            return Err(Refusal::MemberErased.into());
        }
        if !member.closed {
            return Err(Refusal::NotClosed.into());
        }
        turn.post(Event::MemberReopened {})?;
        // Time stood still for them; now it has passed as for everybody else.
        settle(turn, id)?;
        Ok(Step::Done)
    }

    fn why(&self) -> Option<&Note> {
        Some(&self.reason)
    }
}
