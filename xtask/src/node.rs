//! The package for Node.js: built, packed, installed in an empty project, and tested there.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::files::root;
use crate::run::{Variables, command, finish, output};
use crate::{cargo, codegen, server};

const SOURCE: &str = "bindings/node";
const PACKED: &str = "target/node/package";
const PROJECT: &str = "target/node/project";
const CONTRACT: &str = "target/contract";

/// Tests the package, on a server of its own where `DATABASE_URL` names none.
pub fn run() -> Result<(), String> {
    let (_server, environment) = server::environment()?;
    test(&environment)
}

/// Tests the package.
pub fn test(environment: &Variables) -> Result<(), String> {
    codegen::contract()?;
    install("dev")?;
    let words = ["node", "--test", "--test-concurrency=1"];
    finish(&mut in_project(environment, &words)?, &words)
}

/// Measures what a call costs above an empty one.
pub fn bench() -> Result<(), String> {
    install("release")?;
    let words = ["node", "bench.mjs"];
    finish(&mut in_project(&Vec::new(), &words)?, &words)
}

fn in_project(environment: &Variables, words: &[&str]) -> Result<Command, String> {
    let mut command = command(words)?;
    command.envs(environment.iter().cloned()).current_dir(root().join(PROJECT));
    command.env("LOYALTY_CONTRACT", root().join(CONTRACT)).env("LOYALTY_REPOSITORY", root());
    Ok(command)
}

/// Builds the addon, packs it, and installs the package in an empty project beside what the tests need.
fn install(profile: &str) -> Result<(), String> {
    let package = pack(&cargo::library(profile, "loyalty_node")?)?;
    let project = root().join(PROJECT);
    copy(&root().join(SOURCE).join("tests"), &project)?;
    let beside = ["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"];
    finish(command(&beside)?.current_dir(&project), &beside)?;
    let package = package.display().to_string();
    let itself = ["npm", "install", "--no-save", "--no-audit", "--no-fund", "--loglevel=error", &package];
    finish(command(&itself)?.current_dir(&project), &itself)
}

/// The tarball, with the addon for this machine in it.
fn pack(built: &Path) -> Result<PathBuf, String> {
    let packed = root().join(PACKED);
    copy(&root().join(SOURCE), &packed)?;
    let name = output(&["node", "-p", "`loyalty-engine.${process.platform}-${process.arch}.node`"])?;
    fs::copy(built, packed.join(name.trim())).map_err(|error| format!("{}: {error}", built.display()))?;
    let words = ["npm", "pack", "--silent"];
    finish(command(&words)?.current_dir(&packed), &words)?;
    Ok(packed.join(format!("loyalty-engine-{}.tgz", env!("CARGO_PKG_VERSION"))))
}

/// A fresh copy of a folder: what version control keeps of it.
fn copy(from: &Path, to: &Path) -> Result<(), String> {
    drop(fs::remove_dir_all(to));
    fs::create_dir_all(to).map_err(|error| format!("{}: {error}", to.display()))?;
    for entry in fs::read_dir(from).map_err(|error| format!("{}: {error}", from.display()))?.flatten() {
        let (path, name) = (entry.path(), entry.file_name());
        if path.is_dir() && name != "node_modules" {
            copy(&path, &to.join(name))?;
        } else if path.is_file() {
            fs::copy(&path, to.join(name)).map_err(|error| format!("{}: {error}", path.display()))?;
        }
    }
    Ok(())
}
