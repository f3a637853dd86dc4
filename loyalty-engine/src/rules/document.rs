//! The rules as a business writes them: TOML or JSON, one document.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Rules;
use super::membership::{MembershipSection, RenewalSection};
use super::program::ProgramSection;
use super::rewards::RewardSection;
use super::stamps::StampsSection;
use crate::error::{Problem, ProblemCode};

/// A whole document of rules, before it is checked. Unknown keys are invalid, not ignored.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(title = "Rules"))]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// What the program is.
    #[cfg_attr(feature = "schema", schemars(required))]
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
        let value = if text.trim_start().starts_with('{') {
            serde_json::from_str(text).map_err(|error| whole(ProblemCode::from_serde(&error.to_string())))?
        } else {
            toml::from_str(text).map_err(|_| whole(ProblemCode::Malformed))?
        };
        Document::from_value(value)
    }

    /// Reads a document out of data, naming every problem there is with its shape, not only the first.
    ///
    /// Each reading stops at its first problem; what was wrong is cut out and the rest is read again. Sections whose shape
    /// is right are checked already then, so that nobody mends a file only to hear of the next problem.
    pub fn from_value(mut value: Value) -> Result<Document, Vec<Problem>> {
        let mut problems = BTreeSet::new();
        loop {
            let error = match serde_path_to_error::deserialize::<_, Document>(&value) {
                Ok(document) if problems.is_empty() => return Ok(document),
                Ok(document) => {
                    problems.extend(wrong_elsewhere(document, &problems));
                    break;
                }
                Err(error) => error,
            };
            let message = error.inner().to_string();
            let mut path = segments(error.path());
            if message.starts_with("unknown field") {
                path.extend(quoted(&message).filter(|name| path.last() != Some(name)));
            }
            let field = if path.is_empty() { "rules".to_owned() } else { path.join(".") };
            problems.insert(Problem { field, code: ProblemCode::from_serde(&message) });
            if problems.len() >= PROBLEMS_MAX || !cut(&mut value, &path) {
                break;
            }
        }
        Err(problems.into_iter().collect())
    }
}

/// Problems of the sections that could be read whole; of the others only a part is left, which would be judged wrongly.
fn wrong_elsewhere(document: Document, problems: &BTreeSet<Problem>) -> Vec<Problem> {
    fn section(field: &str) -> &str {
        field.split_once('.').map_or(field, |(section, _)| section)
    }
    let cut = |wanted: &str| problems.iter().any(|problem| section(&problem.field) == wanted);
    let follows = |problem: &Problem| match problem.code {
        ProblemCode::UnknownName => cut("rewards"),
        ProblemCode::TooPrecise => cut("program"),
        _ => false,
    };
    let mut found = Rules::check(Arc::new(document), 1).err().unwrap_or_default();
    found.retain(|problem| !cut(section(&problem.field)) && !follows(problem));
    found
}

fn segments(path: &serde_path_to_error::Path) -> Vec<String> {
    use serde_path_to_error::Segment;
    path.iter()
        .filter_map(|segment| match segment {
            Segment::Seq { index } => Some(index.to_string()),
            Segment::Map { key } => Some(key.clone()),
            Segment::Enum { .. } | Segment::Unknown => None,
        })
        .collect()
}

/// The first name in backticks: what serde calls the field it does not know.
fn quoted(message: &str) -> Option<String> {
    message.split('`').nth(1).map(str::to_owned)
}

/// Takes the value at `path` away; false when there is none.
fn cut(value: &mut Value, path: &[String]) -> bool {
    let Some((last, parents)) = path.split_last() else { return false };
    let parent = parents.iter().try_fold(value, |value, segment| match value {
        Value::Object(map) => map.get_mut(segment),
        Value::Array(list) => list.get_mut(segment.parse::<usize>().ok()?),
        _ => None,
    });
    match parent {
        Some(Value::Object(map)) => map.remove(last).is_some(),
        Some(Value::Array(list)) => {
            last.parse().ok().filter(|i| *i < list.len()).map(|i: usize| list.remove(i)).is_some()
        }
        _ => false,
    }
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
        let text = format!("{PROGRAM}\nmembership = {{ fee = '-1', lasts = {{}} }}\nstamps = {{ per_cycle = 'ten' }}");
        assert_eq!(
            problems(&text),
            ["membership.fee negative", "membership.lasts one_of", "stamps.per_cycle not_a_whole_number"]
        );
    }

    #[test]
    fn what_is_only_wrong_because_something_was_cut_out_is_not_named() {
        let stamps = "stamps = { per_cycle = 10, min_amount = '0.125', rewards = { 1 = 'tea' } }";
        let text = format!("{PROGRAM}\n{stamps}\n[rewards]\ntea = 5");
        assert_eq!(problems(&text), ["rewards.tea not_an_object", "stamps.min_amount too_precise"]);
        let text = format!("program = {{ rounding = {{ places = 'x' }} }}\n{stamps}\n[rewards]\ntea = 5");
        assert_eq!(problems(&text), ["program.rounding.places not_a_whole_number", "rewards.tea not_an_object"]);
    }
}
