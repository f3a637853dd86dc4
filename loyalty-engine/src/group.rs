//! Group commit: calls that come in while others are being served go together. Nobody waits for a timer.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::future::Future;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Poll;

use futures_channel::oneshot;

use crate::command::Request;
use crate::engine::Core;
use crate::error::{Doing, Error};
use crate::id::ProgramId;
use crate::outcome::Outcome;

/// Runs work on a task of its own, so that nobody who stops waiting takes others along.
pub type Spawner = Arc<dyn Fn(Work) + Send + Sync>;
/// Work to be run to its end.
pub type Work = Pin<Box<dyn Future<Output = ()> + Send>>;

/// While one lane commits, the other loads; more at once would only get in each other's way.
const LANES: u64 = 2;
/// What a larger group would gain is little, and everybody in it waits for the whole.
const GROUP_MAX: usize = 256;

/// Who waits for whom, lane by lane.
pub(crate) struct Groups {
    core: Arc<Core>,
    spawn: Spawner,
    lines: Arc<Lines>,
}

/// The callers of each lane where somebody is being served, beside those who are.
#[derive(Default)]
struct Lines(Mutex<HashMap<Lane, Vec<Waiting>>>);

/// Part of a program's callers. Whoever names the same member is in the same one, so that lanes do not make each other
/// start again.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Lane {
    program: ProgramId,
    number: u64,
}

impl Lane {
    fn of(request: &Request) -> Lane {
        let mut hasher = DefaultHasher::new();
        request.command.member().hash(&mut hasher);
        Lane { program: request.program.clone(), number: hasher.finish() % LANES }
    }
}

struct Waiting {
    request: Request,
    answer: oneshot::Sender<Result<Outcome, Error>>,
}

impl Groups {
    pub(crate) fn new(core: Arc<Core>, spawn: Spawner) -> Groups {
        Groups { core, spawn, lines: Arc::default() }
    }

    /// Alone if nobody else is being served; else together with whoever else is waiting.
    pub(crate) async fn execute(&self, request: &Request) -> Result<Outcome, Error> {
        let lane = Lane::of(request);
        let answered = match self.lines.lock().entry(lane.clone()) {
            Entry::Vacant(place) => {
                place.insert(Vec::new());
                None
            }
            Entry::Occupied(mut line) => {
                let (answer, answered) = oneshot::channel();
                line.get_mut().push(Waiting { request: request.clone(), answer });
                Some(answered)
            }
        };
        match answered {
            None => {
                // Whoever came meanwhile is served also if this call is given up half-way.
                let _next = Next { groups: self, lane };
                self.core.walk().execute(request).await
            }
            Some(answered) => answered.await.unwrap_or_else(|_| Err(unanswered())),
        }
    }

    /// Starts a worker, who serves the lane until nobody waits.
    fn serve(&self, lane: Lane) {
        let core = Arc::clone(&self.core);
        let mut place = Place { lines: Arc::clone(&self.lines), lane, is_left: false };
        (self.spawn)(Box::pin(async move {
            // Whoever was answered a moment ago may have something to add.
            yield_now().await;
            while let Some(group) = place.next_group() {
                let (requests, answers): (Vec<Request>, Vec<_>) =
                    group.into_iter().map(|waiting| (waiting.request, waiting.answer)).unzip();
                let results = core.walk().execute_all(&requests).await;
                // Who does not wait any more need not be told.
                answers.into_iter().zip(results).for_each(|(answer, result)| drop(answer.send(result)));
                yield_now().await;
            }
        }));
    }
}

impl Lines {
    fn lock(&self) -> MutexGuard<'_, HashMap<Lane, Vec<Waiting>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A worker's place in a lane.
struct Place {
    lines: Arc<Lines>,
    lane: Lane,
    is_left: bool,
}

impl Place {
    /// The next to be served together; when there is nobody, the worker leaves.
    fn next_group(&mut self) -> Option<Vec<Waiting>> {
        let mut lines = self.lines.lock();
        let Some(waiting) = lines.get_mut(&self.lane).filter(|waiting| !waiting.is_empty()) else {
            self.is_left = true;
            lines.remove(&self.lane);
            return None;
        };
        let size = waiting.len().min(GROUP_MAX);
        Some(waiting.drain(..size).collect())
    }
}

impl Drop for Place {
    /// A worker that ends in the middle, because the runtime does, leaves nobody waiting for ever.
    fn drop(&mut self) {
        if !self.is_left {
            let abandoned = self.lines.lock().remove(&self.lane);
            drop(abandoned);
        }
    }
}

/// Hands the lane of somebody who was served alone to a worker, if anybody is waiting.
struct Next<'g> {
    groups: &'g Groups,
    lane: Lane,
}

impl Drop for Next<'_> {
    fn drop(&mut self) {
        let mut lines = self.groups.lines.lock();
        if lines.get(&self.lane).is_none_or(Vec::is_empty) {
            lines.remove(&self.lane);
            return;
        }
        drop(lines);
        self.groups.serve(self.lane.clone());
    }
}

fn unanswered() -> Error {
    Error::Unavailable { doing: Doing::Unknown, why: "the runtime ended before there was an answer".to_owned() }
}

/// Lets others run first.
async fn yield_now() {
    let mut yielded = false;
    std::future::poll_fn(|context| {
        if yielded {
            return Poll::Ready(());
        }
        yielded = true;
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}
