//! A store that fails in every way a store can fail, as its seed says, and never writes by halves.
//!
//! It gives way once at each load and once at each commit, so that an executor can let others pass at exactly these
//! points, and tells an observer what was loaded and what was committed, whether or not the caller ever hears of it.

use std::future::{pending, poll_fn};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::Poll;

use async_trait::async_trait;
use futures_executor::block_on;

use super::rng::Rng;
use crate::error::Doing;
use crate::store::{Ask, Changes, LoyaltyStore, Page, PageRequest, Snapshot, StoreError};

/// What can go wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fault {
    /// The store does not answer a load.
    LoadUnavailable,
    /// The commit is told that somebody else was faster, although nobody was.
    Conflict,
    /// The store is gone before the commit.
    Refused,
    /// The commit is applied, and its answer is lost.
    ReplyLost,
    /// The process dies between load and commit.
    CrashBefore,
    /// The process dies after the commit, before anybody heard of it.
    CrashAfter,
}

impl Fault {
    /// Every fault.
    pub const ALL: [Fault; 6] = [
        Fault::LoadUnavailable,
        Fault::Conflict,
        Fault::Refused,
        Fault::ReplyLost,
        Fault::CrashBefore,
        Fault::CrashAfter,
    ];

    /// Its name in tables.
    pub fn name(self) -> &'static str {
        match self {
            Fault::LoadUnavailable => "load_unavailable",
            Fault::Conflict => "conflict",
            Fault::Refused => "refused",
            Fault::ReplyLost => "reply_lost",
            Fault::CrashBefore => "crash_before",
            Fault::CrashAfter => "crash_after",
        }
    }

    fn strikes_at_load(self) -> bool {
        self == Fault::LoadUnavailable
    }
}

/// Watches a faulty store. Every method is called while the store stands still.
pub trait Observer: Send + Sync {
    /// This was loaded, just now.
    fn loaded(&self, ask: &Ask);
    /// This was applied, just now.
    fn committed(&self, changes: &Changes);
    /// Somebody else was faster indeed.
    fn raced(&self);
    /// This went wrong. After a crash the caller never goes on.
    fn fault(&self, fault: Fault);
}

/// How often each fault strikes, in a thousand loads or commits.
pub type Odds = Vec<(Fault, u64)>;

/// A store with faults.
pub struct Faulty {
    inner: Arc<dyn LoyaltyStore>,
    odds: Odds,
    rng: Mutex<Rng>,
    observer: Arc<dyn Observer>,
}

impl Faulty {
    /// The store `inner`, with the faults that follow from `seed`.
    pub fn new(inner: Arc<dyn LoyaltyStore>, odds: Odds, seed: u64, observer: Arc<dyn Observer>) -> Faulty {
        Faulty { inner, odds, rng: Mutex::new(Rng::new(seed)), observer }
    }

    fn draw(&self, at_load: bool) -> Option<Fault> {
        let mut rng = self.rng.lock().unwrap_or_else(PoisonError::into_inner);
        let here = self.odds.iter().filter(|(fault, _)| fault.strikes_at_load() == at_load);
        let struck = here.map(|(fault, odds)| (*fault, rng.per_mille(*odds))).filter(|(_, strikes)| *strikes);
        let fault = struck.map(|(fault, _)| fault).next()?;
        self.observer.fault(fault);
        Some(fault)
    }

    /// Applies in one step, whatever the store underneath waits for: what the observer sees is then the order of
    /// things.
    fn apply(&self, changes: &Changes) -> Result<(), StoreError> {
        let applied = block_on(self.inner.commit(changes));
        match &applied {
            Ok(()) => self.observer.committed(changes),
            Err(StoreError::Conflict) => self.observer.raced(),
            Err(_) => {}
        }
        applied
    }
}

#[async_trait]
impl LoyaltyStore for Faulty {
    async fn load(&self, ask: &Ask) -> Result<Snapshot, StoreError> {
        give_way().await;
        if self.draw(true).is_some() {
            return Err(unavailable(Doing::NotDone));
        }
        let snapshot = block_on(self.inner.load(ask))?;
        self.observer.loaded(ask);
        Ok(snapshot)
    }

    async fn commit(&self, changes: &Changes) -> Result<(), StoreError> {
        give_way().await;
        match self.draw(false) {
            None | Some(Fault::LoadUnavailable) => self.apply(changes),
            Some(Fault::Conflict) => Err(StoreError::Conflict),
            Some(Fault::Refused) => Err(unavailable(Doing::NotDone)),
            Some(Fault::ReplyLost) => self.apply(changes).and(Err(unavailable(Doing::Unknown))),
            Some(Fault::CrashBefore) => pending().await,
            Some(Fault::CrashAfter) => {
                // Whether it was applied is something only the next process will find out.
                drop(self.apply(changes));
                pending().await
            }
        }
    }

    async fn page(&self, request: &PageRequest) -> Result<Page, StoreError> {
        self.inner.page(request).await
    }
}

fn unavailable(doing: Doing) -> StoreError {
    StoreError::Unavailable { doing, why: "a fault of the test".to_owned() }
}

/// Lets others pass, once.
async fn give_way() {
    let mut passed = false;
    poll_fn(|context| {
        if passed {
            return Poll::Ready(());
        }
        passed = true;
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}
