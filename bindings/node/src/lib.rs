//! The engine as Node's addon: three functions over values. The rest of the package is JavaScript.

mod read;
mod write;

use loyalty_border::{Asked, Loyalty, make};
use napi::bindgen_prelude::*;
use napi_derive::napi;

use crate::read::Value;
use crate::write::{Maker, envelope};

/// The version of the engine.
#[napi]
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// An engine on a store: `{ ok }` or `{ error }`.
#[napi(catch_unwind)]
pub fn open(env: &Env, url: String, seed: Option<BigInt>) -> Result<Object<'_>> {
    let opened = Loyalty::open(&url, seed.map(|seed| seed.get_u64().1));
    let mut reply = Object::new(env)?;
    match opened {
        Ok(loyalty) => reply.set("ok", External::new(loyalty))?,
        Err(error) => reply.set("error", make(Maker(env), &error)?)?,
    }
    Ok(reply)
}

/// Where it is, without what opens it.
#[napi(catch_unwind)]
pub fn place(loyalty: &External<Loyalty>) -> String {
    loyalty.place()
}

/// Asks, and promises `{ ok }` or `{ error }`. The values are read before this returns.
#[napi(catch_unwind)]
pub fn begin<'env>(
    env: &'env Env,
    loyalty: &External<Loyalty>,
    kind: String,
    values: Unknown<'env>,
) -> Result<Object<'env>> {
    let asked = Asked::read(&kind, &Value(values));
    let (deferred, promise) = env.create_deferred()?;
    let done = move |reply| deferred.resolve(move |env| envelope(&env, reply));
    match asked {
        Ok(asked) => loyalty.begin(asked, done),
        Err(error) => done(Err(error)),
    }
    Ok(promise)
}

/// Promises nothing, and keeps it: what any call costs before it does something.
#[napi(catch_unwind)]
pub fn nothing(env: &Env) -> Result<Object<'_>> {
    let (deferred, promise) = env.create_deferred()?;
    deferred.resolve(|_| Ok(()));
    Ok(promise)
}
