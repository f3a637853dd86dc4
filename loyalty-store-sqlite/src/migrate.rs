//! The schema, version by version. Several processes may start at once; one does the work, the others find it done.

use loyalty_engine::store::StoreError;
use rusqlite::{Connection, TransactionBehavior};

use crate::error::store_error;

/// Every step, in order; never edited once released.
const STEPS: &[&str] = &[include_str!("../migrations/0001_init.sql")];

/// The newest version of the schema that this engine knows.
pub const SCHEMA_VERSION: usize = STEPS.len();

/// Brings the schema up to date and gives the version it had, 0 in a new file. A file of a newer engine is refused, so
/// that nothing it relies on is lost.
pub(crate) fn migrate(connection: &mut Connection) -> Result<usize, StoreError> {
    if version(connection)? == SCHEMA_VERSION {
        return Ok(SCHEMA_VERSION);
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(store_error)?;
    let found = version(&transaction)?;
    if found > SCHEMA_VERSION {
        let why =
            format!("the file has schema version {found}, this engine knows {SCHEMA_VERSION}: use a newer engine");
        return Err(StoreError::Broken(why));
    }
    for (number, step) in STEPS.iter().enumerate().skip(found) {
        transaction.execute_batch(step).map_err(store_error)?;
        let next = number.saturating_add(1);
        transaction.pragma_update(None, "user_version", next).map_err(store_error)?;
    }
    transaction.commit().map_err(store_error)?;
    Ok(found)
}

fn version(connection: &Connection) -> Result<usize, StoreError> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0)).map_err(store_error)
}
