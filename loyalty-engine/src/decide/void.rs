//! Voiding a purchase: the whole of it, with what it gave.

use super::Operation;
use super::find::{ask_purchase, find_purchase};
use super::stamping::take_stamp_back;
use super::turn::{Asking, Step, Turn};
use crate::command::VoidPurchase;
use crate::error::{Error, Refusal};
use crate::event::{Event, Subject};
use crate::id::Note;
use crate::purchase::PurchaseState;

impl Operation for VoidPurchase {
    fn ask(&self, asking: &mut Asking<'_>) -> Result<(), Error> {
        ask_purchase(asking, &self.purchase);
        asking.ask.rewards = true;
        Ok(())
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<Step, Error> {
        let rules = turn.rules()?;
        let purchase = find_purchase(turn.draft, turn.actor, &self.purchase)?;
        let (id, member, given) = (purchase.id, purchase.member, purchase.stamps);
        let on = rules.program.zone.date(purchase.at);
        if purchase.state != PurchaseState::Completed {
            return Err(Refusal::PurchaseState { purchase: id, state: purchase.state }.into());
        }
        match member {
            Some(member) => turn.open_member_by_id(member)?,
            None => turn.log(Subject::Purchase(id)),
        }
        turn.post(Event::PurchaseVoided { purchase: id })?;
        if let (Some(member), Some(given)) = (member, given) {
            (0..given.count).try_for_each(|_| take_stamp_back(turn, member, id, given.series, on))?;
        }
        Ok(Step::Done)
    }

    fn why(&self) -> Option<&Note> {
        Some(&self.reason)
    }
}
