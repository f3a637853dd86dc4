//! The style, as far as a machine can judge it.

use crate::{files, modules};

const FUNCTION_LINES_MAX: usize = 70;
const FILE_LINES_MAX: usize = 500;
const LINE_COLUMNS_MAX: usize = 120;
/// The registry of codes: a line each, however long, so that it reads as a table.
const REGISTRY: &str = "loyalty-engine/src/error.rs";
/// What is not finished must not go in. Spelt in parts, so that this file passes.
const UNFINISHED: [&str; 2] = [concat!("to", "do!"), concat!("unimple", "mented!")];
const STORE_METHODS: usize = 3;
/// Lines of code that a binding may have of its own in Rust, and the bindings.
const BINDING_LINES_MAX: usize = 300;
const BINDINGS: [&str; 3] = ["python", "node", "mobile"];

/// Looks at everything, and lists everything that is not as it should be.
pub fn run() -> Result<(), String> {
    let mut problems = Vec::new();
    let sources = files::list("", ".rs");
    for path in &sources {
        source(path, &files::read(path)?, &mut problems);
    }
    modules::check(&mut problems);
    store_methods(&files::read("loyalty-engine/src/store/mod.rs")?, &mut problems);
    for binding in BINDINGS {
        bindings(binding, &mut problems)?;
    }
    if problems.is_empty() {
        println!("tidy: {} files", sources.len());
        return Ok(());
    }
    Err(format!("{}\ntidy: {} problems", problems.join("\n"), problems.len()))
}

fn source(path: &str, text: &str, problems: &mut Vec<String>) {
    let lines: Vec<&str> = text.lines().collect();
    if lines.len() > FILE_LINES_MAX {
        problems.push(format!("{path}: {} lines; {FILE_LINES_MAX} are enough for a file", lines.len()));
    }
    for (index, line) in lines.iter().enumerate() {
        let at = index.saturating_add(1);
        let columns = line.chars().count();
        if columns > LINE_COLUMNS_MAX && path != REGISTRY {
            problems.push(format!("{path}:{at}: {columns} columns; {LINE_COLUMNS_MAX} are enough"));
        }
        for word in UNFINISHED.iter().filter(|word| line.contains(**word)) {
            problems.push(format!("{path}:{at}: `{word}`"));
        }
        if let Some(length) = lines.get(index..).and_then(function_length).filter(|length| *length > FUNCTION_LINES_MAX)
        {
            problems.push(format!("{path}:{at}: {length} lines; {FUNCTION_LINES_MAX} are enough for a function"));
        }
    }
}

/// The lines of the function that begins with the first of `lines`, if one does. Formatting puts the end of a block
/// where its beginning stands.
fn function_length(lines: &[&str]) -> Option<usize> {
    let first = lines.first()?;
    let code = first.trim_start();
    let is_function = code.split("fn ").next().is_some_and(|before| {
        let known = ["pub", "pub(crate)", "pub(super)", "const", "async", "unsafe", "extern"];
        code.len() > before.len() && before.split_whitespace().all(|word| known.contains(&word))
    });
    // A body on the line itself, or none: nothing to measure.
    if !is_function || first.ends_with('}') || first.ends_with(';') {
        return None;
    }
    let indent = first.get(..first.len().saturating_sub(code.len()))?;
    let end = lines.iter().position(|line| line.strip_prefix(indent).is_some_and(|rest| matches!(rest, "}" | ");")))?;
    Some(end.saturating_add(1))
}

/// The store stays so small that anyone can write one.
fn store_methods(text: &str, problems: &mut Vec<String>) {
    let inside =
        text.lines().skip_while(|line| !line.starts_with("pub trait LoyaltyStore")).take_while(|line| *line != "}");
    let methods =
        inside.filter(|line| line.trim_start().contains("fn ") && !line.trim_start().starts_with("//")).count();
    if methods != STORE_METHODS {
        problems.push(format!("LoyaltyStore has {methods} methods; it keeps to {STORE_METHODS}"));
    }
}

/// A binding is thin.
fn bindings(binding: &str, problems: &mut Vec<String>) -> Result<(), String> {
    let mut lines = 0_usize;
    for path in files::list(&format!("bindings/{binding}/src"), ".rs") {
        lines = lines.saturating_add(code_lines(&files::read(&path)?));
    }
    if lines > BINDING_LINES_MAX {
        problems.push(format!("bindings/{binding}: {lines} lines of Rust; {BINDING_LINES_MAX} are enough"));
    }
    println!("bindings/{binding}: {lines} lines of Rust by hand");
    Ok(())
}

/// Lines that are neither blank nor only a comment.
fn code_lines(text: &str) -> usize {
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//")).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_ends_where_its_brace_stands() {
        let text = "    pub fn long(\n        a: u32,\n    ) -> u32 {\n        {\n        }\n        a\n    }\n}";
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(function_length(&lines), Some(7));
        assert_eq!(function_length(&["fn short() {}"]), None);
        assert_eq!(function_length(&["    fn of_a_trait(&self) -> u32;"]), None);
        assert_eq!(function_length(&["    let fn_name = 1;", "}"]), None);
    }

    #[test]
    fn what_is_too_long_or_unfinished_is_named() {
        let mut problems = Vec::new();
        let body = "    let a = 1;\n".repeat(FUNCTION_LINES_MAX);
        source("a.rs", &format!("fn long() {{\n{body}}}\n{}\n{}", "x".repeat(121), UNFINISHED[0]), &mut problems);
        assert_eq!(problems.len(), 3, "{problems:?}");
    }
}
