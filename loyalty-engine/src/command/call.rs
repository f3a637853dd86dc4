//! A call: what is asked, in its envelope.

use serde::{Deserialize, Deserializer, Serialize};

use super::{Command, Query};
use crate::access::Actor;
use crate::error::{Error, ProblemCode};
use crate::id::{Key, ProgramId};
use crate::input::{self, Fault, Tree};
use crate::time::Moment;

/// A command in its envelope.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// The tenant.
    pub program: ProgramId,
    /// Who asks.
    pub actor: Actor,
    /// The moment; the engine's clock when left out.
    pub at: Option<Moment>,
    /// The idempotency key.
    pub key: Option<Key>,
    /// Answer the same, and write nothing.
    pub dry_run: bool,
    /// What is asked.
    pub command: Command,
}

impl Request {
    /// A request at the engine's own time, without a key.
    pub fn new(program: ProgramId, actor: Actor, command: Command) -> Request {
        Request { program, actor, at: None, key: None, dry_run: false, command }
    }

    /// The same request, at a moment the host names.
    #[must_use]
    pub fn at(mut self, moment: Moment) -> Request {
        self.at = Some(moment);
        self
    }

    /// The same request, under an idempotency key.
    #[must_use]
    pub fn key(mut self, key: Key) -> Request {
        self.key = Some(key);
        self
    }

    /// The same request, as a dry run.
    #[must_use]
    pub fn dry_run(mut self) -> Request {
        self.dry_run = true;
        self
    }
}

/// A question in its envelope.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// The tenant.
    pub program: ProgramId,
    /// Who asks.
    pub actor: Actor,
    /// The moment; the engine's clock when left out.
    pub at: Option<Moment>,
    /// What is asked.
    pub query: Query,
}

/// Either, as it comes over a border.
#[derive(Clone, Debug, PartialEq)]
pub enum Call {
    /// A command.
    Command(Box<Request>),
    /// A question.
    Query(Box<Question>),
}

/// The envelope as written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Envelope {
    /// The tenant.
    pub program: ProgramId,
    /// Who asks.
    pub actor: Actor,
    /// The moment; the engine's clock when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Moment>,
    /// The idempotency key of a command.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<Key>,
    /// Answer the same, and write nothing.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub dry_run: bool,
    /// What is to be done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub command: Option<Command>,
    /// What is asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub query: Option<Query>,
}

impl Call {
    /// Reads one call from JSON; a problem is named by its field.
    pub fn parse(json: &[u8]) -> Result<Call, Error> {
        Call::from_tree(Tree::from_json(json))
    }

    /// Reads one call from a host's own values. What a value of its own kind is wrong for, it says by a
    /// [`ProblemCode`] as its error.
    pub fn read<'i, D: Deserializer<'i>>(values: D) -> Result<Call, Error> {
        Call::from_tree(Tree::grow(values))
    }

    fn from_tree(tree: Result<Tree<'_>, Fault>) -> Result<Call, Error> {
        let envelope = tree.and_then(|tree| input::read(&tree));
        Call::from_envelope(envelope.map_err(|fault| Error::invalid(field_of(&fault.path()), fault.code))?)
    }

    fn from_envelope(envelope: Envelope) -> Result<Call, Error> {
        let Envelope { program, actor, at, key, dry_run, command, query } = envelope;
        match (command, query) {
            (Some(command), None) => Ok(Call::Command(Box::new(Request { program, actor, at, key, dry_run, command }))),
            (None, Some(_)) if key.is_some() => Err(Error::invalid("key", ProblemCode::UnknownField)),
            (None, Some(_)) if dry_run => Err(Error::invalid("dry_run", ProblemCode::UnknownField)),
            (None, Some(query)) => Ok(Call::Query(Box::new(Question { program, actor, at, query }))),
            _ => Err(Error::invalid("command", ProblemCode::OneOf)),
        }
    }
}

/// The path of a field as its operation knows it: `amount`, `member.phone`, `actor.role`. A field of the rules is named
/// from the root of their document, however they were sent.
fn field_of(path: &[&str]) -> String {
    match path {
        [] => "request".to_owned(),
        ["command", "publish_rules", "rules", "document", field @ ..] if !field.is_empty() => field.join("."),
        ["command" | "query", _, field @ ..] if !field.is_empty() => field.join("."),
        _ => path.join("."),
    }
}
