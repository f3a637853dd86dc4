//! Rewards, and what time does to them.

use super::decide::{Said, Work, no};
use super::*;

impl Work<'_> {
    pub(super) fn redeem(&mut self, rules: &'static Variant, who: Who, want: Want, on: Option<Bought>) -> Said {
        let id = self.open(who)?;
        self.in_good_standing(rules)?;
        let used_on = on.map(|bought| self.usable(bought, id)).transpose()?;
        let spot = match want {
            Want::Kind(kind) => match self.member().open().iter().find(|reward| reward.kind == kind) {
                Some(reward) => reward.spot,
                None if rules.kind(kind).is_some() => return no("no_reward"),
                None => return no("unknown_reward"),
            },
            Want::Exactly { member, spot } => self.exactly(id, member, spot)?,
        };
        let day = self.day;
        let Some(reward) = self.reward(spot) else { return no("unknown_reward") };
        (reward.state, reward.redeemed, reward.used_on) = (State::Redeemed, Some(day), used_on);
        let kind = reward.kind;
        self.facts.push(Fact::Redeemed { spot, kind });
        Ok(None)
    }

    fn in_good_standing(&mut self, rules: &Variant) -> Result<(), Answer> {
        let day = self.day;
        if self.member().blocked {
            return no("member_blocked");
        }
        match (&rules.terms, self.member().term) {
            (None, _) => Ok(()),
            (Some(_), None) => no("no_membership"),
            (Some(_), Some(term)) if day > term.ends => no("membership_expired"),
            (Some(_), Some(term)) if day < term.starts => no("membership_not_started"),
            _ => Ok(()),
        }
    }

    fn usable(&self, bought: Bought, member: usize) -> Result<usize, Answer> {
        let Some(id) = self.bought(bought) else { return no("purchase_not_found") };
        match &self.model.purchases[id] {
            Purchase { member: Some(buyer), .. } if self.who_is(*buyer) != member => no("purchase_not_found"),
            // Bringing the buyer up to this moment may have changed how it stands.
            _ if !self.seen(id).counts() => no("purchase_state"),
            _ => Ok(id),
        }
    }

    /// A reward that somebody has or had, also before they turned out to be somebody else.
    pub(super) fn reward_of(&self, member: usize, spot: Spot) -> Option<Reward> {
        self.someone(member)?.rewards.iter().find(|reward| reward.spot == spot).cloned()
    }

    fn exactly(&mut self, id: usize, member: usize, spot: Spot) -> Result<Spot, Answer> {
        let found = self.reward_of(member, spot).filter(|_| self.who_is(member) == id);
        match found.map(|reward| (reward.state, reward.first)) {
            None => no("unknown_reward"),
            Some((State::Open, _)) => Ok(spot),
            Some((State::Redeemed, _)) => no("reward_redeemed"),
            Some((State::Moved, first)) => {
                let first = first.or(Some((member, spot)));
                let now = self.member().open().into_iter().find(|reward| reward.first == first);
                now.map_or_else(|| no("reward_lapsed"), |reward| Ok(reward.spot))
            }
            Some((State::Lapsed | State::TakenBack, _)) => no("reward_lapsed"),
        }
    }

    pub(super) fn undo(&mut self, rules: &'static Variant, member: usize, spot: Spot) -> Said {
        let found = self.model.members.get(member).and_then(|m| m.rewards.iter().find(|reward| reward.spot == spot));
        let Some(reward) = found else { return no("unknown_reward") };
        let (State::Redeemed, Some(redeemed)) = (reward.state, reward.redeemed) else {
            return no("reward_not_redeemed");
        };
        let within = rules.kind(reward.kind).and_then(|kind| kind.undo);
        if within.is_some_and(|days| self.day > redeemed + days) {
            return no("undo_too_late");
        }
        self.open_id(member)?;
        self.facts.push(Fact::Returned { spot, kind: reward.kind });
        let returned = Reward { state: State::Open, redeemed: None, used_on: None, ..reward.clone() };
        if self.who_is(member) != member {
            self.pass_on(member, returned);
        } else if let Some(reward) = self.reward(spot) {
            *reward = returned;
        }
        self.settle(rules);
        Ok(None)
    }

    /// What comes back to somebody who turned out to be another one is the other's.
    fn pass_on(&mut self, member: usize, returned: Reward) {
        let (from, to) = (returned.spot, self.next_extra());
        self.facts.push(Fact::RewardMoved { from, to, kind: returned.kind });
        let mut gone = self.model.members[member].clone();
        for reward in gone.rewards.iter_mut().filter(|reward| reward.spot == from) {
            *reward = Reward { state: State::Moved, ..returned.clone() };
        }
        self.change.other = Some((member, gone));
        let first = returned.first.or(Some((member, from)));
        self.member().rewards.push(Reward { spot: to, first, ..returned });
    }

    pub(super) fn reward(&mut self, spot: Spot) -> Option<&mut Reward> {
        self.member().rewards.iter_mut().find(|reward| reward.spot == spot)
    }

    /// What time has done: orders and points run out, rewards too, memberships end, and what hangs on them lapses.
    pub(super) fn settle(&mut self, rules: &Variant) {
        self.expire_orders(rules);
        self.settle_points(rules);
        self.refresh(rules);
        let day = self.day;
        let member = &mut self.change.member.get_or_insert_with(|| (NEW, Member::default())).1;
        let over = member.term.is_some_and(|term| day > term.ends);
        let lapse_all = over && rules.terms.as_ref().is_none_or(|terms| !terms.keep_rewards);
        for reward in member.rewards.iter_mut().filter(|reward| reward.state == State::Open) {
            if lapse_all || reward.until.is_some_and(|until| day > until) {
                reward.state = State::Lapsed;
                self.facts.push(Fact::Lapsed { spot: reward.spot, kind: reward.kind });
            }
        }
        if let Some(term) = member.term.as_mut().filter(|term| over && !term.ended) {
            term.ended = true;
            self.facts.push(Fact::Ended { day: term.ends });
        }
    }

    pub(super) fn earn(&mut self, spot: Spot, kind: &'static str, until: Option<Day>) {
        let member = self.member();
        member.rewards.retain(|reward| reward.spot != spot);
        member.rewards.push(Reward::new(spot, kind, until));
        self.facts.push(Fact::Earned { spot, kind, until });
    }
}
