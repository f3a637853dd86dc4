//! A member's points: which lots they go to and come from, and what time does to them.

use super::transfer::moved;
use super::turn::Turn;
use crate::error::{Error, ProblemCode, Refusal};
use crate::event::Event;
use crate::id::{MemberId, PurchaseId};
use crate::member::{Lot, Points, sum};
use crate::money::{Factor, POINTS_MAX};
use crate::purchase::Purchase;
use crate::rules::{PointRules, Rules, SpendOrder, WhenGone};
use crate::time::Date;

/// Lets happen what time has brought about: holds end, promises are kept, points run out.
pub(super) fn settle(turn: &mut Turn<'_>, id: MemberId) -> Result<(), Error> {
    let (today, at) = (turn.today()?, turn.at);
    let Some(points) = &turn.member(id)?.points else { return Ok(()) };
    if points.next_due().is_none_or(|due| due > today) {
        return Ok(());
    }
    let over: Vec<_> = points.holds.iter().filter(|hold| hold.until <= at).cloned().collect();
    let kept: Vec<_> =
        points.promised.iter().filter(|promise| promise.from.is_some_and(|from| from <= today)).collect();
    let kept: Vec<(PurchaseId, Date)> =
        kept.into_iter().map(|promise| (promise.purchase, promise.from.unwrap_or(today))).collect();
    for hold in over {
        let known = points_of(turn, id)?;
        let (parts, debt) = after_debt(known, at_home(known, hold.parts));
        let balance = balance_with(turn, id, &parts)?;
        turn.post(Event::PointsReleased { hold: hold.id, parts, debt, balance })?;
    }
    for (purchase, from) in kept {
        keep_promise(turn, id, purchase, from)?;
    }
    expire(turn, id)
}

/// Takes out of the lots what can no longer be spent.
pub(super) fn expire(turn: &mut Turn<'_>, id: MemberId) -> Result<(), Error> {
    let today = turn.today()?;
    let gone = |lot: &&Lot| lot.until.is_some_and(|until| until < today);
    let parts: Vec<Lot> = points_of(turn, id)?.lots.iter().filter(gone).copied().collect();
    if parts.is_empty() {
        return Ok(());
    }
    let balance = balance_without(turn, id, &parts)?;
    turn.post(Event::PointsExpired { parts, balance })
}

/// Points of a purchase are there: from today on.
pub(super) fn earn(
    turn: &mut Turn<'_>,
    id: MemberId,
    purchase: PurchaseId,
    points: u64,
    (shares, level): (Vec<u64>, Factor),
) -> Result<(), Error> {
    let today = turn.today()?;
    let (parts, debt, lot) = new_lot(turn, id, points, today)?;
    let balance = balance_with(turn, id, &parts)?;
    let until = lot.until;
    let promised = false;
    turn.post(Event::PointsEarned {
        purchase,
        parts,
        debt,
        promised,
        shares,
        level,
        lot: lot.lot,
        until,
        on: today,
        balance,
    })
}

/// What a purchase was going to earn is there, since a day.
pub(super) fn keep_promise(turn: &mut Turn<'_>, id: MemberId, purchase: PurchaseId, from: Date) -> Result<(), Error> {
    let points = points_of(turn, id)?;
    let Some(promise) = points.promised.iter().find(|promise| promise.purchase == purchase).copied() else {
        return Ok(());
    };
    let (parts, debt, lot) = new_lot(turn, id, promise.points, from)?;
    let balance = balance_with(turn, id, &parts)?;
    let (level, until) = (Factor::ONE, lot.until);
    turn.post(Event::PointsEarned {
        purchase,
        parts,
        debt,
        promised: true,
        shares: Vec::new(),
        level,
        lot: lot.lot,
        until,
        on: from,
        balance,
    })
}

/// The lot that new points go to, what of them it gets, and what pays a debt first.
pub(super) fn new_lot(turn: &Turn<'_>, id: MemberId, points: u64, since: Date) -> Result<(Vec<Lot>, u64, Lot), Error> {
    let rules = turn.rules()?;
    let (order, until) = rules.points.as_ref().map_or((SpendOrder::default(), None), |rules| {
        (rules.spend, rules.expires.and_then(|expires| expires.until(since)))
    });
    let member_points = turn.member(id)?.points.clone().unwrap_or_default();
    if member_points.balance().saturating_add(points) > POINTS_MAX {
        return Err(Error::invalid("points", ProblemCode::TooLarge));
    }
    let same = |lot: &&Lot| lot.until == until;
    let known = match order {
        SpendOrder::EarliestExpiry => member_points.lots.iter().find(same),
        // In between others may have been earned, which are spent before these.
        SpendOrder::EarliestEarned => member_points.lots.last().filter(same),
    };
    let next = member_points.lots_made.saturating_add(1);
    let lot = Lot { lot: known.map_or(next, |lot| lot.lot), points, until };
    let (parts, debt) = after_debt(&member_points, vec![lot]);
    Ok((parts, debt, lot))
}

/// What is left of points that come in once a debt is paid, and how much of it they pay.
pub(super) fn after_debt(points: &Points, mut parts: Vec<Lot>) -> (Vec<Lot>, u64) {
    let mut left = points.debt;
    for part in &mut parts {
        let paid = left.min(part.points);
        part.points = part.points.saturating_sub(paid);
        left = left.saturating_sub(paid);
    }
    parts.retain(|part| part.points > 0);
    (parts, points.debt.saturating_sub(left))
}

/// So many points out of the lots, in the order of the rules; fewer where there are no more.
pub(super) fn take(lots: &[Lot], mut points: u64, order: SpendOrder) -> Vec<Lot> {
    let mut lots = lots.to_vec();
    match order {
        SpendOrder::EarliestExpiry => lots.sort_by_key(|lot| (lot.until.is_none(), lot.until, lot.lot)),
        SpendOrder::EarliestEarned => lots.sort_by_key(|lot| lot.lot),
    }
    let mut parts = Vec::new();
    for lot in lots {
        let part = lot.points.min(points);
        points = points.saturating_sub(part);
        if part > 0 {
            parts.push(Lot { points: part, ..lot });
        }
    }
    parts
}

/// Exactly so many points out of the lots, or a refusal.
pub(super) fn take_exactly(turn: &Turn<'_>, id: MemberId, points: u64, rules: &Rules) -> Result<Vec<Lot>, Error> {
    let known = turn.member(id)?.points.clone().unwrap_or_default();
    let order = rules.points.as_ref().map_or(SpendOrder::default(), |rules| rules.spend);
    let parts = take(&known.lots, points, order);
    if sum(&parts) < points {
        return Err(Refusal::PointsShort { balance: known.balance() }.into());
    }
    Ok(parts)
}

/// Takes points back that a purchase gave: first what is only promised, then its own lot, then others, and what is gone
/// as the rules say.
pub(super) fn take_back(
    turn: &mut Turn<'_>,
    id: MemberId,
    purchase: &Purchase,
    points: u64,
    rules: &PointRules,
) -> Result<(), Error> {
    let Some(given) = purchase.points.as_ref().filter(|_| points > 0) else { return Ok(()) };
    let today = turn.today()?;
    let known = turn.member(id)?.points.clone().unwrap_or_default();
    let promise = known.promised.iter().find(|promise| promise.purchase == purchase.id);
    let promised = promise.map_or(0, |promise| promise.points.min(points));
    let rest = points.saturating_sub(promised);
    // What had run out by itself was lost to the buyer already.
    let ran_out = given.until.is_some_and(|until| until < today);
    let wanted = if ran_out || rules.when_gone == WhenGone::OnlyPending { 0 } else { rest };
    // The number alone may be that of a lot of whoever the buyer turned out to be.
    let is_own = |lot: &Lot| Some(lot.lot) == given.lot && lot.until == given.until;
    let (own, others): (Vec<Lot>, Vec<Lot>) = known.lots.iter().partition(|lot| is_own(lot));
    let mut parts = take(&own, wanted, rules.spend);
    parts.extend(take(&others, wanted.saturating_sub(sum(&parts)), rules.spend));
    let gone = rest.saturating_sub(sum(&parts));
    let owed = rules.when_gone == WhenGone::Debt && !ran_out;
    let (debt, forgiven) = if owed { (gone, 0) } else { (0, gone) };
    let balance = balance_without(turn, id, &parts)?;
    let on = purchase.counted.unwrap_or(today);
    turn.post(Event::PointsTakenBack { purchase: purchase.id, parts, promised, debt, forgiven, on, balance })
}

/// Gives points back that a purchase was paid with: to the lots they came from, the first to go the first to return.
pub(super) fn give_back(turn: &mut Turn<'_>, id: MemberId, purchase: &Purchase, points: u64) -> Result<(), Error> {
    let Some(spent) = purchase.spent.as_ref().filter(|_| points > 0) else { return Ok(()) };
    let known = turn.member(id)?.points.clone().unwrap_or_default();
    let parts = at_home(&known, section(&spent.parts, spent.returned, points));
    let (parts, debt) = after_debt(&known, parts);
    let balance = balance_with(turn, id, &parts)?;
    turn.post(Event::PointsReturned { purchase: purchase.id, parts, debt, balance })?;
    expire(turn, id)
}

/// Where parts go back to: the lots they came from, unless the numbers are those of other lots by now, as they can be
/// after a merge.
pub(super) fn at_home(own: &Points, parts: Vec<Lot>) -> Vec<Lot> {
    let others = |part: &Lot| own.lots.iter().any(|lot| lot.lot == part.lot && lot.until != part.until);
    if parts.iter().any(others) { moved(own, &parts) } else { parts }
}

/// Of a row of parts, so many points after the first `skip`.
fn section(parts: &[Lot], mut skip: u64, mut points: u64) -> Vec<Lot> {
    let mut found = Vec::new();
    for part in parts {
        let passed = skip.min(part.points);
        skip = skip.saturating_sub(passed);
        let taken = part.points.saturating_sub(passed).min(points);
        points = points.saturating_sub(taken);
        if taken > 0 {
            found.push(Lot { points: taken, ..*part });
        }
    }
    found
}

fn points_of<'t>(turn: &'t Turn<'_>, id: MemberId) -> Result<&'t Points, Error> {
    let points = turn.member(id)?.points.as_ref();
    points.ok_or_else(|| Error::broken(format!("member {id} has no points")))
}

/// The balance once these are there.
pub(super) fn balance_with(turn: &Turn<'_>, id: MemberId, parts: &[Lot]) -> Result<u64, Error> {
    let balance = turn.member(id)?.points.as_ref().map_or(0, Points::balance);
    Ok(balance.saturating_add(sum(parts)))
}

/// The balance once these are gone.
pub(super) fn balance_without(turn: &Turn<'_>, id: MemberId, parts: &[Lot]) -> Result<u64, Error> {
    let balance = turn.member(id)?.points.as_ref().map_or(0, Points::balance);
    Ok(balance.saturating_sub(sum(parts)))
}
