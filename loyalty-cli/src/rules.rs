//! `loyalty rules check`: every problem of a file of rules, or what the rules say in a few words.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use loyalty_engine::error::{Problem, ProblemCode};
use loyalty_engine::rules::{Document, Rules};

use crate::draw;
use crate::failure::Failure;
use crate::phrases::Lang;
use crate::words::Words;

/// Look at a file of rules
#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    /// Name every problem of a file, or say what its rules are
    Check {
        /// A file in TOML or JSON
        file: PathBuf,
        /// The language of the summary
        #[arg(long, value_enum, default_value_t)]
        lang: Lang,
    },
}

/// Does what was asked about rules.
pub fn run(args: &Args, out: &mut dyn Write) -> Result<(), Failure> {
    match &args.command {
        Command::Check { file, lang } => check(file, *lang, out),
    }
}

fn check(file: &Path, lang: Lang, out: &mut dyn Write) -> Result<(), Failure> {
    let unreadable = |error| Failure::Usage(format!("{}: {error}", file.display()));
    let text = std::fs::read_to_string(file).map_err(unreadable)?;
    match Document::parse(&text).and_then(|document| Rules::check(Arc::new(document), 1)) {
        Ok(rules) => {
            let parts = Words::new(lang, rules).summary();
            writeln!(out, "{}", draw::wrap("", &parts, "; ", 2))?;
            Ok(())
        }
        Err(problems) => {
            for problem in &problems {
                writeln!(out, "{}: {}: {}", file.display(), problem.field, what_is_wrong(problem, &text))?;
            }
            Err(Failure::Found)
        }
    }
}

/// What is wrong; of a file that can't be read at all, also where.
fn what_is_wrong(problem: &Problem, text: &str) -> String {
    let about = problem.code.about();
    let place = match problem.code {
        ProblemCode::Malformed if text.trim_start().starts_with('{') => json_place(text),
        ProblemCode::Malformed => toml_place(text),
        _ => None,
    };
    place.map_or_else(|| about.to_owned(), |place| format!("{about} ({place})"))
}

fn json_place(text: &str) -> Option<String> {
    let error = serde_json::from_str::<serde_json::Value>(text).err()?;
    Some(format!("line {}, column {}", error.line(), error.column()))
}

fn toml_place(text: &str) -> Option<String> {
    // An invisible mark in front is none of TOML's business; the engine passes over it too.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let error = text.parse::<toml::Table>().err()?;
    let before = text.get(..error.span()?.start)?;
    let line = before.matches('\n').count().saturating_add(1);
    Some(format!("line {line}: {}", error.message()))
}
