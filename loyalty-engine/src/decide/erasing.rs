//! Erasing a member: the personal data is gone for good, figures stay.

use super::Operation;
use super::expiry::settle;
use super::turn::{Asking, Step, Turn};
use crate::command::Erase;
use crate::error::{Error, Reason, Refusal};
use crate::event::{Event, Subject};
use crate::record::RecordKey;

impl Operation for Erase {
    fn ask(&self, asking: &mut Asking<'_>) -> Result<(), Error> {
        asking.ask.records.insert(RecordKey::Member(self.member));
        asking.ask.profiles = true;
        Ok(())
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<Step, Error> {
        turn.rules()?;
        let id = turn.draft.who_is(self.member);
        let member = turn.draft.member(id).ok_or(Refusal::MemberNotFound)?;
        let (closed, erased, absorbed) = (member.closed, member.erased, member.absorbed.clone());
        turn.log(Subject::Member(id));
        if erased {
            turn.explain(Reason::NothingChanged);
            return Ok(Step::Done);
        }
        if !closed {
            settle(turn, id)?;
        }
        // Also what was told of those who turned out to be this member.
        [id].into_iter().chain(absorbed).for_each(|id| turn.draft.forget(id));
        turn.post(Event::MemberErased {})?;
        Ok(Step::Done)
    }
}
