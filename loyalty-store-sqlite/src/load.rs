//! Loading: single look-ups inside one transaction, so that the view is consistent.

use std::sync::Arc;

use loyalty_engine::event::Entry;
use loyalty_engine::id::{Key, MemberId, ProgramId};
use loyalty_engine::purchase::EntryRef;
use loyalty_engine::record::{Handle, Owner, Record, RecordKey, RecordKind, Reply};
use loyalty_engine::rules::Document;
use loyalty_engine::store::{Ask, Found, Lookup, Snapshot, StoreError, Version, gather};
use loyalty_engine::time::Date;

use crate::error::unreadable;
use crate::sql::{Row, Statements, given};
use crate::table::table;

/// Everything that was asked, by single look-ups on one consistent view.
pub(crate) fn load(on: &dyn Statements, ask: &Ask) -> Result<Snapshot, StoreError> {
    gather(&mut Reader { on, program: &ask.program }, ask)
}

struct Reader<'a> {
    on: &'a dyn Statements,
    program: &'a ProgramId,
}

impl Lookup for Reader<'_> {
    fn record(&mut self, key: RecordKey) -> Result<Option<(Version, Record)>, StoreError> {
        let (program, id) = (self.program.as_str(), key.text());
        let found = self.on.row(table(key.kind()).get, given![program, &id])?;
        found.map(|mut row| Ok((row.number(0)?, record(key, &row.text(1)?)?))).transpose()
    }

    fn owner(&mut self, handle: &Handle) -> Result<Option<Owner>, StoreError> {
        const SQL: &str = "SELECT owner FROM loyalty_handles WHERE program = ?1 AND kind = ?2 AND name = ?3";
        let found = self.on.row(SQL, given![self.program.as_str(), handle.kind(), &handle.text()])?;
        found.map(|mut row| Owner::read(&row.text(0)?).map_err(|code| unreadable("owner", code))).transpose()
    }

    fn open_rewards(&mut self, member: MemberId, by: Option<Date>) -> Result<Vec<Found>, StoreError> {
        const ALL: &str =
            "SELECT id, version, state FROM loyalty_rewards WHERE program = ?1 AND member = ?2 AND status = 'open'";
        const RUNNING_OUT: &str = "SELECT id, version, state FROM loyalty_rewards
             WHERE program = ?1 AND member = ?2 AND status = 'open' AND until < ?3
             UNION ALL
             SELECT * FROM (SELECT id, version, state FROM loyalty_rewards
                            WHERE program = ?1 AND member = ?2 AND status = 'open' AND until >= ?3
                            ORDER BY until LIMIT 1)";
        let (program, member) = (self.program.as_str(), member.to_string());
        let rows = match by {
            None => self.on.rows(ALL, given![program, &member])?,
            Some(day) => self.on.rows(RUNNING_OUT, given![program, &member, &day.to_string()])?,
        };
        let reward = |mut row: Row| {
            let key = RecordKind::Reward.key(&row.text(0)?).map_err(|code| unreadable("reward id", code))?;
            Ok((key, row.number(1)?, record(key, &row.text(2)?)?))
        };
        rows.into_iter().map(reward).collect()
    }

    fn reply(&mut self, key: &Key) -> Result<Option<Reply>, StoreError> {
        const SQL: &str = "SELECT reply FROM loyalty_replies WHERE program = ?1 AND key = ?2";
        let found = self.on.row(SQL, given![self.program.as_str(), key.as_str()])?;
        let read = |text: String| serde_json::from_str(&text).map_err(|error| unreadable("reply", error));
        found.map(|mut row| read(row.text(0)?)).transpose()
    }

    fn entry(&mut self, at: EntryRef) -> Result<Option<Arc<Entry>>, StoreError> {
        const SQL: &str = "SELECT e.entry, r.reason FROM loyalty_entries e
             LEFT JOIN loyalty_reasons r ON r.program = e.program AND r.subject = e.subject AND r.seq = e.seq
             WHERE e.program = ?1 AND e.subject = ?2 AND e.seq = ?3";
        let found = self.on.row(SQL, given![self.program.as_str(), &at.subject.to_string(), at.seq])?;
        found.map(|mut row| entry_of(&mut row, 0)).transpose()
    }

    fn rules_after(&mut self, known: u32) -> Result<Vec<(u32, Arc<Document>)>, StoreError> {
        // The program's own row tells whether there is anything new; most of the time there is not.
        const NEWEST: &str = "SELECT rules FROM loyalty_programs WHERE program = ?1 AND id = 'program'";
        let newest = self.on.row(NEWEST, given![self.program.as_str()])?;
        if newest.map(|row| row.number::<u32>(0)).transpose()?.is_none_or(|newest| newest <= known) {
            return Ok(Vec::new());
        }
        const SQL: &str = "SELECT number, state FROM loyalty_rules WHERE program = ?1 AND number > ?2 ORDER BY number";
        let rows = self.on.rows(SQL, given![self.program.as_str(), known])?;
        let version = |mut row: Row| {
            let document = serde_json::from_str(&row.text(1)?).map_err(|error| unreadable("rules", error))?;
            Ok((row.number(0)?, Arc::new(document)))
        };
        rows.into_iter().map(version).collect()
    }
}

/// A record read back from its text.
pub(crate) fn record(key: RecordKey, state: &str) -> Result<Record, StoreError> {
    key.kind().record(state).map_err(|error| unreadable(&format!("{} {}", key.kind().table(), key.text()), error))
}

/// An entry read back from its text, and the reason that stands in the column after it.
pub(crate) fn entry_of(row: &mut Row, at: usize) -> Result<Arc<Entry>, StoreError> {
    let mut entry: Entry = serde_json::from_str(&row.text(at)?).map_err(|error| unreadable("entry", error))?;
    let why = row.text_if_any(at.saturating_add(1))?.map(|why| why.parse());
    entry.why = why.transpose().map_err(|code| unreadable("reason", code))?;
    Ok(Arc::new(entry))
}
