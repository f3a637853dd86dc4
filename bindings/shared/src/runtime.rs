//! The one runtime, made when it is first needed, one for each process.

use std::future::Future;

use loyalty_engine::Error;
use tokio::runtime::{Builder, Runtime};

use crate::process::PerProcess;

/// Threads that wait for sockets; what blocks has threads of its own.
const WORKERS: usize = 2;

static RUNTIME: PerProcess<Result<Runtime, String>> = PerProcess::new();

fn runtime() -> Result<&'static Runtime, Error> {
    let make = || {
        let built = Builder::new_multi_thread().worker_threads(WORKERS).thread_name("loyalty").enable_all().build();
        built.map_err(|error| format!("no threads to work on: {error}"))
    };
    RUNTIME.get(make).as_ref().map_err(|why| Error::Broken(why.clone()))
}

/// Begins work that runs to its end, whoever stops waiting for it.
pub(crate) fn spawn(work: impl Future<Output = ()> + Send + 'static) -> Result<(), Error> {
    runtime().map(|runtime| drop(runtime.spawn(work)))
}

/// The same for work that blocks its thread.
pub(crate) fn spawn_blocking(work: impl FnOnce() + Send + 'static) -> Result<(), Error> {
    runtime().map(|runtime| drop(runtime.spawn_blocking(work)))
}
