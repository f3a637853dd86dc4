//! What time does to a member. Every operation brings its member up to now first; the sweep only writes that down.

use super::Operation;
use super::find::ask_member;
use super::level::Held;
use super::turn::{Asking, Step, Turn};
use super::{cancellation, ledger, level};
use crate::command::Settle;
use crate::error::{Error, Reason};
use crate::event::Event;
use crate::id::{MemberId, RewardId, RewardKind};
use crate::member::{LapseCause, Member};
use crate::rules::{RewardsAtEnd, Rules};
use crate::time::Date;

impl Operation for Settle {
    fn ask(&self, asking: &mut Asking<'_>) -> Result<(), Error> {
        ask_member(asking, &self.member)
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<Step, Error> {
        turn.open_member(&self.member)?;
        if turn.is_quiet() {
            turn.explain(Reason::NothingDue);
        }
        Ok(Step::Done)
    }
}

/// Lets happen what time has brought about since the member was last looked at.
pub(super) fn settle(turn: &mut Turn<'_>, id: MemberId) -> Result<(), Error> {
    let rules = turn.rules()?;
    let today = turn.today()?;
    cancellation::expire(turn, id)?;
    ledger::settle(turn, id)?;
    level::refresh(turn, id, Held::Kept)?;
    if !turn.member(id)?.may_lapse_by(today) {
        return Ok(());
    }
    let open = turn.draft.open_rewards(id).map(|(id, reward)| (id, reward.kind.clone(), reward.until)).collect();
    let events = due(turn.member(id)?, open, &rules, today);
    events.into_iter().try_for_each(|event| turn.post(event))
}

/// What is due: rewards whose own time ran out, then the membership's end, then what lapses with it.
fn due(member: &Member, open: Vec<(RewardId, RewardKind, Option<Date>)>, rules: &Rules, today: Date) -> Vec<Event> {
    let lapsed = |(reward, kind, _), cause| Event::RewardLapsed { reward, kind, cause };
    let (expired, rest): (Vec<_>, Vec<_>) =
        open.into_iter().partition(|(_, _, until)| until.is_some_and(|until| today > until));
    let mut events: Vec<Event> = expired.into_iter().map(|reward| lapsed(reward, LapseCause::Expired)).collect();
    let Some(membership) = member.membership.as_ref().filter(|membership| today > membership.ends) else {
        return events;
    };
    if !membership.ended {
        events.push(Event::MembershipEnded { membership: membership.number, ended: membership.ends });
    }
    if rules.membership.as_ref().is_none_or(|terms| terms.rewards_at_end == RewardsAtEnd::Lapse) {
        events.extend(rest.into_iter().map(|reward| lapsed(reward, LapseCause::MembershipEnded)));
    }
    events
}
