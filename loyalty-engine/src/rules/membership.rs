//! `[membership]` and `[renewal]`: how long a membership lasts, what it costs, what survives its end.

use serde::{Deserialize, Serialize};

use super::{Document, Problems, ProblemsAt};
use crate::error::ProblemCode;
use crate::money::{Money, Percent};
use crate::time::Span;

/// `[membership]` as written.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(extend("required" = ["lasts"])))]
#[serde(deny_unknown_fields)]
pub struct MembershipSection {
    /// What joining or renewing costs; nothing when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fee: Option<Money>,
    /// How long it lasts. The end is the start plus this length, and both days are included.
    #[cfg_attr(feature = "schema", schemars(with = "LengthSection"))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lasts: Option<LengthSection>,
    /// Percent off for members.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discount_percent: Option<Percent>,
    /// What happens to open rewards when the membership ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rewards_at_end: Option<RewardsAtEnd>,
}

/// A length of time as written: either months or days.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LengthSection {
    /// So many months.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub months: Option<u32>,
    /// What a month is; a calendar month when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub month: Option<Month>,
    /// So many days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<u32>,
}

/// What a month is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Month {
    /// From the anchor day to the same day of a later month, or its last day.
    #[serde(rename = "calendar")]
    Calendar,
    /// Thirty days, whatever the calendar says.
    #[serde(rename = "30_days")]
    ThirtyDays,
}

/// What happens to open rewards when the membership ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum RewardsAtEnd {
    /// They lapse with it.
    #[default]
    Lapse,
    /// They wait for a renewal.
    Keep,
}

/// `[renewal]` as written.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RenewalSection {
    /// False starts the stamps afresh; true when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keep_stamps: Option<bool>,
}

/// `[membership]`, checked.
#[derive(Clone, Debug, PartialEq)]
pub struct MembershipRules {
    /// What joining or renewing costs.
    pub fee: Money,
    /// From the first day to the last, both included.
    pub lasts: Span,
    /// Percent off for members.
    pub discount: Option<Percent>,
    /// What happens to open rewards when the membership ends.
    pub rewards_at_end: RewardsAtEnd,
    /// What a renewal keeps.
    pub renewal: RenewalRules,
}

/// `[renewal]`, checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RenewalRules {
    /// Do the stamps go on?
    pub keep_stamps: bool,
}

pub(super) fn check(document: &Document, places: u32, problems: &mut Problems) -> Option<MembershipRules> {
    let Some(section) = &document.membership else {
        if document.renewal.is_some() {
            problems.at("membership").add("", ProblemCode::Missing);
        }
        return None;
    };
    let mut at = problems.at("membership");
    at.amount("fee", section.fee, places);
    let lasts = at.need("lasts", section.lasts.as_ref())?;
    let lasts = check_length(lasts, &mut problems.at("membership.lasts"))?;
    let keep_stamps = document.renewal.as_ref().and_then(|renewal| renewal.keep_stamps).unwrap_or(true);
    Some(MembershipRules {
        fee: section.fee.unwrap_or(Money::ZERO),
        lasts,
        discount: section.discount_percent,
        rewards_at_end: section.rewards_at_end.unwrap_or_default(),
        renewal: RenewalRules { keep_stamps },
    })
}

pub(super) fn check_length(length: &LengthSection, problems: &mut ProblemsAt<'_>) -> Option<Span> {
    if length.days.is_some() && length.month.is_some() {
        problems.add("month", ProblemCode::UnknownField);
    }
    match (length.months, length.days) {
        (Some(months), None) => {
            let months = problems.count("months", months, 1..=1200);
            Some(match length.month.unwrap_or(Month::Calendar) {
                Month::Calendar => Span::Months(months),
                Month::ThirtyDays => Span::Days(months.saturating_mul(30)),
            })
        }
        (None, Some(days)) => Some(Span::Days(problems.count("days", days, 1..=36_500))),
        _ => {
            problems.add("", ProblemCode::OneOf);
            None
        }
    }
}
