//! Behind Debian's PgBouncer, which gives a server connection to somebody else after each transaction.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use loyalty_engine::Engine;
use loyalty_engine::testing::conformance::{CASES, Store, run as conform};
use loyalty_store_postgres::{PostgresOptions, PostgresStore};
use sqlx::{Connection, Row};
use tempfile::TempDir;

use crate::database::Database;
use crate::shop::{KOPI_HUB, books, buy, open};
use crate::support::RUNTIME;

const PGBOUNCER: &str = "/usr/sbin/pgbouncer";

/// A PgBouncer in transaction mode before a database of its own; both go when the test is over.
struct Pooler {
    process: Child,
    port: u16,
    database: Database,
    _folder: TempDir,
}

impl Pooler {
    /// `servers` is how many server connections all clients share; `more` are lines for the configuration.
    fn start(servers: u32, more: &str) -> Pooler {
        let database = Database::new();
        let folder = tempfile::tempdir().unwrap();
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let (address, name) = (database.address(), &database.name);
        let server = format!("host={} port={}", address.get_host(), address.get_port());
        let users = folder.path().join("users.txt");
        fs::write(&users, format!("\"{name}\" \"\"\n")).unwrap();
        let config = folder.path().join("pgbouncer.ini");
        let text = format!(
            "[databases]\n{name} = {server} dbname={name} user={name}\n[pgbouncer]\nlisten_addr = 127.0.0.1\n\
             listen_port = {port}\nunix_socket_dir =\nauth_type = trust\nauth_file = {}\npool_mode = transaction\n\
             default_pool_size = {servers}\nmax_client_conn = 100\n{more}\n",
            users.display()
        );
        fs::write(&config, text).unwrap();
        let process = as_nobody(PGBOUNCER)
            .arg(&config)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("{PGBOUNCER}: {error}; install it: apt-get install -y pgbouncer"));
        let mut pooler = Pooler { process, port, database, _folder: folder };
        pooler.wait_until_it_listens();
        pooler
    }

    fn wait_until_it_listens(&mut self) {
        while TcpStream::connect(("127.0.0.1", self.port)).is_err() {
            let ended = self.process.try_wait().unwrap();
            assert!(ended.is_none(), "PgBouncer did not start; is it installed? apt-get install -y pgbouncer");
            std::thread::yield_now();
        }
    }

    /// The store's way through the pooler.
    fn options(&self) -> PostgresOptions {
        PostgresOptions::new(self.database.address().host("127.0.0.1").port(self.port)).unwrap()
    }

    async fn migrated(&self) {
        PostgresStore::migrate(&self.database.options()).await.unwrap();
    }
}

impl Drop for Pooler {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// PgBouncer refuses to run as root.
fn as_nobody(program: &str) -> Command {
    assert!(fs::exists(program).unwrap(), "{program} is missing; install it: apt-get install -y pgbouncer");
    let id = Command::new("id").arg("-u").output().unwrap();
    if id.stdout != b"0\n" {
        return Command::new(program);
    }
    let mut command = Command::new("setpriv");
    command.args(["--reuid=nobody", "--regid=nogroup", "--clear-groups", "--", program]).current_dir("/");
    command
}

#[test]
fn the_conformance_suite_passes_through_a_pooler() {
    let pooler = Pooler::start(4, "");
    for (name, _) in CASES {
        let options = pooler.options().schema(&format!("case_{}", name.len())).unwrap().behind_pooler();
        let store: Store = RUNTIME.block_on(async {
            let drop = format!("SET client_min_messages = error; DROP SCHEMA IF EXISTS case_{} CASCADE", name.len());
            crate::database::run(&mut pooler.database.connection().await, &drop).await;
            PostgresStore::migrate(&options).await.unwrap();
            Arc::new(PostgresStore::connect(options).await.unwrap())
        });
        conform(name, store);
    }
    println!("{} cases through PgBouncer", CASES.len());
}

#[test]
fn many_clients_share_one_server_connection_and_nobody_loses_a_call() {
    let pooler = Pooler::start(1, "");
    RUNTIME.block_on(async {
        pooler.migrated().await;
        let connect = || async { Arc::new(PostgresStore::connect(pooler.options().behind_pooler()).await.unwrap()) };
        let store = connect().await;
        open(&Engine::new(store.clone()), KOPI_HUB).await;
        let mut tills = Vec::new();
        for till in 0..6_u32 {
            let engine = Engine::new(connect().await);
            tills.push(tokio::spawn(async move {
                for n in 0..15 {
                    engine.execute(&buy(till % 3, &format!("R-{till}-{n}"))).await.unwrap();
                }
            }));
        }
        for till in tills {
            till.await.unwrap();
        }
        assert_eq!(books(&*store, KOPI_HUB).await.lines().filter(|line| line.starts_with("purchase")).count(), 90);
    });
}

#[test]
fn the_next_client_of_a_server_connection_finds_no_program_named() {
    let pooler = Pooler::start(1, "");
    RUNTIME.block_on(async {
        pooler.migrated().await;
        let store = Arc::new(PostgresStore::connect(pooler.options().behind_pooler()).await.unwrap());
        let engine = Engine::new(store);
        open(&engine, KOPI_HUB).await;
        let address = pooler.database.address().host("127.0.0.1").port(pooler.port);
        let mut next = sqlx::PgConnection::connect_with(&address.extra_float_digits(None)).await.unwrap();
        let mut servers = std::collections::BTreeSet::new();
        for n in 0..5 {
            engine.execute(&buy(0, &format!("R-{n}"))).await.unwrap();
            let sql = "SELECT coalesce(current_setting('loyalty_engine.program', true), ''), pg_backend_pid(),
                              (SELECT count(*) FROM loyalty.member)";
            let row = sqlx::query(sql).persistent(false).fetch_one(&mut next).await.unwrap();
            assert_eq!((row.get::<&str, _>(0), row.get::<i64, _>(2)), ("", 0));
            servers.insert(row.get::<i32, _>(1));
        }
        assert_eq!(servers.len(), 1, "both were served by one connection");
    });
}

/// Since 1.21 PgBouncer keeps prepared statements for its clients, unless it is told not to.
fn knows_prepared_statements() -> bool {
    let said = Command::new(PGBOUNCER).arg("--version").output().unwrap().stdout;
    let said = String::from_utf8(said).unwrap();
    let minor = said.split_whitespace().nth(1).and_then(|version| version.split('.').nth(1));
    minor.and_then(|minor| minor.parse::<u32>().ok()).is_some_and(|minor| minor >= 21)
}

#[test]
fn without_the_option_a_pooler_is_named_and_so_is_the_option() {
    // With and without the settings that a store passes on when it connects.
    let lenient = "ignore_startup_parameters = extra_float_digits,options";
    let mut configurations = vec![String::new(), lenient.to_owned()];
    if knows_prepared_statements() {
        configurations.push(format!("{lenient}\nmax_prepared_statements = 0"));
    }
    for more in &configurations {
        let pooler = Pooler::start(1, more);
        RUNTIME.block_on(async {
            pooler.migrated().await;
            let mut stores = Vec::new();
            for _ in 0..2 {
                match PostgresStore::connect(pooler.options()).await {
                    Ok(store) => stores.push(Engine::new(Arc::new(store))),
                    Err(refused) => assert!(refused.to_string().contains("pooler=transaction"), "{refused}"),
                }
            }
            let mut asked = 0;
            for (n, engine) in stores.iter().cycle().take(stores.len() * 4).enumerate() {
                let number = serde_json::json!({ "register": { "name": "Sari", "phone": format!("08111111{n:03}") } });
                match engine.execute(&crate::shop::request(&number)).await {
                    Ok(_) => panic!("there are no rules"),
                    Err(error) => {
                        let told = error.to_string();
                        assert!(error.code() == "unknown_program" || told.contains("pooler=transaction"), "{told}");
                    }
                }
                asked += 1;
            }
            println!("`{more}`: {} stores opened, {asked} calls answered", stores.len());
        });
    }
}
