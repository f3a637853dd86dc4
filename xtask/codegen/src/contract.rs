//! The contract with its answers, for the tests of other languages.

use loyalty_engine::testing::{block_on, contract};

use crate::Files;

/// Every scenario with its answers, and every row of bad input.
pub fn files() -> Result<Files, String> {
    let (scenarios, bad_input) = (block_on(contract::scenarios())?, block_on(contract::bad_input())?);
    let file = |name: &str, text: String| (format!("target/contract/{name}.json"), text);
    Ok(vec![file("scenarios", scenarios.to_string()), file("bad_input", bad_input.to_string())])
}
