//! Group commit: calls that come in while others are being served go together. Nobody waits for a timer.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::future::Future;
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

/// While one group commits, the next one loads; more at once would only get in each other's way.
const WORKERS_MAX: usize = 2;
/// What a larger group would gain is little, and everybody in it waits for the whole.
const GROUP_MAX: usize = 256;

/// Who waits for whom, program by program.
pub(crate) struct Groups {
    core: Arc<Core>,
    spawn: Spawner,
    lines: Arc<Lines>,
}

#[derive(Default)]
struct Lines(Mutex<HashMap<ProgramId, Line>>);

/// One program's callers. A line is there while somebody is being served.
#[derive(Default)]
struct Line {
    waiting: Vec<Waiting>,
    workers: usize,
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
        let waiting = match self.lines.lock().entry(request.program.clone()) {
            Entry::Vacant(place) => {
                place.insert(Line { waiting: Vec::new(), workers: 1 });
                None
            }
            Entry::Occupied(mut line) => {
                let (answer, answered) = oneshot::channel();
                let line = line.get_mut();
                line.waiting.push(Waiting { request: request.clone(), answer });
                let more = line.workers < WORKERS_MAX;
                line.workers = line.workers.saturating_add(usize::from(more));
                Some((answered, more))
            }
        };
        match waiting {
            None => {
                // Whoever came meanwhile is served also if this call is given up half-way.
                let _next = Next { groups: self, program: &request.program };
                self.core.walk().execute(request).await
            }
            Some((answered, more)) => {
                if more {
                    self.serve(&request.program);
                }
                answered.await.unwrap_or_else(|_| Err(unanswered()))
            }
        }
    }

    /// Starts a worker that has its place in the line already.
    fn serve(&self, program: &ProgramId) {
        let core = Arc::clone(&self.core);
        let mut place = Place { lines: Arc::clone(&self.lines), program: program.clone(), is_left: false };
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
    fn lock(&self) -> MutexGuard<'_, HashMap<ProgramId, Line>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A worker's place in a line.
struct Place {
    lines: Arc<Lines>,
    program: ProgramId,
    is_left: bool,
}

impl Place {
    /// The next to be served together; when there is nobody, the worker leaves.
    fn next_group(&mut self) -> Option<Vec<Waiting>> {
        let mut lines = self.lines.lock();
        let line = lines.get_mut(&self.program)?;
        if line.waiting.is_empty() {
            self.is_left = true;
            leave(&mut lines, &self.program);
            return None;
        }
        let size = line.waiting.len().min(GROUP_MAX);
        Some(line.waiting.drain(..size).collect())
    }
}

impl Drop for Place {
    /// A worker that ends in the middle, because the runtime does, leaves nobody waiting for ever.
    fn drop(&mut self) {
        if self.is_left {
            return;
        }
        let mut lines = self.lines.lock();
        let abandoned = lines.get_mut(&self.program).map(|line| std::mem::take(&mut line.waiting));
        leave(&mut lines, &self.program);
        drop(lines);
        drop(abandoned);
    }
}

/// One worker fewer; the last one takes the line along.
fn leave(lines: &mut HashMap<ProgramId, Line>, program: &ProgramId) {
    let Some(line) = lines.get_mut(program) else { return };
    line.workers = line.workers.saturating_sub(1);
    if line.workers == 0 {
        lines.remove(program);
    }
}

/// Hands the place of somebody who was served alone to a worker, if anybody is waiting.
struct Next<'g> {
    groups: &'g Groups,
    program: &'g ProgramId,
}

impl Drop for Next<'_> {
    fn drop(&mut self) {
        let mut lines = self.groups.lines.lock();
        if lines.get(self.program).is_none_or(|line| line.waiting.is_empty()) {
            return leave(&mut lines, self.program);
        }
        drop(lines);
        self.groups.serve(self.program);
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
