//! JavaScript with TypeScript's types: one method an operation, the types of everything, and the classes of errors.

use std::collections::BTreeSet;

use loyalty_engine::error::{CodeInfo, Error};

use crate::Files;
use crate::model::{Definition, Fact, Field, Model, Operation, Shape, Type, pascal};

const FOLDER: &str = "bindings/node/lib";
const NOTICE: &str = "// Written by `cargo xtask codegen` from the engine's own types; changes here are lost.\n";

/// Every generated file, by its path.
pub fn files(model: &Model) -> Files {
    let file = |name: &str, text: String| (format!("{FOLDER}/{name}"), text);
    vec![
        file("types.d.ts", types(model)),
        file("program.js", program(model)),
        file("program.d.ts", program_types(model)),
        file("errors.js", errors()),
        file("errors.d.ts", error_types()),
    ]
}

/// `OutcomeView` is what people know as the outcome, and a day must not be taken for JavaScript's `Date`.
fn class(name: &str) -> &str {
    match name {
        "OutcomeView" => "Outcome",
        "Date" => "Day",
        name => name,
    }
}

/// `record_purchase` as `recordPurchase`.
fn camel(words: &str) -> String {
    let (first, rest) = words.split_once('_').unwrap_or((words, ""));
    format!("{first}{}", pascal(rest))
}

/// Which way values go. What is given may be said in more ways than what is answered.
#[derive(Clone, Copy, PartialEq)]
enum Way {
    In,
    Out,
}

/// The types that are given, the types that are answered, and those whose two forms differ.
struct Ways<'m> {
    model: &'m Model,
    given: BTreeSet<&'m str>,
    answered: BTreeSet<&'m str>,
}

impl<'m> Ways<'m> {
    fn of(model: &'m Model) -> Ways<'m> {
        let mut ways = Ways { model, given: BTreeSet::new(), answered: BTreeSet::new() };
        let (mut given, mut answered) = (BTreeSet::new(), BTreeSet::new());
        for operation in model.commands.iter().chain(&model.queries) {
            operation.fields.iter().for_each(|field| ways.reach(&field.of, &mut given));
            given.insert(operation.arguments.as_str());
            if let Some((_, answer)) = &operation.answer {
                ways.reach_named(answer, &mut answered);
            }
        }
        for name in ["OutcomeView", "Entry", "Refusal", "Problem"] {
            ways.reach_named(name, &mut answered);
        }
        ways.reach_named("Actor", &mut given);
        (ways.given, ways.answered) = (given, answered);
        ways
    }

    fn definition(&self, name: &str) -> Option<&'m Definition> {
        self.model.types.iter().find(|definition| definition.name == name)
    }

    fn reach(&self, of: &Type, seen: &mut BTreeSet<&'m str>) {
        match of {
            Type::Named(name) => self.reach_named(name, seen),
            Type::List(of) | Type::Map(of) => self.reach(of, seen),
            _ => {}
        }
    }

    fn reach_named(&self, name: &str, seen: &mut BTreeSet<&'m str>) {
        let Some(definition) = self.definition(name) else { return };
        if seen.insert(&definition.name) {
            parts(&definition.shape).for_each(|of| self.reach(of, seen));
        }
    }

    /// Can it be given in a way in which it is never answered?
    fn differs(&self, of: &Type) -> bool {
        match of {
            Type::Moment | Type::Whole => true,
            Type::Named(name) => self.definition(name).is_some_and(|definition| {
                let optional = matches!(&definition.shape, Shape::Data(fields) if fields.iter().any(|f| !f.required));
                optional || parts(&definition.shape).any(|of| self.differs(of))
            }),
            Type::List(of) | Type::Map(of) => self.differs(of),
            _ => false,
        }
    }

    /// The name of a type, which is another one for what is given where the two differ.
    fn name(&self, name: &str, way: Way) -> String {
        let twice = way == Way::In && self.answered.contains(name) && self.differs(&Type::Named(name.to_owned()));
        format!("{}{}", class(name), if twice { "Input" } else { "" })
    }

    fn annotation(&self, of: &Type, way: Way) -> String {
        match (of, way) {
            (Type::Text | Type::Decimal | Type::Date, _) | (Type::Moment, Way::Out) => "string".to_owned(),
            (Type::Moment, Way::In) => "Date | string".to_owned(),
            (Type::Flag, _) => "boolean".to_owned(),
            (Type::Whole, Way::Out) => "number".to_owned(),
            (Type::Whole, Way::In) => "number | bigint".to_owned(),
            (Type::Named(name), way) => self.name(name, way),
            (Type::List(of), Way::In) => format!("readonly {}[]", grouped(self.annotation(of, way))),
            (Type::List(of), Way::Out) => format!("{}[]", grouped(self.annotation(of, way))),
            (Type::Map(of), Way::In) => format!("Readonly<Record<string, {}>>", self.annotation(of, way)),
            (Type::Map(of), Way::Out) => format!("Record<string, {}>", self.annotation(of, way)),
        }
    }

    /// `name?: type`, and `null` where nothing can be said aloud. An answer leaves out what it has not.
    fn property(&self, field: &Field, way: Way) -> String {
        let of = self.annotation(&field.of, way);
        let (mark, nothing) = match (field.required, way) {
            (true, _) => ("", ""),
            (false, Way::Out) => ("?", ""),
            (false, Way::In) if field.nullable => ("?", " | null | undefined"),
            (false, Way::In) => ("?", " | undefined"),
        };
        format!("{}{mark}: {of}{nothing};", field.name)
    }
}

fn grouped(of: String) -> String {
    if of.contains(' ') { format!("({of})") } else { of }
}

fn parts(shape: &Shape) -> Box<dyn Iterator<Item = &Type> + '_> {
    match shape {
        Shape::Leaf(of) => Box::new(std::iter::once(of)),
        Shape::Words(_) => Box::new(std::iter::empty()),
        Shape::Data(fields) | Shape::Choice(fields) => Box::new(fields.iter().map(|field| &field.of)),
        Shape::Facts { facts, .. } => Box::new(facts.iter().flat_map(|fact| &fact.fields).map(|field| &field.of)),
    }
}

fn comment(about: &str, indent: &str) -> String {
    if about.is_empty() { String::new() } else { format!("{indent}/** {} */\n", about.replace("*/", "*\u{200b}/")) }
}

fn types(model: &Model) -> String {
    let ways = Ways::of(model);
    let mut text = format!(
        "{NOTICE}// Decimals, dates and moments are text, so that no digit is lost: '75000', '2026-03-01',\n\
         // '2026-03-01T02:30:00.000001Z'.\n\n\
         /** An object with exactly one of these fields. */\n\
         type OneOf<T> = {{\n  [K in keyof T]: {{ [P in K]: T[P] }} & {{ [O in Exclude<keyof T, K>]?: never }};\n\
         }}[keyof T];\n"
    );
    for definition in &model.types {
        let name = definition.name.as_str();
        let (given, answered) = (ways.given.contains(name), ways.answered.contains(name));
        if answered || !given {
            text.push_str(&declaration(&ways, definition, Way::Out));
        }
        if given && (!answered || ways.differs(&Type::Named(definition.name.clone()))) {
            text.push_str(&declaration(&ways, definition, Way::In));
        }
    }
    for query in &model.queries {
        text.push_str(&interface(&ways, &query.arguments, &query.about, &query.fields, Way::In));
    }
    for (all, operations) in [("Command", &model.commands), ("Query", &model.queries)] {
        let fields: String = operations.iter().map(|one| format!("  {}: {};\n", one.name, one.arguments)).collect();
        text.push_str(&format!(
            "\n/** One of the operations, by its name. */\nexport type {all} = OneOf<{{\n{fields}}}>;\n"
        ));
    }
    text
}

fn declaration(ways: &Ways<'_>, definition: &Definition, way: Way) -> String {
    let Definition { name, about, shape } = definition;
    let head = format!("\n{}export type {} =", comment(about, ""), ways.name(name, way));
    match shape {
        Shape::Leaf(of) => format!("{head} {};\n", ways.annotation(of, way)),
        Shape::Words(words) => {
            let words: Vec<String> = words.iter().map(|word| format!("'{word}'")).collect();
            format!("{head} {};\n", words.join(" | "))
        }
        Shape::Data(fields) => interface(ways, &ways.name(name, way), about, fields, way),
        Shape::Choice(fields) => {
            let case = |field: &Field| {
                format!("{}  {}: {};\n", comment(&field.about, "  "), field.name, ways.annotation(&field.of, way))
            };
            let cases: String = fields.iter().map(case).collect();
            format!("{head} OneOf<{{\n{cases}}}>;\n")
        }
        Shape::Facts { tag, facts } => {
            let facts: String = facts.iter().map(|fact| self::fact(ways, tag, fact, way)).collect();
            format!("{head}\n{};\n", facts.trim_end())
        }
    }
}

fn interface(ways: &Ways<'_>, name: &str, about: &str, fields: &[Field], way: Way) -> String {
    let fields: String = fields
        .iter()
        .map(|field| format!("{}  {}\n", comment(&field.about, "  "), ways.property(field, way)))
        .collect();
    format!("\n{}export interface {name} {{\n{fields}}}\n", comment(about, ""))
}

fn fact(ways: &Ways<'_>, tag: &str, fact: &Fact, way: Way) -> String {
    let fields: String = fact.fields.iter().map(|field| format!(" {}", ways.property(field, way))).collect();
    format!("{}  | {{ {tag}: '{}';{fields} }}\n", comment(&fact.about, "  "), fact.word)
}

fn operations(model: &Model) -> impl Iterator<Item = (&Operation, &'static str)> {
    let commands = model.commands.iter().map(|command| (command, "_command"));
    commands.chain(model.queries.iter().map(|query| (query, "_query")))
}

fn program(model: &Model) -> String {
    let mut text = format!(
        "{NOTICE}'use strict';\n\nconst {{ ProgramBase }} = require('./base.js');\n\n\
         /** A program, and every operation on it. */\nclass Program extends ProgramBase {{\n"
    );
    for (operation, ask) in operations(model) {
        let (method, name) = (camel(&operation.name), &operation.name);
        text.push_str(&format!(
            "  {method}(given, options) {{\n    return this.{ask}('{name}', given, options);\n  }}\n\n"
        ));
    }
    format!("{}\n}}\n\nmodule.exports = {{ Program }};\n", text.trim_end())
}

fn program_types(model: &Model) -> String {
    let mut text = format!(
        "{NOTICE}import type * as t from './types.js';\n\
         import {{ ProgramBase, type CommandOptions, type QueryOptions }} from './base.js';\n\n\
         /** A program, and every operation on it. What nobody waits for any more is done all the same. */\n\
         export declare class Program extends ProgramBase {{\n"
    );
    for (operation, ask) in operations(model) {
        let options = if ask == "_command" { "CommandOptions" } else { "QueryOptions" };
        let answer = operation.answer.as_ref().map_or("Outcome", |(_, of)| class(of));
        let optional = if operation.fields.iter().any(|field| field.required) { "" } else { "?" };
        text.push_str(&format!(
            "{}  {}(given{optional}: t.{}, options?: {options}): Promise<t.{answer}>;\n",
            comment(&operation.about, "  "),
            camel(&operation.name),
            operation.arguments,
        ));
    }
    format!("{text}}}\n")
}

fn errors() -> String {
    let mut text = format!("{NOTICE}'use strict';\n\nconst {{ LoyaltyError }} = require('./error.js');\n");
    for info in Error::KINDS {
        let (class, about) = (pascal(info.code), comment(info.about, ""));
        text.push_str(&format!(
            "\n{about}class {class} extends LoyaltyError {{\n  get name() {{\n    return '{class}';\n  }}\n}}\n"
        ));
    }
    let classes: Vec<String> = Error::KINDS.iter().map(|info| pascal(info.code)).collect();
    let kinds = Error::KINDS.iter().map(|info| format!("  {}: {},\n", info.code, pascal(info.code)));
    let (kinds, classes) = (kinds.collect::<String>(), classes.join(", "));
    format!(
        "{text}\n/** Classes by kind. */\nconst KINDS = {{\n{kinds}}};\n\nmodule.exports = {{ KINDS, {classes} }};\n"
    )
}

fn error_types() -> String {
    let kinds: Vec<String> = Error::KINDS.iter().map(|info| format!("'{}'", info.code)).collect();
    let head = format!(
        "{NOTICE}import {{ LoyaltyError }} from './error.js';\n\
         import type {{ Problem, Refusal }} from './types.js';\n\n\
         /** What to do about an error. */\nexport type ErrorKind = {};\n",
        kinds.join(" | ")
    );
    Error::KINDS.iter().fold(head, |text, info| text + &error_type(info))
}

fn error_type(info: &CodeInfo) -> String {
    let field = |field: &&str| match *field {
        "fields" => "  /** The facts of the refusal. */\n  readonly fields: Refusal;\n",
        "problems" => "  /** Every problem, with its field. */\n  readonly problems: readonly Problem[];\n",
        _ => "  /** May it have happened? */\n  readonly outcome: 'not_done' | 'unknown';\n",
    };
    let fields: String = info.fields.iter().map(field).collect();
    let (class, kind) = (pascal(info.code), info.code);
    format!(
        "\n{}export declare class {class} extends LoyaltyError {{\n  readonly kind: '{kind}';\n{fields}}}\n",
        comment(info.about, "")
    )
}
