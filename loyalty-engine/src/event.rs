//! Facts that have happened, never changed afterwards, and the entries that hold them.

use std::borrow::Cow;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::access::Actor;
use crate::basket::{Charges, PurchaseLine, Units};
use crate::error::Reason;
use crate::id::{
    CardId, CardNumber, HoldId, LevelName, Mark, MemberId, Note, OutletId, Place, PurchaseId, ReceiptNumber, RewardId,
    RewardKind,
};
pub use crate::log::{EntryRef, Subject};
use crate::member::{Awaiting, LapseCause, LevelStep, Lot, MemberKind, ProfileField, Spending};
use crate::money::{Factor, Money};
use crate::purchase::PurchaseState;
use crate::rules::Document;
use crate::time::{Date, Moment};

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

impl Entry {
    /// The entry without the reason, which stores keep apart from it.
    pub fn bare(&self) -> Cow<'_, Entry> {
        match self.why {
            None => Cow::Borrowed(self),
            Some(_) => Cow::Owned(Entry { why: None, ..self.clone() }),
        }
    }
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
    /// A member who was closed came back.
    MemberReopened {},
    /// A member's personal data was removed for good; figures stay.
    MemberErased {},
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
        #[serde(default, skip_serializing_if = "Charges::is_empty")]
        charges: Charges,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        lines: Vec<PurchaseLine>,
        /// What each line has of the bill.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        shares: Vec<Money>,
        #[serde(default, skip_serializing_if = "is_completed")]
        state: PurchaseState,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pay_by: Option<Moment>,
        /// The rules it is judged by.
        rules: u32,
    },
    /// An order waits to be paid.
    PurchaseAwaited {
        purchase: PurchaseId,
        until: Moment,
        /// The day of that moment, where the program is.
        on: Date,
    },
    /// An order was paid.
    PurchasePaid {
        purchase: PurchaseId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        receipt: Option<ReceiptNumber>,
    },
    /// A purchase was handed over.
    PurchaseCompleted { purchase: PurchaseId },
    /// A purchase was called off.
    PurchaseCancelled { purchase: PurchaseId },
    /// An order was not paid in time.
    PurchaseExpired { purchase: PurchaseId },
    /// A purchase that was called off or taken back stands again.
    PurchaseReopened { purchase: PurchaseId, state: PurchaseState, rules: u32 },
    /// Something happened on a purchase's way that only informs.
    PurchaseMarked { purchase: PurchaseId, mark: Mark },
    /// A purchase by nobody turned out to be a member's.
    PurchaseAdopted { purchase: PurchaseId, member: MemberId, rules: u32 },
    /// A purchase was taken back as a whole, as if it had never been.
    PurchaseVoided { purchase: PurchaseId },
    /// A purchase, or a part of it, was given back.
    PurchaseRefunded {
        purchase: PurchaseId,
        /// Money that goes back.
        money: Money,
        /// By amount: how much of the bill.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        amount: Option<Money>,
        /// By line: how many units.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        units: Vec<Units>,
        /// Is nothing left of it?
        whole: bool,
    },
    /// A receipt was printed once more.
    ReceiptReprinted { purchase: PurchaseId, times: u32 },
    /// A purchase counts for its buyer, or no longer does.
    PurchaseCounted {
        purchase: PurchaseId,
        /// The day for which it counts.
        on: Date,
        spent: Money,
        purchases: i64,
    },
    /// The buyer's level, since when, and how time alone will change it.
    LevelSet {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        before: Option<LevelName>,
        steps: Vec<LevelStep>,
    },
    /// A purchase will earn points.
    PointsPromised {
        purchase: PurchaseId,
        points: u64,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<Date>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        shares: Vec<u64>,
        level: Factor,
    },
    /// Points are there. What paid a debt is no part of them.
    PointsEarned {
        purchase: PurchaseId,
        parts: Vec<Lot>,
        #[serde(default, skip_serializing_if = "is_zero")]
        debt: u64,
        /// Were they promised?
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        promised: bool,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        shares: Vec<u64>,
        level: Factor,
        /// The lot they went to, and its last day.
        lot: u32,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Date>,
        on: Date,
        balance: u64,
    },
    /// Points were taken back with the purchase that gave them.
    PointsTakenBack {
        purchase: PurchaseId,
        parts: Vec<Lot>,
        /// Of those that were only promised.
        #[serde(default, skip_serializing_if = "is_zero")]
        promised: u64,
        /// Those that were gone and are owed now.
        #[serde(default, skip_serializing_if = "is_zero")]
        debt: u64,
        /// Those that were gone and stay so.
        #[serde(default, skip_serializing_if = "is_zero")]
        forgiven: u64,
        on: Date,
        balance: u64,
    },
    /// Points were spent as money off.
    PointsSpent {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        purchase: Option<PurchaseId>,
        parts: Vec<Lot>,
        value: Money,
        balance: u64,
    },
    /// Points that a purchase was paid with came back.
    PointsReturned {
        purchase: PurchaseId,
        parts: Vec<Lot>,
        #[serde(default, skip_serializing_if = "is_zero")]
        debt: u64,
        balance: u64,
    },
    /// Points are held back for something.
    PointsHeld { hold: HoldId, parts: Vec<Lot>, until: Moment, on: Date, balance: u64 },
    /// Points that were held back are there again.
    PointsReleased {
        hold: HoldId,
        parts: Vec<Lot>,
        #[serde(default, skip_serializing_if = "is_zero")]
        debt: u64,
        balance: u64,
    },
    /// Points that were held back were spent.
    HoldSpent { hold: HoldId, points: u64, value: Money },
    /// Points ran out.
    PointsExpired { parts: Vec<Lot>, balance: u64 },
    /// Points were given by hand.
    PointsGranted {
        parts: Vec<Lot>,
        #[serde(default, skip_serializing_if = "is_zero")]
        debt: u64,
        balance: u64,
    },
    /// Points were taken by hand.
    PointsDeducted { parts: Vec<Lot>, balance: u64 },
    /// Points went to somebody else.
    PointsSent { to: MemberId, parts: Vec<Lot>, balance: u64 },
    /// Points came from somebody else.
    PointsReceived {
        from: MemberId,
        parts: Vec<Lot>,
        #[serde(default, skip_serializing_if = "is_zero")]
        debt: u64,
        balance: u64,
    },
    /// A reward was bought with points.
    RewardBought {
        reward: RewardId,
        kind: RewardKind,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Date>,
        parts: Vec<Lot>,
        balance: u64,
    },
    /// A reward that was bought with points was given back for them.
    RewardReversed {
        reward: RewardId,
        kind: RewardKind,
        parts: Vec<Lot>,
        #[serde(default, skip_serializing_if = "is_zero")]
        debt: u64,
        balance: u64,
    },
    /// So many of a reward are left in stock.
    StockChanged { kind: RewardKind, taken: u32 },
    /// A reward passed to the member its owner turned out to be.
    RewardMoved {
        from: RewardId,
        reward: RewardId,
        kind: RewardKind,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Date>,
        earned: Moment,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        cost: Vec<Lot>,
    },
    /// A promise passed to the member its owner turned out to be.
    PromiseMoved {
        purchase: PurchaseId,
        points: u64,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<Date>,
    },
    /// Points held back passed to the member their owner turned out to be, held back as before.
    HoldMoved { hold: HoldId, parts: Vec<Lot>, until: Moment, on: Date },
    /// What somebody had who turned out to be this member.
    MemberAbsorbed {
        /// Who it was, and who had turned out to be them before.
        members: Vec<MemberId>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        spending: Option<Spending>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        awaiting: Vec<Awaiting>,
        /// What they owed, and what of it is paid at once.
        #[serde(default, skip_serializing_if = "is_zero")]
        debt: u64,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        paid: Vec<Lot>,
    },
    /// Somebody turned out to be another member.
    MemberMerged {
        into: MemberId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        series: Option<u32>,
    },
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

impl Event {
    /// The purchase it is about.
    pub fn purchase(&self) -> Option<PurchaseId> {
        match self {
            Event::PurchaseRecorded { purchase, .. }
            | Event::PurchasePaid { purchase, .. }
            | Event::PurchaseCompleted { purchase }
            | Event::PurchaseCancelled { purchase }
            | Event::PurchaseExpired { purchase }
            | Event::PurchaseReopened { purchase, .. }
            | Event::PurchaseMarked { purchase, .. }
            | Event::PurchaseAdopted { purchase, .. }
            | Event::PurchaseVoided { purchase }
            | Event::PurchaseRefunded { purchase, .. }
            | Event::ReceiptReprinted { purchase, .. } => Some(*purchase),
            _ => None,
        }
    }

    /// The balance of points after it, where it moved any.
    pub fn balance(&self) -> Option<u64> {
        match self {
            Event::PointsEarned { balance, .. }
            | Event::PointsTakenBack { balance, .. }
            | Event::PointsSpent { balance, .. }
            | Event::PointsReturned { balance, .. }
            | Event::PointsHeld { balance, .. }
            | Event::PointsReleased { balance, .. }
            | Event::PointsExpired { balance, .. }
            | Event::PointsGranted { balance, .. }
            | Event::PointsDeducted { balance, .. }
            | Event::PointsSent { balance, .. }
            | Event::PointsReceived { balance, .. }
            | Event::RewardBought { balance, .. }
            | Event::RewardReversed { balance, .. } => Some(*balance),
            _ => None,
        }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_zero(count: &u64) -> bool {
    *count == 0
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_completed(state: &PurchaseState) -> bool {
    *state == PurchaseState::Completed
}
