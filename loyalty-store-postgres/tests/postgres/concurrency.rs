//! Eight tills, each with a connection of its own, ask for the same thing at the same moment: exactly one has it, and
//! every other is told why not. A shop that looks and then writes fails the same check.

#![expect(clippy::arithmetic_side_effects, reason = "clients and rounds are counted")]

use std::collections::BTreeMap;
use std::sync::Arc;

use loyalty_engine::report::verify;
use loyalty_engine::testing::block_on;
use loyalty_engine::testing::rng::Rng;
use loyalty_engine::{Call, Engine, Request};
use loyalty_store_postgres::PostgresStore;
use serde_json::{Value, json};
use tokio::sync::Barrier;

use crate::naive::Naive;
use crate::races::{RACES, Race, Said, command};
use crate::support::{Database, RUNTIME, Schema};

/// One more stamp fills a card.
pub const AT_ACTIVATION: i64 = 9;
/// Stamps a day, where there is a limit.
pub const LIMIT: i64 = 3;
const ROUNDS: u64 = 25;
const ENGINES: usize = 8;

/// Where everybody asks.
#[derive(Clone)]
enum Shop {
    Engines { program: &'static str, engines: Vec<Arc<Engine>> },
    Naive(Arc<Naive>),
}

impl Shop {
    /// Engines of processes of their own: each with one connection.
    fn of_eight(schema: &Schema) -> Shop {
        Shop::of(|_| schema.store_with(schema.options().connections(1)))
    }

    fn of(store: impl Fn(usize) -> Arc<PostgresStore>) -> Shop {
        let engine = |n| Arc::new(Engine::new(store(n)));
        Shop::Engines { program: "eight", engines: (0..ENGINES).map(engine).collect() }
    }

    /// One process, in which whoever comes at the same moment shares a commit.
    fn of_one(schema: &Schema) -> Shop {
        let store = schema.store();
        let engine = Engine::new(store.clone()).grouped(store.spawner());
        Shop::Engines { program: "grouped", engines: vec![Arc::new(engine)] }
    }

    async fn ask(&self, client: usize, asked: &Value, meets: bool) -> Value {
        match self {
            Shop::Naive(naive) => naive.ask(client, asked, meets).await,
            Shop::Engines { program, engines } => {
                let engine = &engines[client % engines.len()];
                serde_json::from_str(&engine.call(call(program, asked).to_string().as_bytes()).await).unwrap()
            }
        }
    }

    /// Publishes the rules.
    fn open(&self, limited: bool) {
        let rules = include_str!("../../../examples/rules/kopi-hub.toml");
        let mut rules = rules.replace("at_activation = 1 ", &format!("at_activation = {AT_ACTIVATION} "));
        if limited {
            rules = rules.replace("min_amount", &format!("max_per_day = {LIMIT}\nmin_amount"));
        }
        let publish = json!({ "command": { "publish_rules": { "rules": { "text": rules } } } });
        let answer = RUNTIME.block_on(self.ask(0, &publish, false));
        assert!(answer.get("ok").is_some(), "{answer}");
    }

    /// Everything that is kept is what the events make of it.
    fn check_kept(&self) {
        let Shop::Engines { program, engines } = self else { return };
        assert_eq!(block_on(verify(engines[0].store(), &program.parse().unwrap())), Ok(vec![]), "{program}");
    }
}

fn call(program: &str, asked: &Value) -> Value {
    let actor = json!({ "role": "owner", "id": "budi" });
    let at = "2026-03-02T09:00:00+07:00";
    json!({ "program": program, "actor": actor, "at": at, "key": asked["key"], "command": asked["command"] })
}

/// Everybody is at the door before it opens; who stands in front differs from round to round.
fn race(shop: &Shop, race: &Race, round: u64, at_once: bool) -> Result<(), String> {
    let prepared: Vec<Value> =
        (race.prepare)(round).iter().map(|asked| RUNTIME.block_on(shop.ask(0, asked, false))).collect();
    assert!(prepared.iter().all(|answer| answer.get("ok").is_some()), "{}: {prepared:?}", race.name);
    let mut clients: Vec<usize> = (0..race.clients).collect();
    let mut rng = Rng::new(round);
    (1..clients.len()).for_each(|last| clients.swap(last, rng.index(last + 1)));
    let asked: Vec<(usize, Value)> =
        clients.iter().enumerate().map(|(place, n)| (place, (race.ask)(round, *n, &prepared))).collect();
    let said = if at_once { together(shop, asked) } else { in_turn(shop, asked) };
    (race.judge)(&said).map_err(|why| format!("{}, round {round}: {why}: {said:#?}", race.name))
}

fn together(shop: &Shop, asked: Vec<(usize, Value)>) -> Vec<Said> {
    let door = Arc::new(Barrier::new(asked.len()));
    let tasks: Vec<_> = asked
        .into_iter()
        .map(|(client, asked)| {
            let (shop, door) = (shop.clone(), Arc::clone(&door));
            RUNTIME.spawn(async move {
                door.wait().await;
                let answer = shop.ask(client, &asked, true).await;
                Said { asked, answer }
            })
        })
        .collect();
    tasks.into_iter().map(|task| RUNTIME.block_on(task).unwrap()).collect()
}

fn in_turn(shop: &Shop, asked: Vec<(usize, Value)>) -> Vec<Said> {
    let ask = |(client, asked)| {
        let answer = RUNTIME.block_on(shop.ask(client, &asked, false));
        Said { asked, answer }
    };
    asked.into_iter().map(ask).collect()
}

fn rounds(race: &Race) -> u64 {
    if race.clients > ENGINES { ROUNDS / 5 } else { ROUNDS }
}

fn run_all(shop_of: fn(&Schema) -> Shop) {
    for one in RACES {
        let schema = Schema::new();
        let shop = shop_of(&schema);
        shop.open(one.limited);
        for round in 0..rounds(one) {
            race(&shop, one, round, true).unwrap_or_else(|why| panic!("{why}"));
        }
        shop.check_kept();
    }
}

#[test]
fn of_eight_connections_that_want_the_same_exactly_one_has_it() {
    run_all(Shop::of_eight);
}

#[test]
fn of_eight_callers_who_share_commits_exactly_one_has_it() {
    run_all(Shop::of_one);
}

#[test]
fn a_shop_that_looks_and_then_writes_fails_every_race() {
    for one in RACES {
        let schema = Schema::new();
        let shop = Shop::Naive(Arc::new(Naive::open(&schema, one.limited, one.clients)));
        // One after another it is right: what it fails at is the race.
        race(&shop, one, 0, false).unwrap_or_else(|why| panic!("{why}"));
        assert!(race(&shop, one, 1, true).is_err(), "{}: nobody noticed", one.name);
    }
}

/// Every batch names all of them, each in another order: nobody may wait for somebody who waits for them.
#[test]
fn batches_that_want_the_same_names_in_other_orders_never_wait_for_each_other() {
    const NAMES: u64 = 120;
    let database = Database::new("deadlocks");
    let store = |_| Arc::new(RUNTIME.block_on(PostgresStore::connect(database.options().connections(1))).unwrap());
    let shop = Shop::of(store);
    shop.open(false);
    let Shop::Engines { program, engines } = &shop else { return };
    let mut rng = Rng::new(7);
    for round in 0..5 {
        let with_phone = |n: u64| command(json!({ "register": { "name": "Sari", "phone": phone(round, n) } }));
        let with_key =
            |n: u64| json!({ "key": format!("K-{round}-{n}"), "command": { "register": { "name": "Dewi" } } });
        let sale = |n: u64| {
            let sale = json!({ "member": { "phone": phone(round, n) }, "amount": "75000" });
            command(json!({ "record_purchase": sale }))
        };
        let mut rush = |ask: &dyn Fn(u64) -> Value| {
            at_once(engines, engines.iter().map(|_| shuffled(program, ask, NAMES, &mut rng)).collect())
        };
        let (first, again) = (NAMES as usize, NAMES as usize * (ENGINES - 1));
        assert_eq!(counted(rush(&with_phone)), [("ok".to_owned(), first), ("phone_taken".to_owned(), again)].into());
        for ask in [&with_key as &dyn Fn(u64) -> Value, &sale] {
            assert_eq!(counted(rush(ask)), [("ok".to_owned(), first + again)].into());
        }
    }
    shop.check_kept();
    drop(shop);
    assert_eq!(database.deadlocks(), 0);
}

fn shuffled(program: &str, ask: &dyn Fn(u64) -> Value, names: u64, rng: &mut Rng) -> Vec<Request> {
    let mut order: Vec<u64> = (0..names).collect();
    (1..order.len()).for_each(|last| order.swap(last, rng.index(last + 1)));
    let request = |n| match Call::parse(call(program, &ask(n)).to_string().as_bytes()) {
        Ok(Call::Command(request)) => *request,
        other => panic!("{other:?}"),
    };
    order.into_iter().map(request).collect()
}

fn counted(codes: Vec<String>) -> BTreeMap<String, usize> {
    codes.into_iter().fold(BTreeMap::new(), |mut counts, code| {
        *counts.entry(code).or_default() += 1;
        counts
    })
}

/// The code of every answer.
fn at_once(engines: &[Arc<Engine>], batches: Vec<Vec<Request>>) -> Vec<String> {
    let door = Arc::new(Barrier::new(engines.len()));
    let tasks: Vec<_> = engines
        .iter()
        .zip(batches)
        .map(|(engine, batch)| {
            let (engine, door) = (Arc::clone(engine), Arc::clone(&door));
            RUNTIME.spawn(async move {
                door.wait().await;
                engine.execute_all(&batch).await
            })
        })
        .collect();
    let results = tasks.into_iter().flat_map(|task| RUNTIME.block_on(task).unwrap());
    results
        .map(|result| match result {
            Ok(_) => "ok".to_owned(),
            Err(error) => json!(error)["code"].as_str().map_or_else(|| error.to_string(), str::to_owned),
        })
        .collect()
}

/// Somebody's phone, another one in each round.
pub fn phone(round: u64, n: u64) -> String {
    format!("0812{:08}", round * 1_000 + n)
}
