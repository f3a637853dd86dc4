//! What every store must do. A store crate writes one constructor and one macro line, and gets every case.

use std::sync::Arc;

use super::block_on;
use crate::access::{Actor, Role};
use crate::card::Card;
use crate::event::{Entry, Event, Subject};
use crate::id::{CardId, CardNumber, Ids, MemberId, ProgramId, PurchaseId, ReceiptNumber};
use crate::member::{Member, MemberKind, MemberStatus, Membership, MembershipStatus, Profile, Reward, RewardState};
use crate::money::Money;
use crate::purchase::{EntryRef, Purchase, PurchaseState};
use crate::record::{Answer, Handle, Only, Owner, Program, Record, RecordKey, RecordKind, Reply};
use crate::rules::Document;
use crate::store::{
    Ask, Changes, Claim, Expect, LoyaltyStore, MemberPage, Page, PageRequest, Snapshot, StoreError, Write,
};
use crate::time::{Date, Moment};

/// A store, as the cases see it.
pub type Store = Arc<dyn LoyaltyStore>;
/// How a case ends: well, or with what was wrong.
pub type Outcome = Result<(), String>;

/// Declares the cases once, and the macro that turns each into a test of a store.
macro_rules! cases {
    ($($name:ident)*) => {
        /// Every case by name.
        pub const CASES: &[(&str, fn(Store) -> Outcome)] = &[$((stringify!($name), $name)),*];

        /// One test a case, for a store that `$make` makes empty, together with what must outlive it.
        #[macro_export]
        macro_rules! store_conformance {
            ($make:expr) => {
                $(#[test]
                fn $name() {
                    let (store, _guard) = $make();
                    $crate::testing::conformance::run(stringify!($name), store);
                })*
            };
        }
    };
}

cases! {
    an_empty_store_has_nothing
    what_was_committed_is_loaded
    text_of_every_sort_comes_back_as_it_was
    a_record_is_written_only_at_the_version_that_was_seen
    a_record_that_must_be_absent_is_written_once
    a_record_can_be_removed
    an_owned_record_is_written_whatever_its_version
    a_handle_has_one_owner
    a_handle_is_passed_on_and_released_by_its_owner_only
    an_entry_is_the_next_of_its_log
    a_key_is_remembered_once
    nothing_is_written_when_one_expectation_fails
    of_commits_that_race_one_wins
    a_card_brings_its_member_and_the_profile
    a_member_brings_the_card_when_asked
    a_receipt_brings_purchase_member_and_entry
    a_key_brings_its_entry
    only_newer_rules_come_along
    entries_are_paged_in_the_order_of_their_writing
    entries_of_one_log_are_paged_by_number
    pages_stay_stable_while_entries_are_added
    members_are_paged_and_filtered
    members_are_found_by_a_part_of_name_phone_or_email
    due_members_come_by_day
    records_are_paged_by_key
    members_and_rewards_are_counted_as_time_has_left_them
    two_programs_share_nothing
}

/// Runs one case by name.
#[expect(clippy::panic, reason = "a failing case fails its test")]
pub fn run(name: &str, store: Store) {
    let case = CASES.iter().find(|(known, _)| *known == name);
    let outcome = case.map_or_else(|| Err("there is no such case".to_owned()), |(_, case)| case(store));
    if let Err(problem) = outcome {
        panic!("{name}: {problem}");
    }
}

/// Things to store, each numbered, so that cases stay short.
struct World {
    store: Store,
    program: ProgramId,
    ids: Vec<MemberId>,
}

const AT: &str = "2026-11-21T03:00:00.000001Z";

impl World {
    fn new(store: Store) -> Result<World, String> {
        let at = text::<Moment>(AT)?;
        let mut ids: Vec<MemberId> = (0..8_u8).map(|n| Ids::new([n; 16], at).member()).collect();
        ids.sort();
        Ok(World { store, program: text("kopi-hub")?, ids })
    }

    fn id(&self, n: usize) -> Result<MemberId, String> {
        self.ids.get(n).copied().ok_or_else(|| "too few ids".to_owned())
    }

    fn member(&self, n: usize) -> Result<Member, String> {
        Ok(Member::new(self.id(n)?, MemberKind::Member, text(AT)?))
    }

    fn changes(&self) -> Changes {
        let program = self.program.clone();
        Changes { program, records: Vec::new(), handles: Vec::new(), entries: Vec::new(), replies: Vec::new() }
    }

    fn put(&self, writes: Vec<Write>) -> Result<(), StoreError> {
        self.commit(Changes { records: writes, ..self.changes() })
    }

    fn commit(&self, changes: Changes) -> Result<(), StoreError> {
        block_on(self.store.commit(&changes))
    }

    fn load(&self, fill: impl FnOnce(&mut Ask)) -> Result<Snapshot, String> {
        let mut ask = Ask::new(self.program.clone(), 0);
        fill(&mut ask);
        block_on(self.store.load(&ask)).map_err(|error| error.to_string())
    }

    fn record(&self, key: RecordKey) -> Result<Option<(u64, Record)>, String> {
        let snapshot = self.load(|ask| ask.records.extend([key]))?;
        Ok(snapshot
            .records
            .into_iter()
            .find(|(found, _, _)| *found == key)
            .map(|(_, version, record)| (version, record)))
    }

    fn page(&self, request: PageRequest) -> Result<Page, String> {
        block_on(self.store.page(&request)).map_err(|error| error.to_string())
    }

    fn entries(&self, subject: Option<Subject>, after: u64, limit: u32) -> Result<Vec<(u64, Arc<Entry>)>, String> {
        match self.page(PageRequest::Entries { program: self.program.clone(), subject, after, limit })? {
            Page::Entries(entries) => Ok(entries),
            other => Err(format!("another page came: {other:?}")),
        }
    }

    fn entry(&self, subject: Subject, seq: u64) -> Result<Arc<Entry>, String> {
        Ok(Arc::new(Entry {
            subject,
            seq,
            at: text(AT)?,
            actor: Actor::new(Role::Cashier, text("siti")?),
            rules: 1,
            operation: "block".to_owned(),
            why: Some(text("a reason with 'quotes', \\ and ☕")?),
            events: vec![Event::MemberBlocked {}],
            reasons: Vec::new(),
        }))
    }

    fn append(&self, subject: Subject, seqs: std::ops::RangeInclusive<u64>) -> Outcome {
        let entries = seqs.map(|seq| self.entry(subject, seq)).collect::<Result<_, _>>()?;
        ok(self.commit(Changes { entries, ..self.changes() }))
    }

    fn members_page(&self, fill: impl FnOnce(&mut MemberPage)) -> Result<Vec<MemberId>, String> {
        let mut page = MemberPage {
            program: self.program.clone(),
            today: text("2026-11-21")?,
            search: None,
            status: None,
            membership: None,
            kind: None,
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

fn text<T: std::str::FromStr>(text: &str) -> Result<T, String>
where
    T::Err: std::fmt::Debug,
{
    text.parse().map_err(|error| format!("{text}: {error:?}"))
}

fn ok<T>(result: Result<T, StoreError>) -> Result<T, String> {
    result.map_err(|error| format!("{error:?}"))
}

fn same<T: PartialEq + std::fmt::Debug>(what: &str, found: T, expected: T) -> Outcome {
    if found == expected { Ok(()) } else { Err(format!("{what}: found {found:?}, expected {expected:?}")) }
}

fn new(key: RecordKey, record: Record) -> Write {
    Write { key, expect: Expect::Absent, record: Some(record) }
}

fn at_version(key: RecordKey, version: u64, record: Record) -> Write {
    Write { key, expect: Expect::Version(version), record: Some(record) }
}

fn member_record(member: Member) -> (RecordKey, Record) {
    (RecordKey::Member(member.id), Record::Member(Arc::new(member)))
}

fn claim(handle: Handle, owner: Owner) -> Claim {
    Claim { handle, seen: None, owner: Some(owner) }
}

fn card_id(n: u128) -> CardId {
    CardId::from_uuid(uuid::Uuid::from_u128(n))
}

fn purchase_id(n: u128) -> PurchaseId {
    PurchaseId::from_uuid(uuid::Uuid::from_u128(n))
}

fn membership(starts: &str, ends: &str) -> Result<Membership, String> {
    let (card, card_number) = (card_id(1), text("CARD-1")?);
    Ok(Membership { number: 1, card, card_number, starts: text(starts)?, ends: text(ends)?, ended: false })
}

fn an_empty_store_has_nothing(store: Store) -> Outcome {
    let world = World::new(store)?;
    let id = world.id(0)?;
    let snapshot = world.load(|ask| {
        ask.records.insert(RecordKey::Member(id));
        ask.handles.extend(text("CARD-1").map(Handle::CardNumber));
        ask.keys.extend(text("k1"));
    })?;
    same("records", snapshot.records.len(), 0)?;
    same("handles", snapshot.handles.len(), 0)?;
    same("replies", snapshot.replies.len(), 0)?;
    same("rules", snapshot.rules.len(), 0)?;
    same("entries", world.entries(None, 0, 10)?.len(), 0)?;
    same("members", world.members_page(|_| {})?, vec![])
}

fn what_was_committed_is_loaded(store: Store) -> Outcome {
    let world = World::new(store)?;
    let mut member = world.member(0)?;
    let id = member.id;
    let place = text(&format!("{id}.1.1.10"))?;
    let (kind, until): (_, Option<Date>) = (text("voucher_50k")?, Some(text("9999-12-31")?));
    member.membership = Some(membership("1900-01-01", "9999-12-31")?);
    let (earned, state) = (text(AT)?, RewardState::Open);
    let reward = Reward { kind, earned, until, state, redeemed: None, purchase: None };
    let card = Card { id: card_id(1), number: text("CARD-1")?, member: Some(id), replaced: false };
    let program = Program { seq: 1 << 53, rules: u32::MAX };
    let records = [
        (RecordKey::Program(Only), Record::Program(Arc::new(program))),
        member_record(member),
        (RecordKey::Card(card.id), Record::Card(Arc::new(card))),
        (RecordKey::Reward(place), Record::Reward(Arc::new(reward))),
        (RecordKey::Purchase(purchase_id(1)), purchase(&world, 1, Some(id), "999999999999999")?),
    ];
    ok(world.put(records.iter().map(|(key, record)| new(*key, record.clone())).collect()))?;
    for (key, record) in records {
        same("record", world.record(key)?, Some((1, record)))?;
    }
    Ok(())
}

fn purchase(world: &World, n: u128, member: Option<MemberId>, amount: &str) -> Result<Record, String> {
    let subject = member.map_or(Subject::Purchase(purchase_id(n)), Subject::Member);
    Ok(Record::Purchase(Arc::new(Purchase {
        id: purchase_id(n),
        member,
        outlet: Some(text("kemang")?),
        receipt: Some(text::<ReceiptNumber>("INV-1")?),
        amount: Money::parse(amount).map_err(|code| code.to_string())?,
        gross: None,
        at: text(AT)?,
        state: PurchaseState::Completed,
        seq: 0,
        stamps: None,
        stamps_kept: 0,
        entry: EntryRef { subject, seq: u64::try_from(world.ids.len()).unwrap_or(1).min(1) },
    })))
}

fn text_of_every_sort_comes_back_as_it_was(store: Store) -> Outcome {
    let world = World::new(store)?;
    let names =
        ["O'Brien \"Bob\" \\ ; -- DROP TABLE", "100% _ * ? [a]", "Zoë 山田太郎 👩‍🚀".trim(), "e\u{301} ≠ é", "ﬁ ß İ ı"];
    for (n, name) in names.iter().enumerate().filter(|(_, name)| !name.contains('\u{200d}')) {
        let profile = Profile { name: Some(text(name)?), ..Profile::default() };
        let key = RecordKey::Profile(world.id(n)?);
        ok(world.put(vec![new(key, Record::Profile(Arc::new(profile.clone())))]))?;
        same("profile", world.record(key)?, Some((1, Record::Profile(Arc::new(profile)))))?;
    }
    Ok(())
}

fn a_record_is_written_only_at_the_version_that_was_seen(store: Store) -> Outcome {
    let world = World::new(store)?;
    let (key, record) = member_record(world.member(0)?);
    ok(world.put(vec![new(key, record.clone())]))?;
    ok(world.put(vec![at_version(key, 1, record.clone())]))?;
    for stale in [0, 1, 3] {
        let late = world.put(vec![at_version(key, stale, record.clone())]);
        same("a stale version", late, Err(StoreError::Conflict))?;
    }
    same("version", world.record(key)?.map(|(version, _)| version), Some(2))
}

fn a_record_that_must_be_absent_is_written_once(store: Store) -> Outcome {
    let world = World::new(store)?;
    let (key, record) = member_record(world.member(0)?);
    ok(world.put(vec![new(key, record.clone())]))?;
    same("the second", world.put(vec![new(key, record)]), Err(StoreError::Conflict))
}

fn a_record_can_be_removed(store: Store) -> Outcome {
    let world = World::new(store)?;
    let key = RecordKey::Profile(world.id(0)?);
    ok(world.put(vec![new(key, Record::Profile(Arc::default()))]))?;
    let remove = |expect| world.put(vec![Write { key, expect, record: None }]);
    same("at another version", remove(Expect::Version(2)), Err(StoreError::Conflict))?;
    ok(remove(Expect::Version(1)))?;
    same("record", world.record(key)?, None)
}

fn an_owned_record_is_written_whatever_its_version(store: Store) -> Outcome {
    let world = World::new(store)?;
    let key = RecordKey::Reward(text(&format!("{}.1.1.1", world.id(0)?))?);
    let write = |record| world.put(vec![Write { key, expect: Expect::Any, record }]);
    for (state, version) in [(RewardState::Open, 1), (RewardState::Lapsed, 2)] {
        let record = reward_record(state)?;
        ok(write(Some(record.clone())))?;
        same("reward", world.record(key)?, Some((version, record)))?;
    }
    ok(write(None))?;
    same("removed", world.record(key)?, None)
}

fn reward_record(state: RewardState) -> Result<Record, String> {
    let redeemed = if state == RewardState::Redeemed { Some(text(AT)?) } else { None };
    let kind = text("free_drink")?;
    Ok(Record::Reward(Arc::new(Reward { kind, earned: text(AT)?, until: None, state, redeemed, purchase: None })))
}

fn a_handle_has_one_owner(store: Store) -> Outcome {
    let world = World::new(store)?;
    let handle = Handle::Phone(text("+6281234567890")?);
    let take = |n| {
        let handles = vec![claim(handle.clone(), Owner::Member(world.id(n)?))];
        Ok::<_, String>(world.commit(Changes { handles, ..world.changes() }))
    };
    same("the first", take(0)?, Ok(()))?;
    same("the second", take(1)?, Err(StoreError::Conflict))?;
    let snapshot = world.load(|ask| ask.handles.extend([handle.clone()]))?;
    same("owner", snapshot.handles, vec![(handle.clone(), Owner::Member(world.id(0)?))])
}

fn a_handle_is_passed_on_and_released_by_its_owner_only(store: Store) -> Outcome {
    let world = World::new(store)?;
    let handle = Handle::Receipt(None, text("INV-1")?);
    let (a, b) = (Owner::Purchase(purchase_id(1)), Owner::Purchase(purchase_id(2)));
    let change = |seen, owner| {
        let handles = vec![Claim { handle: handle.clone(), seen, owner }];
        world.commit(Changes { handles, ..world.changes() })
    };
    ok(change(None, Some(a)))?;
    same("passed on by another", change(Some(b), Some(a)), Err(StoreError::Conflict))?;
    ok(change(Some(a), Some(b)))?;
    same("released by another", change(Some(a), None), Err(StoreError::Conflict))?;
    ok(change(Some(b), None))?;
    let other_outlet = Handle::Receipt(Some(text("kemang")?), text("INV-1")?);
    let snapshot = world.load(|ask| ask.handles.extend([handle.clone(), other_outlet]))?;
    same("owners", snapshot.handles, vec![])
}

fn an_entry_is_the_next_of_its_log(store: Store) -> Outcome {
    let world = World::new(store)?;
    let subject = Subject::Member(world.id(0)?);
    world.append(subject, 1..=2)?;
    for seq in [1, 2, 4] {
        let entries = vec![world.entry(subject, seq)?];
        same("entry", world.commit(Changes { entries, ..world.changes() }), Err(StoreError::Conflict))?;
    }
    world.append(subject, 3..=3)?;
    world.append(Subject::Program, 1..=1)
}

fn a_key_is_remembered_once(store: Store) -> Outcome {
    let world = World::new(store)?;
    let key = text("k1")?;
    let remember = |fingerprint: &str| {
        let answer = Answer::Refused(crate::error::Refusal::CardNotFound);
        let replies = vec![(text("k1")?, Reply { fingerprint: fingerprint.to_owned(), answer })];
        Ok::<_, String>(world.commit(Changes { replies, ..world.changes() }))
    };
    same("the first", remember("a")?, Ok(()))?;
    same("the second", remember("b")?, Err(StoreError::Conflict))?;
    let snapshot = world.load(|ask| ask.keys.extend([key]))?;
    same("fingerprint", snapshot.replies.first().map(|(_, reply)| reply.fingerprint.as_str()), Some("a"))
}

fn nothing_is_written_when_one_expectation_fails(store: Store) -> Outcome {
    let world = World::new(store)?;
    let (taken_key, taken) = member_record(world.member(0)?);
    let (key, record) = member_record(world.member(1)?);
    let (taken_handle, handle) = (Handle::CardNumber(text("CARD-1")?), Handle::CardNumber(text("CARD-2")?));
    let owner = Owner::Card(card_id(1));
    let reply = Reply { fingerprint: "a".to_owned(), answer: Answer::Refused(crate::error::Refusal::CardNotFound) };
    let first = Changes {
        program: world.program.clone(),
        records: vec![new(taken_key, taken.clone())],
        handles: vec![claim(taken_handle.clone(), owner)],
        entries: vec![world.entry(Subject::Program, 1)?],
        replies: vec![(text("k1")?, reply.clone())],
    };
    ok(world.commit(first))?;
    let good = Changes {
        program: world.program.clone(),
        records: vec![new(key, record)],
        handles: vec![claim(handle.clone(), owner)],
        entries: vec![world.entry(Subject::Program, 2)?],
        replies: vec![(text("k2")?, reply.clone())],
    };
    let mut bad = vec![good.clone(), good.clone(), good.clone(), good.clone()];
    if let [by_record, by_handle, by_entry, by_reply] = bad.as_mut_slice() {
        by_record.records.push(new(taken_key, taken));
        by_handle.handles.push(claim(taken_handle, owner));
        by_entry.entries.push(world.entry(Subject::Program, 4)?);
        by_reply.replies.push((text("k1")?, reply));
    }
    for changes in bad {
        same("a failing change", world.commit(changes), Err(StoreError::Conflict))?;
        let snapshot = world.load(|ask| {
            ask.records.insert(key);
            ask.handles.insert(handle.clone());
            ask.keys.extend(text("k2"));
        })?;
        same("left behind", (snapshot.records.len(), snapshot.handles.len(), snapshot.replies.len()), (0, 0, 0))?;
        same("entries", world.entries(None, 0, 10)?.len(), 1)?;
    }
    ok(world.commit(good))
}

fn of_commits_that_race_one_wins(store: Store) -> Outcome {
    let world = World::new(store)?;
    let (key, record) = member_record(world.member(0)?);
    ok(world.put(vec![new(key, record.clone())]))?;
    for version in 1..=20 {
        let racers = 4;
        let race = || {
            let changes = Changes { records: vec![at_version(key, version, record.clone())], ..world.changes() };
            block_on(world.store.commit(&changes))
        };
        let results: Vec<_> = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..racers).map(|_| scope.spawn(race)).collect();
            threads.into_iter().filter_map(|thread| thread.join().ok()).collect()
        });
        let won = results.iter().filter(|result| result.is_ok()).count();
        let lost = results.iter().filter(|result| **result == Err(StoreError::Conflict)).count();
        same("winners and losers", (won, lost), (1, racers - 1))?;
    }
    Ok(())
}

fn a_card_brings_its_member_and_the_profile(store: Store) -> Outcome {
    let world = World::new(store)?;
    let (key, record) = member_record(world.member(0)?);
    let id = world.id(0)?;
    let card = Card { id: card_id(7), number: text("CARD-7")?, member: Some(id), replaced: false };
    let handles = vec![claim(Handle::CardNumber(card.number.clone()), Owner::Card(card.id))];
    let card_key = RecordKey::Card(card.id);
    let records = vec![
        new(key, record),
        new(RecordKey::Profile(id), Record::Profile(Arc::default())),
        new(card_key, Record::Card(Arc::new(card))),
    ];
    ok(world.commit(Changes { records, handles, ..world.changes() }))?;
    let found = |profiles: bool, by_handle: bool| {
        let snapshot = world.load(|ask| {
            ask.profiles = profiles;
            if by_handle {
                ask.handles.extend(text::<CardNumber>("card-7").map(Handle::CardNumber));
            } else {
                ask.records.insert(card_key);
            }
        })?;
        Ok::<_, String>(snapshot.records.into_iter().map(|(key, _, _)| key).collect::<Vec<_>>())
    };
    for by_handle in [true, false] {
        same("without profile", found(false, by_handle)?, vec![key, card_key])?;
        same("with profile", found(true, by_handle)?, vec![key, RecordKey::Profile(id), card_key])?;
    }
    Ok(())
}

fn a_member_brings_the_card_when_asked(store: Store) -> Outcome {
    let world = World::new(store)?;
    let mut member = world.member(0)?;
    member.membership = Some(membership("2026-11-21", "2027-02-19")?);
    let card = Card { id: card_id(1), number: text("CARD-1")?, member: Some(member.id), replaced: false };
    let card_key = RecordKey::Card(card.id);
    let (key, record) = member_record(member);
    ok(world.put(vec![new(key, record), new(card_key, Record::Card(Arc::new(card)))]))?;
    let snapshot = world.load(|ask| {
        ask.cards = true;
        ask.records.insert(key);
    })?;
    same("records", snapshot.records.iter().map(|(key, _, _)| *key).collect(), vec![key, card_key])
}

fn a_receipt_brings_purchase_member_and_entry(store: Store) -> Outcome {
    let world = World::new(store)?;
    let (key, record) = member_record(world.member(0)?);
    let subject = Subject::Member(world.id(0)?);
    let bought = purchase(&world, 1, Some(world.id(0)?), "75000")?;
    let handle = Handle::Receipt(Some(text("kemang")?), text("INV-1")?);
    let entry = world.entry(subject, 1)?;
    let changes = Changes {
        records: vec![new(key, record), new(RecordKey::Purchase(purchase_id(1)), bought)],
        handles: vec![claim(handle.clone(), Owner::Purchase(purchase_id(1)))],
        entries: vec![Arc::clone(&entry)],
        ..world.changes()
    };
    ok(world.commit(changes))?;
    let snapshot = world.load(|ask| ask.handles.extend([handle]))?;
    same(
        "records",
        snapshot.records.iter().map(|(key, _, _)| *key).collect(),
        vec![key, RecordKey::Purchase(purchase_id(1))],
    )?;
    same("entries", snapshot.entries, vec![entry])
}

fn a_key_brings_its_entry(store: Store) -> Outcome {
    let world = World::new(store)?;
    let entry = world.entry(Subject::Program, 1)?;
    let answer = Answer::Entry(EntryRef { subject: Subject::Program, seq: 1 });
    let reply = Reply { fingerprint: "a".to_owned(), answer };
    let (entries, replies) = (vec![Arc::clone(&entry)], vec![(text("k1")?, reply.clone())]);
    ok(world.commit(Changes { entries, replies, ..world.changes() }))?;
    let snapshot = world.load(|ask| ask.keys.extend(text("k1")))?;
    same("replies", snapshot.replies, vec![(text("k1")?, reply)])?;
    same("entries", snapshot.entries, vec![entry])
}

fn only_newer_rules_come_along(store: Store) -> Outcome {
    let world = World::new(store)?;
    for version in 1..=12 {
        let program = Record::Program(Arc::new(Program { seq: 0, rules: version }));
        let expect = if version == 1 { Expect::Absent } else { Expect::Version(u64::from(version).saturating_sub(1)) };
        let write = Write { key: RecordKey::Program(Only), expect, record: Some(program) };
        let rules = new(RecordKey::Rules(version), Record::Rules(Arc::new(Document::default())));
        ok(world.put(vec![write, rules]))?;
    }
    for known in [0, 9, 11, 12, u32::MAX] {
        let snapshot = world.load(|ask| ask.rules_known = known)?;
        let versions: Vec<u32> = snapshot.rules.iter().map(|(version, _)| *version).collect();
        same("versions", versions, (1..=12).filter(|version| *version > known).collect())?;
    }
    Ok(())
}

fn entries_are_paged_in_the_order_of_their_writing(store: Store) -> Outcome {
    let world = World::new(store)?;
    let (a, b) = (Subject::Member(world.id(0)?), Subject::Member(world.id(1)?));
    let written = [(b, 1), (a, 1), (a, 2), (b, 2), (a, 3)];
    written.iter().try_for_each(|(subject, seq)| world.append(*subject, *seq..=*seq))?;
    let (mut found, mut after) = (Vec::new(), 0);
    loop {
        let page = world.entries(None, after, 2)?;
        let Some((last, _)) = page.last() else { break };
        after = *last;
        found.extend(page.iter().map(|(_, entry)| (entry.subject, entry.seq)));
    }
    same("order", found, written.to_vec())
}

fn entries_of_one_log_are_paged_by_number(store: Store) -> Outcome {
    let world = World::new(store)?;
    let subject = Subject::Member(world.id(0)?);
    world.append(Subject::Program, 1..=3)?;
    world.append(subject, 1..=5)?;
    let seqs = |after, limit| {
        Ok::<_, String>(world.entries(Some(subject), after, limit)?.iter().map(|(_, e)| e.seq).collect::<Vec<_>>())
    };
    same("first", seqs(0, 2)?, vec![1, 2])?;
    same("middle", seqs(2, 2)?, vec![3, 4])?;
    same("last", seqs(4, 2)?, vec![5])?;
    same("beyond", seqs(5, 2)?, vec![])
}

fn pages_stay_stable_while_entries_are_added(store: Store) -> Outcome {
    let world = World::new(store)?;
    let subject = Subject::Member(world.id(0)?);
    world.append(subject, 1..=4)?;
    let first = world.entries(None, 0, 2)?;
    world.append(subject, 5..=6)?;
    let after = first.last().map_or(0, |(position, _)| *position);
    let rest = world.entries(None, after, 100)?;
    let seqs: Vec<u64> = first.iter().chain(&rest).map(|(_, entry)| entry.seq).collect();
    same("entries", seqs, vec![1, 2, 3, 4, 5, 6])
}

fn members_are_paged_and_filtered(store: Store) -> Outcome {
    let world = World::new(store)?;
    let terms = [("2026-11-21", "2026-11-21"), ("2026-08-01", "2026-11-20"), ("2026-11-22", "2027-01-01")];
    for n in 0..6 {
        let mut member = world.member(n)?;
        member.blocked = n == 3;
        member.closed = n == 4;
        member.kind = if n == 5 { MemberKind::WalkIn } else { MemberKind::Member };
        let term = terms.get(n).copied().or((n == 3 || n == 4).then_some(("2026-11-01", "2026-12-01")));
        member.membership = term.map(|(starts, ends)| membership(starts, ends)).transpose()?;
        let (key, record) = member_record(member);
        ok(world.put(vec![new(key, record)]))?;
    }
    let ids = |wanted: &[usize]| wanted.iter().map(|n| world.id(*n)).collect::<Result<Vec<_>, _>>();
    same("all", world.members_page(|_| {})?, ids(&[0, 1, 2, 3, 4, 5])?)?;
    same("two", world.members_page(|page| page.limit = 2)?, ids(&[0, 1])?)?;
    let second = world.id(1)?;
    same("after", world.members_page(|page| page.after = Some(second))?, ids(&[2, 3, 4, 5])?)?;
    for (status, wanted) in
        [(MemberStatus::Active, &[0, 1, 2, 5][..]), (MemberStatus::Blocked, &[3]), (MemberStatus::Inactive, &[4])]
    {
        same("status", world.members_page(|page| page.status = Some(status))?, ids(wanted)?)?;
    }
    for (status, wanted) in [
        (MembershipStatus::Active, &[0, 4][..]),
        (MembershipStatus::Expired, &[1]),
        (MembershipStatus::NotStarted, &[2]),
        (MembershipStatus::Blocked, &[3]),
    ] {
        same("membership", world.members_page(|page| page.membership = Some(status))?, ids(wanted)?)?;
    }
    same("kind", world.members_page(|page| page.kind = Some(MemberKind::WalkIn))?, ids(&[5])?)
}

fn members_are_found_by_a_part_of_name_phone_or_email(store: Store) -> Outcome {
    let world = World::new(store)?;
    let people =
        [("Sari Ünal", "+6281234567890", "sari@example.com"), ("Budi 100%", "+6289999999999", "budi_x@example.com")];
    for (n, (name, phone, email)) in people.into_iter().enumerate() {
        let (name, phone, email) = (Some(text(name)?), Some(text(phone)?), Some(text(email)?));
        let profile = Profile { name, phone, email, ..Profile::default() };
        let (key, record) = member_record(world.member(n)?);
        let profile_key = RecordKey::Profile(world.id(n)?);
        ok(world.put(vec![new(key, record), new(profile_key, Record::Profile(Arc::new(profile)))]))?;
    }
    for (part, wanted) in [
        ("ünal", vec![0]),
        ("sari", vec![0]),
        ("8999", vec![1]),
        ("example", vec![0, 1]),
        ("0%", vec![1]),
        ("%", vec![1]),
        ("_x@", vec![1]),
        ("nobody", vec![]),
    ] {
        let found = world.members_page(|page| page.search = Some(part.to_owned()))?;
        same(part, found, wanted.into_iter().map(|n| world.id(n)).collect::<Result<_, _>>()?)?;
    }
    Ok(())
}

fn due_members_come_by_day(store: Store) -> Outcome {
    let world = World::new(store)?;
    let days = [Some("2026-11-22"), Some("2026-11-20"), None, Some("2026-11-20"), Some("2026-11-21")];
    for (n, due) in days.iter().enumerate() {
        let mut member = world.member(n)?;
        member.due = due.map(text).transpose()?;
        let (key, record) = member_record(member);
        ok(world.put(vec![new(key, record)]))?;
    }
    let due = |after, limit| match world.page(PageRequest::Due {
        program: world.program.clone(),
        on: text("2026-11-21")?,
        after,
        limit,
    })? {
        Page::Due(due) => Ok(due),
        other => Err(format!("another page came: {other:?}")),
    };
    let (early, late): (Date, Date) = (text("2026-11-20")?, text("2026-11-21")?);
    let expected = vec![(early, world.id(1)?), (early, world.id(3)?), (late, world.id(4)?)];
    same("all", due(None, 100)?, expected.clone())?;
    same("first", due(None, 1)?, expected.iter().take(1).copied().collect())?;
    same("rest", due(expected.first().copied(), 100)?, expected.iter().skip(1).copied().collect())?;
    // What was settled leaves the list.
    let mut settled = world.member(1)?;
    settled.due = None;
    let (key, record) = member_record(settled);
    ok(world.put(vec![at_version(key, 1, record)]))?;
    same("after one was settled", due(None, 100)?, expected.into_iter().skip(1).collect())
}

fn records_are_paged_by_key(store: Store) -> Outcome {
    let world = World::new(store)?;
    for n in 0..5 {
        let (key, record) = member_record(world.member(n)?);
        ok(world.put(vec![new(key, record)]))?;
    }
    let (mut found, mut after) = (Vec::new(), None);
    loop {
        let request =
            PageRequest::Records { program: world.program.clone(), kind: RecordKind::Member, after, limit: 2 };
        let Page::Records(page) = world.page(request)? else { return Err("another page came".to_owned()) };
        let Some((last, _, _)) = page.last() else { break };
        after = Some(last.text());
        found.extend(page.iter().map(|(key, version, _)| (*key, *version)));
    }
    let expected = (0..5).map(|n| Ok((RecordKey::Member(world.id(n)?), 1))).collect::<Result<Vec<_>, String>>()?;
    same("records", found, expected)
}

fn members_and_rewards_are_counted_as_time_has_left_them(store: Store) -> Outcome {
    let world = World::new(store)?;
    for (n, ends) in ["2026-11-20", "2026-11-21"].into_iter().enumerate() {
        let mut member = world.member(n)?;
        member.membership = Some(membership("2026-08-01", ends)?);
        let id = member.id;
        let (key, record) = member_record(member);
        let mut writes = vec![new(key, record)];
        for (position, state) in [(1, RewardState::Open), (2, RewardState::Redeemed)] {
            let place = text(&format!("{id}.1.1.{position}"))?;
            writes.push(Write {
                key: RecordKey::Reward(place),
                expect: Expect::Any,
                record: Some(reward_record(state)?),
            });
        }
        ok(world.put(writes))?;
    }
    let tally = |lapse| {
        let request = PageRequest::Tally { program: world.program.clone(), today: text("2026-11-21")?, lapse };
        match world.page(request)? {
            Page::Tally(tally) => Ok(tally),
            other => Err(format!("another page came: {other:?}")),
        }
    };
    let kind = || text::<crate::id::RewardKind>("free_drink");
    let members = vec![
        (MemberStatus::Active, Some(MembershipStatus::Active), 1),
        (MemberStatus::Active, Some(MembershipStatus::Expired), 1),
    ];
    same("members", tally(true)?.members, members)?;
    let lapsed =
        vec![(kind()?, RewardState::Open, 1), (kind()?, RewardState::Redeemed, 2), (kind()?, RewardState::Lapsed, 1)];
    same("rewards that lapse", tally(true)?.rewards, lapsed)?;
    let kept = vec![(kind()?, RewardState::Open, 2), (kind()?, RewardState::Redeemed, 2)];
    same("rewards that are kept", tally(false)?.rewards, kept)
}

fn two_programs_share_nothing(store: Store) -> Outcome {
    let world = World::new(Arc::clone(&store))?;
    let mut other = World::new(store)?;
    other.program = text("other")?;
    let (key, record) = member_record(world.member(0)?);
    let handle = Handle::Email(text("sari@example.com")?);
    let owner = Owner::Member(world.id(0)?);
    for tenant in [&world, &other] {
        let changes = Changes {
            records: vec![new(key, record.clone())],
            handles: vec![claim(handle.clone(), owner)],
            entries: vec![tenant.entry(Subject::Program, 1)?],
            ..tenant.changes()
        };
        ok(tenant.commit(changes))?;
    }
    ok(world.put(vec![at_version(key, 1, record)]))?;
    same("version here", world.record(key)?.map(|(version, _)| version), Some(2))?;
    same("version there", other.record(key)?.map(|(version, _)| version), Some(1))?;
    same("entries there", other.entries(None, 0, 10)?.len(), 1)?;
    same("members there", other.members_page(|_| {})?, vec![world.id(0)?])
}
