//! The PostgreSQL store on a real server.

#![cfg(test)]

mod conformance;
mod cross_store;
mod database;
mod host;
mod migrations;
mod pages;
mod pooler;
mod scenarios;
mod settings;
mod shop;
mod simulation;
mod support;
mod walls;
