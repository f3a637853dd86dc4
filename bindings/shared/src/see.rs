//! A host's own values, as serde reads them. A binding says what it sees in one value; this is the rest.

use std::borrow::Cow;
use std::fmt;

use loyalty_engine::error::ProblemCode;
use serde::de::value::CowStrDeserializer;
use serde::de::{self, DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;

/// A value of the host's.
pub trait HostValue: Sized {
    /// What it is; or what is wrong with it, by its code.
    fn see(&self) -> Result<Seen<'_, Self>, ProblemCode>;
}

/// What a value is.
pub enum Seen<'v, V> {
    /// Nothing.
    Nothing,
    /// True or false.
    Flag(bool),
    /// A whole number from zero up.
    Whole(u64),
    /// A whole number below zero.
    Negative(i64),
    /// A float, or a whole number that no field holds: whichever field it is in says what it wants instead.
    Fraction(f64),
    /// Something that never crosses, which is answered like a float.
    Foreign,
    /// Text, and everything that crosses as text.
    Text(Cow<'v, str>),
    /// An exact decimal as its language prints it, perhaps with an exponent.
    Decimal(String),
    /// A list.
    List(Vec<V>),
    /// Names and values.
    Object(Vec<(Cow<'v, str>, V)>),
}

/// What is wrong with a value, by its code.
#[derive(Debug)]
pub(crate) struct Wrong(String);

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Wrong {}

impl de::Error for Wrong {
    fn custom<T: fmt::Display>(message: T) -> Wrong {
        Wrong(message.to_string())
    }
}

/// Reads one value.
pub(crate) struct Reader<'v, V>(pub(crate) &'v V);

impl<'de, V: HostValue> Deserializer<'de> for Reader<'_, V> {
    type Error = Wrong;

    fn deserialize_any<W: Visitor<'de>>(self, visitor: W) -> Result<W::Value, Wrong> {
        match self.0.see().map_err(de::Error::custom)? {
            Seen::Nothing => visitor.visit_unit(),
            Seen::Flag(flag) => visitor.visit_bool(flag),
            Seen::Whole(number) => visitor.visit_u64(number),
            Seen::Negative(number) => visitor.visit_i64(number),
            Seen::Fraction(number) => visitor.visit_f64(number),
            Seen::Foreign => visitor.visit_f64(f64::NAN),
            Seen::Text(Cow::Borrowed(text)) => visitor.visit_str(text),
            Seen::Text(Cow::Owned(text)) => visitor.visit_string(text),
            Seen::Decimal(digits) => visitor.visit_string(plain(&digits).map_err(de::Error::custom)?.into_owned()),
            Seen::List(items) => visitor.visit_seq(Items(items.into_iter())),
            Seen::Object(fields) => visitor.visit_map(Fields { rest: fields.into_iter(), value: None }),
        }
    }

    forward_to_deserialize_any! {
        <W: Visitor<'de>>
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

struct Items<I>(I);

impl<'de, V: HostValue, I: Iterator<Item = V>> SeqAccess<'de> for Items<I> {
    type Error = Wrong;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Wrong> {
        self.0.next().map(|item| seed.deserialize(Reader(&item))).transpose()
    }
}

struct Fields<I, V> {
    rest: I,
    value: Option<V>,
}

impl<'de, 'v, V: HostValue, I: Iterator<Item = (Cow<'v, str>, V)>> MapAccess<'de> for Fields<I, V> {
    type Error = Wrong;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Wrong> {
        let Some((name, value)) = self.rest.next() else { return Ok(None) };
        self.value = Some(value);
        let name: CowStrDeserializer<'_, Wrong> = name.into_deserializer();
        seed.deserialize(name).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Wrong> {
        let value = self.value.take().ok_or_else(|| Wrong(ProblemCode::Missing.to_string()))?;
        seed.deserialize(Reader(&value))
    }
}

/// More digits than any amount has: such a decimal is not spelled out to be refused.
const DIGITS_MAX: i64 = 60;

/// The same decimal without an exponent.
pub(crate) fn plain(digits: &str) -> Result<Cow<'_, str>, ProblemCode> {
    let Some((mantissa, exponent)) = digits.split_once(['e', 'E']) else { return Ok(digits.into()) };
    let exponent: i64 = exponent.parse().map_err(|_| ProblemCode::NotADecimal)?;
    if exponent > DIGITS_MAX || mantissa.len() > usize::try_from(DIGITS_MAX).unwrap_or(0) {
        return Err(ProblemCode::TooLarge);
    }
    if exponent < DIGITS_MAX.saturating_neg() {
        return Err(ProblemCode::TooPrecise);
    }
    let (sign, mantissa) = mantissa.strip_prefix('-').map_or(("", mantissa), |rest| ("-", rest));
    let (whole, part) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let point = i64::try_from(whole.len()).unwrap_or(i64::MAX).saturating_add(exponent);
    let zeros = |count: i64| "0".repeat(usize::try_from(count).unwrap_or(0));
    let all = format!("{}{whole}{part}", zeros(1_i64.saturating_sub(point)));
    let all = format!("{all}{}", zeros(point.saturating_sub(i64::try_from(all.len()).unwrap_or(i64::MAX))));
    let (whole, part) = all.split_at_checked(usize::try_from(point.max(1)).unwrap_or(0)).unwrap_or((&all, ""));
    let dot = if part.is_empty() { "" } else { "." };
    Ok(format!("{sign}{whole}{dot}{part}").into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exponent_is_spelled_out() {
        for (digits, expected) in [
            ("75000", "75000"),
            ("7.5E+4", "75000"),
            ("1E+3", "1000"),
            ("-1.25E1", "-12.5"),
            ("1E-3", "0.001"),
            ("12.5E-2", "0.125"),
            ("0E-7", "0.0000000"),
            ("1.234E2", "123.4"),
            ("1.23E2", "123"),
        ] {
            assert_eq!(plain(digits).as_deref(), Ok(expected), "{digits}");
        }
        assert_eq!(plain("1E+999999999"), Err(ProblemCode::TooLarge));
        assert_eq!(plain("1E-999999999"), Err(ProblemCode::TooPrecise));
        assert_eq!(plain("1E+"), Err(ProblemCode::NotADecimal));
        assert_eq!(plain("1E99999999999999999999"), Err(ProblemCode::NotADecimal));
    }
}
