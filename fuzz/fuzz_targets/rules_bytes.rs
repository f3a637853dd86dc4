//! Any bytes as rules.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| loyalty_engine::testing::fuzz::rules_bytes(bytes).unwrap());
