//! What a store must do when it writes.

use std::sync::Arc;

use super::world::*;
use super::{Outcome, Store};
use crate::card::Card;
use crate::error::Refusal;
use crate::event::{Entry, Subject};
use crate::member::{Profile, Reward, RewardState};
use crate::purchase::EntryRef;
use crate::record::{Answer, Handle, Only, Owner, Program, Record, RecordKey, Reply};
use crate::store::{Changes, Claim, Expect, StoreError, Write};
use crate::testing::block_on;
use crate::time::Date;

pub(super) fn what_was_committed_is_loaded(store: Store) -> Outcome {
    let world = World::new(store)?;
    let mut member = world.member(0)?;
    let id = member.id;
    let place = text(&format!("{id}.1.1.10"))?;
    let (kind, until): (_, Option<Date>) = (text("voucher_50k")?, Some(text("9999-12-31")?));
    member.membership = Some(membership("1900-01-01", "9999-12-31")?);
    let (earned, state) = (text(AT)?, RewardState::Open);
    let reward = Reward { kind, earned, until, state, redeemed: None, purchase: None, cost: Vec::new(), first: None };
    let card = Card { id: card_id(1), number: text("CARD-1")?, member: Some(id), replaced: false };
    let program = Program { seq: 1 << 53, rules: u32::MAX, ..Program::default() };
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

pub(super) fn text_of_every_sort_comes_back_as_it_was(store: Store) -> Outcome {
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

pub(super) fn a_record_is_written_only_at_the_version_that_was_seen(store: Store) -> Outcome {
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

pub(super) fn a_record_that_must_be_absent_is_written_once(store: Store) -> Outcome {
    let world = World::new(store)?;
    let (key, record) = member_record(world.member(0)?);
    ok(world.put(vec![new(key, record.clone())]))?;
    same("the second", world.put(vec![new(key, record)]), Err(StoreError::Conflict))
}

pub(super) fn a_record_can_be_removed(store: Store) -> Outcome {
    let world = World::new(store)?;
    let key = RecordKey::Profile(world.id(0)?);
    ok(world.put(vec![new(key, Record::Profile(Arc::default()))]))?;
    let remove = |expect| world.put(vec![Write { key, expect, record: None }]);
    same("at another version", remove(Expect::Version(2)), Err(StoreError::Conflict))?;
    ok(remove(Expect::Version(1)))?;
    same("record", world.record(key)?, None)
}

pub(super) fn an_owned_record_is_written_whatever_its_version(store: Store) -> Outcome {
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

pub(super) fn a_handle_has_one_owner(store: Store) -> Outcome {
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

pub(super) fn a_handle_is_passed_on_and_released_by_its_owner_only(store: Store) -> Outcome {
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

pub(super) fn an_entry_is_the_next_of_its_log(store: Store) -> Outcome {
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

pub(super) fn a_key_is_remembered_once(store: Store) -> Outcome {
    let world = World::new(store)?;
    let key = text("k1")?;
    let remember = |fingerprint: &str| {
        let answer = Answer::Refused(Refusal::CardNotFound);
        let replies = vec![(text("k1")?, Reply { fingerprint: fingerprint.to_owned(), answer, member: None })];
        Ok::<_, String>(world.commit(Changes { replies, ..world.changes() }))
    };
    same("the first", remember("a")?, Ok(()))?;
    same("the second", remember("b")?, Err(StoreError::Conflict))?;
    let snapshot = world.load(|ask| ask.keys.extend([key]))?;
    same("fingerprint", snapshot.replies.first().map(|(_, reply)| reply.fingerprint.as_str()), Some("a"))
}

pub(super) fn nothing_is_written_when_one_expectation_fails(store: Store) -> Outcome {
    let world = World::new(store)?;
    let (taken_key, taken) = member_record(world.member(0)?);
    let (key, record) = member_record(world.member(1)?);
    let (taken_handle, handle) = (Handle::CardNumber(text("CARD-1")?), Handle::CardNumber(text("CARD-2")?));
    let owner = Owner::Card(card_id(1));
    let reply = Reply { fingerprint: "a".to_owned(), answer: Answer::Refused(Refusal::CardNotFound), member: None };
    let first = Changes {
        records: vec![new(taken_key, taken.clone())],
        handles: vec![claim(taken_handle.clone(), owner)],
        entries: vec![world.entry(Subject::Program, 1)?],
        replies: vec![(text("k1")?, reply.clone())],
        ..world.changes()
    };
    ok(world.commit(first))?;
    let good = Changes {
        records: vec![new(key, record)],
        handles: vec![claim(handle.clone(), owner)],
        entries: vec![world.entry(Subject::Program, 2)?],
        replies: vec![(text("k2")?, reply.clone())],
        ..world.changes()
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

pub(super) fn of_commits_that_race_one_wins(store: Store) -> Outcome {
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

pub(super) fn two_programs_share_nothing(store: Store) -> Outcome {
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

pub(super) fn nothing_told_in_words_stays_of_who_is_forgotten(store: Store) -> Outcome {
    let world = World::new(store)?;
    let (gone, other) = (Subject::Member(world.id(0)?), Subject::Member(world.id(1)?));
    let about = |key: &str, subject, answer| {
        let member = if let Subject::Member(id) = subject { Some(id) } else { None };
        Ok::<_, String>((text(key)?, Reply { fingerprint: "a".to_owned(), answer, member }))
    };
    let replies = vec![
        about("entry", gone, Answer::Entry(EntryRef { subject: gone, seq: 1 }))?,
        about("nothing", gone, Answer::Nothing(world.entry(gone, 3)?))?,
        about("refused", gone, Answer::Refused(Refusal::MemberBlocked))?,
        about("other", other, Answer::Entry(EntryRef { subject: other, seq: 1 }))?,
        about("nobody", Subject::Program, Answer::Refused(Refusal::CardNotFound))?,
    ];
    let entries = vec![world.entry(gone, 1)?, world.entry(other, 1)?, world.entry(gone, 2)?];
    ok(world.commit(Changes { entries: entries.clone(), replies: replies.clone(), ..world.changes() }))?;
    let known = |world: &World| {
        let keys =
            ["entry", "nothing", "refused", "other", "nobody"].map(text).into_iter().collect::<Result<_, _>>()?;
        let snapshot = world.load(|ask| ask.keys = keys)?;
        Ok::<_, String>((snapshot.replies, snapshot.entries))
    };
    let forget = vec![world.id(0)?];
    let late = Changes { entries: vec![world.entry(gone, 9)?], forget: forget.clone(), ..world.changes() };
    same("a failing change", world.commit(late), Err(StoreError::Conflict))?;
    same("the log", logged(&world, gone)?, entries.iter().filter(|e| e.subject == gone).cloned().collect())?;
    same("a reason", known(&world)?.1.iter().filter(|entry| entry.why.is_some()).count(), 2)?;

    // What is written in the same change set is written after.
    let (entry, reply) = (world.entry(gone, 3)?, about("late", gone, Answer::Refused(Refusal::MemberErased))?);
    let (later, kept) = (vec![Arc::clone(&entry)], vec![reply.clone()]);
    ok(world.commit(Changes { entries: later, replies: kept, forget: forget.clone(), ..world.changes() }))?;
    let bare = |seq| Ok::<_, String>(Arc::new(world.entry(gone, seq)?.bare().into_owned()));
    same("the log", logged(&world, gone)?, vec![bare(1)?, bare(2)?, entry])?;
    same("another log", logged(&world, other)?, vec![world.entry(other, 1)?])?;
    let all = world.entries(None, 0, 10)?.into_iter().filter(|(_, entry)| entry.why.is_some());
    same("reasons of all logs", all.count(), 2)?;
    let (found, brought) = known(&world)?;
    for (key, before) in &replies {
        let stays = before.member != Some(world.id(0)?);
        let expected = if stays { before.clone() } else { Reply::forgotten() };
        same(key.as_str(), found.iter().find(|(found, _)| found == key).map(|(_, reply)| reply), Some(&expected))?;
    }
    same("entries of keys", brought, vec![world.entry(other, 1)?])?;
    same("a later key", world.load(|ask| ask.keys.extend(text("late")))?.replies, vec![reply])?;
    ok(world.commit(Changes { forget, ..world.changes() }))?;
    same("the last reason", logged(&world, gone)?.iter().filter(|entry| entry.why.is_some()).count(), 0)
}

fn logged(world: &World, subject: Subject) -> Result<Vec<Arc<Entry>>, String> {
    Ok(world.entries(Some(subject), 0, 10)?.into_iter().map(|(_, entry)| entry).collect())
}
