//! The walls that hold when somebody goes past the engine: between programs, against careless SQL, and what gets past
//! them is found.

use std::sync::Arc;

use loyalty_engine::Engine;
use loyalty_engine::report::verify;
use loyalty_store_postgres::PostgresStore;
use sqlx::{AssertSqlSafe, PgConnection, Row};

use crate::shop::{KOPI_HUB, books, buy, drink, open, request, request_of};
use crate::support::{RUNTIME, Schema, connection};

/// Every table with rows of programs.
const TABLES: [&str; 14] = [
    "program",
    "rules",
    "member",
    "profile",
    "card",
    "membership",
    "purchase",
    "stamp",
    "reward",
    "entry",
    "handle",
    "reply",
    "reason",
    "gram",
];

/// Two programs in one schema: a shop in which something of every sort has happened, and another.
struct Shops {
    schema: Schema,
    store: Arc<PostgresStore>,
}

impl Shops {
    fn new() -> Shops {
        let schema = Schema::new();
        let store = schema.store();
        RUNTIME.block_on(async {
            let engine = Engine::new(store.clone());
            for program in [KOPI_HUB, "warung"] {
                open(&engine, program).await;
            }
            let refund = request(&serde_json::json!({
                "void_purchase": { "purchase": { "receipt": { "number": "R-2" } }, "reason": "mistyped" }
            }));
            let reward = serde_json::json!({ "member": { "card": "CARD-0" }, "reward": { "kind": "free_drink" } });
            let late = request_of("warung", &serde_json::json!({ "redeem": reward }));
            for request in [buy(0, "R-1").key("k-1".parse().unwrap()), buy(0, "R-2"), refund, drink(0), late] {
                engine.execute(&request).await.unwrap();
            }
        });
        Shops { schema, store }
    }

    fn sql(&self, sql: &str) -> String {
        sql.replace("{}", &self.schema.name)
    }

    /// What one statement does under the setting, and is then rolled back: how many rows, or the server's refusal.
    async fn tried(&self, program: Option<&str>, sql: &str) -> Result<u64, String> {
        let mut connection = connection().await;
        let begin = match program {
            Some(program) => format!("BEGIN; SET LOCAL loyalty_engine.program = '{program}'"),
            None => "BEGIN".to_owned(),
        };
        sqlx::raw_sql(AssertSqlSafe(begin)).execute(&mut connection).await.unwrap();
        let done = sqlx::raw_sql(AssertSqlSafe(self.sql(sql))).execute(&mut connection).await;
        done.map(|done| done.rows_affected()).map_err(|error| {
            let error = error.into_database_error().unwrap();
            format!("{} {}", error.code().unwrap_or_default(), error.message())
        })
    }

    async fn one(&self, connection: &mut PgConnection, sql: &str) -> i64 {
        sqlx::query(AssertSqlSafe(self.sql(sql))).fetch_one(connection).await.unwrap().get(0)
    }

    fn verified(&self) -> Vec<String> {
        let findings = RUNTIME.block_on(verify(&*self.store, &KOPI_HUB.parse().unwrap())).unwrap();
        findings.iter().map(ToString::to_string).collect()
    }
}

#[test]
fn without_a_program_the_owner_of_the_tables_sees_and_writes_nothing() {
    let shops = Shops::new();
    RUNTIME.block_on(async {
        for program in [None, Some(""), Some("nobody")] {
            for table in TABLES {
                let count = format!("SELECT 1 FROM {{}}.{table}");
                assert_eq!(shops.tried(program, &count).await, Ok(0), "{table} under {program:?}");
                if table != "entry" {
                    let delete = format!("DELETE FROM {{}}.{table}");
                    assert_eq!(shops.tried(program, &delete).await, Ok(0), "{table} under {program:?}");
                }
            }
            for view in ["members", "memberships", "stamps", "rewards", "purchases"] {
                let count = format!("SELECT 1 FROM {{}}.{view}");
                assert_eq!(shops.tried(program, &count).await, Ok(0), "{view} under {program:?}");
            }
            let insert = "INSERT INTO {}.handle VALUES ('kopi-hub', 'phone', '1', 'member', gen_random_uuid())";
            let refused = shops.tried(program, insert).await.unwrap_err();
            assert!(refused.starts_with("42501") && refused.contains("row-level security"), "{refused}");
        }
    });
}

#[test]
fn with_one_program_named_nothing_of_another_is_seen_or_written() {
    let shops = Shops::new();
    RUNTIME.block_on(async {
        for table in TABLES {
            let there = shops.tried(Some(KOPI_HUB), &format!("SELECT 1 FROM {{}}.{table}")).await.unwrap();
            assert!(there > 0, "{table} has rows to hide");
            let others = format!("SELECT 1 FROM {{}}.{table} WHERE program <> 'kopi-hub'");
            assert_eq!(shops.tried(Some(KOPI_HUB), &others).await, Ok(0), "{table}");
        }
        let rows = "INSERT INTO {}.handle VALUES ('warung', 'phone', '1', 'member', gen_random_uuid())";
        let moved = "UPDATE {}.handle SET program = 'warung'";
        let copied = "INSERT INTO {}.card (program, id, version, state)
                      SELECT 'warung', id || 'x', version, state FROM {}.card";
        for sql in [rows, moved, copied] {
            let refused = shops.tried(Some(KOPI_HUB), sql).await.unwrap_err();
            assert!(refused.starts_with("42501") && refused.contains("row-level security"), "{sql}: {refused}");
        }
        let before = books(&*shops.store, "warung").await;
        let mut host = connection().await;
        let delete = "SET loyalty_engine.program = 'kopi-hub'; DELETE FROM {}.handle; DELETE FROM {}.member";
        sqlx::raw_sql(AssertSqlSafe(shops.sql(delete))).execute(&mut host).await.unwrap();
        assert_eq!(books(&*shops.store, "warung").await, before);
    });
}

#[test]
fn the_engine_leaves_no_program_named_on_its_connections() {
    let shops = Shops::new();
    RUNTIME.block_on(async {
        let mut host = connection().await;
        for end in ["COMMIT", "ROLLBACK"] {
            sqlx::raw_sql("BEGIN").execute(&mut host).await.unwrap();
            let inside = shops.store.in_transaction(&mut host);
            Engine::new(shops.store.clone()).execute_in(&inside, &[buy(1, "R-9")]).await.remove(0).unwrap();
            drop(inside);
            sqlx::raw_sql(AssertSqlSafe(end)).execute(&mut host).await.unwrap();
            assert_eq!(shops.one(&mut host, "SELECT count(*) FROM {}.member").await, 0, "after {end}");
        }
    });
}

/// What a careless person might run, and how the schema answers: the code, and a word of the message.
const CARELESS: &[(&str, &str, &str)] = &[
    ("UPDATE {}.entry SET actor = 'somebody else'", "23514", "an entry is never changed"),
    ("UPDATE {}.entry SET entry = '{ }'", "23514", "an entry is never changed"),
    ("DELETE FROM {}.entry", "23514", "an entry is never changed"),
    ("TRUNCATE {}.entry", "23514", "an entry is never removed"),
    ("INSERT INTO {}.entry SELECT * FROM {}.entry", "23505", "entry_p"),
    (
        "INSERT INTO {}.entry (program, subject, seq, at, operation, actor, entry)
      SELECT program, subject, seq, at, operation, actor, entry FROM {}.entry",
        "23505",
        "entry_pkey",
    ),
    (
        "UPDATE {}.reward SET state = replace(state::text, '\"lapsed\"', '\"redeemed\"')::json",
        "23514",
        "handed over once",
    ),
    (
        "UPDATE {}.reward SET state = (state::jsonb || '{\"state\": \"redeemed\"}')::json WHERE status = 'open'",
        "23514",
        "reward_check",
    ),
    ("UPDATE {}.reward SET state = (state::jsonb - 'redeemed')::json WHERE status = 'redeemed'", "23514", ""),
    (
        "INSERT INTO {}.reward (program, id, version, state) SELECT program, id, version, state FROM {}.reward",
        "23505",
        "reward_pkey",
    ),
    (
        "UPDATE {}.card SET state = (state::jsonb || '{\"member\": \"00000000-0000-0000-0000-000000000001\"}')::json
      WHERE member IS NOT NULL",
        "23514",
        "a card is assigned once",
    ),
    ("UPDATE {}.card SET state = (state::jsonb - 'member')::json", "23514", "a card is assigned once"),
    ("UPDATE {}.card SET state = (state::jsonb - 'number')::json", "23502", "number"),
    ("UPDATE {}.purchase SET status = 'pending' WHERE status = 'completed'", "23514", "a purchase goes its way"),
    ("INSERT INTO {}.purchase SELECT * FROM {}.purchase", "23505", "purchase_pkey"),
    ("UPDATE {}.purchase SET amount = NULL", "23502", "amount"),
    ("UPDATE {}.member SET stamps = -1", "23514", "member_check"),
    ("UPDATE {}.member SET stamps = card_of + 1", "23514", "member_check"),
    ("UPDATE {}.member SET ends_on = starts_on - 1", "23514", "member_check"),
    ("INSERT INTO {}.member SELECT * FROM {}.member", "23505", "member_pkey"),
    (
        "UPDATE {}.membership SET state = (state::jsonb || '{\"ends\": \"1999-01-01\"}')::json",
        "23514",
        "membership_check",
    ),
    ("UPDATE {}.profile SET phone = '+62812345670'", "23505", "profile_phone"),
    ("UPDATE {}.profile SET email = 'all@example.com'", "23505", "profile_email"),
    ("INSERT INTO {}.handle SELECT * FROM {}.handle", "23505", "handle_pkey"),
    ("UPDATE {}.handle SET name = 'X' WHERE kind = 'receipt'", "23505", "handle_pkey"),
    ("INSERT INTO {}.reply SELECT * FROM {}.reply", "23505", "reply_pkey"),
    ("INSERT INTO {}.stamp SELECT * FROM {}.stamp", "23505", "stamp_pkey"),
    ("UPDATE {}.rules SET version = 2", "23514", "rules_version_check"),
    ("UPDATE {}.rules SET id = 'newest'", "22P02", "bigint"),
    (
        "INSERT INTO {}.program (program, id, version, state) VALUES ('kopi-hub', 'second', 1, '{\"rules\": 1}')",
        "23514",
        "program_check",
    ),
    ("UPDATE {}.program SET id = 'other'", "23514", "program_check"),
    ("UPDATE {}.program SET state = '{ }'", "23502", "rules"),
];

#[test]
fn careless_sql_that_breaks_a_promise_is_refused() {
    let shops = Shops::new();
    let mut wrong = Vec::new();
    for (sql, code, word) in CARELESS {
        let found = match RUNTIME.block_on(shops.tried(Some(KOPI_HUB), sql)) {
            Ok(rows) => format!("ok {rows} rows"),
            Err(refused) => refused,
        };
        if !(found.starts_with(code) && found.contains(word)) {
            wrong.push(format!("{sql}\n  expected {code} {word}\n  found {found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What no lock stops, and what `verify` says of it.
const TAMPERED: &[(&str, &str)] = &[
    ("UPDATE {}.member SET state = replace(state::text, '\"stamps\":2', '\"stamps\":9')::json", "member"),
    ("DELETE FROM {}.member", "stored is nothing"),
    ("UPDATE {}.membership SET state = (state::jsonb || '{\"fee\": \"1\"}')::json", "membership"),
    ("DELETE FROM {}.membership", "stored is nothing"),
    ("UPDATE {}.purchase SET state = replace(state::text, '75000', '76000')::json", "purchase"),
    ("DELETE FROM {}.purchase", "stored is nothing"),
    ("DELETE FROM {}.stamp", "stored is nothing"),
    ("UPDATE {}.stamp SET id = replace(id, '.1.1.1', '.1.1.7')", "stamp"),
    ("UPDATE {}.reward SET state = replace(state::text, 'free_', 'cheap_')::json WHERE status = 'open'", "reward"),
    ("DELETE FROM {}.reward", "stored is nothing"),
    ("DELETE FROM {}.card", "stored is nothing"),
    ("DELETE FROM {}.handle", "does not lead to it"),
    ("UPDATE {}.handle SET owner = gen_random_uuid()", "does not lead to it"),
    ("UPDATE {}.profile SET state = replace(state::text, '+62812', '+62813')::json", "does not lead to it"),
    ("DELETE FROM {}.rules", "stored is nothing"),
    ("DELETE FROM {}.program", "stored is nothing"),
    (
        "INSERT INTO {}.entry (program, subject, seq, at, operation, actor, entry)
      SELECT program, subject, seq + 5, at, operation, actor,
             regexp_replace(entry::text, '\"seq\":\\d+', '\"seq\":77')::json
      FROM {}.entry WHERE operation = 'redeem'",
        "found",
    ),
];

#[test]
fn tampering_that_gets_past_the_locks_is_found() {
    let shops = Shops::new();
    assert_eq!(shops.verified(), Vec::<String>::new());
    for (sql, told) in TAMPERED {
        let shops = Shops::new();
        let sql = shops.sql(&format!("SET loyalty_engine.program = 'kopi-hub'; {sql}"));
        let rows = RUNTIME.block_on(async {
            sqlx::raw_sql(AssertSqlSafe(sql.clone())).execute(&mut connection().await).await.unwrap().rows_affected()
        });
        let found = shops.verified();
        assert!(rows > 0 && found.iter().any(|finding| finding.contains(told)), "{sql}: {rows} rows, {found:?}");
    }
}

/// Everything people see of the schema, with nothing said about it.
const UNTOLD: &str = "
    SELECT c.relname || coalesce('.' || a.attname, '')
    FROM pg_class c
    LEFT JOIN LATERAL (SELECT 0 AS attnum, NULL::name AS attname
                       UNION ALL
                       SELECT attnum, attname FROM pg_attribute
                       WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped) a ON true
    WHERE c.relnamespace = '{}'::regnamespace AND c.relkind IN ('r', 'v')
      AND coalesce(CASE a.attnum WHEN 0 THEN obj_description(c.oid, 'pg_class')
                                 ELSE col_description(c.oid, a.attnum) END, '') = ''";

/// Keys, and all other indexes, that do not begin with the program.
const KEYS: &str = "
    SELECT i.indexrelid::regclass::text
    FROM pg_index i
    JOIN pg_class c ON c.oid = i.indrelid AND c.relnamespace = '{}'::regnamespace
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
    WHERE a.attname <> 'program'";

/// Tables without a wall, or with one that does not hold for their owner.
const OPEN: &str = "
    SELECT c.relname::text FROM pg_class c
    WHERE c.relnamespace = '{}'::regnamespace AND c.relkind = 'r' AND c.relname <> 'schema_version'
      AND NOT (c.relrowsecurity AND c.relforcerowsecurity
               AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polcmd = '*'))";

#[test]
fn every_table_view_and_column_is_explained_keyed_by_its_program_and_walled() {
    let schema = Schema::new();
    RUNTIME.block_on(async {
        for sql in [UNTOLD, KEYS, OPEN] {
            let sql = sql.replace("{}", &schema.name);
            let rows = sqlx::query(AssertSqlSafe(sql)).fetch_all(&mut connection().await).await.unwrap();
            assert_eq!(rows.iter().map(|row| row.get(0)).collect::<Vec<String>>(), Vec::<String>::new());
        }
    });
}

#[test]
fn the_views_answer_people_in_the_words_of_the_counter() {
    let shops = Shops::new();
    let rows = |sql: &str| -> Vec<String> {
        let sql = shops.sql(sql);
        RUNTIME.block_on(async {
            let mut host = connection().await;
            sqlx::raw_sql("SET loyalty_engine.program = 'kopi-hub'").execute(&mut host).await.unwrap();
            let rows = sqlx::query(AssertSqlSafe(sql)).fetch_all(&mut host).await.unwrap();
            rows.iter().map(|row| row.get(0)).collect()
        })
    };
    let said = rows(
        "SELECT concat_ws(' ', number, name, phone, card_number, starts_on, ends_on, fee) FROM {}.memberships
                     ORDER BY card_number",
    );
    assert_eq!(said.len(), 3);
    assert_eq!(said[0], "1 Zoë Ünal +628123456780 CARD-0 2026-11-21 2027-02-19 25000");
    let said = rows("SELECT concat_ws(' ', cycle, position, receipt, amount) FROM {}.stamps ORDER BY receipt, member");
    assert_eq!(said, ["1 2 R-1 75000", "1 1", "1 1", "1 1"]);
    let said = rows(
        "SELECT concat_ws(' ', kind, status, redeemed_at IS NOT NULL, membership_ends_on) FROM {}.rewards
                     ORDER BY status DESC, id",
    );
    assert_eq!(
        said,
        ["free_drink redeemed t 2027-02-19", "free_drink open f 2027-02-19", "free_drink open f 2027-02-19"]
    );
    let said =
        rows("SELECT concat_ws(' ', receipt, amount, status, stamps, stamps_kept) FROM {}.purchases ORDER BY receipt");
    assert_eq!(said, ["R-1 75000 completed 1 0", "R-2 75000 refunded 0 0"]);
    let status = "SELECT DISTINCT status FROM {}.memberships";
    shops.schema.run("ALTER TABLE {}.member NO FORCE ROW LEVEL SECURITY").unwrap();
    shops.schema.run("UPDATE {}.member SET blocked = true").unwrap();
    assert_eq!(rows(status), ["blocked"]);
    shops.schema.run("UPDATE {}.member SET closed = true").unwrap();
    assert_eq!(rows(status), ["closed"]);
}
