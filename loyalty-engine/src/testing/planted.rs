//! Stores with one fault planted in each: a suite that does not find them all is not worth running.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;

use super::rng::Rng;
use crate::event::{Entry, Event, Subject};
use crate::member::{Points, Promise, RewardState, sum};
use crate::record::{Owner, Record};
use crate::store::{Ask, Changes, Expect, LoyaltyStore, Page, PageRequest, Snapshot, StoreError};

/// What is wrong with the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plant {
    /// Writes records whatever their version, and fits the log to it.
    IgnoresVersions,
    /// Gives names to whoever asks.
    IgnoresHandles,
    /// Does not keep what was answered under a key.
    ForgetsReplies,
    /// Answers a key with what another one was told.
    MixesReplies,
    /// Keeps the records and loses the entry, now and then.
    DropsEntries,
    /// Applies half of the records, now and then.
    HalfOfTheRecords,
    /// Answers from an older view, now and then.
    StaleSnapshots,
    /// Leaves a reward open that was handed over.
    RewardStaysOpen,
    /// Says that it is done, and does nothing, now and then.
    SwallowsCommits,
    /// Does it, and says that it is not done, now and then.
    DeniesCommits,
    /// Writes a stamp card back as it was, now and then.
    LosesStamps,
    /// Keeps what was to be forgotten.
    ForgetsNobody,
    /// Adds points twice, now and then.
    PointsTwice,
    /// Leaves points in their lot that were spent, now and then.
    LotStaysFull,
    /// Promises once more what was kept.
    PromiseStays,
    /// Counts the stock as it was before.
    StaleStock,
}

impl Plant {
    /// Every planted fault.
    pub const ALL: [Plant; 16] = [
        Plant::IgnoresVersions,
        Plant::IgnoresHandles,
        Plant::ForgetsReplies,
        Plant::MixesReplies,
        Plant::DropsEntries,
        Plant::HalfOfTheRecords,
        Plant::StaleSnapshots,
        Plant::RewardStaysOpen,
        Plant::SwallowsCommits,
        Plant::DeniesCommits,
        Plant::LosesStamps,
        Plant::ForgetsNobody,
        Plant::PointsTwice,
        Plant::LotStaysFull,
        Plant::PromiseStays,
        Plant::StaleStock,
    ];
}

/// A store with a planted fault.
pub struct Planted {
    inner: Arc<dyn LoyaltyStore>,
    plant: Plant,
    state: Mutex<State>,
}

struct State {
    rng: Rng,
    /// How many entries each log holds.
    logs: HashMap<Subject, u64>,
    /// What was answered before.
    views: HashMap<String, Snapshot>,
}

/// How often a fault strikes that is there only now and then, in a thousand.
const NOW_AND_THEN: u64 = 20;

impl Planted {
    /// The store `inner`, with this fault.
    pub fn new(inner: Arc<dyn LoyaltyStore>, plant: Plant, seed: u64) -> Planted {
        let state = State { rng: Rng::new(seed), logs: HashMap::new(), views: HashMap::new() };
        Planted { inner, plant, state: Mutex::new(state) }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn now_and_then(&self) -> bool {
        self.state().rng.per_mille(NOW_AND_THEN)
    }

    /// What is written instead of what was asked for.
    async fn spoil(&self, changes: &mut Changes) -> Result<(), StoreError> {
        match self.plant {
            Plant::IgnoresVersions => {
                changes.records.iter_mut().for_each(|write| write.expect = Expect::Any);
                self.renumber(changes);
            }
            Plant::IgnoresHandles => self.agree_with_handles(changes).await?,
            Plant::ForgetsReplies => changes.replies.clear(),
            Plant::DropsEntries if self.now_and_then() => changes.entries.clear(),
            Plant::HalfOfTheRecords if self.now_and_then() => {
                changes.records.truncate(changes.records.len().div_ceil(2));
            }
            Plant::ForgetsNobody => changes.forget.clear(),
            Plant::RewardStaysOpen => reopen(changes),
            Plant::LosesStamps if self.now_and_then() => lose_stamp(changes),
            Plant::PointsTwice if self.now_and_then() => spoil_points(changes, add_again),
            Plant::LotStaysFull if self.now_and_then() => spoil_points(changes, put_back),
            Plant::PromiseStays => spoil_points(changes, promise_again),
            Plant::StaleStock => keep_stock(changes),
            _ => {}
        }
        Ok(())
    }

    /// Numbers the entries as the logs stand, so that no second lock stops them.
    fn renumber(&self, changes: &mut Changes) {
        let mut state = self.state();
        for entry in &mut changes.entries {
            let last = state.logs.entry(entry.subject).or_default();
            *last = last.saturating_add(1);
            if entry.seq != *last {
                *entry = Arc::new(Entry { seq: *last, ..entry.as_ref().clone() });
            }
        }
    }

    async fn agree_with_handles(&self, changes: &mut Changes) -> Result<(), StoreError> {
        let mut ask = Ask::new(changes.program.clone(), u32::MAX);
        ask.handles = changes.handles.iter().map(|claim| claim.handle.clone()).collect();
        let owners: HashMap<_, Owner> = self.inner.load(&ask).await?.handles.into_iter().collect();
        changes.handles.iter_mut().for_each(|claim| claim.seen = owners.get(&claim.handle).copied());
        Ok(())
    }

    /// Records and names as they were when the same ones were asked for last, as from a replica that lags.
    fn stale(&self, ask: &Ask, fresh: Snapshot) -> Snapshot {
        let names = format!("{:?} {:?} {} {}", ask.records, ask.handles, ask.profiles, ask.cards);
        let mut state = self.state();
        let strikes = state.rng.per_mille(NOW_AND_THEN);
        match state.views.insert(names, fresh.clone()).filter(|_| strikes) {
            Some(before) => Snapshot { records: before.records, handles: before.handles, ..fresh },
            None => fresh,
        }
    }
}

#[async_trait]
impl LoyaltyStore for Planted {
    async fn load(&self, ask: &Ask) -> Result<Snapshot, StoreError> {
        let mut snapshot = self.inner.load(ask).await?;
        match self.plant {
            Plant::StaleSnapshots => snapshot = self.stale(ask, snapshot),
            Plant::MixesReplies => mix(&mut snapshot),
            _ => {}
        }
        Ok(snapshot)
    }

    async fn commit(&self, changes: &Changes) -> Result<(), StoreError> {
        if self.plant == Plant::SwallowsCommits && self.now_and_then() {
            return Ok(());
        }
        let mut spoilt = changes.clone();
        self.spoil(&mut spoilt).await?;
        self.inner.commit(&spoilt).await?;
        if self.plant == Plant::DeniesCommits && self.now_and_then() {
            return Err(StoreError::Conflict);
        }
        Ok(())
    }

    async fn page(&self, request: &PageRequest) -> Result<Page, StoreError> {
        self.inner.page(request).await
    }
}

/// Every key of a batch is told what the first one was told.
fn mix(snapshot: &mut Snapshot) {
    let first = snapshot.replies.first().map(|(_, reply)| reply.answer.clone());
    if let Some(first) = first {
        snapshot.replies.iter_mut().for_each(|(_, reply)| reply.answer = first.clone());
    }
}

/// Puts every reward that is being handed over back among the open ones.
fn reopen(changes: &mut Changes) {
    for write in &mut changes.records {
        if let Some(Record::Reward(reward)) = &mut write.record
            && reward.state == RewardState::Redeemed
        {
            let reward = Arc::make_mut(reward);
            (reward.state, reward.redeemed, reward.purchase) = (RewardState::Open, None, None);
        }
    }
}

/// Takes the newest stamp off every card that is being written.
fn lose_stamp(changes: &mut Changes) {
    for write in &mut changes.records {
        if let Some(Record::Member(member)) = &mut write.record
            && let Some(cycles) = &mut Arc::make_mut(member).cycles
        {
            cycles.stamps = cycles.stamps.saturating_sub(1);
        }
    }
}

/// Does something to the points of every member that is being written, after each event of theirs.
fn spoil_points(changes: &mut Changes, spoil: fn(&mut Points, &Event)) {
    for write in &mut changes.records {
        let Some(Record::Member(member)) = &mut write.record else { continue };
        let subject = Subject::Member(member.id);
        let own = changes.entries.iter().filter(|entry| entry.subject == subject);
        let Some(points) = &mut Arc::make_mut(member).points else { continue };
        own.flat_map(|entry| &entry.events).for_each(|event| spoil(points, event));
    }
}

fn add_again(points: &mut Points, event: &Event) {
    if let Event::PointsEarned { parts, .. } | Event::PointsGranted { parts, .. } = event {
        points.add(parts);
    }
}

fn put_back(points: &mut Points, event: &Event) {
    if let Event::PointsSpent { parts, .. } | Event::PointsDeducted { parts, .. } = event {
        points.add(parts);
    }
}

fn promise_again(points: &mut Points, event: &Event) {
    if let Event::PointsEarned { purchase, parts, promised: true, .. } = event {
        points.promised.push(Promise { purchase: *purchase, points: sum(parts), from: None });
    }
}

/// Writes the stock of the program back as it was before the last change.
fn keep_stock(changes: &mut Changes) {
    let stock = changes.entries.iter().flat_map(|entry| &entry.events).find_map(|event| match event {
        Event::StockChanged { kind, taken } => Some((kind.clone(), taken.saturating_sub(1))),
        _ => None,
    });
    let Some((kind, taken)) = stock else { return };
    for write in &mut changes.records {
        if let Some(Record::Program(program)) = &mut write.record {
            Arc::make_mut(program).taken.insert(kind.clone(), taken);
        }
    }
}
