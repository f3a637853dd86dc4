//! Gathering a view by single look-ups: for stores that are near enough to be asked one thing at a time.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Ask, Snapshot, StoreError, Version};
use crate::event::Entry;
use crate::id::{Key, MemberId};
use crate::member::Member;
use crate::purchase::EntryRef;
use crate::record::{Answer, Handle, Owner, Record, RecordKey, Reply};
use crate::rules::Document;
use crate::time::Date;

/// A record that was found.
pub type Found = (RecordKey, Version, Record);

/// Of open rewards those that have run out by a day, and the next that will.
pub fn running_out(rewards: Vec<Found>, by: Date) -> Vec<Found> {
    let until = |(_, _, record): &Found| match record {
        Record::Reward(reward) => reward.until,
        _ => None,
    };
    let next = rewards.iter().filter_map(until).filter(|until| *until >= by).min();
    let (mut over, later): (Vec<Found>, Vec<Found>) =
        rewards.into_iter().partition(|found| until(found).is_some_and(|until| until < by));
    over.extend(later.into_iter().find(|found| until(found).is_some() && until(found) == next));
    over
}

/// Single look-ups within one program, all of them on the same consistent view.
pub trait Lookup {
    /// A record.
    fn record(&mut self, key: RecordKey) -> Result<Option<(Version, Record)>, StoreError>;
    /// The owner of a handle.
    fn owner(&mut self, handle: &Handle) -> Result<Option<Owner>, StoreError>;
    /// A member's open rewards; with a day, those that have run out by then and the next that will.
    fn open_rewards(&mut self, member: MemberId, by: Option<Date>) -> Result<Vec<Found>, StoreError>;
    /// What a key was used for.
    fn reply(&mut self, key: &Key) -> Result<Option<Reply>, StoreError>;
    /// An entry.
    fn entry(&mut self, at: EntryRef) -> Result<Option<Arc<Entry>>, StoreError>;
    /// Versions of the rules newer than the known one, oldest first.
    fn rules_after(&mut self, known: u32) -> Result<Vec<(u32, Arc<Document>)>, StoreError>;
}

/// Answers an ask with single look-ups, bringing along what belongs to what is found.
pub fn gather(lookup: &mut impl Lookup, ask: &Ask) -> Result<Snapshot, StoreError> {
    let mut view = View { lookup, ask, found: BTreeMap::new(), snapshot: Snapshot::default() };
    view.snapshot.rules = view.lookup.rules_after(ask.rules_known)?;
    ask.handles.iter().try_for_each(|handle| view.handle(handle))?;
    ask.records.iter().try_for_each(|key| view.record(*key))?;
    ask.keys.iter().try_for_each(|key| view.reply(key))?;
    let View { found, mut snapshot, .. } = view;
    snapshot.records = found.into_iter().map(|(key, (version, record))| (key, version, record)).collect();
    Ok(snapshot)
}

struct View<'a, L> {
    lookup: &'a mut L,
    ask: &'a Ask,
    found: BTreeMap<RecordKey, (Version, Record)>,
    snapshot: Snapshot,
}

impl<L: Lookup> View<'_, L> {
    fn handle(&mut self, handle: &Handle) -> Result<(), StoreError> {
        let Some(owner) = self.lookup.owner(handle)? else { return Ok(()) };
        self.snapshot.handles.push((handle.clone(), owner));
        self.record(owner.key())?;
        // A receipt that is known answers as it did then.
        match (handle, self.found.get(&owner.key())) {
            (Handle::Receipt(..), Some((_, Record::Purchase(purchase)))) => {
                let at = purchase.entry;
                self.entry(at)
            }
            _ => Ok(()),
        }
    }

    fn record(&mut self, key: RecordKey) -> Result<(), StoreError> {
        if self.found.contains_key(&key) {
            return Ok(());
        }
        let Some((version, record)) = self.lookup.record(key)? else { return Ok(()) };
        let belongs = self.belonging(&record);
        let due = self.purchases_due(&record);
        if let Record::Member(member) = &record {
            let open = self.open_rewards(member)?;
            self.found.extend(open.into_iter().map(|(key, version, reward)| (key, (version, reward))));
        }
        self.found.insert(key, (version, record));
        belongs.into_iter().flatten().chain(due).try_for_each(|key| self.record(key))
    }

    /// All of them where they are asked for or may lapse with the membership, or those whose own time may have come.
    fn open_rewards(&mut self, member: &Member) -> Result<Vec<Found>, StoreError> {
        let lapsing = self.ask.by.filter(|day| member.may_lapse_by(*day));
        match lapsing {
            _ if self.ask.rewards => self.lookup.open_rewards(member.id, None),
            Some(day) if member.is_over_by(day) => self.lookup.open_rewards(member.id, None),
            Some(day) => self.lookup.open_rewards(member.id, Some(day)),
            None => Ok(Vec::new()),
        }
    }

    /// The purchases of a member whose time may have come.
    fn purchases_due(&self, record: &Record) -> Vec<RecordKey> {
        let (Record::Member(member), Some(by)) = (record, self.ask.by) else { return Vec::new() };
        member.purchases_due(by).map(RecordKey::Purchase).collect()
    }

    /// What comes along with a record.
    fn belonging(&self, record: &Record) -> [Option<RecordKey>; 3] {
        // The buyer, the owner; of a member, whom it turned out to be.
        let member = record.member().map(RecordKey::Member);
        let Record::Member(state) = record else { return [member, None, None] };
        let profile = self.ask.profiles.then_some(RecordKey::Profile(state.id));
        let membership = state.membership.as_ref().filter(|_| self.ask.cards);
        [member, profile, membership.map(|membership| RecordKey::Card(membership.card))]
    }

    fn reply(&mut self, key: &Key) -> Result<(), StoreError> {
        let Some(reply) = self.lookup.reply(key)? else { return Ok(()) };
        if let Answer::Entry(at) = reply.answer {
            self.entry(at)?;
        }
        self.snapshot.replies.push((key.clone(), reply));
        Ok(())
    }

    fn entry(&mut self, at: EntryRef) -> Result<(), StoreError> {
        self.snapshot.entries.extend(self.lookup.entry(at)?);
        Ok(())
    }
}
