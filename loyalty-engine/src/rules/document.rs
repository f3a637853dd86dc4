//! The rules as a business writes them: TOML or JSON, one document.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::membership::{MembershipSection, RenewalSection};
use super::program::ProgramSection;
use super::rewards::RewardSection;
use super::stamps::StampsSection;
use crate::error::{Problem, ProblemCode};
use crate::input::{self, Fault, Tree};

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
        // Some editors put an invisible mark in front.
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let tree =
            if text.trim_start().starts_with('{') { Tree::from_json(text.as_bytes()) } else { Tree::from_toml(text) };
        Document::from_tree(tree)
    }

    /// Reads a document out of data.
    pub fn from_value(value: &Value) -> Result<Document, Vec<Problem>> {
        Document::from_tree(Tree::from_value(value))
    }

    /// Names every problem there is with the document's shape, not only the first.
    ///
    /// Each reading stops at its first problem; what was wrong is cut out and the rest is read again.
    fn from_tree(tree: Result<Tree<'_>, Fault>) -> Result<Document, Vec<Problem>> {
        let mut tree = tree.map_err(|fault| vec![fault.problem("rules")])?;
        let mut problems = BTreeSet::new();
        loop {
            let fault: Fault = match input::read(&tree) {
                Ok(document) if problems.is_empty() => return Ok(document),
                Ok(_) => break,
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
