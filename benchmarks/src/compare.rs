//! Ratios taken in one run: each sample times the yardstick and then us, so that a slow moment slows both.

use std::time::Duration;

use criterion::{Criterion, SamplingMode};

use crate::target::{Target, median};

/// One side of a comparison: does so many operations and says how long they took.
pub type Side<'a> = &'a mut dyn FnMut(u64) -> Duration;

/// Measures both sides and prints the target's line; the measure is how many times as fast as the yardstick we are.
pub fn compare(criterion: &mut Criterion, target: Target, seconds: u64, ours: Side<'_>, yardstick: Side<'_>) {
    let (mut ratios, mut our_cost, mut their_cost) = (Vec::new(), Vec::new(), Vec::new());
    let mut group = criterion.benchmark_group(target.name);
    group.sampling_mode(SamplingMode::Flat).sample_size(20);
    group.warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(seconds));
    group.bench_function(target.what, |bencher| {
        bencher.iter_custom(|operations| {
            let theirs = yardstick(operations);
            let spent = ours(operations);
            ratios.push(theirs.as_secs_f64() / spent.as_secs_f64());
            our_cost.push(spent.as_secs_f64() / operations as f64);
            their_cost.push(theirs.as_secs_f64() / operations as f64);
            spent
        });
    });
    group.finish();
    // Another benchmark was asked for by name.
    if ratios.is_empty() {
        return;
    }
    // The first samples are criterion's warm-up.
    let measured = median(&ratios);
    println!("{}: {}", target.name, target.what);
    println!("  ours {:.2} µs, yardstick {:.2} µs an operation (medians)", micros(&our_cost), micros(&their_cost));
    println!("{}\n", target.verdict(measured));
}

fn micros(costs: &[f64]) -> f64 {
    median(costs) * 1e6
}
