//! What was read, before anyone knows what it means.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::depth::is_deeper;
use super::fault::Fault;
use crate::error::ProblemCode;

/// Values as written, text borrowed from where it was written. Names in one object differ.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Tree<'i> {
    Null,
    Flag(bool),
    Whole(u64),
    Negative(i64),
    /// No field takes one; it is kept so that the field can say so.
    Fraction(f64),
    Text(Cow<'i, str>),
    List(Vec<Tree<'i>>),
    Object(Vec<(Cow<'i, str>, Tree<'i>)>),
}

/// Nothing that can be asked is nested deeper. The stack of a small thread holds it many times over.
const DEPTH_MAX: usize = 32;
/// More than the longest list of card numbers and the largest document of rules need.
const VALUES_MAX: usize = 65_536;

impl<'i> Tree<'i> {
    /// Reads JSON, and nothing after it.
    pub(crate) fn from_json(json: &'i [u8]) -> Result<Tree<'i>, Fault> {
        let text = std::str::from_utf8(json).map_err(|_| Fault::new(ProblemCode::Malformed))?;
        let mut deserializer = serde_json::Deserializer::from_str(text);
        let tree = Tree::grow(&mut deserializer)?;
        deserializer.end().map_err(|_| Fault::new(ProblemCode::Malformed))?;
        Ok(tree)
    }

    /// Reads TOML.
    pub(crate) fn from_toml(text: &'i str) -> Result<Tree<'i>, Fault> {
        if is_deeper(text, DEPTH_MAX) {
            return Err(Fault::new(ProblemCode::TooDeep));
        }
        let deserializer = toml::Deserializer::parse(text).map_err(|_| Fault::new(ProblemCode::Malformed))?;
        Tree::grow(deserializer)
    }

    /// Takes data as it is.
    pub(crate) fn from_value(value: &'i Value) -> Result<Tree<'i>, Fault> {
        Tree::grow(value)
    }

    /// Takes whatever a format or a border holds.
    pub(crate) fn grow<D: Deserializer<'i>>(deserializer: D) -> Result<Tree<'i>, Fault> {
        let growth = Growth::default();
        let grown = Grow { depth: 0, growth: &growth }.deserialize(deserializer);
        grown.map_err(|error| growth.fault.into_inner().unwrap_or_else(|| foreign(&error)))
    }

    /// Takes the value at `path` away; false when there is none.
    pub(crate) fn cut(&mut self, path: &[&str]) -> bool {
        let Some((last, parents)) = path.split_last() else { return false };
        let parent = parents.iter().try_fold(self, |tree, name| match tree {
            Tree::Object(fields) => fields.iter_mut().find(|(field, _)| field == name).map(|(_, value)| value),
            Tree::List(items) => items.get_mut(name.parse::<usize>().ok()?),
            _ => None,
        });
        match parent {
            Some(Tree::Object(fields)) => {
                let before = fields.len();
                fields.retain(|(field, _)| field != last);
                fields.len() < before
            }
            Some(Tree::List(items)) => {
                let index = last.parse().ok().filter(|index| *index < items.len());
                index.map(|index: usize| items.remove(index)).is_some()
            }
            _ => false,
        }
    }
}

/// What the format's own reader found wrong.
fn foreign(error: &impl fmt::Display) -> Fault {
    let words = error.to_string();
    // A border of our own says what is wrong by its code, JSON and TOML in words.
    let code = ProblemCode::of(&words).unwrap_or(match words.starts_with("number out of range") {
        true => ProblemCode::OutOfRange,
        false => ProblemCode::Malformed,
    });
    Fault::new(code)
}

/// What one reading has come to. A format has an error type of its own, so the fault waits here.
#[derive(Default)]
struct Growth {
    values: Cell<usize>,
    fault: RefCell<Option<Fault>>,
}

impl Growth {
    fn stop<E: de::Error>(&self, fault: Fault) -> E {
        let error = E::custom(fault.code);
        self.fault.replace(Some(fault));
        error
    }

    /// A problem further in, seen from here.
    fn within<E: de::Error>(&self, name: &str, error: E) -> E {
        let fault = self.fault.take().unwrap_or_else(|| foreign(&error));
        self.fault.replace(Some(fault.under(name)));
        error
    }
}

/// Reads one value, at its depth.
#[derive(Clone, Copy)]
struct Grow<'g> {
    depth: usize,
    growth: &'g Growth,
}

impl<'i> DeserializeSeed<'i> for Grow<'_> {
    type Value = Tree<'i>;
    fn deserialize<D: Deserializer<'i>>(self, deserializer: D) -> Result<Tree<'i>, D::Error> {
        let values = self.growth.values.get().saturating_add(1);
        self.growth.values.set(values);
        if values > VALUES_MAX {
            return Err(de::Error::custom(ProblemCode::TooMany));
        }
        deserializer.deserialize_any(self)
    }
}

impl Grow<'_> {
    fn inside<E: de::Error>(self) -> Result<Self, E> {
        let depth = self.depth.saturating_add(1);
        if depth > DEPTH_MAX {
            return Err(self.growth.stop(Fault::new(ProblemCode::TooDeep)));
        }
        Ok(Grow { depth, ..self })
    }

    fn is_full(self) -> bool {
        self.growth.values.get() >= VALUES_MAX
    }
}

impl<'i> Visitor<'i> for Grow<'_> {
    type Value = Tree<'i>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("anything")
    }
    fn visit_unit<E>(self) -> Result<Tree<'i>, E> {
        Ok(Tree::Null)
    }
    fn visit_bool<E>(self, flag: bool) -> Result<Tree<'i>, E> {
        Ok(Tree::Flag(flag))
    }
    fn visit_u64<E>(self, number: u64) -> Result<Tree<'i>, E> {
        Ok(Tree::Whole(number))
    }
    fn visit_i64<E>(self, number: i64) -> Result<Tree<'i>, E> {
        Ok(u64::try_from(number).map_or(Tree::Negative(number), Tree::Whole))
    }
    fn visit_i128<E: de::Error>(self, _: i128) -> Result<Tree<'i>, E> {
        Err(self.growth.stop(Fault::new(ProblemCode::OutOfRange)))
    }
    fn visit_u128<E: de::Error>(self, _: u128) -> Result<Tree<'i>, E> {
        Err(self.growth.stop(Fault::new(ProblemCode::OutOfRange)))
    }
    fn visit_f64<E>(self, number: f64) -> Result<Tree<'i>, E> {
        Ok(Tree::Fraction(number))
    }
    fn visit_borrowed_str<E>(self, text: &'i str) -> Result<Tree<'i>, E> {
        Ok(Tree::Text(Cow::Borrowed(text)))
    }
    fn visit_str<E>(self, text: &str) -> Result<Tree<'i>, E> {
        Ok(Tree::Text(Cow::Owned(text.to_owned())))
    }
    fn visit_string<E>(self, text: String) -> Result<Tree<'i>, E> {
        Ok(Tree::Text(Cow::Owned(text)))
    }

    fn visit_seq<A: SeqAccess<'i>>(self, mut list: A) -> Result<Tree<'i>, A::Error> {
        let inside = self.inside()?;
        let mut items = Vec::new();
        loop {
            match list.next_element_seed(inside) {
                Ok(Some(item)) => items.push(item),
                Ok(None) => return Ok(Tree::List(items)),
                // The list is to blame for its length, not its last item.
                Err(_) if self.is_full() => return Err(self.growth.stop(Fault::new(ProblemCode::TooMany))),
                Err(error) => return Err(self.growth.within(&items.len().to_string(), error)),
            }
        }
    }

    fn visit_map<A: MapAccess<'i>>(self, mut map: A) -> Result<Tree<'i>, A::Error> {
        let inside = self.inside()?;
        let mut fields = Vec::new();
        let mut rest = BTreeSet::new();
        while let Some(name) = map.next_key_seed(Name)? {
            if !is_new(&name, &fields, &rest) {
                return Err(self.growth.stop(Fault::new(ProblemCode::Duplicate).under(&name)));
            }
            if fields.len() >= FEW {
                rest.insert(name.clone());
            }
            match map.next_value_seed(inside) {
                Ok(value) => fields.push((name, value)),
                Err(error) => return Err(self.growth.within(&name, error)),
            }
        }
        Ok(Tree::Object(fields))
    }
}

/// As many names are looked through; of those after them a set is kept.
const FEW: usize = 16;

fn is_new(name: &str, fields: &[(Cow<'_, str>, Tree<'_>)], rest: &BTreeSet<Cow<'_, str>>) -> bool {
    fields.iter().take(FEW).all(|(known, _)| known != name) && !rest.contains(name)
}

/// Reads the name of a field.
struct Name;

impl<'i> DeserializeSeed<'i> for Name {
    type Value = Cow<'i, str>;
    fn deserialize<D: Deserializer<'i>>(self, deserializer: D) -> Result<Cow<'i, str>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'i> Visitor<'i> for Name {
    type Value = Cow<'i, str>;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }
    fn visit_borrowed_str<E>(self, text: &'i str) -> Result<Cow<'i, str>, E> {
        Ok(Cow::Borrowed(text))
    }
    fn visit_str<E>(self, text: &str) -> Result<Cow<'i, str>, E> {
        Ok(Cow::Owned(text.to_owned()))
    }
    fn visit_string<E>(self, text: String) -> Result<Cow<'i, str>, E> {
        Ok(Cow::Owned(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stands_once_however_many_there_are() {
        for count in [2, FEW, FEW + 1, 40] {
            let names: Vec<String> = (0..count).map(|n| format!("\"n{n}\":1")).collect();
            for repeated in [0, count / 2, count - 1] {
                let json = format!("{{{},\"n{repeated}\":1}}", names.join(","));
                let fault = Fault::new(ProblemCode::Duplicate).under(&format!("n{repeated}"));
                assert_eq!(Tree::from_json(json.as_bytes()), Err(fault), "{json}");
            }
            assert!(Tree::from_json(format!("{{{}}}", names.join(",")).as_bytes()).is_ok());
        }
    }
}
