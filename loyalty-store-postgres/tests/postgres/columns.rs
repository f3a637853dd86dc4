//! The columns that the engine hands over ready-made say the same as the state beside them, whatever has happened.

use std::collections::BTreeMap;

use loyalty_engine::testing::block_on;
use loyalty_engine::testing::history::History;
use sqlx::{AssertSqlSafe, Row};

use crate::database::run;
use crate::support::{RUNTIME, Schema, connection};

const HISTORIES: u64 = 20;
const STEPS: usize = 200;

/// Each table with its columns, and where the state has the same.
const TABLES: &[(&str, &[(&str, &str)])] = &[
    (
        "member",
        &[
            ("id::text", "state ->> 'id'"),
            ("kind", "state ->> 'kind'"),
            ("blocked", "coalesce((state ->> 'blocked')::boolean, false)"),
            ("closed", "coalesce((state ->> 'closed')::boolean, false)"),
            ("card::text", "state #>> '{membership,card}'"),
            ("card_number", "state #>> '{membership,card_number}'"),
            ("starts_on::text", "state #>> '{membership,starts}'"),
            ("ends_on::text", "state #>> '{membership,ends}'"),
            ("series::text", "state #>> '{cycles,series}'"),
            ("cycle::text", "state #>> '{cycles,cycle}'"),
            ("stamps::text", "state #>> '{cycles,stamps}'"),
            ("card_of::text", "state #>> '{cycles,deals,-1,of}'"),
            ("rewards_due_on::text", "state ->> 'rewards_due'"),
            ("due_on::text", "state ->> 'due'"),
            ("erased", "coalesce((state ->> 'erased')::boolean, false)"),
        ],
    ),
    (
        "profile",
        &[
            ("name", "state ->> 'name'"),
            ("phone", "state ->> 'phone'"),
            ("email", "state ->> 'email'"),
            ("birth_date::text", "state ->> 'birth_date'"),
            (
                "search",
                "lower(concat_ws(E'\\n', coalesce(state ->> 'name', ''), coalesce(state ->> 'phone', ''), \
                 coalesce(state ->> 'email', ''), \
                 array_to_string(NULLIF(ARRAY(\
                     SELECT jsonb_array_elements_text(state::jsonb -> 'other_phones')), '{}'), E'\\n'), \
                 array_to_string(NULLIF(ARRAY(\
                     SELECT jsonb_array_elements_text(state::jsonb -> 'other_emails')), '{}'), E'\\n')))",
            ),
        ],
    ),
    (
        "purchase",
        &[
            ("id::text", "state ->> 'id'"),
            ("member::text", "state ->> 'member'"),
            ("outlet", "state ->> 'outlet'"),
            ("receipt", "state ->> 'receipt'"),
            ("amount", "(state ->> 'amount')::numeric"),
            ("status", "state ->> 'state'"),
            ("at", "(state ->> 'at')::timestamptz"),
        ],
    ),
    (
        "stamp",
        &[
            ("id", "member || '.' || series || '.' || cycle || '.' || position"),
            ("purchase::text", "state ->> 'purchase'"),
            ("at", "(state ->> 'at')::timestamptz"),
        ],
    ),
    (
        "entry",
        &[
            ("seq::text", "entry ->> 'seq'"),
            ("at", "(entry ->> 'at')::timestamptz"),
            ("operation", "entry ->> 'operation'"),
            ("actor", "entry #>> '{actor,id}'"),
        ],
    ),
];

#[test]
fn columns_say_what_the_states_say() {
    let schema = Schema::new();
    let store = schema.store();
    let (mut filled, mut wrong) = (BTreeMap::<String, i64>::new(), Vec::new());
    for seed in 7_000..7_000 + HISTORIES {
        let mut history = History::new(store.clone(), seed);
        (0..STEPS).for_each(|_| drop(block_on(history.step())));
        for program in History::programs() {
            RUNTIME.block_on(async {
                let mut onlooker = connection().await;
                run(&mut onlooker, &format!("SET loyalty_engine.program = '{program}'")).await;
                for (table, column, said) in
                    TABLES.iter().flat_map(|(table, all)| all.iter().map(move |(column, said)| (table, column, said)))
                {
                    let sql = format!(
                        "SELECT count({column}), count(*) FILTER (WHERE {column} IS DISTINCT FROM {said})
                         FROM {}.{table}",
                        schema.name
                    );
                    let row = sqlx::query(AssertSqlSafe(sql)).fetch_one(&mut onlooker).await.unwrap();
                    let (values, other): (i64, i64) = (row.get(0), row.get(1));
                    filled
                        .entry(format!("{table}.{column}"))
                        .and_modify(|n| *n = n.saturating_add(values))
                        .or_insert(values);
                    wrong.extend((other > 0).then(|| format!("seed {seed}, {program}: {other} of {table}.{column}")));
                }
            });
        }
        schema.clear();
    }
    assert_eq!(filled.iter().filter(|(_, values)| **values == 0).collect::<Vec<_>>(), vec![], "never filled");
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}
