//! Rewards for points: bought, and given back for them as long as they were not handed over.

use super::Operation;
use super::find::ask_member;
use super::ledger::{after_debt, at_home, balance_with, balance_without, expire, take_exactly};
use super::spending::check_standing;
use super::turn::{Asking, Step, Turn};
use crate::command::{BuyReward, ReverseReward};
use crate::error::{Error, Refusal};
use crate::event::Event;
use crate::id::{MemberId, Note, Place, RewardKind};
use crate::member::RewardState;
use crate::record::{Only, RecordKey};
use crate::rules::{Item, Rules};

impl Operation for BuyReward {
    fn ask(&self, asking: &mut Asking<'_>) -> Result<(), Error> {
        asking.ask.records.insert(RecordKey::Program(Only));
        ask_member(asking, &self.member)
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<Step, Error> {
        let rules = turn.rules()?;
        let points = rules.points.as_ref().ok_or(Refusal::NoPoints)?;
        let item = points.catalogue.get(&self.reward).ok_or(Refusal::UnknownReward)?;
        if item.when.as_ref().is_some_and(|when| !when.holds(turn.at, rules.program.zone)) {
            return Err(Refusal::NotOffered.into());
        }
        let id = turn.open_member(&self.member)?;
        check_standing(turn, id)?;
        check_limits(turn, id, &self.reward, item)?;
        let parts = take_exactly(turn, id, item.cost, &rules)?;
        let balance = balance_without(turn, id, &parts)?;
        let reward = next_extra(turn, id)?;
        let until = valid_until(turn, &self.reward, &rules)?;
        take_from_stock(turn, &self.reward, item, 1)?;
        turn.post(Event::RewardBought { reward, kind: self.reward.clone(), until, parts, balance })?;
        Ok(Step::Done)
    }
}

fn check_limits(turn: &Turn<'_>, id: MemberId, kind: &RewardKind, item: &Item) -> Result<(), Error> {
    let bought = turn.member(id)?.points.as_ref().and_then(|points| points.bought.get(kind)).copied().unwrap_or(0);
    if let Some(limit) = item.per_member.filter(|limit| bought >= *limit) {
        return Err(Refusal::RewardLimit { limit }.into());
    }
    if item.stock.is_some_and(|stock| taken(turn, kind) >= stock) {
        return Err(Refusal::OutOfStock.into());
    }
    Ok(())
}

fn taken(turn: &Turn<'_>, kind: &RewardKind) -> u32 {
    turn.draft.program_record().and_then(|program| program.taken.get(kind)).copied().unwrap_or(0)
}

/// Counts a limited reward: one more, or one that came back.
fn take_from_stock(turn: &mut Turn<'_>, kind: &RewardKind, item: &Item, change: i32) -> Result<(), Error> {
    if item.stock.is_none() {
        return Ok(());
    }
    let taken = taken(turn, kind).saturating_add_signed(change);
    turn.post(Event::StockChanged { kind: kind.clone(), taken })
}

/// The place of a reward that no stamp earns.
pub(super) fn next_extra(turn: &Turn<'_>, member: MemberId) -> Result<Place, Error> {
    let cycle = turn.member(member)?.extras.saturating_add(1);
    Ok(Place { member, series: 0, cycle, position: 1 })
}

fn valid_until(turn: &Turn<'_>, kind: &RewardKind, rules: &Rules) -> Result<Option<crate::time::Date>, Error> {
    let today = turn.today()?;
    Ok(rules.reward(kind).and_then(|rule| rule.valid).and_then(|span| today.after(span)))
}

impl Operation for ReverseReward {
    fn ask(&self, asking: &mut Asking<'_>) -> Result<(), Error> {
        asking.ask.rewards = true;
        let records = [RecordKey::Reward(self.reward), RecordKey::Member(self.reward.member)];
        asking.ask.records.extend(records);
        asking.ask.records.insert(RecordKey::Program(Only));
        Ok(())
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<Step, Error> {
        let rules = turn.rules()?;
        let member = turn.open_member_by_id(self.reward.member)?;
        let reward = turn.draft.reward(self.reward).cloned().ok_or(Refusal::UnknownReward)?;
        match reward.state {
            RewardState::Open if reward.cost.is_empty() => return Err(Refusal::NotBought.into()),
            RewardState::Open => {}
            RewardState::Redeemed => return Err(Refusal::RewardRedeemed.into()),
            _ => return Err(Refusal::RewardLapsed.into()),
        }
        let kind = reward.kind.clone();
        let points = turn.member(member)?.points.clone().unwrap_or_default();
        let (parts, debt) = after_debt(&points, at_home(&points, reward.cost.clone()));
        let balance = balance_with(turn, member, &parts)?;
        turn.post(Event::RewardReversed { reward: self.reward, kind: kind.clone(), parts, debt, balance })?;
        if let Some(item) = rules.points.as_ref().and_then(|points| points.catalogue.get(&kind)) {
            take_from_stock(turn, &kind, item, -1)?;
        }
        expire(turn, member)?;
        Ok(Step::Done)
    }

    fn why(&self) -> Option<&Note> {
        Some(&self.reason)
    }
}
