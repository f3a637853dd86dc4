//! `pgbench`, which comes with PostgreSQL: what the database does when nobody decides anything.

use std::path::PathBuf;
use std::process::Command;

use super::programs::{Psql, output, postgres};

/// A database with pgbench's tables and ours of the same kind.
pub struct Pgbench {
    url: String,
    members: usize,
}

/// What is run.
#[derive(Clone, Copy)]
pub enum Script {
    /// The built-in one without the contended tables: an update, a select, an insert, each a round trip.
    SimpleUpdate,
    /// One statement that writes the rows a purchase writes.
    Purchase,
}

/// Each is 100 000 accounts, so this is a million: more than anyone runs into twice at a time.
const SCALE: usize = 10;

impl Pgbench {
    /// Makes the tables.
    pub fn prepare(url: &str, members: usize) -> Pgbench {
        let scale = format!("--scale={SCALE}");
        output(Command::new(postgres("pgbench")).args(["--initialize", "--quiet", &scale, url]));
        let tables = std::fs::read_to_string(folder().join("tables.sql")).unwrap();
        let tables = tables.replace(":members", &members.to_string());
        for statement in tables.split_inclusive(";\n") {
            Psql::new(url).run(&[statement]);
        }
        Pgbench { url: url.to_owned(), members }
    }

    /// Transactions a second of so many clients in so many seconds.
    pub fn run(&self, script: Script, clients: usize, seconds: u64) -> f64 {
        let threads = clients.min(std::thread::available_parallelism().map_or(1, usize::from));
        let mut command = Command::new(postgres("pgbench"));
        // Between runs nothing is vacuumed, as nothing is for anyone else here.
        command.args(["--no-vacuum", "--protocol=prepared"]);
        command.arg(format!("--client={clients}")).arg(format!("--jobs={threads}")).arg(format!("--time={seconds}"));
        match script {
            Script::SimpleUpdate => command.arg("--skip-some-updates"),
            Script::Purchase => command
                .arg(format!("--define=members={}", self.members))
                .arg(format!("--file={}", folder().join("purchase.sql").display())),
        };
        let said = output(command.arg(&self.url));
        transactions(&said).unwrap_or_else(|| panic!("pgbench named no rate: {said}"))
    }
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("pgbench")
}

/// Reads `tps = 3911.050123 (without initial connection time)`.
fn transactions(said: &str) -> Option<f64> {
    said.lines().find_map(|line| line.strip_prefix("tps = "))?.split(' ').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rate_is_read() {
        let said = "latency average = 0.256 ms\ntps = 3911.050123 (without initial connection time)\n";
        assert_eq!(transactions(said), Some(3_911.050_123));
        assert_eq!(transactions("latency average = 0.256 ms"), None);
    }
}
