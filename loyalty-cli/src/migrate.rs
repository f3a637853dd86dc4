//! `loyalty migrate`: makes a store, or brings it up to this version.

use std::io::Write;

use crate::failure::Failure;
use crate::store::{StoreUrl, migrate};

/// Make a store, or bring it up to this version
#[derive(clap::Args)]
pub struct Args {
    /// Which: `sqlite:PATH` or `postgres://USER@HOST/DATABASE`
    #[arg(long, value_name = "URL", value_parser = StoreUrl::parse)]
    store: StoreUrl,
}

/// Migrates, and says what it did.
pub fn run(args: &Args, out: &mut dyn Write) -> Result<(), Failure> {
    let (store, found, now) = migrate(&args.store)?;
    let did = match found {
        0 => format!("made, at schema version {now}"),
        found if found == now => format!("nothing to do, at schema version {now} already"),
        found => format!("upgraded from schema version {found} to {now}"),
    };
    writeln!(out, "{store}: {did}")?;
    Ok(())
}
