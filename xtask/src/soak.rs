//! Long campaigns, by name.

use crate::{run, server};

/// Every campaign: its name, and the command that runs it and prints its seed and `N operations, N violations`.
const CAMPAIGNS: &[(&str, &[&str])] = &[];

/// Runs one campaign.
pub fn run(name: &str) -> Result<(), String> {
    match CAMPAIGNS.iter().find(|(known, _)| *known == name) {
        Some((_, words)) => {
            let (_server, environment) = server::environment()?;
            run::run_in(&environment, words)
        }
        None => {
            let names: Vec<&str> = CAMPAIGNS.iter().map(|(known, _)| *known).collect();
            let there_are = if names.is_empty() { "none so far".to_owned() } else { names.join(", ") };
            Err(format!("no campaign is called `{name}`; there are: {there_are}"))
        }
    }
}
