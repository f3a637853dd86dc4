//! The one value that crosses, in both directions.

use std::borrow::Cow;

use loyalty_border::{HostValue, Make, ProblemCode, Seen};

/// A value of the host's, or of an answer.
#[derive(Clone, Debug, uniffi::Enum)]
pub enum Value {
    /// Nothing.
    Nothing,
    /// True or false.
    Flag(bool),
    /// A whole number.
    Whole(i64),
    /// A float, or a whole number that no field holds.
    Fraction(f64),
    /// Text.
    Text(String),
    /// An exact decimal.
    Decimal(String),
    /// A day.
    Date(String),
    /// A moment.
    Moment(String),
    /// What cannot cross: text that is no text, or something of a foreign class.
    Malformed,
    /// A list.
    Many(Vec<Value>),
    /// Names and values.
    Object(Vec<Field>),
}

/// One field of an object.
#[derive(Clone, Debug, uniffi::Record)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// What stands in it.
    pub value: Value,
}

/// A value as the engine reads it.
pub struct Given<'v>(pub &'v Value);

impl HostValue for Given<'_> {
    fn see(&self) -> Result<Seen<'_, Self>, ProblemCode> {
        Ok(match self.0 {
            Value::Nothing => Seen::Nothing,
            Value::Flag(flag) => Seen::Flag(*flag),
            Value::Whole(number) => u64::try_from(*number).map_or(Seen::Negative(*number), Seen::Whole),
            Value::Fraction(number) => Seen::Fraction(*number),
            Value::Text(text) | Value::Date(text) | Value::Moment(text) => Seen::Text(text.into()),
            Value::Decimal(digits) => Seen::Decimal(digits.clone()),
            Value::Malformed => return Err(ProblemCode::Malformed),
            Value::Many(items) => Seen::List(items.iter().map(Given).collect()),
            Value::Object(fields) => {
                Seen::Object(fields.iter().map(|field| (Cow::from(&field.name), Given(&field.value))).collect())
            }
        })
    }
}

/// Makes values of answers. What can't be made is said in words.
#[derive(Clone, Copy)]
pub struct Maker;

impl Make for Maker {
    type Value = Value;
    type Object = Vec<Field>;
    type Error = String;

    fn nothing(self) -> Result<Value, String> {
        Ok(Value::Nothing)
    }
    fn flag(self, flag: bool) -> Result<Value, String> {
        Ok(Value::Flag(flag))
    }
    fn whole(self, number: i64) -> Result<Value, String> {
        Ok(Value::Whole(number))
    }
    fn text(self, text: &str) -> Result<Value, String> {
        Ok(Value::Text(text.to_owned()))
    }
    fn named(self, name: &'static str, text: &str) -> Result<Value, String> {
        let text = text.to_owned();
        Ok(match name {
            "Money" | "Percent" | "Factor" => Value::Decimal(text),
            "Date" => Value::Date(text),
            "Moment" => Value::Moment(text),
            _ => Value::Text(text),
        })
    }
    fn list(self, items: Vec<Value>) -> Result<Value, String> {
        Ok(Value::Many(items))
    }
    fn map(self, fields: Vec<(String, Value)>) -> Result<Value, String> {
        Ok(Value::Object(fields.into_iter().map(|(name, value)| Field { name, value }).collect()))
    }
    fn object(self, _: &'static str) -> Result<Vec<Field>, String> {
        Ok(Vec::new())
    }
    fn field(self, object: &mut Vec<Field>, name: &'static str, value: Value) -> Result<(), String> {
        object.push(Field { name: name.to_owned(), value });
        Ok(())
    }
    fn end(self, object: Vec<Field>) -> Result<Value, String> {
        Ok(Value::Object(object))
    }
    fn failed(words: String) -> String {
        words
    }
}
