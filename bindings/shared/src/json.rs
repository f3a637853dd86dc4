//! JSON for hosts that write answers down or read those of a server. Nothing that stays in the process becomes text.

use loyalty_engine::Error;
use loyalty_engine::error::ProblemCode;
use serde::ser::{self, Serialize, Serializer};

use crate::make::{Make, make};
use crate::see::{HostValue, Seen, plain};

/// A host's value as JSON, in the bytes in which the engine writes the same.
pub fn to_json(value: &impl HostValue) -> Result<String, Error> {
    serde_json::to_string(&Written(value)).map_err(|_| Error::invalid("value", ProblemCode::Malformed))
}

/// JSON as a host's value. Amounts, days and moments are text in it.
pub fn from_json<M: Make>(host: M, json: &str) -> Result<M::Value, Error> {
    let malformed = || Error::invalid("json", ProblemCode::Malformed);
    let value: serde_json::Value = serde_json::from_str(json).map_err(|_| malformed())?;
    make(host, &value).map_err(|_| malformed())
}

struct Written<'v, V>(&'v V);

impl<V: HostValue> Serialize for Written<'_, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.see().map_err(ser::Error::custom)? {
            Seen::Nothing => serializer.serialize_unit(),
            Seen::Flag(flag) => serializer.serialize_bool(flag),
            Seen::Whole(number) => serializer.serialize_u64(number),
            Seen::Negative(number) => serializer.serialize_i64(number),
            Seen::Fraction(_) | Seen::Foreign => Err(ser::Error::custom("a float never crosses")),
            Seen::Text(text) => serializer.serialize_str(&text),
            Seen::Decimal(digits) => serializer.serialize_str(&plain(&digits).map_err(ser::Error::custom)?),
            Seen::List(items) => serializer.collect_seq(items.iter().map(Written)),
            Seen::Object(fields) => serializer.collect_map(fields.iter().map(|(name, value)| (name, Written(value)))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    enum Sample {
        Text(&'static str),
        Amount(&'static str),
        Whole(i64),
        Fraction,
        Many(Vec<Sample>),
        Object(Vec<(&'static str, Sample)>),
    }

    struct Given<'s>(&'s Sample);

    impl HostValue for Given<'_> {
        fn see(&self) -> Result<Seen<'_, Self>, ProblemCode> {
            Ok(match self.0 {
                Sample::Text(text) => Seen::Text((*text).into()),
                Sample::Amount(digits) => Seen::Decimal((*digits).to_owned()),
                Sample::Whole(number) => u64::try_from(*number).map_or(Seen::Negative(*number), Seen::Whole),
                Sample::Fraction => Seen::Fraction(0.5),
                Sample::Many(items) => Seen::List(items.iter().map(Given).collect()),
                Sample::Object(fields) => {
                    Seen::Object(fields.iter().map(|(name, value)| ((*name).into(), Given(value))).collect())
                }
            })
        }
    }

    #[test]
    fn values_are_written_in_order_and_amounts_as_text() {
        let items = Sample::Many(vec![Sample::Whole(-1), Sample::Whole(2)]);
        let value = Sample::Object(vec![("b", Sample::Text("a\"é\n")), ("a", Sample::Amount("7.5E+4")), ("c", items)]);
        assert_eq!(to_json(&Given(&value)).as_deref(), Ok(r#"{"b":"a\"é\n","a":"75000","c":[-1,2]}"#));
    }

    #[test]
    fn a_float_is_never_written() {
        let value = Sample::Many(vec![Sample::Fraction]);
        assert_eq!(to_json(&Given(&value)), Err(Error::invalid("value", ProblemCode::Malformed)));
    }
}
