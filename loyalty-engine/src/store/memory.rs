//! The store that forgets: for tests, previews and pure use.

use std::collections::hash_map::Entry as Place;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use foldhash::HashMap;

use super::gather::{Found, Lookup, gather, running_out};
use super::{
    Ask, Changes, Claim, Expect, LoyaltyStore, MemberPage, Page, PageRequest, Snapshot, StoreError, Tally, Version,
    Write,
};
use crate::event::{Entry, Subject};
use crate::id::{Key, MemberId, ProgramId, RewardId};
use crate::member::{Member, RewardState};
use crate::purchase::EntryRef;
use crate::record::{Handle, Owner, Record, RecordKey, RecordKind, Reply};
use crate::rules::Document;
use crate::time::Date;

/// Everything in one process's memory, behind one lock.
#[derive(Debug, Default)]
pub struct MemoryStore {
    programs: Mutex<HashMap<ProgramId, Tenant>>,
}

/// One program's data; nothing is shared between two.
#[derive(Debug, Default)]
struct Tenant {
    records: HashMap<RecordKey, (Version, Record)>,
    handles: HashMap<Handle, Owner>,
    replies: HashMap<Key, Reply>,
    entries: Vec<Arc<Entry>>,
    /// Where each log's entries stand in `entries`.
    logs: HashMap<Subject, Vec<usize>>,
    rules: Vec<Arc<Document>>,
    due: BTreeSet<(Date, MemberId)>,
    open_rewards: HashMap<MemberId, BTreeSet<RewardId>>,
}

impl MemoryStore {
    /// An empty store.
    pub fn new() -> MemoryStore {
        MemoryStore::default()
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<ProgramId, Tenant>> {
        // A panic elsewhere can't leave a half-applied change: everything is checked before anything is written.
        self.programs.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl LoyaltyStore for MemoryStore {
    async fn load(&self, ask: &Ask) -> Result<Snapshot, StoreError> {
        self.lock().get(&ask.program).map_or_else(|| Ok(Snapshot::default()), |mut tenant| gather(&mut tenant, ask))
    }

    async fn commit(&self, changes: &Changes) -> Result<(), StoreError> {
        let mut programs = self.lock();
        if let Some(tenant) = programs.get_mut(&changes.program) {
            return tenant.commit(changes);
        }
        let mut tenant = Tenant::default();
        tenant.commit(changes)?;
        programs.insert(changes.program.clone(), tenant);
        Ok(())
    }

    async fn page(&self, request: &PageRequest) -> Result<Page, StoreError> {
        let programs = self.lock();
        let (PageRequest::Members(MemberPage { program, .. })
        | PageRequest::Entries { program, .. }
        | PageRequest::Due { program, .. }
        | PageRequest::Records { program, .. }
        | PageRequest::Tally { program, .. }) = request;
        let empty = Tenant::default();
        Ok(programs.get(program).unwrap_or(&empty).page(request))
    }
}

impl Tenant {
    fn commit(&mut self, changes: &Changes) -> Result<(), StoreError> {
        let Changes { program: _, records, handles, entries, replies, forget } = changes;
        let fits = records.iter().all(|write| self.meets(write))
            && handles.iter().all(|claim| self.handles.get(&claim.handle).copied() == claim.seen)
            && replies.iter().all(|(key, _)| !self.replies.contains_key(key))
            && self.continues(entries);
        if !fits {
            return Err(StoreError::Conflict);
        }
        forget.iter().for_each(|id| self.forget(*id));
        records.iter().for_each(|write| self.write(write));
        for Claim { handle, owner, .. } in handles {
            match owner {
                Some(owner) => self.handles.insert(handle.clone(), *owner),
                None => self.handles.remove(handle),
            };
        }
        for entry in entries {
            self.logs.entry(entry.subject).or_default().push(self.entries.len());
            self.entries.push(Arc::clone(entry));
        }
        self.replies.extend(replies.iter().cloned());
        Ok(())
    }

    fn forget(&mut self, id: MemberId) {
        for at in self.logs.get(&Subject::Member(id)).into_iter().flatten() {
            if let Some(entry) = self.entries.get_mut(*at).filter(|entry| entry.why.is_some()) {
                Arc::make_mut(entry).why = None;
            }
        }
        let told = self.replies.values_mut().filter(|reply| reply.member == Some(id));
        told.for_each(|reply| *reply = Reply::forgotten());
    }

    fn meets(&self, write: &Write) -> bool {
        let version = self.records.get(&write.key).map(|(version, _)| *version);
        match write.expect {
            Expect::Absent => version.is_none(),
            Expect::Version(seen) => version == Some(seen),
            Expect::Any => true,
        }
    }

    /// Is each entry the next of its log?
    fn continues(&self, entries: &[Arc<Entry>]) -> bool {
        let mut next: Vec<(Subject, u64)> = Vec::with_capacity(1);
        entries.iter().all(|entry| {
            let known = next.iter_mut().find(|(subject, _)| *subject == entry.subject);
            let last = match known {
                Some((_, last)) => last,
                None => {
                    let stored = self.logs.get(&entry.subject).map_or(0, Vec::len);
                    next.push((entry.subject, u64::try_from(stored).unwrap_or(u64::MAX)));
                    match next.last_mut() {
                        Some((_, last)) => last,
                        None => return false,
                    }
                }
            };
            *last = last.saturating_add(1);
            *last == entry.seq
        })
    }

    fn write(&mut self, Write { key, record, .. }: &Write) {
        let before = match record {
            None => self.records.remove(key).map(|(_, before)| before),
            Some(record) => match self.records.entry(*key) {
                Place::Vacant(place) => {
                    place.insert((1, record.clone()));
                    None
                }
                Place::Occupied(mut place) => {
                    let (version, current) = place.get_mut();
                    *version = version.saturating_add(1);
                    Some(std::mem::replace(current, record.clone()))
                }
            },
        };
        self.index(*key, before.as_ref(), record.as_ref());
    }

    /// Keeps what is looked for by something other than its key.
    fn index(&mut self, key: RecordKey, before: Option<&Record>, after: Option<&Record>) {
        match key {
            RecordKey::Member(id) => {
                let (before, after) = (before.and_then(due), after.and_then(due));
                if before != after {
                    before.map(|day| self.due.remove(&(day, id)));
                    after.map(|day| self.due.insert((day, id)));
                }
            }
            RecordKey::Reward(id) => {
                let open = self.open_rewards.entry(id.member).or_default();
                let stays = matches!(after, Some(Record::Reward(reward)) if reward.state == RewardState::Open);
                if stays {
                    open.insert(id)
                } else {
                    open.remove(&id)
                };
            }
            RecordKey::Rules(_) => {
                if let Some(Record::Rules(document)) = after {
                    self.rules.push(Arc::clone(document));
                }
            }
            _ => {}
        }
    }

    fn page(&self, request: &PageRequest) -> Page {
        match request {
            PageRequest::Members(page) => Page::Members(self.members(page)),
            PageRequest::Entries { subject, after, limit, .. } => Page::Entries(self.entries(*subject, *after, *limit)),
            PageRequest::Due { on, after, limit, .. } => {
                let due = self.due.iter().filter(|(day, _)| day <= on);
                let rest = due.filter(|at| after.is_none_or(|after| **at > after));
                Page::Due(rest.take(size(*limit)).copied().collect())
            }
            PageRequest::Records { kind, after, limit, .. } => {
                Page::Records(self.records_of(*kind, after.as_deref(), *limit))
            }
            PageRequest::Tally { today, lapse, .. } => Page::Tally(self.tally(*today, *lapse)),
        }
    }

    fn members(&self, page: &MemberPage) -> Vec<(Record, Option<Record>)> {
        let profile = |id| match self.records.get(&RecordKey::Profile(id)) {
            Some((_, Record::Profile(profile))) => Some(profile),
            _ => None,
        };
        let mut members: Vec<&Arc<Member>> = self
            .records
            .values()
            .filter_map(|(_, record)| if let Record::Member(member) = record { Some(member) } else { None })
            .filter(|member| page.after.is_none_or(|after| member.id > after))
            .filter(|member| page.status.is_none_or(|status| member.status() == status))
            .filter(|member| page.membership.is_none_or(|status| member.membership_status(page.today) == Some(status)))
            .filter(|member| page.kind.is_none_or(|kind| member.kind == kind))
            .filter(|member| page.level.as_ref().is_none_or(|level| member.level_on(page.today) == Some(level)))
            .filter(|member| {
                let search = page.search.as_ref();
                search.is_none_or(|search| profile(member.id).is_some_and(|profile| search.finds(profile)))
            })
            .collect();
        members.sort_by_key(|member| member.id);
        members.truncate(size(page.limit));
        let with_profile = |member: &Arc<Member>| {
            let profile = profile(member.id).map(|profile| Record::Profile(Arc::clone(profile)));
            (Record::Member(Arc::clone(member)), profile)
        };
        members.into_iter().map(with_profile).collect()
    }

    fn entries(&self, subject: Option<Subject>, after: u64, limit: u32) -> Vec<(u64, Arc<Entry>)> {
        let skip = usize::try_from(after).unwrap_or(usize::MAX);
        let numbered = |at: usize| {
            self.entries
                .get(at)
                .map(|entry| (u64::try_from(at).unwrap_or(u64::MAX).saturating_add(1), Arc::clone(entry)))
        };
        match subject {
            None => (0..self.entries.len()).skip(skip).take(size(limit)).filter_map(numbered).collect(),
            Some(subject) => {
                let log = self.logs.get(&subject).map(Vec::as_slice).unwrap_or_default();
                log.iter().skip(skip).take(size(limit)).filter_map(|at| numbered(*at)).collect()
            }
        }
    }

    fn records_of(&self, kind: RecordKind, after: Option<&str>, limit: u32) -> Vec<(RecordKey, Version, Record)> {
        let of_kind = self.records.iter().filter(|(key, _)| key.kind() == kind);
        let named = of_kind.map(|(key, value)| (key.text(), key, value));
        let mut rest: Vec<_> = named.filter(|(text, _, _)| after.is_none_or(|after| text.as_str() > after)).collect();
        rest.sort_by(|a, b| a.0.cmp(&b.0));
        rest.truncate(size(limit));
        rest.into_iter().map(|(_, key, (version, record))| (*key, *version, record.clone())).collect()
    }

    fn tally(&self, today: Date, lapse: bool) -> Tally {
        let mut members = BTreeMap::new();
        let mut rewards = BTreeMap::new();
        for (key, (_, record)) in &self.records {
            match (key, record) {
                (_, Record::Member(member)) => count(&mut members, (member.status(), member.membership_status(today))),
                (RecordKey::Reward(id), Record::Reward(reward)) => {
                    let owner = self.records.get(&RecordKey::Member(id.member));
                    let over = lapse && matches!(owner, Some((_, Record::Member(member))) if is_over(member, today));
                    let gone =
                        reward.state == RewardState::Open && (over || reward.until.is_some_and(|until| today > until));
                    let state = if gone { RewardState::Lapsed } else { reward.state };
                    count(&mut rewards, (reward.kind.clone(), state));
                }
                _ => {}
            }
        }
        Tally {
            members: members.into_iter().map(|((status, membership), n)| (status, membership, n)).collect(),
            rewards: rewards.into_iter().map(|((kind, state), n)| (kind, state, n)).collect(),
        }
    }
}

impl Lookup for &Tenant {
    fn record(&mut self, key: RecordKey) -> Result<Option<(Version, Record)>, StoreError> {
        Ok(self.records.get(&key).cloned())
    }

    fn owner(&mut self, handle: &Handle) -> Result<Option<Owner>, StoreError> {
        Ok(self.handles.get(handle).copied())
    }

    fn open_rewards(&mut self, member: MemberId, by: Option<Date>) -> Result<Vec<Found>, StoreError> {
        let keys = self.open_rewards.get(&member).into_iter().flatten().map(|id| RecordKey::Reward(*id));
        let found = |key| self.records.get(&key).map(|(version, record)| (key, *version, record.clone()));
        let open = keys.filter_map(found).collect();
        Ok(match by {
            Some(day) => running_out(open, day),
            None => open,
        })
    }

    fn reply(&mut self, key: &Key) -> Result<Option<Reply>, StoreError> {
        Ok(self.replies.get(key).cloned())
    }

    fn entry(&mut self, at: EntryRef) -> Result<Option<Arc<Entry>>, StoreError> {
        let index = usize::try_from(at.seq).ok().and_then(|seq| seq.checked_sub(1));
        let log = self.logs.get(&at.subject);
        let position = index.and_then(|index| log?.get(index));
        Ok(position.and_then(|position| self.entries.get(*position)).cloned())
    }

    fn rules_after(&mut self, known: u32) -> Result<Vec<(u32, Arc<Document>)>, StoreError> {
        let known = usize::try_from(known).unwrap_or(usize::MAX);
        let newer = (1..).zip(&self.rules).skip(known);
        Ok(newer.map(|(version, document)| (version, Arc::clone(document))).collect())
    }
}

fn due(record: &Record) -> Option<Date> {
    if let Record::Member(member) = record { member.due } else { None }
}

fn size(limit: u32) -> usize {
    usize::try_from(limit).unwrap_or(usize::MAX)
}

fn count<K: Ord>(counts: &mut BTreeMap<K, u64>, key: K) {
    let n = counts.entry(key).or_default();
    *n = n.saturating_add(1);
}

fn is_over(member: &Member, today: Date) -> bool {
    member.membership.as_ref().is_some_and(|membership| today > membership.ends)
}
