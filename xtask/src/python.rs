//! The Python package as its users get it: a wheel, installed where there is nothing else, and tested there.

use std::fs;
use std::path::{Path, PathBuf};

use crate::files::{list, root};
use crate::run::{self, Variables};
use crate::{codegen, server};

/// The package, from the root.
const PACKAGE: &str = "bindings/python";
/// The oldest CPython that the one wheel serves is 3.10.
const MINOR_MIN: u32 = 10;
/// What a build from the source archive needs beside the package itself.
const NEEDED: [&str; 6] = [
    "pyproject.toml",
    "bindings/python/src/lib.rs",
    "bindings/shared/src/lib.rs",
    "loyalty-engine/src/lib.rs",
    "python/loyalty_engine/__init__.py",
    "python/loyalty_engine/py.typed",
];

/// Tests the package, with a PostgreSQL to test on.
pub fn run() -> Result<(), String> {
    let (_server, environment) = server::environment()?;
    test(&environment)
}

/// Builds the wheel, installs it in an empty environment, and tests it there and on every other Python.
pub fn test(environment: &Variables) -> Result<(), String> {
    codegen::contract()?;
    let folder = Folder::make()?;
    let tools = folder.environment("tools", &python()?)?;
    pip(&tools, &["install", "--requirement", &format!("{PACKAGE}/requirements.txt")])?;
    let wheel = folder.wheel(&tools, "dev")?;
    folder.sdist(&tools)?;
    let installed = folder.environment("installed", &python()?)?;
    install(&installed, &wheel)?;
    pip(&installed, &["install", "--requirement", &format!("{PACKAGE}/requirements.txt")])?;
    check_types(&folder, &installed)?;
    let tests = folder.copy_tests()?;
    folder.here(environment, &[&program(&installed, "python"), "-m", "pytest", "-q", &tests])?;
    others(&folder, &wheel)
}

/// Measures what a call costs above the same call in Rust.
pub fn bench(environment: &Variables) -> Result<(), String> {
    let folder = Folder::make()?;
    let tools = folder.environment("tools", &python()?)?;
    pip(&tools, &["install", "--requirement", &format!("{PACKAGE}/requirements.txt")])?;
    let wheel = folder.wheel(&tools, "release")?;
    let installed = folder.environment("installed", &python()?)?;
    install(&installed, &wheel)?;
    run::run(&["cargo", "build", "--release", "--package", "loyalty-border", "--example", "purchases"])?;
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    let there = target.join("release/examples/purchases").display().to_string();
    let bench = root().join(PACKAGE).join("bench.py").display().to_string();
    folder.here(environment, &[&program(&installed, "python"), &bench, &there])
}

/// The annotations hold, for the package itself and for a program that uses it, and `_native.pyi` says what is there.
fn check_types(folder: &Folder, installed: &str) -> Result<(), String> {
    let python = program(installed, "python");
    let mypy = [&python, "-m", "mypy", "--strict", "--cache-dir", "mypy"];
    let used = root().join(format!("{PACKAGE}/tests/user.py")).display().to_string();
    let none = Variables::new();
    folder.here(&none, &[&mypy[..], &[&used]].concat())?;
    folder.here(&none, &[&mypy[..], &["--package", "loyalty_engine"]].concat())?;
    // Only what is compiled has a stub; everything else is its own source.
    folder.here(&none, &[&python, "-m", "mypy.stubtest", "loyalty_engine._native"])
}

/// The same wheel on every other Python that is on this machine.
fn others(folder: &Folder, wheel: &str) -> Result<(), String> {
    let smoke = root().join(format!("{PACKAGE}/tests/smoke.py")).display().to_string();
    let found = pythons();
    if found.is_empty() {
        println!("skipped: there is no other CPython under ~/.pyenv/versions to try the wheel on");
    }
    for python in found {
        let other = folder.environment("other", &python)?;
        install(&other, wheel)?;
        folder.here(&Variables::new(), &[&program(&other, "python"), &smoke])?;
    }
    Ok(())
}

/// Every CPython under `~/.pyenv/versions` that is new enough.
fn pythons() -> Vec<String> {
    let versions = std::env::var_os("HOME").map(|home| Path::new(&home).join(".pyenv/versions")).unwrap_or_default();
    let entries = fs::read_dir(versions).into_iter().flatten().flatten().map(|entry| entry.path());
    let is_new = |path: &PathBuf| path.file_name().and_then(|name| name.to_str()).is_some_and(is_new_enough);
    let mut found: Vec<String> =
        entries.filter(is_new).map(|path| path.join("bin/python").display().to_string()).collect();
    found.sort();
    found
}

fn is_new_enough(version: &str) -> bool {
    let minor = version.strip_prefix("3.").and_then(|rest| rest.split('.').next()?.parse::<u32>().ok());
    minor.is_some_and(|minor| minor >= MINOR_MIN)
}

/// The Python that the tests run on: the one that the machine calls so.
fn python() -> Result<String, String> {
    let is_fit = |name: &&str| run::works(&[name, "-c", "import sys; sys.exit(sys.version_info < (3, 10))"]);
    let found = ["python3", "python"].into_iter().find(is_fit);
    found.map(str::to_owned).ok_or_else(|| "there is no Python 3.10 or newer on this machine".to_owned())
}

/// Nothing but the wheel: what it needs from elsewhere would be missing.
fn install(environment: &str, wheel: &str) -> Result<(), String> {
    pip(environment, &["install", "--no-index", wheel])
}

fn pip(environment: &str, words: &[&str]) -> Result<(), String> {
    let python = program(environment, "python");
    let quiet = ["--disable-pip-version-check", "--quiet"];
    run::run(&[&[python.as_str(), "-m", "pip"], words, &quiet].concat())
}

fn program(environment: &str, name: &str) -> String {
    format!("{environment}/bin/{name}")
}

fn only_file(folder: &str) -> Result<String, String> {
    let mut entries = fs::read_dir(folder).map_err(|error| format!("{folder}: {error}"))?.flatten();
    let file = entries.next().ok_or_else(|| format!("{folder} is empty"))?;
    Ok(file.path().display().to_string())
}

/// Everything that comes of it, under `target/python`.
struct Folder(PathBuf);

impl Folder {
    fn make() -> Result<Folder, String> {
        let folder = root().join("target/python");
        fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
        Ok(Folder(folder))
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).display().to_string()
    }

    /// A new virtual environment with nothing in it.
    fn environment(&self, name: &str, python: &str) -> Result<String, String> {
        let path = self.path(name);
        run::run(&[python, "-m", "venv", "--clear", &path]).map(|()| path)
    }

    fn wheel(&self, tools: &str, profile: &str) -> Result<String, String> {
        let wheels = self.empty("wheels")?;
        let maturin = program(tools, "maturin");
        let manifest = format!("{PACKAGE}/Cargo.toml");
        run::run(&[&maturin, "build", "--profile", profile, "--manifest-path", &manifest, "--out", &wheels])?;
        only_file(&wheels)
    }

    /// The source archive, and whether it holds what a build needs.
    fn sdist(&self, tools: &str) -> Result<(), String> {
        let sources = self.empty("sources")?;
        let maturin = program(tools, "maturin");
        run::run(&[&maturin, "sdist", "--manifest-path", &format!("{PACKAGE}/Cargo.toml"), "--out", &sources])?;
        let held = run::output(&["tar", "tzf", &only_file(&sources)?])?;
        let missing = NEEDED.iter().find(|name| !held.lines().any(|line| line.ends_with(*name)));
        missing.map_or(Ok(()), |name| Err(format!("the source archive lacks {name}")))
    }

    fn empty(&self, name: &str) -> Result<String, String> {
        let path = self.path(name);
        let gone = if Path::new(&path).exists() { fs::remove_dir_all(&path) } else { Ok(()) };
        gone.and_then(|()| fs::create_dir_all(&path)).map_err(|error| format!("{path}: {error}"))?;
        Ok(path)
    }

    /// The tests, where no source of the package is near.
    fn copy_tests(&self) -> Result<String, String> {
        let tests = self.empty("tests")?;
        let source = format!("{PACKAGE}/tests/");
        for file in list(&source, ".py") {
            let copy = Path::new(&tests).join(file.strip_prefix(&source).unwrap_or(&file));
            let folder = copy.parent().map_or(Ok(()), fs::create_dir_all);
            let copied = folder.and_then(|()| fs::copy(root().join(&file), copy));
            copied.map_err(|error| format!("{file}: {error}"))?;
        }
        Ok(tests)
    }

    /// Runs a command in this folder.
    fn here(&self, environment: &Variables, words: &[&str]) -> Result<(), String> {
        let mut command = run::command(words)?;
        command.current_dir(&self.0).envs(environment.iter().cloned());
        command.env("LOYALTY_ROOT", root()).env("PYTHONDONTWRITEBYTECODE", "1");
        run::finish(&mut command, words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_compared_by_its_numbers() {
        let found = ["2.7.18", "3.9.18", "3.10.13", "3.13.0", "3.14", "pypy3.10"].map(is_new_enough);
        assert_eq!(found, [false, false, true, true, true, false]);
    }
}
