//! What is asked of a measurement, and whether it came up to it.

/// What a target asks for.
#[derive(Clone, Copy)]
pub struct Target {
    pub name: &'static str,
    pub what: &'static str,
    pub goal: Goal,
}

/// On which side of a figure it is good to be.
#[derive(Clone, Copy)]
pub enum Goal {
    AtLeast(f64),
    AtMost(f64),
}

impl Target {
    /// The line that says what was measured and whether it is enough.
    pub fn verdict(&self, measured: f64) -> String {
        let (goal, met) = match self.goal {
            Goal::AtLeast(goal) => (goal, measured >= goal),
            Goal::AtMost(goal) => (goal, measured <= goal),
        };
        let verdict = if met { "met" } else { "missed" };
        format!("target {}: {measured:.2} (goal {goal:.2}) {verdict}", self.name)
    }
}

/// The one in the middle; of nothing, not a number.
pub fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_goal_has_a_direction_and_nothing_measured_is_missed() {
        let target = |goal| Target { name: "P0", what: "", goal };
        assert_eq!(target(Goal::AtLeast(0.8)).verdict(0.8), "target P0: 0.80 (goal 0.80) met");
        assert_eq!(target(Goal::AtMost(2.5)).verdict(2.6), "target P0: 2.60 (goal 2.50) missed");
        for goal in [Goal::AtLeast(0.0), Goal::AtMost(1.0)] {
            assert!(target(goal).verdict(median(&[])).ends_with("missed"));
        }
    }
}
