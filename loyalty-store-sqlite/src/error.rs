//! What SQLite says, in the engine's words.

use loyalty_engine::error::Doing;
use loyalty_engine::store::StoreError;
use rusqlite::ErrorCode;

/// An error before anything could have become durable.
pub(crate) fn store_error(error: rusqlite::Error) -> StoreError {
    match error.sqlite_error_code() {
        // A constraint is the second lock: somebody else has the place that a decision saw free.
        Some(ErrorCode::ConstraintViolation) if is_unique(&error) => StoreError::Conflict,
        Some(ErrorCode::ConstraintViolation | ErrorCode::TypeMismatch) => StoreError::Broken(error.to_string()),
        Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => StoreError::Broken(error.to_string()),
        _ => StoreError::Unavailable { doing: Doing::NotDone, why: error.to_string() },
    }
}

/// An error of the commit itself: the disk may have it.
pub(crate) fn commit_error(error: &rusqlite::Error) -> StoreError {
    let busy = matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked));
    let doing = if busy { Doing::NotDone } else { Doing::Unknown };
    StoreError::Unavailable { doing, why: error.to_string() }
}

/// Stored text that can't be read.
pub(crate) fn unreadable(what: &str, why: impl std::fmt::Display) -> StoreError {
    StoreError::Broken(format!("stored {what} can't be read: {why}"))
}

fn is_unique(error: &rusqlite::Error) -> bool {
    use rusqlite::ffi::{SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_UNIQUE};
    let extended = error.sqlite_error().map(|error| error.extended_code);
    matches!(extended, Some(SQLITE_CONSTRAINT_PRIMARYKEY | SQLITE_CONSTRAINT_UNIQUE))
}
