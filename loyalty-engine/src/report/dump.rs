//! A program as text: the same history gives the same text on every store.

use std::collections::BTreeMap;

use super::pages::{all_entries, all_records};
use crate::error::Error;
use crate::id::ProgramId;
use crate::record::RecordKind;
use crate::store::LoyaltyStore;

/// Everything a program holds, a line each, in an order that does not depend on the store.
pub async fn dump(store: &dyn LoyaltyStore, program: &ProgramId) -> Result<String, Error> {
    let mut lines = String::new();
    for kind in RecordKind::ALL {
        all_records(store, program, *kind, |key, version, record| {
            let json = record.json().map_err(broken)?;
            lines.push_str(&format!("{} {} v{version} {json}\n", kind.table(), key.text()));
            Ok(())
        })
        .await?;
    }
    let mut entries = BTreeMap::new();
    all_entries(store, program, |entry| {
        let json = serde_json::to_string(&entry).map_err(broken)?;
        entries.insert((entry.subject, entry.seq), json);
        Ok(())
    })
    .await?;
    for ((subject, seq), json) in entries {
        lines.push_str(&format!("entry {subject} {seq} {json}\n"));
    }
    Ok(lines)
}

fn broken(error: serde_json::Error) -> Error {
    Error::broken(error.to_string())
}
