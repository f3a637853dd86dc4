//! The contract with its answers, for the tests of other languages.

use loyalty_engine::testing::{block_on, contract};

use crate::files;

/// Writes every scenario with its answers, and every row of bad input.
pub fn write() -> Result<(), String> {
    files::write("target/contract/scenarios.json", &block_on(contract::scenarios())?.to_string())?;
    files::write("target/contract/bad_input.json", &block_on(contract::bad_input())?.to_string())
}
