//! What JavaScript's values are.

use std::borrow::Cow;

use loyalty_border::{HostValue, Moment, ProblemCode, Seen};
use napi::bindgen_prelude::*;
use napi::{JsString, JsValue};

/// One value of JavaScript's.
pub struct Value<'env>(pub Unknown<'env>);

type Found<'v, 'env> = std::result::Result<Seen<'v, Value<'env>>, ProblemCode>;

/// Whole numbers up to here are exact.
const SAFE: f64 = 9_007_199_254_740_991.0;
/// More than any request may hold; a list can be said to be longer without being so.
const ITEMS_MAX: u32 = 100_000;

impl<'env> HostValue for Value<'env> {
    fn see(&self) -> Found<'_, 'env> {
        // What a getter or a proxy throws is pending, and is what the caller gets.
        self.kind().unwrap_or(Err(ProblemCode::Malformed))
    }
}

impl<'env> Value<'env> {
    fn kind(&self) -> Result<Found<'_, 'env>> {
        let value = &self.0;
        Ok(match value.get_type()? {
            ValueType::String => text(&value.coerce_to_string()?)?.map(|text| Seen::Text(text.into())),
            ValueType::Undefined | ValueType::Null => Ok(Seen::Nothing),
            ValueType::Boolean => Ok(Seen::Flag(value.coerce_to_bool()?)),
            ValueType::Number => Ok(number(value.coerce_to_number()?.get_double()?)),
            ValueType::BigInt => Ok(big(&value.coerce_to_string()?.into_utf8()?.into_owned()?)),
            ValueType::Object => return object(&value.coerce_to_object()?),
            _ => Ok(Seen::Foreign),
        })
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "looked at before")]
fn number<'v, 'env>(number: f64) -> Seen<'v, Value<'env>> {
    let whole = number.trunc() == number && number.abs() <= SAFE;
    match number {
        number if whole && number.is_sign_positive() => Seen::Whole(number as u64),
        number if whole && number < 0.0 => Seen::Negative(number as i64),
        number => Seen::Fraction(number),
    }
}

fn big<'v, 'env>(digits: &str) -> Seen<'v, Value<'env>> {
    let whole = digits.parse().map(Seen::Whole);
    whole.or_else(|_| digits.parse().map(Seen::Negative)).unwrap_or(Seen::Fraction(f64::INFINITY))
}

/// Text, if it is text throughout: halves of letters become a replacement, which a letter of the text's own may be too.
fn text(string: &JsString<'_>) -> Result<std::result::Result<String, ProblemCode>> {
    let text = string.into_utf8()?.into_owned()?;
    if text.contains(char::REPLACEMENT_CHARACTER) {
        let letters = string.into_utf16()?;
        let letters = letters.as_slice();
        return Ok(String::from_utf16(letters).map_err(|_| ProblemCode::Malformed));
    }
    Ok(Ok(text))
}

fn object<'v, 'env>(object: &Object<'env>) -> Result<Found<'v, 'env>> {
    if object.is_array()? {
        return list(object);
    }
    if object.is_date()? {
        return Ok(moment(object.coerce_to_number()?.get_double()?));
    }
    if !is_plain(object)? {
        return Ok(Ok(Seen::Foreign));
    }
    fields(object)
}

fn list<'v, 'env>(list: &Object<'env>) -> Result<Found<'v, 'env>> {
    let length = list.get_array_length()?;
    if length > ITEMS_MAX {
        return Ok(Err(ProblemCode::TooMany));
    }
    let items = (0..length).map(|index| list.get_element(index).map(Value));
    items.collect::<Result<_>>().map(|items| Ok(Seen::List(items)))
}

/// To the millisecond, which is all that a `Date` has.
#[expect(clippy::cast_possible_truncation, reason = "no date reaches that far")]
fn moment<'v, 'env>(millis: f64) -> Found<'v, 'env> {
    if millis.is_nan() {
        return Err(ProblemCode::NotAMoment);
    }
    let moment = (millis as i64).checked_mul(1000).and_then(Moment::from_micros).ok_or(ProblemCode::OutOfRange)?;
    Ok(Seen::Text(moment.to_string().into()))
}

/// What is undefined is not given, and what has a symbol for its name is nobody's business.
fn fields<'v, 'env>(object: &Object<'env>) -> Result<Found<'v, 'env>> {
    let names = object.get_all_property_names(
        KeyCollectionMode::OwnOnly,
        KeyFilter::Enumerable,
        KeyConversion::NumbersToStrings,
    )?;
    let mut fields: Vec<(Cow<'v, str>, Value<'env>)> = Vec::new();
    for index in 0..names.get_array_length()? {
        let name: Unknown<'env> = names.get_element(index)?;
        let value: Unknown<'env> = object.get_property_unchecked(name)?;
        if value.get_type()? == ValueType::Undefined || name.get_type()? != ValueType::String {
            continue;
        }
        match text(&name.coerce_to_string()?)? {
            Ok(name) => fields.push((name.into(), Value(value))),
            Err(code) => return Ok(Err(code)),
        }
    }
    Ok(Ok(Seen::Object(fields)))
}

/// An object that is nothing but its fields, of whichever realm or class: one of JavaScript's own sorts, such as a
/// `Map`, says by its tag that it is more.
fn is_plain(object: &Object<'_>) -> Result<bool> {
    let parent = object.get_prototype()?;
    if parent.get_type()? != ValueType::Object {
        return Ok(true);
    }
    if parent.coerce_to_object()?.get_prototype()?.get_type()? == ValueType::Null {
        return Ok(true);
    }
    let env = Env::from_raw(object.value().env);
    let objects: Unknown<'_> = env.get_global()?.get_named_property_unchecked("Object")?;
    let own: Object<'_> = objects.coerce_to_object()?.get_named_property("prototype")?;
    let tag: Function<'_, (), String> = own.get_named_property("toString")?;
    Ok(tag.apply(object, ())? == "[object Object]")
}
