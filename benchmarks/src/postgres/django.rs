//! Kopi Hub's own design in plain Django (`benchmarks/django`): what people would use instead.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::programs::output;

/// A virtual environment with Django in it, and a database with its tables.
pub struct Django {
    python: PathBuf,
    url: String,
    members: usize,
}

impl Django {
    /// Makes the environment, once for all runs with the same requirements, and as many members.
    pub fn prepare(url: &str, members: usize) -> Django {
        let django = Django { python: environment(), url: url.to_owned(), members };
        // Whoever runs first makes the members; no award is counted yet.
        django.run(1, 0.0);
        django
    }

    /// Awards a second of so many processes in so many seconds.
    pub fn run(&self, processes: usize, seconds: f64) -> f64 {
        let mut command = Command::new(&self.python);
        // Nothing is left beside the sources.
        command.arg("-B").arg("award.py").current_dir(folder()).env("DATABASE_URL", &self.url);
        command.arg(format!("--members={}", self.members)).arg(format!("--processes={processes}"));
        let said = output(command.arg(format!("--seconds={seconds}")));
        let result: serde_json::Value = serde_json::from_str(&said).unwrap();
        result["awards_per_second"].as_f64().unwrap()
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("django")
}

/// The environment's Python. The requirements are copied into it last: an environment without them, or with others, was
/// left half made or is out of date.
fn environment() -> PathBuf {
    let home = target().join("bench-django");
    let python = home.join("bin/python");
    let wanted = std::fs::read_to_string(folder().join("requirements.txt")).unwrap();
    let stamp = home.join("requirements.txt");
    if std::fs::read_to_string(&stamp).is_ok_and(|made| made == wanted) {
        return python;
    }
    output(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&home));
    let mut install = Command::new(&python);
    output(
        install.args(["-m", "pip", "install", "--quiet", "--requirement", "requirements.txt"]).current_dir(folder()),
    );
    std::fs::write(stamp, wanted).unwrap();
    python
}

/// Cargo's own folder, wherever it was put: this program stands in `release/deps` of it.
fn target() -> PathBuf {
    let program = std::env::current_exe().unwrap();
    program.ancestors().nth(3).unwrap().to_owned()
}
