//! Real processes on one real file: killed in the middle, many at once, and many that start at once.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command as Process, Stdio};
use std::sync::Arc;

use loyalty_engine::report::verify;
use loyalty_engine::testing::block_on;
use loyalty_engine::testing::rng::Rng;
use loyalty_engine::{Engine, Error};
use loyalty_store_sqlite::SqliteStore;
use serde_json::{Value, json};

const MEMBERS: u64 = 3;
const MODE: &str = "LOYALTY_TEST_CHILD";
const FILE: &str = "LOYALTY_TEST_FILE";

fn engine(path: &Path) -> Engine {
    Engine::new(Arc::new(SqliteStore::open(path).unwrap()))
}

fn call(engine: &Engine, command: &Value, key: Option<&str>) -> Value {
    let call =
        json!({ "program": "kopi-hub", "actor": { "role": "owner", "id": "budi" }, "key": key, "command": command });
    serde_json::from_str(&block_on(engine.call(call.to_string().as_bytes()))).unwrap()
}

/// Rules without limits in time, and a few members whom everybody serves.
fn open_shop(path: &Path) {
    let engine = engine(path);
    let rules = include_str!("../../../examples/rules/kopi-hub.toml");
    let numbers: Vec<String> = (0..MEMBERS).map(|n| format!("CARD-{n}")).collect();
    for command in
        [json!({ "publish_rules": { "rules": { "text": rules } } }), json!({ "issue_cards": { "numbers": numbers } })]
    {
        assert!(call(&engine, &command, None).get("ok").is_some(), "{command}");
    }
    for n in 0..MEMBERS {
        let card = json!({ "number": format!("CARD-{n}") });
        let activate = json!({ "activate": { "card": card, "name": "Sari", "phone": format!("0812345678{n}") } });
        assert!(call(&engine, &activate, None).get("ok").is_some(), "{activate}");
    }
}

fn member(n: u64) -> Value {
    json!({ "card": format!("CARD-{}", n % MEMBERS) })
}

fn purchase(receipt: &str, n: u64) -> Value {
    json!({ "record_purchase": { "member": member(n), "amount": "75000", "receipt": receipt } })
}

/// This test binary again, as a process of its own that runs only `child`.
fn spawn(mode: &str, path: &Path) -> Child {
    Process::new(std::env::current_exe().unwrap())
        .args(["--exact", "processes::child", "--nocapture"])
        .env(MODE, mode)
        .env(FILE, path)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// What a spawned process does; nothing in the test run itself.
#[test]
fn child() {
    let (Ok(mode), Ok(path)) = (std::env::var(MODE), std::env::var(FILE)) else { return };
    let path = Path::new(&path);
    match mode.split_once(' ').unwrap() {
        ("sell", run) => sell_until_killed(path, run),
        ("rush", name) => rush(path, name),
        (other, _) => panic!("{other}"),
    }
}

/// Sells without end, and says so after each answer.
fn sell_until_killed(path: &Path, run: &str) {
    let engine = engine(path);
    for n in 0_u64.. {
        let receipt = format!("R-{run}-{n}");
        println!("ask {receipt} {n}");
        assert!(call(&engine, &purchase(&receipt, n), None).get("ok").is_some());
        println!("ack {receipt} {n}");
        let redeem = json!({ "redeem": { "member": member(n), "reward": { "kind": "voucher_50k" } } });
        call(&engine, &redeem, Some(&format!("K-{run}-{n}")));
    }
}

#[test]
fn a_process_killed_a_hundred_times_loses_nothing_and_doubles_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("loyalty.sqlite");
    open_shop(&path);
    let mut rng = Rng::new(2026);
    let (mut acked, mut open) = (BTreeSet::new(), BTreeSet::new());
    for run in 0..100 {
        let mut child = spawn(&format!("sell {run}"), &path);
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let enough = 1 + rng.below(60);
        // The kill lands wherever the process is when this many lines were read.
        for line in lines.map_while(Result::ok).filter(|line| line.starts_with("a")).take(enough as usize) {
            let mut words = line.split(' ').map(str::to_owned);
            let said = words.next().unwrap();
            let bought = (words.next().unwrap(), words.next().unwrap().parse::<u64>().unwrap());
            if said == "ack" {
                acked.insert(bought)
            } else {
                open.insert(bought)
            };
        }
        child.kill().unwrap();
        child.wait().unwrap();
    }
    let engine = engine(&path);
    for (receipt, n) in &acked {
        let again = call(&engine, &purchase(receipt, *n), None);
        assert_eq!(again["ok"]["replay"], json!(true), "{receipt} was acknowledged: {again}");
    }
    let unsure: Vec<_> = open.difference(&acked).collect();
    for (receipt, n) in &unsure {
        assert!(call(&engine, &purchase(receipt, *n), None).get("ok").is_some());
        let again = call(&engine, &purchase(receipt, *n), None);
        assert_eq!(again["ok"]["replay"], json!(true), "{receipt} settles to one effect: {again}");
    }
    assert_eq!(findings(&engine), Vec::<String>::new());
    assert!(acked.len() > 500 && !unsure.is_empty(), "{} acknowledged, {} unsure", acked.len(), unsure.len());
    println!("100 kills, {} acknowledged, {} unsure, 0 lost, 0 doubled", acked.len(), unsure.len());
}

/// Everybody serves the same members; every answer must be an outcome or a refusal.
fn rush(path: &Path, name: &str) {
    let engine = engine(path);
    let mut rng = Rng::new(name.parse().unwrap());
    for n in 0..150 {
        let who = rng.below(MEMBERS);
        let command = match rng.below(4) {
            0 => json!({ "redeem": { "member": member(who), "reward": { "kind": "voucher_50k" } } }),
            // Some receipts belong to everybody: only one of them is the first.
            1 => purchase(&format!("shared-{n}"), n),
            _ => purchase(&format!("own-{name}-{n}"), who),
        };
        let answer = call(&engine, &command, None);
        let refused = answer["error"]["kind"] == json!("refused");
        println!("{}", if answer.get("ok").is_some() || refused { "end outcome" } else { "end failed" });
        assert!(answer.get("ok").is_some() || refused, "{command}: {answer}");
    }
    println!("end all");
    std::io::stdout().flush().unwrap();
}

#[test]
fn eight_processes_on_one_file_end_every_operation_in_an_outcome() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("loyalty.sqlite");
    open_shop(&path);
    let children: Vec<Child> = (0..8).map(|n| spawn(&format!("rush {n}"), &path)).collect();
    let mut ends = 0;
    for mut child in children {
        let lines: Vec<String> = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok).collect();
        assert!(child.wait().unwrap().success(), "{:?}", lines.last());
        assert!(lines.iter().any(|line| line == "end all"));
        ends += lines.iter().filter(|line| *line == "end outcome").count();
    }
    assert_eq!(ends, 8 * 150);
    assert_eq!(findings(&engine(&path)), Vec::<String>::new());
}

#[test]
fn processes_that_start_at_once_make_one_schema() {
    for _ in 0..10 {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("loyalty.sqlite");
        let opened: Vec<bool> = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..8).map(|_| scope.spawn(|| SqliteStore::open(&path).is_ok())).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        assert_eq!(opened, [true; 8]);
        open_shop(&path);
    }
}

#[test]
fn a_file_of_a_newer_engine_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("loyalty.sqlite");
    drop(SqliteStore::open(&path).unwrap());
    let connection = rusqlite::Connection::open(&path).unwrap();
    connection.execute("UPDATE loyalty_schema SET version = 999", []).unwrap();
    let refused = SqliteStore::open(&path).unwrap_err().to_string();
    assert!(refused.contains("schema version 999"), "{refused}");
}

#[test]
fn a_tampered_file_is_found_out() {
    let tamper = |sql: &str| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("loyalty.sqlite");
        open_shop(&path);
        rusqlite::Connection::open(&path).unwrap().execute_batch(sql).unwrap();
        findings(&engine(&path))
    };
    assert_eq!(tamper("SELECT 1"), Vec::<String>::new());
    for sql in [
        "UPDATE loyalty_members SET state = json_set(state, '$.cycles.stamps', 9)",
        "DELETE FROM loyalty_entries WHERE position = 3",
        "UPDATE loyalty_rewards SET state = json_set(state, '$.kind', 'voucher_50k')",
        "DELETE FROM loyalty_stamps",
        "DELETE FROM loyalty_handles WHERE kind = 'phone'",
        "UPDATE loyalty_entries SET entry = json_set(entry, '$.events[#-1].until', '2030-01-01')
         WHERE operation = 'activate'",
    ] {
        assert_ne!(tamper(sql), Vec::<String>::new(), "{sql}");
    }
}

#[test]
fn the_file_itself_refuses_what_a_wrong_decision_would_write() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("loyalty.sqlite");
    open_shop(&path);
    let engine = engine(&path);
    let redeem = json!({ "redeem": { "member": member(0), "reward": { "kind": "free_drink" } } });
    assert!(call(&engine, &redeem, None).get("ok").is_some());
    let connection = rusqlite::Connection::open(&path).unwrap();
    for sql in [
        "UPDATE loyalty_members SET state = json_set(state, '$.cycles.stamps', 11)",
        "UPDATE loyalty_members SET state = json_set(state, '$.cycles.stamps', -1)",
        "UPDATE loyalty_rewards SET state = json_set(state, '$.redeemed', 'x') WHERE status = 'redeemed'",
        "UPDATE loyalty_cards SET state = json_set(state, '$.member', 'somebody else')",
        "INSERT INTO loyalty_stamps SELECT program, id, version, state FROM loyalty_stamps",
        "INSERT INTO loyalty_entries SELECT program, position + 1000, subject, seq, entry FROM loyalty_entries",
        "INSERT INTO loyalty_handles SELECT * FROM loyalty_handles",
        "INSERT INTO loyalty_members VALUES (' ', 'x', 1, '{}')",
        "UPDATE loyalty_profiles SET state = json_set(state, '$.phone', '+62811')",
    ] {
        assert!(connection.execute_batch(sql).is_err(), "{sql}");
    }
}

fn findings(engine: &Engine) -> Vec<String> {
    let findings: Result<Vec<_>, Error> = block_on(verify(engine.store(), &"kopi-hub".parse().unwrap()));
    findings.unwrap().iter().map(ToString::to_string).collect()
}
