//! Verifying: every event is replayed, and what comes out is compared with what is stored.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;
use std::ops::RangeInclusive;

use super::pages::{all_entries, all_records};
use crate::error::Error;
use crate::event::{Event, Subject};
use crate::fold::{Head, Records, apply, close_entry};
use crate::id::{MemberId, ProgramId};
use crate::record::{Handle, Owner, Record, RecordKey, RecordKind};
use crate::store::{Ask, LoyaltyStore};

/// Something that is not as it must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// An entry is missing, or there twice.
    Gap {
        /// Whose log.
        subject: Subject,
        /// The number that was expected.
        expected: u64,
        /// The number that was found.
        found: u64,
    },
    /// An event does not follow from what came before.
    Impossible {
        /// Whose log.
        subject: Subject,
        /// The entry's number.
        seq: u64,
        /// What is wrong with it.
        why: String,
    },
    /// A record is not what its events make of it.
    Differs {
        /// Which.
        record: String,
        /// What the events say; nothing when it should not be there.
        events: Option<String>,
        /// What is stored; nothing when it is missing.
        stored: Option<String>,
    },
    /// Of somebody who was erased there is something left.
    Remains {
        /// Whom.
        member: MemberId,
        /// Where: their profile, or a reason in their log.
        what: &'static str,
    },
    /// A name does not lead to what bears it.
    Name {
        /// The sort of name. The name itself may be personal.
        kind: &'static str,
        /// What bears it.
        owner: String,
    },
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let or_nothing = |text: &Option<String>| text.clone().unwrap_or_else(|| "nothing".to_owned());
        match self {
            Finding::Gap { subject, expected, found } => {
                write!(f, "log of {subject}: entry {expected} expected, {found} found")
            }
            Finding::Impossible { subject, seq, why } => write!(f, "log of {subject}, entry {seq}: {why}"),
            Finding::Differs { record, events, stored } => {
                write!(f, "{record}: the events say {}, stored is {}", or_nothing(events), or_nothing(stored))
            }
            Finding::Remains { member, what } => write!(f, "member {member} was erased, and a {what} is there"),
            Finding::Name { kind, owner } => write!(f, "the {kind} of {owner} does not lead to it"),
        }
    }
}

/// State built from nothing but events.
#[derive(Default)]
struct Replay(BTreeMap<RecordKey, Record>);

impl Records for Replay {
    fn get(&self, key: RecordKey) -> Option<&Record> {
        self.0.get(&key)
    }
    fn edit(&mut self, key: RecordKey) -> Option<&mut Record> {
        self.0.get_mut(&key)
    }
    fn range(&self, keys: RangeInclusive<RecordKey>) -> impl Iterator<Item = (&RecordKey, &Record)> {
        self.0.range(keys)
    }
    fn put(&mut self, key: RecordKey, record: Option<Record>) {
        match record {
            Some(record) => self.0.insert(key, record),
            None => self.0.remove(&key),
        };
    }
}

/// Replays a program's events and compares. No finding means that the state equals the fold of its events.
pub async fn verify(store: &dyn LoyaltyStore, program: &ProgramId) -> Result<Vec<Finding>, Error> {
    let mut findings = Vec::new();
    let mut replay = Replay::default();
    let mut logs: HashMap<Subject, u64> = HashMap::new();
    let (mut told, mut erased) = (BTreeSet::new(), BTreeSet::new());
    all_entries(store, program, |entry| {
        let last = logs.entry(entry.subject).or_default();
        let expected = last.saturating_add(1);
        if entry.seq != expected {
            findings.push(Finding::Gap { subject: entry.subject, expected, found: entry.seq });
        }
        *last = entry.seq;
        if let Subject::Member(id) = entry.subject {
            told.extend(entry.why.as_ref().map(|_| id));
            erased.extend(entry.events.contains(&Event::MemberErased {}).then_some(id));
        }
        let head = Head { subject: entry.subject, seq: entry.seq, at: entry.at };
        let done = entry.events.iter().try_for_each(|event| apply(&mut replay, head, event));
        if let Err(error) = done.and_then(|()| close_entry(&mut replay, head)) {
            findings.push(Finding::Impossible { subject: entry.subject, seq: entry.seq, why: error.to_string() });
        }
        Ok(())
    })
    .await?;
    findings.extend(told.intersection(&erased).map(|id| Finding::Remains { member: *id, what: "reason" }));
    let mut names = BTreeMap::new();
    for kind in RecordKind::ALL {
        all_records(store, program, *kind, |key, _, record| {
            name_of(key, &record, &mut names);
            if let RecordKey::Profile(member) = key
                && erased.contains(&member)
            {
                findings.push(Finding::Remains { member, what: "profile" });
            }
            // Personal data is in no event, so there is nothing to compare a profile with.
            if *kind != RecordKind::Profile {
                compare(key, replay.0.remove(&key).as_ref(), Some(&record), &mut findings)?;
            }
            Ok(())
        })
        .await?;
    }
    replay.0.iter().try_for_each(|(key, record)| compare(*key, Some(record), None, &mut findings))?;
    check_names(store, program, names, &mut findings).await?;
    Ok(findings)
}

fn compare(
    key: RecordKey,
    events: Option<&Record>,
    stored: Option<&Record>,
    findings: &mut Vec<Finding>,
) -> Result<(), Error> {
    if events == stored {
        return Ok(());
    }
    let json = |record: Option<&Record>| {
        record.map(Record::json).transpose().map_err(|error| Error::broken(error.to_string()))
    };
    let record = format!("{} {}", key.kind().table(), key.text());
    findings.push(Finding::Differs { record, events: json(events)?, stored: json(stored)? });
    Ok(())
}

/// The names that a record bears.
fn name_of(key: RecordKey, record: &Record, names: &mut BTreeMap<Handle, Owner>) {
    match (key, record) {
        (RecordKey::Card(id), Record::Card(card)) => {
            names.insert(Handle::CardNumber(card.number.clone()), Owner::Card(id));
        }
        (RecordKey::Profile(id), Record::Profile(profile)) => {
            names.extend(profile.handles().into_iter().map(|handle| (handle, Owner::Member(id))));
        }
        (RecordKey::Purchase(id), Record::Purchase(purchase)) => {
            let receipt = purchase.receipt.clone();
            names.extend(receipt.map(|number| (Handle::Receipt(purchase.outlet.clone(), number), Owner::Purchase(id))));
        }
        _ => {}
    }
}

async fn check_names(
    store: &dyn LoyaltyStore,
    program: &ProgramId,
    names: BTreeMap<Handle, Owner>,
    findings: &mut Vec<Finding>,
) -> Result<(), Error> {
    let names: Vec<(Handle, Owner)> = names.into_iter().collect();
    for chunk in names.chunks(500) {
        let mut ask = Ask::new(program.clone(), u32::MAX);
        ask.handles = chunk.iter().map(|(handle, _)| handle.clone()).collect();
        let known: HashMap<Handle, Owner> = store.load(&ask).await?.handles.into_iter().collect();
        let lost = chunk.iter().filter(|(handle, owner)| known.get(handle) != Some(owner));
        findings.extend(lost.map(|(handle, owner)| Finding::Name { kind: handle.kind(), owner: owner.to_string() }));
    }
    Ok(())
}
