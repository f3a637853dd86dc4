//! The engine from outside, on the store in memory.

#![cfg(test)]

mod bad_input;
mod batches;
mod canary;
mod conformance;
mod deep;
mod fuzz;
mod history;
mod ledger;
mod properties;
mod scenarios;
mod simulation;
mod smoke;
mod sweep;
