//! Which module of the engine may use which: one way only, from the bottom up.

use crate::files;

/// From the bottom up. A module uses those of its own line and of the lines before.
const LAYERS: &[&[&str]] = &[
    &["email", "error", "id", "money", "time"],
    &["input", "phone", "card", "basket", "log", "member", "source"],
    &["purchase", "rules"],
    &["command", "access"],
    &["event"],
    &["outcome"],
    &["record"],
    &["fold"],
    &["store"],
    &["decide"],
    &["walk"],
    &["engine", "group", "read"],
    &["report"],
    &["testing"],
];

/// Words that errors repeat: what they stand for is defined further up.
const EXCEPTIONS: &[(&str, &str)] = &[("error", "crate::access::Role"), ("error", "crate::purchase::PurchaseState")];

/// Every use against the direction.
pub fn check(problems: &mut Vec<String>) {
    for path in files::list("loyalty-engine/src", ".rs") {
        let Some(module) = module_of(&path).filter(|module| *module != "lib") else { continue };
        let Some(own) = layer(module) else {
            problems.push(format!("{path}: `{module}` has no line in LAYERS of xtask/src/modules.rs"));
            continue;
        };
        let text = files::read(&path).unwrap_or_default();
        for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//")) {
            let line_number = index.saturating_add(1);
            for (used, full) in uses(line) {
                let fine = layer(used).is_some_and(|used| used <= own) || used == module;
                let excepted = EXCEPTIONS.iter().any(|(from, what)| *from == module && full.starts_with(what));
                if !fine && !excepted {
                    problems.push(format!("{path}:{line_number}: `{module}` must not use `{used}`"));
                }
            }
        }
    }
}

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|modules| modules.contains(&module))
}

/// `loyalty-engine/src/rules/stamps.rs` belongs to `rules`.
fn module_of(path: &str) -> Option<&str> {
    let inside = path.strip_prefix("loyalty-engine/src/")?;
    inside.split('/').next().map(|name| name.strip_suffix(".rs").unwrap_or(name))
}

/// What a line takes from the crate: the module, and the path from `crate` on.
fn uses(line: &str) -> Vec<(&str, &str)> {
    let word = |text: &'_ str| text.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(text.len());
    line.match_indices("crate::")
        .filter(|(at, _)| !line.get(..*at).is_some_and(|before| before.ends_with('$')))
        .filter_map(|(at, start)| {
            let full = line.get(at..)?;
            let rest = full.get(start.len()..)?;
            rest.get(..word(rest)).filter(|module| !module.is_empty()).map(|module| (module, full))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_use_is_found_anywhere_in_a_line() {
        assert_eq!(uses("use crate::rules::Rules;"), [("rules", "crate::rules::Rules;")]);
        let found: Vec<_> =
            uses("fn f(a: crate::id::Key) -> crate::Money {").into_iter().map(|(used, _)| used).collect();
        assert_eq!(found, ["id", "Money"]);
        assert_eq!(module_of("loyalty-engine/src/rules/stamps.rs"), Some("rules"));
        assert_eq!(module_of("loyalty-engine/src/time.rs"), Some("time"));
    }
}
