//! The fuzz targets: with cargo-fuzz where it is, otherwise the same functions on stable.

use crate::cargo::WORKSPACE;
use crate::files::{list, root};
use crate::run;

const TARGETS: [&str; 2] = ["command_bytes", "rules_bytes"];
/// About as many inputs as stable gets through in a second.
const ROUNDS_A_SECOND: u64 = 3_000;

/// How many seconds somebody asked for.
pub fn seconds(text: &str) -> Result<u64, String> {
    text.parse().ok().filter(|seconds| *seconds > 0).ok_or_else(|| format!("`{text}` is no number of seconds"))
}

/// Runs each target so long.
pub fn run(seconds: u64) -> Result<(), String> {
    if run::works(&["rustup", "run", "nightly", "cargo", "fuzz", "--version"]) {
        TARGETS.iter().try_for_each(|target| coverage_guided(target, seconds))
    } else {
        println!("no nightly toolchain with cargo-fuzz: the same functions run on stable");
        on_stable(seconds)
    }
}

/// What libFuzzer finds goes beside the build; the committed corpus is only read.
fn coverage_guided(target: &str, seconds: u64) -> Result<(), String> {
    let found = root().join("fuzz/target/corpus").join(target);
    std::fs::create_dir_all(&found).map_err(|error| format!("{}: {error}", found.display()))?;
    let (found, corpus) = (found.display().to_string(), format!("fuzz/corpus/{target}"));
    let time = format!("-max_total_time={seconds}");
    run::run(
        &[
            &["rustup", "run", "nightly", "cargo", "fuzz", "run", target, &found, &corpus, "--"],
            &[time.as_str(), "-max_len=16384", "-dict=fuzz/words.dict", "-print_final_stats=1", "-print_funcs=0"][..],
        ]
        .concat(),
    )?;
    println!("{target}: {seconds} s, no finding");
    Ok(())
}

fn on_stable(seconds: u64) -> Result<(), String> {
    let files: usize = TARGETS.iter().map(|target| list(&format!("fuzz/corpus/{target}"), "").len()).sum();
    let rounds = seconds.saturating_mul(ROUNDS_A_SECOND);
    println!("{files} files of the corpus, then {rounds} inputs for each target");
    let words = [&["cargo", "test"], &WORKSPACE[..], &["--test", "engine", "--", "fuzz::", "--nocapture"]].concat();
    let mut command = run::command(&words)?;
    run::finish(command.env("LOYALTY_FUZZ_ROUNDS", rounds.to_string()).env("LOYALTY_FUZZ_SEED", "2"), &words)
}
