//! A purchase: something bought, named by its outlet and receipt number.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::event::Subject;
use crate::id::{MemberId, OutletId, PurchaseId, ReceiptNumber};
use crate::money::Money;
use crate::time::Moment;

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
    /// What was paid.
    pub amount: Money,
    /// The price before discounts, where it was told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gross: Option<Money>,
    /// When.
    pub at: Moment,
    /// Where it stands.
    pub state: PurchaseState,
    /// How many entries its own log holds, when nobody's log holds it.
    pub seq: u64,
    /// Stamps it gave, and the run of cycles they stand on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stamps: Option<StampsGiven>,
    /// Stamps that were left on the card although the purchase was taken back.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub stamps_kept: u32,
    /// The entry that recorded it, where a replay of its receipt finds the answer.
    pub entry: EntryRef,
}

/// Stamps one purchase gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StampsGiven {
    /// On which run of cycles.
    pub series: u32,
    /// How many.
    pub count: u32,
}

/// One entry of one log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntryRef {
    /// Whose log.
    pub subject: Subject,
    /// The entry's number in it, from 1.
    pub seq: u64,
}

/// Where a purchase stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum PurchaseState {
    /// Bought, paid and handed over.
    Completed,
    /// Taken back as a whole.
    Refunded,
}

impl fmt::Display for PurchaseState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            PurchaseState::Completed => "completed",
            PurchaseState::Refunded => "refunded",
        })
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_zero(count: &u32) -> bool {
    *count == 0
}
