//! `[points]`: what earns points, how long they live, and what they buy.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::choices::choices;
use super::membership::{LengthSection, check_length};
use super::rewards::RewardSection;
use super::stamps::Basis;
use super::{ProblemsAt, window};
use crate::error::ProblemCode;
use crate::id::{CategoryId, LevelName, ProductId, RewardKind};
use crate::money::{Factor, Money, POINTS_MAX, Percent, RoundingMode};
use crate::time::{Date, Span};

pub use super::window::{Window, WindowSection};

/// `[points]` as written.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PointsSection {
    /// Points for each `per`; one when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earn: Option<Factor>,
    /// With `every = "amount"`: the amount that earns them; 1 when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per: Option<Money>,
    /// What earns points: an amount, a unit, or a purchase.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub every: Option<EarnBy>,
    /// The amount that counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<Basis>,
    /// What of the amount does not count.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub without: Vec<Without>,
    /// What earns nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exclude: Option<GoodsSection>,
    /// What happens to a part of a point, once, at the end; `down` when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub round: Option<RoundingMode>,
    /// A purchase below this amount earns nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_amount: Option<Money>,
    /// The most one purchase earns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_per_purchase: Option<u64>,
    /// The most one member earns with the purchases of one day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_per_day: Option<u64>,
    /// Multipliers by what is bought, by whom and when, by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub bonuses: BTreeMap<String, BonusSection>,
    /// Of several multipliers that fit: the highest, or all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub combine: Option<Combine>,
    /// When points of a purchase are there; at once when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pending: Option<PendingSection>,
    /// How long points live; for ever when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<ExpirySection>,
    /// Which points are spent first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spend: Option<SpendOrder>,
    /// What a refund takes when the points are gone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when_gone: Option<WhenGone>,
    /// What a refund of a part takes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part_refund: Option<PartRefund>,
    /// What points are worth as money off; nothing when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub money_off: Option<MoneyOffSection>,
    /// Rewards that points buy, by the reward's name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub catalogue: BTreeMap<String, ItemSection>,
    /// May members give each other points? No when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transfer: Option<bool>,
}

choices! {
    /// What earns points.
    EarnBy {
        /// Each `per` of the amount that counts.
        #[default]
        Amount,
        /// Each unit of each line.
        Unit,
        /// Each purchase.
        Purchase,
    }
    /// What of an amount does not count.
    Without {
        /// Tax.
        #[default]
        Tax,
        /// Delivery.
        Delivery,
    }
    /// Of several multipliers that fit.
    Combine {
        /// The highest counts.
        #[default]
        Highest,
        /// All of them count, one after the other.
        Multiply,
    }
    /// Which points are spent first.
    SpendOrder {
        /// Those that expire first; those that never do go last.
        #[default]
        EarliestExpiry,
        /// Those that were earned first.
        EarliestEarned,
    }
    /// What a refund takes when the points are gone.
    WhenGone {
        /// A debt, which later earnings pay first.
        #[default]
        Debt,
        /// What is there and no more.
        WhatIsThere,
        /// Only what is still pending.
        OnlyPending,
    }
    /// What a refund of a part takes.
    PartRefund {
        /// The share that was stored with each unit.
        #[default]
        UnitShare,
        /// In proportion to the value that comes back.
        ValueRatio,
        /// What the rest would not have earned.
        Recompute,
    }
}

/// Products and categories.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct GoodsSection {
    /// These products.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub products: Option<Vec<ProductId>>,
    /// And everything in these categories.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub categories: Option<Vec<CategoryId>>,
}

/// One multiplier as written.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(extend("required" = ["multiplier"])))]
#[serde(deny_unknown_fields)]
pub struct BonusSection {
    /// By what it multiplies.
    #[cfg_attr(feature = "schema", schemars(with = "Factor"))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub multiplier: Option<Factor>,
    /// Only for these goods; for everything when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub goods: Option<GoodsSection>,
    /// Only for buyers on these levels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub levels: Option<Vec<LevelName>>,
    /// Only at these times.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<WindowSection>,
}

/// When points of a purchase are there: either of the two.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PendingSection {
    /// Once it is completed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until_completed: Option<bool>,
    /// So many days after it was paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<u32>,
}

/// How long points live as written.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ExpirySection {
    /// So long after they are there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<LengthSection>,
    /// Until the end of the month or year in which that falls.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_of: Option<EndOf>,
}

/// Until when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum EndOf {
    /// The end of the month.
    Month,
    /// The end of the year.
    Year,
}

/// What points are worth as money off, as written.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(extend("required" = ["value"])))]
#[serde(deny_unknown_fields)]
pub struct MoneyOffSection {
    /// What one point is worth.
    #[cfg_attr(feature = "schema", schemars(with = "Money"))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Money>,
    /// The fewest that can be spent at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_points: Option<u64>,
    /// Only so many at a time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<u64>,
    /// The most of a bill that points pay, in percent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_percent: Option<Percent>,
    /// What a reward costs whose worth the bill cuts short.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost: Option<Cost>,
}

choices! {
    /// What points cost when a limit cuts their worth.
    Cost {
        /// As many as what was given is worth.
        #[default]
        FollowsValue,
        /// As many as were offered.
        Full,
    }
}

/// A reward that points buy, as written.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(extend("required" = ["cost"])))]
#[serde(deny_unknown_fields)]
pub struct ItemSection {
    /// How many points it costs.
    #[cfg_attr(feature = "schema", schemars(with = "u64"))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost: Option<u64>,
    /// How many there are for everybody together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stock: Option<u32>,
    /// The most one member can have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per_member: Option<u32>,
    /// Only at these times.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<WindowSection>,
}

/// `[points]`, checked.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "a field is named as in the section")]
pub struct PointRules {
    pub earn: Factor,
    pub per: Money,
    pub every: EarnBy,
    pub basis: Basis,
    pub without: Vec<Without>,
    pub exclude: Goods,
    pub round: RoundingMode,
    pub min_amount: Money,
    pub max_per_purchase: Option<u64>,
    pub max_per_day: Option<u64>,
    pub bonuses: Vec<Bonus>,
    pub combine: Combine,
    pub pending: Option<Pending>,
    pub expires: Option<Expiry>,
    pub spend: SpendOrder,
    pub when_gone: WhenGone,
    pub part_refund: PartRefund,
    pub money_off: Option<MoneyOff>,
    pub catalogue: BTreeMap<RewardKind, Item>,
    pub transfer: bool,
}

/// Products and categories, checked.
#[derive(Clone, Debug, Default, PartialEq)]
#[expect(missing_docs, reason = "a field is named as in the section")]
pub struct Goods {
    pub products: Vec<ProductId>,
    pub categories: Vec<CategoryId>,
}

/// One multiplier, checked.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "a field is named as in the section")]
pub struct Bonus {
    pub multiplier: Factor,
    pub goods: Option<Goods>,
    pub levels: Option<Vec<LevelName>>,
    pub when: Option<Window>,
}

/// When points of a purchase are there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pending {
    /// Once it is completed.
    UntilCompleted,
    /// So long after it was paid.
    For(Span),
}

/// How long points live.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "a field is named as in the section")]
pub struct Expiry {
    pub after: Option<Span>,
    pub end_of: Option<EndOf>,
}

/// What points are worth as money off, checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "a field is named as in the section")]
pub struct MoneyOff {
    pub value: Money,
    pub min_points: u64,
    pub step: u64,
    pub max_percent: Option<Percent>,
    pub cost: Cost,
}

/// A reward that points buy, checked.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "a field is named as in the section")]
pub struct Item {
    pub cost: u64,
    pub stock: Option<u32>,
    pub per_member: Option<u32>,
    pub when: Option<Window>,
}

impl Goods {
    /// Is this product one of them?
    pub fn hold(&self, product: &ProductId, categories: &[CategoryId]) -> bool {
        self.products.contains(product) || categories.iter().any(|category| self.categories.contains(category))
    }
}

impl Expiry {
    /// The last day on which points can be spent that are there since a day.
    pub fn until(self, since: Date) -> Option<Date> {
        let day = self.after.map_or(Some(since), |span| since.after(span))?;
        Some(match self.end_of {
            None => day,
            Some(EndOf::Month) => day.month_end(),
            Some(EndOf::Year) => day.year_end(),
        })
    }
}

pub(super) fn check(
    section: Option<&PointsSection>,
    rewards: &BTreeMap<String, RewardSection>,
    places: u32,
    problems: &mut ProblemsAt<'_>,
) -> Option<PointRules> {
    let section = section?;
    let every = section.every.unwrap_or_default();
    problems.amount("per", section.per, places);
    problems.amount("min_amount", section.min_amount, places);
    match (every, section.per) {
        (EarnBy::Amount, Some(per)) if per.is_zero() => problems.add("per", ProblemCode::Zero),
        (EarnBy::Unit | EarnBy::Purchase, Some(_)) => problems.add("per", ProblemCode::UnknownField),
        _ => {}
    }
    for (field, limit) in [("max_per_purchase", section.max_per_purchase), ("max_per_day", section.max_per_day)] {
        check_points(field, limit, problems);
    }
    let bonuses = section.bonuses.iter().filter_map(|(name, bonus)| check_bonus(name, bonus, problems)).collect();
    let catalogue = section.catalogue.iter();
    let catalogue = catalogue.filter_map(|(name, item)| check_item(name, item, rewards, problems)).collect();
    Some(PointRules {
        earn: section.earn.unwrap_or(Factor::ONE),
        per: section.per.unwrap_or(Money::whole(1)),
        every,
        basis: section.basis.unwrap_or_default(),
        without: section.without.clone(),
        exclude: section.exclude.as_ref().map(goods).unwrap_or_default(),
        round: section.round.unwrap_or(RoundingMode::Down),
        min_amount: section.min_amount.unwrap_or(Money::ZERO),
        max_per_purchase: section.max_per_purchase,
        max_per_day: section.max_per_day,
        bonuses,
        combine: section.combine.unwrap_or_default(),
        pending: section.pending.as_ref().and_then(|pending| check_pending(pending, problems)),
        expires: section.expires.as_ref().and_then(|expires| check_expiry(expires, problems)),
        spend: section.spend.unwrap_or_default(),
        when_gone: section.when_gone.unwrap_or_default(),
        part_refund: section.part_refund.unwrap_or_default(),
        money_off: section.money_off.as_ref().and_then(|off| check_money_off(off, places, problems)),
        catalogue,
        transfer: section.transfer.unwrap_or(false),
    })
}

fn check_points(field: &str, points: Option<u64>, problems: &mut ProblemsAt<'_>) {
    match points {
        Some(0) => problems.add(field, ProblemCode::Zero),
        Some(points) if points > POINTS_MAX => problems.add(field, ProblemCode::TooLarge),
        _ => {}
    }
}

fn goods(section: &GoodsSection) -> Goods {
    Goods {
        products: section.products.clone().unwrap_or_default(),
        categories: section.categories.clone().unwrap_or_default(),
    }
}

fn check_bonus(name: &str, section: &BonusSection, problems: &mut ProblemsAt<'_>) -> Option<Bonus> {
    let multiplier = problems.need(&format!("bonuses.{name}.multiplier"), section.multiplier);
    let when = section.when.as_ref();
    let when = when.map(|when| window::check(when, &format!("bonuses.{name}.when"), problems));
    Some(Bonus {
        multiplier: multiplier?,
        goods: section.goods.as_ref().map(goods),
        levels: section.levels.clone(),
        when,
    })
}

fn check_pending(section: &PendingSection, problems: &mut ProblemsAt<'_>) -> Option<Pending> {
    match (section.until_completed, section.days) {
        (Some(true), None) => Some(Pending::UntilCompleted),
        (None | Some(false), Some(days)) => {
            Some(Pending::For(Span::Days(problems.count("pending.days", days, 1..=366))))
        }
        (Some(false), None) => None,
        _ => {
            problems.add("pending", ProblemCode::OneOf);
            None
        }
    }
}

fn check_expiry(section: &ExpirySection, problems: &mut ProblemsAt<'_>) -> Option<Expiry> {
    if section.after.is_none() && section.end_of.is_none() {
        problems.add("expires", ProblemCode::OneOf);
    }
    let after = section.after.as_ref();
    let after = after.and_then(|after| check_length(after, &mut problems.below("expires.after")));
    Some(Expiry { after, end_of: section.end_of })
}

fn check_money_off(section: &MoneyOffSection, places: u32, problems: &mut ProblemsAt<'_>) -> Option<MoneyOff> {
    let value = problems.need("money_off.value", section.value);
    problems.amount("money_off.value", value, places);
    if value.is_some_and(Money::is_zero) {
        problems.add("money_off.value", ProblemCode::Zero);
    }
    check_points("money_off.min_points", section.min_points, problems);
    check_points("money_off.step", section.step, problems);
    Some(MoneyOff {
        value: value?,
        min_points: section.min_points.unwrap_or(1),
        step: section.step.unwrap_or(1),
        max_percent: section.max_percent,
        cost: section.cost.unwrap_or_default(),
    })
}

fn check_item(
    name: &str,
    section: &ItemSection,
    rewards: &BTreeMap<String, RewardSection>,
    problems: &mut ProblemsAt<'_>,
) -> Option<(RewardKind, Item)> {
    let path = format!("catalogue.{name}");
    let kind = RewardKind::new(name).ok().filter(|_| rewards.contains_key(name));
    if kind.is_none() {
        problems.add(&path, ProblemCode::UnknownName);
    }
    let cost = problems.need(&format!("{path}.cost"), section.cost);
    check_points(&format!("{path}.cost"), cost, problems);
    if section.per_member == Some(0) {
        problems.add(&format!("{path}.per_member"), ProblemCode::Zero);
    }
    let when = section.when.as_ref().map(|when| window::check(when, &format!("{path}.when"), problems));
    let item = Item { cost: cost?, stock: section.stock, per_member: section.per_member, when };
    kind.map(|kind| (kind, item))
}
