//! Stamps: how many are on the card, and under which deal.

use serde::{Deserialize, Serialize};

use crate::id::PurchaseId;
use crate::time::{Date, Moment};

/// A member's stamp cards: one after the other, each full before the next is opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cycles {
    /// Which run of cycles; a new membership begins a new one.
    pub series: u32,
    /// The round, from 1.
    pub cycle: u32,
    /// Stamps in this round; it is full at the deal's count.
    pub stamps: u32,
    /// The deals of this series: a round runs to its end under the rules it was opened under.
    pub deals: Vec<Deal>,
}

/// From which round on which rules say what a card looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deal {
    /// The first round under these rules.
    pub from: u32,
    /// The version of the rules.
    pub rules: u32,
    /// Stamps that fill a card.
    pub of: u32,
}

/// One stamp on record: the store keeps a second lock on each position.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stamp {
    /// When it was given.
    pub at: Moment,
    /// What for; nothing for a stamp given at activation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purchase: Option<PurchaseId>,
}

/// Stamps given for one day's purchases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DayCount {
    /// The day in the program's zone.
    pub on: Date,
    /// How many.
    pub stamps: u32,
}

impl Cycles {
    /// The deal a round stands under.
    pub fn deal(&self, cycle: u32) -> Option<Deal> {
        self.deals.iter().rev().find(|deal| deal.from <= cycle).copied()
    }

    /// Is the newest round full?
    pub fn is_full(&self) -> bool {
        self.deal(self.cycle).is_some_and(|deal| self.stamps >= deal.of)
    }

    /// The last stamp there is, as round and position; `None` on an empty first card.
    pub fn last(&self) -> Option<(u32, u32)> {
        if self.stamps > 0 {
            return Some((self.cycle, self.stamps));
        }
        let before = self.cycle.checked_sub(1).filter(|cycle| *cycle > 0)?;
        self.deal(before).map(|deal| (before, deal.of))
    }
}
