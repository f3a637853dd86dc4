//! What a store must bring when it loads.

use std::sync::Arc;

use super::world::*;
use super::{Outcome, Store};
use crate::card::Card;
use crate::event::Subject;
use crate::id::CardNumber;
use crate::member::RewardState;
use crate::purchase::EntryRef;
use crate::record::{Answer, Handle, Only, Owner, Program, Record, RecordKey, RecordKind, Reply};
use crate::rules::Document;
use crate::store::{Changes, Expect, Write};

pub(super) fn an_empty_store_has_nothing(store: Store) -> Outcome {
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

pub(super) fn a_card_brings_its_member_and_the_profile(store: Store) -> Outcome {
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

pub(super) fn a_member_brings_the_card_when_asked(store: Store) -> Outcome {
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

pub(super) fn a_member_brings_open_rewards_when_asked_or_due(store: Store) -> Outcome {
    let world = World::new(store)?;
    let mut member = world.member(0)?;
    member.membership = Some(membership("2026-08-01", "2026-12-31")?);
    member.rewards_due = Some(text("2026-11-21")?);
    let id = member.id;
    let (key, record) = member_record(member);
    let mut writes = vec![new(key, record)];
    let states = [RewardState::Open, RewardState::Redeemed, RewardState::Lapsed, RewardState::Open];
    for (n, state) in (1..).zip(states) {
        let place = RecordKey::Reward(text(&format!("{id}.1.1.{n}"))?);
        writes.push(Write { key: place, expect: Expect::Any, record: Some(reward_record(state)?) });
    }
    let stranger = RecordKey::Reward(text(&format!("{}.1.1.1", world.id(1)?))?);
    writes.push(Write { key: stranger, expect: Expect::Any, record: Some(reward_record(RewardState::Open)?) });
    ok(world.put(writes))?;
    let rewards = |asked: bool, by: Option<&str>| {
        let by = by.map(text).transpose()?;
        let snapshot = world.load(|ask| {
            (ask.rewards, ask.by) = (asked, by);
            ask.records.insert(key);
        })?;
        let found = snapshot.records.into_iter().filter(|(key, _, _)| key.kind() == RecordKind::Reward);
        Ok::<_, String>(found.map(|(key, _, _)| key.text()).collect::<Vec<_>>())
    };
    let open = vec![format!("{id}.1.1.1"), format!("{id}.1.1.4")];
    same("unasked", rewards(false, None)?, vec![])?;
    same("asked", rewards(true, None)?, open.clone())?;
    same("not due", rewards(false, Some("2026-11-20"))?, vec![])?;
    same("due, with nothing that runs out", rewards(false, Some("2026-11-21"))?, vec![])?;
    same("over", rewards(false, Some("2027-01-01"))?, open)
}

pub(super) fn a_member_brings_the_rewards_that_run_out_by_a_day_and_the_next_that_will(store: Store) -> Outcome {
    let world = World::new(store)?;
    let mut member = world.member(0)?;
    member.rewards_due = Some(text("2026-11-21")?);
    let id = member.id;
    let (key, record) = member_record(member);
    let mut writes = vec![new(key, record)];
    let untils = [None, Some("2026-12-03"), Some("2026-11-20"), Some("2026-12-01"), Some("2026-11-25"), None];
    for (n, until) in (1..).zip(untils) {
        let Record::Reward(mut reward) = reward_record(RewardState::Open)? else { return Err("no reward".to_owned()) };
        Arc::make_mut(&mut reward).until = until.map(text).transpose()?;
        let place = RecordKey::Reward(text(&format!("{id}.1.1.{n}"))?);
        writes.push(Write { key: place, expect: Expect::Any, record: Some(Record::Reward(reward)) });
    }
    ok(world.put(writes))?;
    for (by, found) in [
        ("2026-11-21", &[3, 5][..]),
        ("2026-11-25", &[3, 5]),
        ("2026-11-26", &[3, 4, 5]),
        ("2026-12-03", &[2, 3, 4, 5]),
        ("2026-12-04", &[2, 3, 4, 5]),
    ] {
        let day = text(by)?;
        let snapshot = world.load(|ask| {
            ask.by = Some(day);
            ask.records.insert(key);
        })?;
        let rewards = snapshot.records.into_iter().filter(|(key, _, _)| key.kind() == RecordKind::Reward);
        let expected = found.iter().map(|n| format!("{id}.1.1.{n}")).collect::<Vec<_>>();
        same(by, rewards.map(|(key, _, _)| key.text()).collect(), expected)?;
    }
    Ok(())
}

pub(super) fn a_receipt_brings_purchase_member_and_entry(store: Store) -> Outcome {
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

pub(super) fn a_key_brings_its_entry(store: Store) -> Outcome {
    let world = World::new(store)?;
    let entry = world.entry(Subject::Program, 1)?;
    let answer = Answer::Entry(EntryRef { subject: Subject::Program, seq: 1 });
    let reply = Reply { fingerprint: "a".to_owned(), answer, member: None };
    let (entries, replies) = (vec![Arc::clone(&entry)], vec![(text("k1")?, reply.clone())]);
    ok(world.commit(Changes { entries, replies, ..world.changes() }))?;
    let snapshot = world.load(|ask| ask.keys.extend(text("k1")))?;
    same("replies", snapshot.replies, vec![(text("k1")?, reply)])?;
    same("entries", snapshot.entries, vec![entry])
}

pub(super) fn only_newer_rules_come_along(store: Store) -> Outcome {
    let world = World::new(store)?;
    for version in 1..=12 {
        let program = Record::Program(Arc::new(Program { rules: version, ..Program::default() }));
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
