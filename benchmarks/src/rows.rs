//! A bare prepared transaction on SQLite: the same rows, the same tables, the same durability, and no decision.

use std::path::Path;
use std::time::{Duration, Instant};

use loyalty_engine::record::RecordKind;
use loyalty_engine::store::{Changes, Expect};
use rusqlite::{Connection, TransactionBehavior, params};

/// One row to write: a statement and its values, made beforehand.
struct Row {
    sql: String,
    values: Vec<rusqlite::types::Value>,
}

/// A connection of its own, set as the store sets its own.
pub struct Rows {
    connection: Connection,
}

impl Rows {
    /// Opens a file that the store has made.
    pub fn open(path: &Path) -> Rows {
        let connection = Connection::open(path).unwrap();
        connection.set_prepared_statement_cache_capacity(100);
        for (name, value) in [("synchronous", "FULL"), ("cache_size", "-65536"), ("wal_autocheckpoint", "4000")] {
            connection.pragma_update(None, name, value).unwrap();
        }
        Rows { connection }
    }

    /// Writes each change set in a transaction of its own; making up the statements is not timed.
    pub fn write(&mut self, changes: &[Changes]) -> Duration {
        let transactions: Vec<Vec<Row>> = changes.iter().map(rows).collect();
        let begun = Instant::now();
        for rows in &transactions {
            let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate).unwrap();
            for row in rows {
                let mut statement = transaction.prepare_cached(&row.sql).unwrap();
                assert_eq!(statement.execute(rusqlite::params_from_iter(&row.values)).unwrap(), 1);
            }
            transaction.commit().unwrap();
        }
        begun.elapsed()
    }

    /// How many rows there are, to see that both sides wrote alike.
    pub fn count(&self, table: &str) -> u64 {
        self.connection.query_row(&format!("SELECT count(*) FROM {table}"), params![], |row| row.get(0)).unwrap()
    }
}

fn rows(changes: &Changes) -> Vec<Row> {
    let program = || changes.program.to_string().into();
    let mut rows = Vec::new();
    for write in &changes.records {
        let (table, id) = (format!("loyalty_{}", write.key.kind().table()), write.key.text());
        let state = write.record.as_ref().unwrap().json().unwrap();
        let values = vec![program(), id.into(), state.into()];
        rows.push(match (write.expect, write.key.kind()) {
            (Expect::Version(_), _) => Row {
                sql: format!("UPDATE {table} SET version = version + 1, state = ?3 WHERE program = ?1 AND id = ?2"),
                values,
            },
            (_, RecordKind::Reward) => Row {
                sql: format!("INSERT OR REPLACE INTO {table} (program, id, version, state) VALUES (?1, ?2, 1, ?3)"),
                values,
            },
            _ => {
                Row { sql: format!("INSERT INTO {table} (program, id, version, state) VALUES (?1, ?2, 1, ?3)"), values }
            }
        });
    }
    for claim in &changes.handles {
        let owner = claim.owner.unwrap().to_string();
        rows.push(Row {
            sql: "INSERT INTO loyalty_handles (program, kind, name, owner) VALUES (?1, ?2, ?3, ?4)".to_owned(),
            values: vec![program(), claim.handle.kind().to_owned().into(), claim.handle.text().into(), owner.into()],
        });
    }
    for entry in &changes.entries {
        let json = serde_json::to_string(entry).unwrap();
        rows.push(Row {
            sql: "INSERT INTO loyalty_entries (program, position, subject, seq, entry)
                  SELECT ?1, (SELECT coalesce(max(position), 0) + 1 FROM loyalty_entries WHERE program = ?1),
                         ?2, ?3, ?4"
                .to_owned(),
            values: vec![program(), entry.subject.to_string().into(), (entry.seq as i64).into(), json.into()],
        });
    }
    rows
}
