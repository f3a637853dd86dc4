//! The PostgreSQL store on a real server.

#![cfg(test)]

mod conformance;
mod cross_store;
mod scenarios;
mod simulation;
mod support;
