//! What is written from the engine's own types, into the folder that is the repository's root: run by `cargo xtask`.
//!
//! `loyalty-codegen` writes the specifications, the types of other languages and the page of errors, `--check` compares
//! them with what stands there, and `contract` writes the scenarios with their answers.

mod contract;
mod kotlin;
mod model;
mod python;
mod swift;
mod typescript;

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use loyalty_engine::command::Envelope;
use loyalty_engine::error::{CodeInfo, Error, Problem, ProblemCode, Reason, Refusal};
use loyalty_engine::event::Entry;
use loyalty_engine::outcome::OutcomeView;
use loyalty_engine::read::Answer;
use loyalty_engine::rules::Document;
use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

use self::model::Model;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let result = match arguments[..] {
        [] => generated().and_then(|files| write(&files)),
        ["--check"] => generated().and_then(|files| check(&files)),
        ["contract"] => contract::files().and_then(|files| write(&files)),
        _ => Err("loyalty-codegen [--check | contract]".to_owned()),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

/// Paths from the root, and what belongs there.
type Files = Vec<(String, String)>;

fn write(files: &Files) -> Result<(), String> {
    for (path, text) in files {
        let folder = Path::new(path).parent().map_or(Ok(()), fs::create_dir_all);
        folder.and_then(|()| fs::write(path, text)).map_err(|error| format!("{path}: {error}"))?;
        println!("wrote {path}");
    }
    Ok(())
}

fn check(files: &Files) -> Result<(), String> {
    let is_stale = |(path, text): &&(String, String)| fs::read_to_string(path).ok().as_deref() != Some(text);
    let stale: Vec<&str> = files.iter().filter(is_stale).map(|(path, _)| path.as_str()).collect();
    match stale[..] {
        [] => Ok(()),
        _ => Err(format!("{}: not what the types say; run `cargo xtask codegen`", stale.join(", "))),
    }
}

fn generated() -> Result<Files, String> {
    let schema = wire();
    let mut files = vec![
        ("spec/schema.json".to_owned(), pretty(&schema)?),
        ("spec/rules.schema.json".to_owned(), pretty(&rules())?),
        ("spec/errors.json".to_owned(), pretty(&errors())?),
        ("docs/reference/errors.md".to_owned(), page()),
    ];
    let model = Model::read(&schema)?;
    files.extend(python::files(&model));
    files.extend(typescript::files(&model));
    files.extend(kotlin::files(&model));
    files.extend(swift::files(&model));
    Ok(files)
}

fn pretty(value: &Value) -> Result<String, String> {
    let text = serde_json::to_string_pretty(value).map_err(|error| error.to_string())?;
    Ok(format!("{text}\n"))
}

/// Everything that crosses a border.
fn wire() -> Value {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    let call = generator.subschema_for::<Envelope>();
    let outcome = generator.subschema_for::<OutcomeView>();
    let answer = generator.subschema_for::<Answer>();
    let entry = generator.subschema_for::<Entry>();
    let (refusal, problem) = (generator.subschema_for::<Refusal>(), generator.subschema_for::<Problem>());
    let mut definitions = generator.take_definitions(true);
    let kinds: Vec<&str> = Error::KINDS.iter().map(|info| info.code).collect();
    let error = json!({
        "type": "object",
        "properties": {
            "kind": { "description": "What to do about it.", "type": "string", "enum": kinds },
            "code": { "description": "Stable; of invalid input, that of the first problem.", "type": "string" },
            "message": { "description": "For people; nobody matches on it.", "type": "string" },
            "retry": { "description": "Should the same request, with the same key, be sent again?", "type": "boolean" },
            "fields": { "description": "With `refused`: the facts of the refusal.", "allOf": [refusal] },
            "problems": { "description": "With `invalid`: every problem.", "type": "array", "items": problem },
            "outcome": {
                "description": "With `unavailable`: may it have happened?",
                "type": "string", "enum": ["not_done", "unknown"]
            },
        },
        "required": ["kind", "code", "message", "retry"],
    });
    definitions.insert("Error".to_owned(), error);
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Loyalty engine",
        "description": "A call, its reply, and the entries of the event log.",
        "oneOf": [
            { "title": "Call", "allOf": [call] },
            { "title": "Reply", "oneOf": [
                { "type": "object", "properties": { "ok": outcome }, "required": ["ok"], "title": "To a command" },
                { "type": "object", "properties": { "ok": answer }, "required": ["ok"], "title": "To a question" },
                { "type": "object", "properties": { "error": { "$ref": "#/$defs/Error" } }, "required": ["error"] },
            ] },
            { "title": "Entry", "allOf": [entry] },
        ],
        "$defs": definitions,
    })
}

/// The rules document, for editors.
fn rules() -> Value {
    SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<Document>().to_value()
}

fn errors() -> Value {
    json!({ "kinds": Error::KINDS, "refused": Refusal::ALL, "reasons": Reason::ALL, "invalid": ProblemCode::ALL })
}

const INTRODUCTION: &str = "\
# Errors

<!-- Written by `cargo xtask codegen`; edit the registry in `loyalty-engine/src/error.rs` instead. -->

Every call ends in an outcome or in an error of one of six kinds. The kind says what to do, the code says what is the
matter. Codes are stable and the same in every language; messages are for people.
";

/// One heading for each code.
fn page() -> String {
    let sections = [
        ("Kinds", "", Error::KINDS, ""),
        ("Refused", "The rules say no.\n", Refusal::ALL, ""),
        ("Invalid", "Each problem names its field.\n", ProblemCode::ALL, ""),
        (
            "Reasons",
            "Not errors: why something that might have been expected did not happen.\n",
            Reason::ALL,
            "reason ",
        ),
    ];
    let mut page = INTRODUCTION.to_owned();
    for (title, about, codes, prefix) in sections {
        page.push_str(&format!("\n## {title}\n"));
        if !about.is_empty() {
            page.push_str(&format!("\n{about}"));
        }
        codes.iter().for_each(|info| page.push_str(&entry(info, prefix)));
    }
    page
}

fn entry(info: &CodeInfo, prefix: &str) -> String {
    let about = if info.about.ends_with('.') { info.about.to_owned() } else { format!("The value is {}.", info.about) };
    let fields: Vec<String> = info.fields.iter().map(|field| format!("`{field}`")).collect();
    let fields = if fields.is_empty() { String::new() } else { format!("\nWith it: {}.\n", fields.join(", ")) };
    format!("\n### {prefix}`{}`\n\n{about}\n{fields}", info.code)
}

#[cfg(test)]
mod tests {
    use loyalty_engine::{Command, Query};

    use super::*;

    #[test]
    fn a_binding_knows_no_operation_by_name() {
        let bindings = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../bindings");
        let folders = ["python", "node", "mobile"].map(|binding| bindings.join(binding).join("src"));
        let sources = folders.iter().flat_map(|folder| folder.read_dir().unwrap()).map(|entry| entry.unwrap().path());
        let sources: Vec<_> = sources.collect();
        assert!(sources.len() >= folders.len());
        assert!(
            sources.iter().all(|path| path.extension().is_some_and(|ending| ending == "rs")),
            "no folders in there"
        );
        for path in sources {
            let text = fs::read_to_string(&path).unwrap();
            let named = |name: &&&str| text.contains(&format!("\"{name}\""));
            let known: Vec<_> = Command::NAMES.iter().chain(Query::NAMES).filter(named).collect();
            assert!(
                known.is_empty(),
                "{}: names {known:?}; one more operation has to touch none of it",
                path.display()
            );
        }
    }

    /// Every generated file of every language, from a schema.
    fn languages(schema: &Value) -> Vec<Files> {
        let model = Model::read(schema).unwrap();
        vec![python::files(&model), typescript::files(&model), kotlin::files(&model), swift::files(&model)]
    }

    #[test]
    fn one_more_command_is_there_in_every_language_and_only_in_generated_files() {
        let mut schema = wire();
        let arguments = json!({
            "type": "object", "description": "Gift a stamp.", "required": ["member"],
            "properties": {
                "member": { "$ref": "#/$defs/MemberRef", "description": "Whom." },
                "worth": { "anyOf": [{ "$ref": "#/$defs/Money" }, { "type": "null" }], "description": "How much." },
            },
        });
        let command = json!({
            "type": "object", "description": "Gift a stamp.", "required": ["gift_stamp"],
            "properties": { "gift_stamp": { "$ref": "#/$defs/GiftStamp" } },
        });
        schema["$defs"]["GiftStamp"] = arguments;
        schema["$defs"]["Command"]["oneOf"].as_array_mut().unwrap().push(command);
        for (before, after) in languages(&wire()).iter().zip(languages(&schema)) {
            let names = |files: &Files| files.iter().map(|(path, _)| path.clone()).collect::<Vec<_>>();
            assert_eq!(names(before), names(&after), "no file but the generated ones");
            let text: String = after.iter().map(|(_, text)| text.as_str()).collect();
            let method = ["def gift_stamp(", "giftStamp("].iter().any(|method| text.contains(method));
            assert!(method && text.contains("How much."), "{}", after[0].0);
        }
    }
}
