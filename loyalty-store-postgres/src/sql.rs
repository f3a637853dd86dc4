//! The statements, in the schema that this store uses.

use std::sync::Arc;

use loyalty_engine::store::{Ask, Changes, PageRequest, StoreError};

use crate::connections::Statement;
use crate::migrate::SCHEMA_VERSION;
use crate::{load, page, rows};

/// The statements, in the schema that this store uses.
pub(crate) struct Sql {
    schema: String,
    load: Arc<str>,
    commit: Arc<str>,
}

/// The schema's version and the program, before all else.
const FIRST: usize = 2;

impl Sql {
    pub(crate) fn new(schema: &str) -> Sql {
        Sql {
            schema: schema.to_owned(),
            load: call(schema, "load", load::PARAMETERS.saturating_add(FIRST)),
            commit: call(schema, "commit", rows::PARAMETERS.saturating_add(FIRST)),
        }
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
        let statement = |asked: page::Asked| {
            let sql = call(&self.schema, &asked.function, sqlx::Arguments::len(&asked.arguments));
            Statement { sql, arguments: asked.arguments, writes: false }
        };
        Ok(page::statements(SCHEMA_VERSION, request)?.into_iter().map(statement).collect())
    }
}

fn call(schema: &str, function: &str, parameters: usize) -> Arc<str> {
    let places: Vec<String> = (1..=parameters).map(|n| format!("${n}")).collect();
    format!("SELECT * FROM \"{schema}\".{function}({})", places.join(", ")).into()
}
