//! The two things the engine takes from the world: the moment, and randomness.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use sha2::{Digest, Sha256};

use crate::id::Seed;
use crate::time::Moment;

/// Where the engine gets the moment and its random seeds from.
pub trait Source: Send + Sync {
    /// The moment it is.
    fn now(&self) -> Moment;
    /// Sixteen random bytes that were never given before.
    fn seed(&self) -> Result<Seed, String>;
}

/// The machine's own clock and its secure random source.
#[derive(Debug, Default)]
pub struct SystemSource {
    pool: Mutex<Pool>,
}

/// Random bytes drawn ahead: asking the kernel for each operation would cost more than deciding it.
#[derive(Debug, Default)]
struct Pool {
    bytes: Vec<u8>,
    process: u32,
}

const POOL_BYTES: usize = 4096;

impl Source for SystemSource {
    fn now(&self) -> Moment {
        machine_time()
    }

    fn seed(&self) -> Result<Seed, String> {
        let mut pool = self.pool.lock().unwrap_or_else(PoisonError::into_inner);
        // A forked child must not go on with its parent's bytes: both would make the same ids.
        let process = std::process::id();
        if pool.process != process || pool.bytes.len() < size_of::<Seed>() {
            let mut bytes = vec![0; POOL_BYTES];
            getrandom::fill(&mut bytes).map_err(|error| error.to_string())?;
            *pool = Pool { bytes, process };
        }
        let rest = pool.bytes.len().saturating_sub(size_of::<Seed>());
        let drawn = pool.bytes.split_off(rest);
        drawn.try_into().map_err(|_| "too few random bytes".to_owned())
    }
}

/// The machine's own clock, and randomness that repeats: for tests, whose ids are the same each time.
#[derive(Debug)]
pub struct SeededSource {
    seed: u64,
    drawn: AtomicU64,
}

impl SeededSource {
    /// The random numbers of `seed`, from the first.
    pub fn new(seed: u64) -> SeededSource {
        SeededSource { seed, drawn: AtomicU64::new(0) }
    }
}

impl Source for SeededSource {
    fn now(&self) -> Moment {
        machine_time()
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

#[expect(clippy::disallowed_methods, reason = "the one place that asks the machine for the time")]
fn machine_time() -> Moment {
    Moment::from_micros(chrono::Utc::now().timestamp_micros()).unwrap_or_else(Moment::earliest)
}
