//! What an operation costs on the network, counted on the wire.

use std::sync::Arc;

use loyalty_engine::{Engine, Error, Request};
use loyalty_store_postgres::{PostgresOptions, PostgresStore};
use serde_json::json;
use sqlx::{ConnectOptions, Connection};

use crate::proxy::{Proxy, Trip};
use crate::support::{RUNTIME, Schema};
use crate::till::{RULES, open, purchase, question, request};

const OPERATION: [Trip; 2] = [Trip::Load, Trip::Commit];

/// A shop on a wire, whose engine and connection have done everything once.
struct Counted {
    engine: Engine,
    store: Arc<PostgresStore>,
    proxy: Proxy,
    _schema: Schema,
}

impl Counted {
    fn new() -> Counted {
        Counted::with(|options| options)
    }

    fn with(set: impl Fn(PostgresOptions) -> PostgresOptions) -> Counted {
        let (schema, proxy) = (Schema::new(), Proxy::start());
        let options = PostgresOptions::new(proxy.address()).unwrap().schema(&schema.name).unwrap();
        let store = schema.store_with(set(options));
        let engine = Engine::new(store.clone());
        RUNTIME.block_on(open(&engine, 10));
        proxy.trips();
        Counted { engine, store, proxy, _schema: schema }
    }

    /// Does it, and tells what it cost.
    fn trips<T>(&self, work: impl Future<Output = T>) -> (T, Vec<Trip>) {
        let done = RUNTIME.block_on(work);
        (done, self.proxy.trips())
    }

    fn execute(&self, request: &Request) -> (Result<loyalty_engine::Outcome, Error>, Vec<Trip>) {
        self.trips(self.engine.execute(request))
    }
}

#[test]
fn an_operation_is_two_round_trips() {
    let shop = Counted::new();
    let (bought, trips) = shop.execute(&request("budi", None, &purchase(0)));
    assert_eq!(bought.unwrap().stamps().count(), 1);
    assert_eq!(trips, OPERATION);
}

#[test]
fn a_purchase_that_gives_a_stamp_and_points_and_moves_a_level_is_two_round_trips() {
    let shop = Counted::new();
    let levels = "[levels.steps.silver]\nlabel = \"Silver\"\nfrom = \"75000\"\n\n\
                  [levels.steps.gold]\nlabel = \"Gold\"\nfrom = \"150000\"";
    let publish = json!({ "publish_rules": { "rules": { "text": format!("{RULES}{levels}") } } });
    shop.execute(&request("budi", None, &publish)).0.unwrap();
    for level in ["silver", "gold"] {
        let (bought, trips) = shop.execute(&request("budi", None, &purchase(0)));
        let bought = bought.unwrap().view();
        assert_eq!(bought.stamps.len(), 1);
        assert_eq!(bought.points.unwrap().earned, 75);
        assert_eq!(bought.level.unwrap().now.unwrap().to_string(), level);
        assert_eq!(trips, OPERATION);
    }
}

#[test]
fn a_hundred_operations_together_are_two_round_trips_whoever_they_are_for() {
    let shop = Counted::new();
    for members in [1, 10] {
        let requests: Vec<Request> = (0..100).map(|n| request("budi", None, &purchase(n % members))).collect();
        let (answers, trips) = shop.trips(shop.engine.execute_all(&requests));
        assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 100);
        assert_eq!(trips, OPERATION, "for {members} members");
    }
}

#[test]
fn what_a_key_has_answered_already_is_one_round_trip() {
    let shop = Counted::new();
    let bought = request("budi", Some("K-1"), &purchase(0));
    assert_eq!(shop.execute(&bought).1, OPERATION);
    let (again, trips) = shop.execute(&bought);
    assert!(again.unwrap().replay);
    assert_eq!(trips, [Trip::Load]);
}

#[test]
fn a_refusal_is_written_down_only_under_a_key() {
    let shop = Counted::new();
    let unknown = json!({ "redeem": { "member": { "card": "CARD-0" }, "reward": { "kind": "voucher_50k" } } });
    let (refused, trips) = shop.execute(&request("budi", None, &unknown));
    assert!(matches!(refused, Err(Error::Refused(_))), "{refused:?}");
    assert_eq!(trips, [Trip::Load]);
    for expected in [&OPERATION[..], &[Trip::Load]] {
        let (refused, trips) = shop.execute(&request("budi", Some("K-1"), &unknown));
        assert!(matches!(refused, Err(Error::Refused(_))), "{refused:?}");
        assert_eq!(trips, expected);
    }
}

#[test]
fn a_dry_run_is_one_round_trip() {
    let shop = Counted::new();
    assert_eq!(shop.execute(&request("budi", None, &purchase(0)).dry_run()).1, [Trip::Load]);
}

#[test]
fn a_member_is_looked_up_in_one_round_trip_and_a_list_is_one_more() {
    let shop = Counted::new();
    for (query, cost) in [
        (json!({ "look_up": { "member": { "card": "CARD-0" } } }), 1),
        (json!({ "history": { "member": { "card": "CARD-0" } } }), 2),
        (json!({ "list_members": {} }), 2),
        (json!({ "summary": {} }), 3),
        (json!({ "read_rules": {} }), 1),
    ] {
        let asked = question(&query);
        // A list's statement is prepared when it is used first.
        shop.trips(shop.engine.read(&asked)).0.unwrap();
        let (answer, trips) = shop.trips(shop.engine.read(&asked));
        answer.unwrap();
        assert_eq!(trips.len(), cost, "{query}: {trips:?}");
    }
}

#[test]
fn new_rules_of_somebody_else_come_along_with_the_first_look() {
    let shop = Counted::new();
    let elsewhere = Engine::new(shop.store.clone());
    let rules = include_str!("../../../examples/rules/kopi-hub.toml").replace("25000", "30000");
    let publish = json!({ "publish_rules": { "rules": { "text": rules } } });
    RUNTIME.block_on(elsewhere.execute(&request("budi", None, &publish))).unwrap();
    shop.proxy.trips();
    let (bought, trips) = shop.execute(&request("budi", None, &purchase(0)));
    bought.unwrap();
    assert_eq!(trips, OPERATION);
}

#[test]
fn in_the_hosts_transaction_an_operation_is_two_round_trips_too() {
    let shop = Counted::new();
    RUNTIME.block_on(async {
        let mut connection = shop.proxy.address().disable_statement_logging().connect().await.unwrap();
        let mut transaction = connection.begin().await.unwrap();
        for warm in [false, true] {
            shop.proxy.trips();
            let inside = shop.store.in_transaction(&mut transaction);
            let answers = shop.engine.execute_in(&inside, &[request("budi", None, &purchase(0))]).await;
            assert!(answers.iter().all(Result::is_ok), "{answers:?}");
            let cold = [Trip::PrepareLoad, Trip::Load, Trip::PrepareCommit, Trip::Commit];
            assert_eq!(shop.proxy.trips(), if warm { &OPERATION[..] } else { &cold });
        }
        transaction.commit().await.unwrap();
    });
}

#[test]
fn behind_a_pooler_each_statement_is_prepared_anew_in_a_transaction_of_its_own() {
    let shop = Counted::with(PostgresOptions::behind_pooler);
    let (bought, trips) = shop.execute(&request("budi", None, &purchase(0)));
    bought.unwrap();
    let load = [Trip::Other, Trip::PrepareLoad, Trip::Load, Trip::Other];
    let commit = [Trip::Other, Trip::PrepareCommit, Trip::Commit, Trip::End];
    assert_eq!(trips, [load, commit].concat());
}
