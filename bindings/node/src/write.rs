//! Answers on a tape, which `lib/tape.js` makes JavaScript's values of: plain objects, arrays, strings, whole numbers.

use std::cell::RefCell;
use std::sync::{PoisonError, RwLock};

use foldhash::{HashMap, HashMapExt};
use loyalty_border::{Error, Make, Reply, make};
use serde::Serialize;

/// An answer or an error, each with its letter.
pub fn said(reply: Result<Reply, Error>) -> String {
    match reply {
        Ok(reply) => written('k', &reply),
        Err(error) => written('e', &error),
    }
}

/// A value under a letter. What can't be written is a bug of ours, and is said like one.
pub fn written(letter: char, of: &impl Serialize) -> String {
    match make(Maker, of) {
        Ok(tape) => format!("{letter}{tape}"),
        Err(words) => format!("e{}", make(Maker, &Error::Broken(words)).unwrap_or_default()),
    }
}

/// A letter, a number, and what it counts: written by hand, for `format!` would be most of what a call costs.
fn joined(letter: &str, count: usize, rest: &str) -> String {
    let mut tape = String::with_capacity(rest.len().saturating_add(8));
    tape.push_str(letter);
    push_number(&mut tape, count);
    tape.push_str(rest);
    tape
}

fn push_number(tape: &mut String, number: usize) {
    push_digits(tape, number);
    tape.push(';');
}

fn push_digits(tape: &mut String, number: usize) {
    if number > 9 {
        push_digits(tape, number / 10);
    }
    tape.push(u32::try_from(number % 10).ok().and_then(|digit| char::from_digit(digit, 10)).unwrap_or('0'));
}

/// Every name of a field, by its number on a tape. They are told once, and then their numbers do.
static NAMES: RwLock<Vec<&'static str>> = RwLock::new(Vec::new());

thread_local! {
    static NUMBERS: RefCell<HashMap<&'static str, usize>> = RefCell::new(HashMap::new());
}

/// Every name so far.
pub fn names() -> Vec<&'static str> {
    NAMES.read().unwrap_or_else(PoisonError::into_inner).clone()
}

fn number_of(name: &'static str) -> usize {
    NUMBERS.with_borrow_mut(|numbers| {
        *numbers.entry(name).or_insert_with(|| {
            let mut names = NAMES.write().unwrap_or_else(PoisonError::into_inner);
            names.iter().position(|known| *known == name).unwrap_or_else(|| {
                names.push(name);
                names.len().saturating_sub(1)
            })
        })
    })
}

/// Writes one value of each sort.
#[derive(Clone, Copy)]
struct Maker;

/// An object that has not all its fields yet.
struct Object {
    count: usize,
    fields: String,
}

impl Make for Maker {
    type Value = String;
    type Object = Object;
    type Error = String;

    fn nothing(self) -> Result<String, String> {
        Ok("n".to_owned())
    }
    fn flag(self, flag: bool) -> Result<String, String> {
        Ok(if flag { "t" } else { "f" }.to_owned())
    }
    fn whole(self, number: i64) -> Result<String, String> {
        Ok(format!("i{number};"))
    }
    fn text(self, text: &str) -> Result<String, String> {
        // JavaScript counts in halves of letters.
        let length = if text.is_ascii() { text.len() } else { text.encode_utf16().count() };
        Ok(joined("s", length, text))
    }
    /// Decimals, dates and moments stay text: JavaScript has nothing that would keep all their digits.
    fn named(self, _: &'static str, text: &str) -> Result<String, String> {
        self.text(text)
    }
    fn list(self, items: Vec<String>) -> Result<String, String> {
        Ok(joined("l", items.len(), &items.concat()))
    }
    fn map(self, fields: Vec<(String, String)>) -> Result<String, String> {
        let mut tape = format!("m{};", fields.len());
        for (name, value) in fields {
            tape.push_str(&self.text(&name)?);
            tape.push_str(&value);
        }
        Ok(tape)
    }
    fn object(self, _: &'static str) -> Result<Object, String> {
        Ok(Object { count: 0, fields: String::new() })
    }
    fn field(self, object: &mut Object, name: &'static str, value: String) -> Result<(), String> {
        object.count = object.count.saturating_add(1);
        push_number(&mut object.fields, number_of(name));
        object.fields.push_str(&value);
        Ok(())
    }
    fn end(self, object: Object) -> Result<String, String> {
        Ok(joined("o", object.count, &object.fields))
    }
    fn failed(words: String) -> String {
        words
    }
}
