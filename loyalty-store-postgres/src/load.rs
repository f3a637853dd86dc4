//! Loading: one statement brings everything that was asked, in rows of one shape.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use loyalty_engine::event::Entry;
use loyalty_engine::id::Key;
use loyalty_engine::record::{Handle, Owner, Record, RecordKey, RecordKind, Reply};
use loyalty_engine::store::{Ask, Snapshot, StoreError, Version};
use sqlx::error::BoxDynError;

use crate::error::unreadable;
use crate::table::{kind, noun};
use crate::values::{Bind, Columns};

/// How many parameters `loyalty.load` has, beside the schema's version and the program.
pub(crate) const PARAMETERS: usize = 13;
/// How many columns its rows have.
pub(crate) const COLUMNS: usize = 4;

pub(crate) fn arguments<B: Bind>(schema_version: i32, ask: &Ask) -> Result<B, StoreError> {
    bind(schema_version, ask).map_err(|error| unreadable("ask", error))
}

fn bind<B: Bind>(schema_version: i32, ask: &Ask) -> Result<B, BoxDynError> {
    let Ask { program, rules_known, records, handles, keys, profiles, cards, rewards, by } = ask;
    let (mut members, mut cards_by_id, mut purchases) = (Vec::new(), Vec::new(), Vec::new());
    let (mut kinds, mut ids) = (Vec::new(), Vec::new());
    for key in records {
        match key {
            RecordKey::Member(id) => members.push(id.uuid()),
            RecordKey::Card(_) => cards_by_id.push(key.text()),
            RecordKey::Purchase(id) => purchases.push(id.uuid()),
            other => {
                kinds.push(noun(other.kind()));
                ids.push(other.text());
            }
        }
    }
    let (handle_kinds, handle_names): (Vec<_>, Vec<_>) =
        handles.iter().map(|handle| (handle.kind(), handle.text())).unzip();
    let keys: Vec<&str> = keys.iter().map(Key::as_str).collect();
    let mut arguments = B::default();
    arguments.add(schema_version)?;
    arguments.add(program.as_str())?;
    arguments.add(i64::from(*rules_known))?;
    arguments.add(some(members))?;
    arguments.add(some(cards_by_id))?;
    arguments.add(some(purchases))?;
    arguments.add(some(kinds))?;
    arguments.add(some(ids))?;
    arguments.add(some(handle_kinds))?;
    arguments.add(some(handle_names))?;
    arguments.add(some(keys))?;
    arguments.add(profiles)?;
    arguments.add(cards)?;
    arguments.add(rewards)?;
    arguments.add(by.map(NaiveDate::from))?;
    Ok(arguments)
}

/// Nothing where there is nothing: an empty array costs as much as a full one.
pub(crate) fn some<T>(column: Vec<T>) -> Option<Vec<T>> {
    Some(column).filter(|column| !column.is_empty())
}

/// Puts the rows together.
pub(crate) fn snapshot(rows: &[impl Columns]) -> Result<Snapshot, StoreError> {
    let mut view = View::default();
    rows.iter().try_for_each(|row| view.row(row))?;
    let View { records, handles, mut snapshot } = view;
    snapshot.records = records.into_iter().map(|(key, (version, record))| (key, version, record)).collect();
    snapshot.handles = handles.into_iter().collect();
    snapshot.rules.sort_by_key(|(version, _)| *version);
    Ok(snapshot)
}

#[derive(Default)]
struct View {
    records: BTreeMap<RecordKey, (Version, Record)>,
    handles: BTreeMap<Handle, Owner>,
    snapshot: Snapshot,
}

impl View {
    fn row(&mut self, row: &impl Columns) -> Result<(), StoreError> {
        let what: &str = row.get(0)?;
        let why: Option<&str> = row.get(1)?;
        let (id, body): (&str, &str) = (why.unwrap_or_default(), row.get(3)?);
        match what {
            "newer" => {
                let version = id.parse().map_err(|error| unreadable("rules", error))?;
                let rules = serde_json::from_str(body).map_err(|error| unreadable("rules", error))?;
                self.snapshot.rules.push((version, Arc::new(rules)));
            }
            "handle" => {
                let (kind, name) = id.split_once(' ').unwrap_or_default();
                let handle = Handle::read(kind, name).map_err(|code| unreadable("handle", code))?;
                self.handles.insert(handle, Owner::read(body).map_err(|code| unreadable("owner", code))?);
            }
            "reply" => {
                let key = id.parse().map_err(|code| unreadable("key", code))?;
                let reply: Reply = serde_json::from_str(body).map_err(|error| unreadable("reply", error))?;
                self.snapshot.replies.push((key, reply));
            }
            "entry" => self.snapshot.entries.push(entry_of(body, why)?),
            table => {
                let kind = kind(table).ok_or_else(|| unreadable("row", table))?;
                let (key, record) = record_of(kind, id, body)?;
                self.records.insert(key, (version_of(row, 2)?, record));
            }
        }
        Ok(())
    }
}

pub(crate) fn version_of(row: &impl Columns, at: usize) -> Result<Version, StoreError> {
    let version: i64 = row.get(at)?;
    Version::try_from(version).map_err(|error| unreadable("version", error))
}

/// A record read back from its text.
pub(crate) fn record_of(kind: RecordKind, id: &str, state: &str) -> Result<(RecordKey, Record), StoreError> {
    let key = kind.key(id).map_err(|code| unreadable("key", code))?;
    let record = kind.record(state).map_err(|error| unreadable(&format!("{} {id}", noun(kind)), error))?;
    Ok((key, record))
}

/// An entry read back from its text, and the reason that was given.
pub(crate) fn entry_of(json: &str, why: Option<&str>) -> Result<Arc<Entry>, StoreError> {
    let mut entry: Entry = serde_json::from_str(json).map_err(|error| unreadable("entry", error))?;
    entry.why = why.map(str::parse).transpose().map_err(|code| unreadable("reason", code))?;
    Ok(Arc::new(entry))
}
