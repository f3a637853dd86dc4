//! The level somebody is on: it follows from figures and the calendar, up at once, down at a review or after a refund.

use super::turn::Turn;
use crate::error::Error;
use crate::event::Event;
use crate::id::MemberId;
use crate::member::{Figures, LevelStep, Member, Points};
use crate::money::{Factor, Money};
use crate::rules::{LevelRules, Measure, Period, Rules};
use crate::time::Date;

/// Does a level stay that was reached with a balance which is gone by now?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Held {
    /// Until the next review.
    Kept,
    /// No: what it was reached with was taken back.
    Lost,
}

/// Writes down the member's level and how time alone will change it, if that is no longer what is known.
pub(super) fn refresh(turn: &mut Turn<'_>, id: MemberId, held: Held) -> Result<(), Error> {
    let rules = turn.rules()?;
    let today = turn.today()?;
    let member = turn.member(id)?;
    let plan = rules.levels.as_ref().map_or_else(Vec::new, |levels| plan(member, levels, today, held));
    if plan == member.levels {
        return Ok(());
    }
    let before = member.levels.first().and_then(|step| step.level.clone());
    turn.post(Event::LevelSet { before, steps: plan })
}

/// By what the member's level multiplies points.
pub(super) fn multiplier(member: &Member, rules: &Rules, today: Date) -> Factor {
    let level = member.level_on(today).and_then(|name| rules.levels.as_ref()?.level(name));
    level.map_or(Factor::ONE, |level| level.multiplier)
}

/// The level now, and each change that time alone will bring.
fn plan(member: &Member, rules: &LevelRules, today: Date, held: Held) -> Vec<LevelStep> {
    let now = rank(member, rules, today, held_rank(member, rules, today, held));
    let since = member.levels.iter().rev().find(|step| step.from <= today);
    let since = since.filter(|step| step.level == name_of(rules, now)).map_or(today, |step| step.from);
    let mut steps = vec![(since, now)];
    for day in days_to_come(member, rules, today) {
        let next = rank(member, rules, day, None);
        if steps.last().is_some_and(|(_, last)| *last != next) {
            steps.push((day, next));
        }
    }
    if steps.len() == 1 && now.is_none() && member.levels.is_empty() {
        return Vec::new();
    }
    steps.into_iter().map(|(from, rank)| LevelStep { from, level: name_of(rules, rank) }).collect()
}

fn name_of(rules: &LevelRules, rank: Option<usize>) -> Option<crate::id::LevelName> {
    rank.and_then(|rank| rules.steps.get(rank)).map(|level| level.name.clone())
}

/// The place among the levels on a day, lowest first.
fn rank(member: &Member, rules: &LevelRules, day: Date, held: Option<usize>) -> Option<usize> {
    let reached = |figure| rules.reached(figure);
    if rules.measure == Measure::Balance {
        let points = member.points.as_ref();
        // A review looks at what was there on the last day before it, and that stays until the next one.
        let on = match (rules.over, held) {
            (Period::CalendarYear, None) => day.year().months_away(-1).map_or(day, Date::month_end),
            _ => day,
        };
        return reached(count(points.map_or(0, |points| balance_on(points, on)))).max(held);
    }
    let spending = member.spending.as_ref();
    let between = |first, last| {
        let figures = spending.map_or_else(Figures::default, |spending| spending.between(first, last));
        reached(figure(figures, rules.measure))
    };
    match rules.over {
        Period::Lifetime => reached(figure(spending.map_or_else(Figures::default, |s| s.total), rules.measure)),
        Period::CalendarYear => {
            years_that_hold(day, rules.grace_months).filter_map(|first| between(first, first.year_end())).max()
        }
        Period::Months { months, review } => months_that_hold(day, review, rules.grace_months)
            .filter_map(|last| between(back(last, months.saturating_sub(1)), last))
            .max(),
    }
}

/// What the member has reached in the time that runs.
pub(crate) fn level_figure(member: &Member, rules: &LevelRules, today: Date) -> Money {
    if rules.measure == Measure::Balance {
        return count(member.points.as_ref().map_or(0, |points| balance_on(points, today)));
    }
    let Some(spending) = &member.spending else { return Money::ZERO };
    let figures = match rules.over {
        Period::Lifetime => spending.total,
        Period::CalendarYear => spending.between(today.year(), today.year_end()),
        Period::Months { months, .. } => spending.between(back(today, months.saturating_sub(1)), today),
    };
    figure(figures, rules.measure)
}

/// The years whose level holds on a day: this one, the one before, and for some months the one before that.
fn years_that_hold(day: Date, grace_months: u32) -> impl Iterator<Item = Date> {
    let this = day.year();
    let in_grace = back(day, grace_months) < this;
    (0..if in_grace { 3 } else { 2 }).map(move |years| back(this, 12_u32.saturating_mul(years)))
}

/// The months whose level holds on a day: each holds until the review after it, and the months of grace.
fn months_that_hold(day: Date, review: u32, grace_months: u32) -> impl Iterator<Item = Date> {
    let this = day.month();
    let furthest = review.saturating_add(grace_months);
    (0..=furthest).map(move |months| back(this, months)).filter(move |month| {
        let holds_until = ahead(next_review(*month, review), grace_months);
        this < holds_until
    })
}

/// The first day of the review period after a month's.
fn next_review(month: Date, review: u32) -> Date {
    let year = month.year();
    (0..=12_u32)
        .map(|months| ahead(year, months))
        .find(|day| *day > month && is_review(*day, year, review))
        .unwrap_or(month)
}

fn is_review(day: Date, year: Date, review: u32) -> bool {
    (0..=12_u32).any(|months| months.checked_rem(review) == Some(0) && ahead(year, months) == day)
}

fn back(day: Date, months: u32) -> Date {
    day.months_away(i32::try_from(months).unwrap_or(i32::MAX).saturating_neg()).unwrap_or(day)
}

fn ahead(day: Date, months: u32) -> Date {
    day.months_away(i32::try_from(months).unwrap_or(i32::MAX)).unwrap_or(day)
}

/// The days on which time alone may change the level.
fn days_to_come(member: &Member, rules: &LevelRules, today: Date) -> Vec<Date> {
    let months = |count: u32| (1..=count).map(|months| ahead(today, months)).collect();
    let mut days: Vec<Date> = match (rules.measure, rules.over) {
        (Measure::Balance, Period::Lifetime | Period::Months { .. }) => {
            let points = member.points.iter();
            let lots = points.clone().flat_map(|points| &points.lots).filter_map(|lot| lot.until).map(Date::next);
            lots.chain(points.flat_map(|points| &points.promised).filter_map(|promise| promise.from)).collect()
        }
        (Measure::Balance, Period::CalendarYear) => {
            (1..=3).map(|years| ahead(today.year(), 12_u32.saturating_mul(years))).collect()
        }
        (_, Period::Lifetime) => Vec::new(),
        (_, Period::CalendarYear) => months(36),
        (_, Period::Months { months: window, review }) => {
            months(window.saturating_add(review).saturating_add(rules.grace_months))
        }
    };
    days.retain(|day| *day > today);
    days.sort();
    days.dedup();
    days
}

fn figure(figures: Figures, measure: Measure) -> Money {
    match measure {
        Measure::Spending => figures.spent,
        Measure::Points | Measure::Balance => count(u64::try_from(figures.points).unwrap_or(0)),
        Measure::Purchases => count(u64::try_from(figures.purchases).unwrap_or(0)),
    }
}

fn count(count: u64) -> Money {
    Money::whole(count)
}

/// What can be spent on a day if nothing else happens.
fn balance_on(points: &Points, day: Date) -> u64 {
    let lots = points.lots.iter().filter(|lot| lot.until.is_none_or(|until| until >= day));
    let promised = points.promised.iter().filter(|promise| promise.from.is_some_and(|from| from <= day));
    lots.map(|lot| lot.points).chain(promised.map(|promise| promise.points)).fold(0, u64::saturating_add)
}

/// The level that a balance had reached since the last review, and that stays until the next.
fn held_rank(member: &Member, rules: &LevelRules, today: Date, held: Held) -> Option<usize> {
    let applies = rules.measure == Measure::Balance && rules.over == Period::CalendarYear && held == Held::Kept;
    let name = member.level_on(today).filter(|_| applies)?;
    rules.steps.iter().position(|level| level.name == *name)
}
