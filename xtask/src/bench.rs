//! Benchmarks, by name.

use crate::files::list;
use crate::{node, python, run, server};

/// What calls cost from other languages, measured by those.
const BINDINGS: &str = "bindings";

/// Runs one benchmark, or the parts of it that are named; what it prints is passed through.
pub fn run(name: &str, parts: &[&str]) -> Result<(), String> {
    if name == BINDINGS {
        let (_server, environment) = server::environment()?;
        return python::bench(&environment).and_then(|()| node::bench());
    }
    let known = names();
    if !known.iter().any(|known| known == name) {
        return Err(format!("no benchmark is called `{name}`; there are: {}", known.join(", ")));
    }
    let command = ["cargo", "bench", "--package", "loyalty-benchmarks", "--bench", name, "--"];
    let (_server, environment) =
        if ["postgres", "customers"].contains(&name) { server::environment()? } else { (None, Vec::new()) };
    run::run_in(&environment, &[&command[..], parts].concat())
}

fn names() -> Vec<String> {
    let files = list("benchmarks/benches", ".rs");
    let name = |path: &String| path.rsplit('/').next().and_then(|file| file.strip_suffix(".rs")).map(str::to_owned);
    files.iter().filter_map(name).chain([BINDINGS.to_owned()]).collect()
}
