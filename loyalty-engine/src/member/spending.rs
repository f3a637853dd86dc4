//! What a member has bought: figures that follow from the purchases, never typed in.

use serde::{Deserialize, Serialize};

use crate::id::LevelName;
use crate::money::Money;
use crate::time::{Date, Moment};

/// So many months are kept apart; what is older stands in the totals alone.
pub const MONTHS_KEPT: usize = 37;

/// Figures over all purchases that count.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Spending {
    /// Of all time.
    pub total: Figures,
    /// Of the newest months, oldest first; months without any are left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub months: Vec<Month>,
    /// When something was bought last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last: Option<Moment>,
}

/// What was spent, earned and bought.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Figures {
    /// What was paid and did not come back.
    pub spent: Money,
    /// Purchases, those left out that came back as a whole.
    pub purchases: i64,
    /// Points they earned.
    pub points: i64,
}

/// The figures of one month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Month {
    /// Its first day.
    pub month: Date,
    /// Its figures.
    pub figures: Figures,
}

/// From a day on somebody is on this level, or on none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LevelStep {
    /// The first day.
    pub from: Date,
    /// The level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<LevelName>,
}

impl Default for Figures {
    fn default() -> Figures {
        Figures { spent: Money::ZERO, purchases: 0, points: 0 }
    }
}

impl Figures {
    /// Both together.
    #[must_use]
    pub fn plus(self, more: Figures) -> Figures {
        Figures {
            spent: self.spent.plus(more.spent).unwrap_or(self.spent),
            purchases: self.purchases.saturating_add(more.purchases),
            points: self.points.saturating_add(more.points),
        }
    }
}

impl Figures {
    /// Without these.
    #[must_use]
    pub fn minus(self, less: Figures) -> Figures {
        Figures {
            spent: self.spent.minus(less.spent).unwrap_or(self.spent),
            purchases: self.purchases.saturating_sub(less.purchases),
            points: self.points.saturating_sub(less.points),
        }
    }
}

impl Spending {
    /// Counts something for a day.
    pub(crate) fn count(&mut self, on: Date, figures: Figures) {
        self.total = self.total.plus(figures);
        let month = on.month();
        match self.months.iter_mut().find(|known| known.month == month) {
            Some(known) => known.figures = known.figures.plus(figures),
            None => self.months.push(Month { month, figures }),
        }
        self.months.retain(|month| month.figures != Figures::default());
        self.months.sort_by_key(|month| month.month);
        let older = self.months.len().saturating_sub(MONTHS_KEPT);
        self.months.drain(..older);
    }

    /// Takes over what somebody else had.
    pub(crate) fn absorb(&mut self, other: &Spending) {
        let older = other.months.iter().fold(other.total, |left, month| left.minus(month.figures));
        self.total = self.total.plus(older);
        other.months.iter().for_each(|month| self.count(month.month, month.figures));
        self.last = self.last.max(other.last);
    }

    /// The figures of the months from one day's to another's, both included.
    pub fn between(&self, first: Date, last: Date) -> Figures {
        let within = self.months.iter().filter(|month| (first.month()..=last.month()).contains(&month.month));
        within.fold(Figures::default(), |sum, month| sum.plus(month.figures))
    }
}
