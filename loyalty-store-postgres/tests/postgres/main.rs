//! The PostgreSQL store on a real server.

#![cfg(test)]

mod canary;
mod cancellation;
mod columns;
mod commands;
mod concurrency;
mod conformance;
mod cross_store;
mod database;
mod driver;
mod host;
mod kills;
mod migrations;
mod naive;
mod network;
mod pages;
mod plans;
mod pooler;
mod proxy;
mod races;
mod round_trips;
mod scenarios;
mod server;
mod settings;
mod shop;
mod simulation;
mod support;
mod till;
mod walls;
