//! A clock that stands still until it is moved, and randomness that repeats.

use std::sync::atomic::{AtomicI64, Ordering};

use crate::id::Seed;
use crate::source::{SeededSource, Source};
use crate::time::Moment;

/// A source whose every answer follows from its start.
#[derive(Debug)]
pub struct TestSource {
    micros: AtomicI64,
    random: SeededSource,
}

impl TestSource {
    /// A clock at `now`, and the random numbers of `seed`.
    pub fn new(now: Moment, seed: u64) -> TestSource {
        TestSource { micros: AtomicI64::new(now.micros()), random: SeededSource::new(seed) }
    }

    /// Moves the clock, in either direction.
    pub fn set(&self, now: Moment) {
        self.micros.store(now.micros(), Ordering::SeqCst);
    }
}

impl Source for TestSource {
    fn now(&self) -> Moment {
        Moment::from_micros(self.micros.load(Ordering::SeqCst)).unwrap_or_else(Moment::earliest)
    }

    fn seed(&self) -> Result<Seed, String> {
        self.random.seed()
    }
}
