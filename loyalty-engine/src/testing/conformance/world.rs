//! Things to store, and short ways to store and find them.

use std::sync::Arc;

use super::{Outcome, Store};
use crate::access::{Actor, Role};
use crate::basket::Charges;
use crate::event::{Entry, Event, Subject};
use crate::id::{CardId, Ids, MemberId, ProgramId, PurchaseId, ReceiptNumber};
use crate::member::{Member, MemberKind, Membership, Reward, RewardState};
use crate::money::Money;
use crate::purchase::{EntryRef, Purchase, PurchaseState, Refunded};
use crate::record::{Handle, Owner, Record, RecordKey};
use crate::store::{Ask, Changes, Claim, Expect, MemberPage, Page, PageRequest, Snapshot, StoreError, Write};
use crate::testing::block_on;
use crate::time::Moment;

/// Things to store, each numbered, so that cases stay short.
pub(super) struct World {
    pub(super) store: Store,
    pub(super) program: ProgramId,
    pub(super) ids: Vec<MemberId>,
}

pub(super) const AT: &str = "2026-11-21T03:00:00.000001Z";

impl World {
    pub(super) fn new(store: Store) -> Result<World, String> {
        let at = text::<Moment>(AT)?;
        let mut ids: Vec<MemberId> = (0..8_u8).map(|n| Ids::new([n; 16], at).member()).collect();
        ids.sort();
        Ok(World { store, program: text("kopi-hub")?, ids })
    }

    pub(super) fn id(&self, n: usize) -> Result<MemberId, String> {
        self.ids.get(n).copied().ok_or_else(|| "too few ids".to_owned())
    }

    pub(super) fn member(&self, n: usize) -> Result<Member, String> {
        Ok(Member::new(self.id(n)?, MemberKind::Member, text(AT)?))
    }

    pub(super) fn changes(&self) -> Changes {
        Changes::new(self.program.clone())
    }

    pub(super) fn put(&self, writes: Vec<Write>) -> Result<(), StoreError> {
        self.commit(Changes { records: writes, ..self.changes() })
    }

    pub(super) fn commit(&self, changes: Changes) -> Result<(), StoreError> {
        block_on(self.store.commit(&changes))
    }

    pub(super) fn load(&self, fill: impl FnOnce(&mut Ask)) -> Result<Snapshot, String> {
        let mut ask = Ask::new(self.program.clone(), 0);
        fill(&mut ask);
        block_on(self.store.load(&ask)).map_err(|error| error.to_string())
    }

    pub(super) fn record(&self, key: RecordKey) -> Result<Option<(u64, Record)>, String> {
        let snapshot = self.load(|ask| ask.records.extend([key]))?;
        Ok(snapshot
            .records
            .into_iter()
            .find(|(found, _, _)| *found == key)
            .map(|(_, version, record)| (version, record)))
    }

    pub(super) fn page(&self, request: PageRequest) -> Result<Page, String> {
        block_on(self.store.page(&request)).map_err(|error| error.to_string())
    }

    pub(super) fn entries(
        &self,
        subject: Option<Subject>,
        after: u64,
        limit: u32,
    ) -> Result<Vec<(u64, Arc<Entry>)>, String> {
        match self.page(PageRequest::Entries { program: self.program.clone(), subject, after, limit })? {
            Page::Entries(entries) => Ok(entries),
            other => Err(format!("another page came: {other:?}")),
        }
    }

    pub(super) fn entry(&self, subject: Subject, seq: u64) -> Result<Arc<Entry>, String> {
        Ok(Arc::new(Entry {
            subject,
            seq,
            at: text(AT)?,
            actor: Actor::new(Role::Cashier, text("siti")?),
            rules: 1,
            operation: "block".into(),
            why: Some(text("a reason with 'quotes', \\ and ☕")?),
            events: vec![Event::MemberBlocked {}],
            reasons: Vec::new(),
        }))
    }

    pub(super) fn append(&self, subject: Subject, seqs: std::ops::RangeInclusive<u64>) -> Outcome {
        let entries = seqs.map(|seq| self.entry(subject, seq)).collect::<Result<_, _>>()?;
        ok(self.commit(Changes { entries, ..self.changes() }))
    }

    pub(super) fn members_page(&self, fill: impl FnOnce(&mut MemberPage)) -> Result<Vec<MemberId>, String> {
        let mut page = MemberPage {
            program: self.program.clone(),
            today: text("2026-11-21")?,
            search: None,
            status: None,
            membership: None,
            kind: None,
            level: None,
            after: None,
            limit: 100,
        };
        fill(&mut page);
        match self.page(PageRequest::Members(page))? {
            Page::Members(lines) => Ok(lines
                .into_iter()
                .filter_map(|(member, _)| if let Record::Member(member) = member { Some(member.id) } else { None })
                .collect()),
            other => Err(format!("another page came: {other:?}")),
        }
    }
}

pub(super) fn text<T: std::str::FromStr>(text: &str) -> Result<T, String>
where
    T::Err: std::fmt::Debug,
{
    text.parse().map_err(|error| format!("{text}: {error:?}"))
}

pub(super) fn ok<T>(result: Result<T, StoreError>) -> Result<T, String> {
    result.map_err(|error| format!("{error:?}"))
}

pub(super) fn same<T: PartialEq + std::fmt::Debug>(what: &str, found: T, expected: T) -> Outcome {
    if found == expected { Ok(()) } else { Err(format!("{what}: found {found:?}, expected {expected:?}")) }
}

pub(super) fn new(key: RecordKey, record: Record) -> Write {
    Write { key, expect: Expect::Absent, record: Some(record) }
}

pub(super) fn at_version(key: RecordKey, version: u64, record: Record) -> Write {
    Write { key, expect: Expect::Version(version), record: Some(record) }
}

pub(super) fn member_record(member: Member) -> (RecordKey, Record) {
    (RecordKey::Member(member.id), Record::Member(Arc::new(member)))
}

pub(super) fn claim(handle: Handle, owner: Owner) -> Claim {
    Claim { handle, seen: None, owner: Some(owner) }
}

pub(super) fn card_id(n: u128) -> CardId {
    CardId::from_uuid(uuid::Uuid::from_u128(n))
}

pub(super) fn purchase_id(n: u128) -> PurchaseId {
    PurchaseId::from_uuid(uuid::Uuid::from_u128(n))
}

pub(super) fn membership(starts: &str, ends: &str) -> Result<Membership, String> {
    let (card, card_number) = (card_id(1), text("CARD-1")?);
    Ok(Membership { number: 1, card, card_number, starts: text(starts)?, ends: text(ends)?, ended: false })
}

pub(super) fn purchase(world: &World, n: u128, member: Option<MemberId>, amount: &str) -> Result<Record, String> {
    let subject = member.map_or(Subject::Purchase(purchase_id(n)), Subject::Member);
    Ok(Record::Purchase(Arc::new(Purchase {
        id: purchase_id(n),
        member,
        outlet: Some(text("kemang")?),
        receipt: Some(text::<ReceiptNumber>("INV-1")?),
        amount: Money::parse(amount).map_err(|code| code.to_string())?,
        gross: None,
        charges: Charges::default(),
        lines: Vec::new(),
        shares: Vec::new(),
        at: text(AT)?,
        state: PurchaseState::Completed,
        pay_by: None,
        counted: None,
        rules: 1,
        refunded: Refunded::default(),
        timeline: Vec::new(),
        reprints: 0,
        seq: 0,
        stamps: None,
        stamps_kept: 0,
        points: None,
        spent: None,
        entry: EntryRef { subject, seq: u64::try_from(world.ids.len()).unwrap_or(1).min(1) },
    })))
}

pub(super) fn reward_record(state: RewardState) -> Result<Record, String> {
    let redeemed = if state == RewardState::Redeemed { Some(text(AT)?) } else { None };
    let kind = text("free_drink")?;
    let (until, purchase, cost, first) = (None, None, Vec::new(), None);
    Ok(Record::Reward(Arc::new(Reward { kind, earned: text(AT)?, until, state, redeemed, purchase, cost, first })))
}
