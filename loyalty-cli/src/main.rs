//! `loyalty`: try, drive and check a loyalty program from the command line.

mod call;
mod card;
mod demo;
mod draw;
mod failure;
mod migrate;
mod phrases;
mod rules;
mod settle;
mod store;
mod verify;
mod words;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Stamp cards, rewards and memberships.
#[derive(Parser)]
#[command(name = "loyalty", version, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Show a day at a coffee shop, from the first stamp to the end of the membership
    Demo(demo::Args),
    /// Answer JSON calls, one a line, from standard input to standard output
    Call(call::Args),
    /// Look at a file of rules
    Rules(rules::Args),
    /// Make a store, or bring it up to this version
    Migrate(migrate::Args),
    /// Write down what time has done: ended memberships, lapsed rewards
    Settle(settle::Args),
    /// Replay a program's history and compare it with what is stored
    Verify(verify::Args),
    /// Draw a member's card
    Card(card::Args),
}

fn main() -> ExitCode {
    let command = Cli::parse().command;
    let mut out = anstream::stdout().lock();
    let result = match command {
        Command::Demo(args) => demo::run(&args, &mut out),
        Command::Call(args) => call::run(&args),
        Command::Rules(args) => rules::run(&args, &mut out),
        Command::Migrate(args) => migrate::run(&args, &mut out),
        Command::Settle(args) => settle::run(&args, &mut out),
        Command::Verify(args) => verify::run(&args, &mut out),
        Command::Card(args) => card::run(&args, &mut out),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}
