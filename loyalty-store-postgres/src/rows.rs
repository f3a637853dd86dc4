//! Change sets as parallel arrays, one set of arrays a table: what `commit.sql` takes.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use loyalty_engine::event::{Entry, Subject};
use loyalty_engine::id::{Key, MemberId, Place};
use loyalty_engine::member::{Gram, Member, Profile, Stamp};
use loyalty_engine::purchase::Purchase;
use loyalty_engine::record::{Answer, Owner, Record, RecordKey, Reply};
use loyalty_engine::store::{Changes, Claim, Expect, StoreError, Write};
use rust_decimal::Decimal;
use sqlx::error::BoxDynError;
use uuid::Uuid;

use crate::error::unreadable;
use crate::load::some;
use crate::table::noun;
use crate::values::Bind;

/// Declares the columns of each table once: a row, the arrays, and how they are bound.
macro_rules! tables {
    ($($table:ident $row:ident { $($column:ident: $type:ty,)* })*) => {
        $(
            struct $row { $($column: $type,)* }

            #[derive(Default)]
            struct $table { $($column: Vec<$type>,)* }

            impl $table {
                const COLUMNS: usize = [$(stringify!($column)),*].len();

                fn push(&mut self, row: $row) {
                    $(self.$column.push(row.$column);)*
                }

                fn bind(self, arguments: &mut impl Bind) -> Result<(), BoxDynError> {
                    $(arguments.add(some(self.$column))?;)*
                    Ok(())
                }
            }
        )*
    };
}

// The order of tables and columns is the order of `loyalty.commit`'s parameters.
tables! {
    Others OtherRow { kind: &'static str, id: String, seen: i64, state: String, }
    Gone GoneRow { kind: &'static str, id: String, seen: i64, }
    Members MemberRow {
        id: Uuid, seen: i64, state: String, kind: String, blocked: bool, closed: bool, card: Option<Uuid>,
        card_number: Option<String>, starts_on: Option<NaiveDate>, ends_on: Option<NaiveDate>, series: Option<i64>,
        cycle: Option<i64>, stamps: Option<i64>, card_of: Option<i64>, rewards_due_on: Option<NaiveDate>,
        due_on: Option<NaiveDate>, level: Option<String>, merged_into: Option<Uuid>,
        purchases_due_on: Option<NaiveDate>, erased: bool,
    }
    Forgets ForgetRow { member: Uuid, reply: String, }
    Profiles ProfileRow {
        id: Uuid, seen: i64, state: String, name: Option<String>, phone: Option<String>, email: Option<String>,
        birth_date: Option<NaiveDate>, search: String, grams: String,
    }
    Purchases PurchaseRow {
        id: Uuid, seen: i64, state: String, member: Option<Uuid>, outlet: Option<String>, receipt: Option<String>,
        amount: Decimal, status: String, at: DateTime<Utc>, pay_by: Option<DateTime<Utc>>, points_given: i64,
        points_taken: i64, points_spent: i64, points_returned: i64,
    }
    Stamps StampRow {
        id: String, seen: i64, state: String, member: Uuid, series: i64, cycle: i64, position: i64,
        purchase: Option<Uuid>, at: DateTime<Utc>,
    }
    Handles HandleRow {
        kind: &'static str, name: String, seen: Option<Uuid>, owner_kind: Option<&'static str>, owner: Option<Uuid>,
    }
    Entries EntryRow {
        subject: Uuid, seq: i64, at: DateTime<Utc>, operation: String, actor: String, entry: String,
        why: Option<String>,
    }
    Replies ReplyRow { key: String, reply: String, subject: Option<Uuid>, seq: Option<i64>, }
}

/// How many parameters `loyalty.commit` has, beside the schema's version and the program.
pub(crate) const PARAMETERS: usize = Others::COLUMNS
    + Gone::COLUMNS
    + Members::COLUMNS
    + Forgets::COLUMNS
    + Profiles::COLUMNS
    + Purchases::COLUMNS
    + Stamps::COLUMNS
    + Handles::COLUMNS
    + Entries::COLUMNS
    + Replies::COLUMNS;

/// A change set, table by table.
#[derive(Default)]
struct Rows {
    others: Others,
    gone: Gone,
    members: Members,
    forgets: Forgets,
    profiles: Profiles,
    purchases: Purchases,
    stamps: Stamps,
    handles: Handles,
    entries: Entries,
    replies: Replies,
}

/// The arguments of `loyalty.commit` for these changes.
pub(crate) fn arguments<B: Bind>(schema_version: i32, changes: &Changes) -> Result<B, StoreError> {
    // Taken apart in full: a new sort of change does not compile until it is written here.
    let Changes { program, records, handles, entries, replies, forget } = changes;
    let mut rows = Rows::default();
    records.iter().try_for_each(|write| rows.record(write))?;
    forget.iter().try_for_each(|id| rows.forget(*id))?;
    handles.iter().for_each(|claim| rows.handle(claim));
    entries.iter().try_for_each(|entry| rows.entry(entry))?;
    // They come in the order of the requests; two batches that share keys must not take them crosswise.
    let mut replies: Vec<&(Key, Reply)> = replies.iter().collect();
    replies.sort_by_key(|(key, _)| key);
    replies.into_iter().try_for_each(|(key, reply)| rows.reply(key, reply))?;
    rows.bind(schema_version, program.as_str()).map_err(|error| unreadable("change", error))
}

impl Rows {
    fn bind<B: Bind>(self, schema_version: i32, program: &str) -> Result<B, BoxDynError> {
        let Rows { others, gone, members, forgets, profiles, purchases, stamps, handles, entries, replies } = self;
        let mut arguments = B::default();
        arguments.add(schema_version)?;
        arguments.add(program)?;
        others.bind(&mut arguments)?;
        gone.bind(&mut arguments)?;
        members.bind(&mut arguments)?;
        forgets.bind(&mut arguments)?;
        profiles.bind(&mut arguments)?;
        purchases.bind(&mut arguments)?;
        stamps.bind(&mut arguments)?;
        handles.bind(&mut arguments)?;
        entries.bind(&mut arguments)?;
        replies.bind(&mut arguments)?;
        Ok(arguments)
    }

    fn record(&mut self, Write { key, expect, record }: &Write) -> Result<(), StoreError> {
        let (kind, seen) = (noun(key.kind()), seen(*expect)?);
        let Some(record) = record else {
            // Nothing is to be there: if nothing is expected to be, that is so already.
            if *expect != Expect::Absent {
                self.gone.push(GoneRow { kind, id: key.text(), seen });
            }
            return Ok(());
        };
        let state = record.json().map_err(|error| unreadable("record", error))?;
        match (key, record) {
            (RecordKey::Member(_), Record::Member(member)) => self.members.push(member_row(seen, state, member)),
            (RecordKey::Profile(id), Record::Profile(profile)) => {
                self.profiles.push(profile_row(id.uuid(), seen, state, profile));
            }
            (RecordKey::Purchase(_), Record::Purchase(bought)) => {
                self.purchases.push(purchase_row(seen, state, bought));
            }
            (RecordKey::Stamp(place), Record::Stamp(stamp)) => {
                self.stamps.push(stamp_row(*place, seen, state, stamp));
            }
            _ => self.others.push(OtherRow { kind, id: key.text(), seen, state }),
        }
        Ok(())
    }

    fn forget(&mut self, member: MemberId) -> Result<(), StoreError> {
        let reply = serde_json::to_string(&Reply::forgotten()).map_err(|error| unreadable("reply", error))?;
        self.forgets.push(ForgetRow { member: member.uuid(), reply });
        Ok(())
    }

    fn handle(&mut self, Claim { handle, seen, owner }: &Claim) {
        if seen.is_none() && owner.is_none() {
            return;
        }
        self.handles.push(HandleRow {
            kind: handle.kind(),
            name: handle.text(),
            seen: seen.map(owner_id),
            owner_kind: owner.map(Owner::kind),
            owner: owner.map(owner_id),
        });
    }

    fn entry(&mut self, entry: &Entry) -> Result<(), StoreError> {
        self.entries.push(EntryRow {
            subject: log(entry.subject),
            seq: number(entry.seq)?,
            at: entry.at.into(),
            operation: entry.operation.clone().into_owned(),
            actor: entry.actor.id.to_string(),
            entry: serde_json::to_string(&entry.bare()).map_err(|error| unreadable("entry", error))?,
            why: entry.why.as_ref().map(ToString::to_string),
        });
        Ok(())
    }

    fn reply(&mut self, key: &Key, reply: &Reply) -> Result<(), StoreError> {
        let at = if let Answer::Entry(at) = &reply.answer { Some(*at) } else { None };
        self.replies.push(ReplyRow {
            key: key.to_string(),
            reply: serde_json::to_string(reply).map_err(|error| unreadable("reply", error))?,
            subject: at.map(|at| log(at.subject)).or(reply.member.map(MemberId::uuid)),
            seq: at.map(|at| number(at.seq)).transpose()?,
        });
        Ok(())
    }
}

fn member_row(seen: i64, state: String, member: &Member) -> MemberRow {
    let (membership, cycles) = (member.membership.as_ref(), member.cycles.as_ref());
    MemberRow {
        id: member.id.uuid(),
        seen,
        state,
        kind: word(member.kind),
        blocked: member.blocked,
        closed: member.closed,
        card: membership.map(|membership| membership.card.uuid()),
        card_number: membership.map(|membership| membership.card_number.to_string()),
        starts_on: membership.map(|membership| membership.starts.into()),
        ends_on: membership.map(|membership| membership.ends.into()),
        series: cycles.map(|cycles| i64::from(cycles.series)),
        cycle: cycles.map(|cycles| i64::from(cycles.cycle)),
        stamps: cycles.map(|cycles| i64::from(cycles.stamps)),
        card_of: cycles.and_then(|cycles| cycles.deals.last()).map(|deal| i64::from(deal.of)),
        rewards_due_on: member.rewards_due.map(Into::into),
        due_on: member.due.map(Into::into),
        level: member.levels.first().and_then(|step| step.level.as_ref()).map(ToString::to_string),
        merged_into: member.merged.map(|merged| merged.into.uuid()),
        purchases_due_on: member.first_purchase_due().map(Into::into),
        erased: member.erased,
    }
}

fn profile_row(id: Uuid, seen: i64, state: String, profile: &Profile) -> ProfileRow {
    ProfileRow {
        id,
        seen,
        state,
        name: profile.name.as_ref().map(ToString::to_string),
        phone: profile.phone.as_ref().map(ToString::to_string),
        email: profile.email.as_ref().map(ToString::to_string),
        birth_date: profile.birth_date.map(Into::into),
        search: profile.search_text(),
        grams: array(profile.grams()),
    }
}

/// An array within an array: those of a column need not be of one length.
fn array(grams: BTreeSet<Gram>) -> String {
    let grams: Vec<String> = grams.iter().map(ToString::to_string).collect();
    format!("{{{}}}", grams.join(","))
}

fn purchase_row(seen: i64, state: String, purchase: &Purchase) -> PurchaseRow {
    let (given, spent) = (purchase.points.as_ref(), purchase.spent.as_ref());
    let points = |count: Option<u64>| i64::try_from(count.unwrap_or(0)).unwrap_or(i64::MAX);
    PurchaseRow {
        id: purchase.id.uuid(),
        seen,
        state,
        member: purchase.member.map(|id| id.uuid()),
        outlet: purchase.outlet.as_ref().map(ToString::to_string),
        receipt: purchase.receipt.as_ref().map(ToString::to_string),
        amount: purchase.amount.into(),
        status: purchase.state.to_string(),
        at: purchase.at.into(),
        pay_by: purchase.pay_by.map(Into::into),
        points_given: points(given.map(|given| given.given)),
        points_taken: points(given.map(|given| given.taken)),
        points_spent: points(spent.map(|spent| spent.points)),
        points_returned: points(spent.map(|spent| spent.returned)),
    }
}

fn stamp_row(place: Place, seen: i64, state: String, stamp: &Stamp) -> StampRow {
    StampRow {
        id: place.to_string(),
        seen,
        state,
        member: place.member.uuid(),
        series: i64::from(place.series),
        cycle: i64::from(place.cycle),
        position: i64::from(place.position),
        purchase: stamp.purchase.map(|id| id.uuid()),
        at: stamp.at.into(),
    }
}

/// What has to be so, as a number: 0, the row must not be there yet; -1, it may be; else the version it must have.
fn seen(expect: Expect) -> Result<i64, StoreError> {
    match expect {
        Expect::Absent => Ok(0),
        Expect::Any => Ok(-1),
        // There is no version 0: somebody who saw it saw nothing, and must not meet a row either way.
        Expect::Version(0) => Err(StoreError::Conflict),
        Expect::Version(version) => number(version),
    }
}

/// A log's id: zeros for the program's own.
pub(crate) fn log(subject: Subject) -> Uuid {
    match subject {
        Subject::Program => Uuid::nil(),
        Subject::Member(id) => id.uuid(),
        Subject::Purchase(id) => id.uuid(),
    }
}

fn owner_id(owner: Owner) -> Uuid {
    match owner {
        Owner::Card(id) => id.uuid(),
        Owner::Member(id) => id.uuid(),
        Owner::Purchase(id) => id.uuid(),
    }
}

fn number(n: u64) -> Result<i64, StoreError> {
    i64::try_from(n).map_err(|error| unreadable("number", error))
}

/// The word by which a value is stored.
pub(crate) fn word(value: impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}
