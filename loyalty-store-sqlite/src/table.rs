//! One table a noun, all of the same shape, so that five statements serve each.

use loyalty_engine::record::RecordKind;

/// The statements of one table.
pub(crate) struct Table {
    pub(crate) get: &'static str,
    pub(crate) insert: &'static str,
    pub(crate) update: &'static str,
    pub(crate) put: &'static str,
    pub(crate) remove: &'static str,
    pub(crate) remove_any: &'static str,
    pub(crate) list: &'static str,
}

macro_rules! table {
    ($name:literal) => {
        &Table {
            get: concat!("SELECT version, state FROM ", $name, " WHERE program = ?1 AND id = ?2"),
            insert: concat!(
                "INSERT INTO ",
                $name,
                " (program, id, version, state) VALUES (?1, ?2, 1, ?3)
                 ON CONFLICT (program, id) DO NOTHING RETURNING 1"
            ),
            update: concat!(
                "UPDATE ",
                $name,
                " SET version = version + 1, state = ?3 WHERE program = ?1 AND id = ?2 AND version = ?4
                 RETURNING 1"
            ),
            put: concat!(
                "INSERT INTO ",
                $name,
                " (program, id, version, state) VALUES (?1, ?2, 1, ?3)
                 ON CONFLICT (program, id) DO UPDATE SET version = version + 1, state = excluded.state
                 RETURNING 1"
            ),
            remove: concat!("DELETE FROM ", $name, " WHERE program = ?1 AND id = ?2 AND version = ?3 RETURNING 1"),
            remove_any: concat!("DELETE FROM ", $name, " WHERE program = ?1 AND id = ?2"),
            list: concat!(
                "SELECT id, version, state FROM ",
                $name,
                " WHERE program = ?1 AND id > ?2 ORDER BY id LIMIT ?3"
            ),
        }
    };
}

/// The statements of the table that holds records of this kind.
pub(crate) fn table(kind: RecordKind) -> &'static Table {
    match kind {
        RecordKind::Program => table!("loyalty_programs"),
        RecordKind::Rules => table!("loyalty_rules"),
        RecordKind::Member => table!("loyalty_members"),
        RecordKind::Profile => table!("loyalty_profiles"),
        RecordKind::Card => table!("loyalty_cards"),
        RecordKind::Membership => table!("loyalty_memberships"),
        RecordKind::Purchase => table!("loyalty_purchases"),
        RecordKind::Stamp => table!("loyalty_stamps"),
        RecordKind::Reward => table!("loyalty_rewards"),
    }
}
