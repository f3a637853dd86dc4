//! Commands that are done on a device at once, and told to a server when there is one again.
//!
//! A command is written down, then done on the device's own store, then marked as done. Wherever that is cut off, what is
//! not marked is done again under the same key, which does nothing twice. A server is told in order, and what it has
//! answered is removed; told twice, it does nothing twice either.

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use loyalty_engine::command::{Call, Envelope};
use loyalty_engine::error::{Doing, ProblemCode};
use loyalty_engine::{Error, Request};
use rusqlite::{Connection, OptionalExtension, params};

use crate::loyalty::{Asked, Loyalty};
use crate::reply::Reply;

/// The number in the file's header that says whose it is.
const APPLICATION: i32 = 0x4c51_5545;

const SCHEMA: &str = "
PRAGMA synchronous = FULL;
CREATE TABLE IF NOT EXISTS waiting (
    place INTEGER PRIMARY KEY AUTOINCREMENT,
    program TEXT NOT NULL,
    key TEXT NOT NULL,
    call TEXT NOT NULL,
    done INTEGER NOT NULL DEFAULT 0,
    UNIQUE (program, key)
) STRICT";

/// A queue in a SQLite file of its own.
pub struct Queue {
    here: Loyalty,
    file: Mutex<Connection>,
}

/// A command that waits to be told.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// Its place in the order.
    pub place: i64,
    /// The key under which it was done here.
    pub key: String,
    /// The call, as every server reads it.
    pub json: String,
}

impl Queue {
    /// Opens the queue of a device's store, making the file when it is missing.
    pub fn open(here: &Loyalty, path: &str) -> Result<Queue, Error> {
        if path.is_empty() || path.contains('\0') {
            return Err(Error::invalid("path", ProblemCode::NotAStore));
        }
        let file = Connection::open(Path::new(path)).map_err(|error| failed(&error))?;
        let taken: i32 =
            file.query_row("PRAGMA application_id", [], |row| row.get(0)).map_err(|error| failed(&error))?;
        let tables: i64 = file
            .query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))
            .map_err(|error| failed(&error))?;
        if taken != APPLICATION && (taken != 0 || tables != 0) {
            return Err(Error::invalid("path", ProblemCode::NotAStore));
        }
        file.pragma_update(None, "application_id", APPLICATION).map_err(|error| failed(&error))?;
        file.execute_batch(SCHEMA).map_err(|error| failed(&error))?;
        Ok(Queue { here: here.clone(), file: Mutex::new(file) })
    }

    /// Does a command here, and keeps it for the server. It has to have a key and a moment: both are told.
    pub fn execute(&self, asked: Asked) -> Result<Reply, Error> {
        let request = request(asked)?;
        let key = request.key.as_ref().ok_or_else(|| missing("key"))?.to_string();
        request.at.ok_or_else(|| missing("at"))?;
        let (program, json) = (request.program.to_string(), json(&request)?);
        let file = self.file();
        let fresh = file
            .prepare_cached("INSERT INTO waiting (program, key, call) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING")
            .and_then(|mut put| put.execute(params![program, key, json]))
            .map_err(|error| failed(&error))?;
        let reply = self.here.wait(Asked::Call(Call::Command(Box::new(request))));
        match &reply {
            Ok(_) => change(&file, "UPDATE waiting SET done = 1 WHERE program = ?1 AND key = ?2", &program, &key)?,
            // Nothing happened. What stood here before under this key is something else.
            Err(error) if fresh == 1 && is_nothing(error) => {
                change(&file, "DELETE FROM waiting WHERE program = ?1 AND key = ?2", &program, &key)?;
            }
            Err(_) => {}
        }
        reply
    }

    /// The first that the server has not answered. What was cut off here is done first.
    pub fn first(&self) -> Result<Option<Told>, Error> {
        loop {
            let found = self
                .file()
                .query_row("SELECT place, key, call, done FROM waiting ORDER BY place LIMIT 1", [], |row| {
                    let told = Told { place: row.get(0)?, key: row.get(1)?, json: row.get(2)? };
                    Ok((told, row.get::<_, bool>(3)?))
                })
                .optional()
                .map_err(|error| failed(&error))?;
            let Some((told, done)) = found else { return Ok(None) };
            if done {
                return Ok(Some(told));
            }
            self.resume(&told)?;
        }
    }

    /// Does again what nobody knows to have been done.
    fn resume(&self, told: &Told) -> Result<(), Error> {
        match self.execute(Asked::Call(Call::parse(told.json.as_bytes())?)) {
            Err(error) if is_nothing(&error) && !error.retry() => self.remove(told.place),
            other => other.map(drop),
        }
    }

    /// Takes one away that the server has answered, or refused.
    pub fn remove(&self, place: i64) -> Result<(), Error> {
        let removed = self.file().execute("DELETE FROM waiting WHERE place = ?1", [place]);
        removed.map(drop).map_err(|error| failed(&error))
    }

    /// How many wait.
    pub fn len(&self) -> Result<u64, Error> {
        let count = self.file().query_row("SELECT count(*) FROM waiting", [], |row| row.get(0));
        count.map_err(|error| failed(&error))
    }

    /// Does nothing wait?
    pub fn is_empty(&self) -> Result<bool, Error> {
        self.len().map(|length| length == 0)
    }

    fn file(&self) -> MutexGuard<'_, Connection> {
        self.file.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn request(asked: Asked) -> Result<Request, Error> {
    match asked {
        Asked::Call(Call::Command(request)) if !request.dry_run => Ok(*request),
        _ => Err(Error::invalid("command", ProblemCode::OneOf)),
    }
}

fn json(request: &Request) -> Result<String, Error> {
    let Request { program, actor, at, key, dry_run, command } = request.clone();
    let envelope = Envelope { program, actor, at, key, dry_run, command: Some(command), query: None };
    serde_json::to_string(&envelope).map_err(|error| Error::Broken(error.to_string()))
}

fn change(file: &Connection, statement: &str, program: &str, key: &str) -> Result<(), Error> {
    let changed = file.prepare_cached(statement).and_then(|mut change| change.execute([program, key]));
    // It was done, or not, before this could be written down.
    let unknown = |error| Error::Unavailable { doing: Doing::Unknown, why: format!("the queue: {error}") };
    changed.map(drop).map_err(unknown)
}

/// Is it certain that nothing was done?
fn is_nothing(error: &Error) -> bool {
    !matches!(error, Error::Unavailable { doing: Doing::Unknown, .. } | Error::Broken(_))
}

fn missing(field: &str) -> Error {
    Error::invalid(field, ProblemCode::Missing)
}

fn failed(error: &rusqlite::Error) -> Error {
    Error::Unavailable { doing: Doing::NotDone, why: format!("the queue: {error}") }
}
