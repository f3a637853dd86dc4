//! A draft: a snapshot on which commands are decided one after the other, each seeing what came before.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::sync::Arc;

use crate::access::Actor;
use crate::card::Card;
use crate::error::{Error, Reason};
use crate::event::{Entry, Event, Subject};
use crate::fold::{Head, Records, apply, close_entry, open_rewards};
use crate::id::{CardId, Key, MemberId, Note, ProgramId, PurchaseId, RewardId};
use crate::member::{Member, Profile, Reward};
use crate::purchase::Purchase;
use crate::record::{Handle, Only, Owner, Program, Record, RecordKey, Reply};
use crate::rules::{Rules, RulesBook};
use crate::store::{Changes, Claim, Expect, Snapshot, Version, Write};
use crate::time::Moment;

/// The state as it would be if everything decided so far were written.
pub struct Draft {
    program: ProgramId,
    pub(crate) book: Arc<RulesBook>,
    records: BTreeMap<RecordKey, Slot>,
    handles: BTreeMap<Handle, Name>,
    replies: BTreeMap<Key, Reply>,
    loaded: Vec<Arc<Entry>>,
    entries: Vec<Arc<Entry>>,
    fresh_replies: Vec<(Key, Reply)>,
    /// Members whom the command at hand erases.
    erasing: Vec<MemberId>,
    /// Members who were erased in this draft.
    erased: Vec<MemberId>,
    /// How to take back what the command at hand has done so far.
    undo: Vec<Undo>,
    /// How many commands were decided on this draft.
    turn: u64,
}

/// A record: as it was seen, and as it stands in the draft.
#[derive(Debug)]
struct Slot {
    seen: Option<Version>,
    now: Option<Record>,
    written: bool,
    /// The turn that noted how to take a change back.
    noted: u64,
    /// Was it first written as something new? Then it must not exist yet.
    fresh: bool,
}

/// A handle's owner: as it was seen, and as it stands in the draft.
#[derive(Clone, Copy, Debug)]
struct Name {
    seen: Option<Owner>,
    now: Option<Owner>,
}

enum Undo {
    Record(RecordKey, Option<Record>, bool),
    Handle(Handle, Option<Owner>),
}

/// What is known about an operation before it is decided.
pub(crate) struct Headline<'a> {
    pub(crate) actor: &'a Actor,
    pub(crate) rules: u32,
    pub(crate) operation: &'static str,
    pub(crate) why: Option<&'a Note>,
}

impl Draft {
    /// A draft over what was loaded. `book` must hold the snapshot's rules already.
    pub fn new(program: ProgramId, book: Arc<RulesBook>, snapshot: Snapshot) -> Draft {
        let Snapshot { rules: _, records, handles, entries, replies } = snapshot;
        let slot = |(key, seen, record)| {
            (key, Slot { seen: Some(seen), now: Some(record), written: false, noted: 0, fresh: false })
        };
        let name = |(handle, owner)| (handle, Name { seen: Some(owner), now: Some(owner) });
        Draft {
            program,
            book,
            records: records.into_iter().map(slot).collect(),
            handles: handles.into_iter().map(name).collect(),
            replies: replies.into_iter().collect(),
            loaded: entries,
            entries: Vec::new(),
            fresh_replies: Vec::new(),
            erasing: Vec::new(),
            erased: Vec::new(),
            undo: Vec::new(),
            turn: 1,
        }
    }

    /// Lets the commands to come be decided under new rules.
    pub(crate) fn publish(&mut self, rules: Arc<Rules>) {
        Arc::make_mut(&mut self.book).add(rules);
    }

    /// Everything that has to be written.
    pub fn into_changes(self) -> Changes {
        let written = self.records.into_iter().filter(|(_, slot)| slot.written);
        let claimed = self.handles.into_iter().filter(|(_, name)| name.seen != name.now);
        Changes {
            program: self.program,
            records: written.map(|(key, slot)| Write { key, expect: slot.expected(key), record: slot.now }).collect(),
            handles: claimed.map(|(handle, name)| Claim { handle, seen: name.seen, owner: name.now }).collect(),
            entries: self.entries,
            replies: self.fresh_replies,
            forget: self.erased,
        }
    }

    /// Takes back what the command at hand has done: it was refused, and the ones before it stand.
    pub(crate) fn roll_back(&mut self) {
        self.turn = self.turn.saturating_add(1);
        self.erasing.clear();
        for undo in std::mem::take(&mut self.undo).into_iter().rev() {
            match undo {
                Undo::Record(key, now, written) => {
                    if let Some(slot) = self.records.get_mut(&key) {
                        slot.now = now;
                        slot.written = written;
                    }
                    if self.records.get(&key).is_some_and(Slot::is_untouched) {
                        self.records.remove(&key);
                    }
                }
                Undo::Handle(handle, now) => {
                    if let Some(name) = self.handles.get_mut(&handle) {
                        name.now = now;
                    }
                }
            }
        }
    }

    /// Appends what the command at hand has done to its log.
    pub(crate) fn append(&mut self, head: &Headline<'_>, posted: Posted) -> Result<Arc<Entry>, Error> {
        close_entry(self, Head { subject: posted.subject, seq: posted.seq, at: posted.at })?;
        self.undo.clear();
        self.turn = self.turn.saturating_add(1);
        let entry = Arc::new(posted.into_entry(head));
        self.entries.push(Arc::clone(&entry));
        std::mem::take(&mut self.erasing).into_iter().for_each(|id| self.forget_now(id));
        Ok(entry)
    }

    /// Removes who a member is, once the command at hand stands: profile, names, and what was told in free text.
    pub(crate) fn forget(&mut self, id: MemberId) {
        let profile = self.profile(id).cloned().unwrap_or_default();
        profile.handles().into_iter().for_each(|handle| self.release(handle, id));
        self.put(RecordKey::Profile(id), None);
        self.erasing.push(id);
    }

    /// What is stored is the store's to forget; this is what was decided on this draft and is not stored yet.
    pub(crate) fn forget_now(&mut self, id: MemberId) {
        let entries = self.loaded.iter_mut().chain(&mut self.entries);
        entries.filter(|entry| entry.subject == Subject::Member(id)).for_each(|entry| {
            if entry.why.is_some() {
                Arc::make_mut(entry).why = None;
            }
        });
        let replies = self.replies.values_mut().chain(self.fresh_replies.iter_mut().map(|(_, reply)| reply));
        replies.filter(|reply| reply.member == Some(id)).for_each(|reply| *reply = Reply::forgotten());
        self.erased.push(id);
    }

    /// Remembers what was answered under a key. It is written with the member it is about, whose version then says that
    /// nobody has erased them meanwhile.
    pub(crate) fn remember(&mut self, key: &Key, reply: Reply) {
        if let Some(slot) = reply.member.and_then(|id| self.records.get_mut(&RecordKey::Member(id))) {
            slot.written = true;
        }
        self.replies.insert(key.clone(), reply.clone());
        self.fresh_replies.push((key.clone(), reply));
    }

    /// What was answered under a key before.
    pub(crate) fn reply(&self, key: &Key) -> Option<&Reply> {
        self.replies.get(key)
    }

    /// An entry that was loaded, or written in this draft.
    pub(crate) fn entry(&self, subject: Subject, seq: u64) -> Option<&Arc<Entry>> {
        self.loaded.iter().chain(&self.entries).find(|entry| entry.subject == subject && entry.seq == seq)
    }

    /// Begins an entry in a log.
    pub(crate) fn begin(&self, subject: Subject, at: Moment) -> Posted {
        let last = match subject {
            Subject::Program => self.program_record().map_or(0, |program| program.seq),
            Subject::Member(id) => self.member(id).map_or(0, |member| member.seq),
            Subject::Purchase(id) => self.purchase(id).map_or(0, |purchase| purchase.seq),
        };
        Posted { subject, seq: last.saturating_add(1), at, events: Vec::new(), reasons: Vec::new() }
    }

    /// Lets an event happen: it changes the draft at once, and stands in the entry.
    pub(crate) fn post(&mut self, posted: &mut Posted, event: Event) -> Result<(), Error> {
        apply(self, Head { subject: posted.subject, seq: posted.seq, at: posted.at }, &event)?;
        posted.events.push(event);
        Ok(())
    }

    /// Who a member is by now, whom they may have turned out to be.
    pub(crate) fn who_is(&self, id: MemberId) -> MemberId {
        let merged = self.member(id).and_then(|member| member.merged);
        merged.map_or(id, |merged| self.who_is(merged.into))
    }

    /// Who answers to a name.
    pub(crate) fn owner(&self, handle: &Handle) -> Option<Owner> {
        self.handles.get(handle).and_then(|name| name.now)
    }

    /// Gives a name an owner, or sets it free.
    pub(crate) fn claim(&mut self, handle: Handle, owner: Option<Owner>) {
        let name = self.handles.entry(handle.clone()).or_insert(Name { seen: None, now: None });
        self.undo.push(Undo::Handle(handle, name.now));
        name.now = owner;
    }

    /// Sets a name free, unless it has passed to somebody else meanwhile.
    ///
    /// The profile that bears the name was loaded; the name itself perhaps not, and then it is the bearer's.
    pub(crate) fn release(&mut self, handle: Handle, owner: MemberId) {
        let bearer = Some(Owner::Member(owner));
        let name = self.handles.entry(handle.clone()).or_insert(Name { seen: bearer, now: bearer });
        if name.now == bearer {
            self.claim(handle, None);
        }
    }

    /// Removes a profile whose names have passed to somebody else.
    pub(crate) fn remove_profile(&mut self, id: MemberId) {
        self.put(RecordKey::Profile(id), None);
    }

    /// Gives a name of one owner to another. The name itself was perhaps not loaded; its bearer was.
    pub(crate) fn pass_on(&mut self, handle: Handle, from: Owner, to: Owner) {
        let bearer = Some(from);
        let name = self.handles.entry(handle.clone()).or_insert(Name { seen: bearer, now: bearer });
        if name.now == bearer {
            self.claim(handle, Some(to));
        }
    }

    /// Writes a profile. It is no event: personal data stands nowhere else.
    pub(crate) fn put_profile(&mut self, id: MemberId, profile: Profile) {
        self.put(RecordKey::Profile(id), Some(Record::Profile(Arc::new(profile))));
    }
}

macro_rules! readers {
    ($($(#[$doc:meta])* $name:ident $kind:ident($id:ty) $state:ty;)*) => {
        impl Draft {$(
            $(#[$doc])*
            pub(crate) fn $name(&self, id: $id) -> Option<&$state> {
                match self.get(RecordKey::$kind(id)) {
                    Some(Record::$kind(state)) => Some(state),
                    _ => None,
                }
            }
        )*}
    };
}
readers! {
    /// A member as it stands.
    member Member(MemberId) Member;
    /// A profile as it stands.
    profile Profile(MemberId) Profile;
    /// A card as it stands.
    card Card(CardId) Card;
    /// A purchase as it stands.
    purchase Purchase(PurchaseId) Purchase;
    /// A reward as it stands.
    reward Reward(RewardId) Reward;
}

impl Draft {
    /// A member's open rewards, in the order in which they are handed over.
    pub(crate) fn open_rewards(&self, member: MemberId) -> impl Iterator<Item = (RewardId, &Reward)> {
        open_rewards(self, member)
    }

    /// The program's own record as it stands.
    pub(crate) fn program_record(&self) -> Option<&Program> {
        match self.get(RecordKey::Program(Only)) {
            Some(Record::Program(program)) => Some(program),
            _ => None,
        }
    }
}

impl Records for Draft {
    fn get(&self, key: RecordKey) -> Option<&Record> {
        self.records.get(&key).and_then(|slot| slot.now.as_ref())
    }

    fn edit(&mut self, key: RecordKey) -> Option<&mut Record> {
        let slot = self.records.get_mut(&key)?;
        note(&mut self.undo, self.turn, key, slot);
        slot.written = true;
        slot.now.as_mut()
    }

    fn range(&self, keys: RangeInclusive<RecordKey>) -> impl Iterator<Item = (&RecordKey, &Record)> {
        self.records.range(keys).filter_map(|(key, slot)| slot.now.as_ref().map(|record| (key, record)))
    }

    fn put(&mut self, key: RecordKey, record: Option<Record>) {
        let fresh = record.is_some();
        let slot = self.records.entry(key).or_insert(Slot { seen: None, now: None, written: false, noted: 0, fresh });
        note(&mut self.undo, self.turn, key, slot);
        slot.written = true;
        slot.now = record;
    }
}

/// Remembers a record as it was before the command at hand touched it first.
fn note(undo: &mut Vec<Undo>, turn: u64, key: RecordKey, slot: &mut Slot) {
    if slot.noted != turn {
        slot.noted = turn;
        undo.push(Undo::Record(key, slot.now.clone(), slot.written));
    }
}

impl Slot {
    /// What has to be so for this to be written. What a member owns is written by nobody but that member's operations,
    /// so the member's own version guards it.
    fn expected(&self, key: RecordKey) -> Expect {
        match (key, self.seen) {
            // A place earns again what was taken back with its stamp; that reward is on record and was not looked at.
            (RecordKey::Reward(_), None) => Expect::Any,
            (RecordKey::Stamp(_), _) if !self.fresh => Expect::Any,
            (_, Some(version)) => Expect::Version(version),
            (_, None) => Expect::Absent,
        }
    }

    /// Is it as if it had never been looked at?
    fn is_untouched(&self) -> bool {
        !self.written && self.seen.is_none() && self.now.is_none()
    }
}

/// The entry that the command at hand is writing.
pub(crate) struct Posted {
    pub(crate) subject: Subject,
    seq: u64,
    at: Moment,
    pub(crate) events: Vec<Event>,
    pub(crate) reasons: Vec<Reason>,
}

impl Posted {
    /// The entry it becomes.
    pub(crate) fn into_entry(self, head: &Headline<'_>) -> Entry {
        Entry {
            subject: self.subject,
            seq: self.seq,
            at: self.at,
            actor: head.actor.clone(),
            rules: head.rules,
            operation: head.operation.into(),
            why: head.why.cloned(),
            events: self.events,
            reasons: self.reasons,
        }
    }
}
