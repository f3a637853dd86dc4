//! Points: lots that can be spent, what is only promised, what is held back, and what is owed.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::id::{HoldId, PurchaseId, RewardKind};
use crate::time::{Date, Moment};

/// A member's points. The balance is the sum of the lots and stands nowhere beside them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Points {
    /// What can be spent, in the order in which it was earned.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lots: Vec<Lot>,
    /// What will be there once a purchase is completed, or some days have passed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub promised: Vec<Promise>,
    /// What is held back for something.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holds: Vec<Hold>,
    /// What a refund could not take back: later earnings pay it first.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub debt: u64,
    /// How many lots there have been.
    pub lots_made: u32,
    /// Points earned for purchases of the last day that had any, for the daily limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<DayPoints>,
    /// How many of each reward were bought with points.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub bought: BTreeMap<RewardKind, u32>,
}

/// Points with one expiry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Lot {
    /// The member's how-manyeth.
    pub lot: u32,
    /// How many are left.
    pub points: u64,
    /// The last day on which they can be spent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}

/// Points of a purchase that are not there yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Promise {
    /// For what.
    pub purchase: PurchaseId,
    /// How many.
    pub points: u64,
    /// The day from which they are there; nothing if they wait for the purchase to be completed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
}

/// Points held back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hold {
    /// Its name.
    pub id: HoldId,
    /// The lots they came from, and go back to.
    pub parts: Vec<Lot>,
    /// Until when; then they are there again.
    pub until: Moment,
    /// The day of that moment, where the program is.
    pub on: Date,
}

/// Points of one day's purchases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DayPoints {
    /// The day in the program's zone.
    pub on: Date,
    /// How many.
    pub points: u64,
}

impl Points {
    /// What can be spent.
    pub fn balance(&self) -> u64 {
        sum(&self.lots)
    }

    /// What is promised.
    pub fn promised(&self) -> u64 {
        self.promised.iter().fold(0, |sum, promise| sum.saturating_add(promise.points))
    }

    /// What is held back.
    pub fn held(&self) -> u64 {
        self.holds.iter().fold(0, |held, hold| held.saturating_add(sum(&hold.parts)))
    }

    /// What runs out on or before a day if nothing else happens.
    pub fn expiring_by(&self, day: Date) -> u64 {
        let lots = self.lots.iter().filter(|lot| lot.until.is_some_and(|until| until <= day));
        lots.fold(0, |sum, lot| sum.saturating_add(lot.points))
    }

    /// Puts points into lots, making those that are not there.
    pub(crate) fn add(&mut self, parts: &[Lot]) {
        for part in parts.iter().filter(|part| part.points > 0) {
            match self.lots.iter_mut().find(|lot| lot.lot == part.lot) {
                Some(lot) => lot.points = lot.points.saturating_add(part.points),
                None => self.lots.push(*part),
            }
            self.lots_made = self.lots_made.max(part.lot);
        }
        self.lots.sort_by_key(|lot| lot.lot);
    }

    /// Takes points out of lots; `None` where they are not there.
    pub(crate) fn remove(&mut self, parts: &[Lot]) -> Option<()> {
        for part in parts {
            let lot = self.lots.iter_mut().find(|lot| lot.lot == part.lot)?;
            lot.points = lot.points.checked_sub(part.points)?;
        }
        self.lots.retain(|lot| lot.points > 0);
        Some(())
    }

    /// The first day on which time changes something.
    pub(crate) fn next_due(&self) -> Option<Date> {
        let lots = self.lots.iter().filter_map(|lot| lot.until).map(Date::next);
        let promised = self.promised.iter().filter_map(|promise| promise.from);
        lots.chain(promised).chain(self.holds.iter().map(|hold| hold.on)).min()
    }
}

/// How many points these are together.
pub fn sum(parts: &[Lot]) -> u64 {
    parts.iter().fold(0, |sum, part| sum.saturating_add(part.points))
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_zero(count: &u64) -> bool {
    *count == 0
}
