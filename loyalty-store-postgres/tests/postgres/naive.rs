//! The shop as a view function would keep it, written by hand: it looks, and then it writes. Kept so that the races of
//! `concurrency.rs` are known to find what they look for.

#![expect(clippy::arithmetic_side_effects, reason = "stamps are counted")]

use serde_json::{Value, json};
use sqlx::postgres::PgRow;
use sqlx::{AssertSqlSafe, PgConnection, Row};
use tokio::sync::{Barrier, Mutex};

use crate::concurrency::{AT_ACTIVATION, LIMIT};
use crate::races::GRANTED;
use crate::support::{RUNTIME, Schema, connection};

const STAMPS_PER_CARD: i64 = 10;
const TABLES: &str = "
CREATE TABLE {}.naive_card (number text, phone text);
CREATE TABLE {}.naive_member (phone text, stamps bigint, today bigint);
CREATE TABLE {}.naive_reward (phone text, kind text, state text);
CREATE TABLE {}.naive_points (phone text, points bigint);
CREATE TABLE {}.naive_stock (left_over bigint);
CREATE TABLE {}.naive_purchase (name text, asked text, answer text, phone text, state text);
";

pub struct Naive {
    schema: String,
    connections: Vec<Mutex<PgConnection>>,
    limited: bool,
    /// Where everybody meets who has looked and not yet written.
    meeting: Barrier,
}

impl Naive {
    pub fn open(schema: &Schema, limited: bool, clients: usize) -> Naive {
        schema.run(TABLES).unwrap();
        let connections = (0..8).map(|_| Mutex::new(RUNTIME.block_on(connection()))).collect();
        Naive { schema: schema.name.clone(), connections, limited, meeting: Barrier::new(clients) }
    }

    /// Does what is asked; who `meets` writes when everybody has looked, and else at once.
    pub async fn ask(&self, client: usize, asked: &Value, meets: bool) -> Value {
        let view = View { shop: self, client, meets };
        let (name, body) = asked["command"].as_object().unwrap().iter().next().unwrap();
        match name.as_str() {
            "issue_cards" => view.issue(&body["numbers"]).await,
            "activate" => view.activate(text(&body["card"]["number"]), text(&body["phone"])).await,
            "publish_rules" => view.restock().await,
            "adjust_points" => view.grant(text(&body["member"]["phone"])).await,
            "spend_points" => view.spend(text(&body["member"]["phone"])).await,
            "buy_reward" => view.buy().await,
            "register" => view.register(text(&body["phone"])).await,
            "redeem" => view.redeem(&body["reward"], text(&body["member"]["phone"])).await,
            "record_purchase" => view.purchase(asked, body).await,
            "void_purchase" => view.void(text(&body["purchase"]["receipt"]["number"])).await,
            other => panic!("{other}"),
        }
    }
}

/// One call of a view function.
struct View<'n> {
    shop: &'n Naive,
    client: usize,
    meets: bool,
}

impl View<'_> {
    async fn issue(&self, numbers: &Value) -> Value {
        for number in numbers.as_array().unwrap() {
            self.write("INSERT INTO {}.naive_card VALUES ($1, NULL)", &[text(number)]).await;
        }
        json!({ "ok": {} })
    }

    async fn activate(&self, number: &str, phone: &str) -> Value {
        let look = "SELECT EXISTS (SELECT FROM {}.naive_card WHERE number = $1 AND phone IS NOT NULL),
                           EXISTS (SELECT FROM {}.naive_member WHERE phone = $2)";
        let seen = self.look(look, &[number, phone]).await.unwrap();
        self.meet().await;
        if seen.get(0) {
            return refused("card_assigned");
        }
        if seen.get(1) {
            return refused("already_active");
        }
        self.write("UPDATE {}.naive_card SET phone = $2 WHERE number = $1", &[number, phone]).await;
        let stamps = AT_ACTIVATION.to_string();
        self.write("INSERT INTO {}.naive_member VALUES ($1, $2::bigint, 0)", &[phone, &stamps]).await;
        self.write("INSERT INTO {}.naive_reward VALUES ($1, 'free_drink', 'open')", &[phone]).await;
        json!({ "ok": { "member": phone } })
    }

    async fn register(&self, phone: &str) -> Value {
        let seen = self.look("SELECT FROM {}.naive_member WHERE phone = $1", &[phone]).await;
        self.meet().await;
        if seen.is_some() {
            return refused("phone_taken");
        }
        self.write("INSERT INTO {}.naive_member VALUES ($1, 0, 0)", &[phone]).await;
        json!({ "ok": { "member": phone } })
    }

    async fn restock(&self) -> Value {
        self.write("DELETE FROM {}.naive_stock", &[]).await;
        self.write("INSERT INTO {}.naive_stock VALUES ($1::bigint)", &[&LIMIT.to_string()]).await;
        json!({ "ok": {} })
    }

    async fn grant(&self, phone: &str) -> Value {
        self.write("INSERT INTO {}.naive_points VALUES ($1, $2::bigint)", &[phone, &GRANTED.to_string()]).await;
        json!({ "ok": {} })
    }

    async fn spend(&self, phone: &str) -> Value {
        let seen = self.look("SELECT points FROM {}.naive_points WHERE phone = $1", &[phone]).await.unwrap();
        self.meet().await;
        let left = seen.get::<i64, _>(0) - GRANTED;
        if left < 0 {
            return refused("points_short");
        }
        let write = "UPDATE {}.naive_points SET points = $2::bigint WHERE phone = $1";
        self.write(write, &[phone, &left.to_string()]).await;
        json!({ "ok": {} })
    }

    async fn buy(&self) -> Value {
        let seen = self.look("SELECT left_over FROM {}.naive_stock", &[]).await.unwrap();
        self.meet().await;
        let left = seen.get::<i64, _>(0) - 1;
        if left < 0 {
            return refused("out_of_stock");
        }
        self.write("UPDATE {}.naive_stock SET left_over = $1::bigint", &[&left.to_string()]).await;
        json!({ "ok": {} })
    }

    async fn redeem(&self, reward: &Value, phone: &str) -> Value {
        let kind = reward["kind"].as_str().unwrap_or("free_drink");
        let look = "SELECT FROM {}.naive_reward WHERE phone = $1 AND kind = $2 AND state = 'open'";
        let seen = self.look(look, &[phone, kind]).await;
        self.meet().await;
        if seen.is_none() {
            return refused(if reward["id"].is_null() { "no_reward" } else { "reward_redeemed" });
        }
        let write = "UPDATE {}.naive_reward SET state = 'redeemed' WHERE phone = $1 AND kind = $2";
        self.write(write, &[phone, kind]).await;
        json!({ "ok": { "redeemed": { "kind": kind } } })
    }

    /// A stamp and its purchase, once for each receipt or key.
    async fn purchase(&self, asked: &Value, body: &Value) -> Value {
        let phone = text(&body["member"]["phone"]);
        let name = asked["key"].as_str().or(body["receipt"].as_str()).unwrap();
        let before = self.look("SELECT asked, answer FROM {}.naive_purchase WHERE name = $1", &[name]).await;
        let look = "SELECT stamps, today FROM {}.naive_member WHERE phone = $1";
        let seen = self.look(look, &[phone]).await.unwrap();
        self.meet().await;
        let content = asked.to_string();
        if let Some(before) = before {
            let mut answer: Value = before.get::<&str, _>(1).parse().unwrap();
            answer["ok"]["replay"] = json!(true);
            return if before.get::<&str, _>(0) == content { answer } else { refused("key_reused") };
        }
        let (stamps, today): (i64, i64) = (seen.get(0), seen.get(1));
        let mut outcome = json!({ "purchase": format!("{name} of {}", self.client) });
        if self.shop.limited && today >= LIMIT {
            outcome["reasons"] = json!([{ "code": "daily_limit" }]);
        } else {
            let (cycle, number) = (stamps / STAMPS_PER_CARD + 1, stamps % STAMPS_PER_CARD + 1);
            outcome["stamps"] = json!([{ "cycle": cycle, "number": number }]);
            let write = "UPDATE {}.naive_member SET stamps = $2::bigint, today = $3::bigint WHERE phone = $1";
            self.write(write, &[phone, &(stamps + 1).to_string(), &(today + 1).to_string()]).await;
            if number == STAMPS_PER_CARD {
                self.write("INSERT INTO {}.naive_reward VALUES ($1, 'voucher_50k', 'open')", &[phone]).await;
                outcome["earned"] = json!([{ "kind": "voucher_50k" }]);
            }
        }
        let answer = json!({ "ok": outcome });
        let write = "INSERT INTO {}.naive_purchase VALUES ($1, $2, $3, $4, 'completed')";
        self.write(write, &[name, &content, &answer.to_string(), phone]).await;
        answer
    }

    async fn void(&self, name: &str) -> Value {
        let look = "SELECT p.phone, r.state FROM {}.naive_purchase p JOIN {}.naive_reward r ON r.phone = p.phone
                    WHERE p.name = $1 AND p.state = 'completed' AND r.kind = 'voucher_50k'";
        let seen = self.look(look, &[name]).await;
        self.meet().await;
        let Some(seen) = seen else { return refused("purchase_state") };
        self.write("UPDATE {}.naive_purchase SET state = 'refunded' WHERE name = $1", &[name]).await;
        if seen.get::<&str, _>(1) != "open" {
            return json!({ "ok": { "reasons": [{ "code": "stamp_kept" }] } });
        }
        let write = "UPDATE {}.naive_reward SET state = 'taken_back' WHERE phone = $1 AND kind = 'voucher_50k'";
        self.write(write, &[seen.get(0)]).await;
        json!({ "ok": {} })
    }

    /// Everybody has looked before anybody writes.
    async fn meet(&self) {
        if self.meets {
            self.shop.meeting.wait().await;
        }
    }

    async fn look(&self, sql: &str, values: &[&str]) -> Option<PgRow> {
        let mut connection = self.shop.connections[self.client % self.shop.connections.len()].lock().await;
        let sql = sql.replace("{}", &self.shop.schema);
        let query = values.iter().fold(sqlx::query(AssertSqlSafe(sql)), |query, value| query.bind(value.to_string()));
        query.fetch_optional(&mut *connection).await.unwrap()
    }

    async fn write(&self, sql: &str, values: &[&str]) {
        self.look(sql, values).await;
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

fn refused(code: &str) -> Value {
    json!({ "error": { "kind": "refused", "code": code } })
}
