//! Where the model sits: it is asked at every load, made so at every commit, and held against every answer.

use std::sync::{Mutex, MutexGuard, PoisonError};

use super::facts::{done, facts};
use super::marks::Marks;
use super::wire::{Names, answer};
use crate::error::{Doing, Error};
use crate::event::Entry;
use crate::outcome::Outcome;
use crate::store::{Ask, Changes};
use crate::testing::faulty::{Fault, Observer};
use crate::testing::model::{Answer, Asked, Bought, Change, Expected, Fact, Model, Now, Op, Purchase};

/// The model, and what every client is waiting for.
#[derive(Default)]
pub struct Desk(Mutex<State>);

#[derive(Default)]
pub struct State {
    pub model: Model,
    pub names: Names,
    pub marks: Marks,
    pub calls: Vec<Call>,
    /// The client whose turn it is.
    pub current: usize,
    /// The engine at hand died.
    pub crashed: bool,
    /// The first thing that was not as it must be.
    pub violation: Option<String>,
}

/// One call of a client.
#[derive(Default)]
pub struct Call {
    pub asked: Vec<Asked>,
    pub now: Now,
    /// What was expected of each operation at its last load.
    pub seen: Vec<Option<Seen>>,
    /// The operations that were loaded for last, and are to be committed next.
    at_hand: Vec<usize>,
}

pub struct Seen {
    expected: Expected,
    /// The version of the rules at the load.
    version: usize,
    committed: bool,
    /// The purchase of nobody on which a reward was to be used, as it stood at the load.
    used_on: Option<(usize, Purchase)>,
}

impl Call {
    pub fn new(asked: Vec<Asked>, now: Now) -> Call {
        let seen = asked.iter().map(|_| None).collect();
        Call { asked, now, seen, at_hand: Vec::new() }
    }
}

impl Desk {
    pub fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Observer for Desk {
    fn loaded(&self, ask: &Ask) {
        let mut state = self.lock();
        let found = state.expect(ask);
        state.note(found);
    }

    fn committed(&self, changes: &Changes) {
        let mut state = self.lock();
        let found = state.commit(changes);
        state.note(found);
    }

    fn raced(&self) {
        let mut state = self.lock();
        for name in state.operations() {
            state.marks.raced(name);
        }
    }

    fn fault(&self, fault: Fault) {
        let mut state = self.lock();
        state.crashed |= matches!(fault, Fault::CrashBefore | Fault::CrashAfter);
        for name in state.operations() {
            state.marks.fault(name, fault);
        }
    }
}

impl State {
    pub fn note(&mut self, found: Result<(), String>) {
        if let (Err(violation), None) = (found, &self.violation) {
            self.violation = Some(violation);
        }
    }

    fn operations(&self) -> Vec<&'static str> {
        self.calls.get(self.current).iter().flat_map(|call| &call.asked).map(|asked| asked.op.name()).collect()
    }

    /// A load: what should come of the operations it is for, as things stand now.
    fn expect(&mut self, ask: &Ask) -> Result<(), String> {
        let State { model, calls, current, .. } = self;
        let call = calls.get_mut(*current).ok_or("a load of nobody")?;
        // A batch may go on in halves; the keys tell which part this load is for.
        let asked_for =
            |key: Option<u32>| ask.keys.iter().any(|other| Some(other.as_str()) == key_text(key).as_deref());
        let whole = call.asked.len() == 1;
        call.at_hand = (0..call.asked.len())
            .filter(|at| whole || call.asked.get(*at).is_some_and(|asked| asked_for(asked.key)))
            .collect();
        let mut copy = (!whole).then(|| model.clone());
        for at in &call.at_hand {
            let (Some(asked), Some(seen)) = (call.asked.get(*at), call.seen.get_mut(*at)) else { continue };
            if seen.as_ref().is_some_and(|seen| seen.committed) {
                return Err(format!("{asked:?} was committed and is looked at again in the same call"));
            }
            let view = copy.as_ref().unwrap_or(model);
            let version = view.version();
            let expected = view.decide(asked, call.now, version);
            let used_on = used_on(view, &asked.op);
            if let Some(copy) = &mut copy {
                copy.apply(&expected.change)?;
            }
            *seen = Some(Seen { expected, version, committed: false, used_on });
        }
        Ok(())
    }

    /// A commit: what was expected at the load must still be so, and becomes so.
    fn commit(&mut self, changes: &Changes) -> Result<(), String> {
        let State { model, names, marks, calls, current, .. } = self;
        let call = calls.get_mut(*current).ok_or("a commit of nobody")?;
        let at_hand = std::mem::take(&mut call.at_hand);
        let (mut entries, mut replies) = (changes.entries.iter(), changes.replies.len());
        let seen_of = |at: usize| call.seen.get(at).and_then(Option::as_ref);
        let publishes = at_hand.iter().any(|at| seen_of(*at).is_some_and(|seen| seen.expected.change.rules.is_some()));
        for at in at_hand {
            let (Some(asked), Some(Some(seen))) = (call.asked.get(at), call.seen.get_mut(at)) else { continue };
            let expected = &seen.expected;
            if !expected.change.is_any() {
                continue;
            }
            let version = if publishes { model.version() } else { seen.version };
            if expected.change.is_more_than_key() {
                model.apply(&still_so(model, asked, call.now, version, seen)?)?;
            } else {
                model.apply(&expected.change)?;
            }
            if expected.change.is_more_than_key() {
                let mut entry = || entries.next().ok_or_else(|| format!("{asked:?} was committed without an entry"));
                if !expected.others.is_empty() {
                    check_other(entry()?, asked, &expected.others)?;
                    marks.facts(&expected.others);
                }
                let entry = entry()?;
                check_entry(entry, asked, expected)?;
                marks.facts(&done(entry).facts);
                names.learn(entry);
            }
            if expected.change.key.is_some() {
                replies = replies.checked_sub(1).ok_or_else(|| format!("{asked:?} is not remembered"))?;
            }
            seen.committed = true;
        }
        if let Some(entry) = entries.next() {
            return Err(format!("an entry that nobody expected was committed: {entry:?}"));
        }
        if replies > 0 { Err(format!("{replies} answers that nobody expected were remembered")) } else { Ok(()) }
    }

    /// The answers of a call. What comes back are the positions of the operations that must be asked again.
    pub fn answers(&mut self, client: usize, results: &[Result<Outcome, Error>]) -> Result<Vec<usize>, String> {
        let State { marks, calls, .. } = self;
        let call = calls.get_mut(client).ok_or("an answer to nobody")?;
        if results.len() != call.asked.len() {
            return Err(format!("{} operations got {} answers", call.asked.len(), results.len()));
        }
        let mut again = Vec::new();
        for (at, ((asked, seen), result)) in call.asked.iter().zip(&call.seen).zip(results).enumerate() {
            match result {
                Err(error) if error.retry() => {
                    check_retry(asked, seen.as_ref(), error)?;
                    again.push(at);
                }
                Err(Error::Broken(what)) => return Err(format!("{asked:?} found something broken: {what}")),
                _ => {
                    let (answer, replay) = answer(result);
                    check_answer(asked, seen.as_ref(), &answer, replay)?;
                    marks.answer(asked.op.name(), &answer, replay);
                }
            }
        }
        Ok(again)
    }
}

fn key_text(key: Option<u32>) -> Option<String> {
    key.map(|key| format!("key-{key}"))
}

/// Others may have come between load and commit; what they changed must not matter to what is written.
fn still_so(model: &Model, asked: &Asked, now: Now, version: usize, seen: &Seen) -> Result<Change, String> {
    let then = &seen.expected;
    let mut again = model.decide(asked, now, version);
    if let (Some((at, purchase)), true) = (&seen.used_on, again.answer != then.answer) {
        // A passer-by's purchase may change while a reward is used on it: as if the reward had come first.
        let mut before = model.clone();
        before.purchases.get_mut(*at).into_iter().for_each(|slot| *slot = purchase.clone());
        again = before.decide(asked, now, version);
    }
    if (&again.answer, again.replay, &again.others) == (&then.answer, then.replay, &then.others) {
        return Ok(again.change);
    }
    let (then, again) = (&then.answer, &again.answer);
    Err(format!("{asked:?} was decided as {then:?}, and when it was committed it had become {again:?}"))
}

/// The purchase that a reward is used on, if a passer-by made it.
fn used_on(model: &Model, op: &Op) -> Option<(usize, Purchase)> {
    let Op::Redeem { on: Some(bought), .. } = op else { return None };
    let at = match bought {
        Bought::Id(id) => *id,
        Bought::Receipt { outlet, number } => model.receipt(*outlet, *number)?,
    };
    model.purchases.get(at).filter(|purchase| purchase.member.is_none()).map(|purchase| (at, purchase.clone()))
}

fn check_other(entry: &Entry, asked: &Asked, expected: &[Fact]) -> Result<(), String> {
    let found = facts(entry);
    if found == expected && entry.operation == asked.op.name() {
        return Ok(());
    }
    Err(format!("{asked:?} should do {expected:?} to somebody else, and wrote {found:?}"))
}

fn check_entry(entry: &Entry, asked: &Asked, expected: &Expected) -> Result<(), String> {
    let found = Answer::Done(done(entry));
    if found == expected.answer && entry.operation == asked.op.name() {
        return Ok(());
    }
    Err(format!("{asked:?} should be {:?}, and wrote {found:?}", expected.answer))
}

fn check_answer(asked: &Asked, seen: Option<&Seen>, answer: &Answer, replay: bool) -> Result<(), String> {
    let Some(Seen { expected, committed, .. }) = seen else {
        return Err(format!("{asked:?} was answered {answer:?} without a look"));
    };
    if *answer != expected.answer || replay != expected.replay {
        let (should, then) = (&expected.answer, expected.replay);
        return Err(format!("{asked:?} should be {should:?} (replay: {then}), and is {answer:?} (replay: {replay})"));
    }
    if expected.change.is_any() && !committed {
        return Err(format!("{asked:?} was answered {answer:?} (replay: {replay}) and never committed"));
    }
    Ok(())
}

/// An answer that asks for another try says what it knows of this one.
fn check_retry(asked: &Asked, seen: Option<&Seen>, error: &Error) -> Result<(), String> {
    let done = seen.is_some_and(|seen| seen.committed);
    match error {
        Error::Unavailable { doing: Doing::Unknown, .. } => Ok(()),
        _ if done => Err(format!("{asked:?} was committed, and its caller was told {error}")),
        _ => Ok(()),
    }
}
