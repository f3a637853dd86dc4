//! The schema, version by version. Several processes may start at once; one does the work, the others find it done.

use loyalty_engine::store::StoreError;
use rusqlite::{Connection, TransactionBehavior};

use crate::error::store_error;
use crate::sql::{Statements, given};

/// Every step, in order; never edited once released.
const STEPS: &[&str] = &[include_str!("../migrations/0001_init.sql")];

/// The newest version of the schema that this engine knows.
pub const SCHEMA_VERSION: usize = STEPS.len();

/// Brings the schema up to date and gives the version it had, 0 in a new file.
pub(crate) fn migrate(connection: &mut Connection) -> Result<usize, StoreError> {
    if version(connection)? == SCHEMA_VERSION {
        return Ok(SCHEMA_VERSION);
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(store_error)?;
    let found = steps(&*transaction)?;
    transaction.commit().map_err(store_error)?;
    Ok(found)
}

/// The same within a transaction. A file of a newer engine is refused, so that nothing it relies on is lost.
pub(crate) fn steps(on: &dyn Statements) -> Result<usize, StoreError> {
    let found = version(on)?;
    if found > SCHEMA_VERSION {
        return Err(differs(found));
    }
    for (number, step) in STEPS.iter().enumerate().skip(found) {
        statements(step).iter().try_for_each(|sql| on.rows(sql, given![]).map(drop))?;
        let next = u32::try_from(number.saturating_add(1)).unwrap_or(u32::MAX);
        on.rows("UPDATE loyalty_schema SET version = ?1", given![next])?;
    }
    Ok(found)
}

/// The schema's version; 0 where there is none.
pub(crate) fn version(on: &dyn Statements) -> Result<usize, StoreError> {
    let known =
        on.row("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'loyalty_schema'", given![])?;
    if known.map(|row| row.number::<u32>(0)).transpose()? != Some(1) {
        return Ok(0);
    }
    version_there(on)
}

/// The same where the table that holds it is known to be there.
pub(crate) fn version_there(on: &dyn Statements) -> Result<usize, StoreError> {
    let version = on.row("SELECT version FROM loyalty_schema", given![])?;
    version.map_or(Ok(0), |row| row.number(0))
}

pub(crate) fn differs(found: usize) -> StoreError {
    let what = if found > SCHEMA_VERSION { "use a newer engine" } else { "migrate first" };
    StoreError::Broken(format!("the file has schema version {found}, this engine knows {SCHEMA_VERSION}: {what}"))
}

/// The statements of a script: each ends at the end of a line, those within a trigger's body are part of it.
fn statements(script: &str) -> Vec<String> {
    let (mut all, mut statement, mut in_body) = (Vec::new(), String::new(), false);
    for line in script.lines().filter(|line| !line.trim_start().starts_with("--")) {
        statement.push_str(line);
        statement.push('\n');
        in_body = (in_body || line == "BEGIN") && line != "END;";
        if line.ends_with(';') && !in_body {
            all.push(std::mem::take(&mut statement));
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_falls_apart_into_its_statements() {
        let trigger = "CREATE TRIGGER c BEFORE UPDATE ON a\nBEGIN\n    SELECT 1;\nEND;\n";
        let script = &format!("-- one\nCREATE TABLE a (\n  b TEXT\n);\n\n{trigger}");
        let found = statements(script);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[1].ends_with("BEGIN\n    SELECT 1;\nEND;\n"));
    }
}
