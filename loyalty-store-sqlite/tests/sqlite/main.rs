//! The SQLite store on real files.

#![cfg(test)]

mod canary;
mod conformance;
mod cross_store;
mod host;
mod processes;
mod scenarios;
mod simulation;
