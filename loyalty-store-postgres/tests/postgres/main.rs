//! The PostgreSQL store on a real server.

#![cfg(test)]

mod cancellation;
mod commands;
mod conformance;
mod cross_store;
mod network;
mod proxy;
mod round_trips;
mod scenarios;
mod shop;
mod simulation;
mod support;
