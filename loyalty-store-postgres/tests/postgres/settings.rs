//! Whatever a role, a database or a connection has set for itself: the same outcomes and the same stored bytes as with
//! the server's own settings, or a refusal that says what to set.

use std::collections::BTreeMap;
use std::sync::Arc;

use async_trait::async_trait;
use loyalty_engine::report::{dump, verify};
use loyalty_engine::store::{Ask, Changes, Page, PageRequest, Snapshot, StoreError};
use loyalty_engine::testing::block_on;
use loyalty_engine::testing::history::History;
use loyalty_engine::{Engine, LoyaltyStore, MemoryStore};
use loyalty_store_postgres::{PostgresOptions, PostgresStore};
use sqlx::{AssertSqlSafe, PgConnection, Row};
use tokio::sync::Mutex;

use crate::database::{Database, run};
use crate::shop::{KOPI_HUB, buy, open};
use crate::support::RUNTIME;

/// Settings that change nothing, wherever they stand.
const HARMLESS: &[(&str, &str)] = &[
    ("synchronous_commit", "off"),
    ("synchronous_commit", "local"),
    ("default_transaction_isolation", "'serializable'"),
    ("default_transaction_isolation", "'repeatable read'"),
    ("default_transaction_deferrable", "on"),
    ("TimeZone", "'Pacific/Kiritimati'"),
    ("DateStyle", "'German, DMY'"),
    ("DateStyle", "'SQL, MDY'"),
    ("IntervalStyle", "'sql_standard'"),
    ("bytea_output", "'escape'"),
    ("search_path", "nonsense"),
    ("search_path", "hostile, pg_catalog"),
    ("standard_conforming_strings", "off"),
    ("backslash_quote", "on"),
    ("escape_string_warning", "off"),
    ("array_nulls", "off"),
    ("transform_null_equals", "on"),
    ("quote_all_identifiers", "on"),
    ("lock_timeout", "1"),
    ("extra_float_digits", "'-15'"),
    ("plan_cache_mode", "force_custom_plan"),
    ("plan_cache_mode", "force_generic_plan"),
    ("enable_indexscan", "off"),
    ("enable_nestloop", "off"),
    ("join_collapse_limit", "1"),
    ("work_mem", "'64kB'"),
    ("client_min_messages", "error"),
    ("check_function_bodies", "off"),
    ("plpgsql.extra_errors", "'all'"),
];

/// Settings that the store's own connections overrule; a host that has them is told what to set instead.
const REFUSED: &[(&str, &str, &str)] = &[
    ("client_encoding", "'LATIN1'", "client_encoding"),
    ("default_transaction_read_only", "on", "READ WRITE"),
    ("row_security", "off", "row_security"),
];

/// Settings that end a connection or a statement early; the store's own connections overrule them.
const HASTY: &[(&str, &str)] =
    &[("statement_timeout", "1"), ("idle_session_timeout", "1"), ("idle_in_transaction_session_timeout", "1")];

const STEPS: usize = 40;
const SEED: u64 = 7;

/// Everything that was answered and everything that stands there afterwards.
fn history(store: Arc<dyn LoyaltyStore>) -> String {
    let mut history = History::new(store, SEED);
    let mut text = String::new();
    for _ in 0..STEPS {
        let (_, answer) = block_on(history.step());
        text.push_str(&answer);
        text.push('\n');
    }
    for program in History::programs() {
        let program = program.parse().unwrap();
        assert_eq!(block_on(verify(history.engine().store(), &program)).unwrap(), vec![]);
        text.push_str(&block_on(dump(history.engine().store(), &program)).unwrap());
    }
    text
}

/// What stands in the columns beside the state, read under the server's own settings.
async fn columns(connection: &mut PgConnection, schema: &str) -> String {
    let mut text = String::new();
    for program in History::programs() {
        run(connection, &format!("SET loyalty_engine.program = '{program}'")).await;
        for table in ["member", "profile", "card", "membership", "purchase", "stamp", "reward", "entry", "handle"] {
            let sql = format!(
                "SELECT coalesce(string_agg(line, E'\\n' ORDER BY line), '')
                 FROM (SELECT (to_jsonb(t) - 'state' - 'entry' - 'position')::text AS line FROM {schema}.{table} t) t"
            );
            text.push_str(sqlx::query(AssertSqlSafe(sql)).fetch_one(&mut *connection).await.unwrap().get(0));
        }
    }
    text
}

async fn made(options: PostgresOptions) -> Arc<PostgresStore> {
    PostgresStore::migrate(&options).await.unwrap();
    Arc::new(PostgresStore::connect(options).await.unwrap())
}

/// The answers, the dump and the columns of a history on a schema of its own, made and used under the settings.
fn under_settings(database: &Database, schema: &str, pooler: bool) -> (String, String) {
    let options = database.options().schema(schema).unwrap();
    let options = if pooler { options.behind_pooler() } else { options };
    let said = history(RUNTIME.block_on(made(options)));
    database.as_admin("ALTER ROLE {} RESET ALL");
    database.as_admin("ALTER DATABASE {} RESET ALL");
    let columns = RUNTIME.block_on(async {
        let mut connection = database.connection().await;
        let columns = columns(&mut connection, schema).await;
        run(&mut connection, &format!("SET client_min_messages = error; DROP SCHEMA {schema} CASCADE")).await;
        columns
    });
    (said, columns)
}

/// The same history with the server's own settings.
fn expected(database: &Database) -> (String, String) {
    let expected = under_settings(database, "expected", false);
    assert_eq!(expected.0, history(Arc::new(MemoryStore::new())));
    expected
}

/// Settings in rounds, each name once in a round: what stands together is tried together.
fn rounds(all: &[(&'static str, &'static str)]) -> Vec<BTreeMap<&'static str, &'static str>> {
    let mut rounds: Vec<BTreeMap<_, _>> = Vec::new();
    for (name, value) in all {
        match rounds.iter_mut().find(|round| !round.contains_key(name)) {
            Some(round) => drop(round.insert(*name, *value)),
            None => rounds.push(BTreeMap::from([(*name, *value)])),
        }
    }
    rounds
}

#[test]
fn whatever_a_role_or_a_database_has_set_the_store_stores_the_same_bytes() {
    let database = Database::new();
    let expected = expected(&database);
    let refused: Vec<_> = REFUSED.iter().map(|(name, value, _)| (*name, *value)).collect();
    for round in rounds(&[HARMLESS, HASTY, &refused].concat()) {
        for whose in ["ROLE", "DATABASE"] {
            for (name, value) in &round {
                database.as_admin(&format!("ALTER {whose} {{}} SET {name} = {value}"));
            }
            assert_eq!(under_settings(&database, "loyalty", false), expected, "{whose}: {round:?}");
        }
    }
}

#[test]
fn behind_a_pooler_the_roles_settings_stand_and_the_bytes_are_the_same() {
    let database = Database::new();
    let expected = expected(&database);
    let overruled = [("default_transaction_read_only", "on"), ("client_encoding", "'LATIN1'")];
    for round in rounds(&[HARMLESS, &overruled].concat()) {
        for (name, value) in &round {
            database.as_admin(&format!("ALTER ROLE {{}} SET {name} = {value}"));
        }
        assert_eq!(under_settings(&database, "loyalty", true), expected, "{round:?}");
    }
}

/// Such a role's transactions wait, before their first look, for everybody who may still write.
const PATIENT: &[(&str, &str)] = &[
    ("default_transaction_isolation", "'serializable'"),
    ("default_transaction_read_only", "on"),
    ("default_transaction_deferrable", "on"),
];

#[test]
fn behind_a_pooler_a_store_opens_while_somebody_elses_serializable_transaction_is_under_way() {
    let database = Database::new();
    for (name, value) in PATIENT {
        database.as_admin(&format!("ALTER ROLE {{}} SET {name} = {value}"));
    }
    RUNTIME.block_on(async {
        let mut writer = database.connection().await;
        run(&mut writer, "BEGIN ISOLATION LEVEL SERIALIZABLE READ WRITE; SELECT 1").await;
        made(database.options().behind_pooler()).await;
        run(&mut writer, "COMMIT").await;
    });
}

/// The store as it stands in a transaction that the host keeps open.
struct Hosted {
    store: Arc<PostgresStore>,
    connection: Mutex<PgConnection>,
}

#[async_trait]
impl LoyaltyStore for Hosted {
    async fn load(&self, ask: &Ask) -> Result<Snapshot, StoreError> {
        self.store.in_transaction(&mut *self.connection.lock().await).load(ask).await
    }

    async fn commit(&self, changes: &Changes) -> Result<(), StoreError> {
        self.store.in_transaction(&mut *self.connection.lock().await).commit(changes).await
    }

    async fn page(&self, request: &PageRequest) -> Result<Page, StoreError> {
        self.store.in_transaction(&mut *self.connection.lock().await).page(request).await
    }
}

/// A host's connection with settings of its own, in a transaction.
async fn hosted(database: &Database, store: &Arc<PostgresStore>, settings: &BTreeMap<&str, &str>) -> Arc<Hosted> {
    let mut connection = database.connection().await;
    for (name, value) in settings {
        run(&mut connection, &format!("SET {name} = {value}")).await;
    }
    run(&mut connection, "BEGIN").await;
    Arc::new(Hosted { store: Arc::clone(store), connection: Mutex::new(connection) })
}

#[test]
fn whatever_a_hosts_connection_has_set_its_transaction_holds_the_same_bytes() {
    let database = Database::new();
    let expected = history(Arc::new(MemoryStore::new()));
    let store = RUNTIME.block_on(made(database.options()));
    for round in rounds(HARMLESS) {
        let hosted = RUNTIME.block_on(hosted(&database, &store, &round));
        assert_eq!(history(hosted), expected, "{round:?}");
    }
}

#[test]
fn a_host_whose_settings_could_spoil_data_is_told_what_to_set() {
    let database = Database::new();
    RUNTIME.block_on(async {
        let store = made(database.options()).await;
        let engine = Engine::new(store.clone());
        open(&engine, KOPI_HUB).await;
        let before = dump(&*store, &KOPI_HUB.parse().unwrap()).await.unwrap();
        for (name, value, told) in REFUSED {
            let hosted = hosted(&database, &store, &BTreeMap::from([(*name, *value)])).await;
            let refused = engine.execute_in(&*hosted, &[buy(0, "R-1")]).await.remove(0).unwrap_err();
            assert!(refused.to_string().contains(told), "{name}: {refused}");
            run(&mut *hosted.connection.lock().await, "COMMIT").await;
            assert_eq!(dump(&*store, &KOPI_HUB.parse().unwrap()).await.unwrap(), before, "{name}");
        }
    });
}

#[test]
fn a_host_with_a_short_statement_timeout_has_all_of_it_or_nothing() {
    let database = Database::new();
    RUNTIME.block_on(async {
        let store = made(database.options()).await;
        let engine = Engine::new(store.clone());
        open(&engine, KOPI_HUB).await;
        let mut rival = database.connection().await;
        run(&mut rival, "BEGIN").await;
        let inside = store.in_transaction(&mut rival);
        engine.execute_in(&inside, &[buy(0, "RIVAL")]).await.remove(0).unwrap();
        let before = dump(&*store, &KOPI_HUB.parse().unwrap()).await.unwrap();
        // Whoever the rival holds takes longer than any limit.
        let hosted = hosted(&database, &store, &BTreeMap::from([("statement_timeout", "'20ms'")])).await;
        let late = engine.execute_in(&*hosted, &[buy(0, "R-1")]).await.remove(0).unwrap_err();
        assert!(late.to_string().contains("statement timeout"), "{late}");
        run(&mut *hosted.connection.lock().await, "COMMIT").await;
        assert_eq!(dump(&*store, &KOPI_HUB.parse().unwrap()).await.unwrap(), before);
    });
}

/// A trigger that waits for the commit writes down how the commit waits.
const WITNESS: &str = "
    CREATE TABLE loyalty.seen (n bigserial, waits text);
    CREATE FUNCTION loyalty.look() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        INSERT INTO loyalty.seen (waits) VALUES (current_setting('synchronous_commit'));
        RETURN NULL;
    END $$;
    CREATE CONSTRAINT TRIGGER witness AFTER INSERT ON loyalty.entry DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION loyalty.look()";

#[test]
fn a_commit_waits_for_the_disk_also_where_a_role_or_a_host_does_not_want_it_to() {
    let database = Database::new();
    RUNTIME.block_on(async {
        let store = made(database.options()).await;
        open(&Engine::new(store.clone()), KOPI_HUB).await;
        run(&mut database.connection().await, WITNESS).await;
    });
    database.as_admin("ALTER ROLE {} SET synchronous_commit = off");
    RUNTIME.block_on(async {
        let own = Arc::new(PostgresStore::connect(database.options()).await.unwrap());
        let pooled = Arc::new(PostgresStore::connect(database.options().behind_pooler()).await.unwrap());
        Engine::new(own.clone()).execute(&buy(0, "R-1")).await.unwrap();
        Engine::new(pooled).execute(&buy(0, "R-2")).await.unwrap();
        let mut host = database.connection().await;
        let waits = "SHOW synchronous_commit";
        assert_eq!(sqlx::query(waits).fetch_one(&mut host).await.unwrap().get::<&str, _>(0), "off");
        run(&mut host, "BEGIN").await;
        let inside = own.in_transaction(&mut host);
        Engine::new(own.clone()).execute_in(&inside, &[buy(0, "R-3")]).await.remove(0).unwrap();
        drop(inside);
        run(&mut host, "COMMIT").await;
        assert_eq!(sqlx::query(waits).fetch_one(&mut host).await.unwrap().get::<&str, _>(0), "off", "the host's again");
        let seen = sqlx::query("SELECT waits FROM loyalty.seen ORDER BY n").fetch_all(&mut host).await.unwrap();
        assert_eq!(seen.iter().map(|row| row.get(0)).collect::<Vec<&str>>(), ["on", "on", "on"]);
    });
}
