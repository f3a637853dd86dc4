//! What a fuzzer does with bytes, and what must hold whatever they are.
//!
//! The fuzz targets call these, and so do the tests on stable, over the same corpus. A finding is an error that says
//! what did not hold; a panic is one too.

use std::sync::Arc;

use serde_json::Value;

use super::rng::Rng;
use super::{TestSource, block_on};
use crate::command::Call;
use crate::engine::Engine;
use crate::error::{Error, Problem};
use crate::id::ProgramId;
use crate::report::{dump, verify};
use crate::rules::{Document, Rules};
use crate::store::MemoryStore;
use crate::time::Moment;

const RULES: &str = include_str!("../../../examples/rules/kopi-hub.toml");
const PROGRAM: &str = "kopi-hub";

/// Sends the bytes as a call to a program with an active member: the answer is JSON, and an error changes nothing, but
/// that a refusal is remembered under its key.
pub fn command_bytes(bytes: &[u8]) -> Result<(), String> {
    let (program, keyed) = match Call::parse(bytes) {
        Ok(Call::Command(request)) => (request.program, request.key.is_some()),
        Ok(Call::Query(question)) => (question.program, false),
        Err(_) => return unreadable(bytes),
    };
    let engine = engine()?;
    let before = everything(&engine, &program)?;
    let first = answer(&engine, bytes)?;
    // A refusal is remembered under its key.
    let is_remembered = keyed && first.pointer("/error/kind").is_some_and(|kind| kind == "refused");
    if first.get("error").is_some() && !is_remembered && everything(&engine, &program)? != before {
        return Err(format!("{first} changed something"));
    }
    let after = everything(&engine, &program)?;
    let second = answer(&engine, bytes)?;
    if second.get("error").is_some() && everything(&engine, &program)? != after {
        return Err(format!("{second} changed something the second time"));
    }
    let findings = block_on(verify(engine.store(), &program)).map_err(said)?;
    if findings.is_empty() { Ok(()) } else { Err(format!("after {first}: {findings:?}")) }
}

/// What can't be read is most of what a fuzzer sends: one engine serves for all of it, because nothing may change
/// there.
fn unreadable(bytes: &[u8]) -> Result<(), String> {
    thread_local! {
        static UNTOUCHED: Result<(Engine, ProgramId, String), String> = untouched();
    }
    UNTOUCHED.with(|untouched| {
        let (engine, program, before) = untouched.as_ref().map_err(Clone::clone)?;
        let reply = answer(engine, bytes)?;
        let invalid = reply.pointer("/error/kind").is_some_and(|kind| kind == "invalid");
        if invalid && everything(engine, program)? == *before {
            Ok(())
        } else {
            Err(format!("unreadable, yet {reply}"))
        }
    })
}

fn untouched() -> Result<(Engine, ProgramId, String), String> {
    let (engine, program) = (engine()?, PROGRAM.parse().map_err(said)?);
    let before = everything(&engine, &program)?;
    Ok((engine, program, before))
}

/// Reads the bytes as rules: every problem is named, and rules that pass are the same after a trip through JSON.
pub fn rules_bytes(bytes: &[u8]) -> Result<(), String> {
    let Ok(text) = std::str::from_utf8(bytes) else { return Ok(()) };
    let (document, rules) = match check(text) {
        Ok(passed) => passed,
        Err(problems) if problems.is_empty() => return Err("refused without a problem".to_owned()),
        Err(_) => return Ok(()),
    };
    let json = serde_json::to_string(&*document).map_err(said)?;
    let (document_again, rules_again) = check(&json).map_err(|problems| format!("{json}: {problems:?}"))?;
    if document_again != document || rules_again != rules {
        return Err(format!("{json} reads as other rules"));
    }
    let value = serde_json::to_value(&*document).map_err(said)?;
    match Document::from_value(&value) {
        Ok(same) if same == *document => Ok(()),
        other => Err(format!("{value} reads as {other:?}")),
    }
}

fn check(text: &str) -> Result<(Arc<Document>, Rules), Vec<Problem>> {
    let document = Arc::new(Document::parse(text)?);
    let rules = Rules::check(Arc::clone(&document), 1)?;
    Ok((document, rules))
}

/// A program with rules, two cards, an active member and a purchase.
fn engine() -> Result<Engine, String> {
    let now = Moment::parse("2026-11-21T03:00:00Z").map_err(said)?;
    let engine = Engine::with_source(Arc::new(MemoryStore::new()), Arc::new(TestSource::new(now, 1)));
    let text = Value::from(RULES);
    for command in [
        format!(r#"{{"publish_rules":{{"rules":{{"text":{text}}}}}}}"#),
        r#"{"issue_cards":{"numbers":["CARD-1","CARD-2"]}}"#.to_owned(),
        r#"{"activate":{"card":{"number":"CARD-1"},"name":"Sari","phone":"081234567890"}}"#.to_owned(),
        r#"{"record_purchase":{"member":{"card":"CARD-1"},"amount":"75000","receipt":"INV-1"}}"#.to_owned(),
    ] {
        let call = format!(r#"{{"program":"{PROGRAM}","actor":{{"role":"owner","id":"budi"}},"command":{command}}}"#);
        let reply = answer(&engine, call.as_bytes())?;
        reply.get("ok").ok_or_else(|| format!("{command}: {reply}"))?;
    }
    Ok(engine)
}

/// The answer, if it is one: either an outcome, or an error that is nobody's fault but the sender's.
fn answer(engine: &Engine, call: &[u8]) -> Result<Value, String> {
    let text = block_on(engine.call(call));
    let reply: Value = serde_json::from_str(&text).map_err(|error| format!("{error}: {text}"))?;
    let kind = reply.pointer("/error/kind").and_then(Value::as_str);
    let fine = match (reply.get("ok"), kind) {
        (Some(ok), None) => ok.is_object(),
        (None, Some("invalid")) => reply.pointer("/error/problems/0/field").is_some_and(Value::is_string),
        (None, Some("refused" | "forbidden")) => true,
        _ => false,
    };
    if fine { Ok(reply) } else { Err(format!("answered {text}")) }
}

fn everything(engine: &Engine, program: &ProgramId) -> Result<String, String> {
    block_on(dump(engine.store(), program)).map_err(|error: Error| said(error))
}

fn said(error: impl std::fmt::Display) -> String {
    error.to_string()
}

/// Makes new inputs out of old ones, the same from the same seed.
#[derive(Clone, Debug)]
pub struct Mutator {
    rng: Rng,
    corpus: Vec<Vec<u8>>,
    words: Vec<&'static str>,
}

impl Mutator {
    /// A mutator over a corpus; `words` are put in whole now and then.
    pub fn new(seed: u64, corpus: Vec<Vec<u8>>, words: Vec<&'static str>) -> Mutator {
        Mutator { rng: Rng::new(seed), corpus, words }
    }

    /// The next input: one of the corpus with one to three changes.
    pub fn mutate(&mut self) -> Vec<u8> {
        let mut bytes = self.sample();
        for _ in 0..=self.rng.below(3) {
            // Bytes anywhere mostly break the shape; a word for a word gets further in.
            if self.rng.below(3) == 0 { self.change(&mut bytes) } else { self.reword(&mut bytes) }
        }
        bytes
    }

    /// Another word in one pair of quotes, out of the list or out of another input.
    fn reword(&mut self, bytes: &mut Vec<u8>) {
        let Some((from, to)) = self.quoted(bytes) else { return };
        let word = if self.rng.below(2) == 0 {
            self.word().as_bytes().to_vec()
        } else {
            let other = self.sample();
            self.quoted(&other).and_then(|(from, to)| other.get(from..to)).unwrap_or_default().to_vec()
        };
        bytes.splice(from..to, word);
    }

    /// What stands between two quotes, somewhere.
    fn quoted(&mut self, bytes: &[u8]) -> Option<(usize, usize)> {
        let quotes: Vec<usize> = (0..).zip(bytes).filter(|(_, byte)| **byte == b'"').map(|(at, _)| at).collect();
        let pair = self.rng.index(quotes.len().div_euclid(2));
        let (from, to) = (quotes.get(pair.saturating_mul(2))?, quotes.get(pair.saturating_mul(2).saturating_add(1))?);
        Some((from.saturating_add(1), *to))
    }

    fn change(&mut self, bytes: &mut Vec<u8>) {
        let (from, to) = self.range(bytes.len());
        let put = match self.rng.below(7) {
            0 => vec![self.byte()],
            1 => Vec::new(),
            2 => bytes.get(from..to).map(|part| part.repeat(2)).unwrap_or_default(),
            3 => self.word().as_bytes().to_vec(),
            4 => format!("\"{}\"", self.word()).into_bytes(),
            5 => self.rng.below(u64::MAX).to_string().into_bytes(),
            _ => {
                let other = self.sample();
                let (from, to) = self.range(other.len());
                other.get(from..to).unwrap_or_default().to_vec()
            }
        };
        bytes.splice(from..to, put);
    }

    fn sample(&mut self) -> Vec<u8> {
        self.rng.pick(&self.corpus).cloned().unwrap_or_default()
    }

    fn word(&mut self) -> &'static str {
        self.rng.pick(&self.words).copied().unwrap_or("")
    }

    /// A short stretch somewhere within `len`.
    fn range(&mut self, len: usize) -> (usize, usize) {
        let from = self.rng.index(len.saturating_add(1));
        let to = from.saturating_add(self.rng.index(12)).min(len);
        (from.min(to), to)
    }

    fn byte(&mut self) -> u8 {
        u8::try_from(self.rng.below(256)).unwrap_or(0)
    }
}
