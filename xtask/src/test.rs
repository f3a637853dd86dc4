//! Everything that has to hold before a change goes in.

use std::time::Instant;

use crate::cargo::WORKSPACE;
use crate::{codegen, fuzz, mobile, node, python, run, server, tidy};

/// How long each fuzz target runs here, where it only has to show that it still runs.
const FUZZ_SECONDS: u64 = 10;

/// Runs every step, and stops at the first that fails.
pub fn run() -> Result<(), String> {
    step("format", || run::run(&["cargo", "fmt", "--all", "--check"]))?;
    step("lints", || {
        // Looking at what the writer of Kotlin and Swift depends on would take longer than all the rest.
        let lints = ["--exclude", "loyalty-mobile-bindgen", "--all-targets", "--", "-D", "warnings"];
        run::run(&[&["cargo", "clippy"], &WORKSPACE[..], &lints[..]].concat())
    })?;
    step("codegen", codegen::check)?;
    step("tidy", tidy::run)?;
    let mut tests = Tests::default();
    {
        let (_server, environment) = server::environment()?;
        step("tests", || {
            let words = [&["cargo", "test"], &WORKSPACE[..], &["--no-fail-fast"]].concat();
            tests = Tests::count(&run::run_and_keep(&environment, &words)?);
            Ok(())
        })?;
        step("python", || python::test(&environment))?;
        step("node", || node::test(&environment))?;
        step("mobile", || mobile::test(&environment))?;
    }
    step("fuzz", || fuzz::run(FUZZ_SECONDS))?;
    let Tests { passed, ignored } = tests;
    println!("cargo xtask test: all 9 steps passed; {passed} tests passed, 0 failed, {ignored} ignored");
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "how long a step takes is for whoever waits for it")]
fn step(name: &str, work: impl FnOnce() -> Result<(), String>) -> Result<(), String> {
    println!("\n== {name}");
    let begun = Instant::now();
    work().map_err(|message| format!("{message}\ncargo xtask test: stopped at {name}"))?;
    println!("== {name}: {} s", begun.elapsed().as_secs());
    Ok(())
}

/// What `cargo test` said of all its binaries, added up.
#[derive(Default)]
struct Tests {
    passed: u64,
    ignored: u64,
}

impl Tests {
    fn count(lines: &[String]) -> Tests {
        let sum = |what: &str| {
            let counts = lines.iter().filter(|line| line.starts_with("test result: ")).filter_map(|line| {
                let part = line.split(['.', ';']).map(str::trim).find(|part| part.ends_with(what))?;
                part.split(' ').next()?.parse::<u64>().ok()
            });
            counts.fold(0, u64::saturating_add)
        };
        Tests { passed: sum(" passed"), ignored: sum(" ignored") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_results_of_all_binaries_are_added_up() {
        let lines = [
            "test result: ok. 16 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.02s",
            "test nonsense ... ok",
            "test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.40s",
        ];
        let tests = Tests::count(&lines.map(str::to_owned));
        assert_eq!((tests.passed, tests.ignored), (19, 1));
    }
}
