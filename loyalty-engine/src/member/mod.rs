//! One member's state: bounded, and free of personal data. What is closed leaves it and lives in the events.

mod cycle;
mod membership;
mod profile;
mod reward;

pub use cycle::{Cycles, DayCount, Deal, Stamp};
pub use membership::{Membership, MembershipStatus};
pub use profile::{Profile, ProfileField};
pub use reward::{LapseCause, Reward, RewardState};

use serde::{Deserialize, Serialize};

use crate::id::MemberId;
use crate::time::{Date, Moment};

/// What the engine knows of a member, apart from the profile.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Member {
    /// The member's name for machines.
    pub id: MemberId,
    /// How many entries the member's log holds.
    pub seq: u64,
    /// Walk-in, member or VIP.
    pub kind: MemberKind,
    /// When the member became known.
    pub since: Moment,
    /// Is the member blocked?
    #[serde(default, skip_serializing_if = "is_false")]
    pub blocked: bool,
    /// Was the member closed?
    #[serde(default, skip_serializing_if = "is_false")]
    pub closed: bool,
    /// The newest membership.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub membership: Option<Membership>,
    /// The stamp cards, when stamps were ever given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cycles: Option<Cycles>,
    /// The day after the first open reward runs out. The rewards themselves are records of their own: somebody who
    /// never collects them must not get slower with each.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rewards_due: Option<Date>,
    /// Stamps of the last day that had any, for the daily limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<DayCount>,
    /// The first day on which time changes something, so that a sweep finds it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
}

/// What sort of customer somebody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum MemberKind {
    /// Known by name, without a membership.
    WalkIn,
    /// Has, or had, a membership.
    Member,
    /// Made a VIP by the business.
    Vip,
}

/// How somebody stands with the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum MemberStatus {
    /// Nothing stands in the way.
    Active,
    /// Closed.
    Inactive,
    /// Blocked by the business.
    Blocked,
}

impl Member {
    /// Somebody new.
    pub fn new(id: MemberId, kind: MemberKind, since: Moment) -> Member {
        Member {
            id,
            seq: 0,
            kind,
            since,
            blocked: false,
            closed: false,
            membership: None,
            cycles: None,
            rewards_due: None,
            day: None,
            due: None,
        }
    }

    /// How the member stands.
    pub fn status(&self) -> MemberStatus {
        match (self.closed, self.blocked) {
            (true, _) => MemberStatus::Inactive,
            (_, true) => MemberStatus::Blocked,
            _ => MemberStatus::Active,
        }
    }

    /// How the newest membership stands on a day.
    pub fn membership_status(&self, today: Date) -> Option<MembershipStatus> {
        self.membership.as_ref().map(|membership| membership.status(today, self.blocked))
    }

    /// The first day on which time changes something: a membership's end, a reward's. Nothing happens to the closed.
    pub(crate) fn next_due(&self) -> Option<Date> {
        if self.closed {
            return None;
        }
        let end =
            self.membership.as_ref().filter(|membership| !membership.ended).map(|membership| membership.ends.next());
        self.rewards_due.into_iter().chain(end).min()
    }

    /// May time have something to do with the member's open rewards on this day? Then they are loaded along.
    pub fn may_lapse_by(&self, day: Date) -> bool {
        let over = self.membership.as_ref().is_some_and(|membership| membership.ends < day);
        over || self.rewards_due.is_some_and(|due| due <= day)
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_false(flag: &bool) -> bool {
    !*flag
}
