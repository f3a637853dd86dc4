//! Lists, page by page: which statement, with which values, and what its rows say.

use chrono::NaiveDate;
use loyalty_engine::Date;
use loyalty_engine::id::{LevelName, MemberId, RewardKind};
use loyalty_engine::member::{MemberStatus, MembershipStatus, RewardState, Search};
use loyalty_engine::record::{Record, RecordKey, RecordKind};
use loyalty_engine::store::{MemberPage, Page, PageRequest, StoreError, Tally, Version};
use sqlx::error::BoxDynError;
use uuid::Uuid;

use crate::error::unreadable;
use crate::load::{entry_of, record_of, version_of};
use crate::rows::{log, word};
use crate::table::noun;
use crate::values::{Bind, Columns};

/// A function of the schema and its arguments after the schema's version.
pub(crate) struct Asked<B> {
    pub(crate) function: String,
    pub(crate) arguments: B,
    pub(crate) columns: usize,
}

/// Binds the schema's version and then each value.
macro_rules! asked {
    ($columns:literal of $function:expr, $version:expr, $($value:expr),*) => {{
        let mut arguments = B::default();
        let bound = (|| -> Result<(), BoxDynError> {
            arguments.add($version)?;
            $(arguments.add($value)?;)*
            Ok(())
        })();
        let asked = bound.map(|()| Asked { function: $function.into(), arguments, columns: $columns });
        asked.map_err(|error| unreadable("request", error))
    }};
}

/// The statements that answer a request; most need one.
pub(crate) fn statements<B: Bind>(version: i32, request: &PageRequest) -> Result<Vec<Asked<B>>, StoreError> {
    let statement = match request {
        PageRequest::Members(MemberPage { program, today, search, status, membership, kind, level, after, limit }) => {
            let (program, today, limit) = (program.as_str(), NaiveDate::from(*today), i64::from(*limit));
            let (status, membership, kind) = (status.map(word), membership.map(word), kind.map(word));
            let (level, after) = (level.as_ref().map(LevelName::as_str), after.map(MemberId::uuid));
            if search.is_none() && level.is_none() {
                asked!(3 of "page_members", version, program, today, status, membership, kind, level, after, limit)
            } else {
                let grams = search.as_ref().map(|search| search.grams().into_iter().collect::<Vec<_>>());
                let part = search.as_ref().and_then(Search::part);
                asked!(
                    3 of "find_members", version, program, today, grams, part, status, membership, kind, level, after,
                    limit
                )
            }
        }
        PageRequest::Entries { program, subject, after, limit } => {
            let after = i64::try_from(*after).unwrap_or(i64::MAX);
            asked!(3 of "page_entries", version, program.as_str(), subject.map(log), after, i64::from(*limit))
        }
        PageRequest::Due { program, on, after, limit } => {
            let (day, id): (Option<NaiveDate>, Option<Uuid>) = after.map(|(day, id)| (day.into(), id.uuid())).unzip();
            asked!(2 of "page_due", version, program.as_str(), NaiveDate::from(*on), day, id, i64::from(*limit))
        }
        PageRequest::Records { program, kind, after, limit } => {
            let function = format!("page_{}", noun(*kind));
            asked!(3 of function, version, program.as_str(), after.as_deref(), i64::from(*limit))
        }
        PageRequest::Tally { program, today, lapse } => {
            let today = NaiveDate::from(*today);
            let members = asked!(3 of "tally_members", version, program.as_str(), today)?;
            let rewards = asked!(3 of "tally_rewards", version, program.as_str(), today, *lapse)?;
            return Ok(vec![members, rewards]);
        }
    };
    Ok(vec![statement?])
}

/// What the rows of each statement say.
pub(crate) fn read<R: Columns>(request: &PageRequest, answers: &[Vec<R>]) -> Result<Page, StoreError> {
    let (first, second) = match answers {
        [first] => (first.as_slice(), [].as_slice()),
        [first, second, ..] => (first.as_slice(), second.as_slice()),
        [] => ([].as_slice(), [].as_slice()),
    };
    match request {
        PageRequest::Members(_) => first.iter().map(member).collect::<Result<_, _>>().map(Page::Members),
        PageRequest::Entries { .. } => {
            let entry = |row: &R| Ok((version_of(row, 0)?, entry_of(row.get(1)?, row.get(2)?)?));
            first.iter().map(entry).collect::<Result<_, _>>().map(Page::Entries)
        }
        PageRequest::Due { .. } => first.iter().map(due).collect::<Result<_, _>>().map(Page::Due),
        PageRequest::Records { kind, .. } => {
            first.iter().map(|row| a_record(*kind, row)).collect::<Result<_, _>>().map(Page::Records)
        }
        PageRequest::Tally { .. } => tally(first, second).map(Page::Tally),
    }
}

fn member(row: &impl Columns) -> Result<(Record, Option<Record>), StoreError> {
    let id: &str = row.get(0)?;
    let (_, member) = record_of(RecordKind::Member, id, row.get(1)?)?;
    let profile: Option<&str> = row.get(2)?;
    let profile = profile.map(|state| record_of(RecordKind::Profile, id, state)).transpose()?;
    Ok((member, profile.map(|(_, profile)| profile)))
}

fn due(row: &impl Columns) -> Result<(Date, MemberId), StoreError> {
    let day: &str = row.get(0)?;
    let day = Date::parse(day).map_err(|code| unreadable("due day", code))?;
    Ok((day, MemberId::from_uuid(row.get(1)?)))
}

fn a_record(kind: RecordKind, row: &impl Columns) -> Result<(RecordKey, Version, Record), StoreError> {
    let (key, record) = record_of(kind, row.get(0)?, row.get(2)?)?;
    Ok((key, version_of(row, 1)?, record))
}

fn tally<R: Columns>(members: &[R], rewards: &[R]) -> Result<Tally, StoreError> {
    let of_members = |row: &R| {
        let membership: Option<&str> = row.get(1)?;
        let membership = membership.map(from_word::<MembershipStatus>).transpose()?;
        Ok((from_word::<MemberStatus>(row.get(0)?)?, membership, version_of(row, 2)?))
    };
    let of_rewards = |row: &R| {
        let kind: &str = row.get(0)?;
        let kind: RewardKind = kind.parse().map_err(|code| unreadable("reward kind", code))?;
        Ok((kind, from_word::<RewardState>(row.get(1)?)?, version_of(row, 2)?))
    };
    let members: Result<Vec<_>, StoreError> = members.iter().map(of_members).collect();
    let rewards: Result<Vec<_>, StoreError> = rewards.iter().map(of_rewards).collect();
    let (mut members, mut rewards) = (members?, rewards?);
    members.sort();
    rewards.sort();
    Ok(Tally { members, rewards })
}

fn from_word<T: serde::de::DeserializeOwned>(word: &str) -> Result<T, StoreError> {
    serde_json::from_value(serde_json::Value::String(word.to_owned())).map_err(|error| unreadable("word", error))
}
