//! A tree as serde reads it. An object is never read from a list, nor a choice from anything but its own shape.

use std::borrow::Cow;
use std::slice;

use serde::de::value::BorrowedStrDeserializer;
use serde::de::{self, DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor};
use serde::forward_to_deserialize_any;

use super::fault::Fault;
use super::tree::Tree;
use crate::error::ProblemCode;

impl<'t> Deserializer<'t> for &'t Tree<'_> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self {
            Tree::Null => visitor.visit_unit(),
            Tree::Flag(flag) => visitor.visit_bool(*flag),
            Tree::Whole(number) => visitor.visit_u64(*number),
            Tree::Negative(number) => visitor.visit_i64(*number),
            Tree::Fraction(number) => visitor.visit_f64(*number),
            Tree::Text(text) => visitor.visit_borrowed_str(text),
            Tree::List(items) => visitor.visit_seq(Items { rest: items.iter(), index: 0 }),
            Tree::Object(fields) => visitor.visit_map(Fields { rest: fields.iter(), value: None }),
        }
    }

    fn deserialize_option<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self {
            Tree::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'t>>(self, _: &'static str, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self {
            Tree::List(_) => self.deserialize_any(visitor),
            _ => Err(Fault::new(ProblemCode::NotAList)),
        }
    }

    fn deserialize_map<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self {
            Tree::Object(_) => self.deserialize_any(visitor),
            _ => Err(Fault::new(ProblemCode::NotAnObject)),
        }
    }

    fn deserialize_struct<V: Visitor<'t>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'t>>(
        self,
        _: &'static str,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let known = |name: &str| names.contains(&name);
        let wrong = |word, data| visitor_of_wrong(names, Fault::new(word), data);
        visitor.visit_enum(match self {
            Tree::Text(word) if known(word) => Choice { name: word, content: Content::Word },
            Tree::Text(_) => wrong(ProblemCode::UnknownValue, Fault::new(ProblemCode::NotAnObject)),
            Tree::Object(fields) => match fields.as_slice() {
                [(name, value)] if known(name) => Choice { name, content: Content::Data(value) },
                [(name, _)] => wrong(ProblemCode::NotText, Fault::new(ProblemCode::UnknownField).under(name)),
                _ => wrong(ProblemCode::NotText, Fault::new(ProblemCode::OneOf)),
            },
            _ => wrong(ProblemCode::NotText, Fault::new(ProblemCode::NotAnObject)),
        })
    }

    forward_to_deserialize_any! {
        <W: Visitor<'t>>
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct tuple
        tuple_struct identifier ignored_any
    }
}

/// Only the type itself knows whether its choices are words or data; asked for its first, it takes the fault that fits.
fn visitor_of_wrong<'t, 'i>(names: &'static [&'static str], word: Fault, data: Fault) -> Choice<'t, 'i> {
    Choice { name: names.first().copied().unwrap_or(""), content: Content::Wrong { word, data } }
}

/// One choice of several, by its name.
struct Choice<'t, 'i> {
    name: &'t str,
    content: Content<'t, 'i>,
}

enum Content<'t, 'i> {
    /// The name stood alone.
    Word,
    /// The name had this under it.
    Data(&'t Tree<'i>),
    /// It was neither: this is wrong if the choice is a word, that if it is data.
    Wrong { word: Fault, data: Fault },
}

impl<'t, 'i> EnumAccess<'t> for Choice<'t, 'i> {
    type Error = Fault;
    type Variant = Self;
    fn variant_seed<S: DeserializeSeed<'t>>(self, seed: S) -> Result<(S::Value, Self), Fault> {
        let name = seed.deserialize(BorrowedStrDeserializer::<Fault>::new(self.name))?;
        Ok((name, self))
    }
}

impl<'t> VariantAccess<'t> for Choice<'t, '_> {
    type Error = Fault;

    fn unit_variant(self) -> Result<(), Fault> {
        match self.content {
            Content::Word => Ok(()),
            Content::Data(_) => Err(Fault::new(ProblemCode::NotText)),
            Content::Wrong { word, .. } => Err(word),
        }
    }

    fn newtype_variant_seed<S: DeserializeSeed<'t>>(self, seed: S) -> Result<S::Value, Fault> {
        match self.content {
            Content::Word => Err(Fault::new(ProblemCode::NotAnObject)),
            Content::Data(tree) => seed.deserialize(tree).map_err(|fault| fault.under(self.name)),
            Content::Wrong { data, .. } => Err(data),
        }
    }

    fn tuple_variant<V: Visitor<'t>>(self, _: usize, _: V) -> Result<V::Value, Fault> {
        Err(de::Error::custom(ProblemCode::NotAnObject))
    }

    fn struct_variant<V: Visitor<'t>>(self, _: &'static [&'static str], visitor: V) -> Result<V::Value, Fault> {
        match self.content {
            Content::Word => Err(Fault::new(ProblemCode::NotAnObject)),
            Content::Data(tree) => tree.deserialize_map(visitor).map_err(|fault| fault.under(self.name)),
            Content::Wrong { data, .. } => Err(data),
        }
    }
}

struct Items<'t, 'i> {
    rest: slice::Iter<'t, Tree<'i>>,
    index: usize,
}

impl<'t> SeqAccess<'t> for Items<'t, '_> {
    type Error = Fault;
    fn next_element_seed<S: DeserializeSeed<'t>>(&mut self, seed: S) -> Result<Option<S::Value>, Fault> {
        let Some(item) = self.rest.next() else { return Ok(None) };
        let index = self.index;
        self.index = index.saturating_add(1);
        seed.deserialize(item).map(Some).map_err(|fault| fault.under(&index.to_string()))
    }
}

struct Fields<'t, 'i> {
    rest: slice::Iter<'t, (Cow<'i, str>, Tree<'i>)>,
    value: Option<(&'t str, &'t Tree<'i>)>,
}

impl<'t> MapAccess<'t> for Fields<'t, '_> {
    type Error = Fault;

    fn next_key_seed<S: DeserializeSeed<'t>>(&mut self, seed: S) -> Result<Option<S::Value>, Fault> {
        let Some((name, value)) = self.rest.next() else { return Ok(None) };
        self.value = Some((name, value));
        seed.deserialize(BorrowedStrDeserializer::<Fault>::new(name)).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'t>>(&mut self, seed: S) -> Result<S::Value, Fault> {
        let (name, value) = self.value.take().ok_or_else(|| Fault::new(ProblemCode::Missing))?;
        seed.deserialize(value).map_err(|fault| fault.under(name))
    }
}
