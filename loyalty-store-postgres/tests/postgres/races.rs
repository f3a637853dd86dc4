//! What several want at once, and what has to come of it.

use serde_json::{Value, json};

use crate::concurrency::{LIMIT, phone};

/// A race: how it is prepared, what each of so many clients asks, and what the answers must be.
pub struct Race {
    pub name: &'static str,
    pub clients: usize,
    /// Is there a limit to the stamps of a day?
    pub limited: bool,
    pub prepare: fn(round: u64) -> Vec<Value>,
    pub ask: fn(round: u64, client: usize, prepared: &[Value]) -> Value,
    pub judge: fn(&[Said]) -> Result<(), String>,
}

pub const RACES: &[Race] = &[
    Race {
        name: "the same card is activated",
        clients: 8,
        limited: false,
        prepare: |round| vec![issue(round, 1)],
        ask: |round, n, _| activate(round, 0, n),
        judge: |said| one_wins(said, |_| "card_assigned"),
    },
    Race {
        name: "the same phone is registered",
        clients: 8,
        limited: false,
        prepare: |_| vec![],
        ask: |round, _, _| command(json!({ "register": { "name": "Sari", "phone": phone(round, 0) } })),
        judge: |said| one_wins(said, |_| "phone_taken"),
    },
    Race {
        name: "cards are activated for the same phone",
        clients: 8,
        limited: false,
        prepare: |round| vec![issue(round, 8)],
        ask: |round, n, _| activate(round, n, 0),
        judge: |said| one_wins(said, |_| "already_active"),
    },
    Race {
        name: "the same reward is redeemed",
        clients: 8,
        limited: false,
        prepare: member,
        // Half of them name the reward, the others its kind.
        ask: |round, n, prepared| match prepared[1]["ok"]["member"].as_str() {
            Some(member) if n % 2 == 0 => redeem(round, json!({ "id": format!("{member}.1.1.1") })),
            _ => redeem(round, json!({ "kind": "free_drink" })),
        },
        judge: |said| {
            let by_id = |said: &Said| said.asked["command"]["redeem"]["reward"].get("id").is_some();
            one_wins(said, |said| if by_id(said) { "reward_redeemed" } else { "no_reward" })
        },
    },
    Race {
        name: "the same receipt is sent",
        clients: 8,
        limited: false,
        prepare: member,
        ask: |round, _, _| purchase(round, "75000", &receipt(round, 0)),
        judge: one_content_wins,
    },
    Race {
        name: "the same receipt is sent with two amounts",
        clients: 8,
        limited: false,
        prepare: member,
        ask: |round, n, _| purchase(round, ["75000", "80000"][n % 2], &receipt(round, 0)),
        judge: one_content_wins,
    },
    Race {
        name: "the same key comes with two payloads",
        clients: 8,
        limited: false,
        prepare: member,
        ask: |round, n, _| {
            let mut asked = purchase(round, ["75000", "80000"][n % 2], "");
            asked["key"] = json!(format!("till-{round}"));
            asked
        },
        judge: one_content_wins,
    },
    Race {
        name: "several stamps complete a card",
        clients: 8,
        limited: false,
        prepare: member,
        ask: |round, n, _| purchase(round, "75000", &receipt(round, n)),
        judge: one_completes_the_card,
    },
    Race {
        name: "a purchase is voided while its reward is redeemed",
        clients: 8,
        limited: false,
        prepare: |round| [member(round), vec![purchase(round, "75000", &receipt(round, 0))]].concat(),
        ask: |round, n, _| match n % 2 {
            0 => redeem(round, json!({ "kind": "voucher_50k" })),
            _ => {
                let purchase = json!({ "receipt": { "number": receipt(round, 0) } });
                command(json!({ "void_purchase": { "purchase": purchase, "reason": "Wrong order" } }))
            }
        },
        judge: taken_back_or_handed_over,
    },
    Race {
        name: "fifty want the three stamps of a day",
        clients: 50,
        limited: true,
        prepare: member,
        ask: |round, n, _| purchase(round, "75000", &receipt(round, n)),
        judge: as_many_as_the_limit,
    },
    Race {
        name: "the same points are spent",
        clients: 8,
        limited: false,
        prepare: |round| vec![publish(1), register(round, 0), grant(round, 0)],
        ask: |round, _, _| {
            let spend = json!({ "member": { "phone": phone(round, 0) }, "points": GRANTED });
            command(json!({ "spend_points": spend }))
        },
        judge: |said| one_wins(said, |_| "points_short"),
    },
    Race {
        name: "eight want the last three mugs",
        clients: 8,
        limited: false,
        prepare: |round| {
            let members = (0..8).flat_map(|n| [register(round, n), grant(round, n)]);
            [publish((round + 1) * LIMIT as u64)].into_iter().chain(members).collect()
        },
        ask: |round, n, _| {
            let buy = json!({ "member": { "phone": phone(round, n as u64) }, "reward": "free_drink" });
            command(json!({ "buy_reward": buy }))
        },
        judge: as_many_as_there_are,
    },
];

/// Points that somebody is given.
pub const GRANTED: i64 = 10;

/// What one client asked, and what the answer was.
#[derive(Debug)]
pub struct Said {
    pub asked: Value,
    pub answer: Value,
}

impl Said {
    /// `ok`, `replay`, the code of a refusal, or the kind of a failure.
    fn code(&self) -> &str {
        let error = &self.answer["error"];
        match &self.answer["ok"] {
            Value::Null => error["code"].as_str().or(error["kind"].as_str()).unwrap_or("nothing"),
            outcome if outcome["replay"] == json!(true) => "replay",
            _ => "ok",
        }
    }

    fn outcome(&self) -> &Value {
        &self.answer["ok"]
    }

    fn asks(&self, operation: &str) -> bool {
        self.asked["command"].get(operation).is_some()
    }
}

/// Exactly one has it, and each of the others is told what somebody who comes later is told.
fn one_wins(said: &[Said], too_late: impl Fn(&Said) -> &'static str) -> Result<(), String> {
    let (won, lost): (Vec<&Said>, Vec<&Said>) = said.iter().partition(|said| said.code() == "ok");
    hold(won.len() == 1, || format!("{} winners", won.len()))?;
    lost.iter().try_for_each(|said| hold(said.code() == too_late(said), || format!("a loser got {}", said.code())))
}

/// Exactly one is the first; who asks the same has the same outcome, and who asks something else is refused.
fn one_content_wins(said: &[Said]) -> Result<(), String> {
    let (won, others): (Vec<&Said>, Vec<&Said>) = said.iter().partition(|said| said.code() == "ok");
    let [won] = won[..] else { return Err(format!("{} winners", won.len())) };
    let mut again = won.outcome().clone();
    again["replay"] = json!(true);
    others.iter().try_for_each(|said| {
        if said.asked == won.asked {
            return hold(*said.outcome() == again, || "another outcome for the same content".to_owned());
        }
        hold(said.code() == "key_reused", || format!("other content got {}", said.code()))
    })
}

/// Everybody has a stamp, each at a place of its own, and one of them fills the card.
fn one_completes_the_card(said: &[Said]) -> Result<(), String> {
    hold(said.iter().all(|said| said.code() == "ok"), || "a purchase was not recorded".to_owned())?;
    let mut places: Vec<String> = said.iter().map(|said| said.outcome()["stamps"].to_string()).collect();
    places.sort();
    places.dedup();
    hold(places.len() == said.len(), || "two stamps at one place".to_owned())?;
    let full = said.iter().filter(|said| said.outcome()["earned"].to_string().contains("voucher_50k")).count();
    hold(full == 1, || format!("{full} filled the card"))
}

/// The void goes through once; the reward is either handed over once, and then the stamp stays, or taken back.
fn taken_back_or_handed_over(said: &[Said]) -> Result<(), String> {
    let of = |operation: &str| said.iter().filter(|said| said.asks(operation)).collect::<Vec<_>>();
    let (voids, redemptions) = (of("void_purchase"), of("redeem"));
    let won = |all: &[&Said]| all.iter().filter(|said| said.code() == "ok").count();
    let told = |all: &[&Said], code: &str| all.iter().all(|said| ["ok", code].contains(&said.code()));
    hold(won(&voids) == 1, || format!("{} voids", won(&voids)))?;
    hold(won(&redemptions) <= 1, || format!("handed over {} times", won(&redemptions)))?;
    let kept = voids.iter().any(|said| said.outcome()["reasons"].to_string().contains("stamp_kept"));
    hold(kept == (won(&redemptions) == 1), || "handed over and taken back".to_owned())?;
    hold(told(&voids, "purchase_state") && told(&redemptions, "no_reward"), || "a wrong refusal".to_owned())
}

/// Everybody buys, and so many have a stamp as the limit says.
fn as_many_as_the_limit(said: &[Said]) -> Result<(), String> {
    hold(said.iter().all(|said| said.code() == "ok"), || "a purchase was not recorded".to_owned())?;
    let (won, lost): (Vec<&Said>, Vec<&Said>) = said.iter().partition(|said| said.outcome()["stamps"].is_array());
    hold(won.len() as i64 == LIMIT, || format!("{} winners", won.len()))?;
    let told = |said: &&Said| said.outcome()["reasons"][0]["code"] == json!("daily_limit");
    hold(lost.iter().all(told), || "a loser was not told why".to_owned())
}

/// So many have one as there were, and the others are told that none is left.
fn as_many_as_there_are(said: &[Said]) -> Result<(), String> {
    let (won, lost): (Vec<&Said>, Vec<&Said>) = said.iter().partition(|said| said.code() == "ok");
    hold(won.len() as i64 == LIMIT, || format!("{} winners", won.len()))?;
    hold(lost.iter().all(|said| said.code() == "out_of_stock"), || "a wrong refusal".to_owned())
}

fn hold(holds: bool, why: impl Fn() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(why()) }
}

pub fn command(command: Value) -> Value {
    json!({ "command": command })
}

fn card(round: u64, n: usize) -> String {
    format!("CARD-{round}-{n}")
}

fn receipt(round: u64, n: usize) -> String {
    format!("R-{round}-{n}")
}

fn issue(round: u64, cards: usize) -> Value {
    let numbers: Vec<String> = (0..cards).map(|n| card(round, n)).collect();
    command(json!({ "issue_cards": { "numbers": numbers } }))
}

fn activate(round: u64, n: usize, person: usize) -> Value {
    let card = json!({ "number": card(round, n) });
    command(json!({ "activate": { "card": card, "name": "Sari", "phone": phone(round, person as u64) } }))
}

/// Somebody whose card lacks one stamp.
fn member(round: u64) -> Vec<Value> {
    vec![issue(round, 1), activate(round, 0, 0)]
}

/// Rules under which there are so many mugs in all.
fn publish(stock: u64) -> Value {
    let rules = include_str!("../../../examples/rules/kopi-hub.toml");
    let catalogue = format!("{{ free_drink = {{ cost = 1, stock = {stock} }} }}");
    let points = format!("[points]\nearn = \"0\"\nmoney_off = {{ value = \"10\" }}\ncatalogue = {catalogue}");
    command(json!({ "publish_rules": { "rules": { "text": format!("{rules}\n{points}") } } }))
}

fn register(round: u64, person: u64) -> Value {
    command(json!({ "register": { "name": "Sari", "phone": phone(round, person) } }))
}

fn grant(round: u64, person: u64) -> Value {
    let member = json!({ "phone": phone(round, person) });
    command(json!({ "adjust_points": { "member": member, "points": GRANTED, "reason": "welcome" } }))
}

fn redeem(round: u64, reward: Value) -> Value {
    command(json!({ "redeem": { "member": { "phone": phone(round, 0) }, "reward": reward } }))
}

fn purchase(round: u64, amount: &str, receipt: &str) -> Value {
    let mut purchase = json!({ "member": { "phone": phone(round, 0) }, "amount": amount });
    if !receipt.is_empty() {
        purchase["receipt"] = json!(receipt);
    }
    command(json!({ "record_purchase": purchase }))
}
