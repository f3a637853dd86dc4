//! One registry of everything that can be said instead of an outcome: refusals, problems with the input, failures.
//!
//! Codes are stable and the same in every language. Messages are for people; nobody matches on them.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::id::{MemberId, PurchaseId, RewardKind};
use crate::money::Money;
use crate::time::Date;

/// One line of the registry, for `spec/errors.json` and the reference page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct CodeInfo {
    /// What it is a code of: `kind`, `refused`, `invalid` or `reason`.
    pub kind: &'static str,
    /// The stable code.
    pub code: &'static str,
    /// What it means and what to do.
    pub about: &'static str,
    /// The fields that come with it.
    pub fields: &'static [&'static str],
}

impl CodeInfo {
    const fn kind(code: &'static str, about: &'static str, fields: &'static [&'static str]) -> CodeInfo {
        CodeInfo { kind: "kind", code, about, fields }
    }
}

/// Declares coded facts once: the enum, its code, its message and its line in the registry.
macro_rules! coded {
    ($(#[$doc:meta])* $name:ident $kind:literal { $($code:literal $variant:ident $({ $($field:ident: $type:ty),* })? $about:literal $message:literal;)* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(tag = "code", rename_all = "snake_case", deny_unknown_fields)]
        #[non_exhaustive]
        #[expect(missing_docs, reason = "a field says by its name what it is")]
        pub enum $name {
            $(#[doc = $about] #[error($message)] $variant $({ $($field: $type),* })?,)*
        }
        impl $name {
            /// Every code there is, in the order in which they are checked.
            pub const ALL: &'static [CodeInfo] = &[$(CodeInfo {
                kind: $kind, code: $code, about: $about, fields: &[$($(stringify!($field)),*)?],
            }),*];

            /// The stable code.
            pub fn code(&self) -> &'static str {
                match self { $(Self::$variant { .. } => $code),* }
            }
        }
    };
}

coded! {
    /// The rules say no. Show it to the person who asked.
    Refusal "refused" {
        "key_reused" KeyReused "This idempotency key or receipt was used for something else. Use a new one." "this key or receipt was used for something else";
        "unknown_program" UnknownProgram "No rules were ever published under this program. Publish some first." "this program has no rules";
        "card_number_taken" CardNumberTaken { number: crate::id::CardNumber } "A card with this number exists, perhaps in other capitals." "card number `{number}` is taken";
        "card_not_found" CardNotFound "No card has this number or public id." "no card has this number";
        "card_replaced" CardReplaced "This card was lost and replaced; it is dead for good." "this card was replaced";
        "card_assigned" CardAssigned "This card belongs to somebody already." "this card is already assigned";
        "member_not_found" MemberNotFound "Nobody in this program answers to this reference." "no such member";
        "member_erased" MemberErased "The member's personal data was erased for good; nothing can be added or taken back." "this member was erased";
        "member_closed" MemberClosed "The member was closed; figures stay, nothing can be added." "this member is closed";
        "member_blocked" MemberBlocked "The member is blocked. Unblock first, or tell the person." "this member is blocked";
        "not_closed" NotClosed "There is nothing to reopen." "this member is not closed";
        "not_blocked" NotBlocked "There is nothing to unblock." "this member is not blocked";
        "already_active" AlreadyActive { member: MemberId, until: Date } "This person's membership still runs: renew it, or replace the card." "the membership runs until {until}";
        "phone_taken" PhoneTaken "Another member of the program has this phone number." "this phone number belongs to another member";
        "email_taken" EmailTaken "Another member of the program has this e-mail address." "this e-mail address belongs to another member";
        "no_membership" NoMembership "The rules offer no membership, or this person never had one." "there is no membership";
        "membership_not_started" MembershipNotStarted { from: Date } "The membership begins later." "the membership begins on {from}";
        "membership_expired" MembershipExpired { on: Date } "The membership is over; renew it." "the membership ended on {on}";
        "unknown_reward" UnknownReward "The rules know no reward of this name, or this id was never earned." "no such reward";
        "no_reward" NoReward { reward: RewardKind } "Nothing of this kind is open." "no `{reward}` to hand over";
        "reward_redeemed" RewardRedeemed "This reward was handed over already." "this reward was already handed over";
        "reward_lapsed" RewardLapsed "This reward can no longer be had." "this reward has lapsed";
        "reward_not_redeemed" RewardNotRedeemed "Only a reward that was handed over can be given back." "this reward was not handed over";
        "undo_too_late" UndoTooLate { until: Date } "The rules allow an undo only so long." "this could be undone until {until}";
        "reward_limit" RewardLimit { limit: u32 } "One member can have no more of this reward." "no more than {limit} for each member";
        "out_of_stock" OutOfStock "All there were of this reward are gone." "this reward is out of stock";
        "not_offered" NotOffered "This reward is not offered at this time." "this reward is not offered now";
        "not_bought" NotBought "Only a reward that was bought with points can be given back for them." "this reward was not bought with points";
        "no_points" NoPoints "The rules know no points." "the program has no points";
        "no_money_off" NoMoneyOff "The rules take no points as money off." "points are no money off here";
        "no_transfer" NoTransfer "The rules let nobody give points away." "points can't be given away";
        "same_member" SameMember "Both are the same person." "both are the same member";
        "too_few_points" TooFewPoints { minimum: u64 } "The rules want more points at once." "at least {minimum} points";
        "points_short" PointsShort { balance: u64 } "There are not so many points." "only {balance} points are there";
        "hold_not_found" HoldNotFound "No points are held back under this id; the hold may have ended." "no such hold";
        "too_many_holds" TooManyHolds "The member has as many holds as one can have. Let some go first." "too many holds";
        "too_many_orders" TooManyOrders "The member has as many unpaid orders as one can have." "too many unpaid orders";
        "purchase_not_found" PurchaseNotFound "No purchase has this id or receipt." "no such purchase";
        "purchase_state" PurchaseState { purchase: PurchaseId, state: crate::purchase::PurchaseState } "A purchase in this state can't make this move." "the purchase is {state}";
        "purchase_adopted" PurchaseAdopted "The purchase is somebody else's." "the purchase belongs to another member";
        "adopt_too_late" AdoptTooLate { until: Date } "The rules allow a purchase to be adopted only so long." "this could be adopted until {until}";
        "has_receipt" HasReceipt "The purchase has a receipt number already." "the purchase has a receipt";
        "units_gone" UnitsGone { line: u32, left: u32 } "Fewer units of this line are left than are to come back." "{left} units of line {line} are left";
        "refund_too_large" RefundTooLarge { left: Money } "Less of the bill is left than is to come back." "{left} of the bill is left";
    }
}

coded! {
    /// Why something that a user might have expected did not happen.
    Reason "reason" {
        "program_paused" ProgramPaused "The program is paused: nothing is given." "the program is paused";
        "not_a_member" NotAMember "The buyer has no membership." "the buyer is no member";
        "member_blocked" MemberBlocked "A blocked member gets nothing." "the member is blocked";
        "membership_not_started" MembershipNotStarted { from: Date } "The membership begins later." "the membership begins on {from}";
        "membership_expired" MembershipExpired { on: Date } "The membership was over." "the membership ended on {on}";
        "below_minimum" BelowMinimum { minimum: Money } "The amount that counts is too small." "below the minimum of {minimum}";
        "daily_limit" DailyLimit { limit: u32 } "The day's stamps are given." "no more than {limit} a day";
        "purchase_limit" PurchaseLimit { limit: u32 } "One purchase gives no more." "no more than {limit} a purchase";
        "card_full" CardFull { limit: u32 } "The card is full: what the purchase gives beyond it is dropped." "the card had room for {limit}";
        "points_limit" PointsLimit { limit: u64 } "One purchase earns no more points." "no more than {limit} points a purchase";
        "points_daily_limit" PointsDailyLimit { limit: u64 } "The day's points are earned." "no more than {limit} points a day";
        "points_not_needed" PointsNotNeeded { offered: u64, spent: u64 } "Fewer points were spent than offered: the bill or the rules take no more." "{spent} of {offered} points were spent";
        "too_large" TooLarge "More points than can be counted." "more points than can be counted";
        "stamp_kept" StampKept "The reward of the last stamp was handed over or has lapsed, so the stamp stays and the purchase is flagged." "the stamp stays: its reward was handed over or has lapsed";
        "stamp_gone" StampGone "The stamp's card was started afresh since; there is nothing to take back." "the stamp's card was started afresh";
        "rules_unchanged" RulesUnchanged { version: u32 } "The newest version says the same." "version {version} says the same";
        "nothing_due" NothingDue "Time has changed nothing." "nothing is due";
        "nothing_changed" NothingChanged "All of it was so already." "nothing changed";
    }
}

macro_rules! problems {
    ($($code:literal $variant:ident $about:literal;)*) => {
        /// What is wrong with one field.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(rename_all = "snake_case")]
        #[non_exhaustive]
        pub enum ProblemCode { $(#[doc = $about] $variant,)* }

        impl ProblemCode {
            /// Every code there is.
            pub const ALL: &'static [CodeInfo] = &[$(CodeInfo { kind: "invalid", code: $code, about: $about, fields: &[] }),*];
            const VARIANTS: &'static [ProblemCode] = &[$(ProblemCode::$variant),*];

            /// The stable code.
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }

            /// What it means.
            pub fn about(self) -> &'static str {
                match self { $(Self::$variant => $about),* }
            }
        }
    };
}

problems! {
    "malformed" Malformed "not JSON, not TOML, or cut off";
    "too_deep" TooDeep "nested too deeply";
    "too_long" TooLong "longer than this field may be";
    "too_many" TooMany "more than one request may hold";
    "missing" Missing "has to be given";
    "unknown_field" UnknownField "no such field";
    "unknown_value" UnknownValue "none of the values this field knows";
    "duplicate" Duplicate "given twice";
    "not_text" NotText "not text in quotes";
    "not_an_object" NotAnObject "not an object, or of another shape";
    "not_a_list" NotAList "not a list";
    "not_a_flag" NotAFlag "not true or false";
    "not_a_whole_number" NotAWholeNumber "not a whole number";
    "blank" Blank "empty, or only spaces";
    "outer_space" OuterSpace "begins or ends with a space";
    "control_character" ControlCharacter "holds a control character or an invisible mark";
    "not_a_slug" NotASlug "not lower-case letters, digits, - and _";
    "not_a_decimal" NotADecimal "not a plain decimal in quotes, such as \"75000\"";
    "negative" Negative "below zero";
    "zero" Zero "zero";
    "too_large" TooLarge "larger than this field may be";
    "too_precise" TooPrecise "more decimal places than the program's currency has";
    "out_of_range" OutOfRange "outside what this field may be";
    "not_a_moment" NotAMoment "not a moment with an offset, such as 2026-11-21T10:00:00+07:00";
    "not_a_date" NotADate "not a day, such as 2026-11-21";
    "not_a_time" NotATime "not a time of day, such as 15:00";
    "not_a_zone" NotAZone "not an IANA time zone, such as Asia/Jakarta";
    "not_an_id" NotAnId "not an id of this kind";
    "not_a_card_number" NotACardNumber "holds a sign that card numbers do not have";
    "not_a_phone" NotAPhone "can't be a phone number in the program's region";
    "not_an_email" NotAnEmail "can't be an e-mail address";
    "not_a_region" NotARegion "not a region that has phone numbers, such as ID";
    "not_a_store" NotAStore "not a store: memory:, sqlite:PATH or postgres://USER@HOST/DATABASE";
    "ends_before_start" EndsBeforeStart "ends before it starts";
    "one_of" OneOf "exactly one of these has to be given";
    "unknown_name" UnknownName "a name that is defined nowhere in the rules";
}

impl fmt::Display for ProblemCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl std::error::Error for ProblemCode {}

impl ProblemCode {
    /// The code of this spelling.
    pub(crate) fn of(code: &str) -> Option<ProblemCode> {
        Self::VARIANTS.iter().find(|known| known.code() == code).copied()
    }
}

/// One field of the input, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Problem {
    /// The field, by its path.
    pub field: String,
    /// What is wrong.
    pub code: ProblemCode,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`: {}", self.field, self.code.about())
    }
}

/// Every end of an operation other than an outcome. The kinds say what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The rules say no: show it.
    #[error("{0}")]
    Refused(Refusal),
    /// The input makes no sense: fix it. Every problem is listed.
    #[error("{}", list(.0))]
    Invalid(Vec<Problem>),
    /// The actor's role does not reach that far.
    #[error("`{role}` may not `{operation}`")]
    Forbidden {
        /// The role that asked.
        role: crate::access::Role,
        /// What it asked for.
        operation: &'static str,
    },
    /// Too much contention: send the same request again.
    #[error("others were faster each time; send the same request again")]
    Conflict,
    /// The store did not answer: send the same request with the same key again.
    #[error("the store did not answer ({doing}): {why}")]
    Unavailable {
        /// Whether the change may have happened.
        doing: Doing,
        /// What the store said.
        why: String,
    },
    /// Stored data can't be read, or our own bug: call someone.
    #[error("broken: {0}")]
    Broken(String),
}

/// What is known of a change whose answer was lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Doing {
    /// It did not happen.
    NotDone,
    /// It may have happened; the same key tells.
    Unknown,
}

impl fmt::Display for Doing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Doing::NotDone => "not_done",
            Doing::Unknown => "unknown",
        })
    }
}

fn list(problems: &[Problem]) -> String {
    problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

impl Error {
    /// Every kind there is.
    pub const KINDS: &'static [CodeInfo] = &[
        CodeInfo::kind("refused", "The rules say no: show it to the person who asked.", &["fields"]),
        CodeInfo::kind("invalid", "The input makes no sense: fix it. Every problem is listed.", &["problems"]),
        CodeInfo::kind("forbidden", "The actor's role does not reach that far.", &[]),
        CodeInfo::kind("conflict", "Others were faster each time: send the same request again.", &[]),
        CodeInfo::kind(
            "unavailable",
            "The store did not answer: send the same request, same key, again.",
            &["outcome"],
        ),
        CodeInfo::kind("broken", "Stored data can't be read, or our own bug: call someone.", &[]),
    ];

    /// One problem with one field.
    pub fn invalid(field: impl Into<String>, code: ProblemCode) -> Error {
        Error::Invalid(vec![Problem { field: field.into(), code }])
    }

    /// A thing that can't be so unless stored data or the engine itself is wrong.
    pub(crate) fn broken(what: impl Into<String>) -> Error {
        Error::Broken(what.into())
    }

    /// The kind: what to do about it.
    pub fn kind(&self) -> &'static str {
        match self {
            Error::Refused(_) => "refused",
            Error::Invalid(_) => "invalid",
            Error::Forbidden { .. } => "forbidden",
            Error::Conflict => "conflict",
            Error::Unavailable { .. } => "unavailable",
            Error::Broken(_) => "broken",
        }
    }

    /// The stable code; for invalid input that of the first problem.
    pub fn code(&self) -> &'static str {
        match self {
            Error::Refused(refusal) => refusal.code(),
            Error::Invalid(problems) => problems.first().map_or("malformed", |problem| problem.code.code()),
            other => other.kind(),
        }
    }

    /// Should the same request, with the same key, be sent again?
    pub fn retry(&self) -> bool {
        matches!(self, Error::Conflict | Error::Unavailable { .. })
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Error {
        Error::Refused(refusal)
    }
}

impl Serialize for Error {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("kind", self.kind())?;
        map.serialize_entry("code", self.code())?;
        map.serialize_entry("message", &self.to_string())?;
        map.serialize_entry("retry", &self.retry())?;
        match self {
            Error::Refused(refusal) => map.serialize_entry("fields", refusal)?,
            Error::Invalid(problems) => map.serialize_entry("problems", problems)?,
            Error::Unavailable { doing, .. } => map.serialize_entry("outcome", doing)?,
            Error::Forbidden { .. } | Error::Conflict | Error::Broken(_) => {}
        }
        map.end()
    }
}
