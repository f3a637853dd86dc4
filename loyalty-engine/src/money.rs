//! Money and percentages: the only arithmetic on value there is. Exact decimals, checked, never a float.

use std::fmt;
use std::str::FromStr;

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

use crate::error::{Error, ProblemCode};

/// An exact amount in the program's currency.
///
/// On the wire it is a decimal in quotes; a JSON number is refused, because it may have been a float on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money(Decimal);

/// The largest amount that can be written down: one quadrillion less one, in any currency.
pub const MONEY_MAX: Decimal = Decimal::from_parts(2_764_472_319, 232_830, 0, false, 0);
/// The most decimal places an amount can have.
pub const MONEY_PLACES_MAX: u32 = 8;
const TEXT_BYTES_MAX: usize = 40;

impl Money {
    /// No money at all.
    pub const ZERO: Money = Money(Decimal::ZERO);

    /// Reads an amount; it may be negative here, and each field says whether it may be there.
    pub fn parse(text: &str) -> Result<Money, ProblemCode> {
        let decimal = parse_decimal(text)?;
        if decimal.abs() > MONEY_MAX {
            return Err(ProblemCode::TooLarge);
        }
        if decimal.scale() > MONEY_PLACES_MAX {
            return Err(ProblemCode::TooPrecise);
        }
        Ok(Money(decimal))
    }

    /// So many whole units.
    pub fn whole(units: u64) -> Money {
        Money(Decimal::from(units)).min(Money(MONEY_MAX))
    }

    /// Is it below zero?
    pub fn is_negative(self) -> bool {
        self.0.is_sign_negative() && !self.0.is_zero()
    }

    /// Is it nothing?
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// Decimal places that carry a digit.
    pub fn places(self) -> u32 {
        self.0.scale()
    }

    /// The sum, or `None` beyond the limits.
    pub fn plus(self, other: Money) -> Option<Money> {
        self.0.checked_add(other.0).filter(|sum| sum.abs() <= MONEY_MAX).map(|sum| Money(sum.normalize()))
    }

    /// The difference, or `None` beyond the limits.
    pub fn minus(self, other: Money) -> Option<Money> {
        self.0.checked_sub(other.0).filter(|rest| rest.abs() <= MONEY_MAX).map(|rest| Money(rest.normalize()))
    }

    /// So many times the amount, or `None` beyond the limits.
    pub fn times(self, count: u64) -> Option<Money> {
        let product = self.0.checked_mul(count.into())?;
        Some(Money(product.normalize())).filter(|product| product.0.abs() <= MONEY_MAX)
    }

    /// The largest amount there is.
    pub fn most() -> Money {
        Money(MONEY_MAX)
    }

    /// The part of this amount that `part` is of `whole`, rounded down to `places`: all of it when the two are equal.
    pub fn share(self, part: Money, whole: Money, places: u32) -> Money {
        let minor = |money: Money| money.minor(places);
        if part >= whole {
            return self;
        }
        let share = mul_div(minor(self), minor(part), minor(whole)).map_or(0, |(share, _)| share);
        Money::from_minor(share, places)
    }

    /// The amount in units of its last place, as they are counted; nothing below zero.
    fn minor(self, places: u32) -> u128 {
        let mut decimal = self.0;
        decimal.rescale(places.max(decimal.scale()));
        u128::try_from(decimal.mantissa()).unwrap_or(0)
    }

    fn from_minor(minor: u128, places: u32) -> Money {
        let units = i128::try_from(minor).ok();
        let decimal = units.and_then(|units| Decimal::try_from_i128_with_scale(units, places).ok());
        Money(decimal.unwrap_or(MONEY_MAX).normalize())
    }

    /// Splits the amount in proportion to `weights`, without a remainder: what is left over by rounding down goes, a
    /// unit each, to the largest remainders, of equal ones to the earlier. Where nothing weighs anything, all weigh
    /// alike.
    pub fn split(self, weights: &[Money], places: u32) -> Vec<Money> {
        let mut weights: Vec<u128> = weights.iter().map(|weight| weight.minor(places)).collect();
        if weights.iter().all(|weight| *weight == 0) {
            weights.iter_mut().for_each(|weight| *weight = 1);
        }
        let shares = split_units(self.minor(places), &weights);
        shares.into_iter().map(|share| Money::from_minor(share, places)).collect()
    }

    /// How many whole times `unit` fits into this amount; zero when either is not above zero.
    pub fn times_fits(self, unit: Money) -> u64 {
        if self.0 <= Decimal::ZERO || unit.0 <= Decimal::ZERO {
            return 0;
        }
        self.0.checked_div(unit.0).and_then(|quotient| u64::try_from(quotient.floor()).ok()).unwrap_or(0)
    }

    /// The amount rounded as the program rounds.
    pub fn rounded(self, rounding: Rounding) -> Money {
        Money(self.0.round_dp_with_strategy(rounding.places, rounding.mode.strategy()).normalize())
    }
}

impl From<Money> for Decimal {
    fn from(money: Money) -> Decimal {
        money.0
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A share in percent, from 0 to 100, exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Percent(Decimal);

impl Percent {
    /// Reads a percentage from 0 to 100 with at most four decimal places.
    pub fn parse(text: &str) -> Result<Percent, ProblemCode> {
        let decimal = parse_decimal(text)?;
        if decimal.is_sign_negative() && !decimal.is_zero() {
            return Err(ProblemCode::Negative);
        }
        if decimal > Decimal::ONE_HUNDRED {
            return Err(ProblemCode::TooLarge);
        }
        if decimal.scale() > 4 {
            return Err(ProblemCode::TooPrecise);
        }
        Ok(Percent(decimal))
    }
}

impl Percent {
    /// So much of an amount, rounded down to `places`.
    pub fn of(self, amount: Money, places: u32) -> Money {
        amount
            .share(Money(self.0), Money(Decimal::ONE_HUNDRED), places.max(4))
            .rounded(Rounding { places, mode: RoundingMode::Down })
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A number to multiply by, exact: points for an amount, a level's multiplier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Factor(Decimal);

/// Decimal places that a factor can have, also one that is made of several.
const FACTOR_PLACES: u32 = 8;
/// The most points there can be at once: what every language counts exactly.
pub const POINTS_MAX: u64 = 9_007_199_254_740_991;

impl Factor {
    /// Multiplying by it leaves nothing.
    pub const ZERO: Factor = Factor(Decimal::ZERO);
    /// Multiplying by it changes nothing.
    pub const ONE: Factor = Factor(Decimal::ONE);

    /// Reads a factor from 0 to a million with at most four decimal places.
    pub fn parse(text: &str) -> Result<Factor, ProblemCode> {
        let decimal = parse_decimal(text)?;
        if decimal.is_sign_negative() && !decimal.is_zero() {
            return Err(ProblemCode::Negative);
        }
        if decimal > Decimal::from(1_000_000) {
            return Err(ProblemCode::TooLarge);
        }
        if decimal.scale() > 4 {
            return Err(ProblemCode::TooPrecise);
        }
        Ok(Factor(decimal))
    }

    /// Is it nothing?
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// Both, one after the other; what is finer than eight places is dropped.
    #[must_use]
    pub fn times(self, other: Factor) -> Factor {
        let product = self.0.checked_mul(other.0).unwrap_or(Decimal::from(1_000_000));
        Factor(product.round_dp_with_strategy(FACTOR_PLACES, RoundingStrategy::ToZero).normalize())
    }

    fn scaled(self) -> u128 {
        Money(self.0).minor(FACTOR_PLACES)
    }
}

impl fmt::Display for Factor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// What amounts weigh when points are counted: a sum of amounts, each times a factor, not rounded yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Weight(u128);

impl Weight {
    /// An amount times a factor.
    pub fn of(amount: Money, factor: Factor) -> Option<Weight> {
        amount.minor(MONEY_PLACES_MAX).checked_mul(factor.scaled()).map(Weight)
    }

    /// The sum.
    pub fn plus(self, other: Weight) -> Option<Weight> {
        self.0.checked_add(other.0).map(Weight)
    }

    /// The points it is worth: `earn` for each `per`, times `level`, rounded once.
    pub fn points(self, earn: Factor, per: Money, level: Factor, rounding: RoundingMode) -> Option<u64> {
        let times = earn.times(level).scaled();
        let unit = per.minor(MONEY_PLACES_MAX).checked_mul(Factor::ONE.scaled())?;
        // In two steps, because a place of each factor would not fit: exact all the same.
        let (whole, rest) = mul_div(self.0, times, unit)?;
        let one = Factor::ONE.scaled();
        let (points, part) = (whole.checked_div(one)?, whole.checked_rem(one)?);
        let up = match rounding {
            RoundingMode::Down => false,
            RoundingMode::Up => part > 0 || rest > 0,
            RoundingMode::HalfUp => part >= one / 2,
            RoundingMode::HalfEven => part > one / 2 || part == one / 2 && (rest > 0 || points % 2 == 1),
        };
        u64::try_from(points.checked_add(u128::from(up))?).ok().filter(|points| *points <= POINTS_MAX)
    }
}

/// A count's part that `part` is of `whole`, rounded down: all of it when the two are equal.
pub fn share_of(count: u64, part: Money, whole: Money) -> u64 {
    if part >= whole {
        return count;
    }
    let (part, whole) = (part.minor(MONEY_PLACES_MAX), whole.minor(MONEY_PLACES_MAX));
    mul_div(count.into(), part, whole).and_then(|(share, _)| u64::try_from(share).ok()).unwrap_or(0)
}

/// Splits a count in proportion to weights as [`Money::split`] splits an amount.
pub fn split_count(count: u64, weights: &[Weight]) -> Vec<u64> {
    let weights: Vec<u128> = weights.iter().map(|weight| weight.0).collect();
    if weights.iter().all(|weight| *weight == 0) {
        return vec![0; weights.len()];
    }
    split_units(count.into(), &weights).into_iter().map(|share| u64::try_from(share).unwrap_or(0)).collect()
}

fn split_units(units: u128, weights: &[u128]) -> Vec<u128> {
    let whole: u128 = weights.iter().fold(0, |sum, weight| sum.saturating_add(*weight));
    let parts: Vec<(u128, u128)> =
        weights.iter().map(|weight| mul_div(units, *weight, whole).unwrap_or((0, 0))).collect();
    let given: u128 = parts.iter().fold(0, |sum, (part, _)| sum.saturating_add(*part));
    let left = usize::try_from(units.saturating_sub(given)).unwrap_or(usize::MAX);
    let mut by_remainder: Vec<usize> = (0..parts.len()).collect();
    by_remainder.sort_by_key(|at| std::cmp::Reverse(parts.get(*at).map_or(0, |(_, rest)| *rest)));
    let mut shares: Vec<u128> = parts.into_iter().map(|(part, _)| part).collect();
    for at in by_remainder.into_iter().take(left) {
        if let Some(share) = shares.get_mut(at) {
            *share = share.saturating_add(1);
        }
    }
    shares
}

/// `a * b / c` and what is left over, exact although the product may be far too large to hold.
fn mul_div(a: u128, b: u128, c: u128) -> Option<(u128, u128)> {
    let (whole, a) = (a.checked_div(c)?.checked_mul(b), a.checked_rem(c)?);
    let (mut quotient, mut rest) = (0_u128, 0_u128);
    for bit in (0..u128::BITS.saturating_sub(b.leading_zeros())).rev() {
        let doubled = rest.checked_mul(2)?.checked_add(if b >> bit & 1 == 1 { a } else { 0 })?;
        quotient = quotient.checked_mul(2)?.checked_add(doubled.checked_div(c)?)?;
        rest = doubled.checked_rem(c)?;
    }
    Some((whole?.checked_add(quotient)?, rest))
}

/// How a program rounds money, where something is divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Rounding {
    /// Decimal places an amount may have in this program.
    pub places: u32,
    /// What happens to half a unit.
    pub mode: RoundingMode,
}

/// What happens to the part below the last place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum RoundingMode {
    /// Half away from zero.
    HalfUp,
    /// Half to the even neighbour.
    HalfEven,
    /// Always towards zero.
    Down,
    /// Always away from zero.
    Up,
}

impl RoundingMode {
    fn strategy(self) -> RoundingStrategy {
        match self {
            RoundingMode::HalfUp => RoundingStrategy::MidpointAwayFromZero,
            RoundingMode::HalfEven => RoundingStrategy::MidpointNearestEven,
            RoundingMode::Down => RoundingStrategy::ToZero,
            RoundingMode::Up => RoundingStrategy::AwayFromZero,
        }
    }
}

/// Only digits, one point and a leading minus: what every language prints for an exact decimal.
fn parse_decimal(text: &str) -> Result<Decimal, ProblemCode> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let edges = digits.starts_with(|c: char| c.is_ascii_digit()) && digits.ends_with(|c: char| c.is_ascii_digit());
    if !plain || !edges || digits.bytes().filter(|byte| *byte == b'.').count() > 1 {
        return Err(ProblemCode::NotADecimal);
    }
    if text.len() > TEXT_BYTES_MAX {
        return Err(ProblemCode::TooLarge);
    }
    match Decimal::from_str_exact(text) {
        Ok(decimal) => Ok(decimal.normalize()),
        Err(rust_decimal::Error::Underflow) => Err(ProblemCode::TooPrecise),
        Err(_) => Err(ProblemCode::TooLarge),
    }
}

macro_rules! decimal_text {
    ($($type:ident),*) => {$(
        impl FromStr for $type {
            type Err = Error;
            fn from_str(text: &str) -> Result<Self, Error> {
                $type::parse(text).map_err(|code| Error::invalid(stringify!($type).to_lowercase(), code))
            }
        }
        impl Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                crate::id::write_named(serializer, stringify!($type), self)
            }
        }
        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = crate::id::visit_text(deserializer, ProblemCode::NotADecimal)?;
                $type::parse(&text).map_err(serde::de::Error::custom)
            }
        }
        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $type {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($type).into()
            }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({"type": "string", "format": "decimal", "pattern": "^-?[0-9]+(\\.[0-9]+)?$"})
            }
        }
    )*};
}
decimal_text!(Money, Percent, Factor);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_decimals_are_money() {
        for text in ["", " 5", "+5", "1e3", "0x10", "1_000", "1,50", ".5", "5.", "NaN", "--1", "1.2.3", "٥"] {
            assert_eq!(Money::parse(text), Err(ProblemCode::NotADecimal), "{text}");
        }
        assert_eq!(Money::parse("1000000000000000"), Err(ProblemCode::TooLarge));
        assert_eq!(Money::parse(&"9".repeat(40)), Err(ProblemCode::TooLarge));
        assert_eq!(Money::parse("0.123456789"), Err(ProblemCode::TooPrecise));
        assert_eq!(Money::parse("999999999999999").unwrap().to_string(), "999999999999999");
        assert_eq!(Money::parse("75000.00").unwrap().to_string(), "75000");
        assert_eq!(Money::parse("-0").unwrap(), Money::ZERO);
    }

    #[test]
    fn a_split_adds_up_and_the_odd_unit_goes_to_the_largest_remainder() {
        let money = |text: &str| Money::parse(text).unwrap();
        let split = |total: &str, weights: &[&str], places| {
            let weights: Vec<Money> = weights.iter().map(|weight| money(weight)).collect();
            money(total).split(&weights, places).iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        assert_eq!(split("100", &["1", "1", "1"], 0), ["34", "33", "33"]);
        assert_eq!(split("0.05", &["3", "7"], 2), ["0.02", "0.03"]);
        assert_eq!(split("10", &["0", "0"], 0), ["5", "5"]);
        let largest = split("999999999999999", &["999999999999999", "0.00000001"], 8);
        assert_eq!(largest, ["999999999999998.99999999", "0.00000001"]);
    }

    #[test]
    fn points_are_rounded_once_at_the_end() {
        let points = |weights: &[(&str, &str)], earn: &str, per: &str, rounding| {
            let weight = |(amount, factor): &(&str, &str)| {
                Weight::of(Money::parse(amount).unwrap(), Factor::parse(factor).unwrap()).unwrap()
            };
            let sum = weights.iter().map(weight).fold(Weight::default(), |sum, next| sum.plus(next).unwrap());
            sum.points(Factor::parse(earn).unwrap(), Money::parse(per).unwrap(), Factor::ONE, rounding)
        };
        let lines = [("3", "1"), ("20", "1"), ("20", "2")];
        assert_eq!(points(&lines, "2.3", "1", RoundingMode::Down), Some(144));
        assert_eq!(points(&lines, "2.3", "1", RoundingMode::HalfUp), Some(145));
        assert_eq!(points(&[("19.99", "1")], "1", "1", RoundingMode::Down), Some(19));
        assert_eq!(points(&[("999999999999999", "1")], "1", "10000", RoundingMode::Down), Some(99_999_999_999));
        assert_eq!(points(&[("999999999999999", "1000000")], "1000000", "1", RoundingMode::Down), None);
    }

    #[test]
    fn an_amount_holds_its_unit_a_whole_number_of_times() {
        let unit = Money::parse("50000").unwrap();
        for (amount, times) in [("49999", 0), ("50000", 1), ("149999.99", 2), ("-50000", 0)] {
            assert_eq!(Money::parse(amount).unwrap().times_fits(unit), times, "{amount}");
        }
        assert_eq!(unit.times_fits(Money::ZERO), 0);
    }
}
