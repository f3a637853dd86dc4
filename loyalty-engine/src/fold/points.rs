//! What becomes of points.

use std::sync::Arc;

use super::{Head, Records, member_of, purchase, reward};
use crate::error::Error;
use crate::event::Event;
use crate::member::{DayPoints, Figures, Hold, Lot, Member, Points, Promise, Reward, RewardState, sum};
use crate::money::Money;
use crate::purchase::{PointsGiven, PointsSpent};
use crate::record::{Record, RecordKey};
use crate::time::Date;

/// Says whether the event was one of these.
pub(super) fn apply<R: Records>(records: &mut R, head: Head, event: &Event) -> Result<bool, Error> {
    match event {
        Event::PointsPromised { purchase: id, points, from, shares, level } => {
            let promise = Promise { purchase: *id, points: *points, from: *from };
            points_of(member_of(records, head)?).promised.push(promise);
            let given =
                PointsGiven { given: *points, taken: 0, shares: shares.clone(), level: *level, lot: None, until: None };
            purchase(records, *id)?.points = Some(given);
        }
        Event::PointsEarned { .. } => earn(records, head, event)?,
        Event::PointsTakenBack { .. } => take_back(records, head, event)?,
        Event::PointsSpent { purchase: id, parts, value, .. } => {
            remove(member_of(records, head)?, parts)?;
            if let Some(id) = id {
                let (points, parts) = (sum(parts), parts.clone());
                purchase(records, *id)?.spent = Some(PointsSpent { points, value: *value, parts, returned: 0 });
            }
        }
        Event::PointsReturned { purchase: id, parts, debt, .. } => {
            add(member_of(records, head)?, parts, *debt);
            let returned = sum(parts).saturating_add(*debt);
            if let Some(spent) = &mut purchase(records, *id)?.spent {
                spent.returned = spent.returned.saturating_add(returned);
            }
        }
        Event::PointsHeld { hold, parts, until, on, .. } => {
            let member = member_of(records, head)?;
            remove(member, parts)?;
            let hold = Hold { id: *hold, parts: parts.clone(), until: *until, on: *on };
            points_of(member).holds.push(hold);
        }
        Event::PointsReleased { hold, parts, debt, .. } => {
            let member = member_of(records, head)?;
            points_of(member).holds.retain(|known| known.id != *hold);
            add(member, parts, *debt);
        }
        Event::HoldSpent { hold, .. } => {
            points_of(member_of(records, head)?).holds.retain(|known| known.id != *hold);
        }
        Event::PointsExpired { parts, .. } | Event::PointsDeducted { parts, .. } | Event::PointsSent { parts, .. } => {
            remove(member_of(records, head)?, parts)?
        }
        Event::PointsGranted { parts, debt, .. } | Event::PointsReceived { parts, debt, .. } => {
            add(member_of(records, head)?, parts, *debt);
        }
        _ => return Ok(false),
    }
    Ok(true)
}

pub(super) fn apply_reward<R: Records>(records: &mut R, head: Head, event: &Event) -> Result<(), Error> {
    let open = |kind: &crate::id::RewardKind, earned, until, cost: &[Lot], first| {
        let (kind, state, cost) = (kind.clone(), RewardState::Open, cost.to_vec());
        let (redeemed, purchase) = (None, None);
        Some(Record::Reward(Arc::new(Reward { kind, earned, until, state, redeemed, purchase, cost, first })))
    };
    match event {
        Event::RewardBought { reward: id, kind, until, parts, .. } => {
            let member = member_of(records, head)?;
            remove(member, parts)?;
            member.extras = member.extras.max(id.cycle);
            let count = points_of(member).bought.entry(kind.clone()).or_default();
            *count = count.saturating_add(1);
            records.put(RecordKey::Reward(*id), open(kind, head.at, *until, parts, None));
        }
        Event::RewardReversed { reward: id, kind, parts, debt, .. } => {
            let member = member_of(records, head)?;
            add(member, parts, *debt);
            let bought = &mut points_of(member).bought;
            if let Some(count) = bought.get_mut(kind) {
                *count = count.saturating_sub(1);
            }
            bought.retain(|_, count| *count > 0);
            reward(records, *id)?.state = RewardState::TakenBack;
        }
        Event::RewardMoved { from, reward: id, kind, until, earned, cost } => {
            let member = member_of(records, head)?;
            member.extras = member.extras.max(id.cycle);
            let old = reward(records, *from)?;
            old.state = RewardState::Moved;
            let first = old.first.unwrap_or(*from);
            records.put(RecordKey::Reward(*id), open(kind, *earned, *until, cost, Some(first)));
        }
        _ => {}
    }
    Ok(())
}

fn earn<R: Records>(records: &mut R, head: Head, event: &Event) -> Result<(), Error> {
    let Event::PointsEarned { purchase: id, parts, debt, promised, shares, level, lot, until, on, .. } = event else {
        return Ok(());
    };
    let points = sum(parts).saturating_add(*debt);
    let member = member_of(records, head)?;
    add(member, parts, *debt);
    count(member, *on, points, 1);
    if *promised {
        points_of(member).promised.retain(|promise| promise.purchase != *id);
    }
    let purchase = purchase(records, *id)?;
    match &mut purchase.points {
        Some(given) if *promised => (given.lot, given.until) = (Some(*lot), *until),
        _ => {
            let (shares, lot, until) = (shares.clone(), Some(*lot), *until);
            purchase.points = Some(PointsGiven { given: points, taken: 0, shares, level: *level, lot, until });
        }
    }
    Ok(())
}

fn take_back<R: Records>(records: &mut R, head: Head, event: &Event) -> Result<(), Error> {
    let Event::PointsTakenBack { purchase: id, parts, promised, debt, forgiven, on, .. } = event else {
        return Ok(());
    };
    let member = member_of(records, head)?;
    remove(member, parts)?;
    let points = points_of(member);
    points.debt = points.debt.saturating_add(*debt);
    if let Some(promise) = points.promised.iter_mut().find(|promise| promise.purchase == *id) {
        promise.points = promise.points.saturating_sub(*promised);
    }
    points.promised.retain(|promise| promise.points > 0);
    let there = sum(parts).saturating_add(*debt).saturating_add(*forgiven);
    count(member, *on, there, -1);
    if let Some(given) = &mut purchase(records, *id)?.points {
        given.taken = given.taken.saturating_add(there).saturating_add(*promised);
    }
    Ok(())
}

fn points_of(member: &mut Member) -> &mut Points {
    member.points.get_or_insert_default()
}

fn add(member: &mut Member, parts: &[Lot], debt: u64) {
    let points = points_of(member);
    points.debt = points.debt.saturating_sub(debt);
    points.add(parts);
}

fn remove(member: &mut Member, parts: &[Lot]) -> Result<(), Error> {
    let id = member.id;
    points_of(member).remove(parts).ok_or_else(|| Error::broken(format!("points of {id} that are not there")))
}

/// Counts what purchases have earned, for levels and for the daily limit.
fn count(member: &mut Member, on: Date, points: u64, sign: i64) {
    let signed = i64::try_from(points).unwrap_or(i64::MAX).saturating_mul(sign);
    let figures = Figures { spent: Money::ZERO, purchases: 0, points: signed };
    member.spending.get_or_insert_default().count(on, figures);
    let known = points_of(member);
    known.day = match known.day {
        Some(day) if day.on == on => {
            Some(DayPoints { on, points: day.points.saturating_add_signed(signed) }).filter(|day| day.points > 0)
        }
        known if sign < 0 => known,
        Some(day) if day.on > on => Some(day),
        _ => Some(DayPoints { on, points }),
    };
}
