//! What an operation reads does not grow with the shop, also on a connection from its first days: the server keeps the
//! plans that it made while there was little in the tables.

#![expect(clippy::arithmetic_side_effects, reason = "cases are counted")]

use loyalty_engine::{Command, Engine, Request};
use loyalty_store_postgres::PostgresStore;
use serde_json::json;
use sqlx::PgConnection;

use crate::commands::command;
use crate::database::run;
use crate::pages::{counted, since};
use crate::support::{RUNTIME, Schema, connection};
use crate::till::{open, request};

/// More than any operation needs, also one that removes every gram of a profile, and far less than there are rows.
const FEW: i64 = 60;

#[test]
fn a_connection_from_the_first_days_reads_no_more_when_the_shop_has_grown() {
    let schema = Schema::new();
    let store = schema.store();
    RUNTIME.block_on(async {
        let office = Engine::new(store.clone());
        open(&office, 1).await;
        let mut connections = Vec::new();
        for (days, grown) in [0, 50, 500, 1000].into_iter().enumerate() {
            grow(&office, days, grown).await;
            let mut connection = connection().await;
            everything(&schema, &store, &mut connection, &office, days).await;
            connections.push(connection);
        }
        for (n, old) in connections.iter_mut().enumerate() {
            for (name, (whole, fetched)) in everything(&schema, &store, old, &office, 10 + n).await {
                assert!(
                    whole.is_empty() && fetched <= FEW,
                    "{name} on connection {n}: {fetched} rows fetched, {whole:?} read as a whole"
                );
            }
        }
    });
}

/// So many more cards, and members who have bought something.
async fn grow(office: &Engine, days: usize, members: usize) {
    let card = |n: usize| format!("C-{days}-{n}");
    let issue = json!({ "issue_cards": { "numbers": (0..members).map(card).collect::<Vec<_>>() } });
    let activate = (0..members).map(|n| {
        let phone = format!("0857{days}{n:07}");
        json!({ "activate": { "card": { "number": card(n) }, "name": "Sari", "phone": phone } })
    });
    let buy = (0..members).map(|n| {
        let receipt = format!("G-{days}-{n}");
        json!({ "record_purchase": { "member": { "card": card(n) }, "amount": "75000", "receipt": receipt } })
    });
    if members > 0 {
        let requests: Vec<_> = std::iter::once(issue).chain(activate).chain(buy).collect();
        let keyed = requests.iter().enumerate().map(|(n, one)| request("budi", Some(&format!("G-{days}-{n}")), one));
        for answer in office.execute_all(&keyed.collect::<Vec<_>>()).await {
            answer.unwrap();
        }
    }
}

/// Every command once, each under a key and in a transaction of this connection's; and what the server read for it.
async fn everything(
    schema: &Schema,
    store: &PostgresStore,
    connection: &mut PgConnection,
    office: &Engine,
    day: usize,
) -> Vec<(&'static str, (Vec<String>, i64))> {
    let mut read = Vec::new();
    for (name, n) in Command::NAMES.iter().zip(0..) {
        let case = u32::try_from(100 * day).unwrap() + n;
        let (asked, at) = command(office, name, case).await;
        let asked = Request { at, ..request("budi", Some(&format!("K-{case}")), &asked) };
        run(connection, "BEGIN").await;
        let before = counted(connection, schema).await;
        office.execute_in(&store.in_transaction(connection), &[asked]).await.remove(0).unwrap();
        read.push((*name, since(&before, &counted(connection, schema).await)));
        run(connection, "COMMIT").await;
    }
    read
}
