//! What one look brings along.

use std::sync::Arc;

use crate::card::Card;
use crate::event::Subject;
use crate::id::CardNumber;
use crate::purchase::EntryRef;
use crate::record::{Answer, Handle, Only, Owner, Program, Record, RecordKey, Reply};
use crate::rules::Document;
use crate::store::{Changes, Expect, Write};

use super::world::*;
use super::{Outcome, Store};

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
    let reply = Reply { fingerprint: "a".to_owned(), answer };
    let (entries, replies) = (vec![Arc::clone(&entry)], vec![(text("k1")?, reply.clone())]);
    ok(world.commit(Changes { entries, replies, ..world.changes() }))?;
    let snapshot = world.load(|ask| ask.keys.extend(text("k1")))?;
    same("replies", snapshot.replies, vec![(text("k1")?, reply)])?;
    same("entries", snapshot.entries, vec![entry])
}

pub(super) fn only_newer_rules_come_along(store: Store) -> Outcome {
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
