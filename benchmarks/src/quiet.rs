//! Is anybody else at work on this machine? What is measured beside them says little, even as a ratio.

use std::thread;
use std::time::{Duration, Instant};

/// More than this share of all cores is not housekeeping.
const BUSY_MAX: f64 = 0.15;
const LOOK: Duration = Duration::from_millis(300);

/// Waits until the machine is idle, but not longer than so; says whether it is. To be asked while we ourselves rest.
pub fn wait(most: Duration) -> bool {
    let begun = Instant::now();
    while !now() {
        if begun.elapsed() >= most {
            return false;
        }
    }
    true
}

/// Is the machine idle for a moment? Where that can't be told it is taken to be.
pub fn now() -> bool {
    let before = ticks();
    thread::sleep(LOOK);
    match (before, ticks()) {
        (Some((busy_before, all_before)), Some((busy, all))) if all > all_before => {
            ((busy - busy_before) as f64) < BUSY_MAX * (all - all_before) as f64
        }
        _ => true,
    }
}

/// Time spent on work and time altogether, of all cores since the machine started.
fn ticks() -> Option<(u64, u64)> {
    read(std::fs::read_to_string("/proc/stat").ok()?.lines().next()?)
}

/// Reads `cpu  user nice system idle iowait irq softirq steal …`; what guests use is in `user` already.
fn read(line: &str) -> Option<(u64, u64)> {
    let ticks: Vec<u64> = line.strip_prefix("cpu ")?.split_whitespace().take(8).flat_map(str::parse).collect();
    let all: u64 = ticks.iter().sum();
    let rest = ticks.get(3)? + ticks.get(4)?;
    Some((all - rest, all))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_for_the_disk_is_no_work() {
        assert_eq!(read("cpu  100 20 30 1000 50 1 2 3 0 0"), Some((156, 1_206)));
        assert_eq!(read("intr 5"), None);
    }
}
