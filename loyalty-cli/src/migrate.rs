//! `loyalty migrate`: makes a store's file, or brings it up to this version.

use std::io::Write;

use crate::failure::Failure;
use crate::store::{StoreUrl, open_store};

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
    let was_there = path.exists();
    drop(open_store(&args.store)?);
    let did = if was_there { "is up to date" } else { "made" };
    writeln!(out, "{}: {did}", path.display())?;
    Ok(())
}
