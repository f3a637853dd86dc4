//! What was loaded, looked up piece by piece; what is not there yet is remembered, to be loaded next.

use std::collections::HashMap;
use std::sync::Arc;

use loyalty_engine::error::ProblemCode;
use loyalty_engine::event::Entry;
use loyalty_engine::id::{Key, MemberId};
use loyalty_engine::member::RewardState;
use loyalty_engine::purchase::EntryRef;
use loyalty_engine::record::{Handle, Only, Owner, Record, RecordKey, RecordKind, Reply};
use loyalty_engine::rules::Document;
use loyalty_engine::store::{Ask, Found, Lookup, StoreError, Version, running_out};
use loyalty_engine::time::Date;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::wire::{Load, Place, Row};

pub(crate) const ENTRIES: &str = "entries";
pub(crate) const HANDLES: &str = "handles";
pub(crate) const REPLIES: &str = "replies";
/// Each under the id of its entry.
pub(crate) const REASONS: &str = "reasons";
/// The group of all versions of the rules.
const VERSIONS: &str = "versions";

/// The rows that a load brought.
pub(crate) struct View<'a> {
    asked: &'a Load,
    rows: HashMap<Place, Row>,
    /// Everything that was asked, and what would have to be asked beside it.
    pub(crate) wanted: Load,
}

impl<'a> View<'a> {
    pub(crate) fn new(asked: &'a Load, rows: Vec<Row>) -> View<'a> {
        let rows = rows.into_iter().map(|row| ((row.table.clone(), row.id.clone()), row)).collect();
        View { asked, rows, wanted: asked.clone() }
    }

    fn row(&mut self, place: Place) -> Option<&Row> {
        if !self.asked.rows.contains(&place) && !self.rows.contains_key(&place) {
            self.wanted.rows.insert(place);
            return None;
        }
        self.rows.get(&place)
    }

    fn records_in(&mut self, kind: RecordKind, group: &str) -> Result<Vec<(RecordKey, Version, Record)>, StoreError> {
        let place = (kind.table().to_owned(), group.to_owned());
        if !self.asked.groups.contains(&place) {
            self.wanted.groups.insert(place);
            return Ok(Vec::new());
        }
        let mut found = Vec::new();
        for row in self.rows.values().filter(|row| row.table == place.0) {
            let key = key_of(kind, row)?;
            let (version, record) = record_of(key, row)?;
            if group_of(key, Some(&record)).is_some_and(|of| of == group) {
                found.push((key, version, record));
            }
        }
        Ok(found)
    }
}

/// What an operation's first load asks.
pub(crate) fn first_load(ask: &Ask) -> Load {
    let mut load = Load { program: ask.program.to_string(), ..Load::default() };
    load.rows.insert(place_of(RecordKey::Program(Only)));
    load.rows.extend(ask.records.iter().map(|key| place_of(*key)));
    load.rows.extend(ask.handles.iter().map(place_of_handle));
    load.rows.extend(ask.keys.iter().map(|key| (REPLIES.to_owned(), key.to_string())));
    load
}

pub(crate) fn place_of(key: RecordKey) -> Place {
    (key.kind().table().to_owned(), key.text())
}

pub(crate) fn place_of_handle(handle: &Handle) -> Place {
    (HANDLES.to_owned(), format!("{}:{}", handle.kind(), handle.text()))
}

/// Ids are ordered as text, so an entry's number has all its digits.
pub(crate) fn place_of_entry(at: EntryRef) -> Place {
    (ENTRIES.to_owned(), format!("{}/{:020}", at.subject, at.seq))
}

/// Open rewards are found by their member, and the rules all at once.
pub(crate) fn group_of(key: RecordKey, record: Option<&Record>) -> Option<String> {
    match (key, record) {
        (RecordKey::Rules(_), _) => Some(VERSIONS.to_owned()),
        (RecordKey::Reward(id), Some(Record::Reward(reward))) if reward.state == RewardState::Open => {
            Some(id.member.to_string())
        }
        _ => None,
    }
}

pub(crate) fn record_of(key: RecordKey, row: &Row) -> Result<(Version, Record), StoreError> {
    let record = key.kind().record(&row.state.to_string());
    record.map(|record| (row.version, record)).map_err(|error| unreadable(&row.table, &row.id, error))
}

pub(crate) fn key_of(kind: RecordKind, row: &Row) -> Result<RecordKey, StoreError> {
    kind.key(&row.id).map_err(|code| unreadable(&row.table, &row.id, code))
}

pub(crate) fn owner_of(row: &Row) -> Result<Owner, StoreError> {
    let owner = row.state.as_str().ok_or(ProblemCode::NotText).and_then(Owner::read);
    owner.map_err(|code| unreadable(&row.table, &row.id, code))
}

fn state_of<T: DeserializeOwned>(row: &Row) -> Result<T, StoreError> {
    serde_json::from_value(Value::clone(&row.state)).map_err(|error| unreadable(&row.table, &row.id, error))
}

/// An entry, and the reason that was given, if one was.
pub(crate) fn entry_of(row: &Row, why: Option<&Row>) -> Result<Entry, StoreError> {
    Ok(Entry { why: why.map(state_of).transpose()?, ..state_of(row)? })
}

fn unreadable(table: &str, id: &str, why: impl std::fmt::Display) -> StoreError {
    StoreError::Broken(format!("stored {table} {id} can't be read: {why}"))
}

impl Lookup for View<'_> {
    fn record(&mut self, key: RecordKey) -> Result<Option<(Version, Record)>, StoreError> {
        self.row(place_of(key)).map(|row| record_of(key, row)).transpose()
    }

    fn owner(&mut self, handle: &Handle) -> Result<Option<Owner>, StoreError> {
        self.row(place_of_handle(handle)).map(owner_of).transpose()
    }

    fn open_rewards(&mut self, member: MemberId, by: Option<Date>) -> Result<Vec<Found>, StoreError> {
        let open = self.records_in(RecordKind::Reward, &member.to_string())?;
        Ok(match by {
            Some(day) => running_out(open, day),
            None => open,
        })
    }

    fn reply(&mut self, key: &Key) -> Result<Option<Reply>, StoreError> {
        self.row((REPLIES.to_owned(), key.to_string())).map(state_of).transpose()
    }

    fn entry(&mut self, at: EntryRef) -> Result<Option<Arc<Entry>>, StoreError> {
        let (table, id) = place_of_entry(at);
        let why = self.row((REASONS.to_owned(), id.clone())).cloned();
        self.row((table, id)).map(|row| entry_of(row, why.as_ref()).map(Arc::new)).transpose()
    }

    fn rules_after(&mut self, known: u32) -> Result<Vec<(u32, Arc<Document>)>, StoreError> {
        let newest = match self.record(RecordKey::Program(Only))? {
            Some((_, Record::Program(program))) => program.rules,
            _ => 0,
        };
        if newest <= known {
            return Ok(Vec::new());
        }
        let mut found = Vec::new();
        for (key, _, record) in self.records_in(RecordKind::Rules, VERSIONS)? {
            if let (RecordKey::Rules(version), Record::Rules(document)) = (key, record)
                && version > known
            {
                found.push((version, document));
            }
        }
        found.sort_by_key(|(version, _)| *version);
        Ok(found)
    }
}
