//! Points, levels and spending, as people read them.

use serde::{Deserialize, Serialize};

use super::{is_full, limit, member_draft, wrong_page};
use crate::command::data;
use crate::command::{Forecast, Question, Statement};
use crate::decide::{level_figure, up_to_now};
use crate::error::{Error, Refusal};
use crate::event::{Entry, Event, Subject};
use crate::id::{LevelName, PurchaseId};
use crate::member::{Lot, Member, sum};
use crate::money::{Factor, Money, Percent};
use crate::rules::Rules;
use crate::store::{Page, PageRequest};
use crate::time::{Date, Moment};
use crate::walk::Walk;

data! {
    /// A member's points.
    PointsView {
        /// What can be spent.
        balance: u64,
        /// What purchases will still bring.
        pending: u64,
        /// What is held back.
        held: u64,
        /// What is owed, and paid by what comes next.
        debt: u64,
        /// What can be spent, by the day on which it runs out.
        lots: Vec<LotView>,
    }
    /// Points that run out together.
    LotView {
        /// How many.
        points: u64,
        /// The last day on which they can be spent; nothing if they never run out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Date>,
    }
    /// A level, as of now.
    LevelView {
        /// Its name in the rules.
        name: LevelName,
        /// What people read.
        label: String,
        /// The first day on it.
        since: Date,
        /// The day on which time alone takes it away.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        ends: Option<Date>,
        /// Percent off.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        discount_percent: Option<Percent>,
        /// By what points are multiplied.
        multiplier: Factor,
        /// The next level, and how far away it is.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        next: Option<NextLevel>,
    }
    /// How far away a level is.
    NextLevel {
        /// Its name in the rules.
        name: LevelName,
        /// What people read.
        label: String,
        /// What has to be reached.
        from: Money,
        /// How much is missing.
        missing: Money,
    }
    /// What a member has bought.
    SpendingView {
        /// What was paid and did not come back.
        total: Money,
        /// Purchases, those left out that came back as a whole.
        purchases: i64,
        /// When something was bought last.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        last: Option<Moment>,
    }
    /// What went in and out of a member's points, oldest first.
    StatementView {
        /// The movements.
        lines: Vec<StatementLine>,
        /// Go on after this entry; nothing at the end.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        next: Option<u64>,
    }
    /// One movement of points.
    StatementLine {
        /// The entry of the member's log that it stands in.
        entry: u64,
        /// When.
        at: Moment,
        /// What happened, by the name of its event.
        what: String,
        /// Points that came in, or below zero went out.
        points: i64,
        /// The balance afterwards.
        balance: u64,
        /// The purchase it was for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        purchase: Option<PurchaseId>,
    }
    /// Which points run out by a day if nothing else happens.
    ForecastView {
        /// How many.
        points: u64,
        /// By the day on which they run out.
        lots: Vec<LotView>,
    }
}

pub(super) fn points_view(member: &Member, rules: &Rules, today: Date) -> Option<PointsView> {
    let points = member.points.clone().or_else(|| rules.points.is_some().then(Default::default))?;
    let lots = points.lots.iter().filter(|lot| lot.until.is_none_or(|until| until >= today));
    Some(PointsView {
        balance: points.balance(),
        pending: points.promised(),
        held: points.held(),
        debt: points.debt,
        lots: by_day(lots),
    })
}

/// Lots by the day on which they run out, those that never do last.
fn by_day<'l>(lots: impl Iterator<Item = &'l Lot>) -> Vec<LotView> {
    let mut lots: Vec<LotView> = lots.map(|lot| LotView { points: lot.points, until: lot.until }).collect();
    lots.sort_by_key(|lot| (lot.until.is_none(), lot.until));
    let mut days: Vec<LotView> = Vec::new();
    for lot in lots {
        match days.last_mut().filter(|day| day.until == lot.until) {
            Some(day) => day.points = day.points.saturating_add(lot.points),
            None => days.push(lot),
        }
    }
    days
}

pub(super) fn level_view(member: &Member, rules: &Rules, today: Date) -> Option<LevelView> {
    let levels = rules.levels.as_ref()?;
    let step = member.levels.iter().rev().find(|step| step.from <= today)?;
    let level = levels.level(step.level.as_ref()?)?;
    let ends = member.levels.iter().find(|later| later.from > today).map(|later| later.from);
    let next = levels.steps.iter().find(|next| next.from > level.from);
    let figure = level_figure(member, levels, today);
    let next = next.map(|next| NextLevel {
        name: next.name.clone(),
        label: next.label.clone(),
        from: next.from,
        missing: next.from.minus(figure).filter(|left| !left.is_negative()).unwrap_or(Money::ZERO),
    });
    Some(LevelView {
        name: level.name.clone(),
        label: level.label.clone(),
        since: step.from,
        ends,
        discount_percent: level.discount,
        multiplier: level.multiplier,
        next,
    })
}

pub(super) fn spending_view(member: &Member) -> Option<SpendingView> {
    let spending = member.spending.as_ref()?;
    let (total, purchases) = (spending.total.spent, spending.total.purchases);
    Some(SpendingView { total, purchases, last: spending.last })
}

pub(super) fn is_loyal(member: &Member, rules: &Rules) -> Option<bool> {
    let from = rules.levels.as_ref()?.loyal_from?;
    Some(member.spending.as_ref().map_or(Money::ZERO, |spending| spending.total.spent) >= from)
}

pub(super) async fn statement(
    walk: &Walk<'_>,
    question: &Question,
    query: &Statement,
    at: Moment,
) -> Result<StatementView, Error> {
    let limit = limit(query.limit)?;
    let (_, id) = member_draft(walk, question, &query.member, at).await?;
    let request = PageRequest::Entries {
        program: question.program.clone(),
        subject: Some(Subject::Member(id)),
        after: query.after.unwrap_or(0),
        limit,
    };
    let Page::Entries(entries) = walk.store.page(&request).await? else { return Err(wrong_page()) };
    let next = entries.last().map(|(_, entry)| entry.seq).filter(|_| is_full(entries.len(), limit));
    let lines = entries.iter().flat_map(|(_, entry)| entry.events.iter().filter_map(|event| line(entry, event)));
    Ok(StatementView { lines: lines.collect(), next })
}

fn line(entry: &Entry, event: &Event) -> Option<StatementLine> {
    let came = |parts: &[Lot]| i64::try_from(sum(parts)).unwrap_or(i64::MAX);
    let went = |parts: &[Lot]| came(parts).saturating_neg();
    let (what, points, balance, purchase) = match event {
        Event::PointsEarned { purchase, parts, balance, .. } => {
            ("points_earned", came(parts), balance, Some(*purchase))
        }
        Event::PointsTakenBack { purchase, parts, balance, .. } => {
            ("points_taken_back", went(parts), balance, Some(*purchase))
        }
        Event::PointsSpent { purchase, parts, balance, .. } => ("points_spent", went(parts), balance, *purchase),
        Event::PointsReturned { purchase, parts, balance, .. } => {
            ("points_returned", came(parts), balance, Some(*purchase))
        }
        Event::PointsHeld { parts, balance, .. } => ("points_held", went(parts), balance, None),
        Event::PointsReleased { parts, balance, .. } => ("points_released", came(parts), balance, None),
        Event::PointsExpired { parts, balance } => ("points_expired", went(parts), balance, None),
        Event::PointsGranted { parts, balance, .. } => ("points_granted", came(parts), balance, None),
        Event::PointsDeducted { parts, balance } => ("points_deducted", went(parts), balance, None),
        Event::PointsSent { parts, balance, .. } => ("points_sent", went(parts), balance, None),
        Event::PointsReceived { parts, balance, .. } => ("points_received", came(parts), balance, None),
        Event::RewardBought { parts, balance, .. } => ("reward_bought", went(parts), balance, None),
        Event::RewardReversed { parts, balance, .. } => ("reward_reversed", came(parts), balance, None),
        _ => return None,
    };
    let what = what.to_owned();
    Some(StatementLine { entry: entry.seq, at: entry.at, what, points, balance: *balance, purchase })
}

pub(super) async fn forecast(
    walk: &Walk<'_>,
    question: &Question,
    query: &Forecast,
    at: Moment,
) -> Result<ForecastView, Error> {
    let (mut draft, id) = member_draft(walk, question, &query.member, at).await?;
    up_to_now(&mut draft, id, &question.actor, at)?;
    let points = draft.member(id).ok_or(Refusal::MemberNotFound)?.points.clone().unwrap_or_default();
    let runs_out = points.lots.iter().filter(|lot| lot.until.is_some_and(|until| until <= query.by));
    Ok(ForecastView { points: points.expiring_by(query.by), lots: by_day(runs_out) })
}
