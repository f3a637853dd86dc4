//! Events in the model's words. Every event is a fact of its own: none goes by unseen.

use super::wire::known_kind;
use crate::event::{Entry, Event};
use crate::id::{LevelName, RewardKind};
use crate::member::{Lot, sum};
use crate::money::Money;
use crate::testing::model::{Day, Done, Fact, Spot, Stage, VARIANTS};
use crate::time::Date;

/// An entry in the model's words.
pub fn done(entry: &Entry) -> Done {
    Done { facts: facts(entry), reasons: entry.reasons.iter().map(|reason| reason.code()).collect() }
}

/// The facts of an entry, sorted.
pub fn facts(entry: &Entry) -> Vec<Fact> {
    let mut facts: Vec<Fact> = entry.events.iter().map(fact).collect();
    facts.sort();
    facts
}

fn spot(place: &crate::id::Place) -> Spot {
    Spot { series: place.series, cycle: place.cycle, number: place.position }
}

fn day(date: &Date) -> Day {
    date.days_since_epoch()
}

fn kind_of(kind: &RewardKind) -> &'static str {
    known_kind(kind.as_str())
}

/// Whole money, as the model counts it.
pub fn whole(money: &Money) -> u64 {
    money.to_string().parse().unwrap_or(u64::MAX)
}

/// A level by its name.
pub fn level_of(name: &LevelName) -> &'static str {
    let mut levels = VARIANTS.iter().flat_map(|rules| rules.levels).map(|level| level.name);
    levels.find(|level| *level == name.as_str()).unwrap_or("unknown")
}

/// A state by the model's name.
pub fn stage_of(state: crate::purchase::PurchaseState) -> Stage {
    use crate::purchase::PurchaseState;
    match state {
        PurchaseState::Pending => Stage::Pending,
        PurchaseState::Paid => Stage::Paid,
        PurchaseState::Completed => Stage::Completed,
        PurchaseState::Cancelled => Stage::Cancelled,
        PurchaseState::Expired => Stage::Expired,
        PurchaseState::Refunded => Stage::Refunded,
    }
}

fn fact(event: &Event) -> Fact {
    match event {
        Event::RulesPublished { .. } => Fact::Plain("rules_published"),
        Event::CardIssued { .. } => Fact::Plain("card_issued"),
        Event::CardAssigned { .. } => Fact::Plain("card_assigned"),
        Event::CardReplaced { .. } => Fact::Plain("card_replaced"),
        Event::MemberRegistered { .. } => Fact::Plain("member_registered"),
        Event::ProfileChanged { .. } => Fact::Plain("profile_changed"),
        Event::KindChanged { .. } => Fact::Plain("kind_changed"),
        Event::MembershipCardChanged { .. } => Fact::Plain("membership_card_changed"),
        Event::MemberBlocked {} => Fact::Plain("member_blocked"),
        Event::MemberUnblocked {} => Fact::Plain("member_unblocked"),
        Event::MemberClosed {} => Fact::Plain("member_closed"),
        Event::MemberReopened {} => Fact::Plain("member_reopened"),
        Event::MemberErased {} => Fact::Plain("member_erased"),
        Event::MembershipStarted { membership, starts, ends, .. } => {
            Fact::Started { number: *membership, starts: day(starts), ends: day(ends) }
        }
        Event::MembershipRenewed { membership, starts, ends, .. } => {
            Fact::Renewed { number: *membership, starts: day(starts), ends: day(ends) }
        }
        Event::MembershipEnded { ended, .. } => Fact::Ended { day: day(ended) },
        Event::MemberAbsorbed { spending, debt, .. } => {
            Fact::Absorbed { spent: spending.as_ref().map_or(0, |spending| whole(&spending.total.spent)), debt: *debt }
        }
        Event::MemberMerged { series, .. } => Fact::Merged { series: series.unwrap_or(0) },
        Event::LevelSet { steps, .. } => {
            let first = steps.first();
            let level = first.and_then(|step| step.level.as_ref()).map(level_of);
            Fact::Level { since: first.map(|step| day(&step.from)), level }
        }
        Event::CycleOpened { series, cycle, of, .. } => Fact::Opened { series: *series, cycle: *cycle, of: *of },
        Event::StampGiven { place, .. } => Fact::Stamp(spot(place)),
        Event::StampTakenBack { place, .. } => Fact::StampTaken(spot(place)),
        Event::StampKept { .. } => Fact::Plain("stamp_kept"),
        _ => fact_of_order(event),
    }
}

fn fact_of_order(event: &Event) -> Fact {
    match event {
        Event::PurchaseRecorded { amount, .. } => Fact::Bought { amount: whole(amount) },
        Event::PurchaseAwaited { until, .. } => Fact::Awaited { until: until.micros() },
        Event::PurchasePaid { .. } => Fact::Plain("purchase_paid"),
        Event::PurchaseCompleted { .. } => Fact::Plain("purchase_completed"),
        Event::PurchaseCancelled { .. } => Fact::Plain("purchase_cancelled"),
        Event::PurchaseExpired { .. } => Fact::Plain("purchase_expired"),
        Event::PurchaseReopened { state, .. } => Fact::Stood(stage_of(*state)),
        Event::PurchaseMarked { .. } => Fact::Plain("purchase_marked"),
        Event::PurchaseAdopted { .. } => Fact::Plain("purchase_adopted"),
        Event::PurchaseVoided { .. } => Fact::Plain("purchase_voided"),
        Event::PurchaseRefunded { money, whole: all, .. } => Fact::Refunded { money: whole(money), whole: *all },
        Event::ReceiptReprinted { times, .. } => Fact::Reprinted { times: *times },
        Event::PurchaseCounted { spent, .. } => Fact::Counted { spent: spent.to_string().parse().unwrap_or(i64::MAX) },
        _ => fact_of_reward(event),
    }
}

fn fact_of_reward(event: &Event) -> Fact {
    match event {
        Event::RewardEarned { reward, kind, until } => {
            Fact::Earned { spot: spot(reward), kind: kind_of(kind), until: until.as_ref().map(day) }
        }
        Event::RewardRedeemed { reward, kind, .. } => Fact::Redeemed { spot: spot(reward), kind: kind_of(kind) },
        Event::RewardReturned { reward, kind } => Fact::Returned { spot: spot(reward), kind: kind_of(kind) },
        Event::RewardLapsed { reward, kind, .. } => Fact::Lapsed { spot: spot(reward), kind: kind_of(kind) },
        Event::RewardTakenBack { reward, kind } => Fact::TakenBack { spot: spot(reward), kind: kind_of(kind) },
        Event::RewardMoved { from, reward, kind, .. } => {
            Fact::RewardMoved { from: spot(from), to: spot(reward), kind: kind_of(kind) }
        }
        Event::RewardBought { reward, kind, until, parts, .. } => Fact::Traded {
            what: "reward_bought",
            spot: spot(reward),
            kind: kind_of(kind),
            points: sum(parts),
            debt: 0,
            until: until.as_ref().map(day),
        },
        Event::RewardReversed { reward, kind, parts, debt, .. } => Fact::Traded {
            what: "reward_reversed",
            spot: spot(reward),
            kind: kind_of(kind),
            points: sum(parts),
            debt: *debt,
            until: None,
        },
        Event::StockChanged { taken, .. } => Fact::Stock { taken: *taken },
        _ => fact_of_points(event),
    }
}

fn moved(what: &'static str, parts: &[Lot], debt: u64, balance: u64) -> Fact {
    Fact::Points { what, points: sum(parts), debt, balance }
}

fn fact_of_points(event: &Event) -> Fact {
    match event {
        Event::PointsEarned { parts, debt, balance, .. } => moved("earned", parts, *debt, *balance),
        Event::PointsReturned { parts, debt, balance, .. } => moved("returned", parts, *debt, *balance),
        Event::PointsReleased { parts, debt, balance, .. } => moved("released", parts, *debt, *balance),
        Event::PointsGranted { parts, debt, balance } => moved("granted", parts, *debt, *balance),
        Event::PointsReceived { parts, debt, balance, .. } => moved("received", parts, *debt, *balance),
        Event::PointsHeld { parts, balance, .. } => moved("held", parts, 0, *balance),
        Event::PointsExpired { parts, balance } => moved("expired", parts, 0, *balance),
        Event::PointsDeducted { parts, balance } => moved("deducted", parts, 0, *balance),
        Event::PointsSent { parts, balance, .. } => moved("sent", parts, 0, *balance),
        Event::PointsSpent { parts, value, .. } => {
            Fact::Paid { what: "spent", points: sum(parts), value: whole(value) }
        }
        Event::HoldSpent { points, value, .. } => {
            Fact::Paid { what: "hold_spent", points: *points, value: whole(value) }
        }
        Event::PointsPromised { points, from, .. } => {
            Fact::Promised { what: "promised", points: *points, from: from.as_ref().map(day) }
        }
        Event::HoldMoved { parts, until, .. } => Fact::Held { points: sum(parts), until: until.micros() },
        Event::PromiseMoved { points, from, .. } => {
            Fact::Promised { what: "moved", points: *points, from: from.as_ref().map(day) }
        }
        Event::PointsTakenBack { parts, promised, debt, forgiven, balance, .. } => Fact::PointsTaken {
            points: sum(parts),
            promised: *promised,
            debt: *debt,
            forgiven: *forgiven,
            balance: *balance,
        },
        // An event that stands in none of these lists differs from everything the model says.
        _ => Fact::Plain("unknown"),
    }
}
