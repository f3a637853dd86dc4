//! What becomes of purchases.

use std::sync::Arc;

use super::{Head, Records, member_of, purchase};
use crate::error::Error;
use crate::event::Event;
use crate::id::{Mark, PurchaseId};
use crate::member::{Awaiting, Figures};
use crate::purchase::{EntryRef, Purchase, PurchaseState, Refunded, Step};
use crate::record::{Record, RecordKey};

/// The most steps a purchase's timeline keeps; the log has all of them.
const STEPS_MAX: usize = 50;

/// Says whether the event was one of these.
pub(super) fn apply<R: Records>(records: &mut R, head: Head, event: &Event) -> Result<bool, Error> {
    match event {
        Event::PurchaseRecorded { .. } => record(records, head, event),
        Event::PurchaseAwaited { purchase, until, on } => {
            let order = Awaiting { purchase: *purchase, until: *until, on: *on };
            if let Ok(member) = member_of(records, head) {
                member.awaiting.push(order);
            }
            self::purchase(records, order.purchase)?.pay_by = Some(*until);
        }
        Event::PurchasePaid { purchase: id, receipt } => {
            let purchase = moved(records, head, *id, PurchaseState::Paid)?;
            purchase.receipt = receipt.clone().or(purchase.receipt.take());
        }
        Event::PurchaseCompleted { purchase: id } => drop(moved(records, head, *id, PurchaseState::Completed)?),
        Event::PurchaseCancelled { purchase: id } => drop(moved(records, head, *id, PurchaseState::Cancelled)?),
        Event::PurchaseExpired { purchase: id } => drop(moved(records, head, *id, PurchaseState::Expired)?),
        Event::PurchaseVoided { purchase: id } => drop(moved(records, head, *id, PurchaseState::Refunded)?),
        Event::PurchaseReopened { purchase: id, state, rules } => {
            let purchase = moved(records, head, *id, *state)?;
            purchase.refunded = Refunded::default();
            purchase.rules = *rules;
        }
        Event::PurchaseMarked { purchase: id, mark } => note(purchase(records, *id)?, mark.clone(), head),
        Event::PurchaseAdopted { purchase: id, member, rules } => {
            let purchase = purchase(records, *id)?;
            purchase.member = Some(*member);
            purchase.rules = *rules;
        }
        Event::PurchaseRefunded { purchase: id, amount, units, whole, .. } => {
            let purchase = match whole {
                true => moved(records, head, *id, PurchaseState::Refunded)?,
                false => purchase(records, *id)?,
            };
            let back = purchase.refunded.plus(*amount, units);
            purchase.refunded = back.ok_or_else(|| Error::broken("more came back than can be counted"))?;
        }
        Event::ReceiptReprinted { purchase: id, times } => purchase(records, *id)?.reprints = *times,
        Event::PurchaseCounted { purchase: id, on, spent, purchases } => {
            let member = member_of(records, head)?;
            let spending = member.spending.get_or_insert_default();
            spending.count(*on, Figures { spent: *spent, purchases: *purchases, points: 0 });
            if *purchases > 0 {
                spending.last = spending.last.max(Some(head.at));
            }
            let buyer = member.id;
            let purchase = purchase(records, *id)?;
            purchase.counted = Some(*on).filter(|_| *purchases >= 0);
            if *purchases > 0 {
                // Its buyer may have turned out to be somebody else, on whose card its stamps will stand.
                purchase.member = Some(buyer);
            }
        }
        _ => return Ok(false),
    }
    Ok(true)
}

fn record<R: Records>(records: &mut R, head: Head, event: &Event) {
    let Event::PurchaseRecorded {
        purchase: id,
        member,
        outlet,
        receipt,
        amount,
        gross,
        charges,
        lines,
        shares,
        state,
        pay_by,
        rules,
    } = event
    else {
        return;
    };
    // Straight from the till is the rule, and needs no note.
    let first = Some(*state).filter(|state| *state != PurchaseState::Completed);
    let first = first.and_then(|state| Mark::new(state.name()).ok()).map(|what| Step { what, at: head.at });
    let new = Purchase {
        id: *id,
        member: *member,
        outlet: outlet.clone(),
        receipt: receipt.clone(),
        amount: *amount,
        gross: *gross,
        charges: charges.clone(),
        lines: lines.clone(),
        shares: shares.clone(),
        at: head.at,
        state: *state,
        pay_by: *pay_by,
        counted: None,
        rules: *rules,
        refunded: Refunded::default(),
        timeline: first.into_iter().collect(),
        reprints: 0,
        seq: 0,
        stamps: None,
        stamps_kept: 0,
        points: None,
        spent: None,
        entry: EntryRef { subject: head.subject, seq: head.seq },
    };
    records.put(RecordKey::Purchase(*id), Some(Record::Purchase(Arc::new(new))));
}

/// The purchase in its new state; one that no longer waits to be paid leaves its buyer's list.
fn moved<R: Records>(
    records: &mut R,
    head: Head,
    id: PurchaseId,
    state: PurchaseState,
) -> Result<&mut Purchase, Error> {
    if let Ok(member) = member_of(records, head) {
        member.awaiting.retain(|order| order.purchase != id);
    }
    let purchase = purchase(records, id)?;
    purchase.state = state;
    purchase.pay_by = purchase.pay_by.filter(|_| state == PurchaseState::Pending);
    if let Ok(what) = Mark::new(state.name()) {
        note(purchase, what, head);
    }
    Ok(purchase)
}

fn note(purchase: &mut Purchase, what: Mark, head: Head) {
    purchase.timeline.push(Step { what, at: head.at });
    let older = purchase.timeline.len().saturating_sub(STEPS_MAX);
    purchase.timeline.drain(..older);
}
