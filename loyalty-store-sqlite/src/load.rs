//! Loading: single look-ups inside one read transaction, so that the view is consistent.

use std::sync::Arc;

use loyalty_engine::event::Entry;
use loyalty_engine::id::{Key, MemberId, ProgramId};
use loyalty_engine::purchase::EntryRef;
use loyalty_engine::record::{Handle, Owner, Record, RecordKey, RecordKind, Reply};
use loyalty_engine::rules::Document;
use loyalty_engine::store::{Ask, Lookup, Snapshot, StoreError, Version, gather};
use rusqlite::{Connection, OptionalExtension, Params, Row, Transaction, TransactionBehavior};

use crate::error::{store_error, unreadable};
use crate::table::table;

pub(crate) fn load(connection: &mut Connection, ask: &Ask) -> Result<Snapshot, StoreError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Deferred).map_err(store_error)?;
    gather(&mut Reader { transaction: &transaction, program: &ask.program }, ask)
}

struct Reader<'a> {
    transaction: &'a Transaction<'a>,
    program: &'a ProgramId,
}

impl Reader<'_> {
    fn one<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>, StoreError> {
        let mut statement = self.transaction.prepare_cached(sql).map_err(store_error)?;
        statement.query_row(params, read).optional().map_err(store_error)
    }
}

impl Lookup for Reader<'_> {
    fn record(&mut self, key: RecordKey) -> Result<Option<(Version, Record)>, StoreError> {
        let (program, id) = (self.program.as_str(), key.text());
        let found =
            self.one(table(key.kind()).get, (program, &id), |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))?;
        found.map(|(version, state)| Ok((version, record(key, &state)?))).transpose()
    }

    fn owner(&mut self, handle: &Handle) -> Result<Option<Owner>, StoreError> {
        const SQL: &str = "SELECT owner FROM handles WHERE program = ?1 AND kind = ?2 AND name = ?3";
        let owner: Option<String> =
            self.one(SQL, (self.program.as_str(), handle.kind(), handle.text()), |row| row.get(0))?;
        owner.map(|owner| Owner::read(&owner).map_err(|code| unreadable("owner", code))).transpose()
    }

    fn open_rewards(&mut self, member: MemberId) -> Result<Vec<(RecordKey, Version, Record)>, StoreError> {
        const SQL: &str =
            "SELECT id, version, state FROM rewards WHERE program = ?1 AND member = ?2 AND status = 'open'";
        let mut statement = self.transaction.prepare_cached(SQL).map_err(store_error)?;
        let read = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
        let rows = statement.query_map((self.program.as_str(), member.to_string()), read).map_err(store_error)?;
        rows.map(|row| {
            let (id, version, state): (String, Version, String) = row.map_err(store_error)?;
            let key = RecordKind::Reward.key(&id).map_err(|code| unreadable("reward id", code))?;
            Ok((key, version, record(key, &state)?))
        })
        .collect()
    }

    fn reply(&mut self, key: &Key) -> Result<Option<Reply>, StoreError> {
        const SQL: &str = "SELECT reply FROM replies WHERE program = ?1 AND key = ?2";
        let reply: Option<String> = self.one(SQL, (self.program.as_str(), key.as_str()), |row| row.get(0))?;
        reply.map(|reply| serde_json::from_str(&reply).map_err(|error| unreadable("reply", error))).transpose()
    }

    fn entry(&mut self, at: EntryRef) -> Result<Option<Arc<Entry>>, StoreError> {
        const SQL: &str = "SELECT entry FROM entries WHERE program = ?1 AND subject = ?2 AND seq = ?3";
        let entry: Option<String> =
            self.one(SQL, (self.program.as_str(), at.subject.to_string(), at.seq), |row| row.get(0))?;
        entry.map(|json| entry_of(&json)).transpose()
    }

    fn rules_after(&mut self, known: u32) -> Result<Vec<(u32, Arc<Document>)>, StoreError> {
        // The program's own row tells whether there is anything new; most of the time there is not.
        const NEWEST: &str = "SELECT rules FROM programs WHERE program = ?1 AND id = 'program'";
        let newest: Option<u32> = self.one(NEWEST, (self.program.as_str(),), |row| row.get(0))?;
        if newest.is_none_or(|newest| newest <= known) {
            return Ok(Vec::new());
        }
        const SQL: &str = "SELECT number, state FROM rules WHERE program = ?1 AND number > ?2 ORDER BY number";
        let mut statement = self.transaction.prepare_cached(SQL).map_err(store_error)?;
        let rows = statement.query_map((self.program.as_str(), known), |row| Ok((row.get(0)?, row.get(1)?)));
        rows.map_err(store_error)?
            .map(|row| {
                let (version, state): (u32, String) = row.map_err(store_error)?;
                let document = serde_json::from_str(&state).map_err(|error| unreadable("rules", error))?;
                Ok((version, Arc::new(document)))
            })
            .collect()
    }
}

/// A record read back from its text.
pub(crate) fn record(key: RecordKey, state: &str) -> Result<Record, StoreError> {
    key.kind().record(state).map_err(|error| unreadable(&format!("{} {}", key.kind().table(), key.text()), error))
}

/// An entry read back from its text.
pub(crate) fn entry_of(json: &str) -> Result<Arc<Entry>, StoreError> {
    serde_json::from_str(json).map(Arc::new).map_err(|error| unreadable("entry", error))
}
