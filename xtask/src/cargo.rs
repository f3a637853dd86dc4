//! What cargo builds for us, at one place: always with the features of the whole workspace, however little of it is
//! wanted, so that nothing is compiled a second time with others.

use std::path::PathBuf;

use crate::run;

/// Every package, with all of its features.
pub const WORKSPACE: [&str; 2] = ["--workspace", "--all-features"];

/// Builds a program, and says where it is.
pub fn program(name: &str) -> Result<PathBuf, String> {
    build("dev", &["--bin", name])?;
    Ok(folder("dev")?.join(format!("{name}{}", std::env::consts::EXE_SUFFIX)))
}

/// Builds the libraries for other languages, and says where this one is.
pub fn library(profile: &str, name: &str) -> Result<PathBuf, String> {
    build(profile, &["--lib"])?;
    let (prefix, suffix) = (std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
    Ok(folder(profile)?.join(format!("{prefix}{name}{suffix}")))
}

fn build(profile: &str, what: &[&str]) -> Result<(), String> {
    run::run(&[&["cargo", "build", "--profile", profile], &WORKSPACE[..], what].concat())
}

/// Where cargo puts what it builds: this program stands there too.
fn folder(profile: &str) -> Result<PathBuf, String> {
    let own = std::env::current_exe().map_err(|error| error.to_string())?;
    let target = own.ancestors().nth(2).ok_or("this program stands nowhere")?;
    Ok(target.join(if profile == "dev" { "debug" } else { profile }))
}
