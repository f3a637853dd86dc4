//! The engine as Kotlin's and Swift's border: one object over one sort of value. The packages are Kotlin and Swift.

mod value;

use std::fmt;
use std::sync::Arc;

use futures_channel::oneshot;
use loyalty_border::{
    Asked, Compiled, Doing, Error, Lent, Loyalty, Queue, Reply, Talk, Turn, from_json, make, rows_of, to_json,
};
use serde::Serialize;

use crate::value::{Given, Maker, Value};

uniffi::setup_scaffolding!();

/// Any end of a call but an answer.
#[derive(Debug, uniffi::Error)]
pub enum Failure {
    /// The engine's own error.
    Engine {
        /// With its kind, code, message and fields.
        error: Value,
    },
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the engine's error")
    }
}

impl std::error::Error for Failure {}

impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        Failure::Engine { error: make(Maker, &error).unwrap_or_else(Value::Text) }
    }
}

/// An engine on a store.
#[derive(uniffi::Object)]
pub struct Opened(Loyalty);

#[uniffi::export]
impl Opened {
    /// Opens the store of a URL; with a seed its ids are the same each time.
    #[uniffi::constructor]
    pub fn open(url: String, seed: Option<u64>) -> Result<Arc<Opened>, Failure> {
        Ok(Arc::new(Opened(Loyalty::open(&url, seed)?)))
    }

    /// Where it is, without what opens it.
    pub fn place(&self) -> Result<String, Failure> {
        Ok(self.0.place())
    }

    /// Asks, and waits for the answer on this thread.
    pub fn wait(&self, kind: String, asked: Value) -> Result<Value, Failure> {
        answered(self.0.wait(Asked::read(&kind, &Given(&asked))?))
    }

    /// Asks, and has the answer later. Whoever stops waiting stops nothing else.
    pub async fn ask(&self, kind: String, asked: Value) -> Result<Value, Failure> {
        let (sender, receiver) = oneshot::channel();
        self.0.begin(Asked::read(&kind, &Given(&asked))?, move |reply| drop(sender.send(reply)));
        answered(receiver.await.unwrap_or_else(|_| Err(lost())))
    }
}

/// An engine on a store of the host's own.
#[derive(uniffi::Object)]
pub struct Lending(Lent);

#[uniffi::export]
impl Lending {
    /// Opens one; with a seed its ids are the same each time.
    #[uniffi::constructor]
    pub fn open(dialect: String, seed: Option<u64>) -> Result<Arc<Lending>, Failure> {
        Ok(Arc::new(Lending(Lent::open(&dialect, seed)?)))
    }

    /// Begins a call.
    pub fn talk(&self, kind: String, asked: Value) -> Result<Arc<Talking>, Failure> {
        Ok(Arc::new(Talking(Talk::begin(&self.0, Asked::read(&kind, &Given(&asked))?)?)))
    }
}

/// A call that is under way.
#[derive(uniffi::Object)]
pub struct Talking(Talk);

/// What comes next in a call.
#[derive(uniffi::Enum)]
pub enum Step {
    /// The host is asked something.
    Query {
        /// What.
        name: String,
        /// Its values, a list.
        values: Value,
    },
    /// The call has its answer.
    Done {
        /// The answer.
        answer: Value,
    },
}

#[uniffi::export]
impl Talking {
    /// Says what came of the last question, if there was one, and has the next step later.
    pub async fn turn(&self, said: Option<Value>) -> Result<Step, Failure> {
        let (sender, receiver) = oneshot::channel();
        let said = said.map(|said| rows_of(&Given(&said)));
        self.0.turn(said, move |turn| drop(sender.send(turn)))?;
        match receiver.await.unwrap_or_else(|_| Turn::Done(Err(lost()))) {
            Turn::Query { sql, values } => Ok(Step::Query { name: sql, values: made(&values)? }),
            Turn::Done(reply) => Ok(Step::Done { answer: answered(reply)? }),
        }
    }
}

/// Rules without a store.
#[derive(uniffi::Object)]
pub struct Checked(Compiled);

#[uniffi::export]
impl Checked {
    /// Checks every version of them, oldest first.
    #[uniffi::constructor]
    pub fn check(documents: Vec<String>, seed: Option<u64>) -> Result<Arc<Checked>, Failure> {
        Ok(Arc::new(Checked(Compiled::check(&documents, seed)?)))
    }

    /// Decides a call; `known` is JSON of what is known of the rows it needs.
    pub fn decide(&self, known: String, call: Value) -> Result<Value, Failure> {
        answered(self.0.decide(&known, &Given(&call)))
    }
}

/// Commands that are done here and wait to be told to a server.
#[derive(uniffi::Object)]
pub struct Waiting(Queue);

/// One of them.
#[derive(uniffi::Record)]
pub struct Told {
    /// Its place in the order.
    pub place: i64,
    /// The key under which it was done.
    pub key: String,
    /// The call, as every server reads it.
    pub json: String,
}

#[uniffi::export]
impl Waiting {
    /// Opens the queue of a store, in a file of its own.
    #[uniffi::constructor]
    pub fn open(here: Arc<Opened>, path: String) -> Result<Arc<Waiting>, Failure> {
        Ok(Arc::new(Waiting(Queue::open(&here.0, &path)?)))
    }

    /// Does a command here, and keeps it for the server.
    pub fn execute(&self, asked: Value) -> Result<Value, Failure> {
        answered(self.0.execute(Asked::read("call", &Given(&asked))?))
    }

    /// The first that the server has not answered.
    pub fn first(&self) -> Result<Option<Told>, Failure> {
        let first = self.0.first()?;
        Ok(first.map(|told| Told { place: told.place, key: told.key, json: told.json }))
    }

    /// Takes one away.
    pub fn remove(&self, place: i64) -> Result<(), Failure> {
        Ok(self.0.remove(place)?)
    }

    /// How many wait.
    pub fn size(&self) -> Result<u64, Failure> {
        Ok(self.0.len()?)
    }
}

/// A value as JSON.
#[uniffi::export]
pub fn write_json(value: Value) -> Result<String, Failure> {
    Ok(to_json(&Given(&value))?)
}

/// JSON as a value.
#[uniffi::export]
pub fn read_json(json: String) -> Result<Value, Failure> {
    Ok(from_json(Maker, &json)?)
}

fn answered(reply: Result<Reply, Error>) -> Result<Value, Failure> {
    made(&reply?)
}

fn made(of: &impl Serialize) -> Result<Value, Failure> {
    make(Maker, of).map_err(|words| Error::Broken(words).into())
}

fn lost() -> Error {
    Error::Unavailable { doing: Doing::Unknown, why: "nobody has the answer".to_owned() }
}
