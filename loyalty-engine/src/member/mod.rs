//! One member's state: bounded, and free of personal data. What is closed leaves it and lives in the events.

mod cycle;
mod membership;
mod points;
mod profile;
mod reward;
mod search;
mod spending;

pub use cycle::{Cycles, DayCount, Deal, Stamp};
pub use membership::{Membership, MembershipStatus};
pub use points::{DayPoints, Hold, Lot, Points, Promise, sum};
pub use profile::{Profile, ProfileField};
pub use reward::{LapseCause, Reward, RewardState};
pub use search::{Gram, Search};
pub use spending::{Figures, LevelStep, MONTHS_KEPT, Month, Spending};

use serde::{Deserialize, Serialize};

use crate::id::{LevelName, MemberId, PurchaseId};
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
    /// Was the personal data removed for good? Then the member is closed, too.
    #[serde(default, skip_serializing_if = "is_false")]
    pub erased: bool,
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
    /// Points, when there were ever any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points: Option<Points>,
    /// What was bought, when anything ever was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spending: Option<Spending>,
    /// The level since a day, and how time alone will change it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<LevelStep>,
    /// Orders that wait to be paid.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub awaiting: Vec<Awaiting>,
    /// Rewards that no stamp has earned: how many there have been.
    #[serde(default, skip_serializing_if = "is_none_yet")]
    pub extras: u32,
    /// Who turned out to be this member.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub absorbed: Vec<MemberId>,
    /// Whom this one turned out to be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merged: Option<Merged>,
    /// The first day on which time changes something, so that a sweep finds it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
}

/// An order that waits to be paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Awaiting {
    /// Which.
    pub purchase: PurchaseId,
    /// Until when.
    pub until: Moment,
    /// The day of that moment, where the program is.
    pub on: Date,
}

/// What became of a member who turned out to be somebody else who is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Merged {
    /// Who it is.
    pub into: MemberId,
    /// The other's run of cycles that the stamps went to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub series: Option<u32>,
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
            erased: false,
            membership: None,
            cycles: None,
            rewards_due: None,
            day: None,
            points: None,
            spending: None,
            levels: Vec::new(),
            awaiting: Vec::new(),
            extras: 0,
            absorbed: Vec::new(),
            merged: None,
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
        let points = self.points.as_ref().and_then(Points::next_due);
        let level = self.levels.get(1).map(|step| step.from);
        [self.rewards_due, end, points, level, self.first_purchase_due()].into_iter().flatten().min()
    }

    /// The level on a day.
    pub fn level_on(&self, day: Date) -> Option<&LevelName> {
        self.levels.iter().rev().find(|step| step.from <= day).and_then(|step| step.level.as_ref())
    }

    /// The purchases that time has something to do with by a day: orders that have to be paid, and promised points.
    pub fn purchases_due(&self, by: Date) -> impl Iterator<Item = PurchaseId> {
        let orders = self.awaiting.iter().filter(move |order| order.on <= by).map(|order| order.purchase);
        let promised = self.points.iter().flat_map(|points| &points.promised);
        let promised = promised.filter(move |promise| promise.from.is_some_and(|from| from <= by));
        orders.chain(promised.map(|promise| promise.purchase))
    }

    /// The first day on which time has something to do with one of the purchases.
    pub fn first_purchase_due(&self) -> Option<Date> {
        let promised = self.points.iter().flat_map(|points| &points.promised).filter_map(|promise| promise.from);
        self.awaiting.iter().map(|order| order.on).chain(promised).min()
    }

    /// May time have something to do with the member's open rewards on this day? Then they are loaded along.
    pub fn may_lapse_by(&self, day: Date) -> bool {
        self.is_over_by(day) || self.rewards_due.is_some_and(|due| due <= day)
    }

    /// Has the membership ended by this day? All that is open may lapse with it.
    pub fn is_over_by(&self, day: Date) -> bool {
        self.membership.as_ref().is_some_and(|membership| membership.ends < day)
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_none_yet(count: &u32) -> bool {
    *count == 0
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_false(flag: &bool) -> bool {
    !*flag
}
