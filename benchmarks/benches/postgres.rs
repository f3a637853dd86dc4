//! Targets P6 to P15: one PostgreSQL server at its usual durability, the yardsticks on it, and us, in one run.

use std::cell::{OnceCell, RefCell};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use loyalty_benchmarks::postgres::django::Django;
use loyalty_benchmarks::postgres::ours::{Commits, callers, import, open, runtime};
use loyalty_benchmarks::postgres::pgbench::{Pgbench, Script};
use loyalty_benchmarks::postgres::programs::Psql;
use loyalty_benchmarks::postgres::proxy::{Proxy, measured};
use loyalty_benchmarks::postgres::settling;
use loyalty_benchmarks::postgres::twin::Twin;
use loyalty_benchmarks::quiet;
use loyalty_benchmarks::rounds::Rounds;
use loyalty_benchmarks::shop::{KOPI_HUB, Plan, Shop};
use loyalty_benchmarks::target::Goal::{AtLeast, AtMost};
use loyalty_benchmarks::target::{Target, median};
use loyalty_engine::Engine;
use tokio::runtime::Runtime;

const MEMBERS: usize = 100_000;
const ROUNDS: usize = 5;
const SECONDS: u64 = 4;
/// Where the work is large the rounds are few.
const ROUNDS_LARGE: usize = 3;
const SCHEMA: &str = "bench_loyalty";

type Part = (&'static str, fn(&Bench));

/// What can be asked for by name.
const PARTS: [Part; 11] = [
    ("yardsticks", yardsticks),
    ("P6", one_caller_against_pgbench),
    ("P7", one_caller_against_django),
    ("P8", grouped_alone),
    ("P9", |bench| many_callers(bench, 64, "P9", "64 callers against pgbench simple-update with 16 clients", 2.5)),
    ("P10", |bench| many_callers(bench, 256, "P10", "256 callers against pgbench simple-update with 16 clients", 4.0)),
    ("P11", all_of_us_against_all_of_django),
    ("P12", round_trips),
    ("P13", importing),
    ("P14", settling_a_day),
    ("P15", many_members_against_few),
];

fn main() -> ExitCode {
    // Cargo adds options of its own.
    let words: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    let known = |word: &String| PARTS.iter().any(|(name, _)| name.eq_ignore_ascii_case(word));
    if let Some(word) = words.iter().find(|word| !known(word)) {
        eprintln!("no part is called `{word}`; there are: {}", PARTS.map(|(name, _)| name).join(", "));
        return ExitCode::FAILURE;
    }
    let (Ok(url), Ok(admin_url)) = (std::env::var("DATABASE_URL"), std::env::var("DATABASE_ADMIN_URL")) else {
        eprintln!("DATABASE_URL and DATABASE_ADMIN_URL name one database, as its owner and as a superuser");
        return ExitCode::FAILURE;
    };
    let bench = Bench::new(url, admin_url);
    let wanted = |name: &str| words.is_empty() || words.iter().any(|word| name.eq_ignore_ascii_case(word));
    for (name, part) in PARTS {
        if wanted(name) {
            bench.admin.run(&["CHECKPOINT"]);
            part(&bench);
        }
    }
    ExitCode::SUCCESS
}

/// The database, and what was made in it because a part needed it.
struct Bench {
    url: String,
    admin_url: String,
    admin: Psql,
    runtime: Runtime,
    pgbench: OnceCell<Pgbench>,
    django: OnceCell<Django>,
    ours: OnceCell<Ours>,
}

/// A shop, and two engines on its tables.
struct Ours {
    shop: RefCell<Shop>,
    single: Arc<Engine>,
    grouped: Arc<Engine>,
}

impl Bench {
    fn new(url: String, admin_url: String) -> Bench {
        let admin = Psql::new(&admin_url);
        let (pgbench, django, ours) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
        let bench = Bench { url, admin_url, admin, runtime: runtime(), pgbench, django, ours };
        let database = "SELECT current_database()";
        assert_eq!(Psql::new(&bench.url).run(&[database]), bench.admin.run(&[database]), "both name one database");
        for setting in ["fsync", "synchronous_commit", "full_page_writes"] {
            assert_eq!(bench.admin.run(&[&format!("SHOW {setting}")]), ["on"], "{setting} is on by default");
        }
        println!("PostgreSQL {}, durable\n", bench.admin.run(&["SHOW server_version"]).join(" "));
        bench
    }

    fn pgbench(&self, script: Script, clients: usize) -> f64 {
        self.pgbench.get_or_init(|| Pgbench::prepare(&self.url, MEMBERS)).run(script, clients, SECONDS)
    }

    fn django(&self, processes: usize) -> f64 {
        self.django.get_or_init(|| Django::prepare(&self.url, MEMBERS)).run(processes, SECONDS as f64)
    }

    /// What Django does when it uses both cores, with as many processes as suit it best.
    fn django_at_its_best(&self) -> f64 {
        self.django(2).max(self.django(8))
    }

    fn ours(&self) -> &Ours {
        let make = || {
            let shop = self.shop(SCHEMA, MEMBERS);
            let grouped = open(&self.runtime, &self.url, SCHEMA, Commits::Grouped);
            Ours { single: shop.engine.clone(), grouped, shop: RefCell::new(shop) }
        };
        self.ours.get_or_init(make)
    }

    /// A shop on tables of its own.
    fn shop(&self, schema: &str, members: usize) -> Shop {
        let never = "2099-12-31".parse().unwrap();
        self.planned_shop(schema, &Plan { members, rules: KOPI_HUB, at: None, ends: &|_| never })
    }

    fn planned_shop(&self, schema: &str, plan: &Plan<'_>) -> Shop {
        self.drop(schema);
        let engine = open(&self.runtime, &self.url, schema, Commits::Single);
        // The store works in the runtime, whoever asks it.
        let _within = self.runtime.enter();
        let shop = Shop::open_on(engine, plan);
        self.admin.run(&["VACUUM ANALYZE", "CHECKPOINT"]);
        shop
    }

    fn drop(&self, schema: &str) {
        self.admin.run(&[&format!("DROP SCHEMA IF EXISTS {schema} CASCADE")]);
    }

    /// Purchases a second of so many callers at once.
    fn sell(&self, engine: &Arc<Engine>, shop: &mut Shop, count: usize) -> f64 {
        let members = 0..shop.members.len();
        let more = &mut |requests| shop.purchases(requests, members.clone());
        callers(&self.runtime, engine, count, SECONDS as f64, more)
    }
}

impl Ours {
    fn one_by_one(&self, bench: &Bench) -> f64 {
        bench.sell(&self.single, &mut self.shop.borrow_mut(), 1)
    }

    fn together(&self, bench: &Bench, callers: usize) -> f64 {
        bench.sell(&self.grouped, &mut self.shop.borrow_mut(), callers)
    }
}

/// What people would use instead and what the database allows; figures for the page, not targets.
fn yardsticks(bench: &Bench) {
    let print = |what: &str, rate: &dyn Fn() -> f64| {
        // Making the tables is no measurement.
        rate();
        let mut quiet = quiet::wait(Duration::from_secs(30));
        let rates: Vec<f64> = (0..ROUNDS_LARGE).map(|_| rate()).collect();
        quiet &= quiet::now();
        let mark = if quiet { "" } else { " (disturbed: somebody else was at work)" };
        println!("yardstick {what}: {:.0} a second{mark}", median(&rates));
    };
    for processes in [1, 2, 8] {
        print(&format!("django, processes {processes}"), &|| bench.django(processes));
    }
    for clients in [1, 8, 16] {
        print(&format!("pgbench simple-update, clients {clients}"), &|| bench.pgbench(Script::SimpleUpdate, clients));
        print(&format!("pgbench one statement, clients {clients}"), &|| bench.pgbench(Script::Purchase, clients));
    }
    let (added, asked) = (measured(DELAY).as_secs_f64() * 1e3, DELAY.as_secs_f64() * 2e3);
    println!("yardstick latency: {added:.3} ms a round trip is added where {asked:.3} ms is asked for\n");
}

fn one_caller_against_pgbench(bench: &Bench) {
    let what = "one caller against pgbench simple-update with one client";
    let target = Target { name: "P6", what, goal: AtLeast(0.8) };
    let ours = bench.ours();
    let yardstick = &mut || bench.pgbench(Script::SimpleUpdate, 1);
    Rounds::run(ROUNDS, "transactions", yardstick, &mut || ours.one_by_one(bench)).print(target);
}

fn one_caller_against_django(bench: &Bench) {
    let what = "one caller against Kopi Hub's own Django in one process";
    let target = Target { name: "P7", what, goal: AtLeast(9.0) };
    let ours = bench.ours();
    Rounds::run(ROUNDS, "purchases", &mut || bench.django(1), &mut || ours.one_by_one(bench)).print(target);
}

fn grouped_alone(bench: &Bench) {
    let what = "one caller with group commit against without";
    let target = Target { name: "P8", what, goal: AtLeast(0.9) };
    let ours = bench.ours();
    Rounds::run(ROUNDS, "purchases", &mut || ours.one_by_one(bench), &mut || ours.together(bench, 1)).print(target);
}

fn many_callers(bench: &Bench, callers: usize, name: &'static str, what: &'static str, goal: f64) {
    let ours = bench.ours();
    let yardstick = &mut || bench.pgbench(Script::SimpleUpdate, 16);
    let rounds = Rounds::run(ROUNDS, "transactions", yardstick, &mut || ours.together(bench, callers));
    rounds.print(Target { name, what, goal: AtLeast(goal) });
}

fn all_of_us_against_all_of_django(bench: &Bench) {
    let what = "256 callers against the best Kopi Hub's own Django does on both cores";
    let target = Target { name: "P11", what, goal: AtLeast(50.0) };
    let ours = bench.ours();
    let yardstick = &mut || bench.django_at_its_best();
    Rounds::run(ROUNDS, "purchases", yardstick, &mut || ours.together(bench, 256)).print(target);
}

/// Half a millisecond there and another back.
const DELAY: Duration = Duration::from_micros(500);

fn round_trips(bench: &Bench) {
    let what = "0.5 ms of latency each way, one caller: a purchase in round trips";
    let target = Target { name: "P12", what, goal: AtMost(2.5) };
    let ours = bench.ours();
    let (_proxy, through) = Proxy::before(&bench.url, DELAY);
    let far = open(&bench.runtime, &through, SCHEMA, Commits::Single);
    let round_trips = &mut || 1.0 / measured(DELAY).as_secs_f64();
    let purchases = &mut || bench.sell(&far, &mut ours.shop.borrow_mut(), 1);
    Rounds::run(ROUNDS, "purchases and round trips", round_trips, purchases).print_cost(target);
}

const IMPORTED: usize = 1_000_000;

fn importing(bench: &Bench) {
    let what = "importing 1 000 000 purchases, every rule applied, against bare COPY of the rows they make";
    let target = Target { name: "P13", what, goal: AtLeast(0.6) };
    let schema = "bench_import";
    let mut shop = bench.shop(schema, MEMBERS);
    let (twin, folder) = (Twin::make(&bench.admin_url, schema), tempfile::tempdir().unwrap());
    let mut rounds = Rounds::new("purchases");
    for _ in 0..ROUNDS_LARGE {
        let requests = shop.purchases(IMPORTED, 0..MEMBERS);
        bench.admin.run(&["CHECKPOINT"]);
        let ours = import(&bench.runtime, &shop.engine, requests);
        twin.compare();
        let (rows, theirs) = twin.copy(folder.path());
        assert!(rows >= IMPORTED as u64, "a purchase is a row at least");
        rounds.add(IMPORTED as f64 / theirs.as_secs_f64(), IMPORTED as f64 / ours.as_secs_f64());
    }
    twin.assert_same();
    twin.remove();
    bench.drop(schema);
    rounds.print(target);
}

fn settling_a_day(bench: &Bench) {
    let what = "settling 50 000 due among 1 000 000 against one statement that writes the same";
    let target = Target { name: "P14", what, goal: AtLeast(0.4) };
    let schema = "bench_settling";
    let shop = bench.planned_shop(schema, &settling::plan(1_000_000));
    let twin = Twin::make(&bench.admin_url, schema);
    let mut rounds = Rounds::new("members");
    for day in 0..ROUNDS_LARGE {
        let (members, ours) = settling::settle(&bench.runtime, &shop, day);
        assert_eq!(members, 50_000);
        twin.compare();
        let theirs = twin.apply();
        twin.assert_same();
        rounds.add(members as f64 / theirs.as_secs_f64(), members as f64 / ours.as_secs_f64());
    }
    twin.remove();
    bench.drop(schema);
    rounds.print(target);
}

/// `LOYALTY_MANY` asks for fewer where time or room is short; what was measured says how many.
const MANY: usize = 10_000_000;

fn many_members_against_few(bench: &Bench) {
    let members = std::env::var("LOYALTY_MANY").map_or(MANY, |members| members.parse().unwrap());
    let what = format!("a purchase among {members} members against among 10000").leak();
    let target = Target { name: "P15", what, goal: AtLeast(0.7) };
    let schemas = ["bench_few", "bench_many"];
    let mut few = bench.shop(schemas[0], 10_000);
    let mut many = bench.shop(schemas[1], members);
    let (few_engine, many_engine) = (few.engine.clone(), many.engine.clone());
    let yardstick = &mut || bench.sell(&few_engine, &mut few, 1);
    let rounds = Rounds::run(ROUNDS, "purchases", yardstick, &mut || bench.sell(&many_engine, &mut many, 1));
    schemas.iter().for_each(|schema| bench.drop(schema));
    rounds.print(target);
}
