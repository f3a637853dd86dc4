//! The PostgreSQL store on a real server.

#![cfg(test)]

mod concurrency;
mod conformance;
mod cross_store;
mod database;
mod host;
mod kills;
mod migrations;
mod naive;
mod pages;
mod pooler;
mod races;
mod scenarios;
mod server;
mod settings;
mod shop;
mod simulation;
mod support;
mod walls;
