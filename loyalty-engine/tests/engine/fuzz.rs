//! The fuzz targets on stable: the committed corpus, then inputs made out of it.
//!
//! `LOYALTY_FUZZ_ROUNDS` and `LOYALTY_FUZZ_SEED` make it longer or another.

use std::path::Path;

use loyalty_engine::error::ProblemCode;
use loyalty_engine::testing::fuzz::{Mutator, command_bytes, rules_bytes};
use loyalty_engine::{Command, Query};

const WORDS: &[&str] = &[
    "null",
    "true",
    "false",
    "{}",
    "[]",
    "-1",
    "0",
    "1e9",
    "nan",
    "inf",
    ".",
    ",",
    ":",
    "=",
    "\\",
    "\\ud800",
    "\u{202e}",
    "\n[stamps]\n",
    "member",
    "phone",
    "email",
    "card",
    "number",
    "public_id",
    "kind",
    "id",
    "amount",
    "gross",
    "receipt",
    "outlet",
    "reason",
    "key",
    "dry_run",
    "owner",
    "cashier",
    "081234567890",
    "CARD-1",
    "CARD-2",
    "INV-1",
    "free_drink",
    "program",
    "rewards",
    "2026-11-21",
    "9999-12-31",
    "1900-01-01",
    "9999-12-31T23:59:59Z",
    "999999999999999",
    "0.00000001",
];

fn setting(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).map_or(otherwise, |text| text.parse().expect("a whole number"))
}

fn run(target: &str, check: fn(&[u8]) -> Result<(), String>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/corpus").join(target);
    let mut files: Vec<_> = folder.read_dir().unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    let corpus: Vec<Vec<u8>> = files.iter().map(|file| std::fs::read(file).unwrap()).collect();
    assert!(!corpus.is_empty(), "{} is empty", folder.display());
    corpus.iter().zip(&files).for_each(|(bytes, file)| check(bytes).unwrap_or_else(|what| panic!("{file:?}: {what}")));
    let (rounds, seed) = (setting("LOYALTY_FUZZ_ROUNDS", 5_000), setting("LOYALTY_FUZZ_SEED", 1));
    let words = WORDS.iter().chain(Command::NAMES).chain(Query::NAMES).copied();
    let words = words.chain(ProblemCode::ALL.iter().map(|info| info.code)).collect();
    let files = corpus.len();
    let mut mutator = Mutator::new(seed, corpus, words);
    for round in 0..rounds {
        let bytes = mutator.mutate();
        let shown = || String::from_utf8_lossy(&bytes).into_owned();
        check(&bytes).unwrap_or_else(|what| panic!("seed {seed}, round {round}: {what}\n{}", shown()));
    }
    println!("{target}: {files} files, {rounds} inputs from seed {seed}, no finding");
}

#[test]
fn any_bytes_as_a_call() {
    run("command_bytes", command_bytes);
}

#[test]
fn any_bytes_as_rules() {
    run("rules_bytes", rules_bytes);
}
