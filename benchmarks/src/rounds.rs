//! Rates taken in turns: yardstick, us, yardstick, us, so that a slow moment slows both.

use std::time::Duration;

use crate::quiet;
use crate::target::{Target, median};

/// A rate a second of something that was just done.
pub type Rate<'a> = &'a mut dyn FnMut() -> f64;

/// What both sides did in each round, a second.
pub struct Rounds {
    unit: &'static str,
    yardstick: Vec<f64>,
    ours: Vec<f64>,
    disturbed: usize,
}

/// So long somebody else's work may hold a round up.
const PATIENCE: Duration = Duration::from_secs(30);

impl Rounds {
    /// Nothing measured yet.
    pub fn new(unit: &'static str) -> Rounds {
        Rounds { unit, yardstick: Vec::new(), ours: Vec::new(), disturbed: 0 }
    }

    /// Measures both sides so many times.
    pub fn run(rounds: usize, unit: &'static str, yardstick: Rate<'_>, ours: Rate<'_>) -> Rounds {
        let mut measured = Rounds::new(unit);
        for _ in 0..rounds {
            let quiet_before = quiet::wait(PATIENCE);
            let theirs = yardstick();
            measured.add(theirs, ours());
            measured.disturbed += usize::from(!(quiet_before && quiet::now()));
        }
        measured
    }

    /// One more round, measured elsewhere.
    pub fn add(&mut self, yardstick: f64, ours: f64) {
        self.yardstick.push(yardstick);
        self.ours.push(ours);
    }

    /// Prints the target's lines; the measure is how many times as fast as the yardstick we are.
    pub fn print(&self, target: Target) {
        self.judge(target, |yardstick, ours| ours / yardstick);
    }

    /// Prints the target's lines; the measure is how many of the yardstick's doings one of ours takes as long as.
    pub fn print_cost(&self, target: Target) {
        self.judge(target, |yardstick, ours| yardstick / ours);
    }

    fn judge(&self, target: Target, measure: impl Fn(f64, f64) -> f64) {
        let both = self.yardstick.iter().zip(&self.ours);
        let ratios: Vec<f64> = both.map(|(theirs, ours)| measure(*theirs, *ours)).collect();
        let (theirs, ours, unit) = (median(&self.yardstick), median(&self.ours), self.unit);
        let all: Vec<String> = ratios.iter().map(|ratio| format!("{ratio:.2}")).collect();
        println!("{}: {}", target.name, target.what);
        println!("  ours {ours:.0}, yardstick {theirs:.0} {unit} a second (medians); rounds {}", all.join(" "));
        if self.disturbed > 0 {
            println!("  disturbed: beside {} of {} rounds somebody else was at work", self.disturbed, ratios.len());
        }
        println!("{}\n", target.verdict(median(&ratios)));
    }
}
