//! What each event does to the state. Decisions, replays and `verify` all go through here, so they can't disagree.

mod merging;
mod points;
mod purchases;

use std::ops::RangeInclusive;
use std::sync::Arc;

use crate::card::Card;
use crate::error::Error;
use crate::event::{Event, Subject};
use crate::id::{CardId, MemberId, Place, PurchaseId, RewardId};
use crate::member::{Cycles, DayCount, Deal, Member, Membership, Reward, RewardState, Stamp};
use crate::purchase::{Purchase, StampsGiven};
use crate::record::{Nth, Only, Period, Program, Record, RecordKey};
use crate::time::{Date, Moment};

/// Records that events are applied to.
pub(crate) trait Records {
    /// A record as it stands.
    fn get(&self, key: RecordKey) -> Option<&Record>;
    /// A record to change in place.
    fn edit(&mut self, key: RecordKey) -> Option<&mut Record>;
    /// Records by a range of their names, in order.
    fn range(&self, keys: RangeInclusive<RecordKey>) -> impl Iterator<Item = (&RecordKey, &Record)>;
    /// Writes or removes a record.
    fn put(&mut self, key: RecordKey, record: Option<Record>);
}

/// What an event needs to know of its entry.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Head {
    pub(crate) subject: Subject,
    pub(crate) seq: u64,
    pub(crate) at: Moment,
}

/// Applies one event of the entry `head`.
pub(crate) fn apply<R: Records>(records: &mut R, head: Head, event: &Event) -> Result<(), Error> {
    match event {
        Event::RulesPublished { version, document } => {
            records.put(RecordKey::Rules(*version), Some(Record::Rules(Arc::clone(document))));
            program(records)?.rules = *version;
        }
        Event::CardIssued { card, number } => {
            let new = Card { id: *card, number: number.clone(), member: None, replaced: false };
            records.put(RecordKey::Card(*card), Some(Record::Card(Arc::new(new))));
        }
        Event::CardAssigned { card: id, member } => card(records, *id)?.member = Some(*member),
        Event::CardReplaced { card: id } => card(records, *id)?.replaced = true,
        Event::MemberRegistered { member, kind } => {
            let new = Member::new(*member, *kind, head.at);
            records.put(RecordKey::Member(*member), Some(Record::Member(Arc::new(new))));
        }
        Event::ProfileChanged { .. } => {}
        Event::KindChanged { kind } => member_of(records, head)?.kind = *kind,
        Event::MemberBlocked {} => member_of(records, head)?.blocked = true,
        Event::MemberUnblocked {} => member_of(records, head)?.blocked = false,
        Event::MemberClosed {} => member_of(records, head)?.closed = true,
        Event::MemberReopened {} => member_of(records, head)?.closed = false,
        Event::MemberErased {} => {
            let member = member_of(records, head)?;
            (member.closed, member.erased) = (true, true);
        }
        Event::MembershipStarted { .. }
        | Event::MembershipRenewed { .. }
        | Event::MembershipCardChanged { .. }
        | Event::MembershipEnded { .. } => apply_membership(records, head, event)?,
        Event::LevelSet { steps, .. } => member_of(records, head)?.levels.clone_from(steps),
        Event::CycleOpened { .. }
        | Event::StampGiven { .. }
        | Event::StampTakenBack { .. }
        | Event::StampKept { .. } => {
            apply_stamp(records, head, event)?;
        }
        Event::RewardEarned { .. }
        | Event::RewardRedeemed { .. }
        | Event::RewardReturned { .. }
        | Event::RewardLapsed { .. }
        | Event::RewardTakenBack { .. } => apply_reward(records, head, event)?,
        other => apply_trade(records, head, other)?,
    }
    Ok(())
}

/// What becomes of purchases and points, and of members who turn out to be one.
fn apply_trade<R: Records>(records: &mut R, head: Head, event: &Event) -> Result<(), Error> {
    match event {
        Event::RewardBought { .. } | Event::RewardReversed { .. } | Event::RewardMoved { .. } => {
            points::apply_reward(records, head, event)?;
            note_rewards_due(records, head, event)?;
        }
        Event::StockChanged { kind, taken } => {
            let stock = &mut program(records)?.taken;
            if *taken == 0 {
                stock.remove(kind);
            } else {
                stock.insert(kind.clone(), *taken);
            }
        }
        Event::PromiseMoved { .. }
        | Event::HoldMoved { .. }
        | Event::MemberAbsorbed { .. }
        | Event::MemberMerged { .. } => {
            merging::apply(records, head, event)?;
        }
        other => {
            let known = purchases::apply(records, head, other)? || points::apply(records, head, other)?;
            if !known {
                return Err(Error::broken("an event that changes nothing"));
            }
        }
    }
    Ok(())
}

/// Closes an entry: the log it stands in is one longer, and what time will do next is known.
pub(crate) fn close_entry<R: Records>(records: &mut R, head: Head) -> Result<(), Error> {
    match head.subject {
        Subject::Program => program(records)?.seq = head.seq,
        Subject::Purchase(id) => purchase(records, id)?.seq = head.seq,
        Subject::Member(id) => {
            let member = member(records, id)?;
            member.seq = head.seq;
            member.due = member.next_due();
        }
    }
    Ok(())
}

fn apply_membership<R: Records>(records: &mut R, head: Head, event: &Event) -> Result<(), Error> {
    let member = member_of(records, head)?;
    let id = member.id;
    match event {
        Event::MembershipStarted { membership, card, number, starts, ends, fee } => {
            member.membership = Some(Membership {
                number: *membership,
                card: *card,
                card_number: number.clone(),
                starts: *starts,
                ends: *ends,
                ended: false,
            });
            put_period(records, id, *membership, Period { card: *card, starts: *starts, ends: *ends, fee: *fee });
        }
        Event::MembershipRenewed { membership, starts, ends, fee } => {
            let current = member.membership.as_mut().ok_or_else(|| missing("membership", id))?;
            current.number = *membership;
            current.ended = false;
            // A gap after an earlier end is no part of the membership; without one it goes on from its old start.
            if *starts > current.ends.next() {
                current.starts = *starts;
            }
            current.ends = *ends;
            let card = current.card;
            put_period(records, id, *membership, Period { card, starts: *starts, ends: *ends, fee: *fee });
        }
        Event::MembershipCardChanged { card, number } => {
            let current = member.membership.as_mut().ok_or_else(|| missing("membership", id))?;
            current.card = *card;
            current.card_number = number.clone();
        }
        _ => {
            let current = member.membership.as_mut().ok_or_else(|| missing("membership", id))?;
            current.ended = true;
        }
    }
    Ok(())
}

fn apply_stamp<R: Records>(records: &mut R, head: Head, event: &Event) -> Result<(), Error> {
    match event {
        Event::CycleOpened { series, cycle, of, rules } => {
            let member = member_of(records, head)?;
            let deal = Deal { from: *cycle, rules: *rules, of: *of };
            let mut deals = member
                .cycles
                .take()
                .filter(|cycles| cycles.series == *series)
                .map(|cycles| cycles.deals)
                .unwrap_or_default();
            if deals.last().is_none_or(|last| (last.rules, last.of) != (deal.rules, deal.of)) {
                deals.push(deal);
            }
            member.cycles = Some(Cycles { series: *series, cycle: *cycle, stamps: 0, deals });
        }
        Event::StampGiven { place, purchase: by, on } => {
            let member = member_of(records, head)?;
            cycles(member)?.stamps = place.position;
            if by.is_some() {
                let before = member.day.filter(|day| day.on >= *on).unwrap_or(DayCount { on: *on, stamps: 0 });
                member.day = Some(DayCount { on: before.on, stamps: before.stamps.saturating_add(1) });
            }
            let stamp = Stamp { at: head.at, purchase: *by };
            records.put(RecordKey::Stamp(*place), Some(Record::Stamp(Arc::new(stamp))));
            if let Some(id) = by {
                let purchase = purchase(records, *id)?;
                let count = purchase.stamps.map_or(0, |given| given.count).saturating_add(1);
                purchase.stamps = Some(StampsGiven { series: place.series, count });
            }
        }
        Event::StampTakenBack { place, purchase: by, on } => {
            let member = member_of(records, head)?;
            // The day's allowance comes back, so that a mistyped purchase can be recorded again.
            if let Some(day) = member.day.as_mut().filter(|day| day.on == *on) {
                day.stamps = day.stamps.saturating_sub(1);
            }
            let cycles = cycles(member)?;
            cycles.cycle = place.cycle;
            cycles.stamps = place.position.saturating_sub(1);
            cycles.deals.retain(|deal| deal.from <= place.cycle);
            records.put(RecordKey::Stamp(*place), None);
            give_back(self::purchase(records, *by)?);
        }
        Event::StampKept { purchase: id } => {
            let purchase = purchase(records, *id)?;
            purchase.stamps_kept = purchase.stamps_kept.saturating_add(1);
            give_back(purchase);
        }
        _ => {}
    }
    Ok(())
}

fn apply_reward<R: Records>(records: &mut R, head: Head, event: &Event) -> Result<(), Error> {
    match event {
        Event::RewardEarned { reward: id, kind, until } => {
            let (kind, state) = (kind.clone(), RewardState::Open);
            let new = Reward {
                kind,
                earned: head.at,
                until: *until,
                state,
                redeemed: None,
                purchase: None,
                cost: Vec::new(),
                first: None,
            };
            records.put(RecordKey::Reward(*id), Some(Record::Reward(Arc::new(new))));
        }
        Event::RewardRedeemed { reward: id, purchase, .. } => {
            let reward = reward(records, *id)?;
            reward.state = RewardState::Redeemed;
            reward.redeemed = Some(head.at);
            reward.purchase = *purchase;
        }
        Event::RewardReturned { reward: id, .. } => {
            let reward = reward(records, *id)?;
            reward.state = RewardState::Open;
            reward.redeemed = None;
            reward.purchase = None;
        }
        Event::RewardLapsed { reward: id, .. } => reward(records, *id)?.state = RewardState::Lapsed,
        Event::RewardTakenBack { reward: id, .. } => reward(records, *id)?.state = RewardState::TakenBack,
        _ => {}
    }
    note_rewards_due(records, head, event)
}

/// Keeps the day on which the first open reward runs out: a new one can only bring it forward, and whatever takes one
/// away has all the open ones before it.
fn note_rewards_due<R: Records>(records: &mut R, head: Head, event: &Event) -> Result<(), Error> {
    let due = match (event, head.subject) {
        (
            Event::RewardEarned { until, .. } | Event::RewardBought { until, .. } | Event::RewardMoved { until, .. },
            _,
        ) => {
            let before = member_of(records, head)?.rewards_due;
            before.into_iter().chain(until.map(Date::next)).min()
        }
        (_, Subject::Member(id)) => {
            let open = open_rewards(records, id);
            open.filter_map(|(_, reward)| reward.until).map(Date::next).min()
        }
        _ => None,
    };
    member_of(records, head)?.rewards_due = due;
    Ok(())
}

/// A member's open rewards, in the order in which they are handed over.
pub(crate) fn open_rewards<R: Records>(records: &R, member: MemberId) -> impl Iterator<Item = (RewardId, &Reward)> {
    let place = |number| Place { member, series: number, cycle: number, position: number };
    let all = records.range(RecordKey::Reward(place(0))..=RecordKey::Reward(place(u32::MAX)));
    all.filter_map(|(key, record)| match (key, record) {
        (RecordKey::Reward(id), Record::Reward(reward)) if reward.state == RewardState::Open => Some((*id, &**reward)),
        _ => None,
    })
}

/// One stamp less that a purchase has given.
fn give_back(purchase: &mut Purchase) {
    if let Some(given) = &mut purchase.stamps {
        given.count = given.count.saturating_sub(1);
    }
    purchase.stamps = purchase.stamps.filter(|given| given.count > 0);
}

fn cycles(member: &mut Member) -> Result<&mut Cycles, Error> {
    let id = member.id;
    member.cycles.as_mut().ok_or_else(|| missing("stamp card", id))
}

fn put_period<R: Records>(records: &mut R, member: MemberId, number: u32, period: Period) {
    records.put(RecordKey::Membership(Nth { member, number }), Some(Record::Membership(Arc::new(period))));
}

fn program<R: Records>(records: &mut R) -> Result<&mut Program, Error> {
    let key = RecordKey::Program(Only);
    if records.get(key).is_none() {
        records.put(key, Some(Record::Program(Arc::default())));
    }
    match records.edit(key) {
        Some(Record::Program(program)) => Ok(Arc::make_mut(program)),
        _ => Err(missing("program", "record")),
    }
}

fn member_of<R: Records>(records: &mut R, head: Head) -> Result<&mut Member, Error> {
    match head.subject {
        Subject::Member(id) => member(records, id),
        other => Err(Error::broken(format!("an event of a member stands in the log of {other}"))),
    }
}

macro_rules! editors {
    ($($name:ident $kind:ident($id:ty) $state:ty;)*) => {$(
        fn $name<R: Records>(records: &mut R, id: $id) -> Result<&mut $state, Error> {
            match records.edit(RecordKey::$kind(id)) {
                Some(Record::$kind(state)) => Ok(Arc::make_mut(state)),
                _ => Err(missing(stringify!($name), id)),
            }
        }
    )*};
}
editors! {
    member Member(MemberId) Member;
    card Card(CardId) Card;
    purchase Purchase(PurchaseId) Purchase;
    reward Reward(RewardId) Reward;
}

fn missing(what: &str, id: impl std::fmt::Display) -> Error {
    Error::broken(format!("the log speaks of {what} {id}, which is not there"))
}
