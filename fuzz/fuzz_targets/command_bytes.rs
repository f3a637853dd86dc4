//! Any bytes as a call.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| loyalty_engine::testing::fuzz::command_bytes(bytes).unwrap());
