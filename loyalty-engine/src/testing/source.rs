//! A clock that stands still until it is moved, and randomness that repeats.

use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use sha2::{Digest, Sha256};

use crate::id::Seed;
use crate::source::Source;
use crate::time::Moment;

/// A source whose every answer follows from its start.
#[derive(Debug)]
pub struct TestSource {
    micros: AtomicI64,
    drawn: AtomicU64,
    seed: u64,
}

impl TestSource {
    /// A clock at `now`, and the random numbers of `seed`.
    pub fn new(now: Moment, seed: u64) -> TestSource {
        TestSource { micros: AtomicI64::new(now.micros()), drawn: AtomicU64::new(0), seed }
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
        let drawn = self.drawn.fetch_add(1, Ordering::SeqCst);
        let mut hash = Sha256::new();
        hash.update(self.seed.to_be_bytes());
        hash.update(drawn.to_be_bytes());
        let bytes: [u8; 32] = hash.finalize().into();
        let [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, ..] = bytes;
        Ok([a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p])
    }
}
