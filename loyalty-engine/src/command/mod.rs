//! Everything that can be asked: commands change something, queries only read. Plain data, the same in every language.

mod call;
mod points;
mod purchase;
mod rules;

use serde::{Deserialize, Serialize};

pub use call::{Call, Envelope, Question, Request};
pub use points::{
    AdjustPoints, BuyReward, Forecast, HoldPoints, ReleasePoints, ReverseReward, SpendPoints, Statement, TransferPoints,
};
pub use purchase::{
    AdoptPurchase, CancelPurchase, CompletePurchase, ExchangePurchase, FirstState, LookUpPurchase, MarkPurchase,
    NewPurchase, PayPurchase, PurchaseRef, Receipt, RecordPurchase, RefundPurchase, ReopenPurchase, ReprintReceipt,
    VoidPurchase,
};
pub use rules::RulesSource;

use crate::id::{
    CardId, CardNumber, Email, LevelName, Line, MemberId, Note, PersonName, PhoneInput, RewardId, RewardKind,
};
use crate::member::{MemberKind, MemberStatus, MembershipStatus, ProfileField};
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
        /// Take back that a member was closed.
        "reopen" Reopen(Reopen);
        /// Remove a member's personal data for good.
        "erase" Erase(Erase);
        /// Record a till's purchase, paid and completed.
        "record_purchase" RecordPurchase(RecordPurchase);
        /// Take a purchase back as a whole.
        "void_purchase" VoidPurchase(VoidPurchase);
        /// Say that an order was paid.
        "pay_purchase" PayPurchase(PayPurchase);
        /// Say that a purchase was handed over.
        "complete_purchase" CompletePurchase(CompletePurchase);
        /// Call a purchase off before it is handed over.
        "cancel_purchase" CancelPurchase(CancelPurchase);
        /// Let a purchase stand again that was called off or taken back.
        "reopen_purchase" ReopenPurchase(ReopenPurchase);
        /// Note a step on a purchase's way that only informs.
        "mark_purchase" MarkPurchase(MarkPurchase);
        /// Count a purchase by nobody for a member.
        "adopt_purchase" AdoptPurchase(AdoptPurchase);
        /// Give a purchase back: all of it, some units, or an amount.
        "refund_purchase" RefundPurchase(RefundPurchase);
        /// Give something back and buy something else, in one.
        "exchange_purchase" ExchangePurchase(ExchangePurchase);
        /// Count that a receipt was printed once more.
        "reprint_receipt" ReprintReceipt(ReprintReceipt);
        /// Give or take points by hand.
        "adjust_points" AdjustPoints(AdjustPoints);
        /// Give points to another member.
        "transfer_points" TransferPoints(TransferPoints);
        /// Spend points as money off.
        "spend_points" SpendPoints(SpendPoints);
        /// Hold points back for something.
        "hold_points" HoldPoints(HoldPoints);
        /// Let held points go.
        "release_points" ReleasePoints(ReleasePoints);
        /// Buy a reward with points.
        "buy_reward" BuyReward(BuyReward);
        /// Give a reward back that was bought with points.
        "reverse_reward" ReverseReward(ReverseReward);
        /// Make two members one who are the same person.
        "merge" Merge(Merge);
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
        /// One purchase, as of now.
        "look_up_purchase" LookUpPurchase(LookUpPurchase) -> "purchase";
        /// What went in and out of a member's points, oldest first.
        "statement" Statement(Statement) -> "statement";
        /// Which points run out by a day.
        "forecast" Forecast(Forecast) -> "forecast";
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
        /// The day of birth.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        birth_date: Option<Date>,
        /// The postal address.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        address: Option<Line>,
        /// The city.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        city: Option<Line>,
        /// The province or state.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        province: Option<Line>,
        /// The postal code.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        postal_code: Option<Line>,
        /// As the person says.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        gender: Option<Line>,
        /// What the staff should know.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        notes: Option<Note>,
        /// What sort of customer it is; a walk-in when left out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        kind: Option<MemberKind>,
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
        /// The city.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        city: Option<Line>,
        /// The province or state.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        province: Option<Line>,
        /// The postal code.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        postal_code: Option<Line>,
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
    /// Take back that a member was closed.
    Reopen {
        /// Whom.
        member: MemberRef,
        /// Why.
        reason: Note,
    }
    /// Remove a member's personal data for good; figures stay, and whatever else was noted goes.
    Erase {
        /// Whom, by id alone: a phone would stand under an idempotency key again.
        member: MemberId,
    }
    /// Make two members one who are the same person: everything adds up, and both names go on working.
    Merge {
        /// Who turned out to be the other.
        member: MemberRef,
        /// Who stays.
        into: MemberRef,
        /// Why.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<Note>,
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
        /// Only members on this level.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        level: Option<LevelName>,
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
            Command::Reopen(command) => Some(&command.member),
            Command::RecordPurchase(command) => command.member.as_ref(),
            Command::Redeem(command) => Some(&command.member),
            Command::Settle(command) => Some(&command.member),
            Command::AdjustPoints(command) => Some(&command.member),
            Command::TransferPoints(command) => Some(&command.member),
            Command::SpendPoints(command) => Some(&command.member),
            Command::HoldPoints(command) => Some(&command.member),
            Command::ReleasePoints(command) => Some(&command.member),
            Command::BuyReward(command) => Some(&command.member),
            Command::AdoptPurchase(command) => Some(&command.member),
            Command::Merge(command) => Some(&command.into),
            Command::PublishRules(_) | Command::IssueCards(_) | Command::Activate(_) | Command::Register(_) => None,
            Command::VoidPurchase(_) | Command::UndoRedemption(_) | Command::ReverseReward(_) => None,
            Command::PayPurchase(_) | Command::CompletePurchase(_) | Command::CancelPurchase(_) => None,
            Command::ReopenPurchase(_) | Command::MarkPurchase(_) | Command::ReprintReceipt(_) => None,
            Command::RefundPurchase(_) | Command::ExchangePurchase(_) | Command::Erase(_) => None,
        }
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
