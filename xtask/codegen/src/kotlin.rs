//! Kotlin: data classes, enums, sealed interfaces, one method an operation, and the exceptions.

use loyalty_engine::error::{CodeInfo, Error};

use crate::Files;
use crate::model::{Definition, Fact, Field, Model, Operation, Shape, Type, pascal};

const FOLDER: &str = "bindings/mobile/kotlin/src/main/kotlin/dev/loyalty/engine";
const PACKAGE: &str = "dev.loyalty.engine";
const HEAD: &str = "\
// Written by `cargo xtask codegen` from the engine's own types; changes here are lost.
package dev.loyalty.engine

import dev.loyalty.engine.border.Value
import java.math.BigDecimal
import java.time.Instant
import java.time.LocalDate
";
/// Words that Kotlin keeps for itself.
const KEYWORDS: &str = " as break class continue do else false for fun if in interface is null object package return \
                        super this throw true try typealias typeof val var when while ";

/// Every generated file, by its path.
pub fn files(model: &Model) -> Files {
    let writer = Kotlin { model };
    let file = |name: &str, text: String| (format!("{FOLDER}/{name}.kt"), format!("{HEAD}\n{text}"));
    let mut files = vec![
        file("Types", writer.types()),
        file("LoyaltyException", exceptions()),
        file("Program", writer.program(&SUSPENDING)),
        file("BlockingProgram", writer.program(&BLOCKING)),
    ];
    for definition in &model.types {
        if let Shape::Facts { tag, facts } = &definition.shape {
            files.push(file(&definition.name, writer.facts(definition, tag, facts)));
        }
    }
    files
}

/// `OutcomeView` is what people know as the outcome.
fn class(name: &str) -> &str {
    if name == "OutcomeView" { "Outcome" } else { name }
}

/// `public_id` as `publicId`.
fn camel(name: &str) -> String {
    let pascal = pascal(name);
    let mut letters = pascal.chars();
    let name: String = letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default();
    if KEYWORDS.contains(&format!(" {name} ")) { format!("`{name}`") } else { name }
}

/// `super_admin` as `SUPER_ADMIN`, and `30_days` as `DAYS_30`: a name begins with a letter.
fn constant(word: &str) -> String {
    let (number, rest) = word.split_once('_').unwrap_or(("", word));
    let turned =
        if number.starts_with(|first: char| first.is_ascii_digit()) { format!("{rest}_{number}") } else { word.into() };
    turned.to_uppercase()
}

fn doc(about: &str, parameters: &[(String, &str)], indent: &str) -> String {
    let plain = |text: &str| text.replace("*/", "* /");
    let lines: String = parameters
        .iter()
        .filter(|(_, about)| !about.is_empty())
        .map(|(name, about)| format!("{indent} * {name} {}\n", plain(about)))
        .collect();
    match (about.is_empty(), lines.is_empty()) {
        (true, true) => String::new(),
        (_, true) => format!("{indent}/** {} */\n", plain(about)),
        (_, false) => format!("{indent}/**\n{indent} * {}\n{indent} *\n{lines}{indent} */\n", plain(about)),
    }
}

/// How the two sorts of program differ.
struct Flavour {
    class: &'static str,
    base: &'static str,
    define: &'static str,
    about: &'static str,
}

const SUSPENDING: Flavour = Flavour {
    class: "Program",
    base: "ProgramBase",
    define: "suspend fun",
    about: "A program, and every operation on it. A cancelled coroutine stops waiting; what it asked for is done all \
            the same.",
};

const BLOCKING: Flavour = Flavour {
    class: "BlockingProgram",
    base: "BlockingProgramBase",
    define: "fun",
    about: "A program, and every operation on it. Each call waits for its answer on its own thread.",
};

/// Who writes.
struct Kotlin<'m> {
    model: &'m Model,
}

impl Kotlin<'_> {
    fn definition(&self, name: &str) -> Option<&Definition> {
        self.model.types.iter().find(|definition| definition.name == name)
    }

    /// A plain value under a name of its own is that value.
    fn leaf(&self, name: &str) -> Option<&Type> {
        match &self.definition(name)?.shape {
            Shape::Leaf(of) => Some(of),
            _ => None,
        }
    }

    /// How a type is written; in a class among others of the same name it is written with its package.
    fn annotation(&self, of: &Type, shadowed: &[String]) -> String {
        match of {
            Type::Text => "String".to_owned(),
            Type::Decimal => "BigDecimal".to_owned(),
            Type::Date => "LocalDate".to_owned(),
            Type::Moment => "Instant".to_owned(),
            Type::Flag => "Boolean".to_owned(),
            Type::Whole => "Long".to_owned(),
            Type::Named(name) => match self.leaf(name) {
                Some(of) => self.annotation(of, shadowed),
                None if shadowed.iter().any(|other| other == name) => format!("{PACKAGE}.{}", class(name)),
                None => class(name).to_owned(),
            },
            Type::List(of) => format!("List<{}>", self.annotation(of, shadowed)),
            Type::Map(of) => format!("Map<String, {}>", self.annotation(of, shadowed)),
        }
    }

    /// A parameter with what stands when nothing is said.
    fn parameter(&self, field: &Field, shadowed: &[String]) -> String {
        let default = match (field.required, &field.of) {
            (true, _) => "",
            (false, Type::List(_)) if !field.nullable => " = emptyList()",
            (false, Type::Flag) if !field.nullable => " = false",
            (false, _) => "? = null",
        };
        format!("{}: {}{default}", camel(&field.name), self.annotation(&field.of, shadowed))
    }

    /// A value on its way to the engine.
    fn encoded(&self, of: &Type, value: &str) -> String {
        match of {
            Type::Named(name) => match self.leaf(name) {
                Some(of) => self.encoded(of, value),
                None => format!("{value}.encode()"),
            },
            Type::List(of) | Type::Map(of) => format!("crossing({value}) {{ {} }}", self.encoded(of, "it")),
            _ => format!("crossing({value})"),
        }
    }

    /// The same in an object: what was not said is left out.
    fn given(&self, field: &Field) -> String {
        let name = camel(&field.name);
        let value = match (field.required, &field.of) {
            (true, of) => self.encoded(of, &name),
            (false, of @ Type::List(_)) if !field.nullable => {
                format!("{name}.ifEmpty {{ null }}?.let {{ {} }}", self.encoded(of, "it"))
            }
            (false, Type::Flag) if !field.nullable => format!("if ({name}) crossing(true) else null"),
            (false, of) => format!("{name}?.let {{ {} }}", self.encoded(of, "it")),
        };
        format!("\"{}\" to {value}", field.name)
    }

    fn record(&self, fields: &[Field], tag: Option<String>) -> String {
        let fields: Vec<String> = tag.into_iter().chain(fields.iter().map(|field| self.given(field))).collect();
        format!("record({})", fields.join(", "))
    }

    /// A value as it came.
    fn decoded(&self, of: &Type, shadowed: &[String]) -> String {
        let inner = |of: &Type| format!("{{ {} }}", self.decoded(of, shadowed));
        match of {
            Type::Text => "text(it)".to_owned(),
            Type::Decimal => "decimal(it)".to_owned(),
            Type::Date => "date(it)".to_owned(),
            Type::Moment => "moment(it)".to_owned(),
            Type::Flag => "flag(it)".to_owned(),
            Type::Whole => "whole(it)".to_owned(),
            Type::Named(name) => match self.leaf(name) {
                Some(of) => self.decoded(of, shadowed),
                None => format!("{}.decode(it)", self.annotation(of, shadowed)),
            },
            Type::List(of) => format!("list(it) {}", inner(of)),
            Type::Map(of) => format!("map(it) {}", inner(of)),
        }
    }

    /// The arguments of a class, out of the fields that came.
    fn taken(&self, fields: &[Field], shadowed: &[String]) -> String {
        let taken = fields.iter().map(|field| {
            let read = format!("(\"{}\") {{ {} }}", field.name, self.decoded(&field.of, shadowed));
            match (field.required, &field.of) {
                (true, _) => format!("fields.need{read}"),
                (false, Type::List(_)) if !field.nullable => format!("fields.maybe{read}.orEmpty()"),
                (false, Type::Flag) if !field.nullable => format!("fields.maybe{read} ?: false"),
                (false, _) => format!("fields.maybe{read}"),
            }
        });
        taken.collect::<Vec<_>>().join(", ")
    }

    fn types(&self) -> String {
        let commands = "/** What can be done: for batches, and for queues. */\n\
         public sealed interface Command : Crossing {\n    \
         /** The operation's name. */\n    public val operation: String\n\
         }\n";
        let types = self.model.types.iter().map(|definition| match &definition.shape {
            Shape::Words(words) => words_of(definition, words),
            Shape::Data(fields) => self.data(definition, fields),
            Shape::Choice(fields) => self.choice(definition, fields),
            Shape::Leaf(_) | Shape::Facts { .. } => String::new(),
        });
        format!("{commands}{}", types.collect::<String>())
    }

    fn data(&self, definition: &Definition, fields: &[Field]) -> String {
        let name = class(&definition.name);
        let command = self.model.commands.iter().find(|command| command.arguments == definition.name);
        let above = if command.is_some() { "Command" } else { "Crossing" };
        let operation = command.map_or(String::new(), |command| {
            format!("    override val operation: String get() = \"{}\"\n\n", command.name)
        });
        format!(
            "\n{}{} : {above} {{\n{operation}    override fun encode(): Value = {}\n\n    \
             public companion object {{\n        internal fun decode(value: Value): {name} {{\n            \
             val fields = Fields(value)\n            \
             return {name}({})\n        }}\n    }}\n}}\n",
            self.about(&definition.about, fields, ""),
            self.constructor(name, fields, "", &[]),
            self.record(fields, None),
            self.taken(fields, &[]),
        )
    }

    fn about(&self, about: &str, fields: &[Field], indent: &str) -> String {
        let of = |field: &Field| format!("@property {}", camel(&field.name).replace('`', ""));
        let fields: Vec<(String, &str)> = fields.iter().map(|field| (of(field), field.about.as_str())).collect();
        doc(about, &fields, indent)
    }

    fn constructor(&self, name: &str, fields: &[Field], indent: &str, shadowed: &[String]) -> String {
        let fields =
            fields.iter().map(|field| format!("{indent}    public val {},\n", self.parameter(field, shadowed)));
        format!("{indent}public data class {name}(\n{}{indent})", fields.collect::<String>())
    }

    /// Exactly one of some fields.
    fn choice(&self, definition: &Definition, fields: &[Field]) -> String {
        let name = &definition.name;
        let shadowed: Vec<String> = fields.iter().map(|field| pascal(&field.name)).collect();
        let case = |field: &Field| {
            format!(
                "{}    public data class {}(public val value: {}) : {name} {{\n        \
                 override fun encode(): Value = record(\"{}\" to {})\n    \
                 }}\n\n",
                doc(&field.about, &[], "    "),
                pascal(&field.name),
                self.annotation(&field.of, &shadowed),
                field.name,
                self.encoded(&field.of, "value")
            )
        };
        let read = |field: &Field| {
            format!(
                "                \"{}\" -> {}(it.let {{ {} }})\n",
                field.name,
                pascal(&field.name),
                self.decoded(&field.of, &shadowed)
            )
        };
        format!(
            "\n{}public sealed interface {name} : Crossing {{\n\
             {}    public companion object {{\n        \
             internal fun decode(value: Value): {name} = choice(value) {{ word, it ->\n            \
             when (word) {{\n{}                else -> unknown(word)\n            \
             }}\n        }}\n    }}\n}}\n",
            doc(&definition.about, &[], ""),
            fields.iter().map(case).collect::<String>(),
            fields.iter().map(read).collect::<String>(),
        )
    }

    /// Facts, told apart by a word.
    fn facts(&self, definition: &Definition, tag: &str, facts: &[Fact]) -> String {
        let name = &definition.name;
        let shadowed: Vec<String> = facts.iter().map(|fact| pascal(&fact.word)).collect();
        let case = |fact: &Fact| {
            let about = self.about(&fact.about, &fact.fields, "    ");
            let head = match fact.fields[..] {
                [] => format!("    public data object {}", pascal(&fact.word)),
                _ => self.constructor(&pascal(&fact.word), &fact.fields, "    ", &shadowed),
            };
            let word = format!("\"{tag}\" to crossing({tag})");
            format!(
                "{about}{head} : {name} {{\n        override val {tag}: String get() = \"{}\"\n\n        \
                 override fun encode(): Value = {}\n    }}\n\n",
                fact.word,
                self.record(&fact.fields, Some(word))
            )
        };
        let read = |fact: &Fact| {
            let arguments = match fact.fields[..] {
                [] => String::new(),
                _ => format!("({})", self.taken(&fact.fields, &shadowed)),
            };
            format!("                \"{}\" -> {}{arguments}\n", fact.word, pascal(&fact.word))
        };
        format!(
            "{}public sealed interface {name} : Crossing {{\n    \
             /** The word that tells it from the others. */\n    \
             public val {tag}: String\n\n{}    public companion object {{\n        \
             internal fun decode(value: Value): {name} {{\n            \
             val fields = Fields(value)\n            \
             return when (val word = fields.need(\"{tag}\") {{ text(it) }}) {{\n\
             {}                else -> unknown(word)\n            \
             }}\n        }}\n    }}\n}}\n",
            doc(&definition.about, &[], ""),
            facts.iter().map(case).collect::<String>(),
            facts.iter().map(read).collect::<String>(),
        )
    }

    fn program(&self, flavour: &Flavour) -> String {
        let Flavour { class: name, base, about, .. } = flavour;
        let commands = self.model.commands.iter().map(|command| self.command(command, flavour));
        let queries = self.model.queries.iter().map(|query| self.query(query, flavour));
        format!(
            "/** {about} */\n\
             public class {name} internal constructor(border: Border, name: String, actor: Actor) :\n    \
             {base}(border, name, actor) {{\n{}}}\n",
            commands.chain(queries).collect::<Vec<_>>().join("\n")
        )
    }

    fn command(&self, operation: &Operation, flavour: &Flavour) -> String {
        let options = [
            (
                "key: String? = null",
                "@param key The idempotency key: asked again under it, the first answer comes back.",
            ),
            ("at: Instant? = null", "@param at The moment; the machine's clock when left out."),
            ("dryRun: Boolean = false", "@param dryRun Answer the same, and write nothing."),
        ];
        let names: Vec<String> = operation.fields.iter().map(|field| camel(&field.name)).collect();
        let call = format!("command({}({}), key, at, dryRun)", operation.arguments, names.join(", "));
        self.method(operation, flavour, &options, "Outcome", &call)
    }

    fn query(&self, operation: &Operation, flavour: &Flavour) -> String {
        let options = [("at: Instant? = null", "@param at The moment; the machine's clock when left out.")];
        let answer = operation.answer.as_ref().map_or("Value", |(_, of)| class(of));
        let call = format!("query(\"{}\", {}, at)", operation.name, self.record(&operation.fields, None));
        self.method(operation, flavour, &options, answer, &call)
    }

    fn method(
        &self,
        operation: &Operation,
        flavour: &Flavour,
        options: &[(&str, &str)],
        answer: &str,
        call: &str,
    ) -> String {
        let fields = operation.fields.iter().map(|field| format!("        {},\n", self.parameter(field, &[])));
        let more = options.iter().map(|(option, _)| format!("        {option},\n"));
        let named = |field: &Field| format!("@param {}", camel(&field.name).replace('`', ""));
        let mut about: Vec<(String, &str)> =
            operation.fields.iter().map(|field| (named(field), field.about.as_str())).collect();
        about.extend(options.iter().filter_map(|(_, about)| {
            let (name, words) = about.strip_prefix("@param ")?.split_once(' ')?;
            Some((format!("@param {name}"), words))
        }));
        format!(
            "{}    public {} {}(\n{}    ): {answer} = {answer}.decode({call})\n",
            doc(&operation.about, &about, "    "),
            flavour.define,
            camel(&operation.name),
            fields.chain(more).collect::<String>()
        )
    }
}

fn words_of(definition: &Definition, words: &[String]) -> String {
    let name = &definition.name;
    let constants: String = words.iter().map(|word| format!("    {}(\"{word}\"),\n", constant(word))).collect();
    format!(
        "\n{}public enum class {name}(\n    /** The word that crosses. */\n    \
         public val word: String,\n) : Crossing {{\n\
         {constants}    ;\n\n    override fun encode(): Value = crossing(word)\n\n    \
         public companion object {{\n        \
         internal fun decode(value: Value): {name} = text(value).let {{ word -> entries.find {{ it.word == word \
         }} ?: unknown(word) }}\n    }}\n}}\n",
        doc(&definition.about, &[], "")
    )
}

/// One exception for each kind of error.
fn exceptions() -> String {
    let cases: String = Error::KINDS.iter().map(exception).collect();
    let reads: String = Error::KINDS
        .iter()
        .map(|info| format!("                \"{}\" -> {}(error, fields)\n", info.code, pascal(info.code)))
        .collect();
    format!(
        "/**\n \
         * Every end of a call other than an answer. Its class says what to do, its code what is the matter.\n \
         *\n * @property code Stable; of invalid input, that of the first problem.\n \
         * @property retry Should the same request, with the same key, be sent again?\n \
         */\npublic sealed class LoyaltyException private constructor(\n    \
         private val error: Value,\n    fields: Fields,\n\
         ) : Exception(fields.need(\"message\") {{ text(it) }}), Crossing {{\n    \
         public val code: String = fields.need(\"code\") {{ text(it) }}\n    \
         public val retry: Boolean = fields.need(\"retry\") {{ flag(it) }}\n\n    \
         override fun encode(): Value = error\n\n\
         {cases}    public companion object {{\n        \
         internal fun decode(error: Value): LoyaltyException {{\n            \
         val fields = Fields(error)\n            \
         return when (val word = fields.need(\"kind\") {{ text(it) }}) {{\n\
         {reads}                else -> unknown(word)\n            \
         }}\n        }}\n    }}\n}}\n"
    )
}

fn exception(info: &CodeInfo) -> String {
    let field = |field: &&str| match *field {
        "fields" => {
            "        /** The facts of the refusal. */\n        \
             public val refusal: Refusal = fields.need(\"fields\") { Refusal.decode(it) }\n"
        }
        "problems" => {
            "        /** Every problem, with its field. */\n        \
             public val problems: List<Problem> = fields.need(\"problems\") { list(it) { Problem.decode(it) } }\n"
        }
        _ => {
            "        /** May it have happened? `not_done` or `unknown`. */\n        \
             public val outcome: String = fields.need(\"outcome\") { text(it) }\n"
        }
    };
    let body: String = info.fields.iter().map(field).collect();
    let body = if body.is_empty() { String::new() } else { format!(" {{\n{body}    }}") };
    format!(
        "    /** {} */\n    \
         public class {} internal constructor(error: Value, fields: Fields) : LoyaltyException(error, \
         fields){body}\n\n",
        info.about,
        pascal(info.code)
    )
}
