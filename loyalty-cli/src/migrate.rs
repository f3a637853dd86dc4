//! `loyalty migrate`: makes a store's file, or brings it up to this version.

use std::io::Write;

use loyalty_store_sqlite::{SCHEMA_VERSION, SqliteStore};

use crate::failure::Failure;
use crate::store::StoreUrl;

/// Make a store, or bring it up to this version
#[derive(clap::Args)]
pub struct Args {
    /// The file: `sqlite:PATH`
    #[arg(long, value_name = "URL", value_parser = StoreUrl::parse)]
    store: StoreUrl,
}

/// Migrates, and says what it did.
pub fn run(args: &Args, out: &mut dyn Write) -> Result<(), Failure> {
    let StoreUrl::Sqlite(path) = &args.store else {
        return Err(Failure::Usage("there is nothing to migrate in memory; name a file: --store sqlite:PATH".into()));
    };
    let wrong = |error| Failure::Failed(format!("{}: {error}", path.display()));
    let found = SqliteStore::migrate(path).map_err(wrong)?;
    let did = match found {
        0 => format!("made, at schema version {SCHEMA_VERSION}"),
        SCHEMA_VERSION => format!("nothing to do, at schema version {SCHEMA_VERSION} already"),
        found => format!("upgraded from schema version {found} to {SCHEMA_VERSION}"),
    };
    writeln!(out, "{}: {did}", path.display())?;
    Ok(())
}
