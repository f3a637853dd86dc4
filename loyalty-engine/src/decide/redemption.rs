//! Handing a reward over, at most once, and taking that back.

use super::Operation;
use super::expiry::settle;
use super::find::{ask_member, ask_purchase, find_purchase};
use super::merging::move_reward;
use super::turn::{Asking, Step, Turn};
use crate::command::{Redeem, RewardRef, UndoRedemption};
use crate::error::{Error, Refusal};
use crate::event::Event;
use crate::id::{MemberId, Note, PurchaseId, RewardId, RewardKind};
use crate::member::{Member, MembershipStatus, RewardState};
use crate::record::RecordKey;
use crate::rules::Rules;
use crate::time::Date;

impl Operation for Redeem {
    fn ask(&self, asking: &mut Asking<'_>) -> Result<(), Error> {
        ask_member(asking, &self.member)?;
        asking.ask.rewards = true;
        if let RewardRef::Id(id) = &self.reward {
            asking.ask.records.extend([RecordKey::Reward(*id), RecordKey::Member(id.member)]);
        }
        self.purchase.iter().for_each(|purchase| ask_purchase(asking, purchase));
        Ok(())
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<Step, Error> {
        let rules = turn.rules()?;
        let today = turn.today()?;
        let id = turn.open_member(&self.member)?;
        check_standing(turn.member(id)?, &rules, today)?;
        let purchase = used_on(self, turn, id)?;
        let (reward, kind) = match &self.reward {
            RewardRef::Kind(kind) => oldest_of(turn, id, kind, &rules)?,
            RewardRef::Id(reward) => exactly(turn, id, *reward)?,
        };
        turn.post(Event::RewardRedeemed { reward, kind, purchase })?;
        Ok(Step::Done)
    }
}

/// Rewards are handed to members in good standing, whose membership runs.
fn check_standing(member: &Member, rules: &Rules, today: Date) -> Result<(), Error> {
    if member.blocked {
        return Err(Refusal::MemberBlocked.into());
    }
    if rules.membership.is_none() {
        return Ok(());
    }
    let membership = member.membership.as_ref().ok_or(Refusal::NoMembership)?;
    match membership.status(today, false) {
        MembershipStatus::Expired => Err(Refusal::MembershipExpired { on: membership.ends }.into()),
        MembershipStatus::NotStarted => Err(Refusal::MembershipNotStarted { from: membership.starts }.into()),
        MembershipStatus::Active | MembershipStatus::Blocked => Ok(()),
    }
}

/// The purchase a reward is used on: the member's own or a passer-by's, and not taken back.
fn used_on(command: &Redeem, turn: &Turn<'_>, member: MemberId) -> Result<Option<PurchaseId>, Error> {
    let Some(reference) = &command.purchase else { return Ok(None) };
    let purchase = find_purchase(turn.draft, turn.actor, reference)?;
    if purchase.member.is_some_and(|buyer| turn.draft.who_is(buyer) != member) {
        return Err(Refusal::PurchaseNotFound.into());
    }
    if !purchase.state.counts() {
        return Err(Refusal::PurchaseState { purchase: purchase.id, state: purchase.state_at(turn.at) }.into());
    }
    Ok(Some(purchase.id))
}

/// The oldest open reward of a kind: lowest cycle, then lowest position.
fn oldest_of(
    turn: &Turn<'_>,
    member: MemberId,
    kind: &RewardKind,
    rules: &Rules,
) -> Result<(RewardId, RewardKind), Error> {
    let oldest = turn.draft.open_rewards(member).find(|(_, reward)| reward.kind == *kind);
    match oldest {
        Some((id, _)) => Ok((id, kind.clone())),
        None if rules.reward(kind).is_some() => Err(Refusal::NoReward { reward: kind.clone() }.into()),
        None => Err(Refusal::UnknownReward.into()),
    }
}

fn exactly(turn: &Turn<'_>, member: MemberId, id: RewardId) -> Result<(RewardId, RewardKind), Error> {
    let own = turn.draft.who_is(id.member) == member;
    let reward = turn.draft.reward(id).filter(|_| own).ok_or(Refusal::UnknownReward)?;
    match reward.state {
        RewardState::Open => Ok((id, reward.kind.clone())),
        RewardState::Redeemed => Err(Refusal::RewardRedeemed.into()),
        RewardState::Moved => moved_on(turn, member, reward.first.unwrap_or(id)),
        RewardState::Lapsed | RewardState::TakenBack => Err(Refusal::RewardLapsed.into()),
    }
}

/// What was once called so, however often it has passed on since: if it is still open, it was loaded.
fn moved_on(turn: &Turn<'_>, member: MemberId, first: RewardId) -> Result<(RewardId, RewardKind), Error> {
    let open = turn.draft.open_rewards(member).find(|(_, reward)| reward.first == Some(first));
    open.map(|(id, reward)| (id, reward.kind.clone())).ok_or_else(|| Refusal::RewardLapsed.into())
}

impl Operation for UndoRedemption {
    fn ask(&self, asking: &mut Asking<'_>) -> Result<(), Error> {
        asking.ask.rewards = true;
        asking.ask.records.insert(RecordKey::Reward(self.reward));
        asking.ask.records.insert(RecordKey::Member(self.reward.member));
        Ok(())
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<Step, Error> {
        let rules = turn.rules()?;
        let today = turn.today()?;
        let reward = turn.draft.reward(self.reward).ok_or(Refusal::UnknownReward)?;
        let (kind, redeemed) = match (reward.state, reward.redeemed) {
            (RewardState::Redeemed, Some(redeemed)) => (reward.kind.clone(), redeemed),
            _ => return Err(Refusal::RewardNotRedeemed.into()),
        };
        let within = rules.reward(&kind).and_then(|rule| rule.undo_within);
        let until = within.and_then(|span| rules.program.zone.date(redeemed).after(span));
        if let Some(until) = until.filter(|until| today > *until) {
            return Err(Refusal::UndoTooLate { until }.into());
        }
        let member = turn.open_member_by_id(self.reward.member)?;
        turn.post(Event::RewardReturned { reward: self.reward, kind })?;
        if member != self.reward.member {
            // Whoever handed it in turned out to be somebody else, who has it now.
            move_reward(turn, member, self.reward)?;
        }
        // Its time may have run out while it counted as handed over.
        settle(turn, member)?;
        Ok(Step::Done)
    }

    fn why(&self) -> Option<&Note> {
        Some(&self.reason)
    }
}
