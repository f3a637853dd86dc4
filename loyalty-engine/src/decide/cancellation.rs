//! Calling purchases off, letting them stand again, and what happens to orders that nobody pays.

use super::Operation;
use super::counting::{count, judged_by, purchase_of};
use super::ledger::{balance_without, take_exactly};
use super::purchase::{await_payment, pay_by};
use super::refund::{ask_refund, open_purchase, take_whole_back, wrong_state};
use super::turn::{Asking, Step, Turn};
use crate::command::{CancelPurchase, ReopenPurchase};
use crate::error::{Error, Reason};
use crate::event::Event;
use crate::id::{MemberId, Note, PurchaseId};
use crate::purchase::{Purchase, PurchaseState};

impl Operation for CancelPurchase {
    fn ask(&self, asking: &mut Asking<'_>) -> Result<(), Error> {
        ask_refund(asking, &self.purchase);
        Ok(())
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<Step, Error> {
        let (purchase, member) = open_purchase(turn, &self.purchase)?;
        match purchase.state_at(turn.at) {
            PurchaseState::Cancelled => turn.explain(Reason::NothingChanged),
            PurchaseState::Pending | PurchaseState::Paid => {
                take_whole_back(turn, &purchase, member, Event::PurchaseCancelled { purchase: purchase.id })?;
            }
            _ => return Err(wrong_state(&purchase, turn)),
        }
        Ok(Step::Done)
    }

    fn why(&self) -> Option<&Note> {
        Some(&self.reason)
    }
}

/// Orders that were not paid in time have expired: what they were paid with so far comes back.
pub(super) fn expire(turn: &mut Turn<'_>, id: MemberId) -> Result<(), Error> {
    let late = turn.member(id)?.awaiting.iter().filter(|order| order.until <= turn.at);
    let late: Vec<PurchaseId> = late.map(|order| order.purchase).collect();
    late.into_iter().try_for_each(|order| {
        let purchase = purchase_of(turn, order)?;
        take_whole_back(turn, &purchase, Some(id), Event::PurchaseExpired { purchase: order })
    })
}

impl Operation for ReopenPurchase {
    fn ask(&self, asking: &mut Asking<'_>) -> Result<(), Error> {
        ask_refund(asking, &self.purchase);
        Ok(())
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<Step, Error> {
        let (purchase, member) = open_purchase(turn, &self.purchase)?;
        if purchase.state_at(turn.at) == PurchaseState::Pending || purchase.state.counts() {
            turn.explain(Reason::NothingChanged);
            return Ok(Step::Done);
        }
        reopen(turn, &purchase, member)?;
        Ok(Step::Done)
    }

    fn why(&self) -> Option<&Note> {
        Some(&self.reason)
    }
}

fn reopen(turn: &mut Turn<'_>, purchase: &Purchase, member: Option<MemberId>) -> Result<(), Error> {
    let newest = turn.rules()?;
    let (id, state, rules) = (purchase.id, purchase.stood(), judged_by(turn, purchase)?);
    turn.post(Event::PurchaseReopened { purchase: id, state, rules })?;
    if let (Some(member), Some(spent)) = (member, &purchase.spent) {
        let parts = take_exactly(turn, member, spent.points, &newest)?;
        let balance = balance_without(turn, member, &parts)?;
        turn.post(Event::PointsSpent { purchase: Some(id), parts, value: spent.value, balance })?;
    }
    match pay_by(turn.at, &newest) {
        Some(until) if state == PurchaseState::Pending => await_payment(turn, id, member, until, &newest),
        _ => {
            let today = turn.today()?;
            count(turn, id, member, today)
        }
    }
}
