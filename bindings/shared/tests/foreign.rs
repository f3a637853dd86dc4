//! A store of a host's own behind one method, and decisions without any store: each as good as ours.

#![cfg(test)]

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use loyalty_border::{Compiled, Error, HostConnection, HostValue, Lent, ProblemCode, Reply, Seen, SqlError, SqlValue};
use loyalty_engine::report::{dump, verify};
use loyalty_engine::testing::conformance::Store;
use loyalty_engine::testing::history::History;
use loyalty_engine::testing::{block_on, scenario};
use loyalty_engine::{LoyaltyStore, MemoryStore};
use serde_json::{Value, json};

/// What a host has to write: rows under versions, and not a word of loyalty.
#[derive(Default)]
struct Rows(Mutex<BTreeMap<(String, String, String), Row>>);

#[derive(Clone)]
struct Row {
    version: u64,
    position: usize,
    group: Option<String>,
    state: Value,
}

impl Rows {
    fn call(&self, name: &str, asked: &Value) -> Value {
        let mut rows = self.0.lock().unwrap();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let program = text(&asked["program"]);
        let row = |(_, table, id): &(String, String, String), row: &Row| {
            let Row { version, position, state, .. } = row;
            json!({"table": table, "id": id, "version": version, "position": position, "state": state})
        };
        match name {
            "load" => {
                let is_asked = |(of, table, id): &(String, String, String), row: &Row| {
                    let asks = |list: &str, name: &str| {
                        asked[list].as_array().unwrap().iter().any(|place| *place == json!([table, name]))
                    };
                    *of == program
                        && (asks("rows", id) || row.group.as_ref().is_some_and(|group| asks("groups", group)))
                };
                rows.iter().filter(|(key, of)| is_asked(key, of)).map(|(key, of)| row(key, of)).collect()
            }
            "commit" => {
                let puts = asked["rows"].as_array().unwrap();
                let key = |put: &Value| (program.clone(), text(&put["table"]), text(&put["id"]));
                let version = |put: &Value| rows.get(&key(put)).map_or(0, |row| row.version);
                if puts.iter().any(|put| put["expect"].as_u64().is_some_and(|expected| version(put) != expected)) {
                    return json!(false);
                }
                for put in puts.iter().filter(|put| put.get("state").is_some()) {
                    if put["state"].is_null() {
                        rows.remove(&key(put));
                        continue;
                    }
                    let next = rows.values().map(|row| row.position).max().unwrap_or(0).saturating_add(1);
                    let empty = Row { version: 0, position: next, group: None, state: Value::Null };
                    let row = rows.entry(key(put)).or_insert(empty);
                    row.version = row.version.saturating_add(1);
                    row.state = put["state"].clone();
                    row.group = put.get("group").map(text);
                }
                json!(true)
            }
            "list" => {
                let table = text(&asked["table"]);
                let group = asked.get("group").map(text);
                let wanted = |((of, name, id), row): &(&(String, String, String), &Row)| {
                    let comes = match &asked["after"] {
                        Value::Object(after) if after.contains_key("id") => *id > text(&after["id"]),
                        after => row.position as u64 > after["position"].as_u64().unwrap(),
                    };
                    *of == program && *name == table && comes && (group.is_none() || row.group == group)
                };
                let mut found: Vec<_> = rows.iter().filter(wanted).collect();
                if asked["after"].get("position").is_some() {
                    found.sort_by_key(|(_, row)| row.position);
                }
                found.truncate(usize::try_from(asked["limit"].as_u64().unwrap()).unwrap());
                found.into_iter().map(|(key, of)| row(key, of)).collect()
            }
            _ => panic!("{name}"),
        }
    }
}

#[async_trait]
impl HostConnection for Rows {
    async fn query(&self, name: &str, values: &[SqlValue]) -> Result<Vec<Vec<SqlValue>>, SqlError> {
        let [SqlValue::Text(json)] = values else { panic!("{values:?}") };
        let answer = self.call(name, &serde_json::from_str(json).unwrap());
        Ok(vec![vec![SqlValue::Text(answer.to_string())]])
    }
}

fn foreign() -> Store {
    Lent::open("store:", None).unwrap().store(Arc::new(Rows::default()))
}

fn empty() -> (Store, ()) {
    (foreign(), ())
}

loyalty_engine::store_conformance!(empty);

#[test]
fn every_scenario_holds_on_a_hosts_own_store() {
    let run =
        |(file, json): (String, String)| Some(format!("{file}: {}", block_on(scenario::run(foreign(), &json)).err()?));
    let failed: Vec<String> = scenario::all().into_iter().filter_map(run).collect();
    assert!(failed.is_empty(), "{} failed\n\n{}", failed.len(), failed.join("\n\n"));
}

#[test]
fn random_histories_are_the_same_in_memory_and_on_a_hosts_own_store() {
    for seed in 0..10 {
        let mut memory = History::new(Arc::new(MemoryStore::new()), seed);
        let mut own = History::new(foreign(), seed);
        for step in 0..120 {
            let (asked, expected) = block_on(memory.step());
            assert_eq!(block_on(own.step()), (asked, expected), "seed {seed}, step {step}");
        }
        for program in History::programs().map(|program| program.parse().unwrap()) {
            let dumped = |store: &dyn LoyaltyStore| block_on(dump(store, &program)).unwrap();
            assert_eq!(dumped(own.engine().store()), dumped(memory.engine().store()), "seed {seed}");
            assert_eq!(block_on(verify(own.engine().store(), &program)).unwrap(), vec![], "seed {seed}");
        }
    }
}

/// JSON, as a host's values.
struct Given<'j>(&'j Value);

impl HostValue for Given<'_> {
    fn see(&self) -> Result<Seen<'_, Self>, ProblemCode> {
        Ok(match self.0 {
            Value::Null => Seen::Nothing,
            Value::Bool(flag) => Seen::Flag(*flag),
            Value::Number(number) => number.as_u64().map_or(Seen::Foreign, Seen::Whole),
            Value::String(text) => Seen::Text(text.into()),
            Value::Array(items) => Seen::List(items.iter().map(Given).collect()),
            Value::Object(fields) => {
                Seen::Object(fields.iter().map(|(name, value)| (name.into(), Given(value))).collect())
            }
        })
    }
}

const RULES: &str = include_str!("../../../examples/rules/kopi-hub.toml");

/// A host with tables of its own, which decides and writes as it sees fit.
struct Shop {
    rules: Compiled,
    tables: Rows,
    loads: usize,
}

impl Shop {
    fn new() -> Shop {
        Shop { rules: Compiled::check(&[RULES.to_owned()], Some(7)).unwrap(), tables: Rows::default(), loads: 0 }
    }

    fn ask(&mut self, role: &str, sort: &str, asked: Value) -> Result<Value, Error> {
        let call = json!({"program": "kopi-hub", "actor": {"role": role, "id": "sari", "outlet": "kemang"},
            "at": "2026-11-21T03:00:00Z", sort: asked});
        let mut known = String::new();
        loop {
            match self.rules.decide(&known, &Given(&call))? {
                Reply::Load(load) => {
                    self.loads = self.loads.saturating_add(1);
                    let load: Value = serde_json::from_str(&load).unwrap();
                    known = json!({"load": load, "rows": self.tables.call("load", &load)}).to_string();
                }
                decided => {
                    let decided = serde_json::to_value(&decided).unwrap();
                    if let Some(commit) = decided["commit"].as_str() {
                        let commit = serde_json::from_str(commit).unwrap();
                        assert_eq!(self.tables.call("commit", &commit), json!(true));
                    }
                    return Ok(decided["reply"].clone());
                }
            }
        }
    }

    fn command(&mut self, asked: Value) -> Value {
        self.ask("manager", "command", asked).unwrap()
    }
}

#[test]
fn a_day_is_decided_without_a_store() {
    let mut shop = Shop::new();
    shop.command(json!({"issue_cards": {"numbers": ["CARD-1"]}}));
    let putri = json!({"phone": "081234567890"});
    shop.command(json!({"activate": {"card": {"number": "CARD-1"}, "name": "Putri", "phone": "081234567890"}}));
    let bought = json!({"record_purchase": {"member": putri, "amount": "75000", "receipt": "INV-1"}});
    let first = shop.command(bought.clone());
    assert_eq!(first["ok"]["stamps"][0]["number"], json!(2), "{first}");
    let again = shop.command(bought);
    assert_eq!((&again["ok"]["replay"], &again["ok"]["purchase"]), (&json!(true), &first["ok"]["purchase"]));
    let taken = shop.command(json!({"redeem": {"member": putri, "reward": {"kind": "free_drink"}}}));
    assert_eq!(taken["ok"]["redeemed"]["kind"], json!("free_drink"), "{taken}");
    let refused = shop.command(json!({"redeem": {"member": putri, "reward": {"kind": "free_drink"}}}));
    assert_eq!(refused["error"]["code"], json!("no_reward"), "{refused}");
    let card = shop.ask("cashier", "query", json!({"look_up": {"member": putri}})).unwrap();
    assert_eq!(card["ok"]["member"]["stamps"]["count"], json!(2), "{card}");
    assert!(shop.loads < 25, "{} loads", shop.loads);
}

#[test]
fn what_makes_no_sense_without_a_store_is_said() {
    let problem = |error: Error| {
        let error = serde_json::to_value(error).unwrap();
        format!("{} {}", error["problems"][0]["field"], error["problems"][0]["code"]).replace('"', "")
    };
    assert_eq!(problem(Compiled::check(&[], None).err().unwrap()), "rules missing");
    assert_eq!(problem(Compiled::check(&["[program]".to_owned()], None).err().unwrap()), "program.currency missing");
    let mut shop = Shop::new();
    let call = json!({"program": "kopi-hub", "actor": {"role": "owner", "id": "budi"}, "command": {"register": {}}});
    assert_eq!(problem(shop.rules.decide("{", &Given(&call)).unwrap_err()), "known malformed");
    assert_eq!(problem(shop.rules.decide("", &Given(&json!({"program": "kopi-hub"}))).unwrap_err()), "actor missing");
    assert_eq!(problem(shop.ask("owner", "query", json!({"list_members": {}})).unwrap_err()), "query unknown_value");
    let publish = json!({"publish_rules": {"rules": {"text": RULES}}});
    let refused = shop.ask("owner", "command", publish).unwrap();
    assert_eq!(refused["error"]["problems"][0], json!({"field": "command", "code": "unknown_value"}));
}
