//! A second opinion: what the engine should answer, worked out without a line of the engine.
//!
//! Naive on purpose. Days are integers, people and cards are positions in lists, stamps are a list that is searched.
//! `decide` says what should come of an operation, and `apply` makes it so; between the two, others may have come
//! first.
#![expect(clippy::indexing_slicing, clippy::arithmetic_side_effects, reason = "a test's arithmetic may fail loudly")]

mod decide;
mod people;
mod purchases;
mod rewards;
mod rules;

use std::collections::HashMap;

pub use rules::{Kind, Terms, VARIANTS, Variant};

/// A day, counted from 1970, in the program's zone.
pub type Day = i64;

/// Stands for the member or the purchase that an operation is about to make.
pub const NEW: usize = usize::MAX;

/// An operation, by the names that a till has at hand.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "the engine's commands, in short")]
pub enum Op {
    Publish { variant: usize },
    Issue { numbers: Vec<u32> },
    IssueSome { count: u32 },
    Activate { card: CardName, phone: Dialled, email: Option<u32>, starts: Option<Day>, ends: Option<Day> },
    Register { phone: Option<Dialled>, email: Option<u32> },
    Update { who: Who, phone: Option<Dialled>, email: Option<u32> },
    Renew { who: Who },
    Block { who: Who },
    Unblock { who: Who },
    Replace { who: Who, card: CardName },
    Close { who: Who },
    Purchase { who: Option<Who>, amount: u32, outlet: Option<u32>, receipt: Option<u32> },
    Void { bought: Bought },
    Redeem { who: Who, want: Want, on: Option<Bought> },
    Undo { member: usize, spot: Spot },
    Settle { who: Who },
}

impl Op {
    /// The engine's name for it.
    pub fn name(&self) -> &'static str {
        match self {
            Op::Publish { .. } => "publish_rules",
            Op::Issue { .. } | Op::IssueSome { .. } => "issue_cards",
            Op::Activate { .. } => "activate",
            Op::Register { .. } => "register",
            Op::Update { .. } => "update_profile",
            Op::Renew { .. } => "renew",
            Op::Block { .. } => "block",
            Op::Unblock { .. } => "unblock",
            Op::Replace { .. } => "replace_card",
            Op::Close { .. } => "close",
            Op::Purchase { .. } => "record_purchase",
            Op::Void { .. } => "void_purchase",
            Op::Redeem { .. } => "redeem",
            Op::Undo { .. } => "undo_redemption",
            Op::Settle { .. } => "settle",
        }
    }
}

/// A phone number, and how it is spelled.
#[derive(Clone, Copy, Debug, PartialEq)]
#[expect(missing_docs, reason = "a pair of numbers")]
pub struct Dialled {
    pub phone: u32,
    pub spelling: u32,
}

/// A card by its number, or by the public id behind that number.
#[derive(Clone, Copy, Debug, PartialEq)]
#[expect(missing_docs, reason = "a number and a flag")]
pub struct CardName {
    pub number: u32,
    pub by_id: bool,
}

/// A member by what is at hand.
#[derive(Clone, Copy, Debug, PartialEq)]
#[expect(missing_docs, reason = "the engine's references, in short")]
pub enum Who {
    Phone(Dialled),
    Email(u32),
    Card(CardName),
    Id(usize),
}

/// A purchase by what is at hand.
#[derive(Clone, Copy, Debug, PartialEq)]
#[expect(missing_docs, reason = "the engine's references, in short")]
pub enum Bought {
    Receipt { outlet: Option<u32>, number: u32 },
    Id(usize),
}

/// A reward by what is at hand.
#[derive(Clone, Copy, Debug, PartialEq)]
#[expect(missing_docs, reason = "the engine's references, in short")]
pub enum Want {
    Kind(&'static str),
    Exactly { member: usize, spot: Spot },
}

/// A place on a member's cards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "three numbers")]
pub struct Spot {
    pub series: u32,
    pub cycle: u32,
    pub number: u32,
}

/// A card.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "a field says by its name what it is")]
pub struct Card {
    /// A number of the host's; a number above `MADE` stands for one that the engine made.
    pub number: u32,
    pub member: Option<usize>,
    pub replaced: bool,
}

/// From here on numbers stand for card numbers that the engine made.
pub const MADE: u32 = 1_000_000;

/// A member.
#[derive(Clone, Debug, Default, PartialEq)]
#[expect(missing_docs, reason = "a field says by its name what it is")]
pub struct Member {
    pub phone: Option<u32>,
    pub email: Option<u32>,
    pub walk_in: bool,
    pub blocked: bool,
    pub closed: bool,
    pub term: Option<Term>,
    /// The run of cycles; 0 before the first.
    pub series: u32,
    /// The cycles of this run, and the version of the rules each was opened under.
    pub opened: Vec<(u32, usize)>,
    /// Stamps of every run, oldest first.
    pub stamps: Vec<Stamp>,
    pub rewards: Vec<Reward>,
    /// Stamps for purchases of the newest day that had any.
    pub day: Option<(Day, u32)>,
}

/// A membership.
#[derive(Clone, Copy, Debug, PartialEq)]
#[expect(missing_docs, reason = "a field says by its name what it is")]
pub struct Term {
    pub number: u32,
    /// The card's position in the list of cards.
    pub card: usize,
    pub starts: Day,
    pub ends: Day,
    pub ended: bool,
}

/// A stamp.
#[derive(Clone, Copy, Debug, PartialEq)]
#[expect(missing_docs, reason = "a field says by its name what it is")]
pub struct Stamp {
    pub spot: Spot,
    pub purchase: Option<usize>,
}

/// A reward.
#[derive(Clone, Copy, Debug, PartialEq)]
#[expect(missing_docs, reason = "a field says by its name what it is")]
pub struct Reward {
    pub spot: Spot,
    pub kind: &'static str,
    pub until: Option<Day>,
    pub state: State,
    pub redeemed: Option<Day>,
    pub used_on: Option<usize>,
}

/// Where a reward stands.
#[derive(Clone, Copy, Debug, PartialEq)]
#[expect(missing_docs, reason = "the engine's states")]
pub enum State {
    Open,
    Redeemed,
    Lapsed,
    TakenBack,
}

/// A purchase.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "a field says by its name what it is")]
pub struct Purchase {
    pub member: Option<usize>,
    pub outlet: Option<u32>,
    pub receipt: Option<u32>,
    pub amount: u32,
    pub day: Day,
    pub voided: bool,
    pub series: u32,
    pub stamps: u32,
    pub kept: u32,
    /// What was answered when it was recorded.
    pub answer: Done,
}

/// What an operation is answered with.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "the ends of an operation")]
pub enum Answer {
    Done(Done),
    Refused(&'static str),
    Invalid(&'static str),
}

/// What an operation did.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Done {
    /// What happened, sorted: in which order the facts of one operation stand is the engine's own affair.
    pub facts: Vec<Fact>,
    /// What did not happen, by code.
    pub reasons: Vec<&'static str>,
}

/// One thing that happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the engine's events, in short")]
pub enum Fact {
    Plain(&'static str),
    Started { number: u32, starts: Day, ends: Day },
    Renewed { number: u32, starts: Day, ends: Day },
    Ended { day: Day },
    Bought { amount: u32 },
    Opened { series: u32, cycle: u32, of: u32 },
    Stamp(Spot),
    StampTaken(Spot),
    Earned { spot: Spot, kind: &'static str, until: Option<Day> },
    Redeemed { spot: Spot, kind: &'static str },
    Returned { spot: Spot, kind: &'static str },
    Lapsed { spot: Spot, kind: &'static str },
    TakenBack { spot: Spot, kind: &'static str },
}

/// An operation as it is asked.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "a field says by its name what it is")]
pub struct Asked {
    pub op: Op,
    pub key: Option<u32>,
    pub dry_run: bool,
}

/// What should come of an operation.
#[derive(Clone, Debug, PartialEq)]
pub struct Expected {
    /// The answer.
    pub answer: Answer,
    /// Was it answered before?
    pub replay: bool,
    /// What it changes.
    pub change: Change,
}

/// What an operation changes: whole things, as they are afterwards.
#[derive(Clone, Debug, Default, PartialEq)]
#[expect(missing_docs, reason = "a field says by its name what it is")]
pub struct Change {
    pub rules: Option<usize>,
    /// Numbers of new cards; nothing where the engine makes the number.
    pub issued: Vec<Option<u32>>,
    pub cards: Vec<(usize, Card)>,
    pub member: Option<(usize, Member)>,
    pub purchase: Option<(usize, Purchase)>,
    pub key: Option<(u32, Op, Answer)>,
}

impl Change {
    /// Does it change more than what is remembered under a key?
    pub fn is_more_than_key(&self) -> bool {
        let Change { rules, issued, cards, member, purchase, key: _ } = self;
        rules.is_some() || !issued.is_empty() || !cards.is_empty() || member.is_some() || purchase.is_some()
    }

    /// Does it change anything?
    pub fn is_any(&self) -> bool {
        self.key.is_some() || self.is_more_than_key()
    }
}

/// Everything there is.
#[derive(Clone, Debug, Default)]
#[expect(missing_docs, reason = "a field says by its name what it is")]
pub struct Model {
    /// The variant of each published version.
    pub rules: Vec<usize>,
    pub cards: Vec<Card>,
    pub members: Vec<Member>,
    pub purchases: Vec<Purchase>,
    pub keys: HashMap<u32, (Op, Answer)>,
}

impl Model {
    /// The newest version of the rules; 0 before the first.
    pub fn version(&self) -> usize {
        self.rules.len()
    }

    /// Makes it so.
    pub fn apply(&mut self, change: &Change) -> Result<(), String> {
        let Change { rules, issued, cards, member, purchase, key } = change;
        let (new_member, new_purchase) = (self.members.len(), self.purchases.len());
        self.rules.extend(rules);
        for number in issued {
            let made = MADE + u32::try_from(self.cards.len()).unwrap_or(0);
            self.cards.push(Card { number: number.unwrap_or(made), member: None, replaced: false });
        }
        for (at, card) in cards {
            let owner = card.member.map(|id| if id == NEW { new_member } else { id });
            self.cards[*at] = Card { member: owner, ..card.clone() };
        }
        if let Some((id, member)) = member {
            let mut member = member.clone();
            let bought = member.stamps.iter_mut().filter(|stamp| stamp.purchase == Some(NEW));
            bought.for_each(|stamp| stamp.purchase = Some(new_purchase));
            put(&mut self.members, *id, member);
        }
        if let Some((id, purchase)) = purchase {
            put(&mut self.purchases, *id, purchase.clone());
        }
        if let Some((key, op, answer)) = key
            && self.keys.insert(*key, (op.clone(), answer.clone())).is_some()
        {
            return Err(format!("key {key} was used twice"));
        }
        Ok(())
    }

    /// The position of a card in the list.
    pub fn card(&self, number: u32) -> Option<usize> {
        self.cards.iter().position(|card| card.number == number)
    }

    /// The position of the purchase with this receipt.
    pub fn receipt(&self, outlet: Option<u32>, number: u32) -> Option<usize> {
        self.purchases.iter().position(|purchase| purchase.outlet == outlet && purchase.receipt == Some(number))
    }

    /// The variant of a version.
    pub fn variant(&self, version: usize) -> Option<&'static Variant> {
        version.checked_sub(1).map(|at| &VARIANTS[self.rules[at]])
    }
}

fn put<T>(list: &mut Vec<T>, at: usize, value: T) {
    match list.get_mut(at) {
        Some(slot) => *slot = value,
        None => list.push(value),
    }
}

impl Member {
    /// Stamps on the newest card.
    pub fn count(&self) -> u32 {
        let cycle = self.opened.last().map_or(0, |(cycle, _)| *cycle);
        let here = |stamp: &&Stamp| stamp.spot.series == self.series && stamp.spot.cycle == cycle;
        u32::try_from(self.stamps.iter().filter(here).count()).unwrap_or(u32::MAX)
    }

    /// Open rewards, in the order in which they are handed over.
    pub fn open(&self) -> Vec<Reward> {
        let mut open: Vec<Reward> = self.rewards.iter().filter(|reward| reward.state == State::Open).copied().collect();
        open.sort_by_key(|reward| reward.spot);
        open
    }
}
