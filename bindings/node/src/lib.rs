//! The engine as Node's addon: a few functions over values. The rest of the package is JavaScript.

mod read;
mod write;

use loyalty_border::{Asked, Compiled, Error, Lent, Loyalty, Make, Talk, Turn, make, rows_of};
use napi::bindgen_prelude::*;
use napi_derive::napi;

use crate::read::{Given, Value};
use crate::write::{Maker, envelope};

/// The version of the engine.
#[napi]
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// An engine on a store: `{ ok }` or `{ error }`.
#[napi(catch_unwind)]
pub fn open(env: &Env, url: String, seed: Option<BigInt>) -> Result<Object<'_>> {
    held(env, Loyalty::open(&url, number(seed)))
}

/// An engine on connections of the host's: `{ ok }` or `{ error }`.
#[napi(catch_unwind)]
pub fn lend(env: &Env, dialect: String, seed: Option<BigInt>) -> Result<Object<'_>> {
    held(env, Lent::open(&dialect, number(seed)))
}

/// Rules without a store: `{ ok }` or `{ error }`.
#[napi(catch_unwind)]
pub fn compile(env: &Env, documents: Vec<String>, seed: Option<BigInt>) -> Result<Object<'_>> {
    held(env, Compiled::check(&documents, number(seed)))
}

fn number(seed: Option<BigInt>) -> Option<u64> {
    seed.map(|seed| seed.get_u64().1)
}

fn held<T: 'static>(env: &Env, made: std::result::Result<T, Error>) -> Result<Object<'_>> {
    let mut reply = Object::new(env)?;
    match made {
        Ok(made) => reply.set("ok", External::new(made))?,
        Err(error) => reply.set("error", make(Maker(env), &error)?)?,
    }
    Ok(reply)
}

/// Where it is, without what opens it.
#[napi(catch_unwind)]
pub fn place(loyalty: &External<Loyalty>) -> String {
    loyalty.place()
}

/// Asks: `{ ok }` or `{ error }`, or a promise of it.
#[napi(catch_unwind)]
pub fn begin<'env>(
    env: &'env Env,
    loyalty: &External<Loyalty>,
    kind: String,
    values: Utf16String,
) -> Result<Object<'env>> {
    let asked = Asked::read(&kind, &Given(&Value::read(&values)));
    if loyalty.answers_at_once() {
        return envelope(env, asked.and_then(|asked| loyalty.wait(asked)));
    }
    let (deferred, promise) = env.create_deferred()?;
    let done = move |reply| deferred.resolve(move |env| envelope(&env, reply));
    match asked {
        Ok(asked) => loyalty.begin(asked, done),
        Err(error) => done(Err(error)),
    }
    Ok(promise)
}

/// Begins a call on a connection of the host's: `{ ok }` or `{ error }`.
#[napi(catch_unwind)]
pub fn talk<'env>(env: &'env Env, lent: &External<Lent>, kind: String, values: Utf16String) -> Result<Object<'env>> {
    held(env, Asked::read(&kind, &Given(&Value::read(&values))).and_then(|asked| Talk::begin(lent, asked)))
}

/// Says what came of the last statement, and promises the next, `{ sql, values }`; at the end `{ ok }` or `{ error }`.
#[napi(catch_unwind)]
pub fn turn<'env>(env: &'env Env, talk: &External<Talk>, said: Option<Utf16String>) -> Result<Object<'env>> {
    let (deferred, promise) = env.create_deferred()?;
    let done = move |turn| {
        deferred.resolve(move |env| match turn {
            Turn::Done(reply) => envelope(&env, reply),
            Turn::Query { sql, values } => {
                let mut query = Object::new(&env)?;
                query.set("sql", sql)?;
                query.set("values", make(Maker(&env), &values)?)?;
                Ok(query)
            }
        });
    };
    let said = said.map(|said| rows_of(&Given(&Value::read(&said))));
    talk.turn(said, done).map_err(|error| Maker::failed(error.to_string()))?;
    Ok(promise)
}

/// Decides a call without a store: `{ ok }` or `{ error }`.
#[napi(catch_unwind)]
pub fn decide<'env>(
    env: &'env Env,
    rules: &External<Compiled>,
    known: String,
    call: Utf16String,
) -> Result<Object<'env>> {
    envelope(env, rules.decide(&known, &Given(&Value::read(&call))))
}

/// Promises nothing, and keeps it: what any call costs before it does something.
#[napi(catch_unwind)]
pub fn nothing(env: &Env) -> Result<Object<'_>> {
    let (deferred, promise) = env.create_deferred()?;
    deferred.resolve(|_| Ok(()));
    Ok(promise)
}
