//! Other programs: where they are, and running them to their end.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// One of PostgreSQL's programs: from `$LOYALTY_POSTGRES_BIN`, else of the newest version where Debian keeps them, else
/// whatever the PATH has.
pub fn postgres(name: &str) -> PathBuf {
    let given = std::env::var_os("LOYALTY_POSTGRES_BIN").map(|folder| Path::new(&folder).join(name));
    given.or_else(|| newest(name)).unwrap_or_else(|| name.into())
}

fn newest(name: &str) -> Option<PathBuf> {
    let versions =
        std::fs::read_dir("/usr/lib/postgresql").ok()?.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let newest = versions.max_by_key(|version| version.parse::<u32>().unwrap_or(0))?;
    Some(Path::new("/usr/lib/postgresql").join(newest).join("bin").join(name)).filter(|path| path.exists())
}

/// Runs a program to its end and gives what it printed; what it said beside that is shown if it failed.
pub fn output(command: &mut Command) -> String {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?} did not start: {error}"));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?} failed ({}): {said}", output.status);
    String::from_utf8(output.stdout).unwrap()
}

/// PostgreSQL's own client at one database.
#[derive(Clone)]
pub struct Psql {
    url: String,
}

impl Psql {
    /// Nothing is opened yet: every call is a session of its own.
    pub fn new(url: &str) -> Psql {
        Psql { url: url.to_owned() }
    }

    /// Does these statements one after the other, and gives the lines of their answers.
    pub fn run(&self, statements: &[&str]) -> Vec<String> {
        let mut command = Command::new(postgres("psql"));
        command.args(["--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set=ON_ERROR_STOP=1"]);
        // Whatever the environment asks for, the times are printed in one form.
        command.env("LC_ALL", "C").arg("--dbname").arg(&self.url);
        for statement in statements {
            command.arg("--command").arg(statement);
        }
        output(&mut command).lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
    }

    /// How long these statements took together, as the client saw it; starting the client is not timed.
    pub fn time(&self, statements: &[&str]) -> Duration {
        let lines = self.run(&[&["\\timing on"], statements].concat());
        let times: Vec<f64> = lines.iter().filter_map(|line| milliseconds(line)).collect();
        assert_eq!(times.len(), statements.len(), "every statement is timed: {lines:?}");
        Duration::from_secs_f64(times.iter().sum::<f64>() / 1e3)
    }
}

/// Reads `Time: 1234.567 ms (00:01.235)`.
fn milliseconds(line: &str) -> Option<f64> {
    line.strip_prefix("Time: ")?.split(' ').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_short_or_long() {
        assert_eq!(milliseconds("Time: 0.312 ms"), Some(0.312));
        assert_eq!(milliseconds("Time: 1234.567 ms (00:01.235)"), Some(1234.567));
        assert_eq!(milliseconds("Timing is on."), None);
    }
}
