//! What comes back, whole or in parts, and what goes with it.

use super::decide::{Said, Work, no};
use super::orders::share;
use super::*;

impl Work<'_> {
    /// A purchase that counts, with its buyer up to this moment.
    fn open_to_take_back(&mut self, bought: Bought) -> Result<usize, Answer> {
        let Some(id) = self.bought(bought) else { return no("purchase_not_found") };
        if !self.model.purchases[id].counts() {
            return no("purchase_state");
        }
        self.open_order(bought)
    }

    pub(super) fn void(&mut self, rules: &'static Variant, bought: Bought) -> Said {
        let id = self.open_to_take_back(bought)?;
        self.take_whole_back(rules, id, Stage::Refunded, Fact::Plain("purchase_voided"));
        Ok(None)
    }

    pub(super) fn refund(&mut self, rules: &'static Variant, bought: Bought, part: &Part) -> Said {
        let id = self.open_to_take_back(bought)?;
        self.give_money_back(rules, id, part)?;
        Ok(None)
    }

    pub(super) fn exchange(&mut self, rules: &'static Variant, bought: Bought, part: &Part, basket: &Basket) -> Said {
        if basket.points == Some(0) {
            return Err(Answer::Invalid("zero"));
        }
        if basket.receipt.is_some_and(|number| self.model.receipt(basket.outlet, number).is_some()) {
            return no("key_reused");
        }
        let id = self.open_to_take_back(bought)?;
        self.give_money_back(rules, id, part)?;
        self.record(rules, basket, Begins::Completed, None)?;
        Ok(None)
    }

    fn give_money_back(&mut self, rules: &'static Variant, id: usize, part: &Part) -> Result<(), Answer> {
        let purchase = self.order(id).clone();
        if part.amount == Some(0) {
            return Err(Answer::Invalid("zero"));
        }
        let mut back = purchase.back.clone();
        back.amount += part.amount.unwrap_or(0);
        for (line, units) in &part.units {
            let at = usize::try_from(*line).unwrap_or(0).wrapping_sub(1);
            let Some((bought, _)) = purchase.lines.get(at) else { return Err(Answer::Invalid("out_of_range")) };
            if *units == 0 {
                return Err(Answer::Invalid("zero"));
            }
            back.units[at] += units;
            if back.units[at] > *bought {
                return no("units_gone");
            }
        }
        let (bill, before, after) = (purchase.bill(), purchase.worth(&purchase.back), purchase.worth(&back));
        if after > bill {
            return no("refund_too_large");
        }
        let all_units = !purchase.lines.is_empty()
            && purchase.lines.iter().zip(&back.units).all(|((bought, _), units)| bought == units);
        let whole = *part == Part::default() || after == bill && bill > 0 || all_units;
        let money = if whole { purchase.amount } else { purchase.money(after) } - purchase.money(before);
        let fact = Fact::Refunded { money, whole };
        if whole {
            self.take_whole_back(rules, id, Stage::Refunded, fact);
            self.order(id).back = back;
        } else {
            self.facts.push(fact);
            self.lose_part(rules, id, back);
        }
        Ok(())
    }

    /// Nothing is left of a purchase.
    pub(super) fn take_whole_back(&mut self, rules: &Variant, id: usize, stage: Stage, fact: Fact) {
        let purchase = self.order(id).clone();
        self.facts.push(fact);
        self.stage(id, stage);
        if self.change.member.is_none() {
            return;
        }
        if purchase.counts() {
            self.facts.push(Fact::Counted { spent: -i64::try_from(purchase.net()).unwrap_or(0) });
        }
        self.leave_stamps(id, 0);
        let spent = purchase.spent.as_ref().map_or(0, |spent| spent.points - spent.returned);
        self.give_points_back(id, spent);
        let given = purchase.given.as_ref().map_or(0, |given| given.points - given.taken);
        self.take_points(id, given);
        self.order(id).counted = if purchase.counts() { None } else { purchase.counted };
        self.refresh(rules);
    }

    /// So much of a purchase came back in all, and something is left.
    pub(super) fn lose_part(&mut self, rules: &Variant, id: usize, back: Back) {
        let before = self.order(id).clone();
        self.order(id).back = back.clone();
        if self.change.member.is_none() {
            return;
        }
        let (judged, worth, bill) = (self.judged(id), before.worth(&back), before.bill());
        let lost = before.net() - self.order(id).net();
        self.facts.push(Fact::Counted { spent: -i64::try_from(lost).unwrap_or(0) });
        let left = before.amount - share(before.amount, worth, bill);
        self.leave_stamps(id, judged.stamps(left));
        if let Some(spent) = &before.spent {
            self.give_points_back(id, share(spent.points, worth, bill).saturating_sub(spent.returned));
        }
        if let (Some(points), Some(given)) = (&judged.points, &before.given) {
            let gone = match points.by_value {
                true => share(given.points, worth, bill),
                false => by_units(&before, given, &back),
            };
            self.take_points(id, gone.saturating_sub(given.taken));
        }
        self.refresh(rules);
    }

    /// Takes stamps of a purchase back until no more than these are left of them.
    fn leave_stamps(&mut self, id: usize, left: u32) {
        for _ in left..self.order(id).stamps {
            let purchase = self.order(id).clone();
            let taken = self.take_back(&purchase);
            let order = self.order(id);
            order.stamps -= 1;
            order.kept += u32::from(!taken);
        }
    }
}

/// The points that go with units go with them; the others in proportion to what of the bill belongs to no unit.
fn by_units(purchase: &Purchase, given: &Given, back: &Back) -> u64 {
    let lines = given.shares.iter().zip(&purchase.lines).zip(&back.units);
    let units: u64 =
        lines.map(|((points, (bought, _)), units)| share(*points, (*units).into(), (*bought).into())).sum();
    let of_units = purchase.worth(back) - back.amount;
    units + share(given.points - units, back.amount, purchase.bill() - of_units)
}
