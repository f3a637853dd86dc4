//! A network that breaks, falls silent and is late: every call ends by its deadline, says honestly what is known of its
//! change, and is done exactly once when it is sent again.

#![expect(clippy::arithmetic_side_effects, reason = "cuts are counted")]

use std::sync::Arc;
use std::time::Duration;

use futures_util::future::join;
use loyalty_engine::error::Doing;
use loyalty_engine::store::StoreError;
use loyalty_engine::testing::rng::Rng;
use loyalty_engine::{Engine, Error, Outcome, Request};
use loyalty_store_postgres::{PostgresOptions, PostgresStore};
use serde_json::{Value, json};
use sqlx::{ConnectOptions, Connection, PgConnection};
use tokio::time::{Instant, timeout};

use crate::proxy::{Fault, How, Proxy, Trip, When};
use crate::support::{RUNTIME, Schema};
use crate::till::{effects, findings, onlooker, open, purchase, request};

const DEADLINE: Duration = Duration::from_millis(300);
/// What a busy machine adds to it.
const SLACK: Duration = Duration::from_secs(2);
/// What has not ended by then never will.
const HANGS: Duration = Duration::from_secs(20);

type Answer = Result<Outcome, Error>;

/// A shop that is reached over a wire which breaks, and an office that is not.
struct Shop {
    schema: Schema,
    proxy: Proxy,
    office: Engine,
    onlooker: PgConnection,
    behind_pooler: bool,
}

impl Shop {
    fn new(behind_pooler: bool) -> Shop {
        let (schema, proxy) = (Schema::new(), Proxy::start());
        let office = Engine::new(schema.store());
        RUNTIME.block_on(open(&office, 3));
        let onlooker = RUNTIME.block_on(onlooker());
        Shop { schema, proxy, office, onlooker, behind_pooler }
    }

    fn options(&self) -> PostgresOptions {
        let options = PostgresOptions::new(self.proxy.address()).unwrap().schema(&self.schema.name).unwrap();
        let options = options.deadline(DEADLINE).connections(1);
        if self.behind_pooler { options.behind_pooler() } else { options }
    }

    /// An engine over the wire, whose connection has been used if it is warm.
    async fn engine(&self, warm: bool) -> Engine {
        self.engine_with(self.options(), warm).await
    }

    async fn engine_with(&self, options: PostgresOptions, warm: bool) -> Engine {
        // A busy machine may need longer than the deadline; that is not the question here.
        let store = loop {
            match PostgresStore::connect(options.clone()).await {
                Ok(store) => break store,
                Err(error) => assert!(matches!(error, StoreError::Unavailable { .. }), "{error}"),
            }
        };
        let engine = Engine::new(Arc::new(store));
        if warm {
            let _ = engine.execute(&request("early", None, &purchase(2))).await;
        }
        engine
    }

    async fn effects(&mut self, who: &str) -> i64 {
        effects(&mut self.onlooker, &self.schema, who).await
    }

    /// On a network that works it is done exactly once, whatever happened before.
    async fn once(&mut self, who: &str, request: &Request) {
        let before = self.effects(who).await;
        let again = self.office.execute(request).await.unwrap();
        assert!(again.replay || before == 0, "{who} had done it and is told that it is new");
        assert_eq!(self.effects(who).await, 1, "{who} did it once");
    }

    fn sound(self) {
        assert_eq!(RUNTIME.block_on(findings(self.office.store())), Vec::<String>::new());
    }
}

/// Ends by the deadline of its two statements.
async fn in_time(engine: &Engine, request: &Request) -> Answer {
    timeout(DEADLINE * 2 + SLACK, engine.execute(request)).await.expect("a call that does not end by its deadline")
}

fn doing(answer: &Answer) -> Option<Doing> {
    match answer {
        Ok(_) => None,
        Err(Error::Unavailable { doing, .. }) => Some(*doing),
        Err(other) => panic!("{other}"),
    }
}

/// How many cuts; a campaign asks for more.
fn cuts() -> u64 {
    std::env::var("LOYALTY_CUTS").ok().and_then(|n| n.parse().ok()).unwrap_or(400)
}

/// A place where it breaks, and whether the connection has been used before.
fn any_fault(rng: &mut Rng, trips: &[Trip]) -> (Fault, bool) {
    let whens = [When::Before, When::Halfway, When::HalfAnswered, When::After];
    let how = if rng.per_mille(100) { How::Swallow } else { How::Cut };
    let fault = Fault { trip: *rng.pick(trips).unwrap(), when: *rng.pick(&whens).unwrap(), how };
    let is_first = matches!(fault.trip, Trip::Connect | Trip::PrepareLoad | Trip::PrepareCommit);
    (fault, !is_first)
}

/// Something that a till asks for, which can be done any number of times.
fn anything(rng: &mut Rng, case: u64) -> Value {
    let member = json!({ "card": format!("CARD-{}", rng.below(2)) });
    match rng.below(4) {
        0 => json!({ "register": { "name": "Dewi", "phone": format!("0813{case:08}") } }),
        1 => json!({ "update_profile": { "member": member, "address": format!("Jalan Kemang {case}") } }),
        _ => purchase(rng.below(2) as u32),
    }
}

#[derive(Default, Debug)]
struct Tally {
    answered: u64,
    not_done: u64,
    unknown_and_done: u64,
    unknown_and_not: u64,
}

/// One request while the wire breaks somewhere, and again when it is whole.
async fn cut(shop: &mut Shop, engine: &Engine, fault: Fault, case: u64, command: &Value, tally: &mut Tally) {
    let who = format!("case-{case}");
    let request = request(&who, Some(&who), command);
    shop.proxy.trips();
    shop.proxy.plan(fault);
    let answer = in_time(engine, &request).await;
    let (broke, began_commit) = shop.proxy.heal();
    let effects = shop.effects(&who).await;
    let told = doing(&answer);
    match told {
        None => tally.answered += 1,
        Some(Doing::NotDone) => tally.not_done += 1,
        Some(Doing::Unknown) if effects == 1 => tally.unknown_and_done += 1,
        Some(Doing::Unknown) => tally.unknown_and_not += 1,
    }
    let case = format!("case {case}, {fault:?}: {answer:?}");
    assert!(told.is_some() || effects == 1, "acknowledged and not there: {case}");
    assert!(told != Some(Doing::NotDone) || effects == 0, "said not to be done, and done: {case}");
    let sent = began_commit || fault.trip == Trip::PrepareCommit && broke;
    assert!(told != Some(Doing::Unknown) || sent, "nothing was sent that could have happened: {case}");
    let lost = broke && matches!(fault.trip, Trip::Commit | Trip::End);
    assert!(!lost || told == Some(Doing::Unknown), "nobody can know: {case}");
    shop.once(&who, &request).await;
}

/// Until it has broken so often.
fn until(cuts: u64, behind_pooler: bool, trips: &[Trip]) {
    let seed: u64 = std::env::var("LOYALTY_SEED").ok().and_then(|n| n.parse().ok()).unwrap_or(2026);
    let (mut shop, mut rng, mut tally) = (Shop::new(behind_pooler), Rng::new(seed), Tally::default());
    let mut cases = 0;
    RUNTIME.block_on(async {
        let mut engine = shop.engine(true).await;
        while shop.proxy.struck() < cuts {
            let ((fault, warm), command) = (any_fault(&mut rng, trips), anything(&mut rng, cases));
            if !warm {
                engine = shop.engine(false).await;
            } else if rng.per_mille(700) {
                // Also one that comes after a loss, on a connection of its own.
                let _ = engine.execute(&request("early", None, &purchase(2))).await;
            }
            cut(&mut shop, &engine, fault, cases, &command, &mut tally).await;
            cases += 1;
            assert!(cases < cuts * 2 + 10, "the wire hardly ever breaks");
        }
    });
    println!("seed {seed}: {cuts} cuts in {cases} cases, {tally:?}");
    let Tally { answered, not_done, unknown_and_done, unknown_and_not } = tally;
    assert!([answered, not_done, unknown_and_done, unknown_and_not].iter().all(|n| *n > cuts / 50), "{tally:?}");
    shop.sound();
}

#[test]
fn wherever_the_network_breaks_the_request_is_done_once() {
    let trips = [Trip::Connect, Trip::PrepareLoad, Trip::PrepareCommit, Trip::Load, Trip::Commit];
    until(cuts(), false, &[&trips[..], &[Trip::Load, Trip::Commit, Trip::Commit]].concat());
}

#[test]
fn wherever_the_network_breaks_behind_a_pooler_the_request_is_done_once() {
    until(cuts() / 4, true, &[Trip::Other, Trip::Load, Trip::PrepareCommit, Trip::Commit, Trip::End]);
}

#[test]
fn a_silent_server_is_unavailable_by_the_deadline() {
    let mut shop = Shop::new(false);
    RUNTIME.block_on(async {
        let engine = shop.engine(true).await;
        let next = request("next", None, &purchase(1));
        for (trip, when, expected, effects) in [
            (Trip::Load, When::Before, Doing::NotDone, 0),
            (Trip::Connect, When::After, Doing::NotDone, 0),
            (Trip::Commit, When::Before, Doing::Unknown, 0),
            (Trip::Commit, When::After, Doing::Unknown, 1),
        ] {
            let who = format!("{trip:?}-{when:?}");
            let request = request(&who, Some(&who), &purchase(0));
            shop.proxy.plan(Fault { trip, when, how: How::Swallow });
            let start = Instant::now();
            let answer = in_time(&engine, &request).await;
            assert_eq!(doing(&answer), Some(expected), "{who}: {answer:?}");
            assert!(start.elapsed() >= DEADLINE, "{who} was not waited for");
            assert_eq!(shop.effects(&who).await, effects, "{who}");
            shop.once(&who, &request).await;
            if trip == Trip::Connect || trip == Trip::Load {
                continue;
            }
            // What fell silent is not used again.
            in_time(&engine, &next).await.unwrap();
        }
    });
    shop.sound();
}

#[test]
fn a_commit_that_arrives_after_it_was_given_up_and_sent_again_does_nothing() {
    for is_sent_again_first in [true, false] {
        let mut shop = Shop::new(false);
        RUNTIME.block_on(async {
            let engine = shop.engine(true).await;
            let request = request("late", Some("late"), &purchase(0));
            shop.proxy.plan(Fault { trip: Trip::Commit, when: When::Before, how: How::Hold });
            assert_eq!(doing(&in_time(&engine, &request).await), Some(Doing::Unknown));
            assert_eq!(shop.effects("late").await, 0);
            shop.proxy.trips();
            if is_sent_again_first {
                shop.once("late", &request).await;
            }
            shop.proxy.release();
            timeout(HANGS, shop.proxy.answered(Trip::Commit)).await.unwrap();
            assert_eq!(shop.effects("late").await, 1, "late, and once");
            shop.once("late", &request).await;
        });
        shop.sound();
    }
}

/// Ends the server's side of every connection over the wire.
async fn terminate(shop: &mut Shop) -> i64 {
    let end = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE client_port = ANY($1)";
    sqlx::query_scalar(end).bind(shop.proxy.ports()).fetch_one(&mut shop.onlooker).await.unwrap()
}

#[test]
fn a_connection_that_the_server_ended_while_it_lay_idle_is_replaced_unnoticed() {
    let mut shop = Shop::new(false);
    RUNTIME.block_on(async {
        let engine = shop.engine_with(shop.options().deadline(HANGS), true).await;
        for round in 0..20 {
            assert!(terminate(&mut shop).await >= 1);
            let who = format!("round-{round}");
            engine.execute(&request(&who, None, &purchase(0))).await.unwrap();
            assert_eq!(shop.effects(&who).await, 1);
        }
    });
    shop.sound();
}

#[test]
fn a_server_that_ends_in_the_middle_of_a_commit_leaves_it_unknown_and_sent_again_it_is_done_once() {
    let mut shop = Shop::new(false);
    RUNTIME.block_on(async {
        let engine = shop.engine_with(shop.options().deadline(HANGS), true).await;
        for round in 0..10 {
            let who = format!("round-{round}");
            let request = request(&who, Some(&who), &purchase(0));
            // Somebody has the member in hand, so the commit waits.
            let mut other = onlooker().await;
            let locked = format!("BEGIN; SELECT FROM {}.member FOR UPDATE", shop.schema.name);
            sqlx::raw_sql(sqlx::AssertSqlSafe(locked)).execute(&mut other).await.unwrap();
            let answer = timeout(HANGS, engine.execute(&request));
            let ended = async {
                until_it_waits(&mut shop).await;
                terminate(&mut shop).await
            };
            let (answer, ended) = join(answer, ended).await;
            let answer = answer.expect("a call hangs");
            assert!(ended >= 1);
            assert_eq!(doing(&answer), Some(Doing::Unknown), "{answer:?}");
            drop(other);
            shop.once(&who, &request).await;
        }
    });
    shop.sound();
}

async fn until_it_waits(shop: &mut Shop) {
    let waits = "SELECT count(*) FROM pg_stat_activity WHERE client_port = ANY($1) AND wait_event_type = 'Lock'";
    while sqlx::query_scalar::<_, i64>(waits).bind(shop.proxy.ports()).fetch_one(&mut shop.onlooker).await.unwrap() < 1
    {
        tokio::task::yield_now().await;
    }
}

#[test]
fn where_nobody_listens_any_more_a_call_is_not_done() {
    let shop = Shop::new(false);
    RUNTIME.block_on(async {
        let engine = shop.engine(true).await;
        shop.proxy.plan(Fault { trip: Trip::Load, when: When::Before, how: How::Cut });
        shop.proxy.stop().await;
        for who in ["first", "second"] {
            let answer = in_time(&engine, &request(who, Some(who), &purchase(0))).await;
            assert_eq!(doing(&answer), Some(Doing::NotDone), "{answer:?}");
        }
        let opened = timeout(DEADLINE + SLACK, PostgresStore::connect(shop.options())).await.unwrap();
        assert!(matches!(opened, Err(StoreError::Unavailable { doing: Doing::NotDone, .. })));
    });
}

#[test]
fn a_store_is_opened_by_the_deadline_or_not_at_all() {
    let shop = Shop::new(false);
    RUNTIME.block_on(async {
        for trip in [Trip::Connect, Trip::Other] {
            for when in [When::Before, When::After] {
                shop.proxy.plan(Fault { trip, when, how: How::Swallow });
                let opened = timeout(DEADLINE + SLACK, PostgresStore::connect(shop.options())).await;
                let opened = opened.expect("it waits for ever");
                assert!(matches!(opened, Err(StoreError::Unavailable { doing: Doing::NotDone, .. })));
                shop.proxy.plan(Fault { trip, when, how: How::Swallow });
                let migrated = timeout(DEADLINE + SLACK, PostgresStore::migrate(&shop.options())).await;
                let migrated = migrated.expect("it waits for ever");
                assert!(matches!(migrated, Err(StoreError::Unavailable { .. })), "{migrated:?}");
            }
        }
    });
}

#[test]
fn of_a_hosts_transaction_whose_connection_is_lost_nothing_stays() {
    let mut shop = Shop::new(false);
    RUNTIME.block_on(async {
        let store = PostgresStore::connect(shop.options().deadline(HANGS)).await.unwrap();
        for (trip, when) in [(Trip::Load, When::Before), (Trip::Commit, When::Before), (Trip::Commit, When::After)] {
            let who = format!("{trip:?}-{when:?}");
            let requests = [request(&who, Some(&who), &purchase(0))];
            let mut connection = shop.proxy.address().disable_statement_logging().connect().await.unwrap();
            let mut transaction = connection.begin().await.unwrap();
            shop.proxy.plan(Fault { trip, when, how: How::Cut });
            let inside = store.in_transaction(&mut transaction);
            let answer = shop.office.execute_in(&inside, &requests).await.remove(0);
            assert_eq!(doing(&answer), Some(Doing::NotDone), "{who}: {answer:?}");
            assert!(transaction.commit().await.is_err(), "{who}");
            assert_eq!(shop.effects(&who).await, 0, "{who}");
            let [request] = &requests;
            shop.once(&who, request).await;
        }
    });
    shop.sound();
}
