//! `[program]`: what the program is.

use serde::{Deserialize, Serialize};

use super::ProblemsAt;
use crate::error::ProblemCode;
use crate::money::{MONEY_PLACES_MAX, Rounding, RoundingMode};
use crate::phone::Region;
use crate::time::Zone;

/// `[program]` as written.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("required" = ["name", "currency", "time_zone", "phone_region"])))]
#[serde(deny_unknown_fields)]
pub struct ProgramSection {
    /// The program's name, as people read it.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The currency's three letters (ISO 4217).
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
    /// The IANA zone in which its days begin and end.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<String>,
    /// How money is rounded; two places, half up, when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rounding: Option<RoundingSection>,
    /// The region a bare phone number belongs to, two letters (ISO 3166).
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone_region: Option<String>,
    /// False pauses the program: nothing is given until it is true again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub active: Option<bool>,
}

/// `program.rounding` as written.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RoundingSection {
    /// Decimal places an amount may have: 0 for rupiah.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub places: Option<u32>,
    /// What happens to half a unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mode: Option<RoundingMode>,
}

/// `[program]`, checked.
#[derive(Clone, Debug, PartialEq)]
pub struct ProgramRules {
    /// The program's name, as people read it.
    pub name: String,
    /// The currency's three letters.
    pub currency: String,
    /// Where its days begin and end.
    pub zone: Zone,
    /// How money is rounded.
    pub rounding: Rounding,
    /// The region a bare phone number belongs to.
    pub phone_region: Region,
    /// False while the program is paused.
    pub active: bool,
}

pub(super) fn check(section: Option<&ProgramSection>, problems: &mut ProblemsAt<'_>) -> Option<ProgramRules> {
    let section = problems.need("", section)?;
    let name = problems.need("name", section.name.as_deref());
    let name = name.and_then(|name| problems.take("name", crate::id::check_text(name, 100).map(|()| name.to_owned())));
    let currency = problems.need("currency", section.currency.as_deref());
    let currency = currency.and_then(|code| problems.take("currency", check_currency(code)));
    let zone = problems.need("time_zone", section.time_zone.as_deref());
    let zone = zone.and_then(|name| problems.take("time_zone", Zone::parse(name)));
    let region = problems.need("phone_region", section.phone_region.as_deref());
    let region = region.and_then(|code| problems.take("phone_region", Region::parse(code)));
    let rounding = section.rounding.clone().unwrap_or_default();
    let places = problems.count("rounding.places", rounding.places.unwrap_or(2), 0..=MONEY_PLACES_MAX);
    Some(ProgramRules {
        name: name?,
        currency: currency?,
        zone: zone?,
        rounding: Rounding { places, mode: rounding.mode.unwrap_or(RoundingMode::HalfUp) },
        phone_region: region?,
        active: section.active.unwrap_or(true),
    })
}

fn check_currency(code: &str) -> Result<String, ProblemCode> {
    let fits = code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase());
    if fits { Ok(code.to_owned()) } else { Err(ProblemCode::UnknownValue) }
}
