//! Lists stay quick however much there is: each page is read by an index, from where the last one ended.

use std::collections::BTreeMap;

use sqlx::{AssertSqlSafe, PgConnection, Row};

use crate::database::run;
use crate::support::{RUNTIME, Schema, connection};

const ROWS: i64 = 4000;
const PAGE: i64 = 10;

/// Two programs' rows of every sort; a page does not care what the states say.
const FILL: &str = "
    SET loyalty_engine.program = '{p}';
    CREATE OR REPLACE FUNCTION pg_temp.id(bigint) RETURNS uuid LANGUAGE sql IMMUTABLE
        RETURN ('00000000-0000-7000-8000-' || lpad($1::text, 12, '0'))::uuid;
    INSERT INTO {}.program (program, id, version, state) VALUES ('{p}', 'program', 1, '{\"rules\": 1}');
    INSERT INTO {}.rules (program, id, version, state) SELECT '{p}', n, 1, '{ }' FROM generate_series(1, {n}) n;
    INSERT INTO {}.member (program, id, version, state, kind, blocked, closed, erased, due_on)
        SELECT '{p}', pg_temp.id(n), 1, '{ }', 'member', false, false, false, date '2027-01-01' + (n % 700)::integer
        FROM generate_series(1, {n}) n;
    INSERT INTO {}.profile (program, id, version, state, search, grams)
        SELECT '{p}', pg_temp.id(n), 1, '{ }', 'sari ' || n, ARRAY[1, 2, 3, 1000 + n % 400]
        FROM generate_series(1, {n}) n;
    INSERT INTO {}.gram (program, gram, id) SELECT program, unnest(grams), id FROM {}.profile WHERE program = '{p}';
    INSERT INTO {}.card (program, id, version, state)
        SELECT '{p}', pg_temp.id(n), 1, json_build_object('number', 'C-' || n) FROM generate_series(1, {n}) n;
    INSERT INTO {}.membership (program, id, version, state)
        SELECT '{p}', pg_temp.id(n) || '.1', 1, '{\"starts\": \"2026-01-01\", \"ends\": \"2026-03-31\", \"fee\": \"0\"}'
        FROM generate_series(1, {n}) n;
    INSERT INTO {}.purchase (program, id, version, state, amount, status, at)
        SELECT '{p}', pg_temp.id(n), 1, '{ }', 1, 'completed', now() FROM generate_series(1, {n}) n;
    INSERT INTO {}.stamp (program, id, version, state, member, series, cycle, position, at)
        SELECT '{p}', pg_temp.id(n) || '.1.1.1', 1, '{ }', pg_temp.id(n), 1, 1, 1, now() FROM generate_series(1, {n}) n;
    INSERT INTO {}.reward (program, id, version, state)
        SELECT '{p}', pg_temp.id(n) || '.1.1.1', 1,
               '{\"kind\": \"free_drink\", \"state\": \"open\", \"earned\": \"2026-11-21T03:00:00Z\"}'
        FROM generate_series(1, {n}) n;
    INSERT INTO {}.entry (program, subject, seq, at, operation, actor, entry)
        SELECT '{p}', pg_temp.id(n % 100), n, now(), 'settle', 'budi', '{ }' FROM generate_series(1, {n}) n";

/// Every list, at its beginning, in its middle and near its end.
fn lists() -> Vec<String> {
    let uuid = |n: i64| format!("00000000-0000-7000-8000-{n:012}");
    let after = [None, Some(1), Some(ROWS / 2), Some(ROWS - 20)];
    let mut lists = Vec::new();
    for after in after {
        let id = |suffix: &str| after.map_or("NULL".to_owned(), |n| format!("'{}{suffix}'", uuid(n)));
        for (table, suffix) in [
            ("member", ""),
            ("profile", ""),
            ("card", ""),
            ("purchase", ""),
            ("membership", ".1"),
            ("stamp", ".1.1.1"),
            ("reward", ".1.1.1"),
        ] {
            lists.push(format!("page_{table}(1, 'big', {}, {PAGE})", id(suffix)));
        }
        let rules = after.map_or("NULL".to_owned(), |n| format!("'{n}'"));
        lists.push(format!("page_rules(1, 'big', {rules}, {PAGE})"));
        lists.push(format!("page_entries(1, 'big', NULL, {}, {PAGE})", after.unwrap_or_default()));
        lists.push(format!("page_entries(1, 'big', '{}', {}, {PAGE})", uuid(7), after.unwrap_or_default() / 2));
        lists.push(format!("page_members(1, 'big', '2026-11-21', NULL, NULL, NULL, NULL, {}, {PAGE})", id("")));
        let day = after.map_or("NULL".to_owned(), |n| format!("date '2027-01-01' + {}", n.saturating_mul(600) / ROWS));
        lists.push(format!("page_due(1, 'big', '2028-12-31', {day}, {}, {PAGE})", id("")));
    }
    lists
}

/// Which tables a statement has read as a whole, how many rows it has fetched by indexes, and how many it gave.
async fn read(connection: &mut PgConnection, schema: &Schema, sql: &str) -> (Vec<String>, i64, usize) {
    run(connection, "BEGIN").await;
    let before = counted(connection, schema).await;
    let rows = sqlx::query(AssertSqlSafe(sql.to_owned())).fetch_all(&mut *connection).await.unwrap().len();
    let (whole, fetched) = since(&before, &counted(connection, schema).await);
    run(connection, "COMMIT").await;
    (whole, fetched, rows)
}

/// Of every table: how often it was read as a whole, and how many of its rows were fetched by indexes.
pub type Counted = BTreeMap<String, (i64, i64)>;

/// Which tables were read as a whole in between, and how many rows were fetched by indexes.
pub fn since(before: &Counted, after: &Counted) -> (Vec<String>, i64) {
    let (mut whole, mut fetched) = (Vec::new(), 0);
    for (table, (scans, by_index)) in after {
        let (scans_before, by_index_before) = before.get(table).copied().unwrap_or_default();
        fetched = i64::saturating_add(fetched, by_index.saturating_sub(by_index_before));
        whole.extend((*scans > scans_before).then(|| table.clone()));
    }
    (whole, fetched)
}

/// What the server has counted on this connection since it last told anybody, which it does between transactions.
pub async fn counted(connection: &mut PgConnection, schema: &Schema) -> Counted {
    let sql = "SELECT relname::text, seq_scan, coalesce(idx_tup_fetch, 0) FROM pg_stat_xact_user_tables
               WHERE schemaname = $1";
    let rows = sqlx::query(sql).bind(&schema.name).fetch_all(&mut *connection).await.unwrap();
    rows.iter().map(|row| (row.get(0), (row.get(1), row.get(2)))).collect()
}

#[test]
fn every_page_of_a_long_list_is_read_by_an_index_from_where_the_last_one_ended() {
    let schema = Schema::new();
    RUNTIME.block_on(async {
        let mut host = connection().await;
        for (program, n) in [("big", ROWS), ("small", 50)] {
            let fill = FILL.replace("{p}", program).replace("{n}", &n.to_string()).replace("{}", &schema.name);
            run(&mut host, &fill).await;
        }
        let mut wrong = Vec::new();
        for analyzed in [false, true] {
            if analyzed {
                let tables = "program, {}.rules, {}.member, {}.profile, {}.card, {}.membership, {}.purchase, {}.stamp,
                              {}.reward, {}.entry";
                run(&mut host, &format!("ANALYZE {{}}.{tables}").replace("{}", &schema.name)).await;
            }
            // Again and again: after a while the server takes a plan that knows no values.
            let mut host = connection().await;
            for round in 0..8 {
                for list in lists() {
                    let sql = format!("SELECT * FROM {}.{list}", schema.name);
                    let (whole, fetched, rows) = read(&mut host, &schema, &sql).await;
                    if !whole.is_empty() || fetched > 4 * PAGE || rows == 0 {
                        wrong.push(format!(
                            "{list}, round {round}, analyzed {analyzed}: {rows} rows of {fetched}, {whole:?}"
                        ));
                    }
                }
            }
        }
        assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
    });
}

#[test]
fn a_search_walks_from_where_the_last_page_ended_and_looks_ahead_no_further_than_a_stretch() {
    const STRIDE: i64 = 100;
    const STRETCH: i64 = 1000;
    let schema = Schema::new();
    RUNTIME.block_on(async {
        let mut host = connection().await;
        let fill = FILL.replace("{p}", "big").replace("{n}", &ROWS.to_string()).replace("{}", &schema.name);
        run(&mut host, &fill).await;
        let mut wrong = Vec::new();
        for round in 0..8 {
            if round == 4 {
                run(&mut host, &"ANALYZE {}.gram, {}.member, {}.profile".replace("{}", &schema.name)).await;
            }
            // What everybody has, what one in four hundred has, and both.
            for (grams, n) in [("1", 1), ("1, 2, 3", 3), ("1007", 1), ("1, 2, 3, 1007", 4)] {
                for after in ["NULL", "pg_temp.id(1)", "pg_temp.id(1600)"] {
                    let find = format!("find_members(1, 'big', '2026-11-21', ARRAY[{grams}], NULL");
                    let sql = format!("SELECT * FROM {}.{find}, NULL, NULL, NULL, NULL, {after}, {PAGE})", schema.name);
                    let (whole, fetched, rows) = read(&mut host, &schema, &sql).await;
                    if !whole.is_empty() || fetched > (2 * n + 3) * STRIDE + STRETCH || rows < 5 {
                        wrong
                            .push(format!("{find}, after {after}, round {round}: {rows} rows of {fetched}, {whole:?}"));
                    }
                }
            }
        }
        assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
    });
}

#[test]
fn a_search_leaves_behind_what_lies_together() {
    let schema = Schema::new();
    RUNTIME.block_on(async {
        let mut host = connection().await;
        let fill = FILL.replace("{p}", "big").replace("{n}", &ROWS.to_string()).replace("{}", &schema.name);
        run(&mut host, &fill).await;
        // One gram is everybody's among the first, and nobody's behind them; three are every other one's everywhere.
        let more = "UPDATE {}.profile SET grams = grams || ARRAY[4::bigint] WHERE id <= pg_temp.id(1200);
                    UPDATE {}.profile SET grams = grams || ARRAY[5::bigint, 6, 7]
                        WHERE id IN (SELECT pg_temp.id(n) FROM generate_series(2, 4000, 2) n);
                    INSERT INTO {}.gram (program, gram, id)
                        SELECT program, unnest(grams[5:]), id FROM {}.profile WHERE program = 'big'";
        run(&mut host, &more.replace("{}", &schema.name)).await;
        run(&mut host, "BEGIN").await;
        let before = counted(&mut host, &schema).await;
        let find =
            "find_members(1, 'big', '2026-11-21', ARRAY[4, 5, 6, 7], 'nobody', NULL, NULL, NULL, NULL, NULL, 10)";
        run(&mut host, &format!("SELECT * FROM {}.{find}", schema.name)).await;
        let after = counted(&mut host, &schema).await;
        run(&mut host, "COMMIT").await;
        let looked_at = after["profile"].1.saturating_sub(before["profile"].1);
        assert!((600..=1010).contains(&looked_at), "{looked_at} profiles");
    });
}

#[test]
fn whoever_stands_as_few_do_is_found_without_looking_at_the_others() {
    let schema = Schema::new();
    RUNTIME.block_on(async {
        let mut host = connection().await;
        let fill = FILL.replace("{p}", "big").replace("{n}", &ROWS.to_string()).replace("{}", &schema.name);
        run(&mut host, &fill).await;
        let few = "UPDATE {}.member SET kind = 'vip', blocked = true WHERE id = pg_temp.id(3999);
                   UPDATE {}.member SET closed = true WHERE id = pg_temp.id(3998)";
        run(&mut host, &few.replace("{}", &schema.name)).await;
        for (status, kind) in [("'blocked'", "NULL"), ("'inactive'", "NULL"), ("NULL", "'vip'"), ("'blocked'", "'vip'")]
        {
            for function in
                ["page_members(1, 'big', '2026-11-21'", "find_members(1, 'big', '2026-11-21', ARRAY[1], NULL"]
            {
                let sql = format!("SELECT * FROM {{}}.{function}, {status}, NULL, {kind}, NULL, NULL, {PAGE})");
                let (whole, fetched, rows) = read(&mut host, &schema, &sql.replace("{}", &schema.name)).await;
                assert!(whole.is_empty() && fetched <= 520 && rows == 1, "{sql}: {rows} of {fetched}, {whole:?}");
            }
        }
        // One who is on the level, and one whom time has moved there since.
        let few = "UPDATE {}.member SET level = 'gold',
                       state = '{\"levels\": [{\"from\": \"2026-01-01\", \"level\": \"gold\"}]}'
                   WHERE id = pg_temp.id(3997);
                   UPDATE {}.member SET level = 'silver', due_on = '2026-10-01',
                       state = '{\"levels\": [{\"from\": \"2026-01-01\", \"level\": \"silver\"},
                                            {\"from\": \"2026-10-01\", \"level\": \"gold\"}]}'
                   WHERE id = pg_temp.id(3996)";
        run(&mut host, &few.replace("{}", &schema.name)).await;
        for grams in ["NULL", "ARRAY[1]"] {
            let given = format!("1, 'big', '2026-11-21', {grams}, NULL, NULL, NULL, NULL, 'gold', NULL, 10");
            let sql = format!("SELECT * FROM {}.find_members({given})", schema.name);
            let (whole, fetched, rows) = read(&mut host, &schema, &sql).await;
            assert!(whole.is_empty() && fetched <= 540 && rows == 2, "{sql}: {rows} of {fetched}, {whole:?}");
        }
    });
}

#[test]
fn whoever_stands_so_and_is_called_so_is_found_by_walking_both_lists() {
    let schema = Schema::new();
    RUNTIME.block_on(async {
        let mut host = connection().await;
        let fill = FILL.replace("{p}", "big").replace("{n}", &ROWS.to_string()).replace("{}", &schema.name);
        run(&mut host, &fill).await;
        // Every fifteenth is a VIP, every tenth has the name: every thirtieth is both.
        let more =
            "UPDATE {}.member SET kind = 'vip' WHERE id IN (SELECT pg_temp.id(n) FROM generate_series(15, 4000, 15) n);
                    UPDATE {}.profile SET grams = grams || ARRAY[7::bigint]
                        WHERE id IN (SELECT pg_temp.id(n) FROM generate_series(10, 4000, 10) n);
                    INSERT INTO {}.gram (program, gram, id)
                        SELECT 'big', 7, pg_temp.id(n) FROM generate_series(10, 4000, 10) n";
        run(&mut host, &more.replace("{}", &schema.name)).await;
        for (after, size, expected) in [(0, 1000, 133), (3000, 1000, 33), (0, PAGE, 10), (2010, PAGE, 10)] {
            let given = format!("NULL, NULL, 'vip', NULL, pg_temp.id({after}), {size}");
            let sql =
                format!("SELECT * FROM {}.find_members(1, 'big', '2026-11-21', ARRAY[7], NULL, {given})", schema.name);
            let (whole, fetched, rows) = read(&mut host, &schema, &sql).await;
            // Two keys a row of the shorter list, both lists' next hundred, and what is given.
            let at_most = 2 * 100 + 200 + 8 * size.min(400);
            assert!(
                whole.is_empty() && fetched <= at_most && rows == expected,
                "{sql}: {rows} of {fetched}, {whole:?}"
            );
        }
    });
}
