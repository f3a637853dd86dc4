//! What is bound to a statement and what its rows hold: in PostgreSQL's own form on the store's connections, and as
//! text on one of the host's, because every driver can send and read text.

use chrono::{DateTime, NaiveDate, Utc};
use loyalty_engine::error::Doing;
use loyalty_engine::store::{SqlValue, StoreError};
use rust_decimal::Decimal;
use sqlx::error::BoxDynError;
use sqlx::postgres::{PgArguments, PgRow};
use sqlx::{Arguments, Decode, Encode, Postgres, Row, Type};
use uuid::Uuid;

use crate::error::{store_error, unreadable};

/// The values of a statement, bound one after the other.
pub(crate) trait Bind: Default {
    fn add<'t, T: Encode<'t, Postgres> + Type<Postgres> + Text>(&mut self, value: T) -> Result<(), BoxDynError>;
}

impl Bind for PgArguments {
    fn add<'t, T: Encode<'t, Postgres> + Type<Postgres> + Text>(&mut self, value: T) -> Result<(), BoxDynError> {
        Arguments::add(self, value)
    }
}

/// Values as text, each with the type that it is read as.
#[derive(Default)]
pub(crate) struct Texts {
    pub(crate) types: Vec<String>,
    pub(crate) values: Vec<SqlValue>,
}

impl Bind for Texts {
    fn add<'t, T: Encode<'t, Postgres> + Type<Postgres> + Text>(&mut self, value: T) -> Result<(), BoxDynError> {
        self.types.push(T::type_info().to_string());
        self.values.push(value.text().map_or(SqlValue::Null, SqlValue::Text));
        Ok(())
    }
}

/// How a value is written for PostgreSQL to read; nothing is NULL.
pub(crate) trait Text {
    fn text(&self) -> Option<String>;
}

macro_rules! text {
    ($($type:ty),*) => {$(
        impl Text for $type {
            fn text(&self) -> Option<String> {
                Some(self.to_string())
            }
        }
    )*};
}
text!(i32, i64, bool, &str, String, Uuid, NaiveDate, Decimal);

impl Text for DateTime<Utc> {
    fn text(&self) -> Option<String> {
        Some(self.to_rfc3339())
    }
}
impl<T: Text> Text for &T {
    fn text(&self) -> Option<String> {
        (*self).text()
    }
}
impl<T: Text> Text for Option<T> {
    fn text(&self) -> Option<String> {
        self.as_ref().and_then(Text::text)
    }
}
impl<T: Text> Text for Vec<T> {
    fn text(&self) -> Option<String> {
        let item = |item: &T| match item.text() {
            Some(text) => format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")),
            None => "NULL".to_owned(),
        };
        Some(format!("{{{}}}", self.iter().map(item).collect::<Vec<_>>().join(",")))
    }
}

/// A row of either sort.
pub(crate) trait Columns {
    fn get<'r, T: Column<'r>>(&'r self, at: usize) -> Result<T, StoreError>;
}

impl Columns for PgRow {
    fn get<'r, T: Column<'r>>(&'r self, at: usize) -> Result<T, StoreError> {
        self.try_get(at).map_err(|error| store_error(&error, Doing::NotDone))
    }
}

impl Columns for Vec<SqlValue> {
    fn get<'r, T: Column<'r>>(&'r self, at: usize) -> Result<T, StoreError> {
        match self.as_slice().get(at) {
            Some(SqlValue::Text(text)) => T::read(Some(text)),
            Some(SqlValue::Null) => T::read(None),
            other => Err(unreadable("column", format_args!("the host's driver gave {other:?} instead of text"))),
        }
    }
}

/// What a column may hold.
pub(crate) trait Column<'r>: Decode<'r, Postgres> + Type<Postgres> {
    fn read(text: Option<&'r str>) -> Result<Self, StoreError>;
}

impl<'r> Column<'r> for Option<&'r str> {
    fn read(text: Option<&'r str>) -> Result<Self, StoreError> {
        Ok(text)
    }
}
impl<'r> Column<'r> for &'r str {
    fn read(text: Option<&'r str>) -> Result<Self, StoreError> {
        text.ok_or_else(|| unreadable("column", "it is empty"))
    }
}

macro_rules! column {
    ($($type:ty),*) => {$(
        impl<'r> Column<'r> for $type {
            fn read(text: Option<&'r str>) -> Result<Self, StoreError> {
                <&str>::read(text)?.parse().map_err(|error| unreadable("column", error))
            }
        }
    )*};
}
column!(i64, bool, Uuid);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_written_as_postgresql_reads_them() {
        let names = vec![Some("a \"b\" \\ {c},d".to_owned()), None, Some(String::new())];
        assert_eq!(names.text().unwrap(), r#"{"a \"b\" \\ {c},d",NULL,""}"#);
        assert_eq!(Some(vec![1_i64, 2]).text().unwrap(), r#"{"1","2"}"#);
        assert_eq!(None::<Vec<i64>>.text(), None);
        let mut texts = Texts::default();
        texts.add(Some(vec![Uuid::nil()])).unwrap();
        texts.add(None::<NaiveDate>).unwrap();
        assert_eq!(texts.types, ["UUID[]", "DATE"]);
    }
}
