//! A period from a start day to an end day, both included, in the program's zone.

use serde::{Deserialize, Serialize};

use crate::id::{CardId, CardNumber};
use crate::time::Date;

/// The newest membership of a member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Membership {
    /// The member's how-manyeth, from 1.
    pub number: u32,
    /// The card that shows it.
    pub card: CardId,
    /// The number on that card.
    pub card_number: CardNumber,
    /// The first day.
    pub starts: Date,
    /// The last day.
    pub ends: Date,
    /// Was its end written down?
    pub ended: bool,
}

/// How a membership stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum MembershipStatus {
    /// It runs.
    Active,
    /// It begins later.
    NotStarted,
    /// It is over.
    Expired,
    /// Its member is blocked.
    Blocked,
}

impl Membership {
    /// How it stands on a day.
    pub fn status(&self, today: Date, blocked: bool) -> MembershipStatus {
        if blocked {
            MembershipStatus::Blocked
        } else if today > self.ends {
            MembershipStatus::Expired
        } else if today < self.starts {
            MembershipStatus::NotStarted
        } else {
            MembershipStatus::Active
        }
    }
}
