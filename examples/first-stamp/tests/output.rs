//! The example of the README does what the README says.

#![cfg(test)]

use std::process::Command;

#[test]
fn it_gives_the_first_two_stamps_and_says_so() {
    let ran = Command::new(env!("CARGO_BIN_EXE_first-stamp")).output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    assert_eq!(String::from_utf8(ran.stdout).unwrap(), "card 1, stamp 1\ncard 1, stamp 2\n");
}

#[test]
fn the_readme_shows_the_whole_of_it() {
    let (readme, program) = (include_str!("../../../README.md"), include_str!("../src/main.rs"));
    assert!(readme.contains(program));
    assert!(program.lines().count() < 40);
}
