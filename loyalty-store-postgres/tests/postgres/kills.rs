//! The server is killed under load, again and again: what was acknowledged is there, and nothing is there twice.

#![expect(clippy::arithmetic_side_effects, reason = "operations are counted")]

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use loyalty_engine::Engine;
use loyalty_engine::report::verify;
use loyalty_engine::testing::block_on;
use loyalty_engine::testing::rng::Rng;
use loyalty_store_postgres::PostgresStore;
use serde_json::{Value, json};
use tokio::sync::Notify;

use crate::server::Server;
use crate::support::{RUNTIME, number};

const WRITERS: usize = 8;
const MEMBERS: u64 = 5;

/// Somebody at a till, and what they remember of it.
struct Writer {
    name: usize,
    engine: Arc<Engine>,
    rng: Rng,
    asked: u64,
    acknowledged: Vec<(Value, Value)>,
    /// What the last answer left open, and whether it may have happened.
    open: Option<(Value, bool)>,
    unsure: u64,
    settled_as_done: u64,
}

/// How far everybody is, for whoever waits for the moment to strike.
#[derive(Default)]
struct Progress {
    acknowledged: AtomicU64,
    strike_at: AtomicU64,
    strike: Notify,
}

impl Progress {
    fn one_more(&self) {
        if self.acknowledged.fetch_add(1, Ordering::SeqCst) + 1 == self.strike_at.load(Ordering::SeqCst) {
            self.strike.notify_one();
        }
    }
}

impl Writer {
    fn next(&mut self) -> Value {
        self.asked += 1;
        let member = json!({ "card": format!("CARD-{}", self.rng.below(MEMBERS)) });
        let name = format!("{}-{}", self.name, self.asked);
        let command = match self.rng.below(4) {
            0 => json!({ "redeem": { "member": member, "reward": { "kind": "voucher_50k" } } }),
            _ => json!({ "record_purchase": { "member": member, "amount": "75000", "receipt": format!("R-{name}") } }),
        };
        call(&command, Some(&format!("K-{name}")))
    }

    /// Asks without end, until the server is gone.
    async fn work(mut self, progress: Arc<Progress>) -> Writer {
        loop {
            let asked = self.next();
            let answer = ask(&self.engine, &asked).await;
            match doing(&answer) {
                None => {
                    assert!(!is_replay(&answer), "doubled: {asked} is new, and is answered {answer}");
                    self.acknowledged.push((asked, answer));
                    progress.one_more();
                }
                Some(doing) => {
                    self.unsure += u64::from(doing == "unknown");
                    self.open = Some((asked, doing == "unknown"));
                    return self;
                }
            }
        }
    }

    /// Asks again, under the same key, what was left open.
    async fn settle(mut self) -> Writer {
        if let Some((asked, may_be_done)) = self.open.take() {
            let answer = ask(&self.engine, &asked).await;
            assert_eq!(doing(&answer), None, "the server runs again: {answer}");
            assert!(may_be_done || !is_replay(&answer), "said not to be done, and was: {asked}: {answer}");
            self.settled_as_done += u64::from(is_replay(&answer));
            self.acknowledged.push((asked, answer));
        }
        self
    }

    /// Asks everything again: each must be answered as it was.
    async fn look_back(self) -> Writer {
        for (asked, before) in &self.acknowledged {
            let mut expected = before.clone();
            if let Some(outcome) = expected.get_mut("ok") {
                outcome["replay"] = json!(true);
            }
            assert_eq!(ask(&self.engine, asked).await, expected, "lost: {asked} was acknowledged");
        }
        self
    }
}

fn call(command: &Value, key: Option<&str>) -> Value {
    json!({ "program": "kopi-hub", "actor": { "role": "owner", "id": "budi" }, "key": key, "command": command })
}

async fn ask(engine: &Engine, call: &Value) -> Value {
    serde_json::from_str(&engine.call(call.to_string().as_bytes()).await).unwrap()
}

fn is_replay(answer: &Value) -> bool {
    answer["ok"]["replay"] == json!(true)
}

/// What is known of a change without an answer; nothing when there was an outcome or a refusal.
fn doing(answer: &Value) -> Option<&str> {
    if answer.get("ok").is_some() || answer["error"]["kind"] == json!("refused") {
        return None;
    }
    assert_eq!(answer["error"]["kind"], json!("unavailable"), "{answer}");
    Some(answer["error"]["outcome"].as_str().unwrap())
}

fn open_shop(engine: &Engine) {
    let rules = include_str!("../../../examples/rules/kopi-hub.toml");
    let numbers: Vec<String> = (0..MEMBERS).map(|n| format!("CARD-{n}")).collect();
    let people = (0..MEMBERS).map(|n| {
        let card = json!({ "number": format!("CARD-{n}") });
        json!({ "activate": { "card": card, "name": "Sari", "phone": format!("0812345678{n}") } })
    });
    let publish = json!({ "publish_rules": { "rules": { "text": rules } } });
    for command in [publish, json!({ "issue_cards": { "numbers": numbers } })].into_iter().chain(people) {
        let answer = RUNTIME.block_on(ask(engine, &call(&command, None)));
        assert!(answer.get("ok").is_some(), "{answer}");
    }
}

/// Half of them each have an engine and a connection of their own; the others share an engine and its commits.
fn writers(server: &Server, seed: u64) -> Vec<Writer> {
    let connect = |connections| {
        let options = server.options().connections(connections);
        Arc::new(RUNTIME.block_on(PostgresStore::connect(options)).unwrap())
    };
    let shared = connect(2);
    let shared = Arc::new(Engine::new(shared.clone()).grouped(shared.spawner()));
    open_shop(&shared);
    let writer = |name| {
        let engine = if name % 2 == 0 { Arc::clone(&shared) } else { Arc::new(Engine::new(connect(1))) };
        let rng = Rng::new(seed.wrapping_add(name as u64));
        Writer { name, engine, rng, asked: 0, acknowledged: vec![], open: None, unsure: 0, settled_as_done: 0 }
    };
    (0..WRITERS).map(writer).collect()
}

/// Everybody works until the server is killed, at a moment that nobody knows.
fn work_until_killed(server: &mut Server, writers: Vec<Writer>, operations: u64) -> Vec<Writer> {
    let progress = Arc::new(Progress::default());
    progress.strike_at.store(operations, Ordering::SeqCst);
    let tasks: Vec<_> = writers.into_iter().map(|writer| RUNTIME.spawn(writer.work(Arc::clone(&progress)))).collect();
    RUNTIME.block_on(progress.strike.notified());
    server.kill();
    tasks.into_iter().map(|task| RUNTIME.block_on(task).unwrap()).collect()
}

/// Everybody does it at the same time.
fn all<F: Future<Output = Writer> + Send + 'static>(writers: Vec<Writer>, each: fn(Writer) -> F) -> Vec<Writer> {
    let tasks: Vec<_> = writers.into_iter().map(|writer| RUNTIME.spawn(each(writer))).collect();
    tasks.into_iter().map(|task| RUNTIME.block_on(task).unwrap()).collect()
}

/// The stamps and the rewards handed over that the acknowledged answers speak of, and those that are stored.
fn check_figures(server: &Server, writers: &[Writer]) {
    let outcomes = || writers.iter().flat_map(|writer| &writer.acknowledged).map(|(_, answer)| &answer["ok"]);
    let bought = outcomes().filter(|outcome| outcome["operation"] == json!("record_purchase")).count() as i64;
    let redeemed = outcomes().filter(|outcome| outcome["operation"] == json!("redeem")).count() as i64;
    let sql = "SELECT set_config('loyalty_engine.program', 'kopi-hub', false), (SELECT count(*) FROM loyalty.purchase),
                      (SELECT count(*) FROM loyalty.stamp),
                      (SELECT count(*) FROM loyalty.reward WHERE status = 'redeemed')";
    let (_, purchases, stamps, rewards): (String, i64, i64, i64) =
        RUNTIME.block_on(async { sqlx::query_as(sql).fetch_one(&mut server.connection().await).await }).unwrap();
    assert_eq!((purchases, stamps, rewards), (bought, bought + MEMBERS as i64, redeemed));
}

#[test]
fn a_server_that_is_killed_under_load_loses_nothing_and_doubles_nothing() {
    let (kills, seed) = (number("LOYALTY_KILLS", 2), number("LOYALTY_SEED", 2026));
    let mut rng = Rng::new(seed);
    let mut server = Server::start();
    RUNTIME.block_on(PostgresStore::migrate(&server.options())).unwrap();
    let mut writers = writers(&server, seed);
    for _ in 0..kills {
        writers = work_until_killed(&mut server, writers, 1 + rng.below(800));
        server.start_again();
        // All of them before anybody goes on: the next kill must not come into this.
        writers = all(writers, Writer::settle);
    }
    let writers = all(writers, Writer::look_back);
    check_figures(&server, &writers);
    let findings = block_on(verify(writers[0].engine.store(), &"kopi-hub".parse().unwrap())).unwrap();
    assert_eq!(findings, vec![]);
    let sum = |figure: fn(&Writer) -> u64| writers.iter().map(figure).sum::<u64>();
    let operations = sum(|writer| writer.acknowledged.len() as u64);
    let (unsure, done) = (sum(|writer| writer.unsure), sum(|writer| writer.settled_as_done));
    println!(
        "seed {seed}: {operations} operations, {kills} kills, 0 violations; {unsure} were unsure, {done} of them done"
    );
    assert!(operations >= kills, "{operations} operations are too few to mean anything");
}
