//! `[levels]`: named thresholds over what somebody has bought, and what a level is worth.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::ProblemsAt;
use super::choices::choices;
use crate::error::ProblemCode;
use crate::id::LevelName;
use crate::member::MONTHS_KEPT;
use crate::money::{Factor, Money, Percent};

/// `[levels]` as written.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LevelsSection {
    /// What is measured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measure: Option<Measure>,
    /// Over which time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub over: Option<Over>,
    /// With `over = "months"`: how many, the running one included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub months: Option<u32>,
    /// With `over = "months"`: a review every so many months, counted from January; 1 when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review_months: Option<u32>,
    /// How many months longer a level stays that a review takes away; none when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grace_months: Option<u32>,
    /// Whoever has spent this much in all is a loyal customer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub loyal_from: Option<Money>,
    /// The levels, by name. Their order follows from their thresholds.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub steps: BTreeMap<String, LevelSection>,
}

choices! {
    /// What levels measure.
    Measure {
        /// What was paid and did not come back.
        #[default]
        Spending,
        /// Points that purchases earned, spent or not.
        Points,
        /// Purchases.
        Purchases,
        /// Points that are there.
        Balance,
    }
    /// Over which time levels measure.
    Over {
        /// All time.
        #[default]
        Lifetime,
        /// The calendar year; a level stays through the next one.
        CalendarYear,
        /// The last months.
        Months,
    }
}

/// One level as written.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(extend("required" = ["label", "from"])))]
#[serde(deny_unknown_fields)]
pub struct LevelSection {
    /// What people read.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// What has to be reached.
    #[cfg_attr(feature = "schema", schemars(with = "Money"))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Money>,
    /// Percent off on this level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discount_percent: Option<Percent>,
    /// By what points are multiplied on this level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub multiplier: Option<Factor>,
}

/// `[levels]`, checked.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "a field is named as in the section")]
pub struct LevelRules {
    pub measure: Measure,
    pub over: Period,
    pub grace_months: u32,
    pub loyal_from: Option<Money>,
    /// The levels, lowest first.
    pub steps: Vec<Level>,
}

/// Over which time levels measure, and when they are reviewed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "a field is named as in the section")]
pub enum Period {
    Lifetime,
    CalendarYear,
    Months { months: u32, review: u32 },
}

/// One level, checked.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "a field is named as in the section")]
pub struct Level {
    pub name: LevelName,
    pub label: String,
    pub from: Money,
    pub discount: Option<Percent>,
    pub multiplier: Factor,
}

impl LevelRules {
    /// The level of this name.
    pub fn level(&self, name: &LevelName) -> Option<&Level> {
        self.steps.iter().find(|level| level.name == *name)
    }

    /// The place among the levels that a figure reaches, lowest first; nothing below the first.
    pub fn reached(&self, figure: Money) -> Option<usize> {
        self.steps.iter().rposition(|level| figure >= level.from)
    }
}

pub(super) fn check(section: Option<&LevelsSection>, places: u32, problems: &mut ProblemsAt<'_>) -> Option<LevelRules> {
    let section = section?;
    let measure = section.measure.unwrap_or_default();
    let over = check_period(section, problems);
    if measure == Measure::Balance && matches!(over, Some(Period::Months { .. })) {
        problems.add("over", ProblemCode::UnknownValue);
    }
    let grace_months = problems.count("grace_months", section.grace_months.unwrap_or(0), 0..=12);
    problems.amount("loyal_from", section.loyal_from, places);
    let names = section.steps.iter();
    let mut steps: Vec<Level> = names.filter_map(|(name, level)| check_level(name, level, places, problems)).collect();
    steps.sort_by(|a, b| a.from.cmp(&b.from).then_with(|| a.name.cmp(&b.name)));
    for (lower, higher) in steps.iter().zip(steps.iter().skip(1)) {
        if lower.from == higher.from {
            problems.add(&format!("steps.{}.from", higher.name), ProblemCode::Duplicate);
        }
    }
    Some(LevelRules { measure, over: over?, grace_months, loyal_from: section.loyal_from, steps })
}

fn check_period(section: &LevelsSection, problems: &mut ProblemsAt<'_>) -> Option<Period> {
    let over = section.over.unwrap_or_default();
    if over != Over::Months {
        for (field, given) in [("months", section.months), ("review_months", section.review_months)] {
            if given.is_some() {
                problems.add(field, ProblemCode::UnknownField);
            }
        }
    }
    match over {
        Over::Lifetime => Some(Period::Lifetime),
        Over::CalendarYear => Some(Period::CalendarYear),
        Over::Months => {
            let months = problems.need("months", section.months)?;
            let review = section.review_months.unwrap_or(1);
            if !matches!(review, 1 | 2 | 3 | 4 | 6 | 12) {
                problems.add("review_months", ProblemCode::OutOfRange);
            }
            // Whatever a review looks back on is kept month by month.
            let longest = u32::try_from(MONTHS_KEPT).unwrap_or(u32::MAX).saturating_sub(25);
            Some(Period::Months { months: problems.count("months", months, 1..=longest.max(1)), review })
        }
    }
}

fn check_level(name: &str, section: &LevelSection, places: u32, problems: &mut ProblemsAt<'_>) -> Option<Level> {
    let path = format!("steps.{name}");
    let named = problems.take(&path, LevelName::new(name));
    let label = problems.need(&format!("{path}.label"), section.label.clone());
    let label = label.and_then(|label| {
        problems.take(&format!("{path}.label"), crate::id::check_text(&label, 100).map(|()| label.clone()))
    });
    let from = problems.need(&format!("{path}.from"), section.from);
    problems.amount(&format!("{path}.from"), from, places);
    Some(Level {
        name: named?,
        label: label?,
        from: from?,
        discount: section.discount_percent,
        multiplier: section.multiplier.unwrap_or(Factor::ONE),
    })
}
