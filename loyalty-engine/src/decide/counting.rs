//! A purchase begins to count for its buyer: spending, level, stamps and points, in this order.

use super::earning::Earning;
use super::stamping::give_stamps;
use super::turn::Turn;
use super::{ledger, level};
use crate::error::{Error, Reason};
use crate::event::Event;
use crate::id::{MemberId, PurchaseId};
use crate::member::{Cycles, Member, MembershipStatus};
use crate::money::Money;
use crate::purchase::{Purchase, PurchaseState};
use crate::rules::{Basis, Every, JudgedBy, Overflow, Pending, PointRules, Rules, STAMPS_PER_PURCHASE_MAX, StampRules};
use crate::time::Date;

/// The purchase counts from now on, for a day; the turn explains what it does not give.
pub(super) fn count(turn: &mut Turn<'_>, id: PurchaseId, member: Option<MemberId>, on: Date) -> Result<(), Error> {
    let purchase = purchase_of(turn, id)?;
    let rules = rules_of(turn, &purchase)?;
    if let Some(member) = member {
        turn.post(Event::PurchaseCounted { purchase: id, on, spent: purchase.amount, purchases: 1 })?;
        level::refresh(turn, member, level::Held::Kept)?;
    }
    let stamps = stamps_for(turn, &purchase, member, &rules)?;
    if let Some(member) = member {
        give_stamps(turn, member, stamps, Some(id), &rules)?;
    }
    give_points(turn, &purchase, member, &rules)?;
    member.map_or(Ok(()), |member| level::refresh(turn, member, level::Held::Kept))
}

/// A purchase as it stands.
pub(super) fn purchase_of(turn: &Turn<'_>, id: PurchaseId) -> Result<Purchase, Error> {
    turn.draft.purchase(id).cloned().ok_or_else(|| Error::broken(format!("purchase {id} was not loaded")))
}

/// The rules a purchase is judged by: the newest when nothing else is known.
pub(super) fn rules_of(turn: &Turn<'_>, purchase: &Purchase) -> Result<std::sync::Arc<Rules>, Error> {
    match turn.draft.book.version(purchase.rules) {
        Some(rules) => Ok(std::sync::Arc::clone(rules)),
        None => turn.rules(),
    }
}

/// The version of the rules by which a purchase is judged that is looked at again.
pub(super) fn judged_by(turn: &Turn<'_>, purchase: &Purchase) -> Result<u32, Error> {
    let newest = turn.rules()?;
    Ok(match newest.purchases.judged_by {
        JudgedBy::ItsDay => purchase.rules,
        JudgedBy::Today => newest.version,
    })
}

/// How many stamps the purchase gives; when fewer than might be expected, the turn explains why.
fn stamps_for(turn: &mut Turn<'_>, purchase: &Purchase, member: Option<MemberId>, rules: &Rules) -> Result<u32, Error> {
    let Some(stamps) = &rules.stamps else { return Ok(0) };
    let today = turn.today()?;
    let member = member.map(|id| turn.member(id)).transpose()?;
    let counts = stamp_amount(purchase, stamps);
    let allowed =
        hindrance(member, rules, today).map_or_else(|| stamps_by_amount(counts, stamps), |reason| (0, Some(reason)));
    let given_today = member.and_then(|member| member.day).filter(|day| day.on >= today).map_or(0, |day| day.stamps);
    let newest = turn.rules()?;
    let room = room_for(member.and_then(|member| member.cycles.as_ref()), newest.stamps.as_ref().unwrap_or(stamps));
    let (count, reason) = within_card(within_day(allowed, stamps, given_today), stamps, room);
    reason.into_iter().for_each(|reason| turn.explain(reason));
    Ok(count)
}

/// The amount that counts for stamps.
pub(super) fn stamp_amount(purchase: &Purchase, stamps: &StampRules) -> Money {
    match stamps.basis {
        Basis::Net => purchase.amount,
        Basis::Gross => purchase.gross.unwrap_or_else(|| purchase.bill()),
    }
}

/// What keeps this buyer from any stamp and any point.
fn hindrance(member: Option<&Member>, rules: &Rules, today: Date) -> Option<Reason> {
    if !rules.program.active {
        return Some(Reason::ProgramPaused);
    }
    let Some(member) = member else { return Some(Reason::NotAMember) };
    if member.blocked {
        return Some(Reason::MemberBlocked);
    }
    // A program that sells no memberships gives to everybody it knows.
    rules.membership.as_ref()?;
    let Some(membership) = &member.membership else { return Some(Reason::NotAMember) };
    match membership.status(today, false) {
        MembershipStatus::NotStarted => Some(Reason::MembershipNotStarted { from: membership.starts }),
        MembershipStatus::Expired => Some(Reason::MembershipExpired { on: membership.ends }),
        MembershipStatus::Active | MembershipStatus::Blocked => None,
    }
}

/// What the amount earns in stamps by itself.
pub(super) fn stamps_by_amount(counts: Money, stamps: &StampRules) -> (u32, Option<Reason>) {
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

/// What the card has room for, or the one that is opened under these rules when it is full.
fn room_for(cycles: Option<&Cycles>, stamps: &StampRules) -> u32 {
    let left = cycles.and_then(|cycles| Some(cycles.deal(cycles.cycle)?.of.saturating_sub(cycles.stamps)));
    left.filter(|left| *left > 0).unwrap_or(stamps.per_cycle)
}

/// What the card leaves of it, where the rules drop what goes beyond.
fn within_card((count, reason): (u32, Option<Reason>), stamps: &StampRules, room: u32) -> (u32, Option<Reason>) {
    match stamps.overflow {
        Overflow::Dropped if count > room => (room, Some(Reason::CardFull { limit: room })),
        _ => (count, reason),
    }
}

fn give_points(turn: &mut Turn<'_>, purchase: &Purchase, member: Option<MemberId>, rules: &Rules) -> Result<(), Error> {
    let Some(points) = &rules.points else { return Ok(()) };
    let today = turn.today()?;
    let buyer = member.map(|id| turn.member(id)).transpose()?;
    if let Some(reason) = hindrance(buyer, rules, today) {
        turn.explain_once(reason);
        return Ok(());
    }
    let (Some(id), Some(buyer)) = (member, buyer) else { return Ok(()) };
    let multiplier = level::multiplier(buyer, rules, today);
    let earned = earning(rules, points, buyer, purchase, (today, multiplier)).whole(purchase);
    let given_today = buyer.points.as_ref().and_then(|points| points.day).filter(|day| day.on >= today);
    let left = points.max_per_day.map(|limit| limit.saturating_sub(given_today.map_or(0, |day| day.points)));
    let count = left.map_or(earned.points, |left| earned.points.min(left));
    earned.reason.clone().into_iter().for_each(|reason| turn.explain_once(reason));
    if let Some(limit) = points.max_per_day.filter(|_| count < earned.points) {
        turn.explain(Reason::PointsDailyLimit { limit });
    }
    if count == 0 {
        return Ok(());
    }
    let shares = earned.shares_of(count);
    let from = match points.pending {
        Some(Pending::UntilCompleted) if purchase.state != PurchaseState::Completed => None,
        Some(Pending::For(span)) => today.after(span),
        _ => return ledger::earn(turn, id, purchase.id, count, (shares, multiplier)),
    };
    turn.post(Event::PointsPromised { purchase: purchase.id, points: count, from, shares, level: multiplier })
}

/// What is known for counting a purchase's points.
pub(super) fn earning<'a>(
    rules: &'a Rules,
    points: &'a PointRules,
    buyer: &'a Member,
    purchase: &Purchase,
    (today, multiplier): (Date, crate::money::Factor),
) -> Earning<'a> {
    Earning {
        rules: points,
        places: rules.program.rounding.places,
        zone: rules.program.zone,
        at: purchase.at,
        level: buyer.level_on(today),
        multiplier,
    }
}
