//! The store read back as a model, and held against the model.

use std::collections::{BTreeSet, HashMap};
use std::fmt::Debug;

use super::facts::level_of;
use super::stored::{lots, matches_order};
use super::wire::{Names, day_of, email, known_kind, outlet, phone, receipt};
use crate::error::{Error, ProblemCode};
use crate::event::{Event, Subject};
use crate::id::{CardId, HoldId, MemberId, Place, ProgramId, PurchaseId};
use crate::member::{self, MemberKind, RewardState};
use crate::record::{Handle, Owner, Record, RecordKey, RecordKind};
use crate::report::{all_entries, all_records, verify};
use crate::store::{Ask, LoyaltyStore};
use crate::testing::model::{Card, Member, Model, Reward, Spot, Stamp, State, Term};
use crate::time::Date;

/// Is what is stored what the model says, and does it follow from its events?
pub async fn compare(
    store: &dyn LoyaltyStore,
    program: &ProgramId,
    model: &Model,
    names: &Names,
) -> Result<(), String> {
    let stored = Stored::read(store, program).await.map_err(|error| error.to_string())?;
    stored.compare(model, names)?;
    compare_handles(store, program, model, names).await
}

/// Does what is stored follow from its events, and do the events themselves keep the promises?
pub async fn audit(store: &dyn LoyaltyStore, program: &ProgramId) -> Result<(), String> {
    let findings = verify(store, program).await.map_err(|error| error.to_string())?;
    if let Some(finding) = findings.first() {
        return Err(format!("verify: {finding}, and {} more", findings.len().saturating_sub(1)));
    }
    let mut ledger = Ledger::default();
    all_entries(store, program, |entry| {
        entry.events.iter().try_for_each(|event| ledger.event(entry.subject, event)).map_err(Error::Broken)
    })
    .await
    .map_err(|error| error.to_string())
}

/// Promises that can be checked on the events alone, without any state.
#[derive(Default)]
struct Ledger {
    handed_over: BTreeSet<Place>,
    receipts: BTreeSet<(Option<String>, String)>,
    outlets: HashMap<PurchaseId, Option<String>>,
    /// The stamps of each run of cycles.
    stamps: HashMap<(MemberId, u32), Vec<Place>>,
    /// How many stamps each cycle takes.
    sizes: HashMap<(MemberId, u32, u32), u32>,
}

impl Ledger {
    fn event(&mut self, subject: Subject, event: &Event) -> Result<(), String> {
        let fits = match (subject, event) {
            (_, Event::RewardRedeemed { reward, .. }) => self.handed_over.insert(*reward),
            (_, Event::RewardReturned { reward, .. }) => self.handed_over.remove(reward),
            (_, Event::PurchaseRecorded { purchase, receipt, outlet, .. }) => {
                let outlet = outlet.as_ref().map(ToString::to_string);
                self.outlets.insert(*purchase, outlet.clone());
                receipt.as_ref().is_none_or(|number| self.receipts.insert((outlet, number.to_string())))
            }
            (_, Event::PurchasePaid { purchase, receipt: Some(number) }) => {
                let outlet = self.outlets.get(purchase).cloned().flatten();
                self.receipts.insert((outlet, number.to_string()))
            }
            (Subject::Member(member), Event::CycleOpened { series, cycle, of, .. }) => {
                self.sizes.insert((member, *series, *cycle), *of);
                true
            }
            (_, Event::StampGiven { place, .. }) => self.give(*place),
            (_, Event::StampTakenBack { place, .. }) => {
                self.stamps.entry((place.member, place.series)).or_default().pop() == Some(*place)
            }
            _ => true,
        };
        if fits { Ok(()) } else { Err(format!("the log breaks a promise: {event:?}")) }
    }

    /// A stamp is the next of its card, or the first of the next card once this one is full.
    fn give(&mut self, place: Place) -> bool {
        let stamps = self.stamps.entry((place.member, place.series)).or_default();
        let size = |cycle| self.sizes.get(&(place.member, place.series, cycle)).copied().unwrap_or(0);
        let next = match stamps.last() {
            None => (1, 1),
            Some(last) if last.position >= size(last.cycle) => (last.cycle.saturating_add(1), 1),
            Some(last) => (last.cycle, last.position.saturating_add(1)),
        };
        stamps.push(place);
        next == (place.cycle, place.position)
    }
}

/// Records as they are stored, by kind.
#[derive(Default)]
struct Stored {
    rules: usize,
    cards: HashMap<CardId, crate::card::Card>,
    members: HashMap<MemberId, member::Member>,
    profiles: HashMap<MemberId, member::Profile>,
    purchases: HashMap<PurchaseId, crate::purchase::Purchase>,
    stamps: HashMap<MemberId, Vec<(Place, member::Stamp)>>,
    rewards: HashMap<MemberId, Vec<(Place, member::Reward)>>,
    periods: usize,
    /// How many of each limited reward are gone.
    taken: HashMap<&'static str, u32>,
}

impl Stored {
    async fn read(store: &dyn LoyaltyStore, program: &ProgramId) -> Result<Stored, Error> {
        let mut stored = Stored::default();
        for kind in RecordKind::ALL {
            all_records(store, program, *kind, |key, _, record| {
                stored.add(key, record);
                Ok(())
            })
            .await?;
        }
        stored.stamps.values_mut().for_each(|stamps| stamps.sort_by_key(|(place, _)| *place));
        stored.rewards.values_mut().for_each(|rewards| rewards.sort_by_key(|(place, _)| *place));
        Ok(stored)
    }

    fn add(&mut self, key: RecordKey, record: Record) {
        match (key, record) {
            (_, Record::Program(program)) => {
                self.taken = program.taken.iter().map(|(kind, taken)| (known_kind(kind.as_str()), *taken)).collect();
            }
            (_, Record::Rules(_)) => self.rules = self.rules.saturating_add(1),
            (_, Record::Membership(_)) => self.periods = self.periods.saturating_add(1),
            (RecordKey::Card(id), Record::Card(card)) => drop(self.cards.insert(id, card.as_ref().clone())),
            (RecordKey::Member(id), Record::Member(member)) => drop(self.members.insert(id, member.as_ref().clone())),
            (RecordKey::Profile(id), Record::Profile(profile)) => {
                self.profiles.insert(id, profile.as_ref().clone());
            }
            (RecordKey::Purchase(id), Record::Purchase(purchase)) => {
                self.purchases.insert(id, purchase.as_ref().clone());
            }
            (RecordKey::Stamp(place), Record::Stamp(stamp)) => {
                self.stamps.entry(place.member).or_default().push((place, stamp.as_ref().clone()));
            }
            (RecordKey::Reward(place), Record::Reward(reward)) => {
                self.rewards.entry(place.member).or_default().push((place, reward.as_ref().clone()));
            }
            _ => {}
        }
    }

    fn compare(&self, model: &Model, names: &Names) -> Result<(), String> {
        same("versions of the rules", &self.rules, &model.rules.len())?;
        same("cards", &self.cards.len(), &model.cards.len())?;
        same("members", &self.members.len(), &model.members.len())?;
        same("purchases", &self.purchases.len(), &model.purchases.len())?;
        let terms: u32 = model.members.iter().filter_map(|member| member.term).map(|term| term.number).sum();
        same("memberships", &u32::try_from(self.periods).unwrap_or(0), &terms)?;
        let left = |(kind, taken): (&&'static str, &u32)| (*taken > 0).then_some((*kind, *taken));
        same("rewards out of stock", &self.taken, &model.taken.iter().filter_map(left).collect())?;
        let ids = Ids::new(names);
        for (at, card) in model.cards.iter().enumerate() {
            let found = names.cards.get(at).and_then(|(id, _)| self.cards.get(id));
            let found = found.map(|found| Card {
                number: card.number,
                member: found.member.and_then(|id| ids.member(id)),
                replaced: found.replaced,
            });
            same(&format!("card {at}"), &found.as_ref(), &Some(card))?;
        }
        for (at, member) in model.members.iter().enumerate() {
            let mut sorted = member.clone();
            sorted.rewards.sort_by_key(|reward| reward.spot);
            same(&format!("member {at}"), &self.member(names.member(at), member, &ids), &Some(sorted))?;
            // What stands on the member's own record twice over must agree with the records beside it.
            let on_card = self.members.get(&names.member(at)).and_then(|member| member.cycles.as_ref());
            same(
                &format!("stamps on the card of member {at}"),
                &on_card.map_or(0, |card| card.stamps),
                &member.count(),
            )?;
            let due = self.members.get(&names.member(at)).and_then(|member| member.rewards_due);
            let wanted =
                member.open().iter().filter_map(|reward| reward.until).min().map(|until| until.saturating_add(1));
            same(&format!("rewards due of member {at}"), &due.map(Date::days_since_epoch), &wanted)?;
            let spending = self.members.get(&names.member(at)).and_then(|member| member.spending.as_ref());
            super::stored::matches_spending(at, spending, model)?;
        }
        for (at, purchase) in model.purchases.iter().enumerate() {
            let found = names.purchases.get(at).and_then(|id| self.purchases.get(id));
            let found = found.ok_or_else(|| format!("purchase {at} is not stored"))?;
            matches_order(at, found, purchase, &ids)?;
        }
        Ok(())
    }

    fn member(&self, id: MemberId, model: &Member, ids: &Ids) -> Option<Member> {
        let stored = self.members.get(&id)?;
        let cycles = stored.cycles.as_ref();
        let opened = cycles.map(|cycles| {
            let version = |cycle| usize::try_from(cycles.deal(cycle).map_or(0, |deal| deal.rules)).unwrap_or(0);
            (1..=cycles.cycle).map(|cycle| (cycle, version(cycle))).collect()
        });
        // Whoever was erased or turned out to be somebody else has no profile, and nobody else is without one.
        let profile = self.profiles.get(&id);
        if profile.is_some() == (stored.erased || stored.merged.is_some()) {
            return None;
        }
        let profile = profile.cloned().unwrap_or_default();
        let term = stored.membership.as_ref().map(|membership| Term {
            number: membership.number,
            card: ids.card(membership.card).unwrap_or(usize::MAX),
            starts: membership.starts.days_since_epoch(),
            ends: membership.ends.days_since_epoch(),
            ended: membership.ended,
        });
        Some(Member {
            phone: model.phone.filter(|number| profile.phone.as_ref().is_some_and(|known| is_phone(known, *number))),
            email: model.email.filter(|number| email(*number).ok() == profile.email),
            walk_in: stored.kind == MemberKind::WalkIn,
            blocked: stored.blocked,
            closed: stored.closed,
            erased: stored.erased,
            term,
            series: cycles.map_or(0, |cycles| cycles.series),
            opened: opened.unwrap_or_default(),
            stamps: self.stamps.get(&id).into_iter().flatten().map(|stamp| ids.stamp(stamp)).collect(),
            rewards: self.rewards.get(&id).into_iter().flatten().map(|reward| ids.reward(reward)).collect(),
            day: stored.day.map(|day| (day.on.days_since_epoch(), day.stamps)),
            points: stored.points.as_ref().map(|points| ids.points(points)).unwrap_or_default(),
            level: stored.levels.first().map(|step| (step.from.days_since_epoch(), step.level.as_ref().map(level_of))),
            waits: stored.awaiting.iter().filter_map(|order| ids.bought(order.purchase)).collect(),
            extras: stored.extras,
            merged: stored.merged.and_then(|merged| Some((ids.member(merged.into)?, merged.series.unwrap_or(0)))),
            other_phones: others(&model.other_phones, &profile.other_phones, is_phone),
            other_emails: others(&model.other_emails, &profile.other_emails, |known, number| {
                email(number).is_ok_and(|email| email == *known)
            }),
        })
    }
}

/// The model's numbers for what is stored; one that the model does not have is no number of its.
fn others<T>(model: &[u32], stored: &[T], is: impl Fn(&T, u32) -> bool) -> Vec<u32> {
    let number = |known: &T| model.iter().copied().find(|number| is(known, *number)).unwrap_or(u32::MAX);
    stored.iter().map(number).collect()
}

fn is_phone(known: &crate::id::Phone, number: u32) -> bool {
    known.as_str() == format!("+628123456{number:04}")
}

fn spot(place: Place) -> Spot {
    Spot { series: place.series, cycle: place.cycle, number: place.position }
}

/// From the engine's ids back to positions in the model's lists.
pub struct Ids {
    members: HashMap<MemberId, usize>,
    cards: HashMap<CardId, usize>,
    purchases: HashMap<PurchaseId, usize>,
    holds: HashMap<HoldId, usize>,
}

impl Ids {
    fn new(names: &Names) -> Ids {
        Ids {
            members: names.members.iter().enumerate().map(|(at, id)| (*id, at)).collect(),
            cards: names.cards.iter().enumerate().map(|(at, (id, _))| (*id, at)).collect(),
            purchases: names.purchases.iter().enumerate().map(|(at, id)| (*id, at)).collect(),
            holds: names.holds.iter().enumerate().map(|(at, id)| (*id, at)).collect(),
        }
    }

    pub fn bought(&self, id: PurchaseId) -> Option<usize> {
        self.purchases.get(&id).copied()
    }

    pub fn hold(&self, id: HoldId) -> Option<usize> {
        self.holds.get(&id).copied()
    }

    pub fn member(&self, id: MemberId) -> Option<usize> {
        self.members.get(&id).copied()
    }

    fn card(&self, id: CardId) -> Option<usize> {
        self.cards.get(&id).copied()
    }

    fn stamp(&self, (place, stamp): &(Place, member::Stamp)) -> Stamp {
        let purchase = stamp.purchase.and_then(|id| self.purchases.get(&id).copied());
        Stamp { spot: spot(*place), purchase }
    }

    fn reward(&self, (place, reward): &(Place, member::Reward)) -> Reward {
        Reward {
            spot: spot(*place),
            kind: known_kind(reward.kind.as_str()),
            until: reward.until.map(Date::days_since_epoch),
            state: match reward.state {
                RewardState::Open => State::Open,
                RewardState::Redeemed => State::Redeemed,
                RewardState::Lapsed => State::Lapsed,
                RewardState::TakenBack => State::TakenBack,
                RewardState::Moved => State::Moved,
            },
            redeemed: reward.redeemed.map(day_of),
            used_on: reward.purchase.and_then(|id| self.purchases.get(&id).copied()),
            cost: lots(&reward.cost),
            first: reward.first.and_then(|place| Some((self.member(place.member)?, spot(place)))),
        }
    }
}

pub fn same<T: PartialEq + Debug>(what: &str, stored: &T, model: &T) -> Result<(), String> {
    if stored == model { Ok(()) } else { Err(format!("{what}: stored is {stored:?}, the model has {model:?}")) }
}

/// Does every name lead where the model says, and no name anywhere else?
async fn compare_handles(
    store: &dyn LoyaltyStore,
    program: &ProgramId,
    model: &Model,
    names: &Names,
) -> Result<(), String> {
    let wanted = handles(model, names).map_err(|code| format!("a name of the model is {code}"))?;
    let mut ask = Ask::new(program.clone(), u32::MAX);
    ask.handles = wanted.iter().map(|(handle, _)| handle.clone()).collect();
    let snapshot = store.load(&ask).await.map_err(|error| error.to_string())?;
    let found: HashMap<Handle, Owner> = snapshot.handles.into_iter().collect();
    wanted.iter().try_for_each(|(handle, owner)| same(&format!("{handle:?}"), &found.get(handle), &owner.as_ref()))
}

type Named = Vec<(Handle, Option<Owner>)>;

fn handles(model: &Model, names: &Names) -> Result<Named, ProblemCode> {
    let owner =
        |fits: &dyn Fn(&Member) -> bool| model.members.iter().position(fits).map(|at| Owner::Member(names.member(at)));
    let mut all = Named::new();
    let most = |of: &dyn Fn(&Member) -> Option<u32>| model.members.iter().filter_map(of).max().map_or(0, |most| most);
    for number in 0..=most(&|member| member.phone) {
        let phone = crate::id::Phone::new(&phone(number)?.as_str().replacen('0', "+62", 1))?;
        all.push((Handle::Phone(phone), owner(&|member| member.answers_to(number))));
    }
    for number in 0..=most(&|member| member.email) {
        all.push((Handle::Email(email(number)?), owner(&|member| member.reads(number))));
    }
    for (card, (id, _)) in model.cards.iter().zip(&names.cards) {
        all.push((Handle::CardNumber(names.card_number(card.number)?), Some(Owner::Card(*id))));
    }
    for (purchase, id) in model.purchases.iter().zip(&names.purchases) {
        if let Some(number) = purchase.receipt {
            let at = purchase.outlet.map(outlet).transpose()?;
            all.push((Handle::Receipt(at, receipt(number)?), Some(Owner::Purchase(*id))));
        }
    }
    Ok(all)
}
