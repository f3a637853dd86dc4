//! Taking purchases back, whole or in parts, with what they gave. Every way to the same end is the same.

use super::Operation;
use super::counting::{earning, purchase_of, rules_of, stamp_amount, stamps_by_amount};
use super::find::{ask_purchase, find_purchase};
use super::level::{Held, refresh};
use super::stamping::take_stamp_back;
use super::turn::{Asking, Step, Turn};
use super::{find, ledger};
use crate::basket::Units;
use crate::command::{PurchaseRef, RefundPurchase, VoidPurchase};
use crate::error::{Error, ProblemCode, Refusal};
use crate::event::{Event, Subject};
use crate::id::{MemberId, Note};
use crate::money::{Money, share_of};
use crate::purchase::{PointsGiven, Purchase, Refunded};
use crate::rules::{PartRefund, PointRules, Rules};

impl Operation for VoidPurchase {
    fn ask(&self, asking: &mut Asking<'_>) -> Result<(), Error> {
        ask_refund(asking, &self.purchase);
        Ok(())
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<Step, Error> {
        let (purchase, member) = find_to_take_back(turn, &self.purchase)?;
        take_whole_back(turn, &purchase, member, Event::PurchaseVoided { purchase: purchase.id })?;
        Ok(Step::Done)
    }

    fn why(&self) -> Option<&Note> {
        Some(&self.reason)
    }
}

impl Operation for RefundPurchase {
    fn ask(&self, asking: &mut Asking<'_>) -> Result<(), Error> {
        ask_refund(asking, &self.purchase);
        Ok(())
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<Step, Error> {
        let (purchase, member) = find_to_take_back(turn, &self.purchase)?;
        refund(turn, &purchase, member, (&self.units, self.amount))?;
        Ok(Step::Done)
    }

    fn why(&self) -> Option<&Note> {
        Some(&self.reason)
    }
}

pub(super) fn ask_refund(asking: &mut Asking<'_>, purchase: &PurchaseRef) {
    ask_purchase(asking, purchase);
    asking.ask.rewards = true;
}

/// A purchase that counts, with its buyer's log open.
pub(super) fn find_to_take_back(
    turn: &mut Turn<'_>,
    reference: &PurchaseRef,
) -> Result<(Purchase, Option<MemberId>), Error> {
    turn.rules()?;
    // How it stands comes before how its buyer does.
    let found = find_purchase(turn.draft, turn.actor, reference)?;
    if !found.state.counts() {
        return Err(Refusal::PurchaseState { purchase: found.id, state: found.state_at(turn.at) }.into());
    }
    let (purchase, member) = open_purchase(turn, reference)?;
    if !purchase.state.counts() {
        return Err(wrong_state(&purchase, turn));
    }
    Ok((purchase, member))
}

/// A purchase by what is at hand, with the log open that its story stands in.
pub(super) fn open_purchase(
    turn: &mut Turn<'_>,
    reference: &PurchaseRef,
) -> Result<(Purchase, Option<MemberId>), Error> {
    turn.rules()?;
    let (id, member) = find_purchase(turn.draft, turn.actor, reference).map(|found| (found.id, found.member))?;
    let member = match member {
        Some(member) => Some(turn.open_member_by_id(member)?),
        None => {
            turn.log(Subject::Purchase(id));
            None
        }
    };
    // Bringing the buyer up to now may have changed it.
    Ok((purchase_of(turn, id)?, member))
}

/// This move is not for a purchase that stands so.
pub(super) fn wrong_state(purchase: &Purchase, turn: &Turn<'_>) -> Error {
    Refusal::PurchaseState { purchase: purchase.id, state: purchase.state_at(turn.at) }.into()
}

/// Gives back what is said: units, an amount, or everything that is left.
pub(super) fn refund(
    turn: &mut Turn<'_>,
    purchase: &Purchase,
    member: Option<MemberId>,
    (units, amount): (&[Units], Option<Money>),
) -> Result<(), Error> {
    let places = turn.rules()?.program.rounding.places;
    crate::basket::check_amount(amount, places).map_err(|code| Error::invalid("amount", code))?;
    if amount.is_some_and(Money::is_zero) {
        return Err(Error::invalid("amount", ProblemCode::Zero));
    }
    check_units(purchase, units)?;
    let before = bill_back(purchase, &purchase.refunded, places)?;
    let everything = units.is_empty() && amount.is_none();
    let after = purchase.refunded.plus(amount, units).ok_or_else(|| Error::invalid("amount", ProblemCode::TooLarge))?;
    let back = bill_back(purchase, &after, places)?;
    let bill = purchase.bill();
    if back > bill {
        let left = bill.minus(before).unwrap_or(Money::ZERO);
        return Err(Refusal::RefundTooLarge { left }.into());
    }
    let money = |back| purchase.money_back(back, places);
    let whole = everything || back == bill && !bill.is_zero() || all_units(purchase, &after);
    let money_now = if whole { purchase.amount } else { money(back) }.minus(money(before)).unwrap_or(Money::ZERO);
    let (id, units) = (purchase.id, units.to_vec());
    let event = Event::PurchaseRefunded { purchase: id, money: money_now, amount, units, whole };
    match whole {
        true => take_whole_back(turn, purchase, member, event),
        false => take_part_back(turn, purchase, member, event, &after),
    }
}

fn check_units(purchase: &Purchase, units: &[Units]) -> Result<(), Error> {
    for (at, unit) in units.iter().enumerate() {
        let wrong = |field: &str, code| Err(Error::invalid(format!("units.{at}.{field}"), code));
        let bought = purchase.quantity_of(unit.line);
        if bought == 0 {
            return wrong("line", ProblemCode::OutOfRange);
        }
        if unit.quantity == 0 {
            return wrong("quantity", ProblemCode::Zero);
        }
        let of_line = units.iter().filter(|other| other.line == unit.line);
        let now = of_line.fold(0, |sum: u32, other| sum.saturating_add(other.quantity));
        let left = bought.saturating_sub(purchase.refunded.units_of(unit.line));
        if now > left {
            return Err(Refusal::UnitsGone { line: unit.line, left }.into());
        }
    }
    Ok(())
}

/// Did every unit come back, of a bill that has nothing but lines?
fn all_units(purchase: &Purchase, back: &Refunded) -> bool {
    let mut lines = (1_u32..).zip(&purchase.lines);
    let all = lines.all(|(number, line)| back.units_of(number) == line.quantity);
    all && !purchase.lines.is_empty() && purchase.charges.delivery.is_none_or(Money::is_zero)
}

fn bill_back(purchase: &Purchase, back: &Refunded, places: u32) -> Result<Money, Error> {
    purchase.bill_back(back, places).ok_or_else(|| Error::invalid("amount", ProblemCode::TooLarge))
}

/// Nothing is left of the purchase: everything it gave is taken, and what it was paid with given back.
pub(super) fn take_whole_back(
    turn: &mut Turn<'_>,
    purchase: &Purchase,
    member: Option<MemberId>,
    event: Event,
) -> Result<(), Error> {
    let counted = purchase.state.counts();
    let places = turn.rules()?.program.rounding.places;
    let kept = purchase.kept(places);
    turn.post(event)?;
    let Some(member) = member else { return Ok(()) };
    if counted && let Some(on) = purchase.counted {
        let spent = Money::ZERO.minus(kept).unwrap_or(Money::ZERO);
        turn.post(Event::PurchaseCounted { purchase: purchase.id, on, spent, purchases: -1 })?;
    }
    take_stamps(turn, purchase, member, 0)?;
    let returned = purchase.spent.as_ref().map_or(0, |spent| spent.points.saturating_sub(spent.returned));
    ledger::give_back(turn, member, purchase, returned)?;
    let taken = purchase.points.as_ref().map_or(0, |points| points.given.saturating_sub(points.taken));
    take_points(turn, purchase, member, taken)?;
    refresh(turn, member, Held::Lost)
}

fn take_part_back(
    turn: &mut Turn<'_>,
    purchase: &Purchase,
    member: Option<MemberId>,
    event: Event,
    after: &Refunded,
) -> Result<(), Error> {
    turn.post(event)?;
    member.map_or(Ok(()), |member| lose_part(turn, purchase, member, after))
}

/// Takes back what goes with a part of a purchase, once so much of it came back in all.
pub(super) fn lose_part(
    turn: &mut Turn<'_>,
    purchase: &Purchase,
    member: MemberId,
    after: &Refunded,
) -> Result<(), Error> {
    let rules = rules_of(turn, purchase)?;
    let places = rules.program.rounding.places;
    let back = bill_back(purchase, after, places)?;
    let kept_before = purchase.kept(places);
    let now = purchase_of(turn, purchase.id)?;
    if let Some(on) = purchase.counted {
        let spent = now.kept(places).minus(kept_before).unwrap_or(Money::ZERO);
        turn.post(Event::PurchaseCounted { purchase: purchase.id, on, spent, purchases: 0 })?;
    }
    take_stamps(turn, purchase, member, stamps_of_rest(purchase, back, &rules))?;
    let returned = purchase.spent.as_ref().map_or(0, |spent| spent.returned);
    ledger::give_back(turn, member, purchase, purchase.points_back(back).saturating_sub(returned))?;
    if let (Some(points), Some(given)) = (&rules.points, &purchase.points) {
        let taken = taken_by(turn, purchase, member, (given, points), (after, back))?;
        take_points(turn, purchase, member, taken.saturating_sub(given.taken))?;
    }
    refresh(turn, member, Held::Lost)
}

/// The stamps that what is left of a purchase would have given.
fn stamps_of_rest(purchase: &Purchase, back: Money, rules: &Rules) -> u32 {
    let Some(stamps) = &rules.stamps else { return 0 };
    let whole = stamp_amount(purchase, stamps);
    let gone = whole.share(back, purchase.bill(), rules.program.rounding.places);
    stamps_by_amount(whole.minus(gone).unwrap_or(Money::ZERO), stamps).0
}

/// Leaves so many stamps of a purchase on the card, if it gave more.
fn take_stamps(turn: &mut Turn<'_>, purchase: &Purchase, member: MemberId, leave: u32) -> Result<(), Error> {
    let Some(given) = purchase.stamps else { return Ok(()) };
    let on = match purchase.counted {
        Some(on) => on,
        None => turn.rules()?.program.zone.date(purchase.at),
    };
    let series = find::series_now(turn.draft, purchase.member, given.series);
    (leave..given.count).try_for_each(|_| take_stamp_back(turn, member, purchase.id, series, on))
}

/// How many of its points a purchase loses in all once so much of it came back.
fn taken_by(
    turn: &Turn<'_>,
    purchase: &Purchase,
    member: MemberId,
    (given, rules): (&PointsGiven, &PointRules),
    (after, back): (&Refunded, Money),
) -> Result<u64, Error> {
    let bill = purchase.bill();
    Ok(match rules.part_refund {
        PartRefund::ValueRatio => share_of(given.given, back, bill),
        PartRefund::UnitShare => {
            let by_units = units_share(purchase, given, after);
            let amount = after.amount.unwrap_or(Money::ZERO);
            // What belongs to no unit goes in proportion to what of the bill belongs to none.
            let of_units = back.minus(amount).unwrap_or(Money::ZERO);
            let left = bill.minus(of_units).unwrap_or(Money::ZERO);
            by_units.saturating_add(share_of(given.given.saturating_sub(by_units), amount, left))
        }
        PartRefund::Recompute => {
            let judged = rules_of(turn, purchase)?;
            let today = turn.today()?;
            let earning = earning(&judged, rules, turn.member(member)?, purchase, (today, given.level));
            let units_left = |line| purchase.quantity_of(line).saturating_sub(after.units_of(line));
            let kept = bill.minus(back).unwrap_or(Money::ZERO);
            given.given.saturating_sub(earning.rest(purchase, units_left, (kept, bill)))
        }
    })
}

/// The points that were stored with the units that came back.
fn units_share(purchase: &Purchase, given: &PointsGiven, back: &Refunded) -> u64 {
    let lines = (1_u32..).zip(purchase.lines.iter().zip(&given.shares));
    let of_line = lines.map(|(number, (line, share))| {
        let units = Money::whole(back.units_of(number).into());
        share_of(*share, units, Money::whole(line.quantity.into()))
    });
    of_line.fold(0, u64::saturating_add)
}

fn take_points(turn: &mut Turn<'_>, purchase: &Purchase, member: MemberId, points: u64) -> Result<(), Error> {
    let rules = rules_of(turn, purchase)?;
    match &rules.points {
        Some(rules) => ledger::take_back(turn, member, purchase, points, rules),
        None => Ok(()),
    }
}
