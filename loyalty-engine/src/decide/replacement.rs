//! Replacing a lost card: the lost number is dead for good, everything else stays.

use super::Operation;
use super::find::{ask_card, ask_member, find_free_card};
use super::turn::{Asking, Step, Turn};
use crate::command::ReplaceCard;
use crate::error::{Error, Refusal};
use crate::event::Event;
use crate::id::Note;

impl Operation for ReplaceCard {
    fn ask(&self, asking: &mut Asking<'_>) -> Result<(), Error> {
        ask_member(asking, &self.member)?;
        ask_card(asking, &self.card);
        asking.ask.cards = true;
        Ok(())
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<Step, Error> {
        let id = turn.open_member(&self.member)?;
        let member = turn.member(id)?;
        if member.blocked {
            return Err(Refusal::MemberBlocked.into());
        }
        let lost = member.membership.as_ref().ok_or(Refusal::NoMembership)?.card;
        let (card, number) = find_free_card(turn.draft, &self.card)?;
        turn.post(Event::CardReplaced { card: lost })?;
        turn.post(Event::CardAssigned { card, member: id })?;
        turn.post(Event::MembershipCardChanged { card, number })?;
        Ok(Step::Done)
    }

    fn why(&self) -> Option<&Note> {
        self.reason.as_ref()
    }
}
