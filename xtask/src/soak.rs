//! Long campaigns, by name.

use crate::{run, server};

/// A test that the ordinary run has in short, asked for more.
struct Campaign {
    name: &'static str,
    /// The test of the PostgreSQL store that prints its seed and `N operations, N violations`.
    test: &'static str,
    /// How much is asked of it, unless the environment says something else.
    size: (&'static str, &'static str),
}

const CAMPAIGNS: &[Campaign] = &[
    Campaign {
        name: "kills",
        test: "kills::a_server_that_is_killed_under_load_loses_nothing_and_doubles_nothing",
        size: ("LOYALTY_KILLS", "20"),
    },
    Campaign {
        name: "histories",
        test: "cross_store::random_histories_are_the_same_on_memory_sqlite_and_postgresql",
        size: ("LOYALTY_HISTORIES", "10000"),
    },
    Campaign {
        name: "simulation",
        test: "simulation::a_simulation_on_postgresql_is_the_same_as_in_memory",
        size: ("LOYALTY_SIMULATIONS", "1000"),
    },
];

/// Runs one campaign.
pub fn run(name: &str) -> Result<(), String> {
    let Some(campaign) = CAMPAIGNS.iter().find(|campaign| campaign.name == name) else {
        let names: Vec<&str> = CAMPAIGNS.iter().map(|campaign| campaign.name).collect();
        return Err(format!("no campaign is called `{name}`; there are: {}", names.join(", ")));
    };
    let (_server, mut environment) = server::environment()?;
    let (size, usual) = campaign.size;
    if std::env::var_os(size).is_none() {
        environment.push((size.to_owned(), usual.to_owned()));
    }
    let test = ["cargo", "test", "--release", "--package", "loyalty-store-postgres", "--test", "postgres", "--"];
    run::run_in(&environment, &[&test[..], &["--exact", campaign.test, "--nocapture"]].concat())
}
