//! Committing: every expectation is checked by the statement that writes, inside one immediate transaction.

use std::sync::Arc;

use loyalty_engine::event::Entry;
use loyalty_engine::id::Key;
use loyalty_engine::record::Reply;
use loyalty_engine::store::{Changes, Claim, Expect, StoreError, Write};
use rusqlite::{Connection, TransactionBehavior};

use crate::error::{commit_error, store_error, unreadable};
use crate::sql::{Given, Statements, given};
use crate::table::table;

/// On a connection of the store's own.
pub(crate) fn commit(connection: &mut Connection, changes: &Changes) -> Result<(), StoreError> {
    // Immediate: a transaction that begins by reading and then wants to write fails at once under contention.
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(store_error)?;
    write(&*transaction, changes)?;
    transaction.commit().map_err(|error| commit_error(&error))
}

/// Within a transaction, which is rolled back, or back to where it was, when this fails.
pub(crate) fn write(on: &dyn Statements, changes: &Changes) -> Result<(), StoreError> {
    // Taken apart in full: a new sort of change does not compile until it is written here.
    let Changes { program, records, handles, entries, replies } = changes;
    let writer = Writer { on, program: program.as_str() };
    records.iter().try_for_each(|write| writer.record(write))?;
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

    fn record(&self, Write { key, expect, record }: &Write) -> Result<(), StoreError> {
        let (table, program, id) = (table(key.kind()), self.program, key.text());
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
        let json = serde_json::to_string(entry).map_err(|error| unreadable("entry", error))?;
        self.must(SQL, given![self.program, &entry.subject.to_string(), entry.seq, &json])
    }

    fn reply(&self, key: &Key, reply: &Reply) -> Result<(), StoreError> {
        const SQL: &str =
            "INSERT INTO loyalty_replies (program, key, reply) VALUES (?1, ?2, ?3) ON CONFLICT (program, key) DO NOTHING
             RETURNING 1";
        let json = serde_json::to_string(reply).map_err(|error| unreadable("reply", error))?;
        self.must(SQL, given![self.program, key.as_str(), &json])
    }
}
