//! Forking while others are at work. SQLite keeps locks that all connections of a process share; a child that was
//! forked in the middle of a commit would find them held for ever by a thread that it does not have.
//!
//! Whoever forks through its language's own means calls [`before_fork`] and [`after_fork`]: the fork waits until nobody
//! is inside SQLite, and nobody enters while it happens.

use std::cell::Cell;
use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

static DOOR: RwLock<()> = RwLock::new(());

thread_local! {
    /// The door as this thread closed it, for the time of its fork.
    static CLOSED: Cell<Option<RwLockWriteGuard<'static, ()>>> = const { Cell::new(None) };
}

/// Waits until nobody is inside, and closes the door.
pub fn before_fork() {
    CLOSED.set(Some(DOOR.write().unwrap_or_else(PoisonError::into_inner)));
}

/// Opens the door again, in the parent and in the child.
pub fn after_fork() {
    CLOSED.set(None);
}

/// Stays inside until the guard is dropped.
pub(crate) fn inside() -> RwLockReadGuard<'static, ()> {
    DOOR.read().unwrap_or_else(PoisonError::into_inner)
}
