//! Recording a till's purchase, and what it gives. Its receipt is an idempotency key by itself.

use std::sync::Arc;

use super::Operation;
use super::find::{ask_member, find_member, whose};
use super::stamping::give_stamps;
use super::turn::{Asking, Step, Turn};
use crate::command::RecordPurchase;
use crate::error::{Error, ProblemCode, Reason, Refusal};
use crate::event::{Entry, Event, Subject};
use crate::id::MemberId;
use crate::member::{Member, MembershipStatus};
use crate::money::Money;
use crate::purchase::Purchase;
use crate::record::{Handle, Owner};
use crate::rules::{Basis, Every, Rules, STAMPS_PER_PURCHASE_MAX, StampRules};
use crate::time::Date;

impl Operation for RecordPurchase {
    fn ask(&self, asking: &mut Asking<'_>) -> Result<(), Error> {
        if let Some(member) = &self.member {
            ask_member(asking, member)?;
        }
        let outlet = self.outlet.as_ref().or(asking.actor.outlet.as_ref());
        asking.ask.handles.extend(self.receipt.clone().map(|number| Handle::Receipt(outlet.cloned(), number)));
        Ok(())
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<Step, Error> {
        let rules = turn.rules()?;
        check_amounts(self, rules.program.rounding.places)?;
        let outlet = turn.outlet(self.outlet.as_ref());
        let receipt = self.receipt.clone().map(|number| Handle::Receipt(outlet.clone(), number));
        if let Some(Owner::Purchase(id)) = receipt.as_ref().and_then(|handle| turn.draft.owner(handle)) {
            return recorded_before(self, turn, id, &rules);
        }
        let member = self.member.as_ref().map(|member| find_member(turn.draft, member, &rules)).transpose()?;
        let purchase = turn.ids.purchase();
        match member {
            Some(id) => turn.open_member_by_id(id)?,
            None => turn.log(Subject::Purchase(purchase)),
        }
        let (amount, gross, receipt_number) = (self.amount, self.gross, self.receipt.clone());
        turn.post(Event::PurchaseRecorded { purchase, member, outlet, receipt: receipt_number, amount, gross })?;
        receipt.into_iter().for_each(|handle| turn.draft.claim(handle, Some(Owner::Purchase(purchase))));
        let stamps = stamps_for(self, turn, member, &rules)?;
        if let Some(member) = member {
            give_stamps(turn, member, stamps, Some(purchase))?;
        }
        Ok(Step::Done)
    }
}

fn check_amounts(command: &RecordPurchase, places: u32) -> Result<(), Error> {
    for (field, amount) in [("amount", Some(command.amount)), ("gross", command.gross)] {
        match amount {
            Some(amount) if amount.is_negative() => return Err(Error::invalid(field, ProblemCode::Negative)),
            Some(amount) if amount.places() > places => return Err(Error::invalid(field, ProblemCode::TooPrecise)),
            _ => {}
        }
    }
    if command.gross.is_some_and(|gross| gross < command.amount) {
        return Err(Error::invalid("gross", ProblemCode::OutOfRange));
    }
    Ok(())
}

/// A receipt that is known: the same purchase is answered as it was, another one is refused.
fn recorded_before(
    command: &RecordPurchase,
    turn: &Turn<'_>,
    id: crate::id::PurchaseId,
    rules: &Rules,
) -> Result<Step, Error> {
    let purchase: &Purchase =
        turn.draft.purchase(id).ok_or_else(|| Error::broken(format!("purchase {id} was not loaded")))?;
    let member = command.member.as_ref().map(|member| whose(turn.draft, member, rules)).transpose()?;
    // Somebody named who is nobody is not the same as nobody named.
    let same_member = member.map_or(purchase.member.is_none(), |who| who.is_some() && who == purchase.member);
    if !same_member || command.amount != purchase.amount || command.gross != purchase.gross {
        return Err(Refusal::KeyReused.into());
    }
    let entry: Option<&Arc<Entry>> = turn.draft.entry(purchase.entry.subject, purchase.entry.seq);
    entry
        .map(|entry| Step::Replay(Arc::clone(entry)))
        .ok_or_else(|| Error::broken(format!("purchase {id} has no entry")))
}

/// How many stamps the purchase gives; when fewer than might be expected, the turn explains why.
fn stamps_for(
    command: &RecordPurchase,
    turn: &mut Turn<'_>,
    member: Option<MemberId>,
    rules: &Rules,
) -> Result<u32, Error> {
    let Some(stamps) = &rules.stamps else { return Ok(0) };
    let today = turn.today()?;
    let member = member.map(|id| turn.member(id)).transpose()?;
    let counts = match stamps.basis {
        Basis::Net => command.amount,
        Basis::Gross => command.gross.unwrap_or(command.amount),
    };
    let allowed = hindrance(member, rules, today).map_or_else(|| earned(counts, stamps), |reason| (0, Some(reason)));
    let given_today = member.and_then(|member| member.day).filter(|day| day.on >= today).map_or(0, |day| day.stamps);
    let (count, reason) = within_day(allowed, stamps, given_today);
    reason.into_iter().for_each(|reason| turn.explain(reason));
    Ok(count)
}

/// What keeps this buyer from any stamp.
fn hindrance(member: Option<&Member>, rules: &Rules, today: Date) -> Option<Reason> {
    if !rules.program.active {
        return Some(Reason::ProgramPaused);
    }
    let Some(member) = member else { return Some(Reason::NotAMember) };
    if member.blocked {
        return Some(Reason::MemberBlocked);
    }
    // A program that sells no memberships gives stamps to everybody it knows.
    rules.membership.as_ref()?;
    let Some(membership) = &member.membership else { return Some(Reason::NotAMember) };
    match membership.status(today, false) {
        MembershipStatus::NotStarted => Some(Reason::MembershipNotStarted { from: membership.starts }),
        MembershipStatus::Expired => Some(Reason::MembershipExpired { on: membership.ends }),
        MembershipStatus::Active | MembershipStatus::Blocked => None,
    }
}

/// What the amount earns by itself.
fn earned(counts: Money, stamps: &StampRules) -> (u32, Option<Reason>) {
    if counts < stamps.min_amount {
        return (0, Some(Reason::BelowMinimum { minimum: stamps.min_amount }));
    }
    match stamps.every {
        Every::Purchase => (1, None),
        Every::Amount => {
            let limit = stamps.max_per_purchase.unwrap_or(STAMPS_PER_PURCHASE_MAX);
            match u32::try_from(counts.times_fits(stamps.min_amount)) {
                Ok(count) if count <= limit => (count, None),
                _ => (limit, Some(Reason::PurchaseLimit { limit })),
            }
        }
    }
}

/// What the day's limit leaves of it.
fn within_day((count, reason): (u32, Option<Reason>), stamps: &StampRules, given_today: u32) -> (u32, Option<Reason>) {
    match stamps.max_per_day {
        Some(limit) if count > limit.saturating_sub(given_today) => {
            (limit.saturating_sub(given_today), Some(Reason::DailyLimit { limit }))
        }
        _ => (count, reason),
    }
}
