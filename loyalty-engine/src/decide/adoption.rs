//! Adopting a purchase: somebody bought before anybody knew who it was.

use super::Operation;
use super::counting::{count, judged_by, purchase_of};
use super::find::{ask_member, find_purchase};
use super::refund::{ask_refund, lose_part};
use super::turn::{Asking, Step, Turn};
use crate::command::AdoptPurchase;
use crate::error::{Error, Reason, Refusal};
use crate::event::Event;
use crate::purchase::{Purchase, Refunded};
use crate::time::Span;

impl Operation for AdoptPurchase {
    fn ask(&self, asking: &mut Asking<'_>) -> Result<(), Error> {
        ask_refund(asking, &self.purchase);
        ask_member(asking, &self.member)
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<Step, Error> {
        let rules = turn.rules()?;
        let id = find_purchase(turn.draft, turn.actor, &self.purchase)?.id;
        let purchase = purchase_of(turn, id)?;
        let member = turn.open_member(&self.member)?;
        match purchase.member.map(|buyer| turn.draft.who_is(buyer)) {
            Some(buyer) if buyer == member => {
                turn.explain(Reason::NothingChanged);
                return Ok(Step::Done);
            }
            Some(_) => return Err(Refusal::PurchaseAdopted.into()),
            None if !purchase.state.counts() => {
                let state = purchase.state_at(turn.at);
                return Err(Refusal::PurchaseState { purchase: id, state }.into());
            }
            None => {}
        }
        let bought_on = rules.program.zone.date(purchase.at);
        let until = rules.purchases.adopt_within_days.and_then(|days| bought_on.after(Span::Days(days)));
        let today = turn.today()?;
        if let Some(until) = until.filter(|until| today > *until) {
            return Err(Refusal::AdoptTooLate { until }.into());
        }
        let judged = judged_by(turn, &purchase)?;
        turn.post(Event::PurchaseAdopted { purchase: id, member, rules: judged })?;
        count(turn, id, Some(member), bought_on)?;
        let counted = purchase_of(turn, id)?;
        if !counted.refunded.is_none() {
            // What had come back before counts for nobody.
            let whole = Purchase { refunded: Refunded::default(), ..counted.clone() };
            lose_part(turn, &whole, member, &counted.refunded)?;
        }
        Ok(Step::Done)
    }
}
