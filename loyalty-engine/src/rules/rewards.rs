//! `[rewards.NAME]`: what can be earned.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::ProblemsAt;
use super::membership::{LengthSection, check_length};
use crate::error::ProblemCode;
use crate::id::RewardKind;
use crate::money::Money;
use crate::time::Span;

/// One reward as written.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(extend("required" = ["label", "kind"])))]
#[serde(deny_unknown_fields)]
pub struct RewardSection {
    /// What people read.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// What it is.
    #[cfg_attr(feature = "schema", schemars(with = "RewardSort"))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<RewardSort>,
    /// With `kind = "voucher"`: what it is worth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Money>,
    /// How long it can be had; for ever when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid: Option<LengthSection>,
    /// How long after it was handed over it can be given back; for ever when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undo_within: Option<LengthSection>,
}

/// What a reward is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum RewardSort {
    /// Something handed over the counter.
    Item,
    /// Money off.
    Voucher,
}

/// One reward, checked.
#[derive(Clone, Debug, PartialEq)]
pub struct RewardRule {
    /// Its name in the rules.
    pub kind: RewardKind,
    /// What people read.
    pub label: String,
    /// What it is.
    pub sort: RewardSort,
    /// What a voucher is worth.
    pub value: Option<Money>,
    /// How long it can be had.
    pub valid: Option<Span>,
    /// How long it can be given back.
    pub undo_within: Option<Span>,
}

pub(super) fn check(sections: &BTreeMap<String, RewardSection>, problems: &mut ProblemsAt<'_>) -> Vec<RewardRule> {
    sections.iter().filter_map(|(name, section)| check_one(name, section, problems)).collect()
}

/// A voucher's value fits the program's currency; known only once `[program]` was read.
pub(super) fn check_places(rules: &[RewardRule], places: u32, problems: &mut ProblemsAt<'_>) {
    for rule in rules {
        problems.amount(&format!("{}.value", rule.kind), rule.value, places);
    }
}

fn check_one(name: &str, section: &RewardSection, problems: &mut ProblemsAt<'_>) -> Option<RewardRule> {
    let kind = problems.take(name, RewardKind::new(name));
    let label = problems.need(&format!("{name}.label"), section.label.clone());
    let label = label
        .and_then(|label| problems.take(&format!("{name}.label"), crate::id::check_text(&label, 100).map(|()| label)));
    let sort = problems.need(&format!("{name}.kind"), section.kind);
    match (sort, section.value) {
        (Some(RewardSort::Voucher), None) => problems.add(&format!("{name}.value"), ProblemCode::Missing),
        (Some(RewardSort::Voucher), Some(value)) if value.is_zero() => {
            problems.add(&format!("{name}.value"), ProblemCode::Zero)
        }
        (Some(RewardSort::Item), Some(_)) => problems.add(&format!("{name}.value"), ProblemCode::UnknownField),
        _ => {}
    }
    let path = problems.path.clone();
    let mut span = |field: &str, length: &Option<LengthSection>| {
        length
            .as_ref()
            .and_then(|length| check_length(length, &mut problems.problems.at(&format!("{path}.{name}.{field}"))))
    };
    let valid = span("valid", &section.valid);
    let undo_within = span("undo_within", &section.undo_within);
    Some(RewardRule { kind: kind?, label: label?, sort: sort?, value: section.value, valid, undo_within })
}
