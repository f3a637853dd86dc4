//! A PostgreSQL of a test's own, at its usual durability, to be killed and started again.

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use loyalty_store_postgres::PostgresOptions;
use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions, Connection, PgConnection};
use tempfile::TempDir;

use crate::support::RUNTIME;

/// Ends the server when nobody holds the other end of its input: a pipe closes however we end.
const KEEPER: &str = r#"
trap '' INT TERM HUP
"$@" & echo $!
cat >/dev/null
kill -INT $! 2>/dev/null; wait
"#;

pub struct Server {
    programs: PathBuf,
    folder: TempDir,
    port: u16,
    running: Option<Running>,
}

struct Running {
    keeper: Child,
    postmaster: u32,
}

impl Server {
    pub fn start() -> Server {
        let programs = std::env::var("LOYALTY_POSTGRES_BIN");
        let programs =
            programs.expect("LOYALTY_POSTGRES_BIN names the programs of a PostgreSQL; `cargo xtask test` does");
        let folder = tempfile::tempdir().unwrap();
        if is_root() {
            run(Command::new("chown").arg("nobody").arg(folder.path()));
        }
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let mut server = Server { programs: programs.into(), folder, port, running: None };
        let initdb = ["--locale=C.UTF-8", "--encoding=UTF8", "--auth=trust", "--username=loyalty", "--pgdata"];
        run(as_nobody(&server.programs.join("initdb")).args(initdb).arg(server.data()));
        server.start_again();
        server
    }

    pub fn options(&self) -> PostgresOptions {
        PostgresOptions::new(self.connect_options()).unwrap()
    }

    pub async fn connection(&self) -> PgConnection {
        self.connect_options().connect().await.unwrap()
    }

    fn connect_options(&self) -> PgConnectOptions {
        let options = PgConnectOptions::new_without_pgpass().host("127.0.0.1").port(self.port);
        options.username("loyalty").database("postgres").disable_statement_logging()
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Starts it, and comes back when it has recovered and answers.
    pub fn start_again(&mut self) {
        let mut postgres = as_nobody(&self.programs.join("postgres"));
        postgres.arg("-D").arg(self.data()).args(["-h", "127.0.0.1", "-p", &self.port.to_string(), "-k"]);
        postgres.arg(self.folder.path());
        let log = File::options().create(true).append(true).open(self.log()).unwrap();
        let mut keeper = Command::new("sh")
            .args(["-c", KEEPER, "keeper"])
            .arg(postgres.get_program())
            .args(postgres.get_args())
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(keeper.stdout.take().unwrap()).read_line(&mut line).unwrap();
        self.running = Some(Running { keeper, postmaster: line.trim().parse().unwrap() });
        RUNTIME.block_on(self.wait_until_it_answers());
    }

    async fn wait_until_it_answers(&self) {
        for _ in 0..600 {
            if let Ok(connection) = self.connect_options().connect().await {
                return connection.close().await.unwrap();
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("PostgreSQL did not start:\n{}", fs::read_to_string(self.log()).unwrap());
    }

    fn log(&self) -> PathBuf {
        self.folder.path().join("log")
    }

    /// `kill -9` of the server and everything that serves for it, all at once: nobody has time to tidy up.
    pub fn kill(&mut self) {
        let Some(Running { mut keeper, postmaster }) = self.running.take() else { return };
        // Stopped first: who does not run starts no children, and sees none die.
        run(Command::new("kill").arg("-STOP").arg(postmaster.to_string()));
        let processes = Command::new("ps").args(["-A", "-o", "pid=", "-o", "ppid="]).output().unwrap().stdout;
        let processes = String::from_utf8(processes).unwrap();
        let children = processes.lines().filter_map(|line| {
            let (child, parent) = line.trim().split_once(' ')?;
            (parent.trim() == postmaster.to_string()).then(|| child.to_owned())
        });
        // The server itself last: whoever serves for it would see that it is gone, and end in good order.
        run(Command::new("kill").arg("-KILL").args(children).arg(postmaster.to_string()));
        drop(keeper.stdin.take());
        keeper.wait().unwrap();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill();
    }
}

/// PostgreSQL refuses to run as root.
fn as_nobody(program: &Path) -> Command {
    if !is_root() {
        return Command::new(program);
    }
    let mut command = Command::new("setpriv");
    command.args(["--reuid=nobody", "--regid=nogroup", "--clear-groups", "--"]).arg(program).current_dir("/");
    command
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().unwrap().stdout.trim_ascii() == b"0"
}

fn run(command: &mut Command) {
    let output = command.stdin(Stdio::null()).output().unwrap();
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
}
