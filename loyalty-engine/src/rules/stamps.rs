//! `[stamps]`: what gives a stamp, how many fill a card, and what the stamps earn.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::ProblemsAt;
use super::rewards::RewardSection;
use crate::error::ProblemCode;
use crate::id::RewardKind;
use crate::money::Money;

/// `[stamps]` as written.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("required" = ["per_cycle", "min_amount"])))]
#[serde(deny_unknown_fields)]
pub struct StampsSection {
    /// How many stamps fill a card.
    #[cfg_attr(feature = "schema", schemars(with = "u32"))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per_cycle: Option<u32>,
    /// The amount a purchase must reach.
    #[cfg_attr(feature = "schema", schemars(with = "Money"))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_amount: Option<Money>,
    /// Stamps given when the card is activated; none when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_activation: Option<u32>,
    /// One stamp a purchase, or one for each full `min_amount`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub every: Option<Every>,
    /// With `every = "amount"`: the most one purchase gives.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_per_purchase: Option<u32>,
    /// The most one member gets for purchases of one day in the program's zone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_per_day: Option<u32>,
    /// With `every = "amount"`: what becomes of stamps that a purchase gives beyond a full card.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overflow: Option<Overflow>,
    /// The amount that counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<Basis>,
    /// The reward that a position of the card earns.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub rewards: BTreeMap<String, String>,
}

/// What one stamp stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Every {
    /// One purchase that reaches the minimum.
    #[default]
    Purchase,
    /// Each full `min_amount` of a purchase; what is over is dropped.
    Amount,
}

/// What becomes of stamps that a purchase gives beyond a full card.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Overflow {
    /// They go on the next card.
    #[default]
    NextCard,
    /// They are not given.
    Dropped,
}

/// The amount that counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// What was paid after discounts.
    #[default]
    Net,
    /// The price before discounts.
    Gross,
}

/// `[stamps]`, checked.
#[derive(Clone, Debug, PartialEq)]
pub struct StampRules {
    /// How many stamps fill a card.
    pub per_cycle: u32,
    /// The amount a purchase must reach.
    pub min_amount: Money,
    /// Stamps given when the card is activated.
    pub at_activation: u32,
    /// What one stamp stands for.
    pub every: Every,
    /// The most one purchase gives.
    pub max_per_purchase: Option<u32>,
    /// The most a day gives.
    pub max_per_day: Option<u32>,
    /// What becomes of stamps beyond a full card.
    pub overflow: Overflow,
    /// The amount that counts.
    pub basis: Basis,
    /// Rewards by position, lowest first.
    pub rewards: Vec<(u32, RewardKind)>,
}

/// One purchase never gives more stamps than this, whatever the rules say, so that an outcome stays readable.
pub(crate) const STAMPS_PER_PURCHASE_MAX: u32 = 100;

impl StampRules {
    /// The reward at a position of the card.
    pub fn reward_at(&self, position: u32) -> Option<&RewardKind> {
        self.rewards.iter().find(|(at, _)| *at == position).map(|(_, kind)| kind)
    }
}

pub(super) fn check(
    section: Option<&StampsSection>,
    rewards: &BTreeMap<String, RewardSection>,
    places: u32,
    problems: &mut ProblemsAt<'_>,
) -> Option<StampRules> {
    let section = section?;
    let per_cycle = problems.need("per_cycle", section.per_cycle);
    let per_cycle = per_cycle.map(|count| problems.count("per_cycle", count, 1..=1000));
    let min_amount = problems.need("min_amount", section.min_amount);
    problems.amount("min_amount", min_amount, places);
    let every = section.every.unwrap_or_default();
    if every == Every::Amount && min_amount.is_some_and(Money::is_zero) {
        problems.add("min_amount", ProblemCode::Zero);
    }
    let of_amounts =
        [("max_per_purchase", section.max_per_purchase.is_some()), ("overflow", section.overflow.is_some())];
    for (field, _) in of_amounts.into_iter().filter(|(_, is_there)| *is_there && every == Every::Purchase) {
        problems.add(field, ProblemCode::UnknownField);
    }
    for (field, limit) in [("max_per_purchase", section.max_per_purchase), ("max_per_day", section.max_per_day)] {
        limit.map(|limit| problems.count(field, limit, 1..=STAMPS_PER_PURCHASE_MAX));
    }
    let at_activation = section.at_activation.unwrap_or(0);
    if at_activation > per_cycle.unwrap_or(u32::MAX) {
        problems.add("at_activation", ProblemCode::OutOfRange);
    }
    let rewards = check_rewards(section, per_cycle.unwrap_or(u32::MAX), rewards, problems);
    Some(StampRules {
        per_cycle: per_cycle?,
        min_amount: min_amount?,
        at_activation,
        every,
        max_per_purchase: section.max_per_purchase,
        max_per_day: section.max_per_day,
        overflow: section.overflow.unwrap_or_default(),
        basis: section.basis.unwrap_or_default(),
        rewards,
    })
}

fn check_rewards(
    section: &StampsSection,
    per_cycle: u32,
    known: &BTreeMap<String, RewardSection>,
    problems: &mut ProblemsAt<'_>,
) -> Vec<(u32, RewardKind)> {
    let mut rewards = Vec::new();
    for (position, name) in &section.rewards {
        let field = format!("rewards.{position}");
        let number = position.parse::<u32>().ok().filter(|number| number.to_string() == *position);
        // A reward that is there but wrong has problems of its own; its name is known all the same.
        let kind = RewardKind::new(name).ok().filter(|_| known.contains_key(name));
        match (number, kind) {
            (None, _) => problems.add(&field, ProblemCode::NotAWholeNumber),
            (Some(number), _) if number == 0 || number > per_cycle => problems.add(&field, ProblemCode::OutOfRange),
            (_, None) => problems.add(&field, ProblemCode::UnknownName),
            (Some(number), Some(kind)) => rewards.push((number, kind)),
        }
    }
    rewards.sort();
    rewards
}
