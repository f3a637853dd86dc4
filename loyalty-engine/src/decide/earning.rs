//! What a purchase earns in points: pure arithmetic over the rules, the lines and the level.

use crate::basket::PurchaseLine;
use crate::error::Reason;
use crate::id::LevelName;
use crate::money::{Factor, Money, Weight, split_count};
use crate::purchase::Purchase;
use crate::rules::{Basis, Bonus, Combine, EarnBy, PointRules, Without};
use crate::time::{Moment, Zone};

/// What is known of a purchase's buyer and moment.
pub(super) struct Earning<'a> {
    pub(super) rules: &'a PointRules,
    pub(super) places: u32,
    pub(super) zone: Zone,
    pub(super) at: Moment,
    pub(super) level: Option<&'a LevelName>,
    /// By what the buyer's level multiplies.
    pub(super) multiplier: Factor,
}

/// Points, what each line has of them, and why they are not more.
pub(super) struct Earned {
    pub(super) points: u64,
    pub(super) shares: Vec<u64>,
    pub(super) reason: Option<Reason>,
}

impl Earned {
    /// What each line has of the points where a limit leaves only so many of them.
    pub(super) fn shares_of(&self, count: u64) -> Vec<u64> {
        let of_lines = self.shares.iter().fold(0, |sum: u64, share| sum.saturating_add(*share));
        let all = self.shares.iter().copied().chain([self.points.saturating_sub(of_lines)]);
        let weights: Vec<Weight> =
            all.map(|share| Weight::of(Money::whole(share), Factor::ONE).unwrap_or_default()).collect();
        let mut shares = split_count(count, &weights);
        shares.truncate(self.shares.len());
        shares
    }
}

impl Earning<'_> {
    /// What the whole purchase earns by itself.
    pub(super) fn whole(&self, purchase: &Purchase) -> Earned {
        let amounts = amounts(self.rules, purchase, self.places);
        let nothing = |reason| Earned { points: 0, shares: Vec::new(), reason: Some(reason) };
        let total = amounts.iter().try_fold(Money::ZERO, |sum, amount| sum.plus(*amount)).unwrap_or(Money::ZERO);
        if total < self.rules.min_amount {
            return nothing(Reason::BelowMinimum { minimum: self.rules.min_amount });
        }
        let weights = self.weights(purchase, &amounts, |line| line.quantity);
        let Some(earned) = self.points(&weights) else { return nothing(Reason::TooLarge) };
        let limit = self.rules.max_per_purchase.filter(|limit| earned > *limit);
        let points = limit.unwrap_or(earned);
        let mut shares = split_count(points, &weights);
        shares.truncate(purchase.lines.len());
        Earned { points, shares, reason: limit.map(|limit| Reason::PointsLimit { limit }) }
    }

    /// What it would earn if only so much of each amount, and so many units of each line, had been bought.
    pub(super) fn rest(&self, purchase: &Purchase, left: impl Fn(u32) -> u32, kept: (Money, Money)) -> u64 {
        let amounts: Vec<Money> = amounts(self.rules, purchase, self.places);
        let mut numbers = 1_u32..;
        let scaled: Vec<Money> = amounts
            .iter()
            .map(|amount| match numbers.next().map(|number| (left(number), purchase.quantity_of(number))) {
                Some((left, all)) if all > 0 => {
                    amount.share(Money::whole(left.into()), Money::whole(all.into()), self.places)
                }
                _ => amount.share(kept.0, kept.1, self.places),
            })
            .collect();
        let total = scaled.iter().try_fold(Money::ZERO, |sum, amount| sum.plus(*amount)).unwrap_or(Money::ZERO);
        if total < self.rules.min_amount || total.is_zero() {
            return 0;
        }
        let mut numbers = 1_u32..;
        let weights = self.weights(purchase, &scaled, |_| numbers.next().map_or(0, &left));
        let earned = self.points(&weights).unwrap_or(0);
        self.rules.max_per_purchase.map_or(earned, |limit| earned.min(limit))
    }

    fn points(&self, weights: &[Weight]) -> Option<u64> {
        let per = if self.rules.every == EarnBy::Amount { self.rules.per } else { Money::whole(1) };
        let sum = weights.iter().try_fold(Weight::default(), |sum, weight| sum.plus(*weight))?;
        sum.points(self.rules.earn, per, self.multiplier, self.rules.round)
    }

    /// What each line weighs, and last what belongs to no line.
    fn weights(
        &self,
        purchase: &Purchase,
        amounts: &[Money],
        mut units: impl FnMut(&PurchaseLine) -> u32,
    ) -> Vec<Weight> {
        let one = Money::whole(1);
        let weight = |amount, factor| Weight::of(amount, factor).unwrap_or_default();
        match self.rules.every {
            EarnBy::Amount => {
                let factors = purchase.lines.iter().map(|line| self.factor(Some(line)));
                let factors = factors.chain([self.factor(None)]);
                amounts.iter().zip(factors).map(|(amount, factor)| weight(*amount, factor)).collect()
            }
            EarnBy::Unit => {
                let of_line = |line| weight(Money::whole(units(line).into()), self.factor(Some(line)));
                purchase.lines.iter().map(of_line).collect()
            }
            EarnBy::Purchase => {
                let best = purchase.lines.iter().map(|line| self.factor(Some(line))).max();
                let none = vec![Weight::default(); purchase.lines.len()];
                none.into_iter().chain([weight(one, best.unwrap_or_else(|| self.factor(None)))]).collect()
            }
        }
    }

    /// By what points for a line are multiplied; nothing for what is excluded.
    fn factor(&self, line: Option<&PurchaseLine>) -> Factor {
        if line.is_some_and(|line| self.rules.exclude.hold(&line.product, &line.categories)) {
            return Factor::ZERO;
        }
        let fitting = self.rules.bonuses.iter().filter(|bonus| self.fits(bonus, line)).map(|bonus| bonus.multiplier);
        match self.rules.combine {
            Combine::Highest => fitting.max().unwrap_or(Factor::ONE),
            Combine::Multiply => fitting.fold(Factor::ONE, Factor::times),
        }
    }

    fn fits(&self, bonus: &Bonus, line: Option<&PurchaseLine>) -> bool {
        let goods = bonus
            .goods
            .as_ref()
            .is_none_or(|goods| line.is_some_and(|line| goods.hold(&line.product, &line.categories)));
        let level = bonus.levels.as_ref().is_none_or(|levels| self.level.is_some_and(|level| levels.contains(level)));
        goods && level && bonus.when.as_ref().is_none_or(|when| when.holds(self.at, self.zone))
    }
}

/// The amount that counts of each line, and last that of what belongs to no line.
fn amounts(rules: &PointRules, purchase: &Purchase, places: u32) -> Vec<Money> {
    let zero = Money::ZERO;
    let less = |amount: Money, part: Money| amount.minus(part).filter(|left| !left.is_negative()).unwrap_or(zero);
    let without = |what| rules.without.contains(&what);
    let charges = &purchase.charges;
    let delivery = charges.delivery.unwrap_or(zero);
    let delivery_tax = charges.delivery_tax.unwrap_or(zero);
    let goods_tax = less(charges.tax.unwrap_or(zero), delivery_tax);
    let bill = match rules.basis {
        Basis::Net => purchase.bill(),
        Basis::Gross => purchase.gross.unwrap_or_else(|| purchase.bill()),
    };
    let mut all: Vec<Money> = match rules.basis {
        Basis::Net => purchase.shares.clone(),
        Basis::Gross => purchase.lines.iter().map(|line| line.gross().unwrap_or(zero)).collect(),
    };
    let goods = if all.is_empty() { less(bill, delivery) } else { zero };
    if without(Without::Tax) {
        let taxes = line_taxes(purchase, goods_tax, places);
        all = all.into_iter().zip(taxes).map(|(amount, tax)| less(amount, tax)).collect();
    }
    let tax = if without(Without::Tax) && all.is_empty() { goods_tax } else { zero };
    let delivered = match (without(Without::Delivery), without(Without::Tax)) {
        (true, _) => zero,
        (false, true) => less(delivery, delivery_tax),
        (false, false) => delivery,
    };
    all.push(less(goods, tax).plus(delivered).unwrap_or(zero));
    if rules.basis == Basis::Net && purchase.amount != bill {
        let sum = all.iter().try_fold(zero, |sum, amount| sum.plus(*amount)).unwrap_or(zero);
        return sum.share(purchase.amount, bill, places).split(&all, places);
    }
    all
}

fn line_taxes(purchase: &Purchase, goods_tax: Money, places: u32) -> Vec<Money> {
    let told: Option<Vec<Money>> = purchase.lines.iter().map(|line| line.tax).collect();
    told.unwrap_or_else(|| goods_tax.split(&purchase.shares, places))
}
