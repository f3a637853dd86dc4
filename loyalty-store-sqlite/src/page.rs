//! Lists, page by page.

use std::cmp::Reverse;
use std::sync::Arc;

use loyalty_engine::Date;
use loyalty_engine::event::{Entry, Subject};
use loyalty_engine::id::{MemberId, ProgramId, RewardKind};
use loyalty_engine::member::{Gram, MemberKind, MemberStatus, MembershipStatus, RewardState, Search};
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

/// How far each list is looked along to tell which is the shortest from here.
const STRIDE: u32 = 500;

/// What stands in a text is judged here, because SQLite itself folds only ASCII; page by page until there are enough.
fn members(on: &dyn Statements, page: &MemberPage) -> Result<Vec<Line>, StoreError> {
    let limit = usize::try_from(page.limit).unwrap_or(usize::MAX);
    let walk = walk(on, page)?;
    // Of those who are looked at, not all are found.
    let size = if page.search.is_some() || page.level.is_some() { page.limit.max(STRIDE) } else { page.limit };
    let (mut found, mut after) = (Vec::new(), page.after);
    loop {
        let lines = members_after(on, page, &walk, after, size)?;
        let is_last = lines.len() < usize::try_from(size).unwrap_or(usize::MAX);
        after = lines.last().map(|(id, _)| *id);
        let wanted = lines.into_iter().map(|(_, line)| line).filter(|line| is_wanted(line, page));
        found.extend(wanted.take(limit.saturating_sub(found.len())));
        if is_last || found.len() >= limit {
            return Ok(found);
        }
    }
}

fn is_wanted((member, profile): &Line, page: &MemberPage) -> bool {
    let on_level = page
        .level
        .as_ref()
        .is_none_or(|level| matches!(member, Record::Member(member) if member.level_on(page.today) == Some(level)));
    on_level && is_found(profile.as_ref(), page.search.as_ref())
}

fn is_found(profile: Option<&Record>, search: Option<&Search>) -> bool {
    match (search, profile) {
        (None, _) => true,
        (Some(search), Some(Record::Profile(profile))) => search.finds(profile),
        (Some(_), _) => false,
    }
}

/// Along which list a page is looked for, and which two grams whoever is found has.
struct Walk {
    sql: String,
    grams: [Gram; 2],
}

/// Along the shortest of the lists that lead to everybody who is wanted.
fn walk(on: &dyn Statements, page: &MemberPage) -> Result<Walk, StoreError> {
    let filters = filters(page);
    let mut grams = Vec::new();
    for gram in page.search.iter().flat_map(Search::grams) {
        grams.push((reach_of_gram(on, page, gram)?, gram));
    }
    grams.sort();
    let Some((shortest, first)) = grams.first() else {
        return Ok(Walk { sql: statement("loyalty_members m", &filters), grams: [0, 0] });
    };
    let second = grams.get(1).map_or(*first, |(_, gram)| *gram);
    let is_filtered = page.status.is_some() || page.kind.is_some();
    let from = if is_filtered && reach_of_members(on, page, &filters)? < *shortest {
        "loyalty_members m CROSS JOIN loyalty_grams g ON g.program = m.program AND g.gram = ?5 AND g.id = m.id"
    } else {
        "loyalty_grams g CROSS JOIN loyalty_members m
         ON g.program = ?1 AND g.gram = ?5 AND g.id > ?2 AND m.program = g.program AND m.id = g.id"
    };
    let has_second = "AND EXISTS (SELECT 1 FROM loyalty_grams o WHERE o.program = ?1 AND o.gram = ?6 AND o.id = m.id)";
    Ok(Walk { sql: statement(from, &format!("{filters} {has_second}")), grams: [*first, second] })
}

/// Who is wanted, in plain columns that an index leads along.
fn filters(page: &MemberPage) -> String {
    let kind = if page.kind.is_some() { "AND m.kind = ?4" } else { "" };
    let status = match page.status {
        None => "",
        Some(MemberStatus::Active) => "AND NOT m.closed AND NOT m.blocked",
        Some(MemberStatus::Blocked) => "AND m.blocked AND NOT m.closed",
        Some(MemberStatus::Inactive) => "AND m.closed",
    };
    format!("{kind} {status}")
}

/// The same order of judgements as in the engine: closed, blocked, over, not begun.
fn statement(from: &str, filters: &str) -> String {
    format!(
        "SELECT m.id, m.state, p.state
         FROM {from} LEFT JOIN loyalty_profiles p ON p.program = m.program AND p.id = m.id
         WHERE m.program = ?1 AND m.id > ?2 {filters}
           AND (?7 IS NULL OR m.starts_on IS NOT NULL AND ?7 = CASE WHEN m.blocked THEN 'blocked'
                WHEN m.ends_on < ?3 THEN 'expired' WHEN m.starts_on > ?3 THEN 'not_started' ELSE 'active' END)
         ORDER BY m.id LIMIT ?8"
    )
}

/// How far a list reaches within a stride: the further, the fewer are on it. Whoever comes to its end reaches furthest.
type Reach = Reverse<String>;

fn reach(row: Option<Row>) -> Result<Reach, StoreError> {
    row.map_or_else(|| Ok(Reverse("~".to_owned())), |mut row| row.text(0).map(Reverse))
}

fn reach_of_gram(on: &dyn Statements, page: &MemberPage, gram: Gram) -> Result<Reach, StoreError> {
    const SQL: &str = "SELECT id FROM loyalty_grams WHERE program = ?1 AND gram = ?2 AND id > ?3
         ORDER BY id LIMIT 1 OFFSET ?4";
    reach(on.row(SQL, given![page.program.as_str(), gram, &after(page.after), STRIDE])?)
}

fn reach_of_members(on: &dyn Statements, page: &MemberPage, filters: &str) -> Result<Reach, StoreError> {
    let sql = format!(
        "SELECT m.id FROM loyalty_members m WHERE m.program = ?1 AND m.id > ?2 AND ?4 IS ?4 {filters}
         ORDER BY m.id LIMIT 1 OFFSET ?5"
    );
    let kind = page.kind.and_then(word::<MemberKind>);
    reach(on.row(&sql, given![page.program.as_str(), &after(page.after), 0_u32, &kind, STRIDE])?)
}

fn after(after: Option<MemberId>) -> String {
    after.map(|id| id.to_string()).unwrap_or_default()
}

fn members_after(
    on: &dyn Statements,
    page: &MemberPage,
    Walk { sql, grams: [first, second] }: &Walk,
    from: Option<MemberId>,
    size: u32,
) -> Result<Vec<(MemberId, Line)>, StoreError> {
    let membership = page.membership.and_then(word::<MembershipStatus>);
    let (today, kind) = (page.today.to_string(), page.kind.and_then(word::<MemberKind>));
    let (program, from) = (page.program.as_str(), after(from));
    let given = given![program, &from, &today, &kind, *first, *second, &membership, size];
    let line = |mut row: Row| {
        let id: MemberId = row.text(0)?.parse().map_err(|code| unreadable("member id", code))?;
        let profile = row.text_if_any(2)?.map(|state| record(RecordKey::Profile(id), &state)).transpose()?;
        Ok((id, (record(RecordKey::Member(id), &row.text(1)?)?, profile)))
    };
    on.rows(sql, given)?.into_iter().map(line).collect()
}

fn entries(
    on: &dyn Statements,
    program: &ProgramId,
    subject: Option<Subject>,
    after: u64,
    limit: u32,
) -> Result<Vec<(u64, Arc<Entry>)>, StoreError> {
    const ALL: &str = "SELECT e.position, e.entry, r.reason FROM loyalty_entries e
         LEFT JOIN loyalty_reasons r ON r.program = e.program AND r.subject = e.subject AND r.seq = e.seq
         WHERE e.program = ?1 AND e.position > ?2 ORDER BY e.position LIMIT ?3";
    const ONE: &str = "SELECT e.position, e.entry, r.reason FROM loyalty_entries e
         LEFT JOIN loyalty_reasons r ON r.program = e.program AND r.subject = e.subject AND r.seq = e.seq
         WHERE e.program = ?1 AND e.seq > ?2 AND e.subject = ?4 ORDER BY e.seq LIMIT ?3";
    let rows = match subject {
        None => on.rows(ALL, given![program.as_str(), after, limit]),
        Some(subject) => on.rows(ONE, given![program.as_str(), after, limit, &subject.to_string()]),
    };
    rows?.into_iter().map(|mut row| Ok((row.number(0)?, entry_of(&mut row, 1)?))).collect()
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
