//! The PostgreSQL store on a real server.

#![cfg(test)]

mod conformance;
mod cross_store;
mod host;
mod scenarios;
mod shop;
mod simulation;
mod support;
