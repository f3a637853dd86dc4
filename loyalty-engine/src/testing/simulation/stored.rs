//! Points and purchases as they are stored, held against the model's.

use super::compare::{Ids, same};
use super::facts::{stage_of, whole};
use super::wire::{day_of, known_kind, outlet, receipt};
use crate::member::{self, Spending};
use crate::purchase::{self, PointsGiven, PointsSpent};
use crate::testing::model::{Back, Given, Hold, Lot, Model, Points, Promise, Purchase, Spent};
use crate::time::{Date, Moment};

/// Lots in the model's words.
pub fn lots(stored: &[member::Lot]) -> Vec<Lot> {
    let lot =
        |lot: &member::Lot| Lot { number: lot.lot, points: lot.points, until: lot.until.map(Date::days_since_epoch) };
    stored.iter().map(lot).collect()
}

impl Ids {
    /// A member's points in the model's words.
    pub fn points(&self, stored: &member::Points) -> Points {
        let promise = |promise: &member::Promise| Promise {
            purchase: self.bought(promise.purchase).unwrap_or(usize::MAX),
            points: promise.points,
            from: promise.from.map(Date::days_since_epoch),
        };
        let hold = |hold: &member::Hold| Hold {
            number: self.hold(hold.id).unwrap_or(usize::MAX),
            parts: lots(&hold.parts),
            until: hold.until.micros(),
        };
        Points {
            lots: lots(&stored.lots),
            promised: stored.promised.iter().map(promise).collect(),
            holds: stored.holds.iter().map(hold).collect(),
            debt: stored.debt,
            made: stored.lots_made,
            day: stored.day.map(|day| (day.on.days_since_epoch(), day.points)),
            bought: stored.bought.iter().map(|(kind, count)| (known_kind(kind.as_str()), *count)).collect(),
        }
    }
}

/// Are the totals of a member what their purchases add up to?
pub fn matches_spending(at: usize, stored: Option<&Spending>, model: &Model) -> Result<(), String> {
    let theirs =
        |purchase: &&Purchase| purchase.counted.is_some() && purchase.member.map(|id| model.who(id)) == Some(at);
    let all = || model.purchases.iter().filter(theirs);
    let total = stored.map(|spending| spending.total).unwrap_or_default();
    same(&format!("spending of member {at}"), &whole(&total.spent), &all().map(Purchase::net).sum())?;
    let count = i64::try_from(all().filter(|purchase| purchase.counts()).count()).unwrap_or(0);
    same(&format!("purchases of member {at}"), &total.purchases, &count)
}

/// Is a purchase what the model has?
pub fn matches_order(at: usize, stored: &purchase::Purchase, model: &Purchase, ids: &Ids) -> Result<(), String> {
    let back = Back {
        amount: stored.refunded.amount.map_or(0, |amount| whole(&amount)),
        units: (1..).zip(&model.lines).map(|(line, _)| stored.refunded.units_of(line)).collect(),
    };
    let found = Purchase {
        member: stored.member.and_then(|id| ids.member(id)),
        outlet: model.outlet.filter(|number| outlet(*number).ok() == stored.outlet),
        receipt: model.receipt.filter(|number| receipt(*number).ok() == stored.receipt),
        amount: whole(&stored.amount),
        lines: stored.lines.iter().map(|line| (line.quantity, whole(&line.unit_price))).collect(),
        shares: stored.shares.iter().map(whole).collect(),
        day: day_of(stored.at),
        stage: stage_of(stored.state),
        stood: stage_of(stored.stood()),
        pay_by: stored.pay_by.map(Moment::micros),
        counted: stored.counted.map(Date::days_since_epoch),
        version: usize::try_from(stored.rules).unwrap_or(0),
        back,
        // Stamps that were all taken back stand on no card.
        series: stored.stamps.map_or(model.series, |given| given.series),
        stamps: stored.stamps.map_or(0, |given| given.count),
        kept: stored.stamps_kept,
        given: stored.points.as_ref().map(given),
        spent: stored.spent.as_ref().map(spent),
        reprints: stored.reprints,
        answer: model.answer.clone(),
    };
    same(&format!("purchase {at}"), &found, model)
}

fn given(stored: &PointsGiven) -> Given {
    Given {
        points: stored.given,
        taken: stored.taken,
        shares: stored.shares.clone(),
        lot: stored.lot,
        until: stored.until.map(Date::days_since_epoch),
    }
}

fn spent(stored: &PointsSpent) -> Spent {
    let (points, value) = (stored.points, whole(&stored.value));
    Spent { points, value, parts: lots(&stored.parts), returned: stored.returned }
}
