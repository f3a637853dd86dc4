//! Rules, as they are sent.

use serde::{Deserialize, Serialize};

use crate::error::Problem;
use crate::rules::Document;

/// Rules as data, or as the text of a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum RulesSource {
    /// The document as data. It is read when the command is decided, so that every problem is named.
    #[serde(serialize_with = "in_order")]
    Document(#[cfg_attr(feature = "schema", schemars(with = "Document"))] serde_json::Value),
    /// The text of a TOML or JSON file.
    Text(String),
}

/// Names in order, whatever order they were sent in: the same rules are the same content under an idempotency key.
fn in_order<S: serde::Serializer>(value: &serde_json::Value, serializer: S) -> Result<S::Ok, S::Error> {
    struct InOrder<'v>(&'v serde_json::Value);
    impl Serialize for InOrder<'_> {
        fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            in_order(self.0, serializer)
        }
    }
    match value {
        serde_json::Value::Object(fields) => {
            let sorted: std::collections::BTreeMap<_, _> =
                fields.iter().map(|(name, value)| (name, InOrder(value))).collect();
            serializer.collect_map(sorted)
        }
        serde_json::Value::Array(items) => serializer.collect_seq(items.iter().map(InOrder)),
        other => other.serialize(serializer),
    }
}

impl RulesSource {
    /// The document, or every problem with its shape.
    pub fn read(&self) -> Result<Document, Vec<Problem>> {
        match self {
            RulesSource::Document(value) => Document::from_value(value),
            RulesSource::Text(text) => Document::parse(text),
        }
    }
}
