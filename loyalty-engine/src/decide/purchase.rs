//! Recording a purchase, and what it gives. Its receipt is an idempotency key by itself.

use std::sync::Arc;

use super::Operation;
use super::counting::{count, purchase_of};
use super::find::{ask_member, find_member, whose};
use super::spending::pay_with_points;
use super::turn::{Asking, Step, Turn};
use crate::basket::{check_amount, check_charges, check_lines, shares};
use crate::command::{FirstState, NewPurchase, RecordPurchase};
use crate::error::{Error, ProblemCode, Refusal};
use crate::event::{Entry, Event, Subject};
use crate::id::{MemberId, OutletId, PurchaseId};
use crate::money::Money;
use crate::purchase::{Purchase, PurchaseState};
use crate::record::{Handle, Owner};
use crate::rules::Rules;
use crate::time::Moment;

/// The most orders of one member that wait to be paid at once.
const ORDERS_MAX: usize = 50;

impl Operation for RecordPurchase {
    fn ask(&self, asking: &mut Asking<'_>) -> Result<(), Error> {
        if let Some(member) = &self.member {
            ask_member(asking, member)?;
        }
        ask_receipt(asking, self.outlet.as_ref(), self.receipt.as_ref());
        Ok(())
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<Step, Error> {
        let rules = turn.rules()?;
        let basket = self.basket();
        check(&basket, &rules, "")?;
        let state = first_state(self.state);
        let pay_by = deadline(self, state, turn.at, &rules)?;
        let outlet = turn.outlet(self.outlet.as_ref());
        let receipt = self.receipt.clone().map(|number| Handle::Receipt(outlet.clone(), number));
        if let Some(Owner::Purchase(id)) = receipt.as_ref().and_then(|handle| turn.draft.owner(handle)) {
            return recorded_before(self, turn, id, &rules);
        }
        if self.points.is_some() && self.member.is_none() {
            return Err(Error::invalid("member", ProblemCode::Missing));
        }
        let member = self.member.as_ref().map(|member| find_member(turn.draft, member, &rules)).transpose()?;
        let id = turn.ids.purchase();
        let member = match member {
            Some(member) => Some(turn.open_member_by_id(member)?),
            None => {
                turn.log(Subject::Purchase(id));
                None
            }
        };
        record(turn, &basket, &rules, New { id, member, state, pay_by })?;
        Ok(Step::Done)
    }
}

/// What is bought, whichever command says so.
pub(super) type Basket = NewPurchase;

impl RecordPurchase {
    fn basket(&self) -> Basket {
        let RecordPurchase { amount, gross, charges, lines, points, outlet, receipt, .. } = self.clone();
        NewPurchase { amount, gross, charges, lines, points, outlet, receipt }
    }
}

/// A purchase that is about to be.
pub(super) struct New {
    pub(super) id: PurchaseId,
    pub(super) member: Option<MemberId>,
    pub(super) state: PurchaseState,
    pub(super) pay_by: Option<Moment>,
}

/// Asks whose a receipt is.
pub(super) fn ask_receipt(
    asking: &mut Asking<'_>,
    outlet: Option<&OutletId>,
    receipt: Option<&crate::id::ReceiptNumber>,
) {
    let outlet = outlet.or(asking.actor.outlet.as_ref());
    asking.ask.handles.extend(receipt.cloned().map(|number| Handle::Receipt(outlet.cloned(), number)));
}

/// Writes a purchase down in the log that is open, and lets it count unless it waits to be paid.
pub(super) fn record(turn: &mut Turn<'_>, basket: &Basket, rules: &Rules, new: New) -> Result<(), Error> {
    let New { id, member, state, pay_by } = new;
    let places = rules.program.rounding.places;
    let outlet = turn.outlet(basket.outlet.as_ref());
    let spent = pay_with_points(turn, member, basket, rules)?;
    let value = spent.as_ref().map_or(Money::ZERO, |spent| spent.value);
    let charges = basket.charges.clone().unwrap_or_default();
    let delivery = charges.delivery.unwrap_or(Money::ZERO);
    let goods = basket.amount.minus(delivery).unwrap_or(Money::ZERO);
    turn.post(Event::PurchaseRecorded {
        purchase: id,
        member,
        outlet: outlet.clone(),
        receipt: basket.receipt.clone(),
        amount: basket.amount.minus(value).unwrap_or(Money::ZERO),
        gross: basket.gross,
        charges,
        lines: basket.lines.clone(),
        shares: if basket.lines.is_empty() { Vec::new() } else { shares(&basket.lines, goods, places) },
        state,
        pay_by,
        rules: rules.version,
    })?;
    let receipt = basket.receipt.clone().map(|number| Handle::Receipt(outlet, number));
    receipt.into_iter().for_each(|handle| turn.draft.claim(handle, Some(Owner::Purchase(id))));
    if let Some(spent) = spent {
        spent.post(turn, Some(id), member)?;
    }
    match pay_by {
        // Nobody remembers an order of nobody; when it has to be paid stands with it.
        Some(_) if member.is_none() => Ok(()),
        Some(until) => await_payment(turn, id, member, until, rules),
        None => {
            let today = turn.today()?;
            count(turn, id, member, today)
        }
    }
}

/// An order waits to be paid. Its buyer remembers it, so that time finds it.
pub(super) fn await_payment(
    turn: &mut Turn<'_>,
    purchase: PurchaseId,
    member: Option<MemberId>,
    until: Moment,
    rules: &Rules,
) -> Result<(), Error> {
    let waiting = member.map(|member| turn.member(member)).transpose()?.map_or(0, |member| member.awaiting.len());
    if waiting >= ORDERS_MAX {
        return Err(Refusal::TooManyOrders.into());
    }
    turn.post(Event::PurchaseAwaited { purchase, until, on: rules.program.zone.date(until) })
}

fn first_state(state: Option<FirstState>) -> PurchaseState {
    match state {
        Some(FirstState::Pending) => PurchaseState::Pending,
        Some(FirstState::Paid) => PurchaseState::Paid,
        Some(FirstState::Completed) | None => PurchaseState::Completed,
    }
}

fn deadline(
    command: &RecordPurchase,
    state: PurchaseState,
    at: Moment,
    rules: &Rules,
) -> Result<Option<Moment>, Error> {
    match (state, command.pay_by) {
        (PurchaseState::Pending, Some(by)) if by <= at => Err(Error::invalid("pay_by", ProblemCode::EndsBeforeStart)),
        (PurchaseState::Pending, Some(by)) => Ok(Some(by)),
        (PurchaseState::Pending, None) => Ok(pay_by(at, rules)),
        (_, Some(_)) => Err(Error::invalid("pay_by", ProblemCode::UnknownField)),
        (_, None) => Ok(None),
    }
}

/// Until when an order has to be paid by the rules.
pub(super) fn pay_by(at: Moment, rules: &Rules) -> Option<Moment> {
    at.minutes_later(rules.purchases.pay_within_minutes)
}

/// What is wrong with what is bought; `path` is where its fields stand.
pub(super) fn check(basket: &Basket, rules: &Rules, path: &str) -> Result<(), Error> {
    let places = rules.program.rounding.places;
    let wrong = |(field, code): (String, ProblemCode)| Error::invalid(format!("{path}{field}"), code);
    for (field, amount) in [("amount", Some(basket.amount)), ("gross", basket.gross)] {
        check_amount(amount, places).map_err(|code| wrong((field.to_owned(), code)))?;
    }
    if basket.gross.is_some_and(|gross| gross < basket.amount) {
        return Err(wrong(("gross".to_owned(), ProblemCode::OutOfRange)));
    }
    if basket.points == Some(0) {
        return Err(wrong(("points".to_owned(), ProblemCode::Zero)));
    }
    if let Some(charges) = &basket.charges {
        check_charges(charges, basket.amount, places).map_err(wrong)?;
    }
    check_lines(&basket.lines, places).map_err(wrong)
}

/// A receipt that is known: the same purchase is answered as it was, another one is refused.
fn recorded_before(command: &RecordPurchase, turn: &Turn<'_>, id: PurchaseId, rules: &Rules) -> Result<Step, Error> {
    let purchase: Purchase = purchase_of(turn, id)?;
    let member = command.member.as_ref().map(|member| whose(turn.draft, member, rules)).transpose()?;
    let member = member.map(|who| who.map(|who| turn.draft.who_is(who)));
    let buyer = purchase.member.map(|buyer| turn.draft.who_is(buyer));
    // Somebody named who is nobody is not the same as nobody named.
    let same_member = member.map_or(buyer.is_none(), |who| who.is_some() && who == buyer);
    let same = command.amount == purchase.bill() && command.gross == purchase.gross && command.lines == purchase.lines;
    if !same_member || !same {
        return Err(Refusal::KeyReused.into());
    }
    let entry: Option<&Arc<Entry>> = turn.draft.entry(purchase.entry.subject, purchase.entry.seq);
    entry
        .map(|entry| Step::Replay(Arc::clone(entry)))
        .ok_or_else(|| Error::broken(format!("purchase {id} has no entry")))
}
