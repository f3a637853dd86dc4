//! The rules as a business writes them: TOML or JSON, one document.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Rules;
use super::levels::LevelsSection;
use super::membership::{MembershipSection, RenewalSection};
use super::points::PointsSection;
use super::program::ProgramSection;
use super::purchases::PurchasesSection;
use super::rewards::RewardSection;
use super::stamps::StampsSection;
use crate::error::{Problem, ProblemCode};
use crate::input::{self, Fault, Tree};

/// A whole document of rules, before it is checked. Unknown keys are invalid, not ignored.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(title = "Rules", extend("required" = ["program"])))]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// What the program is.
    #[cfg_attr(feature = "schema", schemars(with = "ProgramSection"))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub program: Option<ProgramSection>,
    /// Memberships with a start and an end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub membership: Option<MembershipSection>,
    /// What a renewal keeps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub renewal: Option<RenewalSection>,
    /// Stamps and what they earn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stamps: Option<StampsSection>,
    /// Rewards by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub rewards: BTreeMap<String, RewardSection>,
    /// Points and what they buy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points: Option<PointsSection>,
    /// Levels and what they are worth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub levels: Option<LevelsSection>,
    /// How purchases live.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purchases: Option<PurchasesSection>,
}

/// A document with more problems than this is not worth reading on.
const PROBLEMS_MAX: usize = 100;
/// The largest document that is read at all.
const BYTES_MAX: usize = 256 * 1024;

impl Document {
    /// Reads TOML or JSON: a document that begins with a brace is JSON.
    pub fn parse(text: &str) -> Result<Document, Vec<Problem>> {
        let whole = |code| vec![Problem { field: "rules".into(), code }];
        if text.len() > BYTES_MAX {
            return Err(whole(ProblemCode::TooLong));
        }
        // Some editors put an invisible mark in front.
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let tree =
            if text.trim_start().starts_with('{') { Tree::from_json(text.as_bytes()) } else { Tree::from_toml(text) };
        // Text that can't be read at all has no fields yet.
        if matches!(&tree, Err(fault) if fault.code == ProblemCode::Malformed) {
            return Err(whole(ProblemCode::Malformed));
        }
        Document::from_tree(tree)
    }

    /// Reads a document out of data.
    pub fn from_value(value: &Value) -> Result<Document, Vec<Problem>> {
        Document::from_tree(Tree::from_value(value))
    }

    /// Names every problem there is with the document's shape, not only the first.
    ///
    /// Each reading stops at its first problem; what was wrong is cut out and the rest is read again. What is
    /// left is checked already then, so that nobody mends a file only to hear of the next problem.
    fn from_tree(tree: Result<Tree<'_>, Fault>) -> Result<Document, Vec<Problem>> {
        let mut tree = tree.map_err(|fault| vec![fault.problem("rules")])?;
        let mut problems = BTreeSet::new();
        loop {
            let fault: Fault = match input::read(&tree) {
                Ok(document) if problems.is_empty() => return Ok(document),
                Ok(document) => {
                    problems.extend(wrong_elsewhere(document, &problems));
                    break;
                }
                Err(fault) => fault,
            };
            problems.insert(fault.problem("rules"));
            if problems.len() >= PROBLEMS_MAX || !tree.cut(&fault.path()) {
                break;
            }
        }
        Err(problems.into_iter().collect())
    }
}

/// Problems with the content of what could be read, less those that only follow from something having been cut out.
fn wrong_elsewhere(document: Document, problems: &BTreeSet<Problem>) -> Vec<Problem> {
    let was_cut = |problem: &&Problem| problem.code != ProblemCode::UnknownField;
    let cut: Vec<&str> = problems.iter().filter(was_cut).map(|problem| problem.field.as_str()).collect();
    let section = |wanted: &str| cut.iter().any(|field| *field == wanted || is_within(field, wanted));
    let follows = |problem: &Problem| {
        let here = cut.iter().any(|field| *field == problem.field || is_within(field, &problem.field));
        here || match problem.code {
            // The name, the places or the switch that it depends on may be what was cut out.
            ProblemCode::UnknownName => section("rewards"),
            ProblemCode::TooPrecise => section("program"),
            ProblemCode::UnknownField => section(problem.field.split('.').next().unwrap_or_default()),
            _ => false,
        }
    };
    let mut found = Rules::check(Arc::new(document), 1).err().unwrap_or_default();
    found.retain(|problem| !follows(problem));
    found
}

/// Does the field lie inside the other one?
fn is_within(field: &str, outer: &str) -> bool {
    field.strip_prefix(outer).is_some_and(|rest| rest.starts_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(text: &str) -> Vec<String> {
        let named = |problem: Problem| format!("{} {}", problem.field, problem.code);
        Document::parse(text).unwrap_err().into_iter().map(named).collect()
    }

    const PROGRAM: &str = "program = { name = 'A', currency = 'IDR', time_zone = 'Asia/Jakarta', phone_region = 'ID' }";

    #[test]
    fn shape_and_content_are_wrong_at_once_and_both_are_named() {
        let text =
            format!("{PROGRAM}\nmembership = {{ fee = '-1', lasts = {{}} }}\nstamps = {{ per_cycle = 'ten', a = 1 }}");
        assert_eq!(
            problems(&text),
            [
                "membership.fee negative",
                "membership.lasts one_of",
                "stamps.a unknown_field",
                "stamps.min_amount missing",
                "stamps.per_cycle not_a_whole_number",
            ]
        );
    }

    #[test]
    fn what_is_only_wrong_because_something_was_cut_out_is_not_named() {
        let stamps = "stamps = { per_cycle = 10, min_amount = '0.125', rewards = { 1 = 'tea' } }";
        let text = format!("{PROGRAM}\n{stamps}\n[rewards]\ntea = 5");
        assert_eq!(problems(&text), ["rewards.tea not_an_object", "stamps.min_amount too_precise"]);
        let text = format!("{PROGRAM}\nmembership = {{ lasts = {{ days = 'x' }} }}\nrenewal = {{ keep_stamps = 1 }}");
        assert_eq!(problems(&text), ["membership.lasts.days not_a_whole_number", "renewal.keep_stamps not_a_flag"]);
        let text = format!("program = {{ rounding = {{ places = 'x' }} }}\n{stamps}\n[rewards]\ntea = 5");
        assert_eq!(
            problems(&text),
            [
                "program.currency missing",
                "program.name missing",
                "program.phone_region missing",
                "program.rounding.places not_a_whole_number",
                "program.time_zone missing",
                "rewards.tea not_an_object",
            ]
        );
    }
}
