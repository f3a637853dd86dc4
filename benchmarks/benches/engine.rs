//! Targets P1 to P5, and how the cost grows with members, history and rules.

use std::cell::RefCell;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use criterion::Criterion;
use loyalty_benchmarks::by_hand::{ByHand, Purchase};
use loyalty_benchmarks::compare::compare;
use loyalty_benchmarks::recorder::Recorder;
use loyalty_benchmarks::rows::Rows;
use loyalty_benchmarks::shop::Shop;
use loyalty_benchmarks::target::{Goal::AtLeast, Target};
use loyalty_engine::command::MemberRef;
use loyalty_engine::{Command, MemoryStore, Request};
use loyalty_store_sqlite::SqliteStore;
use tempfile::TempDir;

fn main() {
    let mut criterion = Criterion::default().without_plots().configure_from_args();
    memory_against_by_hand(&mut criterion);
    many_members_against_few(&mut criterion);
    long_history_against_short(&mut criterion);
    sqlite_against_bare_rows(&mut criterion);
    sqlite_batches_against_single(&mut criterion);
    growth();
    criterion.final_summary();
}

fn memory_shop(members: usize) -> Shop {
    Shop::open(Arc::new(MemoryStore::new()), members)
}

fn file() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("loyalty.sqlite");
    (folder, path)
}

fn sqlite_shop(members: usize) -> (Shop, TempDir) {
    let (folder, path) = file();
    (Shop::open(Arc::new(SqliteStore::open(path).unwrap()), members), folder)
}

/// A shop that is opened anew after so many sales, so that the samples stay alike and memory bounded.
struct Fresh<S> {
    make: fn() -> S,
    shop: S,
    left: u64,
}

const SALES_MAX: u64 = 300_000;

impl<S> Fresh<S> {
    fn new(make: fn() -> S) -> Fresh<S> {
        Fresh { make, shop: make(), left: SALES_MAX }
    }

    fn for_sales(&mut self, count: u64) -> &mut S {
        if self.left < count {
            self.shop = (self.make)();
            self.left = SALES_MAX;
        }
        self.left = self.left.saturating_sub(count);
        &mut self.shop
    }
}

const MEMBERS: usize = 1_000;

fn memory_against_by_hand(criterion: &mut Criterion) {
    let target =
        Target { name: "P1", what: "memory: a purchase through the engine against a map by hand", goal: AtLeast(0.25) };
    let mut ours = Fresh::new(|| memory_shop(MEMBERS));
    let mut theirs = Fresh::new(|| {
        let shop = memory_shop(MEMBERS);
        let by_hand = ByHand::default();
        by_hand.enrol(shop.members.iter().map(|id| id.uuid()));
        (shop, by_hand)
    });
    compare(criterion, target, 3, &mut |count| ours.for_sales(count).sell(count, 0..MEMBERS), &mut |count| {
        let (shop, by_hand) = theirs.for_sales(count);
        let purchases: Vec<Purchase> = shop.purchases(count as usize, 0..MEMBERS).iter().map(purchase).collect();
        let begun = Instant::now();
        for purchase in &purchases {
            std::hint::black_box(by_hand.record(purchase).unwrap());
        }
        begun.elapsed()
    });
}

fn purchase(request: &Request) -> Purchase {
    match &request.command {
        Command::RecordPurchase(command) => Purchase {
            member: match command.member.as_ref().unwrap() {
                MemberRef::Id(id) => id.uuid(),
                _ => unreachable!("members are named by id"),
            },
            amount: command.amount.to_string().parse().unwrap(),
            receipt: command.receipt.as_ref().unwrap().to_string(),
            at_micros: 1_795_230_000_000_000,
        },
        _ => unreachable!("only purchases are asked for"),
    }
}

fn many_members_against_few(criterion: &mut Criterion) {
    let target = Target {
        name: "P2",
        what: "memory: a purchase among 1 000 000 members against among 1 000",
        goal: AtLeast(0.6),
    };
    let mut many = memory_shop(1_000_000);
    let mut few = Fresh::new(|| memory_shop(MEMBERS));
    compare(criterion, target, 2, &mut |count| many.sell(count, 0..1_000_000), &mut |count| {
        few.for_sales(count).sell(count, 0..MEMBERS)
    });
}

/// Ten members with ten thousand purchases each, and light ones with ten each, of whom every sample takes ten others.
const HEAVY: usize = 10;
const LIGHT: usize = 4_000;

fn with_history(mut shop: Shop) -> Shop {
    shop.sell_in_batches(HEAVY as u64 * 10_000, 0..HEAVY, 1_000);
    shop.sell_in_batches(LIGHT as u64 * 10, HEAVY..HEAVY + LIGHT, 1_000);
    shop
}

fn long_history_against_short(criterion: &mut Criterion) {
    let memory =
        Target { name: "P3 memory", what: "memory: a member's 10 000th purchase against the 10th", goal: AtLeast(0.8) };
    history(criterion, memory, &RefCell::new(with_history(memory_shop(HEAVY + LIGHT))));
    let sqlite =
        Target { name: "P3 sqlite", what: "SQLite: a member's 10 000th purchase against the 10th", goal: AtLeast(0.8) };
    let (shop, _folder) = sqlite_shop(HEAVY + LIGHT);
    history(criterion, sqlite, &RefCell::new(with_history(shop)));
}

fn history(criterion: &mut Criterion, target: Target, shop: &RefCell<Shop>) {
    let mut next = HEAVY;
    compare(criterion, target, 3, &mut |count| shop.borrow_mut().sell(count, 0..HEAVY), &mut |count| {
        next = if next + HEAVY > HEAVY + LIGHT - HEAVY { HEAVY } else { next + HEAVY };
        shop.borrow_mut().sell(count, next..next + HEAVY)
    });
}

fn sqlite_against_bare_rows(criterion: &mut Criterion) {
    let target =
        Target { name: "P4", what: "SQLite FULL: one purchase at a time against the bare rows", goal: AtLeast(0.8) };
    let (mut ours, _ours_folder) = sqlite_shop(MEMBERS);
    let (_folder, path) = file();
    let recorder = Arc::new(Recorder::default());
    drop(SqliteStore::open(&path).unwrap());
    let mut rows = Rows::open(&path);
    let mut shop = Shop::open(recorder.clone(), MEMBERS);
    rows.write(&recorder.take());
    compare(criterion, target, 6, &mut |count| ours.sell(count, 0..MEMBERS), &mut |count| {
        shop.sell(count, 0..MEMBERS);
        rows.write(&recorder.take())
    });
    // Both are none when another part was asked for by name.
    assert_eq!(rows.count("purchases"), rows.count("stamps") - MEMBERS as u64);
}

fn sqlite_batches_against_single(criterion: &mut Criterion) {
    let target = Target { name: "P5", what: "SQLite FULL: batches of 100 against one at a time", goal: AtLeast(2.5) };
    let (mut batches, _folder) = sqlite_shop(MEMBERS);
    let (mut single, _other) = sqlite_shop(MEMBERS);
    compare(
        criterion,
        target,
        6,
        // Whole batches only: a smaller last one would be counted as if it were full.
        &mut |count| {
            batches
                .sell_in_batches(count.next_multiple_of(100), 0..MEMBERS, 100)
                .mul_f64(count as f64 / count.next_multiple_of(100) as f64)
        },
        &mut |count| single.sell(count, 0..MEMBERS),
    );
}

/// Cost of a purchase by members, history and rules, on memory; figures for the page, not targets.
fn growth() {
    let cost = |shop: &mut Shop, among: std::ops::Range<usize>| {
        let rounds: Vec<Duration> = (0..7).map(|_| shop.sell(5_000, among.clone())).collect();
        let best = rounds.iter().min().copied().unwrap_or_default();
        best.as_secs_f64() * 1e6 / 5_000.0
    };
    for members in [10, 1_000, 100_000] {
        println!("growth members {members}: {:.2} µs a purchase", cost(&mut memory_shop(members), 0..members));
    }
    for before in [10, 1_000, 100_000] {
        let mut shop = memory_shop(10);
        shop.sell_in_batches(before * 10, 0..10, 1_000);
        println!("growth history {before}: {:.2} µs a purchase", cost(&mut shop, 0..10));
    }
    for positions in [2, 20, 200] {
        let rewards: Vec<String> = (1..=positions).map(|n| format!("{n} = \"free_drink\"")).collect();
        let rules = include_str!("../../examples/rules/kopi-hub.toml")
            .replace("per_cycle = 10", "per_cycle = 1000")
            .replace("1 = \"free_drink\", 10 = \"voucher_50k\"", &rewards.join(", "));
        let mut shop = Shop::open_with(Arc::new(MemoryStore::new()), 1_000, &rules);
        println!("growth rewarded positions {positions}: {:.2} µs a purchase", cost(&mut shop, 0..1_000));
    }
}
