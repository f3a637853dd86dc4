//! `cargo xtask …`: what the README's commands and CI call.

mod bench;
mod cargo;
mod codegen;
mod files;
mod fuzz;
mod mobile;
mod modules;
mod node;
mod python;
mod run;
mod server;
mod soak;
mod test;
mod tidy;

use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask test              everything that has to hold before a change goes in
cargo xtask codegen [--check] write (or compare) spec/*.json and docs/reference/errors.md
cargo xtask contract          write target/contract: the scenarios with their answers, for other languages
cargo xtask python            the Python package: its wheel, its types, its tests
cargo xtask node              the package for Node.js, installed in an empty project and tested there
cargo xtask mobile            the Kotlin and Swift packages and their tests
cargo xtask tidy              the style, as far as a machine can judge it
cargo xtask fuzz [SECONDS]    both fuzz targets, 60 seconds each when left out
cargo xtask server            a throw-away PostgreSQL, until its input ends
cargo xtask bench NAME [PART] a benchmark, or only the parts named
cargo xtask soak NAME         a long campaign";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let result = match arguments[..] {
        ["test"] => test::run(),
        ["server"] => server::run(),
        ["codegen"] => codegen::write(),
        ["codegen", "--check"] => codegen::check(),
        ["contract"] => codegen::contract(),
        ["python"] => python::run(),
        ["node"] => node::run(),
        ["mobile"] => server::environment().and_then(|(_server, environment)| mobile::test(&environment)),
        ["tidy"] => tidy::run(),
        ["fuzz"] => fuzz::run(60),
        ["fuzz", seconds] => fuzz::seconds(seconds).and_then(fuzz::run),
        ["bench", name, ref parts @ ..] => bench::run(name, parts),
        ["soak", name] => soak::run(name),
        ["soak"] => soak::run(""),
        ["bench"] => bench::run("", &[]),
        _ => Err(USAGE.to_owned()),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}
