//! Starting other programs.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use crate::files::root;

/// A command that runs in the repository's root; it is printed as it is started.
pub fn command(words: &[&str]) -> Result<Command, String> {
    let (program, arguments) = words.split_first().ok_or("no program")?;
    println!("$ {}", words.join(" "));
    let mut command = Command::new(program);
    command.args(arguments).current_dir(root());
    Ok(command)
}

/// Runs a command to its end.
pub fn run(words: &[&str]) -> Result<(), String> {
    run_in(&[], words)
}

/// What is added to the environment of a command.
pub type Variables = Vec<(String, String)>;

/// Runs a command to its end, in an environment that says more.
pub fn run_in(environment: &[(String, String)], words: &[&str]) -> Result<(), String> {
    finish(command(words)?.envs(environment.iter().cloned()), words)
}

/// What a command says, when it ends well.
pub fn output(words: &[&str]) -> Result<String, String> {
    let (program, arguments) = words.split_first().ok_or("no program")?;
    let output = Command::new(program).args(arguments).output().map_err(|error| format!("{program}: {error}"))?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() { Ok(said) } else { Err(format!("`{}` failed ({})", words.join(" "), output.status)) }
}

/// Runs a prepared command to its end.
pub fn finish(command: &mut Command, words: &[&str]) -> Result<(), String> {
    let status = command.status().map_err(|error| format!("`{}` did not start: {error}", words.join(" ")))?;
    if status.success() { Ok(()) } else { Err(format!("`{}` failed ({status})", words.join(" "))) }
}

/// Runs a command to its end, showing and keeping what it prints.
pub fn run_and_keep(environment: &[(String, String)], words: &[&str]) -> Result<Vec<String>, String> {
    let failed = |what: String| format!("`{}` failed ({what})", words.join(" "));
    let mut child = command(words)?
        .envs(environment.iter().cloned())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| failed(error.to_string()))?;
    let output = child.stdout.take().ok_or_else(|| failed("no output".to_owned()))?;
    let mut lines = Vec::new();
    for line in BufReader::new(output).lines() {
        let line = line.map_err(|error| failed(error.to_string()))?;
        // Whoever reads our output may have gone; the work goes on.
        let _ = writeln!(std::io::stdout(), "{line}");
        lines.push(line);
    }
    let status = child.wait().map_err(|error| failed(error.to_string()))?;
    if status.success() { Ok(lines) } else { Err(failed(status.to_string())) }
}

/// A path as a word of a command.
pub fn text(path: &Path) -> Result<&str, String> {
    path.to_str().ok_or_else(|| format!("{}: not text", path.display()))
}

/// Is this there to be run?
pub fn works(words: &[&str]) -> bool {
    let Some((program, arguments)) = words.split_first() else { return false };
    let command = Command::new(program).args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).status();
    command.is_ok_and(|status| status.success())
}
