//! The PostgreSQL store on a real server.

#![cfg(test)]

mod concurrency;
mod conformance;
mod cross_store;
mod kills;
mod naive;
mod races;
mod scenarios;
mod server;
mod simulation;
mod support;
