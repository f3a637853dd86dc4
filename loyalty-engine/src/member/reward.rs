//! Something earned: open, handed over, lapsed or taken back.

use serde::{Deserialize, Serialize};

use super::Lot;
use crate::id::{PurchaseId, RewardId, RewardKind};
use crate::time::{Date, Moment};

/// A reward on record, whatever became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reward {
    /// Which reward of the rules.
    pub kind: RewardKind,
    /// When it was earned.
    pub earned: Moment,
    /// The last day on which it can be had.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// Where it stands.
    pub state: RewardState,
    /// When it was handed over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub redeemed: Option<Moment>,
    /// The purchase it was used on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purchase: Option<PurchaseId>,
    /// The points it was bought with.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cost: Vec<Lot>,
    /// What it was called first, before it passed to whoever its owner turned out to be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first: Option<RewardId>,
}

/// Where a reward stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum RewardState {
    /// It waits to be handed over.
    Open,
    /// It was handed over.
    Redeemed,
    /// Its time ran out.
    Lapsed,
    /// What earned it was taken back.
    TakenBack,
    /// It passed to the member its owner turned out to be.
    Moved,
}

/// Why a reward lapsed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum LapseCause {
    /// Its own time ran out.
    Expired,
    /// The membership ended.
    MembershipEnded,
}
