//! Random histories over the JSON border: the same seed asks the same things of every store.

use std::sync::Arc;

use serde_json::{Value, json};

use super::TestSource;
use super::rng::Rng;
use crate::engine::Engine;
use crate::store::LoyaltyStore;
use crate::time::Moment;

/// A history on its way.
pub struct History {
    engine: Engine,
    rng: Rng,
    now: i64,
    asked: u64,
    redeemed: Vec<String>,
    purchases: Vec<String>,
    members: Vec<String>,
}

const START: i64 = 1_790_000_000_000_000;
const HOUR: i64 = 3_600_000_000;
const PROGRAMS: [&str; 2] = ["kopi-hub", "warung_2"];
const NAMES: [&str; 5] = ["Sari", "Budi O'Brien", "Zoë Ünal", "100% \\ _", "山田 太郎"];
const KINDS: [&str; 3] = ["free_drink", "voucher_50k", "nothing_known"];

impl History {
    /// A history over this store; both programs get rules and cards first.
    pub fn new(store: Arc<dyn LoyaltyStore>, seed: u64) -> History {
        let now = Moment::from_micros(START).unwrap_or_else(Moment::earliest);
        let engine = Engine::with_source(store, Arc::new(TestSource::new(now, seed)));
        let rng = Rng::new(seed);
        History { engine, rng, now: START, asked: 0, redeemed: vec![], purchases: vec![], members: vec![] }
    }

    /// The engine it asks.
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// The names of its programs.
    pub fn programs() -> [&'static str; 2] {
        PROGRAMS
    }

    /// Asks the next thing, and answers what was asked and what was answered.
    pub async fn step(&mut self) -> (String, String) {
        self.asked = self.asked.saturating_add(1);
        let program = PROGRAMS.get(self.rng.index(PROGRAMS.len())).copied().unwrap_or("kopi-hub");
        let program = if self.asked <= 4 {
            PROGRAMS.get(usize::from(self.asked > 2)).copied().unwrap_or(program)
        } else {
            program
        };
        self.pass_time();
        let (field, body) = if self.asked <= 4 { self.opening() } else { self.anything() };
        let mut call = json!({
            "program": program,
            "actor": { "role": "owner", "id": "budi", "outlet": "kemang" },
            "at": Moment::from_micros(self.now).map(|now| now.to_string()),
        });
        if let Value::Object(call) = &mut call {
            if field == "command" && self.rng.per_mille(300) {
                call.insert("key".into(), json!(format!("k{}", self.rng.below(40))));
            }
            if field == "command" && self.rng.per_mille(50) {
                call.insert("dry_run".into(), json!(true));
            }
            call.insert(field.into(), body);
        }
        let call = call.to_string();
        let answer = self.engine.call(call.as_bytes()).await;
        self.learn(&answer);
        (call, answer)
    }

    /// Mostly minutes, sometimes weeks, now and then a step back.
    fn pass_time(&mut self) {
        let hours = match self.rng.below(100) {
            0..=2 => i64::try_from(self.rng.below(24 * 40)).unwrap_or(1),
            3 => -30,
            _ => 1,
        };
        let step = hours.saturating_mul(HOUR).saturating_add(i64::try_from(self.rng.below(1_000_000)).unwrap_or(0));
        self.now = self.now.saturating_add(step);
    }

    fn opening(&mut self) -> (&'static str, Value) {
        if self.asked % 2 == 1 {
            return ("command", self.rules());
        }
        let numbers: Vec<String> = (0..12).map(|n| format!("Card-{n}")).collect();
        ("command", json!({ "issue_cards": { "numbers": numbers } }))
    }

    fn rules(&mut self) -> Value {
        let mut text = include_str!("../../../examples/rules/kopi-hub.toml").to_owned();
        if self.rng.per_mille(300) {
            text = text.replace("per_cycle = 10", "per_cycle = 4").replace(", 10 = ", ", 4 = ");
        }
        if self.rng.per_mille(200) {
            text = text.replace("min_amount", "every = \"amount\"\nmax_per_day = 5\nmin_amount");
        }
        if self.rng.per_mille(200) {
            text = text.replace("fee =", "rewards_at_end = \"keep\"\nfee =");
        }
        if self.rng.per_mille(100) {
            text = text.replace("active = true", "active = false");
        }
        if self.rng.per_mille(200) {
            text =
                text.replace("kind = \"item\"", "kind = \"item\"\nvalid = { days = 20 }\nundo_within = { days = 2 }");
        }
        json!({ "publish_rules": { "rules": { "text": text } } })
    }

    fn anything(&mut self) -> (&'static str, Value) {
        let mostly_new = self.asked < 60 && self.rng.per_mille(500);
        let body = match if mostly_new { 50 } else { self.rng.below(100) } {
            0..=44 => self.purchase(),
            45..=56 => self.activate(),
            57..=66 => json!({ "redeem": { "member": self.member(), "reward": self.reward() } }),
            67..=70 => json!({ "void_purchase": { "purchase": self.bought(), "reason": "mistyped" } }),
            71..=73 => self.undo(),
            74..=76 => json!({ "renew": { "member": self.member() } }),
            77 => json!({ "block": { "member": self.member(), "reason": "☕ 'why'" } }),
            78..=79 => json!({ "unblock": { "member": self.member(), "reason": "sorry" } }),
            80..=81 => json!({ "replace_card": { "member": self.member(), "card": self.card() } }),
            82..=83 => json!({ "register": { "name": self.name(), "phone": self.phone(), "email": self.email() } }),
            84..=85 => self.update(),
            86 if self.rng.per_mille(200) => json!({ "close": { "member": self.member(), "reason": "moved away" } }),
            86 => self.rules(),
            87..=89 => json!({ "settle": { "member": self.member() } }),
            90 => json!({ "issue_cards": { "count": self.rng.below(3).saturating_add(1) } }),
            _ => return ("query", self.query()),
        };
        ("command", body)
    }

    fn query(&mut self) -> Value {
        match self.rng.below(5) {
            0 => json!({ "history": { "member": self.member(), "limit": 3 } }),
            1 => json!({ "list_members": { "limit": 5, "membership": self.one_of(&["active", "expired"]) } }),
            2 => json!({ "list_members": { "search": self.one_of(&["ÜNAL", "sari", "%", "_", "@", "+62812"]) } }),
            3 => json!({ "summary": {} }),
            _ => json!({ "look_up": { "member": self.member() } }),
        }
    }

    fn purchase(&mut self) -> Value {
        let amount = match self.rng.below(20) {
            0 => self.one_of(&["1.5", "-1", "999999999999999"]),
            1..=3 => self.one_of(&["0", "49999"]),
            _ => self.one_of(&["50000", "75000.0", "150000"]),
        };
        let mut purchase = json!({ "amount": amount });
        if let Value::Object(purchase) = &mut purchase {
            if self.rng.per_mille(900) {
                purchase.insert("member".into(), self.member());
            }
            if self.rng.per_mille(700) {
                purchase.insert("receipt".into(), json!(format!("INV-{}", self.rng.below(4000))));
            }
            if self.rng.per_mille(300) {
                purchase.insert("outlet".into(), json!("blok m"));
            }
        }
        json!({ "record_purchase": purchase })
    }

    fn activate(&mut self) -> Value {
        let mut activate = json!({ "card": self.card(), "name": self.name(), "phone": self.phone() });
        if let (Value::Object(activate), true) = (&mut activate, self.rng.per_mille(300)) {
            activate.insert("email".into(), self.email());
        }
        json!({ "activate": activate })
    }

    fn update(&mut self) -> Value {
        let mut update = json!({ "member": self.member() });
        if let Value::Object(update) = &mut update {
            match self.rng.below(5) {
                0 => update.insert("phone".into(), self.phone()),
                1 => update.insert("email".into(), self.email()),
                2 => update.insert("clear".into(), json!(["email"])),
                3 => update.insert("birth_date".into(), json!("1990-02-28")),
                _ => update.insert("kind".into(), json!("vip")),
            };
        }
        json!({ "update_profile": update })
    }

    fn undo(&mut self) -> Value {
        let reward = self.rng.pick(&self.redeemed).cloned().unwrap_or_else(|| "nonsense".to_owned());
        json!({ "undo_redemption": { "reward": reward, "reason": "wrong button" } })
    }

    fn member(&mut self) -> Value {
        match self.rng.below(10) {
            0..=4 => json!({ "card": format!("CARD-{}", self.rng.below(12)) }),
            5..=7 => json!({ "phone": self.phone() }),
            8 => json!({ "email": self.email() }),
            _ => self.rng.pick(&self.members).map_or_else(|| json!({ "phone": "0812" }), |id| json!({ "id": id })),
        }
    }

    fn card(&mut self) -> Value {
        json!({ "number": format!("card-{}", self.rng.below(13)) })
    }

    fn phone(&mut self) -> Value {
        let n = self.rng.below(8);
        let spelling = self.rng.below(3);
        json!(match spelling {
            0 => format!("+62 812 3456 789{n}"),
            1 => format!("0812-3456-789{n}"),
            _ => format!("0812345678 9{n}"),
        })
    }

    fn name(&mut self) -> Value {
        self.one_of(&NAMES)
    }

    fn email(&mut self) -> Value {
        json!(format!("Someone{}@Example.com", self.rng.below(6)))
    }

    fn reward(&mut self) -> Value {
        match (self.rng.per_mille(100), self.rng.pick(&self.redeemed).cloned()) {
            (true, Some(id)) => json!({ "id": id }),
            _ => json!({ "kind": self.one_of(&KINDS) }),
        }
    }

    fn bought(&mut self) -> Value {
        match (self.rng.per_mille(500), self.rng.pick(&self.purchases).cloned()) {
            (true, Some(id)) => json!({ "id": id }),
            _ => json!({ "receipt": { "number": format!("INV-{}", self.rng.below(400)) } }),
        }
    }

    fn one_of(&mut self, from: &[&str]) -> Value {
        json!(self.rng.pick(from))
    }

    /// Ids in an answer are what later steps ask about.
    fn learn(&mut self, answer: &str) {
        let answer: Value = serde_json::from_str(answer).unwrap_or_default();
        let found = |pointer: &str| answer.pointer(pointer).and_then(Value::as_str).map(str::to_owned);
        self.redeemed.extend(found("/ok/redeemed/id"));
        self.purchases.extend(found("/ok/purchase"));
        self.members.extend(found("/ok/member"));
    }
}
