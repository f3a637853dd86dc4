//! What is answered, and what happened, in the model's words.

use super::{Day, Spot, Stage};

/// What an operation is answered with.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "the ends of an operation")]
pub enum Answer {
    Done(Done),
    Refused(&'static str),
    Invalid(&'static str),
}

/// What an operation did.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Done {
    /// What happened, sorted: in which order the facts of one operation stand is the engine's own affair.
    pub facts: Vec<Fact>,
    /// What did not happen, by code.
    pub reasons: Vec<&'static str>,
}

/// One thing that happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the engine's events, in short")]
pub enum Fact {
    Plain(&'static str),
    Started {
        number: u32,
        starts: Day,
        ends: Day,
    },
    Renewed {
        number: u32,
        starts: Day,
        ends: Day,
    },
    Ended {
        day: Day,
    },
    Bought {
        amount: u64,
    },
    Counted {
        spent: i64,
    },
    Opened {
        series: u32,
        cycle: u32,
        of: u32,
    },
    Stamp(Spot),
    StampTaken(Spot),
    Earned {
        spot: Spot,
        kind: &'static str,
        until: Option<Day>,
    },
    Redeemed {
        spot: Spot,
        kind: &'static str,
    },
    Returned {
        spot: Spot,
        kind: &'static str,
    },
    Lapsed {
        spot: Spot,
        kind: &'static str,
    },
    TakenBack {
        spot: Spot,
        kind: &'static str,
    },
    Stood(Stage),
    Awaited {
        until: i64,
    },
    Refunded {
        money: u64,
        whole: bool,
    },
    Reprinted {
        times: u32,
    },
    Level {
        since: Option<Day>,
        level: Option<&'static str>,
    },
    /// Points came or went.
    Points {
        what: &'static str,
        points: u64,
        debt: u64,
        balance: u64,
    },
    /// Points paid something.
    Paid {
        what: &'static str,
        points: u64,
        value: u64,
    },
    Promised {
        what: &'static str,
        points: u64,
        from: Option<Day>,
    },
    /// A hold passed to another member.
    Held {
        points: u64,
        until: i64,
    },
    PointsTaken {
        points: u64,
        promised: u64,
        debt: u64,
        forgiven: u64,
        balance: u64,
    },
    Traded {
        what: &'static str,
        spot: Spot,
        kind: &'static str,
        points: u64,
        debt: u64,
        until: Option<Day>,
    },
    Stock {
        taken: u32,
    },
    RewardMoved {
        from: Spot,
        to: Spot,
        kind: &'static str,
    },
    Absorbed {
        spent: u64,
        debt: u64,
    },
    Merged {
        series: u32,
    },
}
