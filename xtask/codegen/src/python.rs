//! Python: dataclasses, one method an operation, and the exceptions.

use loyalty_engine::error::{CodeInfo, Error};

use crate::Files;
use crate::model::{Definition, Fact, Field, Model, Operation, Shape, Type, pascal};

const FOLDER: &str = "bindings/python/python/loyalty_engine";
/// Of a method's body.
const INDENT: &str = "        ";
const NOTICE: &str = "# Written by `cargo xtask codegen` from the engine's own types; changes here are lost.\n";
/// Its base prints it.
const DATACLASS: &str = "@dataclass(frozen=True, repr=False)";
/// Words that Python keeps for itself: attributes of these names end in an underscore.
const KEYWORDS: [&str; 35] = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
    "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal",
    "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
];

/// Every generated file, by its path.
pub fn files(model: &Model) -> Files {
    let file = |name: &str, text: String| (format!("{FOLDER}/{name}"), text);
    let mut files = vec![
        file("types.py", types(model)),
        file("errors.py", errors()),
        file("_registry.py", registry(model)),
        file("_program.py", program(model, &SYNC)),
        file("aio/_program.py", program(model, &ASYNC)),
    ];
    for (definition, tag, facts) in facts(model) {
        files.push(file(&format!("{}.py", module(&definition.name)), module_of_facts(definition, tag, facts)));
    }
    files
}

/// `OutcomeView` is what people know as the outcome.
fn class(name: &str) -> &str {
    if name == "OutcomeView" { "Outcome" } else { name }
}

/// The module in which the facts of a type stand: `events` for `Event`.
fn module(name: &str) -> String {
    format!("{}s", name.to_lowercase())
}

fn facts(model: &Model) -> impl Iterator<Item = (&Definition, &str, &[Fact])> {
    model.types.iter().filter_map(|definition| match &definition.shape {
        Shape::Facts { tag, facts } => Some((definition, tag.as_str(), facts.as_slice())),
        _ => None,
    })
}

fn name(field: &str) -> String {
    if KEYWORDS.contains(&field) { format!("{field}_") } else { field.to_owned() }
}

/// How a type is written in an annotation; types of `types.py` stand under `prefix`.
fn annotation(of: &Type, prefix: &str) -> String {
    match of {
        Type::Text => "str".to_owned(),
        Type::Decimal => "Decimal".to_owned(),
        Type::Date => "date".to_owned(),
        Type::Moment => "datetime".to_owned(),
        Type::Flag => "bool".to_owned(),
        Type::Whole => "int".to_owned(),
        Type::Named(name) => format!("{prefix}{}", class(name)),
        Type::List(of) => format!("tuple[{}, ...]", annotation(of, prefix)),
        Type::Map(of) => format!("Mapping[str, {}]", annotation(of, prefix)),
    }
}

/// The annotation of an argument: any sequence will do where an answer holds a tuple.
fn argument(field: &Field) -> String {
    let of = match &field.of {
        Type::List(of) => format!("Sequence[{}]", annotation(of, "_t.")),
        of => annotation(of, "_t."),
    };
    format!("{of}{}", default(field))
}

/// What stands when nothing is said.
fn default(field: &Field) -> &'static str {
    match (field.required, &field.of) {
        (true, _) => "",
        (false, Type::List(_)) if !field.nullable => " = ()",
        (false, Type::Flag) if !field.nullable => " = False",
        (false, _) => " | None = None",
    }
}

/// A field of a dataclass. What is left out of an answer has its class's default.
fn attribute(field: &Field, prefix: &str) -> String {
    let of = annotation(&field.of, prefix);
    let (name, about) = (name(&field.name), docstring(&field.about, "    "));
    format!("    {name}: {of}{}\n{about}", default(field))
}

fn docstring(about: &str, indent: &str) -> String {
    if about.is_empty() { String::new() } else { format!("{indent}\"\"\"{}\"\"\"\n", about.replace('\\', "\\\\")) }
}

/// Required fields first: Python wants it so.
fn sorted(fields: &[Field]) -> impl Iterator<Item = &Field> {
    let (required, others): (Vec<&Field>, Vec<&Field>) = fields.iter().partition(|field| field.required);
    required.into_iter().chain(others)
}

fn types(model: &Model) -> String {
    let mut text = format!(
        "{NOTICE}\"\"\"Everything that crosses the border, as frozen dataclasses.\"\"\"\n\n\
         from __future__ import annotations\n\n\
         from collections.abc import Mapping\nfrom dataclasses import dataclass\nfrom datetime import date, datetime\n\
         from decimal import Decimal\nfrom typing import ClassVar, Literal, TypeAlias\n\n"
    );
    for (definition, _, _) in facts(model) {
        let module = module(&definition.name);
        text.push_str(&format!("from . import {module} as _{module}\n"));
    }
    text.push_str("from ._values import Data\n\n");
    for definition in &model.types {
        text.push_str(&leaf(definition));
    }
    for definition in &model.types {
        text.push_str(&dataclass(definition, model));
    }
    for (definition, _, _) in facts(model) {
        let (module, name) = (module(&definition.name), &definition.name);
        text.push_str(&format!("\n{name}: TypeAlias = \"_{module}.{name}\"\n"));
    }
    text
}

/// A type that is another one under a name of its own.
fn leaf(definition: &Definition) -> String {
    let Definition { name, about, shape } = definition;
    let comment = if about.is_empty() { String::new() } else { format!("# {about}\n") };
    match shape {
        Shape::Leaf(of) => format!("{comment}{name}: TypeAlias = {}\n", annotation(of, "")),
        Shape::Words(words) => {
            let words: Vec<String> = words.iter().map(|word| format!("{word:?}")).collect();
            format!("{comment}{name}: TypeAlias = Literal[{}]\n", words.join(", "))
        }
        _ => String::new(),
    }
}

fn dataclass(definition: &Definition, model: &Model) -> String {
    let (fields, note) = match &definition.shape {
        Shape::Data(fields) => (fields, ""),
        Shape::Choice(fields) => (fields, " Exactly one of these is given."),
        _ => return String::new(),
    };
    let head = format!("\n\n{DATACLASS}\nclass {}(Data):\n", class(&definition.name));
    let operation = model.commands.iter().find(|command| command.arguments == definition.name);
    let operation = operation.map_or(String::new(), |command| {
        format!("    operation: ClassVar[Literal[{:?}]] = {:?}\n", command.name, command.name)
    });
    let attributes: String = sorted(fields).map(|field| attribute(field, "")).collect();
    let about = docstring(&format!("{}{note}", definition.about), "    ");
    format!("{head}{about}\n{operation}{attributes}")
}

fn module_of_facts(definition: &Definition, tag: &str, facts: &[Fact]) -> String {
    let mut text = format!(
        "{NOTICE}\"\"\"{}\"\"\"\n\nfrom __future__ import annotations\n\nfrom dataclasses import dataclass\n\
         from datetime import date\nfrom decimal import Decimal\n\
         from typing import ClassVar, Literal, TypeAlias, Union\n\nfrom . import types as _t\n\
         from ._values import Data\n",
        definition.about
    );
    for fact in facts {
        let (class, about) = (pascal(&fact.word), docstring(&fact.about, "    "));
        let tag = format!("    {tag}: ClassVar[Literal[{:?}]] = {:?}\n", fact.word, fact.word);
        let attributes: String = sorted(&fact.fields).map(|field| attribute(field, "_t.")).collect();
        text.push_str(&format!("\n\n{DATACLASS}\nclass {class}(Data):\n{about}\n{tag}{attributes}"));
    }
    let classes: Vec<String> = facts.iter().map(|fact| format!("    {},\n", pascal(&fact.word))).collect();
    text.push_str(&format!("\n\n{}: TypeAlias = Union[\n{}]\n", definition.name, classes.concat()));
    text
}

/// Which class the engine's own names stand for.
fn registry(model: &Model) -> String {
    let modules: Vec<String> = facts(model).map(|(definition, ..)| module(&definition.name)).collect();
    let mut text = format!(
        "{NOTICE}from __future__ import annotations\n\nfrom . import {}, types\n\n\
         #: Classes by the engine's name of their type.\nDATA: dict[str, type] = {{\n",
        modules.join(", ")
    );
    for definition in &model.types {
        if let Shape::Data(_) = definition.shape {
            text.push_str(&format!("    {:?}: types.{},\n", definition.name, class(&definition.name)));
        }
    }
    text.push_str(
        "}\n\n#: The same for facts, by the word that tells them apart.\nFACTS: dict[str, dict[str, type]] = {\n",
    );
    for (definition, _, facts) in facts(model) {
        let module = module(&definition.name);
        text.push_str(&format!("    {:?}: {{\n", definition.name));
        for fact in facts {
            text.push_str(&format!("        {:?}: {module}.{},\n", fact.word, pascal(&fact.word)));
        }
        text.push_str("    },\n");
    }
    text.push_str("}\n\n#: Every field's name, as its attribute is called.\nNAMES: dict[str, str] = {\n");
    let mut names: Vec<&str> = model.types.iter().flat_map(fields_of).map(|field| field.name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    names.iter().for_each(|field| text.push_str(&format!("    {field:?}: {:?},\n", name(field))));
    text.push_str("}\n");
    text
}

fn fields_of(definition: &Definition) -> Vec<&Field> {
    match &definition.shape {
        Shape::Data(fields) | Shape::Choice(fields) => fields.iter().collect(),
        Shape::Facts { facts, .. } => facts.iter().flat_map(|fact| &fact.fields).collect(),
        _ => Vec::new(),
    }
}

/// How the two sorts of program differ.
struct Flavour {
    define: &'static str,
    wait: &'static str,
    base: &'static str,
    imports: &'static str,
    about: &'static str,
}

const SYNC: Flavour = Flavour {
    define: "def",
    wait: "",
    base: "ProgramBase",
    imports: "from . import types as _t\nfrom ._base import ProgramBase\n",
    about: "A program, and every operation on it. Each call waits for its answer, without holding the interpreter.",
};

const ASYNC: Flavour = Flavour {
    define: "async def",
    wait: "await ",
    base: "AsyncProgramBase",
    imports: "from .. import types as _t\nfrom ._base import AsyncProgramBase\n",
    about: "A program, and every operation on it, to be awaited. What is cancelled is no longer waited for; it is done \
            all the same.",
};

fn program(model: &Model, flavour: &Flavour) -> String {
    let Flavour { base, imports, about, .. } = flavour;
    let mut text = format!(
        "{NOTICE}from __future__ import annotations\n\nfrom collections.abc import Sequence\n\
         from datetime import date, datetime\nfrom decimal import Decimal\n\n{imports}\n\nclass Program({base}):\n    \
         \"\"\"{about}\"\"\"\n\n    __slots__ = ()\n"
    );
    for command in &model.commands {
        text.push_str(&method(command, flavour, "_t.Outcome"));
    }
    for query in &model.queries {
        let answer = query.answer.as_ref().map_or("object", |(_, of)| of.as_str());
        text.push_str(&method(query, flavour, &format!("_t.{answer}")));
    }
    text
}

fn method(operation: &Operation, flavour: &Flavour, answer: &str) -> String {
    let Flavour { define, wait, .. } = flavour;
    let is_command = operation.answer.is_none();
    let mut parameters = vec!["self".to_owned()];
    for (place, field) in operation.fields.iter().enumerate() {
        if place == 1 {
            parameters.push("*".to_owned());
        }
        parameters.push(format!("{}: {}", name(&field.name), argument(field)));
    }
    if operation.fields.len() < 2 {
        parameters.push("*".to_owned());
    }
    let options = if is_command {
        vec!["key: str | None = None", "at: datetime | None = None", "dry_run: bool = False"]
    } else {
        vec!["at: datetime | None = None"]
    };
    parameters.extend(options.into_iter().map(str::to_owned));
    let parameters: String = parameters.iter().map(|parameter| format!("        {parameter},\n")).collect();
    let given: Vec<String> =
        operation.fields.iter().map(|field| format!("\"{}\": {}", field.name, name(&field.name))).collect();
    let call = if is_command {
        format!("self._command(\"{}\", {{{}}}, key, at, dry_run)", operation.name, given.join(", "))
    } else {
        format!("self._query(\"{}\", {{{}}}, at)", operation.name, given.join(", "))
    };
    format!(
        "\n    {define} {}(\n{parameters}    ) -> {answer}:\n{}{INDENT}answer: {answer} = {wait}{call}\n\
         {INDENT}return answer\n",
        operation.name,
        documentation(operation, is_command)
    )
}

fn documentation(operation: &Operation, is_command: bool) -> String {
    let mut lines: Vec<String> = operation
        .fields
        .iter()
        .map(|field| format!("        :param {}: {}\n", name(&field.name), field.about))
        .collect();
    if is_command {
        lines.push(
            "        :param key: The idempotency key: asked again under it, the first answer comes back.\n".into(),
        );
    }
    lines.push("        :param at: The moment; the machine's clock when left out.\n".into());
    if is_command {
        lines.push("        :param dry_run: Answer the same, and write nothing.\n".into());
    }
    format!("        \"\"\"{}\n\n{}        \"\"\"\n", operation.about, lines.concat())
}

/// One exception for each kind of error.
fn errors() -> String {
    let mut text = format!(
        "{NOTICE}\"\"\"One exception for each kind of error. The kind says what to do, the code what is wrong.\"\"\"\n\
         \nfrom __future__ import annotations\n\n\
         from ._errors import LoyaltyError, Problem\nfrom .types import Refusal\n\n\
         __all__ = [\"LoyaltyError\", \"Problem\", \"KINDS\"{}]\n",
        Error::KINDS.iter().map(|info| format!(", \"{}\"", pascal(info.code))).collect::<String>()
    );
    for info in Error::KINDS {
        text.push_str(&exception(info));
    }
    text.push_str("\n\n#: Exceptions by kind.\nKINDS: dict[str, type[LoyaltyError]] = {\n");
    for info in Error::KINDS {
        text.push_str(&format!("    {:?}: {},\n", info.code, pascal(info.code)));
    }
    text.push_str("}\n");
    text
}

fn exception(info: &CodeInfo) -> String {
    let attributes: String = info
        .fields
        .iter()
        .map(|field| match *field {
            "fields" => "    fields: Refusal\n    \"\"\"The facts of the refusal.\"\"\"\n",
            "problems" => "    problems: tuple[Problem, ...]\n    \"\"\"Every problem, with its field.\"\"\"\n",
            _ => "    outcome: str\n    \"\"\"May it have happened? `not_done` or `unknown`.\"\"\"\n",
        })
        .collect();
    let space = if attributes.is_empty() { "" } else { "\n" };
    format!("\n\nclass {}(LoyaltyError):\n    \"\"\"{}\"\"\"\n{space}{attributes}", pascal(info.code), info.about)
}
