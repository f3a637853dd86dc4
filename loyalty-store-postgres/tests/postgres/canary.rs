//! What was told of somebody who was erased stands in no table any more, and nothing of anybody was ever logged.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt::{Debug, Write};
use std::sync::Arc;

use loyalty_engine::testing::canary::Canary;
use loyalty_store_postgres::PostgresStore;
use sqlx::{AssertSqlSafe, Row};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use crate::support::{Schema, connection};

thread_local! {
    /// What is logged on this thread, once somebody listens.
    static LOGGED: RefCell<Option<String>> = const { RefCell::new(None) };
}

fn note(line: impl Debug) {
    LOGGED.with_borrow_mut(|logged| logged.iter_mut().for_each(|logged| writeln!(logged, "{line:?}").unwrap()));
}

/// Keeps whatever anybody logs, at every level.
struct Everything;

impl Subscriber for Everything {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }
    fn new_span(&self, span: &Attributes<'_>) -> Id {
        note(span);
        Id::from_u64(1)
    }
    fn record(&self, _: &Id, values: &Record<'_>) {
        note(values);
    }
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn event(&self, event: &Event<'_>) {
        event.record(&mut Fields);
    }
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

struct Fields;

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        note((field.name(), value));
    }
}

impl log::Log for Everything {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        LOGGED.with_borrow(Option::is_some)
    }
    fn log(&self, record: &log::Record<'_>) {
        // What reads phone numbers says each step at trace level, with the number; hosts are told to leave that out.
        if !record.target().starts_with("rlibphonenumber") {
            note(record.args());
        }
    }
    fn flush(&self) {}
}

/// Every row of every table, as text.
async fn rows(schema: &Schema) -> String {
    let mut onlooker = connection().await;
    sqlx::raw_sql("SET loyalty_engine.program = 'kopi-hub'").execute(&mut onlooker).await.unwrap();
    let tables = "SELECT relname::text FROM pg_class WHERE relnamespace = $1::regnamespace AND relkind = 'r'";
    let mut all = String::new();
    for table in sqlx::query(tables).bind(&schema.name).fetch_all(&mut onlooker).await.unwrap() {
        let sql = format!("SELECT t::text FROM {}.{} t", schema.name, table.get::<String, _>(0));
        for row in sqlx::query(AssertSqlSafe(sql)).fetch_all(&mut onlooker).await.unwrap() {
            writeln!(all, "{}", row.get::<String, _>(0)).unwrap();
        }
    }
    all
}

#[test]
fn nothing_that_was_told_of_an_erased_member_stays_in_any_table_or_is_ever_logged() {
    static LOGGER: Everything = Everything;
    drop(log::set_logger(&LOGGER));
    log::set_max_level(log::LevelFilter::Trace);
    let schema = Schema::new();
    // Everything happens on this thread, where somebody listens.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let logged = tracing::subscriber::with_default(Everything, || {
        LOGGED.set(Some(String::new()));
        runtime.block_on(async {
            let store = Arc::new(PostgresStore::connect(schema.options()).await.unwrap());
            let mut canary = Canary::sing(store).await.unwrap();
            let before = canary.seen_in(rows(&schema).await.as_bytes());
            // The word, the number, each digest, and each of the word's grams as it stands in an index.
            assert_eq!(before.len(), 2 + canary.digests() + 6, "{before:?}");
            canary.erase().await.unwrap();
            let after = rows(&schema).await;
            assert_eq!(canary.seen_in(after.as_bytes()), BTreeSet::new(), "{after}");
            assert_eq!(canary.seen_in(canary.told().await.unwrap().as_bytes()), BTreeSet::new());
            assert_eq!(canary.seen_in(canary.heard().as_bytes()), BTreeSet::new(), "{}", canary.heard());
            let logged = LOGGED.take().unwrap();
            assert_eq!(canary.seen_in(logged.as_bytes()), BTreeSet::new(), "{logged}");
            logged
        })
    });
    assert!(!logged.is_empty(), "somebody listened");
}
