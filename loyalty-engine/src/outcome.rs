//! What came of an operation.

use std::sync::Arc;

use serde::{Deserialize, Serialize, Serializer};

use crate::error::Reason;
use crate::event::{Entry, Event, Subject};
use crate::id::{CardId, CardNumber, HoldId, LevelName, MemberId, Place, PurchaseId, RewardId, RewardKind};
use crate::member::{Lot, sum};
use crate::money::Money;
use crate::time::{Date, Moment};

/// An outcome: the entry the operation wrote, or would have written.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// Who, when, under which rules, what happened, and why something else did not.
    pub entry: Arc<Entry>,
    /// It had happened before; this is the answer of then.
    pub replay: bool,
    /// Nothing was written.
    pub dry_run: bool,
}

/// An outcome as plain data, in the words of the counter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OutcomeView {
    /// The operation's name.
    pub operation: String,
    /// The moment.
    pub at: Moment,
    /// The version of the rules it was decided under.
    pub rules: u32,
    /// It had happened before; this is the answer of then.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub replay: bool,
    /// Nothing was written.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub dry_run: bool,
    /// The member it was about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member: Option<MemberId>,
    /// The purchase it was about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purchase: Option<PurchaseId>,
    /// Cards that were made.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cards: Vec<IssuedCard>,
    /// The membership that began or was renewed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub membership: Option<MembershipTerm>,
    /// Stamps that were given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stamps: Vec<GivenStamp>,
    /// Rewards that were earned.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earned: Vec<NamedReward>,
    /// The reward that was handed over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub redeemed: Option<NamedReward>,
    /// What became of the member's points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points: Option<PointsMoved>,
    /// The level, where it was told or changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<LevelMoved>,
    /// What goes back to the buyer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refund: Option<Refund>,
    /// The points that are held back from now on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hold: Option<HoldId>,
    /// What might have been expected and did not happen, and why.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Reason>,
    /// Everything that happened.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<Event>,
}

/// Declares counts that stay away while they are zero.
macro_rules! counts {
    ($(#[$doc:meta])* $name:ident { $($(#[$about:meta])* $field:ident,)* } with { $($rest:tt)* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            $($(#[$about])* #[serde(default, skip_serializing_if = "is_zero")] pub $field: u64,)*
            $($rest)*
        }
    };
}

counts! {
    /// What became of a member's points.
    PointsMoved {
        /// Earned, and there.
        earned,
        /// Earned, and not there yet.
        pending,
        /// Spent as money off, or for a reward.
        spent,
        /// Given back that had been spent.
        returned,
        /// Taken back with the purchase that gave them.
        taken_back,
        /// Of those, what was gone and is owed now.
        owed,
        /// Held back.
        held,
        /// No longer held back.
        released,
        /// Run out.
        expired,
        /// Given by hand.
        granted,
        /// Taken by hand.
        deducted,
        /// Given to somebody else.
        sent,
        /// Got from somebody else.
        received,
    } with {
        /// What they were worth as money off.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub value: Option<Money>,
        /// What can be spent now; nothing if that did not change.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub balance: Option<u64>,
    }
}

/// A level before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LevelMoved {
    /// The level before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<LevelName>,
    /// The level now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub now: Option<LevelName>,
}

/// What goes back to a buyer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Refund {
    /// In money.
    pub money: Money,
    /// Is nothing left of the purchase?
    pub whole: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_zero(count: &u64) -> bool {
    *count == 0
}

/// A card that was made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct IssuedCard {
    /// The number printed on it.
    pub number: CardNumber,
    /// The id in its QR code.
    pub public_id: CardId,
}

/// A membership's period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MembershipTerm {
    /// The member's how-manyeth.
    pub number: u32,
    /// The first day.
    pub starts: Date,
    /// The last day.
    pub ends: Date,
    /// What it cost.
    pub fee: Money,
}

/// A stamp that was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct GivenStamp {
    /// The round, from 1.
    pub cycle: u32,
    /// Its number on the card, from 1.
    pub number: u32,
}

/// A reward by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NamedReward {
    /// Its id.
    pub id: RewardId,
    /// Which reward of the rules.
    pub kind: RewardKind,
    /// The last day on which it can be had.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}

impl Outcome {
    /// Everything that happened, in order.
    pub fn events(&self) -> &[Event] {
        &self.entry.events
    }

    /// What might have been expected and did not happen, and why.
    pub fn reasons(&self) -> &[Reason] {
        &self.entry.reasons
    }

    /// The member it was about.
    pub fn member(&self) -> Option<MemberId> {
        match self.entry.subject {
            Subject::Member(id) => Some(id),
            Subject::Program | Subject::Purchase(_) => None,
        }
    }

    /// The purchase that was recorded, or the one it was about.
    pub fn purchase(&self) -> Option<PurchaseId> {
        let recorded = self.events().iter().find_map(|event| match event {
            Event::PurchaseRecorded { purchase, .. } => Some(*purchase),
            _ => None,
        });
        recorded.or_else(|| self.events().iter().find_map(Event::purchase))
    }

    /// The stamps that were given.
    pub fn stamps(&self) -> impl Iterator<Item = Place> {
        self.events().iter().filter_map(|event| match event {
            Event::StampGiven { place, .. } => Some(*place),
            _ => None,
        })
    }

    /// The rewards that were earned.
    pub fn earned(&self) -> impl Iterator<Item = NamedReward> {
        self.events().iter().filter_map(|event| match event {
            Event::RewardEarned { reward, kind, until } | Event::RewardBought { reward, kind, until, .. } => {
                Some(NamedReward { id: *reward, kind: kind.clone(), until: *until })
            }
            _ => None,
        })
    }

    /// The cards that were made.
    pub fn cards(&self) -> impl Iterator<Item = IssuedCard> {
        self.events().iter().filter_map(|event| match event {
            Event::CardIssued { card, number } => Some(IssuedCard { number: number.clone(), public_id: *card }),
            _ => None,
        })
    }

    /// What became of the member's points.
    pub fn points(&self) -> Option<PointsMoved> {
        let mut moved = PointsMoved::default();
        self.events().iter().for_each(|event| moved.add(event));
        Some(moved).filter(|moved| *moved != PointsMoved::default())
    }

    /// The level, where it was told or changed.
    fn level(&self) -> Option<LevelMoved> {
        let mut sets = self.events().iter().filter_map(|event| match event {
            Event::LevelSet { before, steps } => {
                Some((before.clone(), steps.first().and_then(|step| step.level.clone())))
            }
            _ => None,
        });
        let (before, first) = sets.next()?;
        let now = sets.next_back().map_or(first, |(_, now)| now);
        Some(LevelMoved { before, now }).filter(|moved| moved.before != moved.now)
    }

    fn refund(&self) -> Option<Refund> {
        self.events().iter().find_map(|event| match event {
            Event::PurchaseRefunded { money, whole, .. } => Some(Refund { money: *money, whole: *whole }),
            _ => None,
        })
    }

    fn hold(&self) -> Option<HoldId> {
        self.events().iter().find_map(|event| match event {
            Event::PointsHeld { hold, .. } => Some(*hold),
            _ => None,
        })
    }

    /// The outcome as plain data.
    pub fn view(&self) -> OutcomeView {
        let membership = self.events().iter().find_map(|event| match event {
            Event::MembershipStarted { membership, starts, ends, fee, .. }
            | Event::MembershipRenewed { membership, starts, ends, fee } => {
                Some(MembershipTerm { number: *membership, starts: *starts, ends: *ends, fee: *fee })
            }
            _ => None,
        });
        let redeemed = self.events().iter().find_map(|event| match event {
            Event::RewardRedeemed { reward, kind, .. } => {
                Some(NamedReward { id: *reward, kind: kind.clone(), until: None })
            }
            _ => None,
        });
        OutcomeView {
            operation: self.entry.operation.to_string(),
            at: self.entry.at,
            rules: self.entry.rules,
            replay: self.replay,
            dry_run: self.dry_run,
            member: self.member(),
            purchase: self.purchase(),
            cards: self.cards().collect(),
            membership,
            stamps: self.stamps().map(|place| GivenStamp { cycle: place.cycle, number: place.position }).collect(),
            earned: self.earned().collect(),
            redeemed,
            points: self.points(),
            level: self.level(),
            refund: self.refund(),
            hold: self.hold(),
            reasons: self.reasons().to_vec(),
            events: self.events().to_vec(),
        }
    }
}

impl PointsMoved {
    fn add(&mut self, event: &Event) {
        let came = |count: &mut u64, parts: &[Lot], more: u64| {
            *count = count.saturating_add(sum(parts)).saturating_add(more);
        };
        match event {
            Event::PointsPromised { points, .. } => self.pending = self.pending.saturating_add(*points),
            Event::PointsEarned { parts, debt, .. } => came(&mut self.earned, parts, *debt),
            Event::PointsTakenBack { parts, promised, debt, .. } => {
                came(&mut self.taken_back, parts, promised.saturating_add(*debt));
                self.owed = self.owed.saturating_add(*debt);
            }
            Event::PointsSpent { parts, value, .. } => {
                came(&mut self.spent, parts, 0);
                self.value = Some(*value);
            }
            Event::HoldSpent { points, value, .. } => {
                self.spent = self.spent.saturating_add(*points);
                self.value = Some(*value);
            }
            Event::RewardBought { parts, .. } => came(&mut self.spent, parts, 0),
            Event::PointsReturned { parts, debt, .. } | Event::RewardReversed { parts, debt, .. } => {
                came(&mut self.returned, parts, *debt);
            }
            Event::PointsHeld { parts, .. } => came(&mut self.held, parts, 0),
            Event::PointsReleased { parts, debt, .. } => came(&mut self.released, parts, *debt),
            Event::PointsExpired { parts, .. } => came(&mut self.expired, parts, 0),
            Event::PointsGranted { parts, debt, .. } => came(&mut self.granted, parts, *debt),
            Event::PointsDeducted { parts, .. } => came(&mut self.deducted, parts, 0),
            Event::PointsSent { parts, .. } => came(&mut self.sent, parts, 0),
            Event::PointsReceived { parts, debt, .. } => came(&mut self.received, parts, *debt),
            _ => {}
        }
        self.balance = event.balance().or(self.balance);
    }
}

impl Serialize for Outcome {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.view().serialize(serializer)
    }
}
