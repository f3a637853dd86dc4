//! Everything that can be asked: commands change something, queries only read. Plain data, the same in every language.

mod call;

use serde::{Deserialize, Serialize};

pub use call::{Call, Envelope, Question, Request};

use crate::error::Problem;
use crate::id::{
    CardId, CardNumber, Email, Line, MemberId, Note, OutletId, PersonName, PhoneInput, PurchaseId, ReceiptNumber,
    RewardId, RewardKind,
};
use crate::member::{MemberKind, MemberStatus, MembershipStatus, ProfileField};
use crate::money::Money;
use crate::rules::Document;
use crate::time::Date;

macro_rules! operations {
    ($(#[$doc:meta])* $enum:ident {
        $($(#[$about:meta])* $name:literal $variant:ident($args:ty) $(-> $answer:literal)?;)*
    }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[non_exhaustive]
        pub enum $enum { $($(#[$about])* #[serde(rename = $name)] $variant($args),)* }

        impl $enum {
            /// The name of every operation.
            pub const NAMES: &'static [&'static str] = &[$($name),*];

            /// Under which name each question is answered; a command's answer is its outcome.
            pub const ANSWERS: &'static [(&'static str, &'static str)] = &[$($(($name, $answer),)?)*];

            /// The operation's name.
            pub fn name(&self) -> &'static str {
                match self { $($enum::$variant(_) => $name),* }
            }
        }
        $(impl From<$args> for $enum {
            fn from(args: $args) -> $enum {
                $enum::$variant(args)
            }
        })*
    };
}

operations! {
    /// Everything that can be done.
    Command {
        /// Publish a new version of the rules.
        "publish_rules" PublishRules(PublishRules);
        /// Make cards.
        "issue_cards" IssueCards(IssueCards);
        /// Give a card to a person and start their membership.
        "activate" Activate(Activate);
        /// Make a person known, without a card.
        "register" Register(Register);
        /// Change a profile.
        "update_profile" UpdateProfile(UpdateProfile);
        /// Renew a membership.
        "renew" Renew(Renew);
        /// Block a member.
        "block" Block(Block);
        /// Unblock a member.
        "unblock" Unblock(Unblock);
        /// Replace a lost card.
        "replace_card" ReplaceCard(ReplaceCard);
        /// Close a member.
        "close" Close(Close);
        /// Record a till's purchase, paid and completed.
        "record_purchase" RecordPurchase(RecordPurchase);
        /// Take a purchase back as a whole.
        "void_purchase" VoidPurchase(VoidPurchase);
        /// Hand a reward over.
        "redeem" Redeem(Redeem);
        /// Take a handed-over reward back.
        "undo_redemption" UndoRedemption(UndoRedemption);
        /// Write down what time has done to a member.
        "settle" Settle(Settle);
    }
}

operations! {
    /// Everything that can be asked.
    Query {
        /// One member, as of now.
        "look_up" LookUp(LookUp) -> "member";
        /// A member's entries, oldest first.
        "history" History(History) -> "history";
        /// Members, by the order in which they became known.
        "list_members" ListMembers(ListMembers) -> "members";
        /// Figures of the program.
        "summary" Summary(Summarise) -> "summary";
        /// The rules in force.
        "read_rules" ReadRules(ReadRules) -> "rules";
    }
}

/// Declares plain data that crosses borders: unknown fields are invalid, absent options stay away.
macro_rules! data {
    ($($(#[$doc:meta])* $name:ident { $($(#[$about:meta])* $field:ident: $type:ty,)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(deny_unknown_fields)]
        pub struct $name { $($(#[$about])* pub $field: $type,)* }
    )*};
}
pub(crate) use data;

data! {
    /// Publish a new version of the rules: as data or as the text of a TOML or JSON file.
    PublishRules {
        /// The rules.
        rules: RulesSource,
    }
    /// Make cards: `count` with numbers of the engine's own, or those of `numbers`.
    IssueCards {
        /// How many, up to 10 000.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        count: Option<u32>,
        /// Numbers that are printed already.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        numbers: Option<Vec<CardNumber>>,
    }
    /// Give a card to a person and start their membership.
    Activate {
        /// The card.
        card: CardRef,
        /// The person's name.
        name: PersonName,
        /// The person's phone, in any spelling.
        phone: PhoneInput,
        /// The person's e-mail address.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        email: Option<Email>,
        /// The first day; today when left out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        starts: Option<Date>,
        /// The last day; by the rules when left out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        ends: Option<Date>,
    }
    /// Make a person known, without a card.
    Register {
        /// The person's name.
        name: PersonName,
        /// The person's phone, in any spelling.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        phone: Option<PhoneInput>,
        /// The person's e-mail address.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        email: Option<Email>,
    }
    /// Change a profile: what is given is set, what is listed in `clear` is emptied, the rest stays.
    UpdateProfile {
        /// Whose.
        member: MemberRef,
        /// The name.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<PersonName>,
        /// The phone, in any spelling.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        phone: Option<PhoneInput>,
        /// The e-mail address.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        email: Option<Email>,
        /// The day of birth.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        birth_date: Option<Date>,
        /// The postal address.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        address: Option<Line>,
        /// As the person says.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        gender: Option<Line>,
        /// What the staff should know.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        notes: Option<Note>,
        /// Makes somebody a VIP, or an ordinary customer again.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        kind: Option<MemberKind>,
        /// Fields to empty.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        clear: Vec<ProfileField>,
    }
    /// Renew a membership.
    Renew {
        /// Whose.
        member: MemberRef,
    }
    /// Block a member.
    Block {
        /// Whom.
        member: MemberRef,
        /// Why.
        reason: Note,
    }
    /// Unblock a member.
    Unblock {
        /// Whom.
        member: MemberRef,
        /// Why.
        reason: Note,
    }
    /// Replace a lost card by a free one.
    ReplaceCard {
        /// Whose.
        member: MemberRef,
        /// The new card.
        card: CardRef,
        /// Why.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<Note>,
    }
    /// Close a member: nothing can be added, figures stay.
    Close {
        /// Whom.
        member: MemberRef,
        /// Why.
        reason: Note,
    }
    /// Record a till's purchase, paid and completed.
    RecordPurchase {
        /// Who bought; left out for a passer-by.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        member: Option<MemberRef>,
        /// What was paid.
        amount: Money,
        /// The price before discounts, where it differs.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        gross: Option<Money>,
        /// Where; the actor's outlet when left out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        outlet: Option<OutletId>,
        /// The receipt number, unique at its outlet. It is an idempotency key by itself.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        receipt: Option<ReceiptNumber>,
    }
    /// Take a purchase back as a whole, with what it gave.
    VoidPurchase {
        /// Which.
        purchase: PurchaseRef,
        /// Why.
        reason: Note,
    }
    /// Hand a reward over.
    Redeem {
        /// Whose.
        member: MemberRef,
        /// Which.
        reward: RewardRef,
        /// The purchase it is used on.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        purchase: Option<PurchaseRef>,
    }
    /// Take a handed-over reward back.
    UndoRedemption {
        /// Which.
        reward: RewardId,
        /// Why.
        reason: Note,
    }
    /// Write down what time has done to a member.
    Settle {
        /// Whom.
        member: MemberRef,
    }
    /// One member, as of now.
    LookUp {
        /// Whom.
        member: MemberRef,
    }
    /// A member's entries, oldest first.
    History {
        /// Whose.
        member: MemberRef,
        /// Go on after this entry.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        after: Option<u64>,
        /// How many, up to 1000; 100 when left out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        limit: Option<u32>,
    }
    /// Members, by the order in which they became known.
    ListMembers {
        /// Only these: a part of the name, phone or e-mail address.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        search: Option<Line>,
        /// Only members who stand so.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        status: Option<MemberStatus>,
        /// Only members whose newest membership stands so.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        membership: Option<MembershipStatus>,
        /// Only this sort of customer.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        kind: Option<MemberKind>,
        /// Go on after this member.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        after: Option<MemberId>,
        /// How many, up to 1000; 100 when left out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        limit: Option<u32>,
    }
    /// Figures of the program.
    Summarise {}
    /// The rules in force, or those of a version.
    ReadRules {
        /// Which; the newest when left out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        version: Option<u32>,
    }
}

/// Rules as data, or as the text of a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum RulesSource {
    /// The document as data. It is read when the command is decided, so that every problem is named.
    #[serde(serialize_with = "in_order")]
    Document(#[cfg_attr(feature = "schema", schemars(with = "Document"))] serde_json::Value),
    /// The text of a TOML or JSON file.
    Text(String),
}

/// Names in order, whatever order they were sent in: the same rules are the same content under an idempotency key.
fn in_order<S: serde::Serializer>(value: &serde_json::Value, serializer: S) -> Result<S::Ok, S::Error> {
    struct InOrder<'v>(&'v serde_json::Value);
    impl Serialize for InOrder<'_> {
        fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            in_order(self.0, serializer)
        }
    }
    match value {
        serde_json::Value::Object(fields) => {
            let sorted: std::collections::BTreeMap<_, _> =
                fields.iter().map(|(name, value)| (name, InOrder(value))).collect();
            serializer.collect_map(sorted)
        }
        serde_json::Value::Array(items) => serializer.collect_seq(items.iter().map(InOrder)),
        other => other.serialize(serializer),
    }
}

impl RulesSource {
    /// The document, or every problem with its shape.
    pub fn read(&self) -> Result<Document, Vec<Problem>> {
        match self {
            RulesSource::Document(value) => Document::from_value(value),
            RulesSource::Text(text) => Document::parse(text),
        }
    }
}

/// A card, by what is at hand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CardRef {
    /// The printed number, in any case.
    Number(CardNumber),
    /// The id in the QR code.
    PublicId(CardId),
}

/// A member, by what is at hand.
#[derive(Clone, Debug, PartialEq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum MemberRef {
    /// The member's id.
    Id(MemberId),
    /// The number on the card, in any case.
    Card(CardNumber),
    /// The id in the card's QR code.
    PublicId(CardId),
    /// A phone number, in any spelling.
    Phone(PhoneInput),
    /// An e-mail address, in any case.
    Email(Email),
}

impl Command {
    /// The member that a command names, if it names one.
    pub(crate) fn member(&self) -> Option<&MemberRef> {
        match self {
            Command::UpdateProfile(command) => Some(&command.member),
            Command::Renew(command) => Some(&command.member),
            Command::Block(command) => Some(&command.member),
            Command::Unblock(command) => Some(&command.member),
            Command::ReplaceCard(command) => Some(&command.member),
            Command::Close(command) => Some(&command.member),
            Command::RecordPurchase(command) => command.member.as_ref(),
            Command::Redeem(command) => Some(&command.member),
            Command::Settle(command) => Some(&command.member),
            Command::PublishRules(_) | Command::IssueCards(_) | Command::Activate(_) | Command::Register(_) => None,
            Command::VoidPurchase(_) | Command::UndoRedemption(_) => None,
        }
    }
}

/// A purchase, by what is at hand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PurchaseRef {
    /// The purchase's id.
    Id(PurchaseId),
    /// The receipt.
    Receipt(Receipt),
}

data! {
    /// A receipt of an outlet.
    Receipt {
        /// The outlet; the actor's when left out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        outlet: Option<OutletId>,
        /// The number.
        number: ReceiptNumber,
    }
}

/// A reward, by what is at hand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum RewardRef {
    /// The oldest open one of this kind.
    Kind(RewardKind),
    /// Exactly this one.
    Id(RewardId),
}
