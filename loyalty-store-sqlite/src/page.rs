//! Lists, page by page.

use std::sync::Arc;

use loyalty_engine::Date;
use loyalty_engine::event::{Entry, Subject};
use loyalty_engine::id::{MemberId, ProgramId, RewardKind};
use loyalty_engine::member::{MemberKind, MemberStatus, MembershipStatus, RewardState};
use loyalty_engine::record::{Record, RecordKey, RecordKind};
use loyalty_engine::store::{MemberPage, Page, PageRequest, StoreError, Tally, Version};
use serde_json::Value;

use crate::error::unreadable;
use crate::load::{entry_of, record};
use crate::sql::{Row, Statements, given};
use crate::table::table;

pub(crate) fn page(on: &dyn Statements, request: &PageRequest) -> Result<Page, StoreError> {
    match request {
        PageRequest::Members(page) => members(on, page).map(Page::Members),
        PageRequest::Entries { program, subject, after, limit } => {
            entries(on, program, *subject, *after, *limit).map(Page::Entries)
        }
        PageRequest::Due { program, on: day, after, limit } => due(on, program, *day, *after, *limit).map(Page::Due),
        PageRequest::Records { program, kind, after, limit } => {
            records(on, program, *kind, after.as_deref(), *limit).map(Page::Records)
        }
        PageRequest::Tally { program, today, lapse } => tally(on, program, *today, *lapse).map(Page::Tally),
    }
}

type Line = (Record, Option<Record>);

/// SQLite itself folds only ASCII, so what is searched for is looked for here, page by page until there are enough.
fn members(on: &dyn Statements, page: &MemberPage) -> Result<Vec<Line>, StoreError> {
    let limit = usize::try_from(page.limit).unwrap_or(usize::MAX);
    let (mut found, mut after) = (Vec::new(), page.after);
    loop {
        let lines = members_after(on, page, after)?;
        let is_last = lines.len() < limit;
        after = lines.last().map(|(id, _)| *id);
        let wanted = lines.into_iter().map(|(_, line)| line).filter(|line| is_wanted(line, page.search.as_deref()));
        found.extend(wanted.take(limit.saturating_sub(found.len())));
        if is_last || found.len() >= limit {
            return Ok(found);
        }
    }
}

fn is_wanted((_, profile): &Line, search: Option<&str>) -> bool {
    match (search, profile) {
        (None, _) => true,
        (Some(part), Some(Record::Profile(profile))) => profile.search_text().contains(part),
        (Some(_), _) => false,
    }
}

fn members_after(
    on: &dyn Statements,
    page: &MemberPage,
    after: Option<MemberId>,
) -> Result<Vec<(MemberId, Line)>, StoreError> {
    // The same order of judgements as in the engine: closed, blocked, over, not begun.
    const SQL: &str = "SELECT m.id, m.state, p.state
         FROM loyalty_members m LEFT JOIN loyalty_profiles p ON p.program = m.program AND p.id = m.id
         WHERE m.program = ?1 AND m.id > ?2
           AND (?3 IS NULL OR ?3 = CASE
                WHEN m.closed THEN 'inactive' WHEN m.blocked THEN 'blocked' ELSE 'active' END)
           AND (?4 IS NULL OR m.starts_on IS NOT NULL AND ?4 = CASE WHEN m.blocked THEN 'blocked'
                WHEN m.ends_on < ?5 THEN 'expired' WHEN m.starts_on > ?5 THEN 'not_started' ELSE 'active' END)
           AND (?6 IS NULL OR m.kind = ?6)
         ORDER BY m.id LIMIT ?7";
    let after = after.map(|id| id.to_string()).unwrap_or_default();
    let status = page.status.and_then(word::<MemberStatus>);
    let membership = page.membership.and_then(word::<MembershipStatus>);
    let (today, kind) = (page.today.to_string(), page.kind.and_then(word::<MemberKind>));
    let given = given![page.program.as_str(), &after, &status, &membership, &today, &kind, page.limit];
    let line = |mut row: Row| {
        let id: MemberId = row.text(0)?.parse().map_err(|code| unreadable("member id", code))?;
        let profile = row.text_if_any(2)?.map(|state| record(RecordKey::Profile(id), &state)).transpose()?;
        Ok((id, (record(RecordKey::Member(id), &row.text(1)?)?, profile)))
    };
    on.rows(SQL, given)?.into_iter().map(line).collect()
}

fn entries(
    on: &dyn Statements,
    program: &ProgramId,
    subject: Option<Subject>,
    after: u64,
    limit: u32,
) -> Result<Vec<(u64, Arc<Entry>)>, StoreError> {
    const ALL: &str =
        "SELECT position, entry FROM loyalty_entries WHERE program = ?1 AND position > ?2 ORDER BY position LIMIT ?3";
    const ONE: &str = "SELECT position, entry FROM loyalty_entries
         WHERE program = ?1 AND seq > ?2 AND subject = ?4 ORDER BY seq LIMIT ?3";
    let rows = match subject {
        None => on.rows(ALL, given![program.as_str(), after, limit]),
        Some(subject) => on.rows(ONE, given![program.as_str(), after, limit, &subject.to_string()]),
    };
    rows?.into_iter().map(|mut row| Ok((row.number(0)?, entry_of(&row.text(1)?)?))).collect()
}

fn due(
    on: &dyn Statements,
    program: &ProgramId,
    by: Date,
    after: Option<(Date, MemberId)>,
    limit: u32,
) -> Result<Vec<(Date, MemberId)>, StoreError> {
    const SQL: &str = "SELECT due_on, id FROM loyalty_members
         WHERE program = ?1 AND due_on <= ?2 AND (due_on, id) > (?3, ?4) ORDER BY due_on, id LIMIT ?5";
    let (day, id) = after.map(|(day, id)| (day.to_string(), id.to_string())).unwrap_or_default();
    let rows = on.rows(SQL, given![program.as_str(), &by.to_string(), &day, &id, limit])?;
    let member = |mut row: Row| {
        let day = row.text(0)?.parse().map_err(|code| unreadable("due day", code))?;
        Ok((day, row.text(1)?.parse().map_err(|code| unreadable("member id", code))?))
    };
    rows.into_iter().map(member).collect()
}

fn records(
    on: &dyn Statements,
    program: &ProgramId,
    kind: RecordKind,
    after: Option<&str>,
    limit: u32,
) -> Result<Vec<(RecordKey, Version, Record)>, StoreError> {
    let rows = on.rows(table(kind).list, given![program.as_str(), after.unwrap_or_default(), limit])?;
    let one = |mut row: Row| {
        let key = kind.key(&row.text(0)?).map_err(|code| unreadable("key", code))?;
        Ok((key, row.number(1)?, record(key, &row.text(2)?)?))
    };
    rows.into_iter().map(one).collect()
}

fn tally(on: &dyn Statements, program: &ProgramId, today: Date, lapse: bool) -> Result<Tally, StoreError> {
    const MEMBERS: &str = "SELECT
           CASE WHEN closed THEN 'inactive' WHEN blocked THEN 'blocked' ELSE 'active' END AS status,
           CASE WHEN starts_on IS NULL THEN NULL WHEN blocked THEN 'blocked' WHEN ends_on < ?2 THEN 'expired'
                WHEN starts_on > ?2 THEN 'not_started' ELSE 'active' END AS membership,
           count(*)
         FROM loyalty_members WHERE program = ?1 GROUP BY 1, 2";
    const REWARDS: &str = "SELECT r.kind,
           CASE WHEN r.status = 'open' AND (r.until < ?2 OR ?3 AND m.ends_on < ?2) THEN 'lapsed' ELSE r.status END,
           count(*)
         FROM loyalty_rewards r LEFT JOIN loyalty_members m ON m.program = r.program AND m.id = r.member
         WHERE r.program = ?1 GROUP BY 1, 2";
    let today = today.to_string();
    let of_members = |mut row: Row| {
        let membership = row.text_if_any(1)?.map(from_word::<MembershipStatus>).transpose()?;
        Ok((from_word::<MemberStatus>(row.text(0)?)?, membership, row.number(2)?))
    };
    let of_rewards = |mut row: Row| {
        let kind: RewardKind = row.text(0)?.parse().map_err(|code| unreadable("reward kind", code))?;
        Ok((kind, from_word::<RewardState>(row.text(1)?)?, row.number(2)?))
    };
    let members = on.rows(MEMBERS, given![program.as_str(), &today])?.into_iter().map(of_members);
    let rewards = on.rows(REWARDS, given![program.as_str(), &today, lapse])?.into_iter().map(of_rewards);
    let (mut members, mut rewards): (Vec<_>, Vec<_>) =
        (members.collect::<Result<_, StoreError>>()?, rewards.collect::<Result<_, StoreError>>()?);
    members.sort();
    rewards.sort();
    Ok(Tally { members, rewards })
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
