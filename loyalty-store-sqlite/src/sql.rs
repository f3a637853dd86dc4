//! Statements, on the store's own connection or on one of the host's.

use loyalty_engine::store::{SqlValue, StoreError};
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, ToSql, params_from_iter};

use crate::error::{store_error, unreadable};

/// What runs statements.
pub(crate) trait Statements {
    /// Runs one statement and brings its rows.
    fn rows(&self, sql: &str, given: &[Given<'_>]) -> Result<Vec<Row>, StoreError>;

    /// The row of a statement that brings at most one.
    fn row(&self, sql: &str, given: &[Given<'_>]) -> Result<Option<Row>, StoreError> {
        Ok(self.rows(sql, given)?.into_iter().next())
    }
}

/// A value that is bound to a statement.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Given<'v> {
    Null,
    Whole(i64),
    Text(&'v str),
}

impl<'v> From<&'v str> for Given<'v> {
    fn from(text: &'v str) -> Given<'v> {
        Given::Text(text)
    }
}
impl<'v> From<&'v String> for Given<'v> {
    fn from(text: &'v String) -> Given<'v> {
        Given::Text(text)
    }
}
impl From<u32> for Given<'_> {
    fn from(number: u32) -> Self {
        Given::Whole(number.into())
    }
}
impl From<u64> for Given<'_> {
    fn from(number: u64) -> Self {
        Given::Whole(i64::try_from(number).unwrap_or(i64::MAX))
    }
}
impl From<i64> for Given<'_> {
    fn from(number: i64) -> Self {
        Given::Whole(number)
    }
}
impl From<bool> for Given<'_> {
    fn from(flag: bool) -> Self {
        Given::Whole(flag.into())
    }
}
impl<'v> From<&'v Option<String>> for Given<'v> {
    fn from(text: &'v Option<String>) -> Given<'v> {
        text.as_deref().map_or(Given::Null, Given::Text)
    }
}

/// Values for a statement, in their places.
macro_rules! given {
    ($($value:expr),* $(,)?) => { &[$($crate::sql::Given::from($value)),*] };
}
pub(crate) use given;

impl ToSql for Given<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Given::Null => ValueRef::Null,
            Given::Whole(number) => ValueRef::Integer(*number),
            Given::Text(text) => ValueRef::Text(text.as_bytes()),
        }))
    }
}

impl Given<'_> {
    pub(crate) fn owned(self) -> SqlValue {
        match self {
            Given::Null => SqlValue::Null,
            Given::Whole(number) => SqlValue::Whole(number),
            Given::Text(text) => SqlValue::Text(text.to_owned()),
        }
    }
}

/// A row; each of its texts is taken once.
pub(crate) struct Row(pub(crate) Vec<SqlValue>);

impl Row {
    pub(crate) fn text(&mut self, at: usize) -> Result<String, StoreError> {
        self.text_if_any(at)?.ok_or_else(|| unreadable("text", "there is none"))
    }

    pub(crate) fn text_if_any(&mut self, at: usize) -> Result<Option<String>, StoreError> {
        match self.0.get_mut(at).map(|value| std::mem::replace(value, SqlValue::Null)) {
            Some(SqlValue::Null) => Ok(None),
            Some(SqlValue::Text(text)) => Ok(Some(text)),
            other => Err(unreadable("text", format_args!("it is {other:?}"))),
        }
    }

    pub(crate) fn number<N: TryFrom<i64>>(&self, at: usize) -> Result<N, StoreError> {
        match self.0.get(at) {
            Some(SqlValue::Whole(number)) => {
                N::try_from(*number).map_err(|_| unreadable("number", format_args!("it is {number}")))
            }
            other => Err(unreadable("number", format_args!("it is {other:?}"))),
        }
    }
}

impl Statements for Connection {
    fn rows(&self, sql: &str, given: &[Given<'_>]) -> Result<Vec<Row>, StoreError> {
        let mut statement = self.prepare_cached(sql).map_err(store_error)?;
        let columns = statement.column_count();
        let mut found = statement.query(params_from_iter(given)).map_err(store_error)?;
        let mut rows = Vec::new();
        while let Some(row) = found.next().map_err(store_error)? {
            let values = (0..columns).map(|at| value(row.get_ref(at).map_err(store_error)?));
            rows.push(Row(values.collect::<Result<_, _>>()?));
        }
        Ok(rows)
    }
}

fn value(value: ValueRef<'_>) -> Result<SqlValue, StoreError> {
    match value {
        ValueRef::Null => Ok(SqlValue::Null),
        ValueRef::Integer(number) => Ok(SqlValue::Whole(number)),
        ValueRef::Text(text) => {
            let text = std::str::from_utf8(text).map_err(|error| unreadable("text", error))?;
            Ok(SqlValue::Text(text.to_owned()))
        }
        ValueRef::Real(_) | ValueRef::Blob(_) => Err(unreadable("value", "it is neither text nor a whole number")),
    }
}
