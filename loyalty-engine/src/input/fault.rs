//! What is wrong, and where: the error type in which serde reports.

use std::fmt;

use serde::de;

use crate::error::{Problem, ProblemCode};

/// One problem, with the path that leads to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    /// From the inside out: each level adds its own name on the way up.
    names: Vec<String>,
    pub(crate) code: ProblemCode,
}

/// A name is repeated in the answer, so one of a megabyte is cut.
const NAME_CHARS_MAX: usize = 64;

impl Fault {
    pub(crate) fn new(code: ProblemCode) -> Fault {
        Fault { names: Vec::new(), code }
    }

    /// The same problem, seen from one level further out.
    pub(crate) fn under(mut self, name: &str) -> Fault {
        self.names.push(name.chars().take(NAME_CHARS_MAX).collect());
        self
    }

    /// The names that lead to the problem, from the outside in.
    pub(crate) fn path(&self) -> Vec<&str> {
        self.names.iter().rev().map(String::as_str).collect()
    }

    /// The problem as hosts see it; `whole` names the thing itself when no field of it is to blame.
    pub(crate) fn problem(&self, whole: &str) -> Problem {
        let path = self.path();
        let field = if path.is_empty() { whole.to_owned() } else { path.join(".") };
        Problem { field, code: self.code }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.problem("input").fmt(f)
    }
}

impl std::error::Error for Fault {}

impl de::Error for Fault {
    /// Our own types say what is wrong with them by its code.
    fn custom<T: fmt::Display>(message: T) -> Fault {
        Fault::new(ProblemCode::of(&message.to_string()).unwrap_or(ProblemCode::Malformed))
    }

    fn invalid_type(unexpected: de::Unexpected<'_>, expected: &dyn de::Expected) -> Fault {
        let expected = expected.to_string();
        let code = match (ProblemCode::of(&expected), expected.as_str()) {
            (Some(code), _) => code,
            (None, "a string") => ProblemCode::NotText,
            (None, "a boolean") => ProblemCode::NotAFlag,
            (None, name) if is_number(name) && is_huge(unexpected) => ProblemCode::OutOfRange,
            (None, name) if is_number(name) => ProblemCode::NotAWholeNumber,
            _ => ProblemCode::NotAnObject,
        };
        Fault::new(code)
    }

    fn invalid_value(_: de::Unexpected<'_>, expected: &dyn de::Expected) -> Fault {
        Fault::new(ProblemCode::of(&expected.to_string()).unwrap_or(ProblemCode::OutOfRange))
    }

    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Fault {
        Fault::new(ProblemCode::UnknownValue)
    }

    fn unknown_field(field: &str, _: &'static [&'static str]) -> Fault {
        Fault::new(ProblemCode::UnknownField).under(field)
    }

    fn missing_field(field: &'static str) -> Fault {
        Fault::new(ProblemCode::Missing).under(field)
    }

    fn duplicate_field(field: &'static str) -> Fault {
        Fault::new(ProblemCode::Duplicate).under(field)
    }
}

/// Is this how serde names a whole number: `u32`, `i64`, …?
fn is_number(expected: &str) -> bool {
    let bits = expected.strip_prefix(['u', 'i']).unwrap_or("");
    matches!(bits, "8" | "16" | "32" | "64" | "size")
}

/// A whole number that no integer holds arrives as a float.
fn is_huge(unexpected: de::Unexpected<'_>) -> bool {
    matches!(unexpected, de::Unexpected::Float(number) if number.abs() > 9e15)
}
