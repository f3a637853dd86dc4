//! The two things the engine takes from the world: the moment, and randomness.

use std::sync::{Mutex, PoisonError};

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
    #[expect(clippy::disallowed_methods, reason = "the one place that asks the machine for the time")]
    fn now(&self) -> Moment {
        Moment::from_micros(chrono::Utc::now().timestamp_micros()).unwrap_or_else(Moment::earliest)
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
