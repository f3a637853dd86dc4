//! The host's own transaction: what the engine does there stands or falls with everything else in it.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use async_trait::async_trait;
use loyalty_engine::error::Doing;
use loyalty_engine::store::{Ask, Changes, Page, PageRequest, Snapshot, StoreError};
use loyalty_engine::{Engine, Error, LoyaltyStore, Outcome, Request};
use loyalty_store_postgres::PostgresStore;
use sqlx::{AssertSqlSafe, PgConnection, Row};

use crate::shop::{KOPI_HUB, books, buy, drink, open, register, stamps};
use crate::support::{RUNTIME, Schema, connection};

/// A shop whose till keeps its orders in a table of its own, in the same database.
struct Till {
    schema: Schema,
    store: Arc<PostgresStore>,
    engine: Engine,
}

impl Till {
    fn new() -> Till {
        let schema = Schema::new();
        schema.run("CREATE TABLE {}.orders (receipt text PRIMARY KEY)").unwrap();
        let store = schema.store();
        let engine = Engine::new(store.clone());
        RUNTIME.block_on(open(&engine, KOPI_HUB));
        Till { schema, store, engine }
    }

    async fn sql(&self, connection: &mut PgConnection, sql: &str) {
        let sql = sql.replace("{}", &self.schema.name);
        sqlx::raw_sql(AssertSqlSafe(sql)).execute(connection).await.unwrap();
    }

    async fn orders(&self) -> i64 {
        let sql = format!("SELECT count(*) FROM {}.orders", self.schema.name);
        sqlx::query(AssertSqlSafe(sql)).fetch_one(&mut connection().await).await.unwrap().get(0)
    }

    /// One operation in the host's transaction.
    async fn execute_in(&self, connection: &mut PgConnection, request: &Request) -> Result<Outcome, Error> {
        let inside = self.store.in_transaction(connection);
        self.engine.execute_in(&inside, std::slice::from_ref(request)).await.remove(0)
    }

    async fn books(&self) -> String {
        books(&*self.store, KOPI_HUB).await
    }
}

#[test]
fn what_the_engine_does_is_committed_with_the_hosts_rows() {
    let till = Till::new();
    RUNTIME.block_on(async {
        let mut host = connection().await;
        till.sql(&mut host, "BEGIN; INSERT INTO {}.orders VALUES ('R-1')").await;
        let bought = till.execute_in(&mut host, &buy(0, "R-1")).await.unwrap();
        assert_eq!(stamps(&bought), 1);
        let before = till.books().await;
        assert!(!before.contains("R-1"), "nobody else sees it yet");
        till.sql(&mut host, "COMMIT").await;
        assert_eq!(till.orders().await, 1);
        assert!(till.books().await.contains("R-1"));
        assert!(till.engine.execute(&buy(0, "R-1")).await.unwrap().replay);
    });
}

#[test]
fn what_the_engine_did_is_rolled_back_with_the_hosts_rows_and_its_key_is_free_again() {
    let till = Till::new();
    RUNTIME.block_on(async {
        let before = till.books().await;
        let mut host = connection().await;
        till.sql(&mut host, "BEGIN; INSERT INTO {}.orders VALUES ('R-1')").await;
        till.execute_in(&mut host, &buy(0, "R-1").key("order-1".parse().unwrap())).await.unwrap();
        till.sql(&mut host, "ROLLBACK").await;
        assert_eq!((till.orders().await, till.books().await), (0, before));
        // Under the same key something else may be asked now.
        let other = till.engine.execute(&drink(0).key("order-1".parse().unwrap())).await.unwrap();
        assert!(!other.replay);
        assert!(!till.engine.execute(&buy(0, "R-1")).await.unwrap().replay);
    });
}

#[test]
fn rules_published_in_a_transaction_that_is_rolled_back_are_forgotten() {
    let till = Till::new();
    RUNTIME.block_on(async {
        let dear = include_str!("../../../examples/rules/kopi-hub.toml").replace("\"50000\"", "\"90000\"");
        let publish = serde_json::json!({ "publish_rules": { "rules": { "text": dear } } });
        let mut host = connection().await;
        till.sql(&mut host, "BEGIN").await;
        till.execute_in(&mut host, &crate::shop::request(&publish)).await.unwrap();
        assert_eq!(stamps(&till.execute_in(&mut host, &buy(0, "R-1")).await.unwrap()), 0, "75000 is too little now");
        till.sql(&mut host, "ROLLBACK").await;
        assert_eq!(stamps(&till.engine.execute(&buy(0, "R-1")).await.unwrap()), 1);
        till.books().await;
    });
}

#[test]
fn several_operations_in_one_transaction_see_each_other() {
    let till = Till::new();
    RUNTIME.block_on(async {
        let mut host = connection().await;
        till.sql(&mut host, "BEGIN").await;
        till.execute_in(&mut host, &register("Sari", "0811111111")).await.unwrap();
        let sari = serde_json::json!({ "phone": "0811111111" });
        let coffee = serde_json::json!({ "record_purchase": { "member": sari, "amount": "75000" } });
        till.execute_in(&mut host, &crate::shop::request(&coffee)).await.unwrap();
        till.execute_in(&mut host, &drink(0)).await.unwrap();
        let again = till.execute_in(&mut host, &drink(0)).await.unwrap_err();
        assert_eq!(again.code(), "no_reward", "{again}");
        assert!(till.execute_in(&mut host, &buy(1, "R-1")).await.is_ok());
        assert!(till.execute_in(&mut host, &buy(1, "R-1")).await.unwrap().replay);
        till.sql(&mut host, "COMMIT").await;
        till.books().await;
    });
}

#[test]
fn a_refusal_leaves_the_hosts_transaction_usable() {
    let till = Till::new();
    RUNTIME.block_on(async {
        let mut host = connection().await;
        till.sql(&mut host, "BEGIN; INSERT INTO {}.orders VALUES ('R-1')").await;
        let refused = till.execute_in(&mut host, &register("Sari", "08123456780")).await.unwrap_err();
        assert_eq!(refused.code(), "phone_taken");
        till.execute_in(&mut host, &buy(0, "R-1")).await.unwrap();
        till.sql(&mut host, "INSERT INTO {}.orders VALUES ('R-2'); COMMIT").await;
        assert_eq!(till.orders().await, 2);
        assert!(till.books().await.contains("R-1"));
    });
}

#[test]
fn a_savepoint_that_is_rolled_back_takes_the_engines_work_with_it_and_nothing_else() {
    let till = Till::new();
    RUNTIME.block_on(async {
        let mut host = connection().await;
        till.sql(&mut host, "BEGIN").await;
        till.execute_in(&mut host, &buy(0, "R-1")).await.unwrap();
        till.sql(&mut host, "SAVEPOINT gift").await;
        till.execute_in(&mut host, &buy(0, "R-2")).await.unwrap();
        till.execute_in(&mut host, &drink(0)).await.unwrap();
        till.sql(&mut host, "ROLLBACK TO SAVEPOINT gift").await;
        assert!(!till.execute_in(&mut host, &drink(0)).await.unwrap().replay);
        till.sql(&mut host, "COMMIT").await;
        let books = till.books().await;
        assert!(books.contains("R-1") && !books.contains("R-2"));
    });
}

/// A store that lets somebody else commit before it commits itself, once.
struct Overtaken<'a> {
    inside: &'a dyn LoyaltyStore,
    till: &'a Till,
    rival: Request,
    loads: AtomicU32,
    commits: AtomicU32,
}

impl<'a> Overtaken<'a> {
    fn new(inside: &'a dyn LoyaltyStore, till: &'a Till, rival: Request) -> Overtaken<'a> {
        Overtaken { inside, till, rival, loads: AtomicU32::new(0), commits: AtomicU32::new(0) }
    }
}

#[async_trait]
impl LoyaltyStore for Overtaken<'_> {
    async fn load(&self, ask: &Ask) -> Result<Snapshot, StoreError> {
        self.loads.fetch_add(1, Ordering::SeqCst);
        self.inside.load(ask).await
    }

    async fn commit(&self, changes: &Changes) -> Result<(), StoreError> {
        if self.commits.fetch_add(1, Ordering::SeqCst) == 0 {
            self.till.engine.execute(&self.rival).await.unwrap();
        }
        self.inside.commit(changes).await
    }

    async fn page(&self, request: &PageRequest) -> Result<Page, StoreError> {
        self.inside.page(request).await
    }
}

#[test]
fn under_read_committed_a_lost_race_is_run_again_within_the_transaction() {
    for (mine, rival) in [
        (buy(0, "MINE"), buy(0, "RIVAL")),
        (register("Sari", "0811111111"), register("Budi", "0822222222")),
        (buy(0, "MINE"), drink(0)),
    ] {
        let till = Till::new();
        RUNTIME.block_on(async {
            let mut host = connection().await;
            till.sql(&mut host, "BEGIN; INSERT INTO {}.orders VALUES ('MINE')").await;
            let inside = till.store.in_transaction(&mut host);
            let overtaken = Overtaken::new(&inside, &till, rival);
            till.engine.execute_in(&overtaken, &[mine]).await.remove(0).unwrap();
            drop(overtaken);
            drop(inside);
            till.sql(&mut host, "COMMIT").await;
            assert_eq!(till.orders().await, 1);
            till.books().await;
        });
    }
}

#[test]
fn under_read_committed_who_lost_the_race_for_a_phone_number_is_refused_and_goes_on() {
    let till = Till::new();
    RUNTIME.block_on(async {
        let mut host = connection().await;
        till.sql(&mut host, "BEGIN").await;
        let inside = till.store.in_transaction(&mut host);
        let overtaken = Overtaken::new(&inside, &till, register("Budi", "0811111111"));
        let refused = till.engine.execute_in(&overtaken, &[register("Sari", "0811111111")]).await.remove(0);
        assert_eq!(refused.unwrap_err().code(), "phone_taken");
        drop(overtaken);
        drop(inside);
        till.sql(&mut host, "INSERT INTO {}.orders VALUES ('R-1'); COMMIT").await;
        assert_eq!(till.orders().await, 1);
        till.books().await;
    });
}

/// Both levels show the transaction the database as it was when it began: looking again within it shows nothing new.
#[test]
fn under_stricter_levels_a_lost_race_ends_the_transaction_and_says_to_run_it_again() {
    for level in ["REPEATABLE READ", "SERIALIZABLE"] {
        for (mine, rival) in
            [(buy(0, "MINE"), buy(0, "RIVAL")), (register("Sari", "0811111111"), register("Budi", "0811111111"))]
        {
            let till = Till::new();
            RUNTIME.block_on(async {
                let mut host = connection().await;
                till.sql(&mut host, &format!("BEGIN ISOLATION LEVEL {level}")).await;
                let inside = till.store.in_transaction(&mut host);
                let overtaken = Overtaken::new(&inside, &till, rival.clone());
                let lost = till.engine.execute_in(&overtaken, std::slice::from_ref(&mine)).await.remove(0);
                assert_over(&lost.unwrap_err());
                assert_eq!(overtaken.commits.load(Ordering::SeqCst), 1, "{level}: looking again is of no use");
                assert_over(&till.engine.execute_in(&overtaken, &[drink(1)]).await.remove(0).unwrap_err());
                drop(overtaken);
                drop(inside);
                till.sql(&mut host, &format!("ROLLBACK; BEGIN ISOLATION LEVEL {level}")).await;
                let again = till.execute_in(&mut host, &mine).await;
                till.sql(&mut host, "COMMIT").await;
                assert_eq!(again.is_ok(), can_be_had(&mine), "{level}: {again:?}");
                till.books().await;
            });
        }
    }
}

/// Does a second try succeed? A purchase does; the phone number stays taken.
fn can_be_had(request: &Request) -> bool {
    request.command.name() == "record_purchase"
}

fn assert_over(error: &Error) {
    let Error::Unavailable { doing: Doing::NotDone, why } = error else { panic!("{error:?}") };
    assert!(why.contains("roll it back and run it again"), "{why}");
}

#[test]
fn an_error_ends_the_transaction_with_a_typed_message_and_nothing_is_written() {
    let till = Till::new();
    RUNTIME.block_on(async {
        let before = till.books().await;
        let mut rival = connection().await;
        till.sql(&mut rival, "BEGIN").await;
        till.execute_in(&mut rival, &buy(0, "RIVAL")).await.unwrap();
        let mut host = connection().await;
        till.sql(&mut host, "BEGIN; SET LOCAL lock_timeout = '10ms'").await;
        // The rival holds the member, so that waiting for it takes too long.
        let inside = till.store.in_transaction(&mut host);
        let requests = [buy(1, "R-1"), buy(0, "R-2")];
        for answer in till.engine.execute_in(&inside, &requests).await {
            assert_over(&answer.unwrap_err());
        }
        assert_over(&till.engine.execute_in(&inside, &[buy(1, "R-3")]).await.remove(0).unwrap_err());
        drop(inside);
        // Also a host that commits all the same commits nothing.
        till.sql(&mut host, "COMMIT").await;
        till.sql(&mut rival, "ROLLBACK").await;
        assert_eq!(till.books().await, before);
    });
}

#[test]
fn a_hosts_transaction_that_failed_already_says_so() {
    let till = Till::new();
    RUNTIME.block_on(async {
        let mut host = connection().await;
        till.sql(&mut host, "BEGIN").await;
        sqlx::raw_sql("SELECT 1 / 0").execute(&mut host).await.unwrap_err();
        assert_over(&till.execute_in(&mut host, &buy(0, "R-1")).await.unwrap_err());
        till.sql(&mut host, "ROLLBACK").await;
        assert!(
            till.execute_in(&mut host, &buy(0, "R-1")).await.is_ok(),
            "without a transaction each statement is one"
        );
        till.books().await;
    });
}
