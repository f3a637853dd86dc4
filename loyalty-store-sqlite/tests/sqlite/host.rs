//! The store on a connection of the host's: every promise of a store, and the host's own transaction around it.

use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

use async_trait::async_trait;
use loyalty_engine::store::{
    Ask, Changes, HostConnection, Page, PageRequest, Snapshot, SqlError, SqlValue, StoreError,
};
use loyalty_engine::testing::{TestSource, block_on, scenario};
use loyalty_engine::{Call, Engine, LoyaltyStore, Moment};
use loyalty_store_sqlite::HostSqlite;
use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, ToSql, params_from_iter};

fn owned() -> (Arc<dyn LoyaltyStore>, ()) {
    (empty(), ())
}

loyalty_engine::store_conformance!(owned);

/// A host and its connection.
struct Host(Mutex<Connection>);

impl Host {
    fn new() -> Host {
        let host = Host(Mutex::new(Connection::open_in_memory().unwrap()));
        assert_eq!(HostSqlite::new(&host).migrate().unwrap(), 0);
        assert_eq!(HostSqlite::new(&host).migrate().unwrap(), loyalty_store_sqlite::SCHEMA_VERSION);
        host
    }

    fn run(&self, sql: &str) {
        self.0.lock().unwrap().execute_batch(sql).unwrap();
    }

    fn count(&self, table: &str) -> u32 {
        self.0.lock().unwrap().query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap()
    }
}

struct Bound<'v>(&'v SqlValue);

impl ToSql for Bound<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self.0 {
            SqlValue::Null => ToSqlOutput::Borrowed(ValueRef::Null),
            SqlValue::Whole(number) => ToSqlOutput::Borrowed(ValueRef::Integer(*number)),
            SqlValue::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
        })
    }
}

#[async_trait]
impl HostConnection for Host {
    async fn query(&self, sql: &str, values: &[SqlValue]) -> Result<Vec<Vec<SqlValue>>, SqlError> {
        let ask = || -> rusqlite::Result<Vec<Vec<SqlValue>>> {
            let connection = self.0.lock().unwrap();
            let mut statement = connection.prepare(sql)?;
            let columns = statement.column_count();
            let value = |row: &rusqlite::Row<'_>, at| match row.get(at)? {
                Value::Integer(number) => Ok(SqlValue::Whole(number)),
                Value::Text(text) => Ok(SqlValue::Text(text)),
                _ => Ok(SqlValue::Null),
            };
            let rows = statement.query_map(params_from_iter(values.iter().map(Bound)), |row| {
                (0..columns).map(|at| value(row, at)).collect()
            })?;
            rows.collect()
        };
        // Like a driver that tells no code: the words have to do.
        ask().map_err(|error| SqlError { code: None, message: error.to_string() })
    }
}

/// A store that lives on the host's connection, for those who want one that owns everything.
struct Owned {
    host: Host,
    /// A connection is one caller's at a time.
    turn: Mutex<()>,
}

#[async_trait]
impl LoyaltyStore for Owned {
    async fn load(&self, ask: &Ask) -> Result<Snapshot, StoreError> {
        let _turn = self.turn.lock().unwrap();
        at_once(HostSqlite::new(&self.host).load(ask))
    }
    async fn commit(&self, changes: &Changes) -> Result<(), StoreError> {
        let _turn = self.turn.lock().unwrap();
        at_once(HostSqlite::new(&self.host).commit(changes))
    }
    async fn page(&self, request: &PageRequest) -> Result<Page, StoreError> {
        let _turn = self.turn.lock().unwrap();
        at_once(HostSqlite::new(&self.host).page(request))
    }
}

/// SQLite answers at once.
fn at_once<T>(answer: impl Future<Output = T>) -> T {
    match pin!(answer).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(answer) => answer,
        Poll::Pending => panic!("a connection to SQLite that does not answer at once"),
    }
}

fn empty() -> Arc<dyn LoyaltyStore> {
    Arc::new(Owned { host: Host::new(), turn: Mutex::default() })
}

#[test]
fn every_scenario_holds_on_a_connection_of_the_hosts() {
    let scenarios = scenario::all();
    assert!(scenarios.len() > 100);
    for (name, json) in scenarios {
        block_on(scenario::run(empty(), &json)).unwrap_or_else(|why| panic!("{name}: {why}"));
    }
}

fn publish() -> loyalty_engine::Request {
    let call = r#"{"program": "kopi-hub", "actor": {"role": "owner", "id": "budi"}, "command": {"publish_rules":
        {"rules": {"document": {"program":
            {"name": "Kopi Hub", "currency": "IDR", "time_zone": "Asia/Jakarta", "phone_region": "ID"}}}}}}"#;
    let Call::Command(request) = Call::parse(call.as_bytes()).unwrap() else { panic!("a command") };
    *request
}

#[test]
fn an_order_and_its_stamp_are_committed_together_or_neither_is() {
    let host = Host::new();
    host.run("CREATE TABLE orders (receipt TEXT)");
    let unused: Arc<dyn LoyaltyStore> = Arc::new(loyalty_engine::MemoryStore::new());
    let engine = Engine::with_source(unused, Arc::new(TestSource::new(Moment::earliest(), 1)));
    for (end, orders, entries) in [("ROLLBACK", 0, 0), ("COMMIT", 1, 1)] {
        host.run("BEGIN IMMEDIATE; INSERT INTO orders VALUES ('INV-1')");
        let answers = block_on(engine.execute_in(&HostSqlite::new(&host), &[publish()]));
        assert!(answers[0].is_ok(), "{answers:?}");
        host.run(end);
        assert_eq!((host.count("orders"), host.count("loyalty_entries")), (orders, entries), "{end}");
    }
}

#[test]
fn tables_that_are_missing_are_named() {
    let host = Host(Mutex::new(Connection::open_in_memory().unwrap()));
    let engine = Engine::new(Arc::new(loyalty_engine::MemoryStore::new()));
    let answers = block_on(engine.execute_in(&HostSqlite::new(&host), &[publish()]));
    let said = answers[0].as_ref().unwrap_err();
    assert_eq!(said.kind(), "broken");
    assert!(said.to_string().contains("migrate first"), "{said}");
}
