//! Targets C1 to C5: searches among a million members of one program on a PostgreSQL server, and purchases of theirs.

use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use loyalty_benchmarks::postgres::ours::{Commits, open, runtime};
use loyalty_benchmarks::postgres::programs::Psql;
use loyalty_benchmarks::postgres::proxy::{Proxy, measured};
use loyalty_benchmarks::shop::KOPI_HUB;
use loyalty_benchmarks::target::Goal::{AtLeast, AtMost};
use loyalty_benchmarks::target::{Target, median};
use loyalty_engine::member::Profile;
use loyalty_engine::read::Answer;
use loyalty_engine::time::Moment;
use loyalty_engine::{Call, Engine, Outcome, Request};
use serde_json::{Value, json};
use tokio::runtime::Runtime;

const MEMBERS: u32 = 1_000_000;
const SCHEMA: &str = "bench_customers";
/// How many pages of each search are turned, and how often.
const PAGES: usize = 10;
const ROUNDS: usize = 5;

type Part = (&'static str, fn(&Bench));

/// What can be asked for by name.
const PARTS: [Part; 2] = [("purchase", purchase), ("search", search)];

fn main() -> ExitCode {
    // Cargo adds options of its own.
    let words: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    if let Some(word) = words.iter().find(|word| !PARTS.iter().any(|(name, _)| name == word)) {
        eprintln!("no part is called `{word}`; there are: {}", PARTS.map(|(name, _)| name).join(", "));
        return ExitCode::FAILURE;
    }
    let (Ok(url), Ok(admin_url)) = (std::env::var("DATABASE_URL"), std::env::var("DATABASE_ADMIN_URL")) else {
        eprintln!("DATABASE_URL and DATABASE_ADMIN_URL name one database, as its owner and as a superuser");
        return ExitCode::FAILURE;
    };
    for (_, part) in PARTS.iter().filter(|(name, _)| words.is_empty() || words.iter().any(|word| word == name)) {
        let bench = Bench::new(&url, &admin_url);
        part(&bench);
        bench.drop();
    }
    ExitCode::SUCCESS
}

/// A program and its store.
struct Bench {
    url: String,
    admin: Psql,
    runtime: Runtime,
    engine: Arc<Engine>,
}

impl Bench {
    fn new(url: &str, admin_url: &str) -> Bench {
        let (admin, runtime) = (Psql::new(admin_url), runtime());
        admin.run(&[&format!("DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")]);
        let engine = open(&runtime, url, SCHEMA, Commits::Single);
        Bench { url: url.to_owned(), admin, runtime, engine }
    }

    fn publish(&self, rules: &str) {
        self.done(&self.engine, &command(&json!({ "publish_rules": { "rules": { "text": rules } } })));
    }

    fn done(&self, engine: &Engine, request: &Request) -> Outcome {
        self.runtime.block_on(engine.execute(request)).unwrap()
    }

    /// A million members, without asking the engine for each.
    fn fill(&self) {
        let begun = Instant::now();
        let fill = FILL.replace("{}", SCHEMA).replace("{n}", &MEMBERS.to_string());
        self.admin.run(&fill.split("\n\n").collect::<Vec<_>>());
        let size = format!("SELECT pg_size_pretty(pg_total_relation_size('{SCHEMA}.gram'))");
        let (grams, size) = (self.count("gram"), self.admin.run(&[&size]).join(" "));
        println!("{MEMBERS} members, {grams} grams ({size}), made in {:.0} s\n", begun.elapsed().as_secs_f64());
        self.check_grams();
    }

    fn drop(&self) {
        self.admin.run(&[&format!("DROP SCHEMA {SCHEMA} CASCADE")]);
    }

    fn count(&self, table: &str) -> String {
        self.admin.run(&[&format!("SELECT count(*) FROM {SCHEMA}.{table}")]).join(" ")
    }

    /// What was made here is what the engine would have made.
    fn check_grams(&self) {
        let sql = format!("SELECT state || '|' || grams::text FROM {SCHEMA}.profile ORDER BY md5(id::text) LIMIT 200");
        for line in self.admin.run(&[&sql]) {
            let (state, grams) = line.split_once('|').unwrap();
            let profile: Profile = serde_json::from_str(state).unwrap();
            let mut made: Vec<i64> =
                grams.trim_matches(['{', '}']).split(',').map(|gram| gram.parse().unwrap()).collect();
            made.sort_unstable();
            assert_eq!(made, profile.grams().into_iter().collect::<Vec<_>>(), "{state}");
        }
    }

    /// How often a table of ours was read as a whole so far.
    fn whole(&self) -> String {
        // What a session has counted it tells the others a moment later.
        std::thread::sleep(Duration::from_secs(2));
        let sql = format!("SELECT sum(seq_scan) FROM pg_stat_user_tables WHERE schemaname = '{SCHEMA}'");
        self.admin.run(&[&sql]).join(" ")
    }

    /// Turns the first pages of a list: how long each took, in milliseconds, and how many members were found.
    fn turn(&self, list: &Value) -> (Vec<f64>, usize) {
        let (mut list, mut times, mut found) = (list.clone(), Vec::new(), 0);
        for _ in 0..PAGES {
            let begun = Instant::now();
            let Call::Query(question) = call("query", &json!({ "list_members": list })) else { panic!() };
            let Answer::Members(page) = self.runtime.block_on(self.engine.read(&question)).unwrap() else { panic!() };
            times.push(begun.elapsed().as_secs_f64() * 1e3);
            found += page.members.len();
            let Some(next) = page.next else { break };
            list["after"] = json!(next);
        }
        (times, found)
    }
}

fn call(sort: &str, asked: &Value) -> Call {
    let call = json!({ "program": "kopi-hub", "actor": { "role": "owner", "id": "budi" }, sort: asked });
    Call::parse(call.to_string().as_bytes()).unwrap()
}

fn command(asked: &Value) -> Request {
    let Call::Command(request) = call("command", asked) else { panic!() };
    *request
}

/// Names, phones and addresses as a coffee shop in Jakarta has them; one in two hundred is a VIP, one in a thousand
/// blocked. What is apart by an empty line is a transaction of its own.
const FILL: &str = include_str!("../sql/customers.sql");

/// Searches of every sort.
fn searches() -> Vec<(&'static str, Value)> {
    vec![
        ("a rare name", json!({ "search": "quetzal" })),
        ("a common name", json!({ "search": "budi" })),
        ("two common names together", json!({ "search": "oscar zulkarnain" })),
        ("common letters in a rare order", json!({ "search": "sansari" })),
        ("four digits of a phone", json!({ "search": "4567" })),
        ("a whole phone", json!({ "search": "0812345678" })),
        ("part of an address", json!({ "search": "wulan.halim1" })),
        ("a domain", json!({ "search": "@gmail.com" })),
        ("nothing found", json!({ "search": "xylophon" })),
        ("two letters", json!({ "search": "wu" })),
        ("one letter", json!({ "search": "z" })),
        ("blocked, with a common name", json!({ "search": "budi", "status": "blocked" })),
        ("VIPs, with a common name", json!({ "search": "santoso", "kind": "vip" })),
        ("VIPs, with a rare name", json!({ "search": "quetzal", "kind": "vip" })),
        ("VIPs", json!({ "kind": "vip" })),
        ("blocked", json!({ "status": "blocked" })),
        ("blocked VIPs", json!({ "status": "blocked", "kind": "vip" })),
        ("gold, which few are", json!({ "level": "gold" })),
        ("bronze, which most are", json!({ "level": "bronze" })),
        ("silver, with a common name", json!({ "level": "silver", "search": "budi" })),
        ("gold, with a common name", json!({ "level": "gold", "search": "budi" })),
        ("gold VIPs", json!({ "level": "gold", "kind": "vip" })),
        ("everybody", json!({})),
    ]
}

fn search(bench: &Bench) {
    bench.publish(KOPI_HUB);
    bench.fill();
    let (whole, mut slowest, mut worst) = (bench.whole(), 0.0_f64, 0.0_f64);
    for (name, list) in searches() {
        bench.turn(&list);
        let (mut times, mut found) = (Vec::new(), 0);
        for _ in 0..ROUNDS {
            let (more, n) = bench.turn(&list);
            times.extend(more);
            found = n;
        }
        let (middle, most) = (median(&times), times.iter().copied().fold(0.0, f64::max));
        (slowest, worst) = (slowest.max(middle), worst.max(most));
        println!("{name:32} {found:5} found   median {middle:8.2} ms   worst {most:8.2} ms");
    }
    assert_eq!(bench.whole(), whole, "a table was read as a whole");
    println!("\nno table was read as a whole");
    let like = |part: &str| {
        let sql = format!(
            "SELECT m.id FROM {SCHEMA}.member m JOIN {SCHEMA}.profile f ON f.program = m.program AND f.id = m.id
             WHERE m.program = 'kopi-hub' AND f.search LIKE '%{part}%' ORDER BY m.id LIMIT 100"
        );
        bench.admin.time(&[&sql, &sql]).as_secs_f64() * 1e3 / 2.0
    };
    for part in ["quetzal", "budi", "812345678", "xylophon"] {
        println!("LIKE '%{part}%' without an index {:>40.2} ms", like(part));
    }
    let ours = median(&(0..ROUNDS).flat_map(|_| bench.turn(&json!({ "search": "xylophon" })).0).collect::<Vec<_>>());
    for (target, measured) in [
        (Target { name: "C1", what: "the slowest search's median page, in ms", goal: AtMost(10.0) }, slowest),
        (Target { name: "C2", what: "the worst page of all, in ms", goal: AtMost(50.0) }, worst),
        (Target { name: "C3", what: "nothing found, against LIKE", goal: AtLeast(50.0) }, like("xylophon") / ours),
    ] {
        println!("{}   {}", target.verdict(measured), target.what);
    }
}

/// Stamps, points and levels at once.
const EVERYTHING: &str = include_str!("../../examples/rules/warung-bersama.toml");
/// Two milliseconds there and as many back.
const DELAY: Duration = Duration::from_millis(2);
/// Purchases that are timed, each way.
const TIMED: u32 = 200;
/// Purchases of one who comes often, and of one who comes seldom, over as many days.
const OFTEN: i64 = 10_000;
const SELDOM: i64 = 10;
const DAYS: i64 = 3 * 365;

fn purchase(bench: &Bench) {
    bench.publish(EVERYTHING);
    let trips = round_trips(bench);
    let cost = often_and_seldom(bench);
    for (target, measured) in [
        (
            Target {
                name: "C4",
                what: "a stamp, points and a level by one purchase, in round trips",
                goal: AtMost(2.5),
            },
            trips,
        ),
        (Target { name: "C5", what: "a purchase after 10 000 against one after 10", goal: AtMost(1.2) }, cost),
    ] {
        println!("{}   {}", target.verdict(measured), target.what);
    }
    println!();
}

fn round_trips(bench: &Bench) -> f64 {
    let (_proxy, through) = Proxy::before(&bench.url, DELAY);
    let far = open(&bench.runtime, &through, SCHEMA, Commits::Single);
    let member = |n: u32| json!({ "phone": format!("+62812{n:08}") });
    for n in 0..TIMED * 2 {
        let mut register = member(n);
        register["name"] = json!("Sari");
        bench.done(&bench.engine, &command(&json!({ "register": register })));
    }
    let timed = |engine: &Engine, first: u32| {
        let times = (first..first + TIMED).map(|n| {
            let bought = command(&json!({ "record_purchase": { "member": member(n), "amount": "600000" } }));
            let begun = Instant::now();
            let outcome = bench.done(engine, &bought).view();
            let time = begun.elapsed().as_secs_f64();
            assert!(!outcome.stamps.is_empty() && outcome.points.is_some() && outcome.level.is_some(), "{outcome:?}");
            time
        });
        median(&times.collect::<Vec<_>>())
    };
    let (far, near, round_trip) = (timed(&far, 0), timed(&bench.engine, TIMED), measured(DELAY).as_secs_f64());
    println!(
        "a stamp, points and a level: {:.2} ms, and {:.2} ms where a round trip takes {:.2} ms more",
        near * 1e3,
        far * 1e3,
        round_trip * 1e3
    );
    (far - near) / round_trip
}

/// What a purchase takes of one who has bought often, as a part of what it takes of one who has not.
fn often_and_seldom(bench: &Bench) -> f64 {
    let today = Moment::parse("2026-06-30T10:00:00+07:00").unwrap().micros();
    let day = 86_400_000_000;
    let buyer = |phone: &str, purchases: i64| {
        let register = command(&json!({ "register": { "name": "Budi", "phone": phone } }));
        let began = Moment::from_micros(today - DAYS * day).unwrap();
        let member = json!({ "id": bench.done(&bench.engine, &register.at(began)).member() });
        let requests = (0..purchases).map(|n| {
            let at = Moment::from_micros(today - DAYS * day + DAYS * day * n / purchases).unwrap();
            command(&json!({ "record_purchase": { "member": member, "amount": "75000" } })).at(at)
        });
        for batch in requests.collect::<Vec<_>>().chunks(250) {
            let answers = bench.runtime.block_on(bench.engine.execute_all(batch));
            answers.into_iter().for_each(|answer| drop(answer.unwrap()));
        }
        member
    };
    let (often, seldom) = (buyer("+6281100000001", OFTEN), buyer("+6281100000002", SELDOM));
    let (mut of_often, mut of_seldom) = (Vec::new(), Vec::new());
    for n in 0..i64::from(TIMED) {
        for (member, times) in [(&often, &mut of_often), (&seldom, &mut of_seldom)] {
            let at = Moment::from_micros(today + n * 1_000_000).unwrap();
            let bought = command(&json!({ "record_purchase": { "member": member, "amount": "1000" } })).at(at);
            let begun = Instant::now();
            bench.done(&bench.engine, &bought);
            times.push(begun.elapsed().as_secs_f64());
        }
    }
    let sizes = format!(
        "SELECT string_agg(length(state::text)::text, ' and ' ORDER BY id) FROM {SCHEMA}.member \
                         WHERE id IN ({}, {})",
        literal(&often),
        literal(&seldom)
    );
    println!(
        "after {OFTEN} purchases {:.2} ms, after {SELDOM} {:.2} ms; bytes of state: {}",
        median(&of_often) * 1e3,
        median(&of_seldom) * 1e3,
        bench.admin.run(&[&sizes]).join(" ")
    );
    median(&of_often) / median(&of_seldom)
}

fn literal(member: &Value) -> String {
    format!("'{}'", member["id"].as_str().unwrap())
}
