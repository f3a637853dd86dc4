//! The tables that hold records, by their nouns.

use loyalty_engine::record::RecordKind;

/// The table's noun, in the singular: views in the plural are for people.
pub(crate) fn noun(kind: RecordKind) -> &'static str {
    match kind {
        RecordKind::Program => "program",
        RecordKind::Rules => "rules",
        RecordKind::Member => "member",
        RecordKind::Profile => "profile",
        RecordKind::Card => "card",
        RecordKind::Membership => "membership",
        RecordKind::Purchase => "purchase",
        RecordKind::Stamp => "stamp",
        RecordKind::Reward => "reward",
    }
}

/// The kind of record that a noun's table holds.
pub(crate) fn kind(noun_: &str) -> Option<RecordKind> {
    RecordKind::ALL.iter().copied().find(|kind| noun(*kind) == noun_)
}

/// The type of the table's ids.
pub(crate) fn id_type(kind: RecordKind) -> &'static str {
    match kind {
        RecordKind::Member | RecordKind::Profile | RecordKind::Purchase => "uuid",
        RecordKind::Program | RecordKind::Rules | RecordKind::Card | RecordKind::Membership => "text",
        RecordKind::Stamp | RecordKind::Reward => "text",
    }
}

/// Are the table's columns computed from the state? The others are handed over ready-made, because they are written all
/// the time or hold what PostgreSQL can't compute.
pub(crate) fn computed(kind: RecordKind) -> bool {
    match kind {
        RecordKind::Program | RecordKind::Rules | RecordKind::Card => true,
        RecordKind::Membership | RecordKind::Reward => true,
        RecordKind::Member | RecordKind::Profile | RecordKind::Purchase | RecordKind::Stamp => false,
    }
}
