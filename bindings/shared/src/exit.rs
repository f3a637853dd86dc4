//! The end of a process. In some languages a thread that comes back into one that is going down takes the whole process
//! along, and an answer is told from a thread of ours.
//!
//! Whoever ends the process through its language's own means calls [`before_exit`]: it waits for those who are telling,
//! and nobody is told anything from then on.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use crate::process::PerProcess;

static DOOR: PerProcess<Door> = PerProcess::new();

#[derive(Default)]
struct Door {
    state: Mutex<State>,
    left: Condvar,
}

#[derive(Default)]
struct State {
    telling: usize,
    closed: bool,
}

/// Waits until nobody is telling an answer, and lets nobody tell one any more.
pub fn before_exit() {
    DOOR.get(Door::default).close();
}

/// Tells an answer, unless the process is ending.
pub(crate) fn tell(tell: impl FnOnce()) {
    if let Some(_telling) = DOOR.get(Door::default).enter() {
        tell();
    }
}

/// Somebody is telling, until this is dropped.
struct Telling<'d>(&'d Door);

impl Drop for Telling<'_> {
    fn drop(&mut self) {
        let mut state = self.0.state();
        state.telling = state.telling.saturating_sub(1);
        self.0.left.notify_all();
    }
}

impl Door {
    fn enter(&self) -> Option<Telling<'_>> {
        let mut state = self.state();
        if state.closed {
            return None;
        }
        state.telling = state.telling.saturating_add(1);
        Some(Telling(self))
    }

    fn close(&self) {
        let mut state = self.state();
        state.closed = true;
        while state.telling > 0 {
            state = self.left.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;
    use std::thread;

    use super::*;

    #[test]
    fn who_is_telling_is_waited_for_and_nobody_begins_any_more() {
        let door = Door::default();
        let (closed, seen) = mpsc::channel();
        thread::scope(|scope| {
            let (first, second) = (door.enter().unwrap(), door.enter().unwrap());
            scope.spawn(|| {
                door.close();
                closed.send(()).unwrap();
            });
            // It is closing as soon as nobody is let in.
            while door.enter().is_some() {
                thread::yield_now();
            }
            drop(first);
            assert!(seen.try_recv().is_err(), "one is still telling");
            drop(second);
            seen.recv().unwrap();
        });
        assert!(door.enter().is_none());
    }
}
