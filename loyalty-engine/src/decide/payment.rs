//! An order's way: paid, then handed over. Saying the same twice changes nothing.

use super::Operation;
use super::counting::count;
use super::find::ask_purchase;
use super::ledger::keep_promise;
use super::level::{Held, refresh};
use super::purchase::ask_receipt;
use super::refund::{open_purchase, wrong_state};
use super::turn::{Asking, Step, Turn};
use crate::command::{CompletePurchase, PayPurchase, PurchaseRef};
use crate::error::{Error, Reason, Refusal};
use crate::event::Event;
use crate::id::MemberId;
use crate::purchase::{Purchase, PurchaseState};
use crate::record::{Handle, Owner, Record, RecordKey};
use crate::store::Snapshot;

impl Operation for PayPurchase {
    fn ask(&self, asking: &mut Asking<'_>) -> Result<(), Error> {
        ask_purchase(asking, &self.purchase);
        // The outlet is the order's, which is not known yet; the actor's is the likeliest.
        ask_receipt(asking, None, self.receipt.as_ref());
        Ok(())
    }

    fn ask_more(&self, found: &Snapshot) -> Option<Handle> {
        let (PurchaseRef::Id(id), Some(number)) = (&self.purchase, &self.receipt) else { return None };
        let order = found.records.iter().find_map(|(key, _, record)| match record {
            Record::Purchase(order) if *key == RecordKey::Purchase(*id) => Some(order),
            _ => None,
        })?;
        order.outlet.as_ref().map(|outlet| Handle::Receipt(Some(outlet.clone()), number.clone()))
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<Step, Error> {
        let (purchase, member) = open_purchase(turn, &self.purchase)?;
        if purchase.state.counts() {
            turn.explain(Reason::NothingChanged);
            return Ok(Step::Done);
        }
        if purchase.state_at(turn.at) != PurchaseState::Pending {
            return Err(wrong_state(&purchase, turn));
        }
        pay(turn, &purchase, member, self.receipt.clone())?;
        Ok(Step::Done)
    }
}

fn pay(
    turn: &mut Turn<'_>,
    purchase: &Purchase,
    member: Option<MemberId>,
    receipt: Option<crate::id::ReceiptNumber>,
) -> Result<(), Error> {
    if let Some(number) = &receipt {
        if purchase.receipt.is_some() {
            return Err(Refusal::HasReceipt.into());
        }
        let handle = Handle::Receipt(purchase.outlet.clone(), number.clone());
        if turn.draft.owner(&handle).is_some() {
            return Err(Refusal::KeyReused.into());
        }
        turn.draft.claim(handle, Some(Owner::Purchase(purchase.id)));
    }
    turn.post(Event::PurchasePaid { purchase: purchase.id, receipt })?;
    let today = turn.today()?;
    count(turn, purchase.id, member, today)
}

impl Operation for CompletePurchase {
    fn ask(&self, asking: &mut Asking<'_>) -> Result<(), Error> {
        ask_purchase(asking, &self.purchase);
        Ok(())
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<Step, Error> {
        let (purchase, member) = open_purchase(turn, &self.purchase)?;
        match purchase.state {
            PurchaseState::Completed => turn.explain(Reason::NothingChanged),
            PurchaseState::Paid => {
                turn.post(Event::PurchaseCompleted { purchase: purchase.id })?;
                complete(turn, &purchase, member)?;
            }
            _ => return Err(wrong_state(&purchase, turn)),
        }
        Ok(Step::Done)
    }
}

/// What waited for the purchase to be completed is there now.
fn complete(turn: &mut Turn<'_>, purchase: &Purchase, member: Option<MemberId>) -> Result<(), Error> {
    let Some(member) = member else { return Ok(()) };
    let points = turn.member(member)?.points.as_ref();
    let waits = points.is_some_and(|points| {
        points.promised.iter().any(|promise| promise.purchase == purchase.id && promise.from.is_none())
    });
    if waits {
        let today = turn.today()?;
        keep_promise(turn, member, purchase.id, today)?;
        refresh(turn, member, Held::Kept)?;
    }
    Ok(())
}
