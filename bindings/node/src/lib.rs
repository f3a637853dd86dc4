//! The engine as Node's addon: a few functions over values. The rest of the package is JavaScript.

mod read;
mod write;

use loyalty_border::{Asked, Compiled, Lent, Loyalty, SqlValue, Talk, Turn, rows_of};
use napi::bindgen_prelude::*;
use napi_derive::napi;

use crate::read::{Given, Value};
use crate::write::{said, written};

/// A call is many small pieces of memory, which the system's allocator takes a third of its time for.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The version of the engine.
#[napi]
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The name of each field, by its number on a tape.
#[napi(catch_unwind)]
pub fn names() -> Vec<&'static str> {
    write::names()
}

/// An engine on a store: itself, or a tape with the error.
#[napi(catch_unwind)]
pub fn open(url: String, seed: Option<BigInt>) -> Either<External<Loyalty>, String> {
    held(Loyalty::open(&url, number(seed)))
}

/// An engine on connections of the host's, likewise.
#[napi(catch_unwind)]
pub fn lend(dialect: String, seed: Option<BigInt>) -> Either<External<Lent>, String> {
    held(Lent::open(&dialect, number(seed)))
}

/// Rules without a store, likewise.
#[napi(catch_unwind)]
pub fn compile(documents: Vec<String>, seed: Option<BigInt>) -> Either<External<Compiled>, String> {
    held(Compiled::check(&documents, number(seed)))
}

fn number(seed: Option<BigInt>) -> Option<u64> {
    seed.map(|seed| seed.get_u64().1)
}

fn held<T>(made: std::result::Result<T, loyalty_border::Error>) -> Either<External<T>, String> {
    made.map_or_else(|error| Either::B(written('e', &error)), |made| Either::A(External::new(made)))
}

/// Where it is, without what opens it.
#[napi(catch_unwind)]
pub fn place(loyalty: &External<Loyalty>) -> String {
    loyalty.place()
}

/// Asks: a tape with the answer or the error, or a promise of it.
#[napi(catch_unwind)]
pub fn begin<'env>(
    env: &'env Env,
    loyalty: &External<Loyalty>,
    kind: String,
    values: Utf16String,
) -> Result<Either<String, Object<'env>>> {
    let asked = Asked::read(&kind, &Given(&Value::read(&values)));
    if loyalty.answers_at_once() {
        return Ok(Either::A(said(asked.and_then(|asked| loyalty.wait(asked)))));
    }
    let (deferred, promise) = env.create_deferred()?;
    let done = move |reply| {
        let tape = said(reply);
        deferred.resolve(move |_| Ok(tape));
    };
    match asked {
        Ok(asked) => loyalty.begin(asked, done),
        Err(error) => done(Err(error)),
    }
    Ok(Either::B(promise))
}

/// Begins a call on a connection of the host's: itself, or a tape with the error.
#[napi(catch_unwind)]
pub fn talk(lent: &External<Lent>, kind: String, values: Utf16String) -> Either<External<Talk>, String> {
    held(Asked::read(&kind, &Given(&Value::read(&values))).and_then(|asked| Talk::begin(lent, asked)))
}

/// Says what came of the last statement, and promises a tape with the next one, or with the answer or the error.
#[napi(catch_unwind)]
pub fn turn<'env>(env: &'env Env, talk: &External<Talk>, rows: Option<Utf16String>) -> Result<Object<'env>> {
    let (deferred, promise) = env.create_deferred()?;
    let done = move |turn| {
        let tape = match turn {
            Turn::Done(reply) => said(reply),
            Turn::Query { sql, values } => written('q', &Query { sql, values }),
        };
        deferred.resolve(move |_| Ok(tape));
    };
    let rows = rows.map(|rows| rows_of(&Given(&Value::read(&rows))));
    talk.turn(rows, done).map_err(|error| Error::from_reason(error.to_string()))?;
    Ok(promise)
}

/// A statement, and its values.
#[derive(serde::Serialize)]
struct Query {
    sql: String,
    values: Vec<SqlValue>,
}

/// Decides a call without a store: a tape with the decision or the error.
#[napi(catch_unwind)]
pub fn decide(rules: &External<Compiled>, known: String, call: Utf16String) -> String {
    said(rules.decide(&known, &Given(&Value::read(&call))))
}

/// Promises nothing, and keeps it: what any call costs before it does something.
#[napi(catch_unwind)]
pub fn nothing(env: &Env) -> Result<Object<'_>> {
    let (deferred, promise) = env.create_deferred()?;
    deferred.resolve(|_| Ok(()));
    Ok(promise)
}
