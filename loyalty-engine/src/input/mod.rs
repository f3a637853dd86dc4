//! Reading what hosts send: text becomes a tree, a tree becomes data, and every problem is named by its field.
//!
//! serde's own formats tell a problem in words. Here it is a code from the place where it happens, so nothing that a
//! host sends can pass for the description of a problem.

mod depth;
mod fault;
mod node;
mod tree;

use serde::Deserializer;
use serde::de::DeserializeOwned;

use crate::error::Error;

pub(crate) use fault::Fault;
pub(crate) use tree::Tree;

/// Reads data out of a tree.
pub(crate) fn read<T: DeserializeOwned>(tree: &Tree<'_>) -> Result<T, Fault> {
    T::deserialize(tree)
}

/// Reads data out of a host's own values, whatever holds them. What a value of a kind of its own is wrong for, it says
/// by a [`crate::error::ProblemCode`] as its error.
pub fn from_host<'i, T: DeserializeOwned, D: Deserializer<'i>>(values: D) -> Result<T, Error> {
    let data = Tree::grow(values).and_then(|tree| read(&tree));
    data.map_err(|fault| Error::Invalid(vec![fault.problem("request")]))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Default, Deserialize)]
    #[serde(deny_unknown_fields, default)]
    struct Sample {
        name: String,
        flag: bool,
        count: u32,
        list: Vec<i64>,
        inner: BTreeMap<String, Sample>,
        colour: Option<Colour>,
        shape: Option<Shape>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Colour {
        Red,
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "snake_case")]
    #[expect(dead_code, reason = "only how it is read matters")]
    enum Shape {
        Round(Box<Sample>),
        Flat(u32),
    }

    fn problem(json: &str) -> String {
        let tree = Tree::from_json(json.as_bytes());
        let fault = match &tree {
            Ok(tree) => read::<Sample>(tree).map(|sample| format!("{sample:?}")),
            Err(_) => Err(tree.unwrap_err()),
        };
        fault.unwrap_or_else(|fault| format!("{} {}", fault.path().join("."), fault.code))
    }

    #[test]
    fn every_problem_is_named_where_it_is() {
        for (json, expected) in [
            (r#"{"name":5}"#, "name not_text"),
            (r#"{"name":["a"]}"#, "name not_text"),
            (r#"{"flag":"yes"}"#, "flag not_a_flag"),
            (r#"{"flag":null}"#, "flag not_a_flag"),
            (r#"{"count":"1"}"#, "count not_a_whole_number"),
            (r#"{"count":1.5}"#, "count not_a_whole_number"),
            (r#"{"count":-1}"#, "count out_of_range"),
            (r#"{"count":4294967296}"#, "count out_of_range"),
            (r#"{"count":1e300}"#, "count out_of_range"),
            (r#"{"count":1e999}"#, "count out_of_range"),
            (r#"{"count":18446744073709551616}"#, "count out_of_range"),
            (r#"{"list":[1,2,"3"]}"#, "list.2 not_a_whole_number"),
            (r#"{"list":{"0":1}}"#, "list not_a_list"),
            (r#"{"inner":{"a":{"b":1}}}"#, "inner.a.b unknown_field"),
            (r#"{"inner":{"a":{"count":1,"count":1}}}"#, "inner.a.count duplicate"),
            (r#"{"inner":{"a":{"name":"\ud800"}}}"#, "inner.a.name malformed"),
            (r#"{"inner":[["a",{}]]}"#, "inner not_an_object"),
            (r#"["name"]"#, " not_an_object"),
            (r#"{"colour":"blue"}"#, "colour unknown_value"),
            (r#"{"colour":{"red":null}}"#, "colour not_text"),
            (r#"{"colour":{"blue":1}}"#, "colour not_text"),
            (r#"{"colour":5}"#, "colour not_text"),
            (r#"{"shape":"round"}"#, "shape not_an_object"),
            (r#"{"shape":"square"}"#, "shape not_an_object"),
            (r#"{"shape":{}}"#, "shape one_of"),
            (r#"{"shape":{"round":{},"flat":1}}"#, "shape one_of"),
            (r#"{"shape":{"square":{}}}"#, "shape.square unknown_field"),
            (r#"{"shape":{"flat":"x"}}"#, "shape.flat not_a_whole_number"),
            (r#"{"shape":{"round":{"name":1}}}"#, "shape.round.name not_text"),
            (r#"{"shape":{"round":["a"]}}"#, "shape.round not_an_object"),
            (r#"{"a`b":1}"#, "a`b unknown_field"),
            (r#"{"count":"expected negative"}"#, "count not_a_whole_number"),
            (r#"{"colour":"zero"}"#, "colour unknown_value"),
            ("", " malformed"),
            ("{} x", " malformed"),
            ("{\"name\":", "name malformed"),
        ] {
            assert_eq!(problem(json), expected, "{json}");
        }
    }

    #[test]
    fn what_is_deep_or_endless_is_refused_before_it_is_read() {
        let deep = "[".repeat(10_000);
        assert!(problem(&format!(r#"{{"list":{deep}"#)).ends_with("0 too_deep"));
        let many = format!(r#"{{"list":[{}1]}}"#, "1,".repeat(200_000));
        assert_eq!(problem(&many), "list too_many");
        let name = "n".repeat(1_000_000);
        assert!(problem(&format!(r#"{{"{name}":1}}"#)).len() < 100);
    }
}
