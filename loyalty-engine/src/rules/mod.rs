//! A program's rules: data, checked as a whole when published, kept in numbered versions, never edited in place.

mod choices;
mod document;
mod levels;
mod membership;
mod points;
mod program;
mod purchases;
mod rewards;
mod stamps;
mod window;

use std::sync::Arc;

pub use document::Document;
pub use levels::{Level, LevelRules, Measure, Period};
pub use membership::{MembershipRules, RenewalRules, RewardsAtEnd};
pub use points::{
    Bonus, Combine, Cost, EarnBy, EndOf, Expiry, Goods, Item, MoneyOff, PartRefund, Pending, PointRules, SpendOrder,
    WhenGone, Without,
};
pub use program::ProgramRules;
pub use purchases::{JudgedBy, PurchaseRules};
pub use rewards::{RewardRule, RewardSort};
pub(crate) use stamps::STAMPS_PER_PURCHASE_MAX;
pub use stamps::{Basis, Every, Overflow, StampRules};
pub use window::Window;

use crate::error::{Problem, ProblemCode};
use crate::id::RewardKind;

/// The rules of one version, checked, in the shape that decisions read.
#[derive(Clone, Debug, PartialEq)]
pub struct Rules {
    /// The version's number, from 1.
    pub version: u32,
    /// Name, currency, zone, rounding, phone region, and whether it runs at all.
    pub program: ProgramRules,
    /// Memberships, when the program sells them.
    pub membership: Option<MembershipRules>,
    /// Stamps, when the program gives them.
    pub stamps: Option<StampRules>,
    /// Every reward by its name.
    pub rewards: Vec<RewardRule>,
    /// Points, when the program gives them.
    pub points: Option<PointRules>,
    /// Levels, when the program has them.
    pub levels: Option<LevelRules>,
    /// How purchases live.
    pub purchases: PurchaseRules,
    /// What was published, as it was.
    pub document: Arc<Document>,
}

impl Rules {
    /// Checks a document as a whole and makes version `version` of it; every problem is named by its path.
    pub fn check(document: Arc<Document>, version: u32) -> Result<Rules, Vec<Problem>> {
        let mut problems = Problems::default();
        let rewards = rewards::check(&document.rewards, &mut problems.at("rewards"));
        let program = program::check(document.program.as_ref(), &mut problems.at("program"));
        let places = program.as_ref().map_or(crate::money::MONEY_PLACES_MAX, |program| program.rounding.places);
        rewards::check_places(&rewards, places, &mut problems.at("rewards"));
        let membership = membership::check(&document, places, &mut problems);
        let stamps = stamps::check(document.stamps.as_ref(), &document.rewards, places, &mut problems.at("stamps"));
        let points = points::check(document.points.as_ref(), &document.rewards, places, &mut problems.at("points"));
        let levels = levels::check(document.levels.as_ref(), places, &mut problems.at("levels"));
        let purchases = purchases::check(document.purchases.as_ref(), &mut problems.at("purchases"));
        check_level_names(&document, &mut problems);
        match (program, problems.is_empty()) {
            (Some(program), true) => {
                Ok(Rules { version, program, membership, stamps, rewards, points, levels, purchases, document })
            }
            _ => Err(problems.sorted()),
        }
    }

    /// The rule of one kind of reward.
    pub fn reward(&self, kind: &RewardKind) -> Option<&RewardRule> {
        self.rewards.iter().find(|rule| rule.kind == *kind)
    }
}

/// Bonuses name levels that exist.
fn check_level_names(document: &Document, problems: &mut Problems) {
    let known = |name: &crate::id::LevelName| {
        document.levels.as_ref().is_some_and(|levels| levels.steps.contains_key(name.as_str()))
    };
    let bonuses = document.points.iter().flat_map(|points| &points.bonuses);
    for (name, bonus) in bonuses {
        for (at, _) in bonus.levels.iter().flatten().enumerate().filter(|(_, level)| !known(level)) {
            problems.at("points").add(&format!("bonuses.{name}.levels.{at}"), ProblemCode::UnknownName);
        }
    }
}

/// Every version a program ever had, oldest first: what was decided under an old one can still be understood.
#[derive(Clone, Debug, Default)]
pub struct RulesBook(Vec<Arc<Rules>>);

impl RulesBook {
    /// How many versions are known; also the number of the newest.
    pub fn newest_version(&self) -> u32 {
        self.0.last().map_or(0, |rules| rules.version)
    }

    /// The rules in force.
    pub fn newest(&self) -> Option<&Arc<Rules>> {
        self.0.last()
    }

    /// Every version, oldest first.
    pub fn versions(&self) -> impl DoubleEndedIterator<Item = &Arc<Rules>> {
        self.0.iter()
    }

    /// The rules of one version.
    pub fn version(&self, version: u32) -> Option<&Arc<Rules>> {
        let index = usize::try_from(version).ok()?.checked_sub(1)?;
        self.0.get(index)
    }

    /// Adds the next version; any other is passed over, because it is known.
    pub fn add(&mut self, rules: Arc<Rules>) {
        if Some(rules.version) == self.newest_version().checked_add(1) {
            self.0.push(rules);
        }
    }
}

/// Problems found while checking, each under its path.
#[derive(Default)]
pub(crate) struct Problems {
    found: Vec<Problem>,
}

impl Problems {
    pub(crate) fn at<'a>(&'a mut self, path: &str) -> ProblemsAt<'a> {
        ProblemsAt { problems: self, path: path.to_owned() }
    }

    fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    fn sorted(mut self) -> Vec<Problem> {
        self.found.sort();
        self.found.dedup();
        self.found
    }
}

/// Problems below one path.
pub(crate) struct ProblemsAt<'a> {
    problems: &'a mut Problems,
    path: String,
}

impl ProblemsAt<'_> {
    /// Problems further below.
    pub(crate) fn below(&mut self, field: &str) -> ProblemsAt<'_> {
        let path = format!("{}.{field}", self.path);
        self.problems.at(&path)
    }

    pub(crate) fn add(&mut self, field: &str, code: ProblemCode) {
        let field = if field.is_empty() { self.path.clone() } else { format!("{}.{field}", self.path) };
        self.problems.found.push(Problem { field, code });
    }

    /// The value, or a problem: it has to be given.
    pub(crate) fn need<T>(&mut self, field: &str, value: Option<T>) -> Option<T> {
        if value.is_none() {
            self.add(field, ProblemCode::Missing);
        }
        value
    }

    /// The value if its check passes, or that problem.
    pub(crate) fn take<T>(&mut self, field: &str, value: Result<T, ProblemCode>) -> Option<T> {
        value.map_err(|code| self.add(field, code)).ok()
    }

    /// An amount that the program can hold and that is not below zero.
    pub(crate) fn amount(&mut self, field: &str, amount: Option<crate::money::Money>, places: u32) {
        match amount {
            Some(amount) if amount.is_negative() => self.add(field, ProblemCode::Negative),
            Some(amount) if amount.places() > places => self.add(field, ProblemCode::TooPrecise),
            _ => {}
        }
    }

    /// A whole number within limits.
    pub(crate) fn count(&mut self, field: &str, count: u32, limits: std::ops::RangeInclusive<u32>) -> u32 {
        if !limits.contains(&count) {
            self.add(field, ProblemCode::OutOfRange);
        }
        count
    }
}
