//! An exchange: something comes back and something else is bought, in one. What comes back does not count towards what
//! is bought.

use super::Operation;
use super::purchase::{New, ask_receipt, check, record};
use super::refund::{ask_refund, find_to_take_back, refund};
use super::turn::{Asking, Step, Turn};
use crate::command::ExchangePurchase;
use crate::error::{Error, Refusal};
use crate::id::Note;
use crate::purchase::PurchaseState;
use crate::record::Handle;

impl Operation for ExchangePurchase {
    fn ask(&self, asking: &mut Asking<'_>) -> Result<(), Error> {
        ask_refund(asking, &self.purchase);
        ask_receipt(asking, self.bought.outlet.as_ref(), self.bought.receipt.as_ref());
        Ok(())
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<Step, Error> {
        let rules = turn.rules()?;
        check(&self.bought, &rules, "bought.")?;
        let outlet = turn.outlet(self.bought.outlet.as_ref());
        let receipt = self.bought.receipt.clone().map(|number| Handle::Receipt(outlet, number));
        if receipt.is_some_and(|handle| turn.draft.owner(&handle).is_some()) {
            return Err(Refusal::KeyReused.into());
        }
        let (purchase, member) = find_to_take_back(turn, &self.purchase)?;
        refund(turn, &purchase, member, (&self.units, self.amount))?;
        let new = New { id: turn.ids.purchase(), member, state: PurchaseState::Completed, pay_by: None };
        record(turn, &self.bought, &rules, new)?;
        Ok(Step::Done)
    }

    fn why(&self) -> Option<&Note> {
        Some(&self.reason)
    }
}
