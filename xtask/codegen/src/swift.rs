//! Swift: structs, enums with associated values, one method an operation, and the errors.

use loyalty_engine::error::Error;

use crate::Files;
use crate::model::{Definition, Fact, Field, Model, Operation, Shape, Type, pascal};

const FOLDER: &str = "bindings/mobile/swift/Sources/LoyaltyEngine";
const HEAD: &str = "\
// Written by `cargo xtask codegen` from the engine's own types; changes here are lost.

import Foundation
import LoyaltyBorder
";
/// Words that Swift keeps for itself and the engine uses.
const KEYWORDS: &str = " as break case catch class continue default defer do else enum extension false for func if \
                        import in init internal is let nil operator private protocol public repeat return self \
                        static struct super switch throw throws true try typealias var where while ";

/// Every generated file, by its path.
pub fn files(model: &Model) -> Files {
    let writer = Swift { model };
    let file = |name: &str, text: String| (format!("{FOLDER}/{name}.swift"), format!("{HEAD}{text}"));
    let mut files =
        vec![file("Types", writer.types()), file("Program", writer.program()), file("LoyaltyError", errors())];
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

/// `public_id` as `publicId`, and `30_days` as `days30`: a name begins with a letter.
fn camel(name: &str) -> String {
    let (number, rest) = name.split_once('_').unwrap_or(("", name));
    let turned = number.starts_with(|first: char| first.is_ascii_digit()).then(|| format!("{rest}{number}"));
    let pascal = pascal(turned.as_deref().unwrap_or(name));
    let mut letters = pascal.chars();
    let name: String = letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default();
    if KEYWORDS.contains(&format!(" {name} ")) { format!("`{name}`") } else { name }
}

fn doc(about: &str, indent: &str) -> String {
    if about.is_empty() { String::new() } else { format!("{indent}/// {about}\n") }
}

/// Who writes.
struct Swift<'m> {
    model: &'m Model,
}

impl Swift<'_> {
    /// A plain value under a name of its own is that value.
    fn leaf(&self, name: &str) -> Option<&Type> {
        match &self.model.types.iter().find(|definition| definition.name == name)?.shape {
            Shape::Leaf(of) => Some(of),
            _ => None,
        }
    }

    fn annotation(&self, of: &Type) -> String {
        match of {
            Type::Text => "String".to_owned(),
            Type::Decimal => "Decimal".to_owned(),
            Type::Date => "Day".to_owned(),
            Type::Moment => "Date".to_owned(),
            Type::Flag => "Bool".to_owned(),
            Type::Whole => "Int".to_owned(),
            Type::Named(name) => self.leaf(name).map_or_else(|| class(name).to_owned(), |of| self.annotation(of)),
            Type::List(of) => format!("[{}]", self.annotation(of)),
            Type::Map(of) => format!("[String: {}]", self.annotation(of)),
        }
    }

    /// What a field holds: nothing, unless it has to be there.
    fn holds(&self, field: &Field) -> String {
        let always = field.required || (!field.nullable && matches!(field.of, Type::List(_) | Type::Flag));
        format!("{}{}", self.annotation(&field.of), if always { "" } else { "?" })
    }

    /// A parameter with what stands when nothing is said.
    fn parameter(&self, field: &Field) -> String {
        let default = match (field.required, &field.of) {
            (true, _) => "",
            (false, Type::List(_)) if !field.nullable => " = []",
            (false, Type::Flag) if !field.nullable => " = false",
            (false, _) => " = nil",
        };
        format!("{}: {}{default}", camel(&field.name), self.holds(field))
    }

    fn parameters(&self, fields: &[Field]) -> String {
        fields.iter().map(|field| self.parameter(field)).collect::<Vec<_>>().join(", ")
    }

    /// The fields of an object on its way; what was not said is left out by `record`.
    fn record(fields: &[Field], tag: Option<String>) -> String {
        let given = fields.iter().map(|field| {
            let name = camel(&field.name);
            let sparse = !field.required && !field.nullable && matches!(field.of, Type::List(_) | Type::Flag);
            format!(
                "(\"{}\", {})",
                field.name,
                if sparse { format!("given({name})") } else { format!("crossing({name})") }
            )
        });
        format!("record([{}])", tag.into_iter().chain(given).collect::<Vec<_>>().join(", "))
    }

    /// The arguments of a type, out of the fields that came.
    fn taken(&self, fields: &[Field]) -> String {
        let taken = fields.iter().map(|field| {
            let name = camel(&field.name);
            let read = match (field.required, &field.of) {
                (true, _) => format!("try fields.need(\"{}\")", field.name),
                (false, Type::List(_)) if !field.nullable => format!("try fields.maybe(\"{}\") ?? []", field.name),
                (false, Type::Flag) if !field.nullable => format!("try fields.maybe(\"{}\") ?? false", field.name),
                (false, _) => format!("try fields.maybe(\"{}\")", field.name),
            };
            format!("{name}: {read}")
        });
        taken.collect::<Vec<_>>().join(", ")
    }

    fn types(&self) -> String {
        let types = self.model.types.iter().map(|definition| match &definition.shape {
            Shape::Words(words) => words_of(definition, words),
            Shape::Data(fields) => self.data(definition, fields),
            Shape::Choice(fields) => self.choice(definition, fields),
            Shape::Leaf(_) | Shape::Facts { .. } => String::new(),
        });
        types.collect()
    }

    fn data(&self, definition: &Definition, fields: &[Field]) -> String {
        let name = class(&definition.name);
        let command = self.model.commands.iter().find(|command| command.arguments == definition.name);
        let above = if command.is_some() { "Command" } else { "Crossing" };
        let operation = command
            .map_or(String::new(), |command| format!("    public var operation: String {{ \"{}\" }}\n", command.name));
        let properties: String = fields
            .iter()
            .map(|field| {
                format!("{}    public var {}: {}\n", doc(&field.about, "    "), camel(&field.name), self.holds(field))
            })
            .collect();
        let set: String =
            fields.iter().map(|field| camel(&field.name)).map(|it| format!("        self.{it} = {it}\n")).collect();
        let fields_of = if fields.is_empty() { "_ = try Fields(value)" } else { "let fields = try Fields(value)" };
        format!(
            "\n{}public struct {name}: {above}, Hashable, Sendable {{\n\
             {operation}{properties}\n    public init({}) {{\n\
             {set}    }}\n\n    public func encode() -> Value {{\n        \
             {}\n    }}\n\n    public static func decode(_ value: Value) throws -> {name} {{\n        \
             {fields_of}\n        return {name}({})\n    \
             }}\n}}\n",
            doc(&definition.about, ""),
            self.parameters(fields),
            Self::record(fields, None),
            self.taken(fields)
        )
    }

    /// Exactly one of some fields.
    fn choice(&self, definition: &Definition, fields: &[Field]) -> String {
        let name = &definition.name;
        let cases: String = fields
            .iter()
            .map(|field| {
                let about = doc(&field.about, "    ");
                format!("{about}    case {}({})\n", camel(&field.name), self.annotation(&field.of))
            })
            .collect();
        let encodes = fields.iter().map(|field| {
            let case = camel(&field.name);
            format!("        case .{case}(let value): return record([(\"{}\", crossing(value))])\n", field.name)
        });
        let decodes = fields.iter().map(|field| {
            let of = self.annotation(&field.of);
            format!("        case \"{}\": return .{}(try {of}.decode(of))\n", field.name, camel(&field.name))
        });
        format!(
            "\n{}public enum {name}: Crossing, Hashable, Sendable {{\n\
             {cases}\n    public func encode() -> Value {{\n        \
             switch self {{\n{}        }}\n    }}\n\n    \
             public static func decode(_ value: Value) throws -> {name} {{\n        \
             let (word, of) = try choice(value)\n        \
             switch word {{\n{}        default: throw Unknown(word)\n        \
             }}\n    }}\n}}\n",
            doc(&definition.about, ""),
            encodes.collect::<String>(),
            decodes.collect::<String>()
        )
    }

    /// Facts, told apart by a word.
    fn facts(&self, definition: &Definition, tag: &str, facts: &[Fact]) -> String {
        let name = &definition.name;
        let case = |fact: &Fact| {
            let fields = self.parameters(&fact.fields);
            let fields = if fields.is_empty() { fields } else { format!("({fields})") };
            format!("{}    case {}{fields}\n", doc(&fact.about, "    "), camel(&fact.word))
        };
        let encode = |fact: &Fact| {
            let names: Vec<String> = fact.fields.iter().map(|field| camel(&field.name)).collect();
            let bound = if names.is_empty() { String::new() } else { format!("(let {})", names.join(", let ")) };
            let tag = format!("(\"{tag}\", crossing(\"{}\"))", fact.word);
            format!("        case .{}{bound}: return {}\n", camel(&fact.word), Self::record(&fact.fields, Some(tag)))
        };
        let decode = |fact: &Fact| {
            let taken = self.taken(&fact.fields);
            let taken = if taken.is_empty() { taken } else { format!("({taken})") };
            format!("        case \"{}\": return .{}{taken}\n", fact.word, camel(&fact.word))
        };
        format!(
            "\n{}public enum {name}: Crossing, Hashable, Sendable {{\n\
             {}\n    public func encode() -> Value {{\n        \
             switch self {{\n{}        }}\n    }}\n\n    \
             public static func decode(_ value: Value) throws -> {name} {{\n        \
             let fields = try Fields(value)\n        \
             let word: String = try fields.need(\"{tag}\")\n        \
             switch word {{\n{}        default: throw Unknown(word)\n        \
             }}\n    }}\n}}\n",
            doc(&definition.about, ""),
            facts.iter().map(case).collect::<String>(),
            facts.iter().map(encode).collect::<String>(),
            facts.iter().map(decode).collect::<String>()
        )
    }

    fn program(&self) -> String {
        let commands = self.model.commands.iter().map(|command| {
            let names = command.fields.iter().map(|field| camel(&field.name)).map(|it| format!("{it}: {it}"));
            let given = format!("{}({})", command.arguments, names.collect::<Vec<_>>().join(", "));
            let options = "key: String? = nil, at: Date? = nil, dryRun: Bool = false";
            self.method(command, options, "Outcome", &format!("command({given}, key, at, dryRun)"))
        });
        let queries = self.model.queries.iter().map(|query| {
            let answer = query.answer.as_ref().map_or("Value", |(_, of)| class(of));
            let call = format!("query(\"{}\", {}, at)", query.name, Self::record(&query.fields, None));
            self.method(query, "at: Date? = nil", answer, &call)
        });
        format!(
            "\n\
             /// Every operation on a program. A cancelled task still waits for its answer; the work is done in \
             any case.\nextension Program {{\n{}}}\n",
            commands.chain(queries).collect::<Vec<_>>().join("\n")
        )
    }

    fn method(&self, operation: &Operation, options: &str, answer: &str, call: &str) -> String {
        let fields = operation.fields.iter().map(|field| self.parameter(field));
        let parameters: Vec<String> = fields.chain([options.to_owned()]).collect();
        let about = |field: &Field| match field.about.as_str() {
            "" => String::new(),
            about => format!("    /// - Parameter {}: {about}\n", camel(&field.name).replace('`', "")),
        };
        format!(
            "{}    ///\n{}    public func {}({}) async throws -> {answer} {{\n        \
             try {answer}.decode(await {call})\n    }}\n",
            doc(&operation.about, "    "),
            operation.fields.iter().map(about).collect::<String>(),
            camel(&operation.name),
            parameters.join(", ")
        )
    }
}

fn words_of(definition: &Definition, words: &[String]) -> String {
    let cases: String = words.iter().map(|word| format!("    case {} = \"{word}\"\n", camel(word))).collect();
    format!(
        "\n{}public enum {name}: String, Crossing, CaseIterable, Hashable, Sendable {{\n\
         {cases}\n    public func encode() -> Value {{\n        \
         crossing(rawValue)\n    }}\n\n    \
         public static func decode(_ value: Value) throws -> {name} {{\n        \
         let word = try String.decode(value)\n        \
         guard let found = {name}(rawValue: word) else {{ throw Unknown(word) }}\n        \
         return found\n    }}\n}}\n",
        doc(&definition.about, ""),
        name = definition.name
    )
}

/// One error, of one of its kinds.
fn errors() -> String {
    let carried = |field: &&str| match *field {
        "fields" => ("Refusal", "try fields.need(\"fields\")".to_owned()),
        "problems" => ("[Problem]", "try fields.need(\"problems\")".to_owned()),
        other => ("String", format!("try fields.need(\"{other}\")")),
    };
    let mut cases = String::new();
    let mut reads = String::new();
    for info in Error::KINDS {
        let (of, read) = info.fields.first().map(carried).unzip();
        let wrap = |inner: Option<String>| inner.map_or(String::new(), |inner| format!("({inner})"));
        cases.push_str(&format!(
            "        /// {}\n        case {}{}\n",
            info.about,
            info.code,
            wrap(of.map(str::to_owned))
        ));
        reads.push_str(&format!("        case \"{}\": kind = .{}{}\n", info.code, info.code, wrap(read)));
    }
    format!(
        "\n\
         /// Every end of a call other than an answer. Its kind says what to do, its code what is the matter.\n\
         public struct LoyaltyError: Error, Sendable {{\n    \
         /// What to do about it.\n    public enum Kind: Hashable, Sendable {{\n\
         {cases}    }}\n\n    /// With the facts that belong to it.\n    \
         public let kind: Kind\n    /// Stable; of invalid input, that of the first problem.\n    \
         public let code: String\n    /// For people; nobody matches on it.\n    \
         public let message: String\n    /// Should the same request, with the same key, be sent again?\n    \
         public let retry: Bool\n\n    init(_ error: Value) throws {{\n        \
         let fields = try Fields(error)\n        \
         code = try fields.need(\"code\")\n        \
         message = try fields.need(\"message\")\n        \
         retry = try fields.need(\"retry\")\n        \
         let word: String = try fields.need(\"kind\")\n        \
         switch word {{\n{reads}        default: throw Unknown(word)\n        \
         }}\n    }}\n}}\n"
    )
}
