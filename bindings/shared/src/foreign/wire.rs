//! What a store of the host's own is asked, in JSON. It keeps rows, knows nothing of what they mean, and answers
//! `load`, `commit` and `list`.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A table and a name in it: of a row its id, of rows that are found together their group.
pub(crate) type Place = (String, String);

/// `load`: the rows of these ids and of these groups, as one consistent view. It is answered by a list of [`Row`]s.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Load {
    /// The tenant; nothing is shared between two.
    pub(crate) program: String,
    pub(crate) rows: BTreeSet<Place>,
    pub(crate) groups: BTreeSet<Place>,
}

/// A row that is there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Row {
    pub(crate) table: String,
    pub(crate) id: String,
    /// How often it was written.
    pub(crate) version: u64,
    /// Where it stands in the order in which the program's rows were first written. Only lists need it.
    #[serde(default)]
    pub(crate) position: u64,
    pub(crate) state: Value,
}

/// `commit`: all of it or, if one expectation does not hold, nothing. It is answered by `true` or `false`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Commit {
    pub(crate) program: String,
    pub(crate) rows: Vec<Put>,
}

/// What becomes of a row.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Put {
    pub(crate) table: String,
    pub(crate) id: String,
    /// The group it is found by from now on, if any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) group: Option<String>,
    /// The version it must have, 0 if it must not be there; null if that does not matter.
    pub(crate) expect: Option<u64>,
    /// Its new content, null to remove it; left out where only the expectation counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) state: Option<Value>,
}

/// `list`: rows of a table, or of a group of it, in order. It is answered by a list of [`Row`]s.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct List {
    pub(crate) program: String,
    pub(crate) table: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) group: Option<String>,
    /// By what they are ordered, and after which one they begin.
    pub(crate) after: After,
    pub(crate) limit: u32,
}

/// By id, as bytes are ordered; or in the order in which they were first written.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum After {
    Id(String),
    Position(u64),
}
