//! Committing: every expectation is checked by the statement that writes, inside one immediate transaction.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use loyalty_engine::error::Doing;
use loyalty_engine::event::{Entry, Subject};
use loyalty_engine::id::{Key, MemberId, Note};
use loyalty_engine::member::Gram;
use loyalty_engine::record::{Record, RecordKey, RecordKind, Reply};
use loyalty_engine::store::{Changes, Claim, Expect, StoreError, Write};
use rusqlite::{Connection, TransactionBehavior};

use crate::BUSY;
use crate::error::{commit_error, store_error, unreadable};
use crate::load::record;
use crate::sql::{Given, Statements, given};
use crate::table::table;

/// On a connection of the store's own.
pub(crate) fn commit(connection: &mut Connection, changes: &Changes) -> Result<(), StoreError> {
    // Immediate: a transaction that begins by reading and then wants to write fails at once under contention.
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(store_error)?;
    write(&*transaction, changes)?;
    transaction.commit().map_err(|error| commit_error(&error))?;
    if changes.forget.is_empty() { Ok(()) } else { empty_log(connection) }
}

/// How long it waits for readers: nobody else can write meanwhile.
const EMPTYING: Duration = Duration::from_secs(5);

/// Empties the write-ahead log, in which pages stand as they were before. Where somebody reads from it all the while,
/// it is done and not everywhere, and has to be asked for again.
fn empty_log(connection: &Connection) -> Result<(), StoreError> {
    let emptied = (|| {
        connection.busy_timeout(EMPTYING)?;
        let busy = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, bool>(0));
        connection.busy_timeout(BUSY)?;
        busy
    })();
    let why = match emptied {
        Ok(false) => return Ok(()),
        Ok(true) => "somebody reads what stood in the write-ahead log; erase again".to_owned(),
        Err(error) => error.to_string(),
    };
    Err(StoreError::Unavailable { doing: Doing::Unknown, why })
}

/// Within a transaction, which is rolled back, or back to where it was, when this fails.
pub(crate) fn write(on: &dyn Statements, changes: &Changes) -> Result<(), StoreError> {
    // Taken apart in full: a new sort of change does not compile until it is written here.
    let Changes { program, records, handles, entries, replies, forget } = changes;
    let writer = Writer { on, program: program.as_str() };
    forget.iter().try_for_each(|id| writer.forget(*id))?;
    // What goes lets go of its names before others bear them.
    let (gone, stays): (Vec<&Write>, Vec<&Write>) = records.iter().partition(|write| write.record.is_none());
    gone.into_iter().chain(stays).try_for_each(|write| writer.record(write))?;
    handles.iter().try_for_each(|claim| writer.handle(claim))?;
    entries.iter().try_for_each(|entry| writer.entry(entry))?;
    replies.iter().try_for_each(|(key, reply)| writer.reply(key, reply))
}

struct Writer<'a> {
    on: &'a dyn Statements,
    program: &'a str,
}

impl Writer<'_> {
    /// Runs a statement that must write exactly one row; each says so by what it returns.
    fn must(&self, sql: &str, given: &[Given<'_>]) -> Result<(), StoreError> {
        match self.on.rows(sql, given)?.len() {
            1 => Ok(()),
            _ => Err(StoreError::Conflict),
        }
    }

    fn record(&self, write: &Write) -> Result<(), StoreError> {
        let Write { key, expect, record } = write;
        let (table, program, id) = (table(key.kind()), self.program, key.text());
        if let RecordKey::Profile(_) = key {
            self.grams(*key, &id, record.as_ref())?;
        }
        let state = record.as_ref().map(|record| record.json().map_err(|error| unreadable("record", error)));
        match (state.transpose()?, expect) {
            (Some(state), Expect::Absent) => self.must(table.insert, given![program, &id, &state]),
            (Some(state), Expect::Version(version)) => self.must(table.update, given![program, &id, &state, *version]),
            (Some(state), Expect::Any) => self.must(table.put, given![program, &id, &state]),
            (None, Expect::Version(version)) => self.must(table.remove, given![program, &id, *version]),
            (None, Expect::Any) => self.on.rows(table.remove_any, given![program, &id]).map(drop),
            // Nothing is to be there, and nothing is expected to be.
            (None, Expect::Absent) => Ok(()),
        }
    }

    /// Keeps what a profile is found by: what it will have and has not, and the other way round.
    fn grams(&self, key: RecordKey, id: &str, after: Option<&Record>) -> Result<(), StoreError> {
        const ADD: &str =
            "INSERT INTO loyalty_grams (program, gram, id) SELECT ?1, value, ?2 FROM json_each(?3) RETURNING 1";
        const TAKE: &str = "DELETE FROM loyalty_grams
             WHERE program = ?1 AND id = ?2 AND gram IN (SELECT value FROM json_each(?3)) RETURNING 1";
        let stored = self.on.row(table(RecordKind::Profile).get, given![self.program, id])?;
        let before = stored.map(|mut row| record(key, &row.text(1)?)).transpose()?;
        let (before, after) = (grams_of(before.as_ref()), grams_of(after));
        for (sql, grams) in [(TAKE, before.difference(&after)), (ADD, after.difference(&before))] {
            let grams: Vec<String> = grams.map(ToString::to_string).collect();
            if !grams.is_empty() {
                self.on.rows(sql, given![self.program, id, &format!("[{}]", grams.join(","))])?;
            }
        }
        Ok(())
    }

    /// What was told in words, and what was asked. That a key was used stays.
    fn forget(&self, id: MemberId) -> Result<(), StoreError> {
        const REASONS: &str = "DELETE FROM loyalty_reasons WHERE program = ?1 AND subject = ?2";
        const REPLIES: &str = "UPDATE loyalty_replies SET reply = ?3 WHERE program = ?1 AND member = ?2";
        self.on.rows(REASONS, given![self.program, &Subject::Member(id).to_string()])?;
        let forgotten = serde_json::to_string(&Reply::forgotten()).map_err(|error| unreadable("reply", error))?;
        self.on.rows(REPLIES, given![self.program, &id.to_string(), &forgotten]).map(drop)
    }

    fn handle(&self, Claim { handle, seen, owner }: &Claim) -> Result<(), StoreError> {
        const CLAIM: &str = "INSERT INTO loyalty_handles (program, kind, name, owner) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (program, kind, name) DO NOTHING RETURNING 1";
        const PASS_ON: &str =
            "UPDATE loyalty_handles SET owner = ?4 WHERE program = ?1 AND kind = ?2 AND name = ?3 AND owner = ?5
             RETURNING 1";
        const RELEASE: &str =
            "DELETE FROM loyalty_handles WHERE program = ?1 AND kind = ?2 AND name = ?3 AND owner = ?4
             RETURNING 1";
        let (program, kind, name) = (self.program, handle.kind(), handle.text());
        match (seen, owner) {
            (None, Some(owner)) => self.must(CLAIM, given![program, kind, &name, &owner.to_string()]),
            (Some(seen), Some(owner)) => {
                self.must(PASS_ON, given![program, kind, &name, &owner.to_string(), &seen.to_string()])
            }
            (Some(seen), None) => self.must(RELEASE, given![program, kind, &name, &seen.to_string()]),
            (None, None) => Ok(()),
        }
    }

    fn entry(&self, entry: &Arc<Entry>) -> Result<(), StoreError> {
        // It must be the next of its log.
        const SQL: &str = "INSERT INTO loyalty_entries (program, position, subject, seq, entry)
             SELECT ?1, (SELECT coalesce(max(position), 0) + 1 FROM loyalty_entries WHERE program = ?1), ?2, ?3, ?4
             WHERE (SELECT coalesce(max(seq), 0) + 1 FROM loyalty_entries WHERE program = ?1 AND subject = ?2) = ?3
             RETURNING 1";
        const REASON: &str =
            "INSERT INTO loyalty_reasons (program, subject, seq, reason) VALUES (?1, ?2, ?3, ?4) RETURNING 1";
        let json = serde_json::to_string(&entry.bare()).map_err(|error| unreadable("entry", error))?;
        let subject = entry.subject.to_string();
        self.must(SQL, given![self.program, &subject, entry.seq, &json])?;
        let reason = |why: &Note| self.must(REASON, given![self.program, &subject, entry.seq, why.as_str()]);
        entry.why.as_ref().map_or(Ok(()), reason)
    }

    fn reply(&self, key: &Key, reply: &Reply) -> Result<(), StoreError> {
        const SQL: &str =
            "INSERT INTO loyalty_replies (program, key, reply) VALUES (?1, ?2, ?3) ON CONFLICT (program, key) DO NOTHING
             RETURNING 1";
        let json = serde_json::to_string(reply).map_err(|error| unreadable("reply", error))?;
        self.must(SQL, given![self.program, key.as_str(), &json])
    }
}

fn grams_of(record: Option<&Record>) -> BTreeSet<Gram> {
    if let Some(Record::Profile(profile)) = record { profile.grams() } else { BTreeSet::new() }
}
