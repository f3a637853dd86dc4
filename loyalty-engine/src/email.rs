//! E-mail addresses: one spelling for each.

use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use crate::error::ProblemCode;
use crate::id::Email;

const BYTES_MAX: usize = Email::BYTES_MAX;

/// The address in one spelling, if it can be one.
pub(crate) fn one_spelling(text: &str) -> Result<Arc<str>, ProblemCode> {
    let plausible = text.split_once('@').is_some_and(|(local, host)| {
        !local.is_empty() && host.contains('.') && !host.starts_with('.') && !host.ends_with('.') && !host.contains('@')
    });
    if !plausible || text.contains(char::is_whitespace) {
        return Err(ProblemCode::NotAnEmail);
    }
    let text = if text.is_ascii() && !text.contains("--") { text.to_ascii_lowercase() } else { readable(text)? };
    // Some letters are longer in lower case.
    if text.len() > BYTES_MAX { Err(ProblemCode::TooLong) } else { Ok(text.into()) }
}

/// An address of letters from anywhere: a letter with a mark is one sign, and a domain stands as people read it.
fn readable(address: &str) -> Result<String, ProblemCode> {
    let (local, host) = address.split_once('@').ok_or(ProblemCode::NotAnEmail)?;
    let local: String = local.to_lowercase().nfc().collect();
    match idna::domain_to_unicode(host) {
        (host, Ok(())) => Ok(format!("{local}@{host}")),
        (_, Err(_)) => Err(ProblemCode::NotAnEmail),
    }
}
