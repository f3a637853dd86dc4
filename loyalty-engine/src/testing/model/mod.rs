//! A second opinion: what the engine should answer, worked out without a line of the engine.
//!
//! Naive on purpose. Days are integers, people and cards are positions in lists, stamps are a list that is searched.
//! `decide` says what should come of an operation, and `apply` makes it so; between the two, others may have come
//! first.
#![expect(clippy::indexing_slicing, clippy::arithmetic_side_effects, reason = "a test's arithmetic may fail loudly")]

mod catalogue;
mod decide;
mod facts;
mod ledger;
mod merging;
mod orders;
mod people;
mod purchases;
mod refunds;
mod rewards;
mod rules;
mod shop;
mod spending;

use std::collections::HashMap;

pub use facts::{Answer, Done, Fact};
pub use ledger::{Hold, Lot, Points, Promise};
pub use orders::{Back, Basket, Begins, Given, Now, Part, Purchase, Spend, Spent, Stage};
pub use rules::{Kind, Terms, VARIANTS, Variant};
pub use shop::{Gone, Item, Level, Off, Orders, PointRules, Wait};

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
    Reopen { who: Who },
    Erase { member: usize },
    Purchase { who: Option<Who>, basket: Basket, begins: Begins, pay_by: Option<i64> },
    Void { bought: Bought },
    Pay { bought: Bought, receipt: Option<u32> },
    Complete { bought: Bought },
    Cancel { bought: Bought },
    StandAgain { bought: Bought },
    Mark { bought: Bought },
    Adopt { bought: Bought, who: Who },
    Refund { bought: Bought, part: Part },
    Exchange { bought: Bought, part: Part, basket: Basket },
    Reprint { bought: Bought },
    Adjust { who: Who, points: i64 },
    Transfer { who: Who, to: Who, points: u64 },
    Spend { who: Who, what: Spend },
    Hold { who: Who, points: u64, until: i64 },
    Release { who: Who, hold: usize },
    Buy { who: Who, kind: &'static str },
    Reverse { member: usize, spot: Spot },
    Merge { who: Who, into: Who },
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
            Op::Reopen { .. } => "reopen",
            Op::Erase { .. } => "erase",
            Op::Purchase { .. } => "record_purchase",
            Op::Void { .. } => "void_purchase",
            Op::Pay { .. } => "pay_purchase",
            Op::Complete { .. } => "complete_purchase",
            Op::Cancel { .. } => "cancel_purchase",
            Op::StandAgain { .. } => "reopen_purchase",
            Op::Mark { .. } => "mark_purchase",
            Op::Adopt { .. } => "adopt_purchase",
            Op::Refund { .. } => "refund_purchase",
            Op::Exchange { .. } => "exchange_purchase",
            Op::Reprint { .. } => "reprint_receipt",
            Op::Adjust { .. } => "adjust_points",
            Op::Transfer { .. } => "transfer_points",
            Op::Spend { .. } => "spend_points",
            Op::Hold { .. } => "hold_points",
            Op::Release { .. } => "release_points",
            Op::Buy { .. } => "buy_reward",
            Op::Reverse { .. } => "reverse_reward",
            Op::Merge { .. } => "merge",
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
    pub erased: bool,
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
    pub points: Points,
    /// The level, and since when.
    pub level: Option<(Day, Option<&'static str>)>,
    /// Orders that wait to be paid, in the order in which they began to.
    pub waits: Vec<usize>,
    /// Rewards that no stamp has earned: how many there have been.
    pub extras: u32,
    /// Whom this one turned out to be, and on which run of cycles the stamps went on; 0 for none.
    pub merged: Option<(usize, u32)>,
    /// Numbers and addresses of whoever turned out to be this one.
    pub other_phones: Vec<u32>,
    pub other_emails: Vec<u32>,
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
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "a field says by its name what it is")]
pub struct Reward {
    pub spot: Spot,
    pub kind: &'static str,
    pub until: Option<Day>,
    pub state: State,
    pub redeemed: Option<Day>,
    pub used_on: Option<usize>,
    /// The points it was bought with.
    pub cost: Vec<Lot>,
    /// Whose it was first, and what it was called.
    pub first: Option<(usize, Spot)>,
}

/// Where a reward stands.
#[derive(Clone, Copy, Debug, PartialEq)]
#[expect(missing_docs, reason = "the engine's states")]
pub enum State {
    Open,
    Redeemed,
    Lapsed,
    TakenBack,
    Moved,
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
    /// What happened to somebody else along with it, sorted.
    pub others: Vec<Fact>,
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
    /// Somebody else it is about.
    pub other: Option<(usize, Member)>,
    pub purchases: Vec<(usize, Purchase)>,
    /// How many of a reward are out of stock.
    pub taken: Option<(&'static str, u32)>,
    pub key: Option<(u32, Known)>,
    /// Who is erased: what was asked about them is forgotten.
    pub erased: Option<usize>,
}

/// What is known of a key.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "a field says by its name what it is")]
pub struct Known {
    pub op: Op,
    pub answer: Answer,
    /// The member it was about.
    pub about: Option<usize>,
}

impl Change {
    /// Does it change more than what is remembered under a key?
    pub fn is_more_than_key(&self) -> bool {
        let Change { rules, issued, cards, member, other: _, purchases, taken: _, key: _, erased: _ } = self;
        rules.is_some() || !issued.is_empty() || !cards.is_empty() || member.is_some() || !purchases.is_empty()
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
    /// How many of each limited reward are gone.
    pub taken: HashMap<&'static str, u32>,
    /// How often points were held back.
    pub holds: usize,
    /// What each key was used for; nothing where that was forgotten.
    pub keys: HashMap<u32, Option<Known>>,
}

impl Model {
    /// The newest version of the rules; 0 before the first.
    pub fn version(&self) -> usize {
        self.rules.len()
    }

    /// Who somebody is by now.
    pub fn who_is(&self, id: usize) -> usize {
        self.members.get(id).and_then(|member| member.merged).map_or(id, |(into, _)| self.who_is(into))
    }

    /// Makes it so.
    pub fn apply(&mut self, change: &Change) -> Result<(), String> {
        let Change { rules, issued, cards, member, other, purchases, taken, key, erased } = change;
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
        for (id, member) in member.iter().chain(other) {
            let mut member = member.clone();
            let bought = member.stamps.iter_mut().filter(|stamp| stamp.purchase == Some(NEW));
            bought.for_each(|stamp| stamp.purchase = Some(new_purchase));
            self.holds += member.name_new(new_purchase, self.holds);
            put(&mut self.members, *id, member);
        }
        purchases.iter().for_each(|(id, purchase)| put(&mut self.purchases, *id, purchase.clone()));
        self.taken.extend(*taken);
        if let Some(id) = erased {
            let same: Vec<bool> = (0..self.members.len()).map(|other| self.who_is(other) == *id).collect();
            let about = |known: &Known| known.about.is_some_and(|about| same.get(about) == Some(&true));
            self.keys.values_mut().filter(|known| known.as_ref().is_some_and(about)).for_each(|known| *known = None);
        }
        if let Some((key, known)) = key {
            let about = known.about.map(|id| if id == NEW { new_member } else { id });
            if self.keys.insert(*key, Some(Known { about, ..known.clone() })).is_some() {
                return Err(format!("key {key} was used twice"));
            }
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

    /// Who somebody is by now.
    pub fn who(&self, id: usize) -> usize {
        self.members.get(id).and_then(|member| member.merged).map_or(id, |(into, _)| self.who(into))
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

impl Reward {
    /// One that was just earned.
    pub fn new(spot: Spot, kind: &'static str, until: Option<Day>) -> Reward {
        let (redeemed, used_on, cost, first) = (None, None, Vec::new(), None);
        Reward { spot, kind, until, state: State::Open, redeemed, used_on, cost, first }
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
        let mut open: Vec<Reward> = self.rewards.iter().filter(|reward| reward.state == State::Open).cloned().collect();
        open.sort_by_key(|reward| reward.spot);
        open
    }
}
