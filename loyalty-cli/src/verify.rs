//! `loyalty verify`: a program's history is replayed, and what comes out is compared with what is stored.

use std::io::Write;

use futures_executor::block_on;
use loyalty_engine::LoyaltyStore;
use loyalty_engine::id::ProgramId;
use loyalty_engine::report;

use crate::failure::Failure;
use crate::store::{DEFAULT_STORE, StoreUrl, open_existing, read_program};

/// Replay a program's history and compare it with what is stored
#[derive(clap::Args)]
pub struct Args {
    /// Which program
    #[arg(long, value_parser = read_program)]
    program: ProgramId,
    /// Where it lives: `sqlite:PATH` or `postgres://USER@HOST/DATABASE`
    #[arg(long, value_name = "URL", default_value = DEFAULT_STORE, value_parser = StoreUrl::parse)]
    store: StoreUrl,
}

/// Verifies, and says what it found.
pub fn run(args: &Args, out: &mut dyn Write) -> Result<(), Failure> {
    let store = open_existing(&args.store)?;
    let entries = count_entries(&*store, &args.program)?;
    let findings = block_on(report::verify(&*store, &args.program))?;
    if entries == 0 && findings.is_empty() {
        return Err(Failure::Failed(format!("this store holds no program `{}`", args.program)));
    }
    if findings.is_empty() {
        writeln!(out, "{entries} entries, no differences")?;
        return Ok(());
    }
    for finding in &findings {
        writeln!(out, "{finding}")?;
    }
    Err(Failure::Found)
}

/// How many entries a program's logs hold.
pub fn count_entries(store: &dyn LoyaltyStore, program: &ProgramId) -> Result<u64, Failure> {
    let mut entries = 0_u64;
    let counted = report::all_entries(store, program, |_| {
        entries = entries.saturating_add(1);
        Ok(())
    });
    block_on(counted)?;
    Ok(entries)
}
