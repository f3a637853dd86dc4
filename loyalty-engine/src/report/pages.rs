//! Reading a whole list, page by page.

use std::sync::Arc;

use crate::error::Error;
use crate::event::Entry;
use crate::id::{MemberId, ProgramId};
use crate::record::{Record, RecordKey, RecordKind};
use crate::store::{LoyaltyStore, Page, PageRequest, Version};
use crate::time::Date;

const PAGE: u32 = 1000;

/// Every entry of a program, in the order in which they were written, handed on page by page.
pub async fn all_entries(
    store: &dyn LoyaltyStore,
    program: &ProgramId,
    mut each: impl FnMut(Arc<Entry>) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut after = 0;
    loop {
        let request = PageRequest::Entries { program: program.clone(), subject: None, after, limit: PAGE };
        let Page::Entries(page) = store.page(&request).await? else { return Err(wrong()) };
        let Some((last, _)) = page.last() else { return Ok(()) };
        after = *last;
        page.into_iter().try_for_each(|(_, entry)| each(entry))?;
    }
}

/// Every record of one kind, in the order of their keys.
pub async fn all_records(
    store: &dyn LoyaltyStore,
    program: &ProgramId,
    kind: RecordKind,
    mut each: impl FnMut(RecordKey, Version, Record) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut after = None;
    loop {
        let request = PageRequest::Records { program: program.clone(), kind, after, limit: PAGE };
        let Page::Records(page) = store.page(&request).await? else { return Err(wrong()) };
        let Some((last, _, _)) = page.last() else { return Ok(()) };
        after = Some(last.text());
        page.into_iter().try_for_each(|(key, version, record)| each(key, version, record))?;
    }
}

/// The next members on whom time has something to do, by day and id.
pub async fn due_members(
    store: &dyn LoyaltyStore,
    program: &ProgramId,
    on: Date,
    after: Option<(Date, MemberId)>,
    limit: u32,
) -> Result<Vec<(Date, MemberId)>, Error> {
    let request = PageRequest::Due { program: program.clone(), on, after, limit };
    match store.page(&request).await? {
        Page::Due(page) => Ok(page),
        _ => Err(wrong()),
    }
}

fn wrong() -> Error {
    Error::broken("the store answered with another page than was asked for")
}
