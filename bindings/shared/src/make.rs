//! Answers in a host's own values. A binding makes one value of each sort; this walks through an answer.

use std::fmt;

use serde::ser::{self, Impossible, Serialize, SerializeMap, SerializeSeq, SerializeStruct, Serializer};

/// What makes a host's values.
pub trait Make: Copy {
    /// A value.
    type Value;
    /// An object that has not all its fields yet.
    type Object;
    /// What the host says when it can't make one.
    type Error;

    /// Nothing.
    fn nothing(self) -> Result<Self::Value, Self::Error>;
    /// True or false.
    fn flag(self, flag: bool) -> Result<Self::Value, Self::Error>;
    /// A whole number.
    fn whole(self, number: i64) -> Result<Self::Value, Self::Error>;
    /// Text.
    fn text(self, text: &str) -> Result<Self::Value, Self::Error>;
    /// Text of a type for which the host may have one of its own: `Money`, `Percent`, `Factor`, `Date`, `Moment`.
    fn named(self, name: &'static str, text: &str) -> Result<Self::Value, Self::Error>;
    /// A list.
    fn list(self, items: Vec<Self::Value>) -> Result<Self::Value, Self::Error>;
    /// Names and values that no type declares.
    fn map(self, fields: Vec<(String, Self::Value)>) -> Result<Self::Value, Self::Error>;
    /// Begins an object of a type. Of an enum of facts the first field is the word that tells which one it is.
    fn object(self, name: &'static str) -> Result<Self::Object, Self::Error>;
    /// Adds a field.
    fn field(self, object: &mut Self::Object, name: &'static str, value: Self::Value) -> Result<(), Self::Error>;
    /// Ends an object.
    fn end(self, object: Self::Object) -> Result<Self::Value, Self::Error>;
    /// What can't be made at all.
    fn failed(words: String) -> Self::Error;
}

/// A reply or an error in the host's own values.
pub fn make<M: Make>(host: M, of: &impl Serialize) -> Result<M::Value, M::Error> {
    of.serialize(Writer(host)).map_err(|failed| match failed {
        Failed::Host(error) => error,
        Failed::Words(words) => M::failed(words),
    })
}

enum Failed<E> {
    Host(E),
    Words(String),
}

impl<E> fmt::Debug for Failed<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl<E> fmt::Display for Failed<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failed::Host(_) => f.write_str("the host could not make a value"),
            Failed::Words(words) => f.write_str(words),
        }
    }
}

impl<E> std::error::Error for Failed<E> {}

impl<E> ser::Error for Failed<E> {
    fn custom<T: fmt::Display>(message: T) -> Failed<E> {
        Failed::Words(message.to_string())
    }
}

type Made<M> = Result<<M as Make>::Value, Failed<<M as Make>::Error>>;

fn never<T, M: Make>(what: &str) -> Result<T, Failed<M::Error>> {
    Err(Failed::Words(format!("{what} never crosses")))
}

struct Writer<M>(M);

/// Whole numbers of every width.
macro_rules! whole {
    ($($method:ident $type:ty),*) => {$(
        fn $method(self, number: $type) -> Made<M> {
            let number = i64::try_from(number).map_err(ser::Error::custom)?;
            self.0.whole(number).map_err(Failed::Host)
        }
    )*};
}

impl<M: Make> Serializer for Writer<M> {
    type Ok = M::Value;
    type Error = Failed<M::Error>;
    type SerializeSeq = Items<M>;
    type SerializeTuple = Impossible<M::Value, Self::Error>;
    type SerializeTupleStruct = Impossible<M::Value, Self::Error>;
    type SerializeTupleVariant = Impossible<M::Value, Self::Error>;
    type SerializeMap = Fields<M>;
    type SerializeStruct = Object<M>;
    type SerializeStructVariant = Impossible<M::Value, Self::Error>;

    whole!(serialize_i8 i8, serialize_i16 i16, serialize_i32 i32, serialize_i64 i64);
    whole!(serialize_u8 u8, serialize_u16 u16, serialize_u32 u32, serialize_u64 u64);

    fn serialize_bool(self, flag: bool) -> Made<M> {
        self.0.flag(flag).map_err(Failed::Host)
    }
    fn serialize_str(self, text: &str) -> Made<M> {
        self.0.text(text).map_err(Failed::Host)
    }
    fn serialize_char(self, letter: char) -> Made<M> {
        self.serialize_str(letter.encode_utf8(&mut [0; 4]))
    }
    fn serialize_f32(self, _: f32) -> Made<M> {
        never::<_, M>("a float")
    }
    fn serialize_f64(self, _: f64) -> Made<M> {
        never::<_, M>("a float")
    }
    fn serialize_bytes(self, _: &[u8]) -> Made<M> {
        never::<_, M>("a row of bytes")
    }
    fn serialize_none(self) -> Made<M> {
        self.0.nothing().map_err(Failed::Host)
    }
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Made<M> {
        value.serialize(self)
    }
    fn serialize_unit(self) -> Made<M> {
        self.serialize_none()
    }
    fn serialize_unit_struct(self, _: &'static str) -> Made<M> {
        self.serialize_none()
    }
    fn serialize_unit_variant(self, _: &'static str, _: u32, word: &'static str) -> Made<M> {
        self.serialize_str(word)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, name: &'static str, of: &T) -> Made<M> {
        self.0.named(name, &Shown(of).to_string()).map_err(Failed::Host)
    }

    /// The name under which an answer stands is known to whoever asked.
    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        of: &T,
    ) -> Made<M> {
        of.serialize(self)
    }

    fn serialize_seq(self, len: Option<usize>) -> Result<Items<M>, Self::Error> {
        Ok(Items { host: self.0, items: Vec::with_capacity(len.unwrap_or(0)) })
    }
    fn serialize_map(self, _: Option<usize>) -> Result<Fields<M>, Self::Error> {
        Ok(Fields { host: self.0, fields: Vec::new(), name: String::new() })
    }
    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Object<M>, Self::Error> {
        Ok(Object { host: self.0, object: self.0.object(name).map_err(Failed::Host)? })
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, Self::Error> {
        never::<_, M>("a tuple")
    }
    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeTupleStruct, Self::Error> {
        never::<_, M>("a tuple")
    }
    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Self::Error> {
        never::<_, M>("a tuple")
    }
    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Self::Error> {
        never::<_, M>("a choice of this sort")
    }
}

/// The text that a value is written as.
struct Shown<'v, T: ?Sized>(&'v T);

impl<T: Serialize + ?Sized> fmt::Display for Shown<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.serialize(f)
    }
}

struct Items<M: Make> {
    host: M,
    items: Vec<M::Value>,
}

impl<M: Make> SerializeSeq for Items<M> {
    type Ok = M::Value;
    type Error = Failed<M::Error>;
    fn serialize_element<T: Serialize + ?Sized>(&mut self, item: &T) -> Result<(), Self::Error> {
        self.items.push(item.serialize(Writer(self.host))?);
        Ok(())
    }
    fn end(self) -> Made<M> {
        self.host.list(self.items).map_err(Failed::Host)
    }
}

struct Fields<M: Make> {
    host: M,
    fields: Vec<(String, M::Value)>,
    name: String,
}

impl<M: Make> SerializeMap for Fields<M> {
    type Ok = M::Value;
    type Error = Failed<M::Error>;
    fn serialize_key<T: Serialize + ?Sized>(&mut self, name: &T) -> Result<(), Self::Error> {
        self.name = Shown(name).to_string();
        Ok(())
    }
    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Self::Error> {
        self.fields.push((std::mem::take(&mut self.name), value.serialize(Writer(self.host))?));
        Ok(())
    }
    fn end(self) -> Made<M> {
        self.host.map(self.fields).map_err(Failed::Host)
    }
}

struct Object<M: Make> {
    host: M,
    object: M::Object,
}

impl<M: Make> SerializeStruct for Object<M> {
    type Ok = M::Value;
    type Error = Failed<M::Error>;
    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Self::Error> {
        let value = value.serialize(Writer(self.host))?;
        self.host.field(&mut self.object, name, value).map_err(Failed::Host)
    }
    fn end(self) -> Made<M> {
        self.host.end(self.object).map_err(Failed::Host)
    }
}
