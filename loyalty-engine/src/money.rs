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

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
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
decimal_text!(Money, Percent);

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
    fn an_amount_holds_its_unit_a_whole_number_of_times() {
        let unit = Money::parse("50000").unwrap();
        for (amount, times) in [("49999", 0), ("50000", 1), ("149999.99", 2), ("-50000", 0)] {
            assert_eq!(Money::parse(amount).unwrap().times_fits(unit), times, "{amount}");
        }
        assert_eq!(unit.times_fits(Money::ZERO), 0);
    }
}
