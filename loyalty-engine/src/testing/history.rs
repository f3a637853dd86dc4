//! Random histories over the JSON border: the same seed asks the same things of every store.

use std::collections::BTreeMap;
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
    program: &'static str,
    known: BTreeMap<&'static str, Known>,
}

/// The ids one program has answered with.
#[derive(Default)]
struct Known {
    redeemed: Vec<String>,
    purchases: Vec<String>,
    members: Vec<String>,
    /// Holds, and whose they are.
    holds: Vec<(String, String)>,
    bought: Vec<String>,
}

/// Rules, cards and three members open a program.
const OPENING: u64 = 5;
const START: i64 = 1_790_000_000_000_000;
const HOUR: i64 = 3_600_000_000;
const PROGRAMS: [&str; 2] = ["kopi-hub", "warung_2"];
const NAMES: [&str; 5] = ["Sari", "Budi O'Brien", "Zoë Ünal", "100% \\ _", "山田 太郎"];
const SEARCHES: [&str; 10] = ["ÜNAL", "sari", "%", "_", "@", "+62812", "s", "太", "one3@", "456789"];
const KINDS: [&str; 3] = ["free_drink", "voucher_50k", "nothing_known"];

const POINTS: &str = r#"
[purchases]
pay_within_minutes = 600

[points]
per = "1000"
pending = { until_completed = true }
expires = { after = { days = 40 } }
when_gone = "debt"
money_off = { value = "10", min_points = 5 }
catalogue = { free_drink = { cost = 20, stock = 30 }, voucher_50k = { cost = 40, per_member = 2 } }
transfer = true

[levels]
over = "months"
months = 2

[levels.steps.silver]
label = "Silver"
from = "100000"

[levels.steps.gold]
label = "Gold"
from = "400000"
multiplier = "1.5"
"#;

impl History {
    /// A history over this store; both programs get rules and cards first.
    pub fn new(store: Arc<dyn LoyaltyStore>, seed: u64) -> History {
        let now = Moment::from_micros(START).unwrap_or_else(Moment::earliest);
        let engine = Engine::with_source(store, Arc::new(TestSource::new(now, seed)));
        History { engine, rng: Rng::new(seed), now: START, asked: 0, program: "", known: BTreeMap::new() }
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
        let opening = self.asked <= OPENING * 2;
        let program = if opening { usize::from(self.asked > OPENING) } else { self.rng.index(PROGRAMS.len()) };
        self.program = PROGRAMS.get(program).copied().unwrap_or_default();
        self.pass_time();
        let (field, body) = if opening { self.opening() } else { self.anything() };
        let mut call = json!({
            "program": self.program,
            "actor": { "role": "owner", "id": "budi", "outlet": "kemang" },
            "at": Moment::from_micros(self.now).map(|now| now.to_string()),
        });
        if let Value::Object(call) = &mut call {
            if field == "command" && !opening && self.rng.per_mille(250) {
                call.insert("key".into(), json!(format!("k{}", self.rng.below(60))));
            }
            if field == "command" && !opening && self.rng.per_mille(50) {
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
        let body = match self.asked % OPENING {
            1 => self.rules(),
            2 => json!({ "issue_cards": { "numbers": (0..12).map(|n| format!("Card-{n}")).collect::<Vec<_>>() } }),
            _ => self.activate(),
        };
        ("command", body)
    }

    fn rules(&mut self) -> Value {
        let mut text = include_str!("../../../examples/rules/kopi-hub.toml").to_owned();
        if self.rng.per_mille(300) {
            text = text.replace("per_cycle = 10", "per_cycle = 4").replace(", 10 = ", ", 4 = ");
        }
        if self.rng.per_mille(200) {
            text = text.replace("min_amount", "every = \"amount\"\nmax_per_day = 5\nmin_amount");
            if self.rng.per_mille(500) {
                text = text.replace("every =", "overflow = \"dropped\"\nevery =");
            }
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
        if self.rng.per_mille(850) {
            text += POINTS;
        }
        if self.rng.per_mille(300) {
            text = text.replace("pending = { until_completed = true }", "pending = { days = 3 }");
        }
        if self.rng.per_mille(300) {
            text = text.replace("when_gone = \"debt\"", "when_gone = \"what_is_there\"\nmax_per_day = 90");
        }
        if self.rng.per_mille(300) {
            text = text.replace("over = \"months\"\nmonths = 2", "over = \"calendar_year\"");
        }
        for section in ["[stamps]", "[membership]"] {
            if self.rng.per_mille(60) {
                text = without(&text, section);
            }
        }
        json!({ "publish_rules": { "rules": { "text": text } } })
    }

    fn anything(&mut self) -> (&'static str, Value) {
        let body = match self.rng.below(100) {
            0..=24 => self.purchase(),
            25..=38 => self.order(),
            39..=50 => self.points(),
            51..=58 => self.activate(),
            59..=66 => json!({ "redeem": { "member": self.member(), "reward": self.reward() } }),
            67..=70 => json!({ "void_purchase": { "purchase": self.bought(), "reason": "mistyped" } }),
            71..=73 => self.undo(),
            74..=76 => json!({ "renew": { "member": self.member() } }),
            77 => json!({ "block": { "member": self.first(), "reason": "☕ 'why'" } }),
            78..=79 => json!({ "unblock": { "member": self.first(), "reason": "sorry" } }),
            80..=81 => json!({ "replace_card": { "member": self.member(), "card": self.card() } }),
            82..=83 => self.register(),
            84..=85 => self.update(),
            86 if self.rng.per_mille(200) => json!({ "close": { "member": self.first(), "reason": "moved away" } }),
            86 if self.rng.per_mille(250) => json!({ "reopen": { "member": self.first(), "reason": "☕ back" } }),
            86 if self.rng.per_mille(300) => json!({ "erase": { "member": self.member_id() } }),
            86 => self.rules(),
            87..=89 => json!({ "settle": { "member": self.member() } }),
            90 => json!({ "issue_cards": { "count": self.rng.below(3).saturating_add(1) } }),
            _ => return ("query", self.query()),
        };
        ("command", body)
    }

    /// What becomes of purchases.
    fn order(&mut self) -> Value {
        let newest = self.rng.per_mille(600).then(|| self.known().purchases.last().cloned()).flatten();
        let purchase = newest.map_or_else(|| self.bought(), |id| json!({ "id": id }));
        let part = match self.rng.below(3) {
            0 => json!({ "purchase": purchase, "reason": "no" }),
            1 => json!({ "purchase": purchase, "reason": "no", "amount": self.one_of(&["10000", "0", "60000"]) }),
            _ => {
                let units = json!([{ "line": self.rng.below(3), "quantity": self.rng.below(3) }]);
                json!({ "purchase": purchase, "reason": "no", "units": units })
            }
        };
        match self.rng.below(14) {
            0 | 1 => json!({ "pay_purchase": { "purchase": purchase } }),
            2 => json!({ "pay_purchase": { "purchase": purchase, "receipt": format!("P-{}", self.rng.below(900)) } }),
            3 | 4 => json!({ "complete_purchase": { "purchase": purchase } }),
            5 => json!({ "cancel_purchase": { "purchase": purchase, "reason": "never mind" } }),
            6 => json!({ "reopen_purchase": { "purchase": purchase, "reason": "after all" } }),
            7 => json!({ "mark_purchase": { "purchase": purchase, "mark": self.one_of(&["ready", "shipped"]) } }),
            8 => json!({ "adopt_purchase": { "purchase": purchase, "member": self.member() } }),
            9 => json!({ "reprint_receipt": { "purchase": purchase } }),
            10 => {
                let mut exchange = part;
                if let Value::Object(exchange) = &mut exchange {
                    exchange.insert("bought".into(), json!({ "amount": self.one_of(&["20000", "90000"]) }));
                }
                json!({ "exchange_purchase": exchange })
            }
            _ => json!({ "refund_purchase": part }),
        }
    }

    /// What becomes of points, and of members who are one.
    fn points(&mut self) -> Value {
        let (member, count) = (self.member(), self.rng.below(60));
        match self.rng.below(16) {
            0 | 1 | 11..=14 => json!({ "adjust_points": { "member": member, "points": 120, "reason": "sorry" } }),
            2 => json!({ "adjust_points": { "member": member, "points": -7, "reason": "too many" } }),
            3 => json!({ "transfer_points": { "member": member, "to": self.member(), "points": count } }),
            4 => json!({ "spend_points": { "member": member, "points": count } }),
            5..=7 => self.hold(member, count),
            8..=10 => match self.known().bought.pop() {
                Some(reward) => json!({ "reverse_reward": { "reward": reward, "reason": "changed mind" } }),
                None => json!({ "buy_reward": { "member": member, "reward": self.one_of(&KINDS) } }),
            },
            _ if self.rng.per_mille(250) => json!({ "merge": { "member": member, "into": self.member() } }),
            _ => json!({ "settle": { "member": member } }),
        }
    }

    /// Points are held back, or what was held back last is spent or let go.
    fn hold(&mut self, member: Value, count: u64) -> Value {
        match self.known().holds.pop() {
            Some((id, hold)) if self.rng.per_mille(500) => {
                json!({ "release_points": { "member": { "id": id }, "hold": hold } })
            }
            Some((id, hold)) => json!({ "spend_points": { "member": { "id": id }, "hold": hold } }),
            None => {
                let until = Moment::from_micros(self.now.saturating_add(HOUR.saturating_mul(500)));
                let until = until.map(|until| until.to_string());
                json!({ "hold_points": { "member": member, "points": count, "until": until } })
            }
        }
    }

    fn query(&mut self) -> Value {
        match self.rng.below(8) {
            5 => json!({ "look_up_purchase": { "purchase": self.bought() } }),
            6 => json!({ "statement": { "member": self.member(), "limit": 20 } }),
            7 => json!({ "forecast": { "member": self.member(), "by": "2027-03-01" } }),
            0 => json!({ "history": { "member": self.member(), "limit": 3 } }),
            1 => json!({ "list_members": { "limit": 5, "membership": self.one_of(&["active", "expired"]) } }),
            2 => json!({ "list_members": { "search": self.one_of(&SEARCHES) } }),
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
            if self.rng.per_mille(350) {
                purchase.insert("state".into(), self.one_of(&["pending", "paid", "completed"]));
            }
            if self.rng.per_mille(150) {
                purchase.insert("points".into(), json!(self.rng.below(90)));
            }
            if self.rng.per_mille(250) {
                let quantity = self.rng.below(3).saturating_add(1);
                let lines = json!([
                    { "product": "kopi", "quantity": quantity, "unit_price": "20000" },
                    { "product": "roti", "quantity": 1, "unit_price": "33333" },
                ]);
                purchase.insert("lines".into(), lines);
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

    fn register(&mut self) -> Value {
        let mut register = json!({ "name": self.name(), "phone": self.phone(), "email": self.email() });
        if let (Value::Object(register), true) = (&mut register, self.rng.per_mille(300)) {
            register.insert("city".into(), json!("Kota ☕"));
            register.insert("postal_code".into(), json!("12190"));
            register.insert("kind".into(), self.one_of(&["walk_in", "member", "vip"]));
        }
        json!({ "register": register })
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
        let reward = self.one_known(|known| &known.redeemed).unwrap_or_else(|| "nonsense".to_owned());
        json!({ "undo_redemption": { "reward": reward, "reason": "wrong button" } })
    }

    fn member(&mut self) -> Value {
        match self.rng.below(10) {
            0..=2 => json!({ "card": format!("CARD-{}", self.rng.below(12)) }),
            3 => json!({ "phone": self.phone() }),
            4 => json!({ "email": self.email() }),
            _ => json!({ "id": self.member_id() }),
        }
    }

    /// Whoever came first is who is blocked and closed, and let in again.
    fn first(&mut self) -> Value {
        self.known().members.first().cloned().map_or_else(|| self.member(), |id| json!({ "id": id }))
    }

    fn member_id(&mut self) -> Value {
        let nobody = "01890000-0000-7000-8000-000000000001";
        json!(self.one_known(|known| &known.members).unwrap_or_else(|| nobody.to_owned()))
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
        match (self.rng.per_mille(100), self.one_known(|known| &known.redeemed)) {
            (true, Some(id)) => json!({ "id": id }),
            _ => json!({ "kind": self.one_of(&KINDS) }),
        }
    }

    fn bought(&mut self) -> Value {
        match (self.rng.per_mille(800), self.one_known(|known| &known.purchases)) {
            (true, Some(id)) => json!({ "id": id }),
            _ => json!({ "receipt": { "number": format!("INV-{}", self.rng.below(400)) } }),
        }
    }

    fn one_of(&mut self, from: &[&str]) -> Value {
        json!(self.rng.pick(from))
    }

    fn known(&mut self) -> &mut Known {
        self.known.entry(self.program).or_default()
    }

    fn one_known(&mut self, of: fn(&Known) -> &Vec<String>) -> Option<String> {
        self.rng.pick(of(self.known.entry(self.program).or_default())).cloned()
    }

    /// Ids in an answer are what later steps ask about.
    fn learn(&mut self, answer: &str) {
        let answer: Value = serde_json::from_str(answer).unwrap_or_default();
        let found = |pointer: &str| answer.pointer(pointer).and_then(Value::as_str).map(str::to_owned);
        let events = answer.pointer("/ok/events").and_then(Value::as_array);
        let bought = events.into_iter().flatten().filter(|event| event["event"] == "reward_bought");
        let known = self.known();
        known.redeemed.extend(found("/ok/redeemed/id"));
        known.purchases.extend(found("/ok/purchase"));
        known.members.extend(found("/ok/member"));
        known.holds.extend(found("/ok/member").zip(found("/ok/hold")));
        known.bought.extend(bought.filter_map(|event| event["reward"].as_str()).map(str::to_owned));
    }
}

/// A document without one of its sections, as of a program that gives something up.
fn without(text: &str, section: &str) -> String {
    let Some((before, after)) = text.split_once(section) else { return text.to_owned() };
    let rest = after.split_once("\n[").map_or(String::new(), |(_, rest)| format!("[{rest}"));
    format!("{before}{rest}")
}
