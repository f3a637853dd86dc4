//! Whose log, and which entry of it.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::error::ProblemCode;
use crate::id::{MemberId, PurchaseId};

/// Whose log an entry stands in. Each log is numbered by itself, without gaps.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// The program itself: its rules and its cards.
    Program,
    /// A member.
    Member(MemberId),
    /// A purchase by someone who is no member.
    Purchase(PurchaseId),
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Subject::Program => f.write_str("program"),
            Subject::Member(id) => write!(f, "member:{id}"),
            Subject::Purchase(id) => write!(f, "purchase:{id}"),
        }
    }
}

impl fmt::Debug for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Subject {
    type Err = ProblemCode;
    fn from_str(text: &str) -> Result<Self, ProblemCode> {
        match text.split_once(':') {
            None if text == "program" => Ok(Subject::Program),
            Some(("member", id)) => id.parse().map(Subject::Member),
            Some(("purchase", id)) => id.parse().map(Subject::Purchase),
            _ => Err(ProblemCode::NotAnId),
        }
    }
}

impl Serialize for Subject {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Subject {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::id::visit_text(deserializer, ProblemCode::NotAnId)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Subject {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Subject".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": "string"})
    }
}

/// One entry of one log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntryRef {
    /// Whose log.
    pub subject: Subject,
    /// The entry's number in it, from 1.
    pub seq: u64,
}
