//! Facts that have happened, never changed afterwards, and the entries that hold them.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::access::Actor;
use crate::error::{ProblemCode, Reason};
use crate::id::{CardId, CardNumber, MemberId, Note, OutletId, Place, PurchaseId, ReceiptNumber, RewardId, RewardKind};
use crate::member::{LapseCause, MemberKind, ProfileField};
use crate::money::Money;
use crate::rules::Document;
use crate::time::{Date, Moment};

/// Whose log an entry stands in. Each log is numbered by itself, without gaps.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// The program itself: its rules and its cards.
    Program,
    /// A member.
    Member(MemberId),
    /// A purchase by someone who is no member.
    Purchase(PurchaseId),
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Subject::Program => f.write_str("program"),
            Subject::Member(id) => write!(f, "member:{id}"),
            Subject::Purchase(id) => write!(f, "purchase:{id}"),
        }
    }
}

impl fmt::Debug for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Subject {
    type Err = ProblemCode;
    fn from_str(text: &str) -> Result<Self, ProblemCode> {
        match text.split_once(':') {
            None if text == "program" => Ok(Subject::Program),
            Some(("member", id)) => id.parse().map(Subject::Member),
            Some(("purchase", id)) => id.parse().map(Subject::Purchase),
            _ => Err(ProblemCode::NotAnId),
        }
    }
}

impl Serialize for Subject {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Subject {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::id::visit_text(deserializer, ProblemCode::NotAnId)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Subject {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Subject".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": "string"})
    }
}

/// What one operation wrote: who, when, under which rules, why, and what happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Whose log it stands in.
    pub subject: Subject,
    /// Its number in that log, from 1.
    pub seq: u64,
    /// The moment of the operation.
    pub at: Moment,
    /// Who asked.
    pub actor: Actor,
    /// The version of the rules it was decided under.
    pub rules: u32,
    /// The operation, by name.
    pub operation: Cow<'static, str>,
    /// The reason that was given. Free text, so it stands apart from the events and can be erased.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<Note>,
    /// What happened.
    pub events: Vec<Event>,
    /// What might have been expected and did not happen, and why.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Reason>,
}

/// One fact. Events carry ids and figures only, never personal data.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "event", rename_all = "snake_case", deny_unknown_fields)]
#[expect(missing_docs, reason = "a field says by its name what it is")]
#[non_exhaustive]
pub enum Event {
    /// A version of the rules came into force.
    RulesPublished { version: u32, document: Arc<Document> },
    /// A card was made.
    CardIssued { card: CardId, number: CardNumber },
    /// A card got its owner.
    CardAssigned { card: CardId, member: MemberId },
    /// A card was lost; its number is dead for good.
    CardReplaced { card: CardId },
    /// Somebody became known.
    MemberRegistered { member: MemberId, kind: MemberKind },
    /// The profile was changed; what it says stands in the profile alone.
    ProfileChanged { fields: Vec<ProfileField> },
    /// What sort of customer somebody is was changed.
    KindChanged { kind: MemberKind },
    /// A membership began.
    MembershipStarted { membership: u32, card: CardId, number: CardNumber, starts: Date, ends: Date, fee: Money },
    /// A membership was renewed by one more period.
    MembershipRenewed { membership: u32, starts: Date, ends: Date, fee: Money },
    /// A membership moved to another card.
    MembershipCardChanged { card: CardId, number: CardNumber },
    /// A membership was over after this day.
    MembershipEnded { membership: u32, ended: Date },
    /// A member was blocked.
    MemberBlocked {},
    /// A member was unblocked.
    MemberUnblocked {},
    /// A member was closed.
    MemberClosed {},
    /// A purchase was recorded.
    PurchaseRecorded {
        purchase: PurchaseId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        member: Option<MemberId>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        outlet: Option<OutletId>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        receipt: Option<ReceiptNumber>,
        amount: Money,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        gross: Option<Money>,
    },
    /// A purchase was taken back as a whole.
    PurchaseVoided { purchase: PurchaseId },
    /// The next card was opened; it runs to its end under these rules.
    CycleOpened { series: u32, cycle: u32, of: u32, rules: u32 },
    /// A stamp was given.
    StampGiven {
        place: Place,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        purchase: Option<PurchaseId>,
        /// The day it counts for.
        on: Date,
    },
    /// The last stamp of the card was taken back.
    StampTakenBack {
        place: Place,
        purchase: PurchaseId,
        /// The day it had counted for.
        on: Date,
    },
    /// A stamp could not be taken back; the purchase is flagged.
    StampKept { purchase: PurchaseId },
    /// A reward was earned.
    RewardEarned {
        reward: RewardId,
        kind: RewardKind,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Date>,
    },
    /// A reward was handed over.
    RewardRedeemed {
        reward: RewardId,
        kind: RewardKind,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        purchase: Option<PurchaseId>,
    },
    /// A reward that was handed over was given back.
    RewardReturned { reward: RewardId, kind: RewardKind },
    /// A reward can no longer be had.
    RewardLapsed { reward: RewardId, kind: RewardKind, cause: LapseCause },
    /// A reward was taken back with the stamp that earned it.
    RewardTakenBack { reward: RewardId, kind: RewardKind },
}
