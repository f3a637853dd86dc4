//! What was bought: lines, and what of the bill is tax or delivery.

use serde::{Deserialize, Serialize};

use crate::error::ProblemCode;
use crate::id::{CategoryId, ProductId};
use crate::money::Money;

/// The most lines one purchase can have.
pub const LINES_MAX: usize = 500;

/// So many units of one product.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PurchaseLine {
    /// Which product.
    pub product: ProductId,
    /// The categories it belongs to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub categories: Vec<CategoryId>,
    /// How many units.
    pub quantity: u32,
    /// The price of one, before discounts.
    pub unit_price: Money,
    /// Money off the whole line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discount: Option<Money>,
    /// The tax within the line's price.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tax: Option<Money>,
}

/// What of a bill is no merchandise.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Charges {
    /// All the tax within the amount, that of the delivery included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tax: Option<Money>,
    /// What the delivery cost, within the amount.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivery: Option<Money>,
    /// The tax within that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivery_tax: Option<Money>,
}

/// Units of one line, such as those that come back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Units {
    /// Which line, from 1.
    pub line: u32,
    /// How many units of it.
    pub quantity: u32,
}

impl PurchaseLine {
    /// The price of the whole line, before its discount.
    pub fn gross(&self) -> Option<Money> {
        self.unit_price.times(self.quantity.into())
    }

    /// The price of the whole line.
    pub fn net(&self) -> Option<Money> {
        self.gross()?.minus(self.discount.unwrap_or(Money::ZERO))
    }
}

impl Charges {
    /// Is there nothing to be told?
    pub fn is_empty(&self) -> bool {
        *self == Charges::default()
    }
}

/// What is wrong with lines, and in which field.
pub fn check_lines(lines: &[PurchaseLine], places: u32) -> Result<(), (String, ProblemCode)> {
    if lines.len() > LINES_MAX {
        return Err(("lines".to_owned(), ProblemCode::TooMany));
    }
    for (at, line) in lines.iter().enumerate() {
        let wrong = |field: &str, code| Err((format!("lines.{at}.{field}"), code));
        let amounts = [("unit_price", Some(line.unit_price)), ("discount", line.discount), ("tax", line.tax)];
        if line.quantity == 0 {
            return wrong("quantity", ProblemCode::Zero);
        }
        for (field, amount) in amounts {
            check_amount(amount, places).or_else(|code| wrong(field, code))?;
        }
        match line.net() {
            None => return wrong("quantity", ProblemCode::TooLarge),
            Some(net) if net.is_negative() => return wrong("discount", ProblemCode::TooLarge),
            Some(net) if line.tax.is_some_and(|tax| tax > net) => return wrong("tax", ProblemCode::TooLarge),
            Some(_) => {}
        }
    }
    Ok(())
}

/// What is wrong with charges on a bill of this amount, and in which field.
pub fn check_charges(charges: &Charges, bill: Money, places: u32) -> Result<(), (String, ProblemCode)> {
    let within = [
        ("tax", charges.tax, bill),
        ("delivery", charges.delivery, bill),
        ("delivery_tax", charges.delivery_tax, charges.delivery.unwrap_or(Money::ZERO)),
    ];
    for (field, amount, limit) in within {
        let wrong = |code| (format!("charges.{field}"), code);
        check_amount(amount, places).map_err(wrong)?;
        if amount.is_some_and(|amount| amount > limit) {
            return Err(wrong(ProblemCode::TooLarge));
        }
    }
    Ok(())
}

/// An amount that the program can hold and that is not below zero.
pub fn check_amount(amount: Option<Money>, places: u32) -> Result<(), ProblemCode> {
    match amount {
        Some(amount) if amount.is_negative() => Err(ProblemCode::Negative),
        Some(amount) if amount.places() > places => Err(ProblemCode::TooPrecise),
        _ => Ok(()),
    }
}

/// What each line has of the merchandise on the bill: its own price, or in proportion to it where the bill was made
/// smaller as a whole.
pub fn shares(lines: &[PurchaseLine], merchandise: Money, places: u32) -> Vec<Money> {
    let nets: Vec<Money> = lines.iter().map(|line| line.net().unwrap_or(Money::ZERO)).collect();
    let sum = nets.iter().try_fold(Money::ZERO, |sum, net| sum.plus(*net));
    if sum == Some(merchandise) { nets } else { merchandise.split(&nets, places) }
}
