//! What crosses the border, as the languages see it: read from the schema, so that nothing is told twice.

use loyalty_engine::Query;
use serde_json::{Map, Value};

/// Everything that crosses.
pub struct Model {
    /// In the order in which the engine declares them.
    pub types: Vec<Definition>,
    /// What can be done.
    pub commands: Vec<Operation>,
    /// What can be asked.
    pub queries: Vec<Operation>,
}

/// A type with a name.
pub struct Definition {
    pub name: String,
    pub about: String,
    pub shape: Shape,
}

pub enum Shape {
    /// A plain value under a name of its own.
    Leaf(Type),
    /// One of some words.
    Words(Vec<String>),
    /// Fields.
    Data(Vec<Field>),
    /// An object with exactly one of these fields.
    Choice(Vec<Field>),
    /// One of several facts, told apart by the word in the field `tag`.
    Facts { tag: String, facts: Vec<Fact> },
}

pub struct Fact {
    pub word: String,
    pub about: String,
    pub fields: Vec<Field>,
}

pub struct Field {
    pub name: String,
    pub about: String,
    pub of: Type,
    /// Has to be given.
    pub required: bool,
    /// May be nothing, said aloud.
    pub nullable: bool,
}

#[derive(Clone, PartialEq, Eq)]
pub enum Type {
    Text,
    Decimal,
    Date,
    Moment,
    Flag,
    Whole,
    Named(String),
    List(Box<Type>),
    Map(Box<Type>),
}

/// A command or a question.
pub struct Operation {
    pub name: String,
    pub about: String,
    /// The type of its arguments.
    pub arguments: String,
    pub fields: Vec<Field>,
    /// What it is answered with: a name under which the answer stands, and its type.
    pub answer: Option<(String, String)>,
}

/// Types that are the envelope, which no user ever sees.
const ENVELOPE: [&str; 5] = ["Envelope", "Command", "Query", "Answer", "Error"];

impl Model {
    pub fn read(schema: &Value) -> Result<Model, String> {
        let definitions = schema.get("$defs").and_then(Value::as_object).ok_or("the schema has no definitions")?;
        let answers = cases(definitions, "Answer")?;
        let operations = |all: &str| -> Result<Vec<Operation>, String> {
            cases(definitions, all)?.iter().map(|case| operation(definitions, case, &answers)).collect()
        };
        let commands = operations("Command")?;
        let queries = operations("Query")?;
        let is_question = |name: &str| queries.iter().any(|query| query.arguments == name);
        let seen = definitions.iter().filter(|(name, _)| !ENVELOPE.contains(&name.as_str()) && !is_question(name));
        let types = seen.map(|(name, schema)| definition(name, schema)).collect::<Result<_, _>>()?;
        Ok(Model { types, commands, queries })
    }
}

fn operation(definitions: &Map<String, Value>, case: &Field, answers: &[Field]) -> Result<Operation, String> {
    let name = case.name.as_str();
    let Type::Named(arguments) = &case.of else { return Err(format!("`{name}` has no arguments of its own")) };
    let schema = definitions.get(arguments).ok_or_else(|| format!("no type `{arguments}`"))?;
    let under = Query::ANSWERS.iter().find(|(query, _)| *query == name).map(|(_, under)| *under);
    let answer = under.and_then(|under| answers.iter().find(|answer| answer.name == under));
    let answer = answer.and_then(|answer| match &answer.of {
        Type::Named(of) => Some((answer.name.clone(), of.clone())),
        _ => None,
    });
    let (about, arguments) = (case.about.clone(), arguments.clone());
    Ok(Operation { name: name.to_owned(), about, arguments, fields: fields(schema)?, answer })
}

fn cases(definitions: &Map<String, Value>, name: &str) -> Result<Vec<Field>, String> {
    match definition(name, definitions.get(name).ok_or_else(|| format!("no type `{name}`"))?)?.shape {
        Shape::Choice(cases) => Ok(cases),
        _ => Err(format!("`{name}` is no choice")),
    }
}

fn definition(name: &str, schema: &Value) -> Result<Definition, String> {
    let shape = shape(schema).map_err(|why| format!("{name}: {why}"))?;
    Ok(Definition { name: name.to_owned(), about: about(schema), shape })
}

fn shape(schema: &Value) -> Result<Shape, String> {
    if let Some(cases) = schema.get("oneOf").and_then(Value::as_array) {
        return one_of(cases);
    }
    if let Some(words) = schema.get("enum").and_then(Value::as_array) {
        return Ok(Shape::Words(strings(words)));
    }
    match text(schema, "type") {
        Some("object") => fields(schema).map(Shape::Data),
        _ => type_of(schema).map(Shape::Leaf),
    }
}

fn one_of(cases: &[Value]) -> Result<Shape, String> {
    let first = cases.first().ok_or("no cases")?;
    if first.get("const").is_some() {
        return Ok(Shape::Words(words(cases)));
    }
    let Some((tag, _)) = constant(first) else {
        let case = |case: &Value| {
            let field = fields(case)?.pop().ok_or("an empty case")?;
            Ok::<_, String>(Field { about: about(case), required: false, nullable: true, ..field })
        };
        return cases.iter().map(case).collect::<Result<_, _>>().map(Shape::Choice);
    };
    let fact = |case: &Value| {
        let (_, word) = constant(case).ok_or("a case without a word")?;
        let fields = fields(case)?.into_iter().filter(|field| field.name != tag).collect();
        Ok::<_, String>(Fact { word, about: about(case), fields })
    };
    let facts = cases.iter().map(fact).collect::<Result<_, _>>()?;
    Ok(Shape::Facts { tag, facts })
}

/// Words with and without a description of their own.
fn words(cases: &[Value]) -> Vec<String> {
    let of_case = |case: &Value| match (text(case, "const"), case.get("enum").and_then(Value::as_array)) {
        (Some(word), _) => vec![word.to_owned()],
        (None, several) => several.map(|several| strings(several)).unwrap_or_default(),
    };
    cases.iter().flat_map(of_case).collect()
}

fn strings(values: &[Value]) -> Vec<String> {
    values.iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// The field that can have only one value, and that value.
fn constant(case: &Value) -> Option<(String, String)> {
    let properties = case.get("properties")?.as_object()?;
    properties.iter().find_map(|(name, schema)| Some((name.clone(), text(schema, "const")?.to_owned())))
}

fn fields(schema: &Value) -> Result<Vec<Field>, String> {
    let required: Vec<&str> =
        schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
    let properties = schema.get("properties").and_then(Value::as_object).into_iter().flatten();
    let field = |(name, schema): (&String, &Value)| {
        let of = type_of(schema).map_err(|why| format!("{name}: {why}"))?;
        let required = required.contains(&name.as_str());
        Ok(Field { name: name.clone(), about: about(schema), of, required, nullable: nullable(schema) })
    };
    properties.map(field).collect()
}

fn nullable(schema: &Value) -> bool {
    let is_null = |kind: &Value| kind.as_str() == Some("null");
    let either = schema.get("anyOf").and_then(Value::as_array).into_iter().flatten();
    let kinds = schema.get("type").and_then(Value::as_array).into_iter().flatten();
    either.filter_map(|case| case.get("type")).chain(kinds).any(is_null)
}

fn type_of(schema: &Value) -> Result<Type, String> {
    if let Some(name) = text(schema, "$ref") {
        return Ok(Type::Named(name.rsplit('/').next().unwrap_or(name).to_owned()));
    }
    if let Some(either) = schema.get("anyOf").and_then(Value::as_array) {
        let other = either.iter().find(|case| text(case, "type") != Some("null"));
        return type_of(other.ok_or("nothing but null")?);
    }
    let kind = schema.get("type").and_then(|kind| match kind {
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).find(|kind| *kind != "null"),
        kind => kind.as_str(),
    });
    let inner = |name| type_of(schema.get(name).ok_or("a list or map of nothing")?).map(Box::new);
    match (kind, text(schema, "format")) {
        (Some("string"), Some("decimal")) => Ok(Type::Decimal),
        (Some("string"), Some("date")) => Ok(Type::Date),
        (Some("string"), Some("date-time")) => Ok(Type::Moment),
        (Some("string"), _) => Ok(Type::Text),
        (Some("integer"), _) => Ok(Type::Whole),
        (Some("boolean"), _) => Ok(Type::Flag),
        (Some("array"), _) => inner("items").map(Type::List),
        (Some("object"), _) => inner("additionalProperties").map(Type::Map),
        _ => Err(format!("a type of no language: {schema}")),
    }
}

fn about(schema: &Value) -> String {
    text(schema, "description").unwrap_or_default().to_owned()
}

fn text<'v>(schema: &'v Value, name: &str) -> Option<&'v str> {
    schema.get(name).and_then(Value::as_str)
}

/// `record_purchase` as `RecordPurchase`.
pub fn pascal(words: &str) -> String {
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>()).unwrap_or_default()
    };
    words.split('_').map(capital).collect()
}
