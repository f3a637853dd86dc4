//! What time does to a member. Every operation brings its member up to now first; the sweep only writes that down.

use super::Operation;
use super::find::ask_member;
use super::turn::{Asking, Step, Turn};
use crate::command::Settle;
use crate::error::{Error, Reason};
use crate::event::Event;
use crate::id::MemberId;
use crate::member::{LapseCause, Member, OpenReward};
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
    let events = due(turn.member(id)?, &rules, today);
    events.into_iter().try_for_each(|event| turn.post(event))
}

/// What is due: rewards whose own time ran out, then the membership's end, then what lapses with it.
fn due(member: &Member, rules: &Rules, today: Date) -> Vec<Event> {
    let lapsed =
        |reward: &OpenReward, cause| Event::RewardLapsed { reward: reward.id, kind: reward.kind.clone(), cause };
    let expired = |reward: &&OpenReward| reward.until.is_some_and(|until| today > until);
    let mut events: Vec<Event> =
        member.rewards.iter().filter(expired).map(|reward| lapsed(reward, LapseCause::Expired)).collect();
    let Some(membership) = member.membership.as_ref().filter(|membership| today > membership.ends) else {
        return events;
    };
    if !membership.ended {
        events.push(Event::MembershipEnded { membership: membership.number, ended: membership.ends });
    }
    if rules.membership.as_ref().is_none_or(|terms| terms.rewards_at_end == RewardsAtEnd::Lapse) {
        let open = member.rewards.iter().filter(|reward| !expired(reward));
        events.extend(open.map(|reward| lapsed(reward, LapseCause::MembershipEnded)));
    }
    events
}
