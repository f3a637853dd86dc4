//! What is written from the engine's own types, by a program of its own.

use crate::{cargo, run};

/// Writes every generated file.
pub fn write() -> Result<(), String> {
    codegen(&[])
}

/// Compares every generated file with what would be written.
pub fn check() -> Result<(), String> {
    codegen(&["--check"])
}

/// Writes `target/contract`: the scenarios with their answers, for the tests of other languages.
pub fn contract() -> Result<(), String> {
    codegen(&["contract"])
}

fn codegen(arguments: &[&str]) -> Result<(), String> {
    let program = cargo::program("loyalty-codegen")?;
    run::run(&[&[run::text(&program)?], arguments].concat())
}
