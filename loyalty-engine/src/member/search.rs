//! Searching members: what is looked through, what is looked for, and the grams by which an index finds it.
//!
//! All of it is worked out here and not in a store, so that every store finds the same.

use std::collections::BTreeSet;
use std::fmt;

use unicode_normalization::UnicodeNormalization;

use super::Profile;
use crate::id::{Email, PersonName, Phone};

/// Three signs in a row as one number, 21 bits each. A word that begins has one with two empty places before it and one
/// with one.
pub type Gram = i64;

/// How many signs a gram holds.
const SIGNS: usize = 3;

/// What is searched for: three signs or more anywhere, fewer where a word begins.
#[derive(Clone, PartialEq, Eq)]
pub struct Search(String);

impl Search {
    /// Reads what somebody typed. Phones are kept in E.164, so of a part of one its digits count, without the zeros
    /// that only a call within the country begins with.
    pub fn new(typed: &str) -> Search {
        let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
        let digits = digits.trim_start_matches('0');
        let dialled = crate::phone::is_dialled(typed) && !digits.is_empty();
        Search(if dialled { digits.to_owned() } else { folded(typed) })
    }

    /// The grams that whoever is found has, all of them; never none.
    pub fn grams(&self) -> BTreeSet<Gram> {
        let signs: Vec<char> = self.0.chars().collect();
        match signs.as_slice() {
            [one] => BTreeSet::from([gram(['\0', '\0', *one])]),
            [one, two] => BTreeSet::from([gram(['\0', *one, *two])]),
            many => windows(many).collect(),
        }
    }

    /// What has to stand in the text of whoever has the grams; nothing where the grams say it all.
    pub fn part(&self) -> Option<&str> {
        (self.0.chars().count() > SIGNS).then_some(self.0.as_str())
    }

    /// Does it find this profile?
    pub fn finds(&self, profile: &Profile) -> bool {
        match self.part() {
            Some(part) => profile.search_text().contains(part),
            None => profile.grams().is_superset(&self.grams()),
        }
    }
}

impl fmt::Debug for Search {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Search(..)")
    }
}

impl Profile {
    /// What a search looks through: name, phone and e-mail address in lower case, a line each.
    pub fn search_text(&self) -> String {
        let name = self.name.as_ref().map_or("", PersonName::as_str);
        let phone = self.phone.as_ref().map_or("", Phone::as_str);
        let email = self.email.as_ref().map_or("", Email::as_str);
        let others = self.other_phones.iter().map(Phone::as_str).chain(self.other_emails.iter().map(Email::as_str));
        folded(&[name, phone, email].into_iter().chain(others).collect::<Vec<_>>().join("\n"))
    }

    /// The grams by which a search finds it.
    pub fn grams(&self) -> BTreeSet<Gram> {
        let text = self.search_text();
        text.lines().flat_map(|line| grams_of(&line.chars().collect::<Vec<_>>())).collect()
    }
}

/// Lower case, and one spelling for each letter with a mark.
fn folded(text: &str) -> String {
    if text.is_ascii() { text.to_ascii_lowercase() } else { text.to_lowercase().nfc().collect() }
}

fn grams_of(line: &[char]) -> BTreeSet<Gram> {
    let mut grams: BTreeSet<Gram> = windows(line).collect();
    for (at, one) in line.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| line.get(before));
        if begins(before.copied(), *one) {
            grams.insert(gram(['\0', '\0', *one]));
            let after = line.get(at.saturating_add(1));
            grams.extend(after.map(|two| gram(['\0', *one, *two])));
        }
    }
    grams
}

/// Does a word begin with this sign? Beyond a to z and the digits each sign is one: some scripts have no spaces.
fn begins(before: Option<char>, one: char) -> bool {
    let plain = |sign: char| sign.is_ascii_alphanumeric();
    !(one.is_whitespace() || plain(one) && before.is_some_and(plain))
}

fn windows(signs: &[char]) -> impl Iterator<Item = Gram> {
    signs.windows(SIGNS).filter_map(|window| window.try_into().ok().map(gram))
}

fn gram(signs: [char; SIGNS]) -> Gram {
    signs.into_iter().fold(0, |gram, sign| gram << 21 | i64::from(u32::from(sign)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn profile(name: &str, phone: &str, email: &str) -> Profile {
        let (name, phone, email) = (name.parse().ok(), phone.parse().ok(), email.parse().ok());
        Profile { name, phone, email, ..Profile::default() }
    }

    #[test]
    fn three_signs_are_found_anywhere_and_fewer_where_a_word_begins() {
        let sari = profile("Sari Dewi", "+6281234567890", "sari.w@example.id");
        for found in ["sari", "SARI D", "i d", "ari", "s", "de", "w@", ".w", "0812", "34567", "@ex", "+62 812", "6"] {
            assert!(Search::new(found).finds(&sari), "{found}");
        }
        for missed in ["wi", "a", "sarid", "8123a", "i dx", "999", "ri"] {
            assert!(!Search::new(missed).finds(&sari), "{missed}");
        }
    }

    #[test]
    fn letters_are_the_same_in_any_case_and_spelling() {
        for (name, search) in [
            ("Zo\u{eb} \u{dc}nal", "ZOE\u{308}"),
            ("ZOE\u{308}", "zo\u{eb}"),
            ("\u{393}\u{3b9}\u{3ce}\u{3c1}\u{3b3}\u{3bf}\u{3c2}", "\u{3b3}\u{3b9}"),
            ("\u{738b}\u{5c0f}\u{660e}", "\u{5c0f}\u{660e}"),
            ("\u{738b}\u{5c0f}\u{660e}", "\u{660e}"),
        ] {
            assert!(Search::new(search).finds(&profile(name, "", "")), "{name} {search}");
        }
    }

    #[test]
    fn whoever_is_found_has_every_gram_of_the_search() {
        let names = ["Budi O'Brien", "100% \\ _", "\u{5c71}\u{7530} \u{592a}\u{90ce}", "\u{130}\u{df}\u{fb01}"];
        for profile in names.map(|name| profile(name, "+628129876543", "b.o@example.co.id")) {
            let text: Vec<char> = profile.search_text().chars().collect();
            for from in 0..text.len() {
                // A search has no line ends.
                for to in (from + 1..=text.len()).take_while(|to| text[to - 1] != '\n') {
                    let search = Search(text[from..to].iter().collect());
                    assert!(search.finds(&profile) || to - from < SIGNS, "{}", search.0);
                    assert!(!search.finds(&profile) || profile.grams().is_superset(&search.grams()), "{}", search.0);
                }
            }
        }
    }
}
