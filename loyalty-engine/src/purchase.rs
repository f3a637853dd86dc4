//! A purchase: something bought, named by its outlet and receipt number, and what has become of it.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::basket::{Charges, PurchaseLine, Units};
use crate::id::{Mark, MemberId, OutletId, PurchaseId, ReceiptNumber};
pub use crate::log::EntryRef;
use crate::member::Lot;
use crate::money::{Factor, Money, share_of};
use crate::time::{Date, Moment};

/// A purchase on record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Purchase {
    /// Its name for machines.
    pub id: PurchaseId,
    /// Who bought.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member: Option<MemberId>,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outlet: Option<OutletId>,
    /// The receipt number, unique at its outlet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt: Option<ReceiptNumber>,
    /// What was paid in money.
    pub amount: Money,
    /// The price before discounts, where it was told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gross: Option<Money>,
    /// What of it is tax or delivery.
    #[serde(default, skip_serializing_if = "Charges::is_empty")]
    pub charges: Charges,
    /// What was bought, where it was told.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<PurchaseLine>,
    /// What each line has of the bill.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shares: Vec<Money>,
    /// When.
    pub at: Moment,
    /// Where it stands.
    pub state: PurchaseState,
    /// Until when it has to be paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pay_by: Option<Moment>,
    /// The day for which it counts: that on which it was paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counted: Option<Date>,
    /// The version of the rules it is judged by.
    pub rules: u32,
    /// What came back.
    #[serde(default, skip_serializing_if = "Refunded::is_none")]
    pub refunded: Refunded,
    /// What happened on its way, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub timeline: Vec<Step>,
    /// How often its receipt was printed again.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub reprints: u32,
    /// How many entries its own log holds, when nobody's log holds it.
    pub seq: u64,
    /// Stamps it gave, and the run of cycles they stand on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stamps: Option<StampsGiven>,
    /// Stamps that were left on the card although the purchase was taken back.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub stamps_kept: u32,
    /// Points it gave.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points: Option<PointsGiven>,
    /// Points it was paid with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spent: Option<PointsSpent>,
    /// The entry that recorded it, where a replay of its receipt finds the answer.
    pub entry: EntryRef,
}

/// Stamps one purchase gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StampsGiven {
    /// On which run of cycles.
    pub series: u32,
    /// How many, those left out that were taken back.
    pub count: u32,
}

/// Points one purchase gave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PointsGiven {
    /// How many.
    pub given: u64,
    /// How many of them were taken back.
    pub taken: u64,
    /// What each line has of them; the rest belongs to the purchase as a whole.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shares: Vec<u64>,
    /// By what the buyer's level multiplied them.
    pub level: Factor,
    /// The lot they went to; nothing while they are promised only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lot: Option<u32>,
    /// The last day on which they could be spent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}

/// Points a purchase was paid with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PointsSpent {
    /// How many.
    pub points: u64,
    /// How much money that was.
    pub value: Money,
    /// The lots they came from.
    pub parts: Vec<Lot>,
    /// How many of them were given back.
    pub returned: u64,
}

/// What came back of a purchase.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Refunded {
    /// By amount: a part of the bill that belongs to no line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
    /// By line: units that came back.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub units: Vec<Units>,
}

/// Something that happened to a purchase.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// The state it came to, or a step in between that only informs.
    pub what: Mark,
    /// When.
    pub at: Moment,
}

/// Where a purchase stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum PurchaseState {
    /// Ordered, and waits to be paid.
    Pending,
    /// Paid, and not handed over yet.
    Paid,
    /// Bought, paid and handed over.
    #[default]
    Completed,
    /// Called off before it was handed over.
    Cancelled,
    /// Not paid in time.
    Expired,
    /// Taken back as a whole.
    Refunded,
}

impl PurchaseState {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            PurchaseState::Pending => "pending",
            PurchaseState::Paid => "paid",
            PurchaseState::Completed => "completed",
            PurchaseState::Cancelled => "cancelled",
            PurchaseState::Expired => "expired",
            PurchaseState::Refunded => "refunded",
        }
    }

    /// Does a purchase in this state count?
    pub fn counts(self) -> bool {
        matches!(self, PurchaseState::Paid | PurchaseState::Completed)
    }
}

impl fmt::Display for PurchaseState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Refunded {
    /// Did nothing come back?
    pub fn is_none(&self) -> bool {
        *self == Refunded::default()
    }

    /// Units of a line, from 1, that came back.
    pub fn units_of(&self, line: u32) -> u32 {
        self.units.iter().find(|units| units.line == line).map_or(0, |units| units.quantity)
    }

    /// The same with more: every way to the same end is the same.
    pub fn plus(&self, amount: Option<Money>, units: &[Units]) -> Option<Refunded> {
        let amount = match (self.amount, amount) {
            (Some(before), Some(more)) => Some(before.plus(more)?),
            (before, more) => before.or(more),
        };
        let mut all = self.units.clone();
        for more in units {
            match all.iter_mut().find(|known| known.line == more.line) {
                Some(known) => known.quantity = known.quantity.checked_add(more.quantity)?,
                None => all.push(*more),
            }
        }
        all.sort_by_key(|units| units.line);
        Some(Refunded { amount, units: all })
    }
}

impl Purchase {
    /// What had to be paid, in money and in points.
    pub fn bill(&self) -> Money {
        let value = self.spent.as_ref().map_or(Money::ZERO, |spent| spent.value);
        self.amount.plus(value).unwrap_or(self.amount)
    }

    /// Where it stands at a moment: one that was not paid in time has expired, whether or not that was written down.
    pub fn state_at(&self, at: Moment) -> PurchaseState {
        let late = self.pay_by.is_some_and(|by| at >= by);
        if self.state == PurchaseState::Pending && late { PurchaseState::Expired } else { self.state }
    }

    /// How it stood before it was called off or taken back.
    pub fn stood(&self) -> PurchaseState {
        let states = [PurchaseState::Pending, PurchaseState::Paid, PurchaseState::Completed];
        let named = |step: &Step| states.into_iter().find(|state| state.name() == step.what.as_str());
        self.timeline.iter().rev().find_map(named).unwrap_or(PurchaseState::Completed)
    }

    /// Units of a line, from 1, that were bought.
    pub fn quantity_of(&self, line: u32) -> u32 {
        let at = usize::try_from(line).ok().and_then(|line| line.checked_sub(1));
        at.and_then(|at| self.lines.get(at)).map_or(0, |line| line.quantity)
    }

    /// What so many units of each line are worth of the bill, in the order of the lines.
    pub fn worth_of_units<'a>(&'a self, back: &'a Refunded, places: u32) -> impl Iterator<Item = Money> + 'a {
        (1_u32..).zip(self.lines.iter().zip(&self.shares)).map(move |(number, (line, share))| {
            let units = |count: u32| Money::whole(count.into());
            share.share(units(back.units_of(number)), units(line.quantity), places)
        })
    }

    /// How much of the bill came back.
    pub fn bill_back(&self, back: &Refunded, places: u32) -> Option<Money> {
        let by_amount = back.amount.unwrap_or(Money::ZERO);
        self.worth_of_units(back, places).try_fold(by_amount, Money::plus)
    }

    /// How much money goes back with that.
    pub fn money_back(&self, bill_back: Money, places: u32) -> Money {
        self.amount.share(bill_back, self.bill(), places)
    }

    /// How many of the points it was paid with go back with that.
    pub fn points_back(&self, bill_back: Money) -> u64 {
        self.spent.as_ref().map_or(0, |spent| share_of(spent.points, bill_back, self.bill()))
    }

    /// What was paid and did not come back.
    pub fn kept(&self, places: u32) -> Money {
        let back = if self.state.counts() { self.bill_back(&self.refunded, places) } else { Some(self.bill()) };
        let back = back.map_or(self.amount, |back| self.money_back(back, places));
        self.amount.minus(back).unwrap_or(Money::ZERO)
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_zero(count: &u32) -> bool {
    *count == 0
}
