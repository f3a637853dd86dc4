//! What must hold for points, levels and refunds, whatever happens: ten thousand histories each.

#![expect(clippy::arithmetic_side_effects, reason = "a test may fail loudly")]

use std::collections::BTreeMap;
use std::sync::Arc;

use loyalty_engine::event::{Event, Subject};
use loyalty_engine::member::{Lot, sum};
use loyalty_engine::report::{all_entries, verify};
use loyalty_engine::testing::{TestSource, block_on};
use loyalty_engine::{Engine, MemoryStore, Moment};
use proptest::prelude::*;
use serde_json::{Value, json};

const START_MICROS: i64 = 1_790_000_000_000_000;
const HOUR_MICROS: i64 = 3_600_000_000;

/// A shop whose clock a history sets.
struct Shop {
    engine: Engine,
    store: Arc<MemoryStore>,
    micros: i64,
}

impl Shop {
    fn open(rules: &Value) -> Shop {
        let store = Arc::new(MemoryStore::new());
        let source = TestSource::new(Moment::from_micros(START_MICROS).unwrap(), 1);
        let engine = Engine::with_source(Arc::<MemoryStore>::clone(&store), Arc::new(source));
        let shop = Shop { engine, store, micros: START_MICROS };
        shop.done(json!({ "publish_rules": { "rules": { "document": rules } } }));
        for n in 0..3 {
            shop.done(json!({ "register": { "name": "Sari", "phone": phone(n) } }));
        }
        shop
    }

    fn call(&self, kind: &str, what: &Value) -> Value {
        let at = Moment::from_micros(self.micros).unwrap();
        let actor = json!({ "role": "owner", "id": "budi" });
        let call = json!({ "program": "shop", "actor": actor, "at": at, kind: what });
        let answer: Value = serde_json::from_str(&block_on(self.engine.call(call.to_string().as_bytes()))).unwrap();
        let kind = &answer["error"]["kind"];
        assert!(kind.is_null() || kind == "refused" || kind == "invalid", "{what}: {answer}");
        answer
    }

    fn ask(&self, command: &Value) -> Value {
        self.call("command", command)
    }

    fn done(&self, command: Value) -> Value {
        let answer = self.ask(&command);
        assert!(answer["ok"].is_object(), "{command}: {answer}");
        answer["ok"].clone()
    }

    /// A member as people see it, less when something was bought last.
    fn look(&self, n: u8) -> Value {
        let mut found =
            self.call("query", &json!({ "look_up": { "member": { "phone": phone(n) } } }))["ok"]["member"].take();
        if let Some(spending) = found.get_mut("spending").and_then(Value::as_object_mut) {
            spending.remove("last");
        }
        found
    }

    fn purchase(&self, receipt: &str) -> Value {
        let purchase = json!({ "receipt": { "number": receipt } });
        let mut found =
            self.call("query", &json!({ "look_up_purchase": { "purchase": purchase } }))["ok"]["purchase"].take();
        found["timeline"] = Value::Null;
        found
    }

    fn number(&self, n: u8, what: &str) -> i64 {
        self.look(n)["points"][what].as_i64().unwrap()
    }

    fn verified(&self) {
        assert_eq!(block_on(verify(&*self.store, &"shop".parse().unwrap())).unwrap(), vec![]);
    }

    /// What each member's events say of points, added up without the engine: what is there, and what is owed.
    fn ledger(&self) -> BTreeMap<String, (i64, i64)> {
        let mut ledger = BTreeMap::new();
        block_on(all_entries(&*self.store, &"shop".parse().unwrap(), |entry| {
            if let Subject::Member(id) = entry.subject {
                let (there, owed) = ledger.entry(id.to_string()).or_insert((0, 0));
                entry.events.iter().for_each(|event| book(event, there, owed));
            }
            Ok(())
        }))
        .unwrap();
        ledger
    }
}

fn book(event: &Event, there: &mut i64, owed: &mut i64) {
    let count = |parts: &[Lot]| i64::try_from(sum(parts)).unwrap();
    let signed = |debt: &u64| i64::try_from(*debt).unwrap();
    match event {
        Event::PointsEarned { parts, debt, .. }
        | Event::PointsReturned { parts, debt, .. }
        | Event::PointsReleased { parts, debt, .. }
        | Event::PointsGranted { parts, debt, .. }
        | Event::PointsReceived { parts, debt, .. }
        | Event::RewardReversed { parts, debt, .. } => {
            *there += count(parts);
            *owed -= signed(debt);
        }
        Event::PointsTakenBack { parts, debt, .. } => {
            *there -= count(parts);
            *owed += signed(debt);
        }
        Event::PointsSpent { parts, .. }
        | Event::PointsHeld { parts, .. }
        | Event::PointsExpired { parts, .. }
        | Event::PointsDeducted { parts, .. }
        | Event::PointsSent { parts, .. }
        | Event::RewardBought { parts, .. } => *there -= count(parts),
        _ => {}
    }
}

fn phone(n: u8) -> String {
    format!("+62812345678{n:02}")
}

fn rules(points: &Value, levels: &Value) -> Value {
    json!({
        "program": { "name": "Shop", "currency": "IDR", "time_zone": "Asia/Jakarta", "rounding": { "places": 0 },
                     "phone_region": "ID" },
        "rewards": { "mug": { "label": "Mug", "kind": "item" } },
        "stamps": { "per_cycle": 7, "min_amount": "10000", "every": "amount", "max_per_purchase": 100 },
        "points": points,
        "levels": levels,
    })
}

fn points() -> impl Strategy<Value = Value> {
    let gone = prop_oneof![Just("debt"), Just("what_is_there"), Just("only_pending")];
    let part = prop_oneof![Just("unit_share"), Just("value_ratio"), Just("recompute")];
    let order = prop_oneof![Just("earliest_expiry"), Just("earliest_earned")];
    let days = json!({ "days": 2 });
    let completed = json!({ "until_completed": true });
    let pending = prop_oneof![2 => Just(Value::Null), 1 => Just(days), 1 => Just(completed)];
    let expires =
        prop_oneof![1 => Just(Value::Null), 2 => (1..40_u32).prop_map(|days| json!({ "after": { "days": days } }))];
    (gone, part, order, pending, expires, 1..7_u32).prop_map(|(gone, part, order, pending, expires, earn)| {
        let mut points = json!({
            "earn": earn.to_string(), "per": "1000", "when_gone": gone, "part_refund": part, "spend": order,
            "transfer": true, "money_off": { "value": "7" }, "catalogue": { "mug": { "cost": 20, "stock": 3 } },
        });
        for (name, value) in [("pending", pending), ("expires", expires)] {
            if !value.is_null() {
                points[name] = value;
            }
        }
        points
    })
}

fn levels() -> impl Strategy<Value = Value> {
    let over = prop_oneof![
        Just(json!({})),
        Just(json!({ "over": "calendar_year" })),
        (1..5_u32).prop_map(|months| json!({ "over": "months", "months": months })),
    ];
    (over, 1..20_u32).prop_map(|(mut levels, step)| {
        levels["steps"] = json!({
            "plain": { "label": "Plain", "from": "0" },
            "good": { "label": "Good", "from": (step * 10_000).to_string(), "multiplier": "1.5" },
            "best": { "label": "Best", "from": (step * 30_000).to_string(), "multiplier": "2.25" },
        });
        levels
    })
}

/// Three lines, some with a discount, and what they cost together.
fn basket() -> impl Strategy<Value = (Value, u32)> {
    let line = (1..5_u32, 1..40_u32, 0..3_u32);
    proptest::collection::vec(line, 1..4).prop_map(|lines| {
        let mut bill = 0;
        let lines: Vec<Value> = (0_u32..)
            .zip(lines)
            .map(|(n, (quantity, price, off))| {
                let price = price * 777;
                bill += quantity * price - off * 100;
                json!({ "product": format!("p{n}"), "quantity": quantity, "unit_price": price.to_string(),
                    "discount": (off * 100).to_string() })
            })
            .collect();
        (json!(lines), bill)
    })
}

#[derive(Clone, Debug)]
struct Step {
    hours: i64,
    command: Value,
}

fn who() -> impl Strategy<Value = Value> {
    (0..3_u8).prop_map(|n| json!({ "phone": phone(n) }))
}

fn receipt() -> impl Strategy<Value = Value> {
    (0..9_u8).prop_map(|n| json!({ "receipt": { "number": format!("R-{n}") } }))
}

fn bought() -> impl Strategy<Value = Value> {
    let state = prop_oneof![4 => Just("completed"), 1 => Just("paid"), 1 => Just("pending")];
    let fields =
        (who(), basket(), proptest::option::weighted(0.8, 0..9_u8), state, proptest::option::weighted(0.2, 1..60_u64));
    fields.prop_map(|(member, (lines, bill), number, state, points)| {
        let mut bought = json!({ "member": member, "amount": bill.to_string(), "lines": lines, "state": state });
        if let Some(number) = number {
            bought["receipt"] = json!(format!("R-{number}"));
        }
        if let Some(points) = points {
            bought["points"] = json!(points);
        }
        json!({ "record_purchase": bought })
    })
}

fn command() -> impl Strategy<Value = Value> {
    let of = |name: &'static str| receipt().prop_map(move |purchase| json!({ name: { "purchase": purchase } }));
    let why = |name: &'static str| {
        receipt().prop_map(move |purchase| json!({ name: { "purchase": purchase, "reason": "because" } }))
    };
    let until = Moment::from_micros(START_MICROS + 30 * HOUR_MICROS).unwrap();
    prop_oneof![
        12 => bought(),
        2 => of("pay_purchase"),
        2 => of("complete_purchase"),
        1 => why("cancel_purchase"),
        2 => why("void_purchase"),
        2 => why("reopen_purchase"),
        1 => why("refund_purchase"),
        3 => (receipt(), 1..40_000_u32).prop_map(|(purchase, amount)| {
            json!({ "refund_purchase": { "purchase": purchase, "amount": amount.to_string(), "reason": "cold" } })
        }),
        3 => (receipt(), 1..4_u32, 1..3_u32).prop_map(|(purchase, line, quantity)| {
            let units = json!([{ "line": line, "quantity": quantity }]);
            json!({ "refund_purchase": { "purchase": purchase, "units": units, "reason": "cold" } })
        }),
        2 => (who(), -60..60_i64)
            .prop_map(|(who, points)| json!({ "adjust_points": { "member": who, "points": points, "reason": "x" } })),
        2 => (who(), who(), 1..40_u64)
            .prop_map(|(who, to, points)| json!({ "transfer_points": { "member": who, "to": to, "points": points } })),
        2 => (who(), 1..40_u64)
            .prop_map(|(who, points)| json!({ "spend_points": { "member": who, "points": points } })),
        2 => (who(), 1..40_u64).prop_map(move |(member, points)| {
            json!({ "hold_points": { "member": member, "points": points, "until": until } })
        }),
        1 => who().prop_map(|member| json!({ "buy_reward": { "member": member, "reward": "mug" } })),
        1 => who().prop_map(|member| json!({ "settle": { "member": member } })),
    ]
}

fn history(steps: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Step>> {
    let hours = prop_oneof![20 => 0..6_i64, 2 => 24..400_i64];
    let step = (hours, command()).prop_map(|(hours, command)| Step { hours, command });
    proptest::collection::vec(step, steps)
}

fn play(shop: &mut Shop, steps: &[Step]) {
    for step in steps {
        shop.micros += step.hours * HOUR_MICROS;
        shop.ask(&step.command);
    }
}

fn cases() -> ProptestConfig {
    ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() }
}

/// Every unit of a basket by itself, as a refund.
fn single_units(lines: &Value) -> Vec<Value> {
    let lines = lines.as_array().unwrap();
    let units = (1_u32..).zip(lines).flat_map(|(number, line)| {
        (0..line["quantity"].as_u64().unwrap()).map(move |_| json!([{ "line": number, "quantity": 1 }]))
    });
    units.collect()
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn points_are_conserved_and_the_state_is_the_fold_of_its_events(
        (points, levels) in (points(), levels()),
        steps in history(0..25),
    ) {
        let mut shop = Shop::open(&rules(&points, &levels));
        play(&mut shop, &steps);
        shop.verified();
        // Written down first: what time has done by now is no event yet.
        for n in 0..3 {
            shop.done(json!({ "settle": { "member": { "phone": phone(n) } } }));
        }
        let ledger = shop.ledger();
        for n in 0..3 {
            let member = shop.look(n);
            let there = (shop.number(n, "balance"), shop.number(n, "debt"));
            prop_assert_eq!(ledger.get(member["id"].as_str().unwrap()).copied().unwrap_or_default(), there);
            prop_assert!(there.0 == 0 || there.1 == 0, "{}", member);
        }
    }

    #[test]
    fn a_purchase_and_its_full_refund_leave_the_member_as_before(
        (mut points, levels) in (points(), levels()),
        steps in history(0..12),
        (lines, bill) in basket(),
        spent in proptest::option::of(1..40_u64),
    ) {
        // That one leaves with the buyer what is there, and says so.
        if points["when_gone"] == "only_pending" {
            points["when_gone"] = json!("debt");
        }
        let mut shop = Shop::open(&rules(&points, &levels));
        play(&mut shop, &steps);
        let before = shop.look(0);
        let member = json!({ "phone": phone(0) });
        let mut bought = json!({ "member": member, "amount": bill.to_string(), "lines": lines, "receipt": "NEW" });
        if let Some(spent) = spent {
            bought["points"] = json!(spent);
        }
        if shop.ask(&json!({ "record_purchase": bought }))["ok"].is_object() {
            shop.done(json!({ "refund_purchase": { "purchase": { "receipt": { "number": "NEW" } }, "reason": "x" } }));
            let mut after = shop.look(0);
            // Nothing bought is the same as nothing ever bought, and an empty card the same as none.
            let empty = [
                ("spending", after["spending"] == json!({ "total": "0", "purchases": 0 })),
                ("stamps", after["stamps"]["count"] == 0),
                ("level", after["level"]["name"] == "plain"),
            ];
            for (name, _) in empty.into_iter().filter(|(name, empty)| before[name].is_null() && *empty) {
                after.as_object_mut().unwrap().remove(name);
            }
            prop_assert_eq!(strip(after), strip(before));
        }
    }

    #[test]
    fn refunds_in_any_order_and_any_parts_end_equal(
        points in points(),
        levels in levels(),
        (lines, bill) in basket(),
        order in any::<u64>(),
        (used, spent) in (0..30_i64, proptest::option::of(1..40_u64)),
    ) {
        let units = single_units(&lines);
        let end = |order: Vec<Value>| {
            let shop = Shop::open(&rules(&points, &levels));
            let member = json!({ "phone": phone(0) });
            shop.done(json!({ "adjust_points": { "member": member, "points": 40, "reason": "welcome" } }));
            let mut bought = json!({ "member": member, "amount": bill.to_string(), "lines": lines, "receipt": "R" });
            if let Some(spent) = spent {
                bought["points"] = json!(spent);
            }
            shop.done(json!({ "record_purchase": bought }));
            if used > 0 {
                shop.ask(&json!({ "adjust_points": { "member": member, "points": -used, "reason": "used" } }));
            }
            for units in order {
                let purchase = json!({ "receipt": { "number": "R" } });
                shop.done(json!({ "refund_purchase": { "purchase": purchase, "units": units, "reason": "x" } }));
            }
            (shop.look(0), shop.purchase("R"))
        };
        let mut shuffled = units.clone();
        let mut seed = order;
        for at in (1..shuffled.len()).rev() {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            shuffled.swap(at, usize::try_from(seed >> 33).unwrap() % (at + 1));
        }
        // Some of them, and then all of them; in the one order and in the other.
        let some = shuffled.len() / 2;
        let mut first_half = shuffled[..some].to_vec();
        let half = end(first_half.clone());
        first_half.reverse();
        prop_assert_eq!(&end(first_half), &half);
        prop_assert_eq!(end(shuffled), end(units));
    }

    #[test]
    fn splitting_a_receipt_never_pays(
        (earn, levels) in (1..9_u32, levels()),
        parts in proptest::collection::vec(1..60_000_u32, 2..6),
        before in 0..300_000_u32,
    ) {
        let points = json!({ "earn": earn.to_string(), "per": "1000", "min_amount": "500" });
        let total = |amounts: &[u32]| {
            let shop = Shop::open(&rules(&points, &levels));
            let member = json!({ "phone": phone(0) });
            let buy = |amount: u32| {
                shop.done(json!({ "record_purchase": { "member": member, "amount": amount.to_string() } }))
            };
            buy(before);
            let start = shop.number(0, "balance");
            let given = amounts.iter().map(|amount| buy(*amount)["stamps"].as_array().map_or(0, Vec::len));
            let stamps: usize = given.sum();
            (shop.number(0, "balance") - start, stamps)
        };
        let (split, whole) = (total(&parts), total(&[parts.iter().sum()]));
        prop_assert!(split.0 <= whole.0 && split.1 <= whole.1, "{split:?} is more than {whole:?}");
    }

    #[test]
    fn merging_conserves(
        (points, levels) in (points(), levels()),
        steps in history(0..20),
        back: bool,
    ) {
        let mut shop = Shop::open(&rules(&points, &levels));
        play(&mut shop, &steps);
        for n in 0..2 {
            shop.done(json!({ "settle": { "member": { "phone": phone(n) } } }));
        }
        let has = |member: &Value| {
            let number = |field: &Value| field.as_i64().unwrap_or(0);
            let points = &member["points"];
            let stamps = &member["stamps"];
            let (spent, bought) = (&member["spending"]["total"], number(&member["spending"]["purchases"]));
            let spent: i64 = spent.as_str().map_or(0, |text| text.parse().unwrap());
            let there = number(&points["balance"]) + number(&points["held"]) - number(&points["debt"]);
            let full = (number(&stamps["cycle"]) - 1).max(0) * number(&stamps["of"]);
            (there, number(&points["pending"]), spent, bought, full + number(&stamps["count"]),
             member["rewards"].as_array().map_or(0, Vec::len))
        };
        let (one, other) = (has(&shop.look(0)), has(&shop.look(1)));
        let (from, into) = if back { (0, 1) } else { (1, 0) };
        let merge = json!({ "merge": { "member": { "phone": phone(from) }, "into": { "phone": phone(into) } } });
        shop.done(merge.clone());
        let merged = has(&shop.look(0));
        prop_assert_eq!(shop.look(1)["id"].clone(), shop.look(0)["id"].clone());
        prop_assert_eq!(
            (merged.0, merged.1, merged.2, merged.3, merged.5),
            (one.0 + other.0, one.1 + other.1, one.2 + other.2, one.3 + other.3, one.5 + other.5)
        );
        // Cards that were full before stay with whom they were.
        prop_assert!(merged.4 <= one.4 + other.4, "{merged:?} is more than {one:?} and {other:?}");
        prop_assert!(shop.number(0, "balance") == 0 || shop.number(0, "debt") == 0);
        shop.verified();
        // Asked twice, whatever either is called, it changes nothing.
        let again = shop.done(merge);
        prop_assert_eq!(&again["reasons"][0]["code"], &json!("nothing_changed"));
        prop_assert_eq!(has(&shop.look(0)), merged);
    }

    #[test]
    fn a_level_is_reached_whatever_the_levels_are_called(
        thresholds in proptest::collection::btree_set(0..50_u32, 1..6),
        names in Just(["a", "b", "c", "d", "e"]).prop_shuffle(),
        bought in proptest::collection::vec(1..30_u32, 1..5),
    ) {
        let steps: serde_json::Map<String, Value> = thresholds.iter().zip(names).map(|(from, name)| {
            (name.to_owned(), json!({ "label": format!("from {from}"), "from": from.to_string() }))
        }).collect();
        let shop = Shop::open(&rules(&json!({}), &json!({ "steps": steps })));
        let mut total = 0;
        for amount in bought {
            total += amount;
            shop.done(json!({ "record_purchase": { "member": { "phone": phone(0) }, "amount": amount.to_string() } }));
            let reached = thresholds.iter().rfind(|from| **from <= total);
            let label = reached.map_or(Value::Null, |from| json!(format!("from {from}")));
            prop_assert_eq!(&shop.look(0)["level"]["label"], &label);
        }
    }
}

/// What a member has, whether or not a next card was opened, and whenever the level was last left and reached again.
fn strip(mut member: Value) -> Value {
    if let Some(level) = member.get_mut("level").and_then(Value::as_object_mut) {
        level.remove("since");
    }
    if let Some(stamps) = member.get_mut("stamps") {
        let number = |name: &str| stamps[name].as_i64().unwrap();
        *stamps = json!((number("cycle") - 1) * number("of") + number("count"));
    }
    member
}
