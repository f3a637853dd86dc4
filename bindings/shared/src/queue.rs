//! Commands that are done on a device at once, and told to a server when there is one again.
//!
//! A command is written down, then done on the device's own store, then marked as done. Wherever that is cut off, what
//! is not marked is done again under the same key, which does nothing twice. A server is told in order, and what it has
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

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;

    struct Phone {
        folder: TempDir,
        loyalty: Loyalty,
    }

    impl Phone {
        fn new() -> Phone {
            let folder = TempDir::new().unwrap();
            let url = format!("sqlite:{}", folder.path().join("phone.loyalty").display());
            let phone = Phone { folder, loyalty: Loyalty::open(&url, None).unwrap() };
            let rules = r#""[program]\nname='A'\ncurrency='IDR'\ntime_zone='Asia/Jakarta'\nphone_region='ID'""#;
            phone.ask(&call("k0", &format!(r#"{{"publish_rules":{{"rules":{{"text":{rules}}}}}}}"#))).unwrap();
            phone
        }

        fn ask(&self, json: &str) -> Result<Reply, Error> {
            self.loyalty.wait(asked(json))
        }

        fn queue(&self) -> Queue {
            Queue::open(&self.loyalty, self.folder.path().join("queue").to_str().unwrap()).unwrap()
        }

        fn dump(&self) -> String {
            let program = "shop".parse().unwrap();
            let reply = self.loyalty.wait(Asked::Job(crate::Job::Dump { program })).unwrap();
            serde_json::to_string(&reply).unwrap()
        }
    }

    fn asked(json: &str) -> Asked {
        Asked::Call(Call::parse(json.as_bytes()).unwrap())
    }

    fn call(key: &str, command: &str) -> String {
        let actor = r#"{"role":"owner","id":"rina"}"#;
        let at = "2026-11-21T03:00:00Z";
        format!(r#"{{"program":"shop","actor":{actor},"at":"{at}","key":"{key}","command":{command}}}"#)
    }

    const DEWI: &str = r#"{"register":{"name":"Dewi","phone":"081234567890"}}"#;
    const PUTRI: &str = r#"{"register":{"name":"Putri","phone":"081234567891"}}"#;

    #[test]
    fn commands_wait_in_order_until_they_are_removed_whoever_opens_the_file() {
        let phone = Phone::new();
        phone.queue().execute(asked(&call("k1", DEWI))).unwrap();
        phone.queue().execute(asked(&call("k2", PUTRI))).unwrap();
        phone.queue().execute(asked(&call("k1", DEWI))).unwrap();
        for key in ["k1", "k2"] {
            let told = phone.queue().first().unwrap().unwrap();
            assert_eq!((told.key.as_str(), told.json.contains(key)), (key, true));
            phone.queue().remove(told.place).unwrap();
        }
        assert_eq!(phone.queue().first(), Ok(None));
    }

    #[test]
    fn what_was_cut_off_is_done_before_it_is_told() {
        let phone = Phone::new();
        let queue = phone.queue();
        // Written down, and then the process ended: before it was done, and after.
        let put = "INSERT INTO waiting (program, key, call) VALUES ('shop', ?1, ?2)";
        for (key, command) in [("k1", DEWI), ("k2", PUTRI)] {
            queue.file().execute(put, [key, &call(key, command)]).unwrap();
        }
        phone.ask(&call("k2", PUTRI)).unwrap();
        for key in ["k1", "k2"] {
            let told = queue.first().unwrap().unwrap();
            assert_eq!(told.key, key);
            queue.remove(told.place).unwrap();
        }
        assert_eq!(phone.dump().matches("member_registered").count(), 2);
    }

    #[test]
    fn what_is_refused_here_is_not_kept() {
        let phone = Phone::new();
        let queue = phone.queue();
        queue.execute(asked(&call("k1", DEWI))).unwrap();
        for key in ["k1", "k2"] {
            let taken = queue.execute(asked(&call(key, r#"{"register":{"name":"Rudi","phone":"081234567890"}}"#)));
            assert!(matches!(taken, Err(Error::Refused(_))), "{taken:?}");
        }
        assert_eq!(queue.len(), Ok(1));
        assert_eq!(queue.first().unwrap().unwrap().key, "k1");
        queue.file().execute("UPDATE waiting SET done = 0, call = replace(call, 'Dewi', 'Dwi')", []).unwrap();
        assert_eq!(queue.first(), Ok(None), "refused when it is done again");
    }

    #[test]
    fn a_call_needs_a_key_and_a_moment_and_a_queue_a_file_of_its_own() {
        let phone = Phone::new();
        let bare = r#"{"program":"shop","actor":{"role":"owner","id":"rina"},"command":{"issue_cards":{"count":1}}}"#;
        assert_eq!(phone.queue().execute(asked(bare)).unwrap_err(), missing("key"));
        let question = r#"{"program":"shop","actor":{"role":"owner","id":"rina"},"query":{"summary":{}}}"#;
        assert_eq!(phone.queue().execute(asked(question)).unwrap_err(), Error::invalid("command", ProblemCode::OneOf));
        let store = phone.folder.path().join("phone.loyalty");
        let opened = Queue::open(&phone.loyalty, store.to_str().unwrap()).map(drop);
        assert_eq!(opened, Err(Error::invalid("path", ProblemCode::NotAStore)));
    }
}
