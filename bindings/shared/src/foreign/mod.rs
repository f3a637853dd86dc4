//! A store of the host's own, behind one method: it keeps rows and compares versions, and everything else is done here.

mod view;
mod wire;

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use async_trait::async_trait;
use loyalty_engine::LoyaltyStore;
use loyalty_engine::error::Doing;
use loyalty_engine::event::{Entry, Subject};
use loyalty_engine::id::{Key, MemberId, ProgramId};
use loyalty_engine::purchase::EntryRef;
use loyalty_engine::record::{RecordKey, RecordKind, Reply};
use loyalty_engine::store::{
    Ask, Changes, Claim, Expect, HostConnection, MemberPage, MemoryStore, Page, PageRequest, Snapshot, SqlError,
    SqlValue, StoreError, Version, Write, gather,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use view::{
    ENTRIES, REASONS, REPLIES, View, entry_of, first_load, group_of, key_of, owner_of, place_of_entry, place_of_handle,
    record_of,
};
use wire::{After, Commit, List, Place, Put};
pub(crate) use wire::{Load, Row};

/// A store of the host's. What a connection is to SQL, one method is to it: `load`, `commit` or `list`, with JSON.
pub(crate) struct Foreign<'h>(pub(crate) &'h dyn HostConnection);

/// How many rows a list brings at once.
const LIST: u32 = 500;

impl Foreign<'_> {
    async fn call<A: DeserializeOwned>(&self, name: &str, of: &impl Serialize, doing: Doing) -> Result<A, StoreError> {
        let json = serde_json::to_string(of).map_err(|error| StoreError::Broken(error.to_string()))?;
        let said = self.0.query(name, &[SqlValue::Text(json)]).await;
        let unavailable = |SqlError { message, .. }| StoreError::Unavailable { doing, why: message };
        let said = said.map_err(unavailable)?.into_iter().flatten().next();
        let Some(SqlValue::Text(json)) = said else {
            return Err(StoreError::Broken(format!("the host's store answered `{name}` with no text")));
        };
        let strange = |error| StoreError::Broken(format!("what the host's store answered to `{name}`: {error}"));
        serde_json::from_str(&json).map_err(strange)
    }

    async fn rows(&self, load: &Load) -> Result<Vec<Row>, StoreError> {
        self.call("load", load, Doing::NotDone).await
    }

    async fn list(
        &self,
        program: &ProgramId,
        table: &str,
        group: Option<Subject>,
        after: After,
        limit: u32,
    ) -> Result<Vec<Row>, StoreError> {
        let group = group.map(|subject| subject.to_string());
        let list = List { program: program.to_string(), table: table.to_owned(), group, after, limit };
        self.call("list", &list, Doing::NotDone).await
    }

    async fn entries(
        &self,
        program: &ProgramId,
        subject: Option<Subject>,
        after: u64,
        limit: u32,
    ) -> Result<Page, StoreError> {
        let from = match subject {
            None => After::Position(after),
            Some(subject) => After::Id(place_of_entry(EntryRef { subject, seq: after }).1),
        };
        let rows = self.list(program, ENTRIES, subject, from, limit).await?;
        let reasons = self.reasons(program, &rows).await?;
        let entry = |row: &Row| Ok((row.position, Arc::new(entry_of(row, reasons.get(&row.id))?)));
        rows.iter().map(entry).collect::<Result<_, StoreError>>().map(Page::Entries)
    }

    /// The reasons that were given for these entries, by the entries' ids.
    async fn reasons(&self, program: &ProgramId, entries: &[Row]) -> Result<HashMap<String, Row>, StoreError> {
        let rows: BTreeSet<Place> = entries.iter().map(|row| (REASONS.to_owned(), row.id.clone())).collect();
        if rows.is_empty() {
            return Ok(HashMap::new());
        }
        let found = self.rows(&Load { program: program.to_string(), rows, ..Load::default() }).await?;
        Ok(found.into_iter().map(|row| (row.id.clone(), row)).collect())
    }

    /// Of who is forgotten the reasons go, and of what was asked under a key there stays that it was used.
    async fn forgets(&self, program: &ProgramId, forget: &[MemberId]) -> Result<Vec<Put>, StoreError> {
        let of_member = |id: &MemberId| [REASONS, REPLIES].map(|table| (table.to_owned(), group_of_member(*id)));
        let groups: BTreeSet<Place> = forget.iter().flat_map(of_member).collect();
        if groups.is_empty() {
            return Ok(Vec::new());
        }
        let found = self.rows(&Load { program: program.to_string(), groups, ..Load::default() }).await?;
        let put = |Row { table, id, version, .. }: Row| {
            let state = if table == REASONS { Value::Null } else { json(&Reply::forgotten())? };
            Ok(Put { table, id, group: None, expect: Some(version), state: Some(state) })
        };
        found.into_iter().map(put).collect()
    }

    async fn records(
        &self,
        program: &ProgramId,
        kind: RecordKind,
        after: String,
        limit: u32,
    ) -> Result<Vec<(RecordKey, Version, loyalty_engine::record::Record)>, StoreError> {
        let rows = self.list(program, kind.table(), None, After::Id(after), limit).await?;
        let record = |row: &Row| {
            let key = key_of(kind, row)?;
            record_of(key, row).map(|(version, record)| (key, version, record))
        };
        rows.iter().map(record).collect()
    }

    /// Brings the next records of a kind into a store that knows how to list them. Says where to go on, if there is
    /// more.
    async fn bring(
        &self,
        into: &MemoryStore,
        program: &ProgramId,
        kind: RecordKind,
        after: String,
    ) -> Result<Option<String>, StoreError> {
        let records = self.records(program, kind, after, LIST).await?;
        let is_full = records.len() >= LIST as usize;
        let next = records.last().filter(|_| is_full).map(|(key, ..)| key.text());
        let write = |(key, _, record)| Write { key, expect: Expect::Any, record: Some(record) };
        keep(into, program, records.into_iter().map(write).collect()).await?;
        Ok(next)
    }

    async fn bring_all(&self, into: &MemoryStore, program: &ProgramId, kind: RecordKind) -> Result<(), StoreError> {
        let mut after = Some(String::new());
        while let Some(from) = after {
            after = self.bring(into, program, kind, from).await?;
        }
        Ok(())
    }

    /// Members in the order of their ids, until the page is full.
    async fn members(&self, page: &MemberPage) -> Result<Page, StoreError> {
        let memory = MemoryStore::new();
        let mut after = Some(page.after.map(|id: MemberId| id.to_string()).unwrap_or_default());
        loop {
            let found = memory.page(&PageRequest::Members(page.clone())).await?;
            let is_full = matches!(&found, Page::Members(lines) if lines.len() >= page.limit as usize);
            let Some(from) = after.filter(|_| !is_full) else { return Ok(found) };
            after = self.bring(&memory, &page.program, RecordKind::Member, from.clone()).await?;
            self.bring(&memory, &page.program, RecordKind::Profile, from).await?;
        }
    }

    /// Whoever passes a name on has seen its owner, and the row still says the same.
    async fn claims(&self, program: &ProgramId, claims: &[Claim]) -> Result<Vec<Put>, StoreError> {
        let places: Vec<Place> = claims.iter().map(|claim| place_of_handle(&claim.handle)).collect();
        let taken = claims.iter().zip(&places).filter(|(claim, _)| claim.seen.is_some());
        let rows = taken.map(|(_, place)| place.clone()).collect();
        let load = Load { program: program.to_string(), rows, ..Load::default() };
        let found = if load.rows.is_empty() { Vec::new() } else { self.rows(&load).await? };
        let mut puts = Vec::with_capacity(claims.len());
        for (Claim { seen, owner, .. }, (table, id)) in claims.iter().zip(places) {
            let row = found.iter().find(|row| row.id == id);
            if row.map(owner_of).transpose()? != *seen {
                return Err(StoreError::Conflict);
            }
            let state = owner.map_or(Value::Null, |owner| Value::String(owner.to_string()));
            let expect = Some(row.map_or(0, |row| row.version));
            puts.push(Put { table, id, group: None, expect, state: Some(state) });
        }
        Ok(puts)
    }
}

async fn keep(into: &MemoryStore, program: &ProgramId, records: Vec<Write>) -> Result<(), StoreError> {
    into.commit(&Changes { records, ..Changes::new(program.clone()) }).await
}

#[async_trait]
impl LoyaltyStore for Foreign<'_> {
    /// Asks for everything that is known to be needed, until what comes names nothing more: so the last answer alone is
    /// the view.
    async fn load(&self, ask: &Ask) -> Result<Snapshot, StoreError> {
        let mut load = first_load(ask);
        loop {
            let mut view = View::new(&load, self.rows(&load).await?);
            let snapshot = gather(&mut view, ask)?;
            if view.wanted == load {
                return Ok(snapshot);
            }
            load = view.wanted;
        }
    }

    async fn commit(&self, changes: &Changes) -> Result<(), StoreError> {
        // Taken apart in full: a new sort of change does not compile until it is written here.
        let Changes { program, records, handles, entries, replies, forget } = changes;
        let mut rows = self.forgets(program, forget).await?;
        for write in records {
            rows.push(put_record(write)?);
        }
        rows.extend(self.claims(program, handles).await?);
        for (n, entry) in entries.iter().enumerate() {
            rows.extend(put_entry(entry, entries.get(..n).unwrap_or_default())?);
        }
        rows.extend(replies.iter().map(put_reply).collect::<Result<Vec<_>, _>>()?);
        let commit = Commit { program: program.to_string(), rows };
        match self.call("commit", &commit, Doing::Unknown).await? {
            true => Ok(()),
            false => Err(StoreError::Conflict),
        }
    }

    async fn page(&self, request: &PageRequest) -> Result<Page, StoreError> {
        match request {
            PageRequest::Members(page) => self.members(page).await,
            PageRequest::Entries { program, subject, after, limit } => {
                self.entries(program, *subject, *after, *limit).await
            }
            PageRequest::Records { program, kind, after, limit } => {
                self.records(program, *kind, after.clone().unwrap_or_default(), *limit).await.map(Page::Records)
            }
            PageRequest::Due { program, .. } => {
                let memory = MemoryStore::new();
                self.bring_all(&memory, program, RecordKind::Member).await?;
                memory.page(request).await
            }
            PageRequest::Tally { program, .. } => {
                let memory = MemoryStore::new();
                self.bring_all(&memory, program, RecordKind::Member).await?;
                self.bring_all(&memory, program, RecordKind::Reward).await?;
                memory.page(request).await
            }
        }
    }
}

fn put_record(Write { key, expect, record }: &Write) -> Result<Put, StoreError> {
    let expect = match expect {
        Expect::Absent => Some(0),
        Expect::Version(version) => Some(*version),
        Expect::Any => None,
    };
    let state = match record {
        Some(record) => record.json().and_then(|json| serde_json::from_str(&json)).map(Some),
        // Nothing is to be there, and nothing is expected to be.
        None if expect == Some(0) => Ok(None),
        None => Ok(Some(Value::Null)),
    };
    let state = state.map_err(|error| StoreError::Broken(error.to_string()))?;
    let (table, id) = view::place_of(*key);
    Ok(Put { table, id, group: group_of(*key, record.as_ref()), expect, state })
}

/// An entry is the next of its log: the one before it is there, from before or in the same commit, and it is not.
fn put_entry(entry: &Entry, before: &[Arc<Entry>]) -> Result<Vec<Put>, StoreError> {
    let (subject, seq) = (entry.subject, entry.seq);
    let place = |seq| place_of_entry(EntryRef { subject, seq });
    let last = seq.saturating_sub(1);
    let comes_along = before.iter().any(|other| other.subject == subject && other.seq == last);
    let mut puts = Vec::with_capacity(2);
    if last > 0 && !comes_along {
        let (table, id) = place(last);
        puts.push(Put { table, id, group: None, expect: Some(1), state: None });
    }
    let (table, id) = place(seq);
    let (group, state) = (Some(subject.to_string()), Some(json(&entry.bare())?));
    puts.push(Put { table, id: id.clone(), group: group.clone(), expect: Some(0), state });
    if let Some(why) = &entry.why {
        puts.push(Put { table: REASONS.to_owned(), id, group, expect: Some(0), state: Some(json(why)?) });
    }
    Ok(puts)
}

fn put_reply((key, reply): &(Key, Reply)) -> Result<Put, StoreError> {
    let (table, id) = (REPLIES.to_owned(), key.to_string());
    Ok(Put { table, id, group: reply.member.map(group_of_member), expect: Some(0), state: Some(json(reply)?) })
}

/// By whose log it is found.
fn group_of_member(id: MemberId) -> String {
    Subject::Member(id).to_string()
}

fn json(of: &impl Serialize) -> Result<Value, StoreError> {
    serde_json::to_value(of).map_err(|error| StoreError::Broken(error.to_string()))
}
