//! The border to storage. A store decides nothing: it loads what was asked, applies changes whole or not at all, and
//! lists.

mod gather;
mod host;
mod memory;

use std::collections::BTreeSet;
use std::sync::Arc;

use async_trait::async_trait;

pub use gather::{Found, Lookup, gather, running_out};
pub use host::{HostConnection, SqlError, SqlValue};
pub use memory::MemoryStore;

use crate::error::{Doing, Error};
use crate::event::{Entry, Subject};
use crate::id::{Key, LevelName, MemberId, ProgramId, RewardKind};
use crate::member::{MemberKind, MemberStatus, MembershipStatus, RewardState, Search};
use crate::record::{Handle, Owner, Record, RecordKey, RecordKind, Reply};
use crate::rules::Document;
use crate::time::Date;

/// Where programs live.
#[async_trait]
pub trait LoyaltyStore: Send + Sync {
    /// Everything the decision asked to see, as one consistent view. What does not exist is absent.
    ///
    /// Beside what is named, the view holds what belongs to it: the record a handle names; the member of a card or a
    /// purchase; whom a member turned out to be; the entry of a purchase that was found by its receipt and of a reply;
    /// and for every member found, when asked, the profile, the card, the open rewards, and the purchases whose time
    /// has come.
    async fn load(&self, ask: &Ask) -> Result<Snapshot, StoreError>;

    /// Applies every change if every expectation still holds; otherwise changes nothing.
    ///
    /// What was applied survives a crash before this returns.
    async fn commit(&self, changes: &Changes) -> Result<(), StoreError>;

    /// One page of a list, in a stable order.
    async fn page(&self, request: &PageRequest) -> Result<Page, StoreError>;
}

/// A version of a record: how often it was written.
pub type Version = u64;

/// What a decision asks to see.
#[derive(Clone, Debug, PartialEq)]
pub struct Ask {
    /// The tenant.
    pub program: ProgramId,
    /// The newest version of the rules that is known already; newer ones come along.
    pub rules_known: u32,
    /// Records by name.
    pub records: BTreeSet<RecordKey>,
    /// Names in the world outside.
    pub handles: BTreeSet<Handle>,
    /// Idempotency keys.
    pub keys: BTreeSet<Key>,
    /// Bring the profile of every member found.
    pub profiles: bool,
    /// Bring the card of every member found.
    pub cards: bool,
    /// Bring the open rewards of every member found.
    pub rewards: bool,
    /// Bring what time may have something to do with by this day: of a member found the open rewards that have run out
    /// by then and the next that will, or all where the membership is over; and the purchases whose time comes by then.
    pub by: Option<Date>,
}

impl Ask {
    /// Asks for nothing but newer rules.
    pub fn new(program: ProgramId, rules_known: u32) -> Ask {
        Ask {
            program,
            rules_known,
            records: BTreeSet::new(),
            handles: BTreeSet::new(),
            keys: BTreeSet::new(),
            profiles: false,
            cards: false,
            rewards: false,
            by: None,
        }
    }
}

/// One consistent view of what was asked.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    /// Versions of the rules newer than the known one, oldest first.
    pub rules: Vec<(u32, Arc<Document>)>,
    /// Records that exist, each once.
    pub records: Vec<(RecordKey, Version, Record)>,
    /// Handles that have an owner.
    pub handles: Vec<(Handle, Owner)>,
    /// Entries that belong to what was found.
    pub entries: Vec<Arc<Entry>>,
    /// Keys that were used.
    pub replies: Vec<(Key, Reply)>,
}

/// One change set, applied whole or not at all.
#[derive(Clone, Debug)]
pub struct Changes {
    /// The tenant.
    pub program: ProgramId,
    /// Records to write, each expected at the version that was seen.
    pub records: Vec<Write>,
    /// Handles to claim or release.
    pub handles: Vec<Claim>,
    /// Entries to append, each expected to be the next of its log.
    pub entries: Vec<Arc<Entry>>,
    /// Keys to remember, each expected to be new.
    pub replies: Vec<(Key, Reply)>,
    /// Members of whom nothing told in words may stay, before all else here is written: the reasons in their logs, and
    /// what was asked and answered under keys that were about them. A profile and names are removed as records and
    /// handles. What is forgotten is nowhere to be found when this returns, also not in files that the store can reach.
    pub forget: Vec<MemberId>,
}

impl Changes {
    /// Nothing to write yet.
    pub fn new(program: ProgramId) -> Changes {
        let (records, handles, entries) = (Vec::new(), Vec::new(), Vec::new());
        Changes { program, records, handles, entries, replies: Vec::new(), forget: Vec::new() }
    }

    /// Is there nothing to write?
    pub fn is_empty(&self) -> bool {
        let Changes { program: _, records, handles, entries, replies, forget } = self;
        let written = records.is_empty() && handles.is_empty() && entries.is_empty() && replies.is_empty();
        written && forget.is_empty()
    }
}

/// One record to write.
#[derive(Clone, Debug, PartialEq)]
pub struct Write {
    /// Which.
    pub key: RecordKey,
    /// What has to be so.
    pub expect: Expect,
    /// Its new content; nothing to remove it.
    pub record: Option<Record>,
}

/// What has to be so for a record to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expect {
    /// It does not exist yet.
    Absent,
    /// It stands at the version that was seen.
    Version(Version),
    /// Anything: it belongs to a member whose own version is expected in the same change set.
    Any,
}

/// One handle to claim or release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Which.
    pub handle: Handle,
    /// Whose it was; nothing when it must be free.
    pub seen: Option<Owner>,
    /// Whose it becomes; nothing to set it free.
    pub owner: Option<Owner>,
}

/// Which list, and from where on.
#[derive(Clone, Debug, PartialEq)]
pub enum PageRequest {
    /// Members in the order of their ids.
    Members(MemberPage),
    /// The entries of one log, or of all logs in the order in which they were written.
    Entries {
        /// The tenant.
        program: ProgramId,
        /// Whose log; all of them when left out.
        subject: Option<Subject>,
        /// After this number: the entry's own in one log, the position in all of them.
        after: u64,
        /// How many at most.
        limit: u32,
    },
    /// Members on whom time has something to do on or before a day, by day and id.
    Due {
        /// The tenant.
        program: ProgramId,
        /// The day.
        on: Date,
        /// After this one.
        after: Option<(Date, MemberId)>,
        /// How many at most.
        limit: u32,
    },
    /// Records of one kind in the order of their keys' text.
    Records {
        /// The tenant.
        program: ProgramId,
        /// Which kind.
        kind: RecordKind,
        /// After this key's text.
        after: Option<String>,
        /// How many at most.
        limit: u32,
    },
    /// Figures over all members and rewards.
    Tally {
        /// The tenant.
        program: ProgramId,
        /// The day they are about.
        today: Date,
        /// Do open rewards lapse when the membership is over?
        lapse: bool,
    },
}

/// A page of members.
#[derive(Clone, Debug, PartialEq)]
pub struct MemberPage {
    /// The tenant.
    pub program: ProgramId,
    /// The day on which memberships are judged.
    pub today: Date,
    /// A part of the name, phone or e-mail address.
    pub search: Option<Search>,
    /// Only members who stand so.
    pub status: Option<MemberStatus>,
    /// Only members whose newest membership stands so.
    pub membership: Option<MembershipStatus>,
    /// Only this sort of customer.
    pub kind: Option<MemberKind>,
    /// Only members on this level today.
    pub level: Option<LevelName>,
    /// After this member.
    pub after: Option<MemberId>,
    /// How many at most.
    pub limit: u32,
}

/// One page; fewer lines than asked for say that it is the last.
#[derive(Clone, Debug, PartialEq)]
pub enum Page {
    /// Members with their profiles.
    Members(Vec<(Record, Option<Record>)>),
    /// Entries with their position among all logs.
    Entries(Vec<(u64, Arc<Entry>)>),
    /// Members who are due.
    Due(Vec<(Date, MemberId)>),
    /// Records.
    Records(Vec<(RecordKey, Version, Record)>),
    /// Figures.
    Tally(Tally),
}

/// Figures over all members and rewards.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Members by how they stand and how their newest membership stands.
    pub members: Vec<(MemberStatus, Option<MembershipStatus>, u64)>,
    /// Rewards by kind and state, as time has left them.
    pub rewards: Vec<(RewardKind, RewardState, u64)>,
}

/// Why a store did not do what was asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// Something is no longer as it was seen: look again. Nothing was written.
    #[error("somebody else was faster")]
    Conflict,
    /// The store did not answer.
    #[error("{why}")]
    Unavailable {
        /// Whether the change may have happened.
        doing: Doing,
        /// What it said.
        why: String,
    },
    /// What is stored can't be read or is not what it must be.
    #[error("{0}")]
    Broken(String),
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Error {
        match error {
            StoreError::Conflict => Error::Conflict,
            StoreError::Unavailable { doing, why } => Error::Unavailable { doing, why },
            StoreError::Broken(what) => Error::Broken(what),
        }
    }
}
