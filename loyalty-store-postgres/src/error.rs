//! What PostgreSQL says, in the engine's words.

use std::future::Future;
use std::io;
use std::time::Duration;

use loyalty_engine::error::Doing;
use loyalty_engine::store::StoreError;
use sqlx::Error;

/// What is not answered by then is lost.
pub(crate) async fn by<T>(deadline: Duration, work: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
    let late = || io::Error::new(io::ErrorKind::TimedOut, format!("no answer within {} ms", deadline.as_millis()));
    tokio::time::timeout(deadline, work).await.unwrap_or_else(|_| Err(late().into()))
}

/// An error of a statement; `sent` tells what is known if the connection was lost.
pub(crate) fn store_error(error: &Error, sent: Doing) -> StoreError {
    let Error::Database(said) = error else { return lost(error, sent) };
    let code = said.code().unwrap_or_default();
    let why = said.message().to_owned();
    match code.as_ref() {
        // Somebody else has the place that the decision saw free, or both waited for each other: look again.
        "40001" | "40P01" | "23505" => StoreError::Conflict,
        // The server can't say itself what became of it: it ended while it answered, or lost its own way.
        "40003" | "57P01" | "57P02" | "57P03" => StoreError::Unavailable { doing: sent, why },
        "08P01" => StoreError::Unavailable { doing: sent, why: pooler_hint(&why) },
        code if code.starts_with("08") => StoreError::Unavailable { doing: sent, why },
        "26000" | "42P05" => StoreError::Unavailable { doing: Doing::NotDone, why: pooler_hint(&why) },
        "3F000" | "42P01" | "42883" => StoreError::Broken(format!("{why}: is the schema there, and this engine's?")),
        "42501" => StoreError::Broken(format!("{why}: has the role its rights there, and is row_security on?")),
        "25006" => {
            let why = format!("{why}: it has to be READ WRITE, on a server that takes writes");
            StoreError::Unavailable { doing: Doing::NotDone, why }
        }
        // A constraint is the second lock; a type, an encoding or our own words are what they must not be.
        code if matches!(code.get(..2), Some("22" | "23" | "42" | "LY" | "XX")) => StoreError::Broken(why),
        // Anything else is an answer all the same, and an answer of this sort means that nothing was written:
        // time-outs, locks, a full disk, too many connections, a server that takes no writes.
        _ => StoreError::Unavailable { doing: Doing::NotDone, why },
    }
}

/// No answer came. It may have happened, if it was sent.
fn lost(error: &Error, sent: Doing) -> StoreError {
    match error {
        Error::ColumnDecode { .. } | Error::Decode(_) | Error::Encode(_) => StoreError::Broken(error.to_string()),
        _ => StoreError::Unavailable { doing: sent, why: error.to_string() },
    }
}

/// Is the connection of no more use after this?
pub(crate) fn is_fatal(error: &Error) -> bool {
    let Error::Database(said) = error else { return true };
    let code = said.code().unwrap_or_default();
    matches!(code.as_ref(), "57P01" | "57P02" | "57P03" | "57P05" | "25P02" | "25P03" | "25P04" | "25006")
        || code.starts_with("08")
        || is_stale(error)
}

/// Does the connection remember a statement that the server no longer does?
pub(crate) fn is_stale(error: &Error) -> bool {
    let Error::Database(said) = error else { return false };
    matches!(said.code().unwrap_or_default().as_ref(), "0A000" | "26000" | "42P05")
}

/// Stored text that can't be read, or a value that can't be stored.
pub(crate) fn unreadable(what: &str, why: impl std::fmt::Display) -> StoreError {
    StoreError::Broken(format!("stored {what} can't be read: {why}"))
}

fn pooler_hint(why: &str) -> String {
    format!("{why}; through a pooler such as PgBouncer in transaction mode, open the store with `pooler=transaction`")
}
