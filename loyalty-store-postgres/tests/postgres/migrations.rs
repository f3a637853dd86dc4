//! The schema comes up whoever starts it, and changes while people are served.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use loyalty_engine::store::StoreError;
use loyalty_engine::{Engine, Error};
use loyalty_store_postgres::{PostgresOptions, PostgresStore, SCHEMA_VERSION};
use sqlx::{AssertSqlSafe, Row};

use crate::database::{Database, run};
use crate::shop::{KOPI_HUB, books, buy, open};
use crate::support::{RUNTIME, Schema, connection};

/// The whole schema as PostgreSQL describes it: relations with their columns, functions, constraints, triggers.
async fn described(database: &Database, schema: &str) -> String {
    let sql = "
        SELECT string_agg(line, E'\\n' ORDER BY line) FROM (
            SELECT c.oid || c.relname || a.attname || a.atttypid AS line FROM pg_class c
            JOIN pg_attribute a ON a.attrelid = c.oid WHERE c.relnamespace = $1::regnamespace
            UNION ALL SELECT p.oid || pg_get_functiondef(p.oid) FROM pg_proc p WHERE p.pronamespace = $1::regnamespace
            UNION ALL SELECT pg_get_constraintdef(o.oid) FROM pg_constraint o WHERE o.connamespace = $1::regnamespace
            UNION ALL SELECT pg_get_triggerdef(t.oid) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
                      WHERE c.relnamespace = $1::regnamespace) s";
    sqlx::query(sql).bind(schema).fetch_one(&mut database.connection().await).await.unwrap().get(0)
}

#[test]
fn many_who_start_at_once_find_one_schema_and_starting_again_changes_nothing() {
    let database = Database::new();
    RUNTIME.block_on(async {
        for round in 0..3 {
            let options = database.options().schema(&format!("shop_{round}")).unwrap();
            let start = |options: PostgresOptions| async move {
                let found = PostgresStore::migrate(&options).await?;
                PostgresStore::connect(options).await.map(|_| found)
            };
            let starts: Vec<_> = (0..16).map(|_| tokio::spawn(start(options.clone()))).collect();
            let mut made = 0;
            for start in starts {
                made += u32::from(start.await.unwrap().unwrap() == 0);
            }
            assert_eq!(made, 1, "one does the work");
        }
        let before = described(&database, "shop_0").await;
        let again = PostgresStore::migrate(&database.options().schema("shop_0").unwrap()).await;
        assert_eq!(again, Ok(SCHEMA_VERSION));
        assert_eq!(described(&database, "shop_0").await, before);
    });
}

fn assert_newer(error: impl ToString) {
    let told = error.to_string();
    assert!(told.contains("schema version 2, this engine knows 1"), "{told}");
}

/// What a newer engine leaves behind, as far as an older one can tell.
const NEWER: &str = "UPDATE {}.schema_version SET version = 2;
    CREATE OR REPLACE FUNCTION {}.enter(schema_version integer, p text) RETURNS boolean LANGUAGE plpgsql AS $$
    BEGIN
        IF schema_version <> 2 THEN
            RAISE EXCEPTION 'the database has schema version 2, this engine knows %', schema_version
                USING ERRCODE = 'LY002';
        END IF;
        RETURN true;
    END $$";

#[test]
fn a_newer_schema_is_opened_by_no_older_engine_and_written_by_none_that_is_open_already() {
    let schema = Schema::new();
    let store = schema.store();
    RUNTIME.block_on(async {
        let engine = Engine::new(store.clone());
        open(&engine, KOPI_HUB).await;
        run(&mut connection().await, &NEWER.replace("{}", &schema.name)).await;
        let Err(refused) = PostgresStore::connect(schema.options()).await else { panic!("it was opened") };
        assert_newer(refused);
        assert_newer(PostgresStore::migrate(&schema.options()).await.unwrap_err());
        let refused = engine.execute(&buy(0, "R-1")).await.unwrap_err();
        assert!(matches!(refused, Error::Broken(_)), "{refused:?}");
        assert_newer(refused);
    });
}

#[test]
fn an_older_engine_that_waited_for_a_newer_ones_migration_leaves_its_work_alone() {
    let schema = Schema::new();
    RUNTIME.block_on(async {
        let mut newer = connection().await;
        let lock =
            format!("SELECT pg_advisory_xact_lock(hashtextextended('loyalty migrations of {}', 0))", schema.name);
        run(&mut newer, &format!("BEGIN; {lock}; {}", NEWER.replace("{}", &schema.name))).await;
        let options = schema.options();
        let older = tokio::spawn(async move { PostgresStore::migrate(&options).await });
        let waiting = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
                       AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
        while sqlx::query(waiting).fetch_one(&mut newer).await.unwrap().get::<i64, _>(0) == 0 {
            tokio::task::yield_now().await;
        }
        run(&mut newer, "COMMIT").await;
        assert_newer(older.await.unwrap().unwrap_err());
    });
}

#[test]
fn a_migration_that_fails_half_way_leaves_nothing() {
    let database = Database::new();
    RUNTIME.block_on(async {
        let mut dba = database.connection().await;
        // Somebody has taken a name that the schema needs late.
        run(&mut dba, "CREATE SCHEMA loyalty; CREATE TABLE loyalty.purchases (receipt text)").await;
        let failed = PostgresStore::migrate(&database.options()).await.unwrap_err();
        assert!(failed.to_string().contains("purchases"), "{failed}");
        let left = "SELECT count(*) FROM pg_class WHERE relnamespace = 'loyalty'::regnamespace";
        assert_eq!(sqlx::query(left).fetch_one(&mut dba).await.unwrap().get::<i64, _>(0), 1, "theirs");
        run(&mut dba, "DROP TABLE loyalty.purchases").await;
        assert_eq!(PostgresStore::migrate(&database.options()).await, Ok(0));
    });
}

#[test]
fn two_schemas_in_one_database_share_nothing() {
    let (one, two) = (Schema::new(), Schema::new());
    let (first, second) = (one.store(), two.store());
    RUNTIME.block_on(async {
        open(&Engine::new(first.clone()), KOPI_HUB).await;
        assert_eq!(books(&*second, KOPI_HUB).await, "");
        open(&Engine::new(second.clone()), KOPI_HUB).await;
        Engine::new(first.clone()).execute(&buy(0, "R-1")).await.unwrap();
        assert!(!books(&*second, KOPI_HUB).await.contains("R-1"));
    });
}

#[test]
fn a_name_that_would_need_quoting_is_no_name_for_a_schema() {
    let options = || PostgresOptions::parse("postgres://a@localhost/b").unwrap();
    let long = "a".repeat(64);
    for name in ["", "Shop", "my shop", "shop;drop", "a\"b", "a.b", "1shop", "pg_shop", "läden", "a'b", "a$$b", &long]
    {
        assert!(matches!(options().schema(name), Err(StoreError::Broken(_))), "{name}");
    }
    let reserved = ["user", "table", "select", "order", "all", "default"];
    let database = Database::new();
    for name in reserved {
        let options = database.options().schema(name).unwrap();
        RUNTIME.block_on(async {
            assert_eq!(PostgresStore::migrate(&options).await, Ok(0), "{name}");
            let store = Arc::new(PostgresStore::connect(options).await.unwrap());
            open(&Engine::new(store.clone()), KOPI_HUB).await;
            books(&*store, KOPI_HUB).await;
        });
    }
}

#[test]
fn a_role_without_rights_is_told_so() {
    let (database, stranger) = (Database::new(), Database::new());
    RUNTIME.block_on(async {
        PostgresStore::migrate(&database.options()).await.unwrap();
        let address = database.address().username(&stranger.name);
        let options = PostgresOptions::new(address).unwrap();
        let Err(refused) = PostgresStore::connect(options.clone()).await else { panic!("it was opened") };
        assert!(refused.to_string().contains("permission denied"), "{refused}");
        for schema in ["loyalty", "another"] {
            let refused = PostgresStore::migrate(&options.clone().schema(schema).unwrap()).await.unwrap_err();
            assert!(refused.to_string().contains("permission denied"), "{refused}");
        }
    });
}

#[test]
fn the_schema_changes_while_people_are_served_and_nobody_notices() {
    let schema = Schema::new();
    let store = schema.store();
    RUNTIME.block_on(async {
        open(&Engine::new(store.clone()), KOPI_HUB).await;
        let over = Arc::new(AtomicBool::new(false));
        let tills: Vec<_> = (0..3_u32)
            .map(|till| {
                let (engine, over) = (Engine::new(store.clone()), Arc::clone(&over));
                tokio::spawn(async move {
                    let mut sold = 0;
                    while !over.load(Ordering::SeqCst) || sold < 20 {
                        let receipt = format!("R-{till}-{sold}");
                        engine.execute(&buy(till, &receipt)).await.unwrap_or_else(|error| panic!("{receipt}: {error}"));
                        sold += 1;
                    }
                    sold
                })
            })
            .collect();
        let mut dba = connection().await;
        for n in 0..8 {
            for table in [
                "member", "purchase", "handle", "entry", "card", "reply", "reason", "gram", "reward", "stamp",
                "program",
            ] {
                let add = format!("ALTER TABLE {}.{table} ADD COLUMN note_{n} text", schema.name);
                run(&mut dba, &add).await;
            }
            // As if these functions were another version's.
            run(&mut dba, &format!("UPDATE {}.schema_version SET functions = ''", schema.name)).await;
            PostgresStore::migrate(&schema.options()).await.unwrap();
        }
        over.store(true, Ordering::SeqCst);
        let mut sold = 0;
        for till in tills {
            sold += till.await.unwrap();
        }
        let count = format!("SELECT count(*) FROM {}.purchase", schema.name);
        run(&mut dba, &format!("SET loyalty_engine.program = '{KOPI_HUB}'")).await;
        let stored: i64 = sqlx::query(AssertSqlSafe(count)).fetch_one(&mut dba).await.unwrap().get(0);
        assert_eq!(stored, sold);
        books(&*store, KOPI_HUB).await;
        println!("{sold} purchases during 72 new columns and 8 migrations, all of them there");
    });
}
