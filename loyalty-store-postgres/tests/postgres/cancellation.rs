//! Whoever stops waiting, at whatever point, takes nobody's work along: on a pool of one the next caller's write is
//! there, and the request that was given up has one effect when it is sent again.

#![expect(clippy::arithmetic_side_effects, reason = "polls are counted")]

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::task::Poll;
use std::time::Duration;

use futures_util::future::{join, join3};
use loyalty_engine::{Command, Engine, Error, Outcome, Query, Request};
use loyalty_store_postgres::{PostgresOptions, PostgresStore};
use serde_json::json;
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::{ConnectOptions, PgConnection, Postgres, Transaction};
use tokio::sync::Mutex;

use crate::commands::command;
use crate::support::{RUNTIME, Schema, url};
use crate::till::{effects, findings, onlooker, open, purchase, question, request};

/// Longer than any operation takes; what takes longer hangs.
const HANGS: Duration = Duration::from_secs(30);
/// The first poll sends the load, the second one the commit, the third one hears its answer.
const WAITS: usize = 3;
const TRIES_MAX: usize = 200;
/// More polls than any operation needs.
const POLLS_MAX: usize = 500;

struct Shop {
    schema: Schema,
    options: PostgresOptions,
    /// For what has to be there beforehand.
    office: Engine,
    onlooker: Mutex<PgConnection>,
    cases: AtomicU32,
}

/// What became of a request that was polled so often.
struct Case {
    answer: Option<Result<Outcome, Error>>,
    effects: i64,
}

impl Shop {
    fn new(set: impl Fn(PostgresOptions) -> PostgresOptions) -> Shop {
        let schema = Schema::new();
        let office = Engine::new(schema.store());
        RUNTIME.block_on(open(&office, 2));
        let onlooker = Mutex::new(RUNTIME.block_on(onlooker()));
        let options = set(schema.options().connections(1));
        Shop { schema, options, office, onlooker, cases: AtomicU32::new(0) }
    }

    fn store(&self) -> Arc<PostgresStore> {
        self.schema.store_with(self.options.clone())
    }

    /// A request like no other, and what has to be there for it.
    async fn request(&self, name: &str) -> (String, Request) {
        let case = self.cases.fetch_add(1, Ordering::Relaxed);
        let who = format!("case-{case}");
        let (command, at) = command(&self.office, name, case + 1000).await;
        let request = request(&who, Some(&who), &command);
        let request = Request { at, ..request };
        (who, request)
    }

    /// How often this actor has done something, as somebody else sees it.
    async fn effects(&self, who: &str) -> i64 {
        effects(&mut *self.onlooker.lock().await, &self.schema, who).await
    }

    async fn done(&self, engine: &Engine, who: &str) {
        let request = request(who, None, &purchase(0));
        tokio::time::timeout(HANGS, engine.execute(&request)).await.expect("a stranger waits for ever").unwrap();
        assert_eq!(self.effects(who).await, 1, "{who}'s write is there");
    }

    /// What has to be so after the request was given up: the stranger's write is there, and sent again it is done once.
    async fn settled(
        &self,
        engine: &Engine,
        who: &str,
        request: &Request,
        answer: Option<Result<Outcome, Error>>,
    ) -> Case {
        self.done(engine, &format!("stranger-after-{who}")).await;
        let effects = self.effects(who).await;
        assert!(effects <= 1, "{who} did it {effects} times");
        if let Some(answer) = &answer {
            assert!(answer.is_ok(), "{who}: {answer:?}");
            assert_eq!(effects, 1, "{who} was answered");
        }
        let again = tokio::time::timeout(HANGS, engine.execute(request)).await.expect("waits for ever").unwrap();
        assert!(again.replay || effects == 0, "{who} had done it and is told that it is new");
        assert_eq!(self.effects(who).await, 1, "{who} did it once");
        Case { answer, effects }
    }

    /// Every command, given up after no poll, after one, after two, until it ends by itself.
    fn every_command(&self, way: impl AsyncFn(&str, usize) -> Case) {
        let (mut given_up, mut happened) = (0, 0);
        RUNTIME.block_on(async {
            for name in Command::NAMES {
                let (mut polls, mut tries) = (0, 0);
                while polls < POLLS_MAX {
                    let case = way(name, polls).await;
                    match case.answer {
                        Some(_) if polls >= WAITS => break,
                        // On a busy machine an answer may be there before it is waited for.
                        Some(_) => tries += 1,
                        None => {
                            (given_up, happened) = (given_up + 1, happened + case.effects);
                            polls += 1;
                        }
                    }
                    assert!(tries < TRIES_MAX, "{name} does not wait for the server");
                }
                assert!(polls < POLLS_MAX, "{name} never ends");
            }
            assert_eq!(findings(self.office.store()).await, Vec::<String>::new());
        });
        println!("{} commands given up {given_up} times; {happened} happened all the same", Command::NAMES.len());
    }
}

/// Polls at most so often, and then drops it.
async fn polled<T>(times: usize, work: impl Future<Output = T>) -> Option<T> {
    let (mut work, mut left) = (Box::pin(work), times);
    let poll = move |context: &mut std::task::Context<'_>| {
        if left == 0 {
            return Poll::Ready(None);
        }
        left -= 1;
        match work.as_mut().poll(context) {
            Poll::Ready(done) => Poll::Ready(Some(done)),
            Poll::Pending if left == 0 => Poll::Ready(None),
            Poll::Pending => Poll::Pending,
        }
    };
    std::future::poll_fn(poll).await
}

#[test]
fn an_operation_given_up_anywhere_takes_no_strangers_write_along() {
    let shop = Shop::new(|options| options);
    let engine = Engine::new(shop.store());
    shop.every_command(async |name, polls| {
        let (who, request) = shop.request(name).await;
        let answer = polled(polls, engine.execute(&request)).await;
        shop.settled(&engine, &who, &request, answer).await
    });
}

#[test]
fn nor_does_one_that_is_given_up_while_its_connection_is_opened() {
    let shop = Shop::new(|options| options);
    shop.every_command(async |name, polls| {
        let (who, request) = shop.request(name).await;
        let store = PostgresStore::connect(shop.options.clone()).await.unwrap();
        let engine = Engine::new(Arc::new(store));
        let answer = polled(polls, engine.execute(&request)).await;
        shop.settled(&engine, &who, &request, answer).await
    });
}

#[test]
fn nor_behind_a_pooler() {
    let shop = Shop::new(PostgresOptions::behind_pooler);
    let engine = Engine::new(shop.store());
    shop.every_command(async |name, polls| {
        let (who, request) = shop.request(name).await;
        let answer = polled(polls, engine.execute(&request)).await;
        shop.settled(&engine, &who, &request, answer).await
    });
}

#[test]
fn in_a_group_whoever_is_served_first_and_gives_up_leaves_the_next_one_served() {
    let shop = Shop::new(|options| options);
    let store = shop.store();
    let engine = Engine::new(store.clone()).grouped(store.spawner());
    shop.every_command(async |name, polls| {
        let (who, request) = shop.request(name).await;
        let given_up = polled(polls, engine.execute(&request));
        let next = format!("next-to-{who}");
        let (answer, ()) = join(given_up, shop.done(&engine, &next)).await;
        shop.settled(&engine, &who, &request, answer).await
    });
}

#[test]
fn in_a_group_whoever_waits_and_gives_up_leaves_everybody_else_served() {
    let shop = Shop::new(|options| options);
    let store = shop.store();
    let engine = Engine::new(store.clone()).grouped(store.spawner());
    shop.every_command(async |name, polls| {
        let (who, request) = shop.request(name).await;
        let given_up = polled(polls, engine.execute(&request));
        let (first, last) = (format!("before-{who}"), format!("behind-{who}"));
        let ((), answer, ()) = join3(shop.done(&engine, &first), given_up, shop.done(&engine, &last)).await;
        shop.settled(&engine, &who, &request, answer).await
    });
}

#[test]
fn a_question_given_up_anywhere_takes_no_strangers_write_along() {
    let shop = Shop::new(|options| options);
    let engine = Engine::new(shop.store());
    let bought = json!({ "record_purchase": { "amount": "75000", "receipt": "asked" } });
    RUNTIME.block_on(engine.execute(&request("budi", None, &bought))).unwrap();
    let mut given_up = 0;
    for name in Query::NAMES {
        let member = json!({ "card": "CARD-1" });
        let asked = match *name {
            "look_up" | "history" | "statement" => json!({ "member": member }),
            "forecast" => json!({ "member": member, "by": "2027-12-31" }),
            "look_up_purchase" => json!({ "purchase": { "receipt": { "number": "asked" } } }),
            _ => json!({}),
        };
        let asked = question(&json!({ *name: asked }));
        for polls in 0..POLLS_MAX {
            let answer = RUNTIME.block_on(polled(polls, engine.read(&asked)));
            RUNTIME.block_on(shop.done(&engine, &format!("stranger-after-{name}-{polls}")));
            if let Some(answer) = answer {
                answer.unwrap();
                break;
            }
            given_up += 1;
        }
    }
    println!("{} questions given up {given_up} times", Query::NAMES.len());
}

/// The host's own pool, which has one connection.
async fn host() -> PgPool {
    let address: PgConnectOptions = url().parse().unwrap();
    PgPoolOptions::new().max_connections(1).connect_with(address.disable_statement_logging()).await.unwrap()
}

#[test]
fn of_a_hosts_transaction_that_is_dropped_with_its_operation_nothing_stays() {
    let shop = Shop::new(|options| options);
    let (store, pool) = (shop.store(), RUNTIME.block_on(host()));
    let engine = Engine::new(store.clone());
    shop.every_command(async |name, polls| {
        let (who, request) = shop.request(name).await;
        let requests = [request];
        let mut transaction = pool.begin().await.unwrap();
        let inside = store.in_transaction(&mut transaction);
        let answers = polled(polls, engine.execute_in(&inside, &requests)).await;
        drop(inside);
        drop(transaction);
        shop.done(&engine, &format!("stranger-after-{who}")).await;
        // The host's next one, on the same connection.
        let mut transaction = tokio::time::timeout(HANGS, pool.begin()).await.unwrap().unwrap();
        assert_eq!(shop.effects(&who).await, 0, "nobody has committed what {who} did");
        let again = engine.execute_in(&store.in_transaction(&mut transaction), &requests).await.remove(0).unwrap();
        assert!(!again.replay, "{who} meets an operation that was rolled back");
        transaction.commit().await.unwrap();
        assert_eq!(shop.effects(&who).await, 1);
        Case { answer: answers.map(|mut answers| answers.remove(0)), effects: 0 }
    });
}

#[test]
fn a_hosts_transaction_that_goes_on_after_one_was_given_up_has_all_of_it_or_nothing() {
    let shop = Shop::new(|options| options);
    let pool = RUNTIME.block_on(host());
    goes_on(&shop, async || pool.begin().await.unwrap());
}

#[test]
fn so_has_one_on_a_connection_that_was_never_used_before() {
    let shop = Shop::new(|options| options);
    goes_on(&shop, async || host().await.begin().await.unwrap());
}

/// In the host's transaction one operation is given up and the next one is not; then it is committed.
fn goes_on(shop: &Shop, begin: impl AsyncFn() -> Transaction<'static, Postgres>) {
    let store = shop.store();
    let engine = Engine::new(store.clone());
    shop.every_command(async |name, polls| {
        let (who, given_up) = shop.request(name).await;
        let next = format!("next-to-{who}");
        let (given_up, bought) = ([given_up], [request(&next, None, &purchase(1))]);
        let mut transaction = begin().await;
        let inside = store.in_transaction(&mut transaction);
        let answers = polled(polls, engine.execute_in(&inside, &given_up)).await;
        let bought = tokio::time::timeout(HANGS, engine.execute_in(&inside, &bought)).await.expect("waits for ever");
        bought.into_iter().for_each(|bought| drop(bought.unwrap()));
        drop(inside);
        transaction.commit().await.unwrap();
        assert_eq!(shop.effects(&next).await, 1);
        let [given_up] = &given_up;
        shop.settled(&engine, &who, given_up, answers.map(|mut answers| answers.remove(0))).await
    });
}

#[test]
fn a_host_that_gives_up_its_own_begin_takes_none_of_the_stores_writes_along() {
    let shop = Shop::new(|options| options);
    let (store, pool) = (shop.store(), RUNTIME.block_on(host()));
    let engine = Engine::new(store.clone());
    RUNTIME.block_on(async {
        for round in 0..60 {
            let begun = polled(round % 4, pool.begin()).await;
            shop.done(&engine, &format!("stranger-{round}")).await;
            drop(begun);
            let mut transaction = tokio::time::timeout(HANGS, pool.begin()).await.expect("waits for ever").unwrap();
            let who = format!("host-{round}");
            let bought = [request(&who, None, &purchase(1))];
            let answers = engine.execute_in(&store.in_transaction(&mut transaction), &bought).await;
            assert!(answers.iter().all(Result::is_ok), "{answers:?}");
            transaction.commit().await.unwrap();
            assert_eq!(shop.effects(&who).await, 1, "{who}");
        }
        assert_eq!(findings(shop.office.store()).await, Vec::<String>::new());
    });
}
