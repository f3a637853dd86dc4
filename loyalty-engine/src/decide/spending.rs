//! Spending points as money off: what they are worth, and within which limits.

use super::Operation;
use super::find::ask_member;
use super::ledger::{balance_without, take_exactly};
use super::purchase::Basket;
use super::turn::{Asking, Step, Turn};
use crate::command::SpendPoints;
use crate::error::{Error, ProblemCode, Reason, Refusal};
use crate::event::Event;
use crate::id::{HoldId, MemberId, PurchaseId};
use crate::member::{Hold, Lot, sum};
use crate::money::Money;
use crate::rules::{Cost, MoneyOff, Rules};

impl Operation for SpendPoints {
    fn ask(&self, asking: &mut Asking<'_>) -> Result<(), Error> {
        ask_member(asking, &self.member)
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<Step, Error> {
        let rules = turn.rules()?;
        let off = money_off(&rules)?;
        let id = turn.open_member(&self.member)?;
        match (self.points, self.hold) {
            (Some(0), None) => Err(Error::invalid("points", ProblemCode::Zero)),
            (Some(points), None) => {
                check_standing(turn, id)?;
                let points = in_steps(points, off)?;
                let parts = take_exactly(turn, id, points, &rules)?;
                Spent { parts, value: worth(points, off) }.post(turn, None, Some(id))?;
                Ok(Step::Done)
            }
            (None, Some(hold)) => {
                let held = hold_of(turn, id, hold)?;
                let points = sum(&held.parts);
                turn.post(Event::HoldSpent { hold, points, value: worth(points, off) })?;
                Ok(Step::Done)
            }
            _ => Err(Error::invalid("points", ProblemCode::OneOf)),
        }
    }
}

/// Points that pay, and what they pay.
pub(super) struct Spent {
    pub(super) parts: Vec<Lot>,
    pub(super) value: Money,
}

impl Spent {
    /// Writes it down in the log that is open.
    pub(super) fn post(
        self,
        turn: &mut Turn<'_>,
        purchase: Option<PurchaseId>,
        id: Option<MemberId>,
    ) -> Result<(), Error> {
        let Some(id) = id else { return Ok(()) };
        let balance = balance_without(turn, id, &self.parts)?;
        turn.post(Event::PointsSpent { purchase, parts: self.parts, value: self.value, balance })
    }
}

/// The points a buyer pays a bill with: no more than the bill and the rules take.
pub(super) fn pay_with_points(
    turn: &mut Turn<'_>,
    member: Option<MemberId>,
    basket: &Basket,
    rules: &Rules,
) -> Result<Option<Spent>, Error> {
    let (Some(offered), Some(id)) = (basket.points, member) else { return Ok(None) };
    let off = money_off(rules)?;
    check_standing(turn, id)?;
    let offered = in_steps(offered, off)?;
    let limit = limit(basket.amount, off, rules.program.rounding.places);
    let enough = points_worth(limit, off);
    let points = match off.cost {
        // The last point may be worth less than it would be elsewhere, so that a bill can be paid in full.
        Cost::FollowsValue => in_whole_steps(offered.min(enough), off),
        Cost::Full => offered,
    };
    if points < offered {
        turn.explain(Reason::PointsNotNeeded { offered, spent: points });
    }
    if points < off.min_points {
        return Ok(None);
    }
    let parts = take_exactly(turn, id, points, rules)?;
    Ok(Some(Spent { parts, value: worth(points, off).min(limit) }))
}

/// What points are worth as money off, where they are worth anything.
pub(super) fn money_off(rules: &Rules) -> Result<&MoneyOff, Error> {
    let points = rules.points.as_ref().ok_or(Refusal::NoPoints)?;
    points.money_off.as_ref().ok_or_else(|| Refusal::NoMoneyOff.into())
}

/// A hold of the member's.
pub(super) fn hold_of(turn: &Turn<'_>, id: MemberId, hold: HoldId) -> Result<Hold, Error> {
    let points = turn.member(id)?.points.as_ref();
    let found = points.and_then(|points| points.holds.iter().find(|known| known.id == hold));
    found.cloned().ok_or_else(|| Refusal::HoldNotFound.into())
}

/// Points are of use to members who are not blocked.
pub(super) fn check_standing(turn: &Turn<'_>, id: MemberId) -> Result<(), Error> {
    if turn.member(id)?.blocked { Err(Refusal::MemberBlocked.into()) } else { Ok(()) }
}

/// Points in the rules' steps, or a refusal where they are too few.
fn in_steps(points: u64, off: &MoneyOff) -> Result<u64, Error> {
    let whole = in_whole_steps(points, off);
    if whole < off.min_points || whole == 0 {
        return Err(Refusal::TooFewPoints { minimum: off.min_points.max(off.step) }.into());
    }
    Ok(whole)
}

fn in_whole_steps(points: u64, off: &MoneyOff) -> u64 {
    points.saturating_sub(points.checked_rem(off.step).unwrap_or(0))
}

fn worth(points: u64, off: &MoneyOff) -> Money {
    off.value.times(points).unwrap_or_else(Money::most)
}

/// How much of a bill points may pay.
fn limit(bill: Money, off: &MoneyOff, places: u32) -> Money {
    off.max_percent.map_or(bill, |percent| percent.of(bill, places))
}

/// The fewest points that are worth an amount.
fn points_worth(amount: Money, off: &MoneyOff) -> u64 {
    let whole = amount.times_fits(off.value);
    let reaches = off.value.times(whole).is_some_and(|worth| worth >= amount);
    if reaches { whole } else { whole.saturating_add(1) }
}
