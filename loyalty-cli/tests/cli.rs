//! The program as people run it: what it prints, where, and with which exit code.

#![cfg(test)]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use sqlx::Connection;
use tempfile::TempDir;

/// What came of one run.
#[derive(Debug)]
struct Ran {
    code: i32,
    out: String,
    err: String,
}

fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_loyalty"));
    command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn run(mut command: Command, input: &[u8]) -> Ran {
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    std::thread::scope(|scope| {
        // Whoever writes everything first and reads afterwards waits for ever once a pipe is full.
        scope.spawn(move || {
            let _ = stdin.write_all(input);
        });
        let ran = child.wait_with_output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Ran { code: ran.status.code().unwrap(), out: text(ran.stdout), err: text(ran.stderr) }
    })
}

fn loyalty(args: &[&str]) -> Ran {
    run(command(args), b"")
}

/// A folder of its own, and a store's file in it.
struct Place {
    folder: TempDir,
}

impl Place {
    fn new() -> Place {
        Place { folder: tempfile::tempdir().unwrap() }
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("kopi-hub.db")
    }

    fn url(&self) -> String {
        format!("sqlite:{}", self.file().display())
    }

    fn tamper(&self, statement: &str) {
        let changed = rusqlite::Connection::open(self.file()).unwrap().execute(statement, []).unwrap();
        assert_eq!(changed, 1, "{statement}");
    }

    /// Rules, a card and Sari, whose membership ran from 10 January to 9 April 2024.
    fn with_sari() -> Place {
        let place = Place::new();
        let (out, lines) = place.call(&[
            json!({"publish_rules": {"rules": {"text": include_str!("../../examples/rules/kopi-hub.toml")}}}),
            json!({"issue_cards": {"numbers": ["KOPI-001", "KOPI-002"]}}),
            json!({"activate": {
                "card": {"number": "KOPI-001"}, "name": "Sari", "phone": "0812-3456-7890", "email": "sari@example.com",
            }}),
            json!({"record_purchase": {"member": {"card": "KOPI-001"}, "amount": "75000", "receipt": "INV-1"}}),
        ]);
        assert!(lines.iter().all(|line| line.get("ok").is_some()), "{out}");
        place
    }

    fn call(&self, commands: &[Value]) -> (String, Vec<Value>) {
        let line = |command: &Value| {
            let actor = json!({"role": "owner", "id": "rina"});
            let at = "2024-01-10T09:00:00+07:00";
            format!("{}\n", json!({"program": "kopi-hub", "actor": actor, "at": at, "command": command}))
        };
        let input: String = commands.iter().map(line).collect();
        let ran = run(command(&["call", "--store", &self.url()]), input.as_bytes());
        assert_eq!(ran.code, 0, "{ran:?}");
        let lines = ran.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        (ran.out, lines)
    }
}

/// Compares with a file beside this one; `UPDATE_GOLDEN=1` writes it anew.
fn golden(name: &str, text: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&file, text).unwrap();
    }
    let expected = std::fs::read_to_string(&file).unwrap().replace("\r\n", "\n");
    assert_eq!(text, expected, "UPDATE_GOLDEN=1 writes {name} anew");
}

#[test]
fn the_demo_looks_the_same_every_day_in_both_languages() {
    for lang in ["en", "id"] {
        let place = Place::new();
        let ran = loyalty(&["demo", "--lang", lang, "--store", &place.url()]);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        let text = ran.out.replace(&place.file().display().to_string(), "FILE");
        assert!(text.lines().all(|line| line.chars().count() <= 100), "{text}");
        assert!(!text.contains('\u{1b}'), "no colours where nobody sees them");
        golden(&format!("demo.{lang}.txt"), &text);
    }
}

#[test]
fn the_demo_is_the_same_in_memory_and_has_colours_where_they_are_wanted() {
    let plain = loyalty(&["demo", "--store", "memory:"]);
    let mut coloured = command(&["demo", "--store", "memory:"]);
    coloured.env("CLICOLOR_FORCE", "1");
    let coloured = run(coloured, b"").out;
    assert!(coloured.contains('\u{1b}'));
    assert_eq!(anstream::adapter::strip_str(&coloured).to_string(), plain.out);
    assert!(include_str!("demo.en.txt").starts_with(&plain.out), "{}", plain.out);
}

#[test]
fn the_demo_keeps_a_file_that_can_be_looked_at_and_wants_a_new_one_each_time() {
    let folder = tempfile::tempdir().unwrap();
    let mut demo = command(&["demo"]);
    demo.env("TMPDIR", folder.path()).env("TEMP", folder.path()).env("TMP", folder.path());
    let ran = run(demo, b"");
    assert_eq!(ran.code, 0, "{ran:?}");
    let url = ran.out.split_whitespace().find(|word| word.starts_with("sqlite:")).unwrap();
    let verified = loyalty(&["verify", "--program", "kopi-hub", "--store", url]);
    assert_eq!((verified.code, verified.out.as_str()), (0, "30 entries, no differences\n"));
    let again = loyalty(&["demo", "--store", url]);
    assert_eq!(again.code, 2);
    assert!(again.err.contains("needs a new one"), "{again:?}");
}

#[test]
fn every_call_has_its_answer_in_order_and_bad_lines_disturb_nobody() {
    let good = json!({"program": "kopi-hub", "actor": {"role": "owner", "id": "rina"}, "query": {"read_rules": {}}});
    let mut input = Vec::new();
    for line in ["nonsense", &good.to_string(), "", "{}", "[]"] {
        input.extend_from_slice(line.as_bytes());
        input.push(b'\n');
    }
    input.extend_from_slice(b"\xff\xfe\n");
    input.extend(std::iter::repeat_n(b'x', 17 * 1024 * 1024));
    input.push(b'\n');
    input.extend_from_slice(good.to_string().as_bytes());
    let ran = run(command(&["call"]), &input);
    let code = |line: &str| serde_json::from_str::<Value>(line).unwrap()["error"]["code"].as_str().unwrap().to_owned();
    let codes: Vec<String> = ran.out.lines().map(code).collect();
    assert_eq!(ran.code, 0);
    let expected = [
        "malformed",
        "unknown_program",
        "malformed",
        "missing",
        "not_an_object",
        "malformed",
        "too_long",
        "unknown_program",
    ];
    assert_eq!(codes, expected);
}

#[test]
fn an_answer_comes_before_the_next_question_is_asked() {
    use std::io::{BufRead, BufReader};
    let mut child = command(&["call"]).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    for _ in 0..3 {
        stdin.write_all(b"{}\n").unwrap();
        stdin.flush().unwrap();
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        assert!(line.starts_with("{\"error\""), "{line}");
    }
    drop(stdin);
    assert!(child.wait().unwrap().success());
}

#[test]
fn every_operation_is_known_by_its_name() {
    let ask = |sort: &str, name: &str| {
        let actor = json!({"role": "system", "id": "job"});
        let call = json!({"program": "kopi-hub", "actor": actor, sort: {name: {}}}).to_string();
        let ran = run(command(&["call"]), call.as_bytes());
        serde_json::from_str::<Value>(&ran.out).unwrap()["error"]["code"].as_str().unwrap().to_owned()
    };
    let commands = loyalty_engine::Command::NAMES.iter().map(|name| ("command", *name));
    let queries = loyalty_engine::Query::NAMES.iter().map(|name| ("query", *name));
    for (sort, name) in commands.chain(queries) {
        // What it needs is missing, or the program is; in any case it was understood.
        assert!(["missing", "one_of", "unknown_program"].contains(&ask(sort, name).as_str()), "{name}");
    }
    assert_eq!(ask("command", "frobnicate"), "unknown_field");
}

#[test]
fn a_reward_is_handed_over_once() {
    let place = Place::with_sari();
    let redeem = json!({"redeem": {"member": {"phone": "+62 812 3456 7890"}, "reward": {"kind": "free_drink"}}});
    let (out, lines) = place.call(&[redeem.clone(), redeem]);
    assert_eq!(lines[0]["ok"]["redeemed"]["kind"], "free_drink", "{out}");
    assert_eq!(lines[1]["error"]["code"], "no_reward", "{out}");
}

#[test]
fn rules_are_summed_up_or_every_problem_is_named() {
    let good = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/rules/kopi-hub.toml");
    let ran = loyalty(&["rules", "check", good.to_str().unwrap()]);
    assert_eq!(ran.code, 0);
    let summary = "Kopi Hub: IDR, Asia/Jakarta; a stamp from Rp 50.000; 10 stamps a card; 1 with the card itself;";
    assert!(ran.out.starts_with(summary), "{}", ran.out);
    let ran = loyalty(&["rules", "check", "--lang", "id", good.to_str().unwrap()]);
    assert!(ran.out.contains("10 stempel per kartu"), "{}", ran.out);

    let place = Place::new();
    let file = place.folder.path().join("broken.toml");
    let rules = include_str!("../../examples/rules/kopi-hub.toml")
        .replace("Asia/Jakarta", "Asia/Nowhere")
        .replace("per_cycle = 10", "per_cycle = 10\nper_month = 3")
        .replace("10 = \"voucher_50k\"", "10 = \"cake\", 11 = \"voucher_50k\"")
        .replace("min_amount = \"50000\"", "min_amount = 50000")
        .replace("fee = \"25000\"", "fee = \"-25000\"");
    std::fs::write(&file, rules).unwrap();
    let ran = loyalty(&["rules", "check", file.to_str().unwrap()]);
    assert_eq!((ran.code, ran.err.as_str()), (1, ""));
    let masked = ran.out.replace(file.to_str().unwrap(), "FILE");
    golden("broken.txt", &masked);

    std::fs::write(&file, "[program]\nname = \"A\"\ncurrency = IDR\n").unwrap();
    let ran = loyalty(&["rules", "check", file.to_str().unwrap()]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains(": rules: not JSON, not TOML, or cut off (line 3: "), "{}", ran.out);
    std::fs::write(&file, "{\n \"program\": \n").unwrap();
    let ran = loyalty(&["rules", "check", file.to_str().unwrap()]);
    assert!(ran.out.contains("(line 3, column "), "{}", ran.out);
}

#[test]
fn migrating_twice_says_that_there_was_nothing_to_do() {
    let place = Place::new();
    let first = loyalty(&["migrate", "--store", &place.url()]);
    assert_eq!(first.code, 0);
    assert!(first.out.contains("made, at schema version 1"), "{first:?}");
    let second = loyalty(&["migrate", "--store", &place.url()]);
    assert_eq!(second.code, 0);
    assert!(second.out.contains("nothing to do, at schema version 1 already"), "{second:?}");
    place.tamper("UPDATE loyalty_schema SET version = 99");
    let newer = loyalty(&["migrate", "--store", &place.url()]);
    assert_eq!(newer.code, 1);
    assert!(newer.err.contains("use a newer engine"), "{newer:?}");
    std::fs::write(place.folder.path().join("text.db"), "no database at all".repeat(100)).unwrap();
    let text = format!("sqlite:{}", place.folder.path().join("text.db").display());
    let other = loyalty(&["migrate", "--store", &text]);
    assert_eq!(other.code, 1, "{other:?}");
}

#[test]
fn a_shop_in_postgresql_has_the_same_day_and_leaves_the_same_history() {
    let address =
        std::env::var("DATABASE_URL").expect("DATABASE_URL names a PostgreSQL; `cargo xtask test` starts one");
    let url = format!("{address}?schema=cli_{}", std::process::id());
    let missing = loyalty(&["verify", "--program", "kopi-hub", "--store", &url]);
    assert!(missing.err.contains("migrate it first"), "{missing:?}");
    assert!(loyalty(&["migrate", "--store", &url]).out.contains("made, at schema version 1"));
    assert!(loyalty(&["migrate", "--store", &url]).out.contains("nothing to do"));
    let [there, here] = [url.as_str(), "memory:"].map(|store| loyalty(&["demo", "--store", store]));
    assert_eq!(there.code, 0, "{there:?}");
    assert_eq!(there.out, here.out);
    let verified = loyalty(&["verify", "--program", "kopi-hub", "--store", &url]);
    assert!(verified.out.ends_with("entries, no differences\n"), "{verified:?}");
    let drop_schema = async {
        let mut connection = sqlx::PgConnection::connect(&address).await.unwrap();
        let drop_schema = format!("DROP SCHEMA cli_{} CASCADE", std::process::id());
        sqlx::raw_sql(sqlx::AssertSqlSafe(drop_schema)).execute(&mut connection).await.unwrap();
    };
    tokio::runtime::Runtime::new().unwrap().block_on(drop_schema);
}

#[test]
fn a_sweep_writes_down_what_is_due_once() {
    let place = Place::with_sari();
    let (url, before, after) = (place.url(), "2024-04-09", "2024-04-10");
    let settle = |more: &[&str]| {
        let mut args = vec!["settle", "--program", "kopi-hub", "--store", &url];
        args.extend(more);
        let ran = loyalty(&args);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        ran.out
    };
    let done = "1 member due on 2024-04-10: 1 membership ended, 1 reward lapsed\n";
    assert_eq!(settle(&["--on", before]), "nobody was due on 2024-04-09\n");
    assert_eq!(settle(&["--on", after, "--dry-run"]), format!("dry run: {done}"));
    assert_eq!(settle(&["--on", after]), done);
    assert_eq!(settle(&["--on", after]), "nobody was due on 2024-04-10\n");
    assert!(settle(&[]).starts_with("nobody was due on "));
    let verified = loyalty(&["verify", "--program", "kopi-hub", "--store", &url]);
    assert_eq!(verified.out, "5 entries, no differences\n");
}

#[test]
fn a_sweep_ends_although_a_member_stays_due_and_the_future_waits() {
    let place = Place::with_sari();
    place.tamper("UPDATE loyalty_members SET state = json_set(state, '$.due', '2024-02-01')");
    for _ in 0..2 {
        let ran = loyalty(&["settle", "--program", "kopi-hub", "--store", &place.url(), "--on", "2024-03-01"]);
        assert_eq!(ran.out, "1 member due on 2024-03-01: 0 memberships ended, 0 rewards lapsed\n", "{ran:?}");
    }
    let ran = loyalty(&["settle", "--program", "kopi-hub", "--store", &place.url(), "--on", "2999-01-01"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("has not come yet"), "{ran:?}");
}

#[test]
fn verify_finds_what_was_tampered_with() {
    let place = Place::with_sari();
    let verify = || loyalty(&["verify", "--program", "kopi-hub", "--store", &place.url()]);
    let healthy = verify();
    assert_eq!((healthy.code, healthy.out.as_str()), (0, "4 entries, no differences\n"));
    place.tamper("UPDATE loyalty_members SET state = json_set(state, '$.cycles.stamps', 9)");
    let tampered = verify();
    assert_eq!(tampered.code, 1);
    assert_eq!(tampered.out.lines().count(), 1, "{tampered:?}");
    assert!(tampered.out.contains("\"stamps\":2") && tampered.out.contains("\"stamps\":9"), "{tampered:?}");
    place.tamper("DELETE FROM loyalty_entries WHERE operation = 'record_purchase'");
    assert!(verify().out.lines().count() > 1);
}

#[test]
fn a_card_is_found_by_whatever_is_at_hand() {
    let place = Place::with_sari();
    let card = |member: &str| loyalty(&["card", member, "--program", "kopi-hub", "--store", &place.url()]);
    let by_number = card("kopi-001");
    assert_eq!(by_number.code, 0, "{by_number:?}");
    golden("card.txt", &by_number.out);
    let connection = rusqlite::Connection::open(place.file()).unwrap();
    let id = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, String>(0)).unwrap();
    let member = id("SELECT id FROM loyalty_members");
    let public = id("SELECT id FROM loyalty_cards WHERE number = 'KOPI-001'");
    for other in ["0812 3456 7890", "+6281234567890", "SARI@example.com", &member, &public] {
        assert_eq!(card(other).out, by_number.out, "{other}");
    }
    for nobody in ["KOPI-002", "KOPI-999", "08120000", "???", "", "01890000-0000-7000-8000-000000000001"] {
        let ran = card(nobody);
        assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{nobody}");
        assert!(ran.err.starts_with("loyalty: nobody in `kopi-hub`"), "{ran:?}");
    }
    place.call(&[json!({"replace_card": {"member": {"card": "KOPI-001"}, "card": {"number": "KOPI-002"}}})]);
    let replaced = card("KOPI-001");
    assert_eq!((replaced.code, replaced.err.as_str()), (1, "loyalty: this card was replaced\n"));
    assert!(card("KOPI-002").out.contains("KOPI-002"));
}

#[test]
fn wrong_usage_is_two_and_what_is_not_there_is_said() {
    let place = Place::new();
    let (url, missing) = (place.url(), place.folder.path().join("none.toml"));
    for args in [
        vec![],
        vec!["frobnicate"],
        vec!["demo", "--lang", "fr"],
        vec!["call", "--store", "postgres://x?schema=A"],
        vec!["migrate", "--store", "memory:"],
        vec!["verify", "--program", "Not A Slug"],
        vec!["verify", "--program", "kopi-hub", "--store", &url],
        vec!["settle", "--program", "kopi-hub", "--on", "tomorrow"],
        vec!["rules", "check", missing.to_str().unwrap()],
    ] {
        let ran = loyalty(&args);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}");
        assert!(!ran.err.is_empty(), "{args:?}");
    }
    assert!(!place.file().exists(), "a question makes no file");
    assert_eq!(loyalty(&["migrate", "--store", &url]).code, 0);
    for command in [vec!["verify"], vec!["settle"], vec!["card", "KOPI-001"]] {
        let ran = loyalty(&[&command[..], &["--program", "tea-hub", "--store", &url]].concat());
        assert_eq!((ran.code, ran.err.as_str()), (1, "loyalty: this store holds no program `tea-hub`\n"));
    }
}
