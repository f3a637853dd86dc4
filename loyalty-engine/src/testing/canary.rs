//! A word and a phone number that stand in every field that takes text, so that it can be seen where they stay.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::{Value, json};

use super::TestSource;
use crate::command::{Call, Request};
use crate::decide::fingerprint;
use crate::engine::Engine;
use crate::id::ProgramId;
use crate::member::Search;
use crate::report::dump;
use crate::store::{Ask, LoyaltyStore};
use crate::time::Moment;

const WORD: &str = "qzcanary";
/// Of a phone, without its last digit.
const DIGITS: &str = "8177766554";
const PROGRAM: &str = "kopi-hub";
/// So many others, in whose midst somebody is erased.
const OTHERS: u32 = 300;

/// A program in which two members were told everything that can be told of somebody.
pub struct Canary {
    engine: Engine,
    program: ProgramId,
    members: Vec<String>,
    keys: u32,
    /// The digests of what was asked about them under a key.
    digests: BTreeSet<String>,
    /// Every error that was told, and every request as it would stand in a log.
    heard: String,
}

type Told<T> = Result<T, String>;

impl Canary {
    /// Lets everything be told on an empty store.
    pub async fn sing(store: Arc<dyn LoyaltyStore>) -> Told<Canary> {
        let start = Moment::parse("2026-11-21T03:00:00Z").map_err(text)?;
        let engine = Engine::with_source(store, Arc::new(TestSource::new(start, 7)));
        let program = PROGRAM.parse().map_err(text)?;
        let (members, digests, heard) = (Vec::new(), BTreeSet::new(), String::new());
        let mut canary = Canary { engine, program, members, keys: 0, digests, heard };
        let rules = include_str!("../../../examples/rules/kopi-hub.toml");
        canary.ask(&json!({ "publish_rules": { "rules": { "text": rules } } }), false).await?;
        canary.ask(&json!({ "issue_cards": { "numbers": ["CARD-1", "CARD-2"] } }), false).await?;
        canary.meet_others(0..OTHERS / 2).await?;
        canary.tell().await?;
        canary.meet_others(OTHERS / 2..OTHERS).await?;
        Ok(canary)
    }

    async fn meet_others(&mut self, numbers: std::ops::Range<u32>) -> Told<()> {
        for n in numbers {
            let register = json!({ "name": format!("Budi {n}"), "phone": format!("0812000{n:05}"),
                                   "email": format!("budi{n}@example.com"), "notes": "n".repeat(200) });
            self.ask(&json!({ "register": register }), false).await?;
        }
        Ok(())
    }

    /// Every command that takes text, done and refused.
    async fn tell(&mut self) -> Told<()> {
        let member = json!({ "phone": format!("0{DIGITS}1") });
        let reasoned = |name: &str| json!({ name: { "member": member, "reason": format!("{WORD} {name}") } });
        let whole = json!({
            "name": format!("{WORD} Dewi"), "phone": format!("+62 {DIGITS}2"), "email": format!("{WORD}@Example.com"),
            "birth_date": "1990-05-15", "address": format!("Jalan {WORD}"), "city": WORD, "province": WORD,
            "postal_code": WORD, "gender": WORD, "notes": format!("{WORD} likes oat milk"),
        });
        let activate = json!({ "activate": { "card": { "number": "CARD-1" }, "name": format!("Sari {WORD}"),
                               "phone": format!("0{DIGITS}1"), "email": format!("sari.{WORD}@example.com") } });
        let buy = json!({ "record_purchase": { "member": member, "amount": "75000", "receipt": "INV-1" } });
        let replaced = json!({ "replace_card": { "member": member, "card": { "number": "CARD-2" }, "reason": WORD } });
        let void = json!({ "void_purchase": { "purchase": { "receipt": { "number": "INV-1" } }, "reason": WORD } });
        let redeem = json!({ "redeem": { "member": member, "reward": { "kind": "free_drink" } } });
        let update = json!({ "update_profile": { "member": member, "address": WORD, "notes": WORD } });
        for command in [
            activate,
            json!({ "register": whole }),
            reasoned("block"),
            reasoned("block"),
            reasoned("unblock"),
            buy.clone(),
            update.clone(),
            update,
            replaced,
            void,
            buy,
            redeem.clone(),
            reasoned("close"),
            redeem,
            reasoned("reopen"),
        ] {
            self.ask(&command, true).await?;
        }
        self.ask_in_vain().await
    }

    /// What makes no sense, or meets somebody who is known.
    async fn ask_in_vain(&mut self) -> Told<()> {
        let of = |name: &str, args: Value| json!({ name: args });
        for command in [
            of("register", json!({ "name": WORD, "email": WORD })),
            of("register", json!({ "name": WORD, "phone": WORD })),
            of("register", json!({ "name": "Budi", "email": format!("{WORD}@example.com") })),
            of("register", json!({ "name": "Budi", "phone": format!("0{DIGITS}1") })),
            of("block", json!({ "member": { "email": format!("nobody.{WORD}@example.com") }, "reason": WORD })),
            of("block", json!({ "member": { "id": WORD }, "reason": WORD })),
        ] {
            self.hear(&command, None).await?;
        }
        Ok(())
    }

    /// Asks something under a key of its own.
    async fn ask(&mut self, command: &Value, about: bool) -> Told<()> {
        self.keys = self.keys.saturating_add(1);
        let key = format!("key-{}", self.keys);
        let request = self.hear(command, Some(&key)).await?;
        if let (Some(request), true) = (request, about) {
            self.digests.insert(fingerprint(&request));
        }
        Ok(())
    }

    async fn hear(&mut self, command: &Value, key: Option<&str>) -> Told<Option<Request>> {
        let actor = json!({ "role": "owner", "id": "budi" });
        let call = json!({ "program": PROGRAM, "actor": actor, "key": key, "command": command });
        let request = match Call::parse(call.to_string().as_bytes()) {
            Ok(Call::Command(request)) => request,
            Ok(Call::Query(_)) => return Err("a question".to_owned()),
            Err(error) => {
                self.heard.push_str(&format!("{error} {error:?}\n"));
                return Ok(None);
            }
        };
        self.heard.push_str(&format!("{request:?}\n"));
        match self.engine.execute(&request).await {
            Ok(outcome) => {
                let knows = ["activate", "register"].iter().any(|name| command.get(name).is_some());
                let is_theirs = command.to_string().contains(WORD);
                self.members.extend(outcome.member().filter(|_| knows && is_theirs).map(|id| id.to_string()));
            }
            Err(error) => self.heard.push_str(&format!("{error} {error:?}\n")),
        }
        Ok(Some(*request))
    }

    /// Erases both, and asks after them what can be refused.
    pub async fn erase(&mut self) -> Told<()> {
        for id in self.members.clone() {
            let erase = json!({ "erase": { "member": id } });
            let request = self.hear(&erase, Some(&format!("erase-{id}"))).await?.ok_or("erasing makes no sense")?;
            self.engine.execute(&request).await.map_err(text)?;
            self.hear(&json!({ "settle": { "member": { "id": id } } }), None).await?;
        }
        Ok(())
    }

    /// Everything the store tells: the dump, and what stands under each key.
    pub async fn told(&self) -> Told<String> {
        let mut told = dump(self.engine.store(), &self.program).await.map_err(text)?;
        let mut ask = Ask::new(self.program.clone(), 0);
        ask.keys = (1..=self.keys).map(|n| format!("key-{n}").parse().map_err(text)).collect::<Told<_>>()?;
        for (key, reply) in self.engine.store().load(&ask).await.map_err(text)?.replies {
            told.push_str(&format!("key {key} {}\n", serde_json::to_string(&reply).map_err(text)?));
        }
        Ok(told)
    }

    /// Every error that was told, and every request as it would stand in a log.
    pub fn heard(&self) -> &str {
        &self.heard
    }

    /// What of it all stands in these bytes: the word, the number, what a search finds them by, the digests.
    pub fn seen_in(&self, bytes: &[u8]) -> BTreeSet<String> {
        let lower = bytes.to_ascii_lowercase();
        let grams = Search::new(WORD).grams();
        let texts = [WORD, DIGITS].into_iter().chain(self.digests.iter().map(String::as_str)).map(str::to_owned);
        let texts = texts.chain(grams.iter().map(ToString::to_string)).map(|text| (text.clone(), text.into_bytes()));
        let numbers = grams.iter().map(|gram| (format!("{gram} in binary"), gram.to_be_bytes().to_vec()));
        let is_in = |wanted: &[u8]| {
            let wanted = wanted.to_ascii_lowercase();
            lower.windows(wanted.len()).any(|window| window == wanted)
        };
        texts.chain(numbers).filter(|(_, wanted)| is_in(wanted)).map(|(name, _)| name).collect()
    }

    /// How many digests there are to be seen.
    pub fn digests(&self) -> usize {
        self.digests.len()
    }
}

fn text(error: impl ToString) -> String {
    error.to_string()
}
