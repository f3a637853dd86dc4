//! Rewards for points.

use super::decide::{Said, Work, no};
use super::ledger::sum;
use super::*;

impl Work<'_> {
    /// The place of a reward that no stamp earns.
    pub(super) fn next_extra(&mut self) -> Spot {
        self.member().extras += 1;
        Spot { series: 0, cycle: self.member().extras, number: 1 }
    }

    /// A limited reward is one less, or one more.
    fn stock(&mut self, kind: &'static str, more: i32) {
        let before = self.model.taken.get(kind).copied().unwrap_or(0);
        let taken = before.saturating_add_signed(more);
        self.change.taken = Some((kind, taken));
        self.facts.push(Fact::Stock { taken });
    }

    pub(super) fn buy(&mut self, rules: &'static Variant, who: Who, kind: &'static str) -> Said {
        let Some(points) = &rules.points else { return no("no_points") };
        let Some(item) = points.item(kind) else { return no("unknown_reward") };
        if !item.offered {
            return no("not_offered");
        }
        self.open(who)?;
        self.not_blocked()?;
        let before = self.points().bought.get(kind).copied().unwrap_or(0);
        if item.per_member.is_some_and(|most| before >= most) {
            return no("reward_limit");
        }
        if item.stock.is_some_and(|stock| self.model.taken.get(kind).copied().unwrap_or(0) >= stock) {
            return no("out_of_stock");
        }
        let cost = self.exactly_so_many(rules, item.cost)?;
        self.points().remove(&cost);
        let spot = self.next_extra();
        let until = rules.kind(kind).and_then(|kind| kind.valid).map(|days| self.day + days);
        if item.stock.is_some() {
            self.stock(kind, 1);
        }
        *self.points().bought.entry(kind).or_default() += 1;
        self.facts.push(Fact::Traded { what: "reward_bought", spot, kind, points: sum(&cost), debt: 0, until });
        self.member().rewards.push(Reward { cost, ..Reward::new(spot, kind, until) });
        Ok(None)
    }

    pub(super) fn reverse(&mut self, rules: &'static Variant, member: usize, spot: Spot) -> Said {
        if member >= self.model.members.len() {
            return no("member_not_found");
        }
        self.open_id(member)?;
        // Somebody who turned out to be another one has passed their open rewards on.
        let found = self.reward_of(member, spot);
        let Some(reward) = found else { return no("unknown_reward") };
        match reward.state {
            State::Open if reward.cost.is_empty() => return no("not_bought"),
            State::Open => {}
            State::Redeemed => return no("reward_redeemed"),
            _ => return no("reward_lapsed"),
        }
        let parts = self.points().home(&reward.cost);
        let (points, debt) = self.points().put(&parts);
        self.facts.push(Fact::Traded { what: "reward_reversed", spot, kind: reward.kind, points, debt, until: None });
        if let Some(reward) = self.reward(spot) {
            reward.state = State::TakenBack;
        }
        let bought = &mut self.points().bought;
        bought.entry(reward.kind).and_modify(|count| *count = count.saturating_sub(1));
        bought.retain(|_, count| *count > 0);
        if rules.points.as_ref().and_then(|points| points.item(reward.kind)).is_some_and(|item| item.stock.is_some()) {
            self.stock(reward.kind, -1);
        }
        self.expire_points();
        Ok(None)
    }
}
