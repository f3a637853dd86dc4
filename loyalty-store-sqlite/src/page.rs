//! Lists, page by page.

use loyalty_engine::Date;
use loyalty_engine::event::Subject;
use loyalty_engine::id::{MemberId, ProgramId, RewardKind};
use loyalty_engine::member::{MemberKind, MemberStatus, MembershipStatus, Profile, RewardState};
use loyalty_engine::record::{Record, RecordKey, RecordKind};
use loyalty_engine::store::{MemberPage, Page, PageRequest, StoreError, Tally, Version};
use rusqlite::functions::FunctionFlags;
use rusqlite::{Connection, Params, Row};
use serde_json::Value;

use crate::error::{store_error, unreadable};
use crate::load::{entry_of, record};
use crate::table::table;

pub(crate) fn page(connection: &Connection, request: &PageRequest) -> Result<Page, StoreError> {
    let list = List(connection);
    match request {
        PageRequest::Members(page) => list.members(page).map(Page::Members),
        PageRequest::Entries { program, subject, after, limit } => list.entries(program, *subject, *after, *limit),
        PageRequest::Due { program, on, after, limit } => list.due(program, *on, *after, *limit).map(Page::Due),
        PageRequest::Records { program, kind, after, limit } => {
            list.records(program, *kind, after.as_deref(), *limit).map(Page::Records)
        }
        PageRequest::Tally { program, today, lapse } => list.tally(program, *today, *lapse).map(Page::Tally),
    }
}

/// Teaches the connection what a search looks through: SQLite itself folds only ASCII.
pub(crate) fn teach(connection: &Connection) -> rusqlite::Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    connection.create_scalar_function("search_text", 1, flags, |context| {
        let state: Option<String> = context.get(0)?;
        let profile = state.map(|state| serde_json::from_str::<Profile>(&state)).transpose();
        let profile = profile.map_err(|error| rusqlite::Error::UserFunctionError(error.into()))?;
        Ok(profile.map(|profile| profile.search_text()))
    })
}

struct List<'a>(&'a Connection);

impl List<'_> {
    fn rows<R, T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<R>,
        make: impl Fn(R) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        let mut statement = self.0.prepare_cached(sql).map_err(store_error)?;
        let rows = statement.query_map(params, read).map_err(store_error)?;
        rows.map(|row| row.map_err(store_error).and_then(&make)).collect()
    }

    fn members(&self, page: &MemberPage) -> Result<Vec<(Record, Option<Record>)>, StoreError> {
        // The same order of judgements as in the engine: closed, blocked, over, not begun.
        const SQL: &str = "SELECT m.id, m.state, p.state
             FROM members m LEFT JOIN profiles p ON p.program = m.program AND p.id = m.id
             WHERE m.program = ?1 AND m.id > ?2
               AND (?3 IS NULL OR ?3 = CASE
                    WHEN m.closed THEN 'inactive' WHEN m.blocked THEN 'blocked' ELSE 'active' END)
               AND (?4 IS NULL OR m.starts_on IS NOT NULL AND ?4 = CASE WHEN m.blocked THEN 'blocked'
                    WHEN m.ends_on < ?5 THEN 'expired' WHEN m.starts_on > ?5 THEN 'not_started' ELSE 'active' END)
               AND (?6 IS NULL OR m.kind = ?6)
               AND (?7 IS NULL OR instr(search_text(p.state), ?7) > 0)
             ORDER BY m.id LIMIT ?8";
        let after = page.after.map(|id| id.to_string()).unwrap_or_default();
        let params = (
            page.program.as_str(),
            after,
            page.status.map(word::<MemberStatus>),
            page.membership.map(word::<MembershipStatus>),
            page.today.to_string(),
            page.kind.map(word::<MemberKind>),
            page.search.as_deref(),
            page.limit,
        );
        type Line = (String, String, Option<String>);
        let read = |row: &Row<'_>| -> rusqlite::Result<Line> { Ok((row.get(0)?, row.get(1)?, row.get(2)?)) };
        self.rows(SQL, params, read, |(id, member, profile)| {
            let id: MemberId = id.parse().map_err(|code| unreadable("member id", code))?;
            let profile = profile.map(|state| record(RecordKey::Profile(id), &state)).transpose()?;
            Ok((record(RecordKey::Member(id), &member)?, profile))
        })
    }

    fn entries(
        &self,
        program: &ProgramId,
        subject: Option<Subject>,
        after: u64,
        limit: u32,
    ) -> Result<Page, StoreError> {
        const ALL: &str =
            "SELECT position, entry FROM entries WHERE program = ?1 AND position > ?2 ORDER BY position LIMIT ?3";
        const ONE: &str = "SELECT position, entry FROM entries
             WHERE program = ?1 AND seq > ?2 AND subject = ?4 ORDER BY seq LIMIT ?3";
        let read = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
        let make = |(position, json): (u64, String)| Ok((position, entry_of(&json)?));
        let entries = match subject {
            None => self.rows(ALL, (program.as_str(), after, limit), read, make),
            Some(subject) => self.rows(ONE, (program.as_str(), after, limit, subject.to_string()), read, make),
        };
        entries.map(Page::Entries)
    }

    fn due(
        &self,
        program: &ProgramId,
        on: Date,
        after: Option<(Date, MemberId)>,
        limit: u32,
    ) -> Result<Vec<(Date, MemberId)>, StoreError> {
        const SQL: &str = "SELECT due_on, id FROM members
             WHERE program = ?1 AND due_on <= ?2 AND (due_on, id) > (?3, ?4) ORDER BY due_on, id LIMIT ?5";
        let (day, id) = after.map(|(day, id)| (day.to_string(), id.to_string())).unwrap_or_default();
        let read = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
        self.rows(SQL, (program.as_str(), on.to_string(), day, id, limit), read, |(day, id): (String, String)| {
            let day = day.parse().map_err(|code| unreadable("due day", code))?;
            Ok((day, id.parse().map_err(|code| unreadable("member id", code))?))
        })
    }

    fn records(
        &self,
        program: &ProgramId,
        kind: RecordKind,
        after: Option<&str>,
        limit: u32,
    ) -> Result<Vec<(RecordKey, Version, Record)>, StoreError> {
        let read = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
        let params = (program.as_str(), after.unwrap_or_default(), limit);
        self.rows(table(kind).list, params, read, |(id, version, state): (String, Version, String)| {
            let key = kind.key(&id).map_err(|code| unreadable("key", code))?;
            Ok((key, version, record(key, &state)?))
        })
    }

    fn tally(&self, program: &ProgramId, today: Date, lapse: bool) -> Result<Tally, StoreError> {
        const MEMBERS: &str = "SELECT
               CASE WHEN closed THEN 'inactive' WHEN blocked THEN 'blocked' ELSE 'active' END AS status,
               CASE WHEN starts_on IS NULL THEN NULL WHEN blocked THEN 'blocked' WHEN ends_on < ?2 THEN 'expired'
                    WHEN starts_on > ?2 THEN 'not_started' ELSE 'active' END AS membership,
               count(*)
             FROM members WHERE program = ?1 GROUP BY 1, 2";
        const REWARDS: &str = "SELECT r.kind,
               CASE WHEN r.status = 'open' AND (r.until < ?2 OR ?3 AND m.ends_on < ?2) THEN 'lapsed' ELSE r.status END,
               count(*)
             FROM rewards r LEFT JOIN members m ON m.program = r.program AND m.id = r.member
             WHERE r.program = ?1 GROUP BY 1, 2";
        let read_members = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
        let make_members = |(status, membership, n): (String, Option<String>, u64)| {
            Ok((from_word::<MemberStatus>(status)?, membership.map(from_word::<MembershipStatus>).transpose()?, n))
        };
        let read_rewards = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
        let make_rewards = |(kind, state, n): (String, String, u64)| {
            let kind: RewardKind = kind.parse().map_err(|code| unreadable("reward kind", code))?;
            Ok((kind, from_word::<RewardState>(state)?, n))
        };
        let today = today.to_string();
        let mut members = self.rows(MEMBERS, (program.as_str(), &today), read_members, make_members)?;
        let mut rewards = self.rows(REWARDS, (program.as_str(), &today, lapse), read_rewards, make_rewards)?;
        members.sort();
        rewards.sort();
        Ok(Tally { members, rewards })
    }
}

/// The word by which a value is stored.
fn word<T: serde::Serialize>(value: T) -> Option<String> {
    match serde_json::to_value(value) {
        Ok(Value::String(word)) => Some(word),
        _ => None,
    }
}

fn from_word<T: serde::de::DeserializeOwned>(word: String) -> Result<T, StoreError> {
    serde_json::from_value(Value::String(word)).map_err(|error| unreadable("word", error))
}
