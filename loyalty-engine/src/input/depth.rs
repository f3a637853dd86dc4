//! How deep TOML is nested, told from its signs alone, before anything recurses into it.
//!
//! The reader bounds the brackets and the length of each dotted key, but not the one times the other, and a few
//! thousand levels overflow the stack of a small thread.

use toml_parser::Source;
use toml_parser::lexer::TokenKind;

/// Is any value nested deeper than `depth_max`? A point in a number counts as a level; numbers have one.
pub(super) fn is_deeper(text: &str, depth_max: usize) -> bool {
    let mut depth = 0_usize;
    let mut outside = Vec::new();
    for token in Source::new(text).lex() {
        match token.kind() {
            TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket => {
                outside.push(depth);
                depth = depth.saturating_add(1);
            }
            TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket => depth = outside.pop().unwrap_or(0),
            TokenKind::Dot => depth = depth.saturating_add(1),
            // The next item of a list or a table starts where the bracket stood.
            TokenKind::Comma => depth = outside.last().map_or(0, |before| before.saturating_add(1)),
            TokenKind::Newline if outside.is_empty() => depth = 0,
            _ => {}
        }
        if depth > depth_max {
            return true;
        }
    }
    false
}
