//! Why a command ended early, in plain words, and the exit code that says it.

use std::io;
use std::process::ExitCode;

use loyalty_engine::Error;
use loyalty_engine::store::StoreError;

/// Every end other than a good one.
#[derive(Debug)]
pub enum Failure {
    /// It was asked for in a way that makes no sense: exit code 2.
    Usage(String),
    /// It could not be done: exit code 1.
    Failed(String),
    /// It was done, and what it found is on standard output already: exit code 1.
    Found,
    /// Whoever read the output has gone: there is nobody left to tell.
    Unread,
}

impl Failure {
    /// Says on standard error what has to be said, and gives the exit code.
    pub fn report(self) -> ExitCode {
        match self {
            Failure::Usage(why) => {
                anstream::eprintln!("loyalty: {why}");
                ExitCode::from(2)
            }
            Failure::Failed(why) => {
                anstream::eprintln!("loyalty: {why}");
                ExitCode::FAILURE
            }
            Failure::Found => ExitCode::FAILURE,
            Failure::Unread => ExitCode::SUCCESS,
        }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Failure::Unread,
            _ => Failure::Failed(error.to_string()),
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        Failure::Failed(error.to_string())
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Failure {
        Failure::Failed(error.to_string())
    }
}
