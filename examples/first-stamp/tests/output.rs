//! The example of the README does what the README says.

#![cfg(test)]

use std::process::Command;

#[test]
fn it_gives_the_first_two_stamps_and_says_so() {
    let ran = Command::new(env!("CARGO_BIN_EXE_first-stamp")).output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    assert_eq!(String::from_utf8(ran.stdout).unwrap(), "card 1, stamp 1\ncard 1, stamp 2\n");
}
