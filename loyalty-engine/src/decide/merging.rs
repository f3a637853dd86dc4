//! Merging two members who are one person: everything adds up, and every name of both goes on working.

use super::Operation;
use super::catalogue::next_extra;
use super::find::ask_member;
use super::ledger::take;
use super::level::{Held, refresh};
use super::stamping::{begin_series, give_carried_stamps};
use super::transfer::{moved, take_in};
use super::turn::{Asking, Step, Turn};
use crate::command::Merge;
use crate::error::{Error, Reason};
use crate::event::{Event, Subject};
use crate::id::{MemberId, Note, RewardId, RewardKind};
use crate::member::{Hold, Member, Points, Reward};
use crate::record::Owner;
use crate::rules::{Rules, SpendOrder};

impl Operation for Merge {
    fn ask(&self, asking: &mut Asking<'_>) -> Result<(), Error> {
        asking.ask.profiles = true;
        asking.ask.rewards = true;
        ask_member(asking, &self.member)?;
        ask_member(asking, &self.into)
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<Step, Error> {
        let rules = turn.rules()?;
        let into = turn.open_member(&self.into)?;
        let from = turn.open_member(&self.member)?;
        turn.log(Subject::Member(into));
        if into == from {
            turn.explain(Reason::NothingChanged);
            return Ok(Step::Done);
        }
        let gone = turn.member(from)?.clone();
        let debt = gone.points.as_ref().map_or(0, |points| points.debt);
        let own = turn.member(into)?.points.clone().unwrap_or_default();
        let order = rules.points.as_ref().map_or(SpendOrder::default(), |points| points.spend);
        turn.post(Event::MemberAbsorbed {
            members: [from].into_iter().chain(gone.absorbed.iter().copied()).collect(),
            spending: gone.spending.clone(),
            awaiting: gone.awaiting.clone(),
            debt,
            paid: take(&own.lots, debt, order),
        })?;
        merge_points(turn, into, from, gone.points.as_ref())?;
        merge_rewards(turn, into, from)?;
        let series = merge_stamps(turn, into, &gone, &rules)?;
        merge_membership(turn, into, &gone)?;
        merge_profiles(turn, into, from)?;
        turn.log(Subject::Member(from));
        turn.post(Event::MemberMerged { into, series })?;
        turn.log(Subject::Member(into));
        refresh(turn, into, Held::Kept)?;
        Ok(Step::Done)
    }

    fn why(&self) -> Option<&Note> {
        self.reason.as_ref()
    }
}

/// Lots keep their expiry; what was held back or promised is there, and promised, as before.
fn merge_points(turn: &mut Turn<'_>, into: MemberId, from: MemberId, points: Option<&Points>) -> Result<(), Error> {
    let Some(points) = points else { return Ok(()) };
    let own = turn.member(into)?.points.clone().unwrap_or_default();
    let parts = moved(&own, &points.lots);
    if !parts.is_empty() {
        take_in(turn, into, from, parts)?;
    }
    for Hold { id, parts, until, on } in points.holds.iter().cloned() {
        turn.post(Event::HoldMoved { hold: id, parts, until, on })?;
    }
    for promise in &points.promised {
        let purchase = promise.purchase;
        turn.post(Event::PromiseMoved { purchase, points: promise.points, from: promise.from })?;
    }
    Ok(())
}

/// Open rewards pass over under new names; what they were is not earned anew.
fn merge_rewards(turn: &mut Turn<'_>, into: MemberId, from: MemberId) -> Result<(), Error> {
    let open: Vec<RewardId> = turn.draft.open_rewards(from).map(|(id, _)| id).collect();
    open.into_iter().try_for_each(|id| move_reward(turn, into, id))
}

/// One open reward passes to the member its owner turned out to be.
pub(super) fn move_reward(turn: &mut Turn<'_>, into: MemberId, from: RewardId) -> Result<(), Error> {
    let Reward { kind, until, earned, cost, .. } =
        turn.draft.reward(from).cloned().ok_or_else(|| Error::broken(format!("reward {from} was not loaded")))?;
    let reward = next_extra(turn, into)?;
    turn.post(Event::RewardMoved { from, reward, kind, until, earned, cost })
}

/// The stamps of the card in hand go on the other's; rewards that they earned already they do not earn again.
fn merge_stamps(turn: &mut Turn<'_>, into: MemberId, gone: &Member, rules: &Rules) -> Result<Option<u32>, Error> {
    let Some(cycles) = gone.cycles.as_ref().filter(|_| rules.stamps.is_some()) else { return Ok(None) };
    if turn.member(into)?.cycles.is_none() {
        begin_series(turn, into, rules)?;
    }
    let series = turn.member(into)?.cycles.as_ref().map(|cycles| cycles.series);
    let deal = cycles.deal(cycles.cycle).and_then(|deal| turn.draft.book.version(deal.rules));
    let stamps = deal.and_then(|rules| rules.stamps.as_ref());
    let earned: Vec<RewardKind> = (1..=cycles.stamps)
        .filter_map(|position| stamps.and_then(|stamps| stamps.reward_at(position)).cloned())
        .collect();
    give_carried_stamps(turn, into, cycles.stamps, earned, rules)?;
    Ok(series)
}

/// Of two memberships the one counts that ends later.
fn merge_membership(turn: &mut Turn<'_>, into: MemberId, gone: &Member) -> Result<(), Error> {
    let own = turn.member(into)?.membership.clone();
    let Some(other) = &gone.membership else { return Ok(()) };
    if own.as_ref().is_some_and(|own| own.ends >= other.ends) {
        return Ok(());
    }
    let membership = own.map_or(0, |own| own.number).saturating_add(1);
    let (card, number) = (other.card, other.card_number.clone());
    let fee = crate::money::Money::ZERO;
    let (starts, ends) = (other.starts, other.ends);
    turn.post(Event::MembershipStarted { membership, card, number, starts, ends, fee })?;
    let kind = gone.kind;
    if turn.member(into)?.kind == crate::member::MemberKind::WalkIn && kind != turn.member(into)?.kind {
        turn.post(Event::KindChanged { kind })?;
    }
    Ok(())
}

/// Blanks are filled, nothing is overwritten, and every phone and address of both leads to the one who stays.
fn merge_profiles(turn: &mut Turn<'_>, into: MemberId, from: MemberId) -> Result<(), Error> {
    let before = turn.draft.profile(into).cloned().unwrap_or_default();
    let other = turn.draft.profile(from).cloned().unwrap_or_default();
    let after = before.clone().filled_from(&other);
    for handle in other.handles() {
        turn.draft.pass_on(handle, Owner::Member(from), Owner::Member(into));
    }
    turn.draft.remove_profile(from);
    let fields = super::profile::differences(&before, &after);
    turn.draft.put_profile(into, after);
    if !fields.is_empty() {
        turn.post(Event::ProfileChanged { fields })?;
    }
    Ok(())
}
