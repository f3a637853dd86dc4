//! What came of an operation.

use std::sync::Arc;

use serde::{Deserialize, Serialize, Serializer};

use crate::error::Reason;
use crate::event::{Entry, Event, Subject};
use crate::id::{CardId, CardNumber, MemberId, Place, PurchaseId, RewardId, RewardKind};
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
    /// What might have been expected and did not happen, and why.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Reason>,
    /// Everything that happened.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<Event>,
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

    /// The purchase that was recorded or taken back.
    pub fn purchase(&self) -> Option<PurchaseId> {
        self.events().iter().find_map(|event| match event {
            Event::PurchaseRecorded { purchase, .. } | Event::PurchaseVoided { purchase } => Some(*purchase),
            _ => None,
        })
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
            Event::RewardEarned { reward, kind, until } => {
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
            reasons: self.reasons().to_vec(),
            events: self.events().to_vec(),
        }
    }
}

impl Serialize for Outcome {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.view().serialize(serializer)
    }
}
