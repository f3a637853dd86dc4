//! What can be done with points, and asked about them.

use serde::{Deserialize, Serialize};

use super::{MemberRef, data};
use crate::id::{HoldId, Note, RewardId, RewardKind};
use crate::time::{Date, Moment};

data! {
    /// Give or take points by hand.
    AdjustPoints {
        /// Whose.
        member: MemberRef,
        /// How many; below zero takes them.
        points: i64,
        /// Why.
        reason: Note,
    }
    /// Give points to another member.
    TransferPoints {
        /// Who gives.
        member: MemberRef,
        /// Who gets.
        to: MemberRef,
        /// How many.
        points: u64,
    }
    /// Spend points as money off: at once, or those of a hold.
    SpendPoints {
        /// Whose.
        member: MemberRef,
        /// How many.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        points: Option<u64>,
        /// Or all of this hold.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        hold: Option<HoldId>,
    }
    /// Hold points back for something.
    HoldPoints {
        /// Whose.
        member: MemberRef,
        /// How many.
        points: u64,
        /// Until when; then they are there again.
        until: Moment,
    }
    /// Let held points go: they are there again.
    ReleasePoints {
        /// Whose.
        member: MemberRef,
        /// Which.
        hold: HoldId,
    }
    /// Buy a reward with points.
    BuyReward {
        /// Who buys.
        member: MemberRef,
        /// Which reward of the catalogue.
        reward: RewardKind,
    }
    /// Give a reward back that was bought with points and not handed over yet.
    ReverseReward {
        /// Which.
        reward: RewardId,
        /// Why.
        reason: Note,
    }
    /// What went in and out of a member's points, oldest first.
    Statement {
        /// Whose.
        member: MemberRef,
        /// Go on after this entry of the member's log.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        after: Option<u64>,
        /// Look through so many entries, up to 1000; 100 when left out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        limit: Option<u32>,
    }
    /// Which of a member's points run out by a day if nothing else happens.
    Forecast {
        /// Whose.
        member: MemberRef,
        /// The last day that counts.
        by: Date,
    }
}
