//! Everything a store keeps under a version, and the names by which it is found.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::card::Card;
use crate::error::{ProblemCode, Refusal};
use crate::event::Entry;
use crate::id::{
    CardId, CardNumber, Email, MemberId, OutletId, Phone, Place, PurchaseId, ReceiptNumber, RewardId, RewardKind,
};
use crate::member::{Member, Profile, Reward, Stamp};
use crate::purchase::{EntryRef, Purchase};
use crate::rules::Document;
use crate::time::Date;

/// The program itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Program {
    /// How many entries the program's own log holds.
    pub seq: u64,
    /// The newest version of its rules.
    pub rules: u32,
    /// How many of each limited reward were bought.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub taken: BTreeMap<RewardKind, u32>,
}

/// One membership on record, also after a newer one began.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// The card that showed it first.
    pub card: CardId,
    /// The first day.
    pub starts: Date,
    /// The last day.
    pub ends: Date,
    /// What it cost.
    pub fee: crate::money::Money,
}

macro_rules! records {
    ($($(#[$doc:meta])* $kind:ident($key:ty) $table:literal $state:ty;)*) => {
        /// What a record is called within its program.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum RecordKey { $($(#[$doc])* $kind($key),)* }

        /// A record's content, shared between whoever reads it.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Record { $($(#[$doc])* $kind(Arc<$state>),)* }

        /// The kinds of records there are.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum RecordKind { $($(#[$doc])* $kind,)* }

        impl RecordKind {
            /// Every kind.
            pub const ALL: &'static [RecordKind] = &[$(RecordKind::$kind),*];

            /// The noun that stores name its table by.
            pub fn table(self) -> &'static str {
                match self { $(RecordKind::$kind => $table),* }
            }

            /// Reads a record's key from its text.
            pub fn key(self, text: &str) -> Result<RecordKey, ProblemCode> {
                match self { $(RecordKind::$kind => <$key as KeyText>::read(text).map(RecordKey::$kind)),* }
            }

            /// Reads a record's content from its JSON.
            pub fn record(self, json: &str) -> Result<Record, serde_json::Error> {
                match self { $(RecordKind::$kind => serde_json::from_str(json).map(Record::$kind)),* }
            }
        }

        impl RecordKey {
            /// The kind of record it names.
            pub fn kind(&self) -> RecordKind {
                match self { $(RecordKey::$kind(_) => RecordKind::$kind),* }
            }

            /// The key's text, unique within its kind.
            pub fn text(&self) -> String {
                match self { $(RecordKey::$kind(key) => key.write()),* }
            }
        }

        impl Record {
            /// The record's content as JSON.
            pub fn json(&self) -> Result<String, serde_json::Error> {
                match self { $(Record::$kind(state) => serde_json::to_string(state)),* }
            }
        }
    };
}

records! {
    /// The program itself.
    Program(Only) "programs" Program;
    /// One version of its rules.
    Rules(u32) "rules" Document;
    /// A member's state.
    Member(MemberId) "members" Member;
    /// A member's personal data.
    Profile(MemberId) "profiles" Profile;
    /// A card.
    Card(CardId) "cards" Card;
    /// A membership, by member and number.
    Membership(Nth) "memberships" Period;
    /// A purchase.
    Purchase(PurchaseId) "purchases" Purchase;
    /// A stamp, by its place.
    Stamp(Place) "stamps" Stamp;
    /// A reward, by the place that earned it.
    Reward(RewardId) "rewards" Reward;
}

/// The key of a record of which a program has only one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Only;

/// A member's how-manyeth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Nth {
    /// Whose.
    pub member: MemberId,
    /// Which, from 1.
    pub number: u32,
}

/// How a key is written down.
trait KeyText: Sized {
    fn write(&self) -> String;
    fn read(text: &str) -> Result<Self, ProblemCode>;
}

impl KeyText for Only {
    fn write(&self) -> String {
        "program".to_owned()
    }
    fn read(text: &str) -> Result<Self, ProblemCode> {
        if text == "program" { Ok(Only) } else { Err(ProblemCode::NotAnId) }
    }
}

impl KeyText for Nth {
    fn write(&self) -> String {
        format!("{}.{}", self.member, self.number)
    }
    fn read(text: &str) -> Result<Self, ProblemCode> {
        let (member, number) = text.split_once('.').ok_or(ProblemCode::NotAnId)?;
        Ok(Nth { member: member.parse()?, number: u32::read(number)? })
    }
}

impl KeyText for u32 {
    fn write(&self) -> String {
        self.to_string()
    }
    fn read(text: &str) -> Result<Self, ProblemCode> {
        text.parse().map_err(|_| ProblemCode::NotAnId)
    }
}

macro_rules! key_text {
    ($($type:ty),*) => {$(
        impl KeyText for $type {
            fn write(&self) -> String {
                self.to_string()
            }
            fn read(text: &str) -> Result<Self, ProblemCode> {
                text.parse()
            }
        }
    )*};
}
key_text!(MemberId, CardId, PurchaseId, Place);

/// A name in the world outside that belongs to one thing of a program: a number, an address, a receipt.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Handle {
    /// The number printed on a card.
    CardNumber(CardNumber),
    /// A member's phone.
    Phone(Phone),
    /// A member's e-mail address.
    Email(Email),
    /// A receipt of an outlet.
    Receipt(Option<OutletId>, ReceiptNumber),
}

impl Handle {
    /// The sort of name, for stores.
    pub fn kind(&self) -> &'static str {
        match self {
            Handle::CardNumber(_) => "card_number",
            Handle::Phone(_) => "phone",
            Handle::Email(_) => "email",
            Handle::Receipt(..) => "receipt",
        }
    }

    /// The name itself, for stores; a receipt's two parts are kept apart by a line end, which neither can hold.
    pub fn text(&self) -> String {
        match self {
            Handle::CardNumber(number) => number.to_string(),
            Handle::Phone(phone) => phone.to_string(),
            Handle::Email(email) => email.to_string(),
            Handle::Receipt(outlet, number) => format!("{}\n{number}", outlet.as_ref().map_or("", OutletId::as_str)),
        }
    }

    /// Reads a name back from a store.
    pub fn read(kind: &str, text: &str) -> Result<Handle, ProblemCode> {
        match kind {
            "card_number" => text.parse().map(Handle::CardNumber),
            "phone" => text.parse().map(Handle::Phone),
            "email" => text.parse().map(Handle::Email),
            "receipt" => {
                let (outlet, number) = text.split_once('\n').ok_or(ProblemCode::NotAnId)?;
                let outlet = if outlet.is_empty() { None } else { Some(outlet.parse()?) };
                Ok(Handle::Receipt(outlet, number.parse()?))
            }
            _ => Err(ProblemCode::UnknownValue),
        }
    }
}

/// What a handle names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Owner {
    /// A card.
    Card(CardId),
    /// A member.
    Member(MemberId),
    /// A purchase.
    Purchase(PurchaseId),
}

impl Owner {
    /// The record it is.
    pub fn key(self) -> RecordKey {
        match self {
            Owner::Card(id) => RecordKey::Card(id),
            Owner::Member(id) => RecordKey::Member(id),
            Owner::Purchase(id) => RecordKey::Purchase(id),
        }
    }

    /// What sort of thing it is, for stores.
    pub fn kind(self) -> &'static str {
        match self {
            Owner::Card(_) => "card",
            Owner::Member(_) => "member",
            Owner::Purchase(_) => "purchase",
        }
    }

    /// Reads an owner back from a store.
    pub fn read(text: &str) -> Result<Owner, ProblemCode> {
        match text.split_once(':') {
            Some(("card", id)) => id.parse().map(Owner::Card),
            Some(("member", id)) => id.parse().map(Owner::Member),
            Some(("purchase", id)) => id.parse().map(Owner::Purchase),
            _ => Err(ProblemCode::NotAnId),
        }
    }
}

impl fmt::Display for Owner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = self.kind();
        match self {
            Owner::Card(id) => write!(f, "{kind}:{id}"),
            Owner::Member(id) => write!(f, "{kind}:{id}"),
            Owner::Purchase(id) => write!(f, "{kind}:{id}"),
        }
    }
}

/// What an idempotency key was used for, and what was answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reply {
    /// A digest of what was asked.
    pub fingerprint: String,
    /// What was answered.
    pub answer: Answer,
    /// Whom it was about: who erases them erases what was asked, too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member: Option<MemberId>,
}

impl Reply {
    /// What is left of a reply when its member is erased: the key was used.
    pub fn forgotten() -> Reply {
        Reply { fingerprint: String::new(), answer: Answer::Forgotten, member: None }
    }
}

/// An answer on record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// The entry the operation wrote, or the one that it would have written again.
    Entry(EntryRef),
    /// Nothing had to be written; this is what was said.
    Nothing(Arc<Entry>),
    /// It was refused.
    Refused(Refusal),
    /// It was about somebody who was erased since.
    Forgotten,
}

impl Profile {
    /// Every name it bears.
    pub fn handles(&self) -> Vec<Handle> {
        let phones = self.phone.iter().chain(&self.other_phones).cloned().map(Handle::Phone);
        phones.chain(self.email.iter().chain(&self.other_emails).cloned().map(Handle::Email)).collect()
    }
}

impl Record {
    /// The member a record belongs to, or turned out to be: a store that finds the record brings that member along.
    pub fn member(&self) -> Option<MemberId> {
        match self {
            Record::Card(card) => card.member,
            Record::Purchase(purchase) => purchase.member,
            Record::Member(member) => member.merged.map(|merged| merged.into),
            _ => None,
        }
    }
}
