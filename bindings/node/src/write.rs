//! Answers as JavaScript's values: plain objects, arrays, strings, whole numbers.

use loyalty_border::{Error, Make, Reply, make};
use napi::bindgen_prelude::*;

/// `{ ok }` or `{ error }`.
pub fn envelope(env: &Env, reply: std::result::Result<Reply, Error>) -> Result<Object<'static>> {
    let mut envelope = Object::new(env)?;
    match reply {
        Ok(reply) => envelope.set("ok", make(Maker(env), &reply)?)?,
        Err(error) => envelope.set("error", make(Maker(env), &error)?)?,
    }
    Ok(envelope)
}

/// Makes JavaScript's values.
#[derive(Clone, Copy)]
pub struct Maker<'env>(pub &'env Env);

impl<'env> Maker<'env> {
    fn value(self, of: impl ToNapiValue) -> Result<Unknown<'env>> {
        of.into_unknown(self.0)
    }
}

impl<'env> Make for Maker<'env> {
    type Value = Unknown<'env>;
    type Object = Object<'env>;
    type Error = napi::Error;

    fn nothing(self) -> Result<Unknown<'env>> {
        self.value(Null)
    }
    fn flag(self, flag: bool) -> Result<Unknown<'env>> {
        self.value(flag)
    }
    fn whole(self, number: i64) -> Result<Unknown<'env>> {
        self.value(number)
    }
    fn text(self, text: &str) -> Result<Unknown<'env>> {
        self.value(text)
    }
    /// Decimals, dates and moments stay text: JavaScript has nothing that would keep all their digits.
    fn named(self, _: &'static str, text: &str) -> Result<Unknown<'env>> {
        self.text(text)
    }
    fn list(self, items: Vec<Unknown<'env>>) -> Result<Unknown<'env>> {
        self.value(Array::from_vec(self.0, items)?)
    }
    fn map(self, fields: Vec<(String, Unknown<'env>)>) -> Result<Unknown<'env>> {
        let mut object = Object::new(self.0)?;
        fields.into_iter().try_for_each(|(name, value)| object.set(name, value))?;
        self.value(object)
    }
    fn object(self, _: &'static str) -> Result<Object<'env>> {
        Object::new(self.0)
    }
    fn field(self, object: &mut Object<'env>, name: &'static str, value: Unknown<'env>) -> Result<()> {
        object.set(name, value)
    }
    fn end(self, object: Object<'env>) -> Result<Unknown<'env>> {
        self.value(object)
    }
    fn failed(words: String) -> napi::Error {
        napi::Error::from_reason(words)
    }
}
