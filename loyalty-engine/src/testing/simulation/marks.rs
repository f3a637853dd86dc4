//! Marks: what was taken how often, so that a run that went past everything is not mistaken for a good one.

use std::collections::BTreeMap;

use crate::testing::faulty::Fault;
use crate::testing::model::{Answer, Fact};

/// How often each path was taken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Operations that were answered for good.
    pub operations: u64,
    /// By operation and fault.
    pub faults: BTreeMap<(&'static str, &'static str), u64>,
    /// By operation and code: `done`, `replay`, `nothing`, a refusal, or a reason.
    pub answers: BTreeMap<(&'static str, &'static str), u64>,
    /// By sort of event; stamps and opened cycles by number.
    pub facts: BTreeMap<(&'static str, u32), u64>,
}

fn count<K: Ord>(table: &mut BTreeMap<K, u64>, key: K, by: u64) {
    let n = table.entry(key).or_default();
    *n = n.saturating_add(by);
}

impl Marks {
    pub(super) fn fault(&mut self, operation: &'static str, fault: Fault) {
        count(&mut self.faults, (operation, fault.name()), 1);
    }

    pub(super) fn raced(&mut self, operation: &'static str) {
        count(&mut self.faults, (operation, "raced"), 1);
    }

    pub(super) fn answer(&mut self, operation: &'static str, answer: &Answer, replay: bool) {
        self.operations = self.operations.saturating_add(1);
        let mut mark = |code| count(&mut self.answers, (operation, code), 1);
        match answer {
            Answer::Refused(code) | Answer::Invalid(code) => mark(code),
            Answer::Done(_) if replay => mark("replay"),
            Answer::Done(done) => {
                mark(if done.facts.is_empty() { "nothing" } else { "done" });
                done.reasons.iter().for_each(|code| mark(code));
            }
        }
    }

    pub(super) fn facts(&mut self, facts: &[Fact]) {
        for fact in facts {
            let mark = match fact {
                Fact::Plain(name) => (*name, 0),
                Fact::Started { number, .. } => ("started", *number),
                Fact::Renewed { .. } => ("renewed", 0),
                Fact::Ended { .. } => ("ended", 0),
                Fact::Bought { .. } => ("bought", 0),
                Fact::Counted { .. } => ("counted", 0),
                Fact::Opened { cycle, .. } => ("opened", *cycle),
                Fact::Stamp(spot) => ("stamp", spot.number),
                Fact::StampTaken(spot) => ("stamp_taken", spot.number),
                Fact::Earned { .. } => ("earned", 0),
                Fact::Redeemed { .. } => ("redeemed", 0),
                Fact::Returned { .. } => ("returned", 0),
                Fact::Lapsed { .. } => ("lapsed", 0),
                Fact::TakenBack { .. } => ("taken_back", 0),
                Fact::Stood(_) => ("stood_again", 0),
                Fact::Awaited { .. } => ("awaited", 0),
                Fact::Refunded { whole: true, .. } => ("refunded", 0),
                Fact::Refunded { whole: false, .. } => ("part_refunded", 0),
                Fact::Reprinted { .. } => ("reprinted", 0),
                Fact::Level { level, .. } => (level.unwrap_or("no_level"), 0),
                Fact::Points { what, .. } | Fact::Paid { what, .. } | Fact::Promised { what, .. } => (*what, 0),
                Fact::Held { .. } => ("hold_moved", 0),
                Fact::PointsTaken { debt: 1.., .. } => ("owed", 0),
                Fact::PointsTaken { forgiven: 1.., .. } => ("forgiven", 0),
                Fact::PointsTaken { promised: 1.., .. } => ("promise_taken", 0),
                Fact::PointsTaken { .. } => ("points_taken", 0),
                Fact::Traded { what, .. } => (*what, 0),
                Fact::Stock { .. } => ("stock", 0),
                Fact::RewardMoved { .. } => ("reward_moved", 0),
                Fact::Absorbed { .. } => ("absorbed", 0),
                Fact::Merged { .. } => ("merged", 0),
            };
            count(&mut self.facts, mark, 1);
        }
    }

    /// How often an operation met a fault.
    pub fn faults_of(&self, operation: &str, fault: &str) -> u64 {
        self.faults.iter().filter(|((op, of), _)| *op == operation && *of == fault).map(|(_, n)| n).sum()
    }

    /// How often a code was answered, by whichever operation.
    pub fn answers_of(&self, code: &str) -> u64 {
        self.answers.iter().filter(|((_, of), _)| *of == code).map(|(_, n)| n).sum()
    }

    /// How often something happened, by whichever number.
    pub fn facts_of(&self, name: &str) -> u64 {
        self.facts.iter().filter(|((of, _), _)| *of == name).map(|(_, n)| n).sum()
    }

    /// Adds what another run has taken.
    pub fn add(&mut self, other: &Marks) {
        let Marks { operations, faults, answers, facts } = other;
        self.operations = self.operations.saturating_add(*operations);
        faults.iter().for_each(|(key, n)| count(&mut self.faults, *key, *n));
        answers.iter().for_each(|(key, n)| count(&mut self.answers, *key, *n));
        facts.iter().for_each(|(key, n)| count(&mut self.facts, *key, *n));
    }
}
