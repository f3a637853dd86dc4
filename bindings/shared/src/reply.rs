//! What is answered when all went well.

use loyalty_engine::read::Answer;
use loyalty_engine::{Error, Outcome};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::job::Done;

/// What is answered when all went well. A binding writes it with its own serializer.
#[derive(Debug)]
pub enum Reply {
    /// To a command.
    Outcome(Box<Outcome>),
    /// To a question.
    Answer(Box<Answer>),
    /// To a batch: each call's own.
    Batch(Vec<Result<Reply, Error>>),
    /// To a job.
    Done(Done),
    /// To a call without a store: this has to be loaded first, as JSON.
    Load(String),
    /// To a call without a store: what is said to who asked, and what has to be committed, as JSON.
    Decided {
        /// The call's own.
        reply: Box<Result<Reply, Error>>,
        /// Whole or not at all; nothing when there is nothing to write.
        commit: Option<String>,
    },
}

impl Serialize for Reply {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Reply::Outcome(outcome) => outcome.serialize(serializer),
            Reply::Answer(answer) => answer.serialize(serializer),
            Reply::Batch(replies) => serializer.collect_seq(replies.iter().map(Envelope)),
            Reply::Done(done) => done.serialize(serializer),
            Reply::Load(load) => serializer.collect_map([("load", load)]),
            Reply::Decided { reply, commit } => {
                let mut decided = serializer.serialize_map(Some(2))?;
                decided.serialize_entry("reply", &Envelope(reply))?;
                decided.serialize_entry("commit", commit)?;
                decided.end()
            }
        }
    }
}

/// One call's reply among others: `{"ok": …}` or `{"error": …}`.
struct Envelope<'r>(&'r Result<Reply, Error>);

impl Serialize for Envelope<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Ok(reply) => serializer.collect_map([("ok", reply)]),
            Err(error) => serializer.collect_map([("error", error)]),
        }
    }
}
