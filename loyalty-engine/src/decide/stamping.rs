//! Stamps: one place opens cards, gives stamps with their rewards, and takes stamps back.

use std::sync::Arc;

use super::turn::Turn;
use crate::error::{Error, Reason};
use crate::event::Event;
use crate::id::{MemberId, Place, PurchaseId, RewardKind};
use crate::member::{Cycles, RewardState};
use crate::rules::{RewardRule, Rules};
use crate::time::Date;

/// Starts a member's cards afresh, with round 1.
pub(super) fn begin_series(turn: &mut Turn<'_>, member: MemberId, rules: &Rules) -> Result<(), Error> {
    let before = turn.member(member)?.cycles.as_ref().map_or(0, |cycles| cycles.series);
    open_cycle(turn, before.saturating_add(1), 1, rules)
}

/// Gives `count` stamps that these rules promise, opening the next card whenever one is full.
pub(super) fn give_stamps(
    turn: &mut Turn<'_>,
    member: MemberId,
    count: u32,
    purchase: Option<PurchaseId>,
    rules: &Rules,
) -> Result<(), Error> {
    (0..count).try_for_each(|_| give_stamp(turn, member, purchase, &mut Vec::new(), rules))
}

/// Gives stamps that come from another card; rewards that they have earned there they do not earn again.
pub(super) fn give_carried_stamps(
    turn: &mut Turn<'_>,
    member: MemberId,
    count: u32,
    mut earned: Vec<RewardKind>,
    rules: &Rules,
) -> Result<(), Error> {
    (0..count).try_for_each(|_| give_stamp(turn, member, None, &mut earned, rules))
}

fn give_stamp(
    turn: &mut Turn<'_>,
    member: MemberId,
    purchase: Option<PurchaseId>,
    earned: &mut Vec<RewardKind>,
    rules: &Rules,
) -> Result<(), Error> {
    let (on, newest) = (turn.today()?, turn.rules()?);
    // Where the program has no stamps any more, what it had promised goes on as it was.
    let rules = if newest.stamps.is_some() { &*newest } else { rules };
    match &turn.member(member)?.cycles {
        None => begin_series(turn, member, rules)?,
        Some(cycles) if cycles.is_full() => {
            let (series, next) = (cycles.series, cycles.cycle.saturating_add(1));
            open_cycle(turn, series, next, rules)?;
        }
        Some(_) => {}
    }
    let Some(cycles) = &turn.member(member)?.cycles else {
        return Err(Error::broken("a card was opened and is not there"));
    };
    let place = Place { member, series: cycles.series, cycle: cycles.cycle, position: cycles.stamps.saturating_add(1) };
    let reward = reward_at(turn, cycles, place)?;
    turn.post(Event::StampGiven { place, purchase, on })?;
    if let Some(rule) = reward {
        if let Some(before) = earned.iter().position(|kind| *kind == rule.kind) {
            earned.remove(before);
            return Ok(());
        }
        let until = rule.valid.and_then(|span| on.after(span));
        turn.post(Event::RewardEarned { reward: place, kind: rule.kind, until })?;
    }
    Ok(())
}

/// Takes the last stamp of the card back: stamps are alike, so whichever purchase is undone, the card gets one shorter.
///
/// If the last stamp's reward is no longer open it was handed over or has lapsed: it must not be earned there again, so
/// the stamp stays and the purchase is flagged.
pub(super) fn take_stamp_back(
    turn: &mut Turn<'_>,
    member: MemberId,
    purchase: PurchaseId,
    series: u32,
    on: Date,
) -> Result<(), Error> {
    let last = match &turn.member(member)?.cycles {
        Some(cycles) if cycles.series == series => cycles.last().map(|last| (cycles.clone(), last)),
        _ => None,
    };
    let Some((cycles, (cycle, position))) = last else {
        turn.explain(Reason::StampGone);
        return turn.post(Event::StampKept { purchase });
    };
    let place = Place { member, series, cycle, position };
    if reward_at(turn, &cycles, place)?.is_some() {
        let open = turn.draft.reward(place).filter(|reward| reward.state == RewardState::Open);
        let Some(kind) = open.map(|reward| reward.kind.clone()) else {
            turn.explain(Reason::StampKept);
            return turn.post(Event::StampKept { purchase });
        };
        turn.post(Event::RewardTakenBack { reward: place, kind })?;
    }
    turn.post(Event::StampTakenBack { place, purchase, on })
}

fn open_cycle(turn: &mut Turn<'_>, series: u32, cycle: u32, rules: &Rules) -> Result<(), Error> {
    match &rules.stamps {
        Some(stamps) => turn.post(Event::CycleOpened { series, cycle, of: stamps.per_cycle, rules: rules.version }),
        None => Err(Error::broken("a stamp card without stamps in the rules")),
    }
}

/// The reward that a place earns, by the rules its card was opened under.
fn reward_at(turn: &Turn<'_>, cycles: &Cycles, place: Place) -> Result<Option<RewardRule>, Error> {
    let deal = cycles.deal(place.cycle).ok_or_else(|| Error::broken("a stamp card without a deal"))?;
    let rules: &Arc<Rules> = turn
        .draft
        .book
        .version(deal.rules)
        .ok_or_else(|| Error::broken(format!("rules {} are not there", deal.rules)))?;
    let kind = rules.stamps.as_ref().and_then(|stamps| stamps.reward_at(place.position));
    Ok(kind.and_then(|kind| rules.reward(kind)).cloned())
}
