//! The statements, in the schema that this store uses.

use std::sync::Arc;

use loyalty_engine::store::{Ask, Changes, PageRequest, StoreError};
use sqlx::Arguments;
use sqlx::postgres::PgArguments;

use crate::connections::Statement;
use crate::migrate::SCHEMA_VERSION;
use crate::values::Texts;
use crate::{load, page, rows};

/// The statements, in the schema that this store uses.
pub(crate) struct Sql {
    schema: String,
    load: Arc<str>,
    commit: Arc<str>,
}

/// The schema's version and the program, before all else.
const FIRST: usize = 2;

/// A statement whose values and columns are all text.
pub(crate) struct TextStatement {
    pub(crate) sql: String,
    pub(crate) values: Vec<loyalty_engine::store::SqlValue>,
}

impl Sql {
    pub(crate) fn new(schema: &str) -> Sql {
        Sql {
            schema: schema.to_owned(),
            load: call(schema, "load", load::PARAMETERS.saturating_add(FIRST)),
            commit: call(schema, "commit", rows::PARAMETERS.saturating_add(FIRST)),
        }
    }

    pub(crate) fn schema(&self) -> &str {
        &self.schema
    }

    pub(crate) fn load(&self, ask: &Ask) -> Result<Statement, StoreError> {
        let arguments = load::arguments(SCHEMA_VERSION, ask)?;
        Ok(Statement { sql: Arc::clone(&self.load), arguments, writes: false })
    }

    pub(crate) fn commit(&self, changes: &Changes) -> Result<Statement, StoreError> {
        let arguments = rows::arguments(SCHEMA_VERSION, changes)?;
        Ok(Statement { sql: Arc::clone(&self.commit), arguments, writes: true })
    }

    pub(crate) fn page(&self, request: &PageRequest) -> Result<Vec<Statement>, StoreError> {
        let statement = |asked: page::Asked<PgArguments>| {
            let sql = call(&self.schema, &asked.function, Arguments::len(&asked.arguments));
            Statement { sql, arguments: asked.arguments, writes: false }
        };
        Ok(page::statements(SCHEMA_VERSION, request)?.into_iter().map(statement).collect())
    }

    pub(crate) fn load_as_text(&self, ask: &Ask) -> Result<TextStatement, StoreError> {
        Ok(self.as_text("load", load::arguments(SCHEMA_VERSION, ask)?, load::COLUMNS))
    }

    pub(crate) fn commit_as_text(&self, changes: &Changes) -> Result<TextStatement, StoreError> {
        Ok(self.as_text("commit", rows::arguments(SCHEMA_VERSION, changes)?, 1))
    }

    pub(crate) fn page_as_text(&self, request: &PageRequest) -> Result<Vec<TextStatement>, StoreError> {
        let statement = |asked: page::Asked<Texts>| self.as_text(&asked.function, asked.arguments, asked.columns);
        Ok(page::statements(SCHEMA_VERSION, request)?.into_iter().map(statement).collect())
    }

    /// Through a driver of the host's: what it sends is text that is cast, what it gets is cast to text.
    fn as_text(&self, function: &str, Texts { types, values }: Texts, columns: usize) -> TextStatement {
        let names: Vec<String> = (1..=columns).map(|n| format!("c{n}")).collect();
        let texts: Vec<String> = names.iter().map(|name| format!("{name}::text")).collect();
        let places: Vec<String> = (1..).zip(&types).map(|(n, of): (u32, _)| format!("${n}::text::{of}")).collect();
        let (texts, places, names) = (texts.join(", "), places.join(", "), names.join(", "));
        let sql = format!("SELECT {texts} FROM \"{}\".{function}({places}) AS r({names})", self.schema);
        TextStatement { sql, values }
    }
}

fn call(schema: &str, function: &str, parameters: usize) -> Arc<str> {
    let places: Vec<String> = (1..=parameters).map(|n| format!("${n}")).collect();
    format!("SELECT * FROM \"{schema}\".{function}({})", places.join(", ")).into()
}
