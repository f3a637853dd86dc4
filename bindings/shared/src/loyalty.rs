//! The engine as bindings hold it: on a store, whatever becomes of the process.

use std::future::Future;
use std::sync::{Arc, mpsc};

use loyalty_engine::command::Call;
use loyalty_engine::error::{Doing, ProblemCode};
use loyalty_engine::input::from_host;
use loyalty_engine::report::dump;
use loyalty_engine::{Engine, Error};
use tokio::sync::OnceCell;

use crate::calm::calm;
use crate::exit;
use crate::fork;
use crate::job::{Done, Job, prove, settle};
use crate::process::PerProcess;
use crate::reply::Reply;
use crate::runtime;
use crate::see::{HostValue, Reader, Seen};
use crate::url::StoreUrl;

/// An engine on a store. It connects when it is first used, and a forked child connects anew.
#[derive(Clone)]
pub struct Loyalty {
    inner: Arc<Inner>,
}

struct Inner {
    given: String,
    url: StoreUrl,
    /// Of a store in memory: the process in which it lives.
    process: u32,
    seed: Option<u64>,
    engines: PerProcess<OnceCell<Arc<Engine>>>,
}

/// What is asked of an engine.
#[derive(Clone, Debug)]
pub enum Asked {
    /// A command or a question.
    Call(Call),
    /// Several, in order, each for itself; commands share loads and commits.
    Batch(Vec<Result<Call, Error>>),
    /// Something about the store as a whole.
    Job(Job),
}

impl Asked {
    /// Reads what a host asks: its kind, which is `call`, `batch` or `job`, and its values.
    pub fn read(kind: &str, values: &impl HostValue) -> Result<Asked, Error> {
        match kind {
            "call" => Call::read(Reader(values)).map(Asked::Call),
            "batch" => batch(values).map(Asked::Batch),
            "job" => from_host(Reader(values)).map(Asked::Job),
            _ => Err(Error::invalid("kind", ProblemCode::UnknownValue)),
        }
    }
}

/// Each call is read for itself: one that makes no sense does not disturb the others.
fn batch(values: &impl HostValue) -> Result<Vec<Result<Call, Error>>, Error> {
    match values.see() {
        Ok(Seen::List(calls)) => Ok(calls.iter().map(|call| Call::read(Reader(call))).collect()),
        Ok(_) => Err(Error::invalid("calls", ProblemCode::NotAList)),
        Err(code) => Err(Error::invalid("calls", code)),
    }
}

impl Loyalty {
    /// An engine on the store of a URL. With a seed its ids are the same each time, which is for tests.
    pub fn open(url: &str, seed: Option<u64>) -> Result<Loyalty, Error> {
        let given = url.to_owned();
        let url = StoreUrl::parse(url).map_err(|_| Error::invalid("url", ProblemCode::NotAStore))?;
        let inner = Inner { given, url, process: std::process::id(), seed, engines: PerProcess::new() };
        Ok(Loyalty { inner: Arc::new(inner) })
    }

    /// Where it is, without what opens it.
    pub fn place(&self) -> String {
        self.inner.url.to_string()
    }

    /// Is an answer there before somebody else could do anything meanwhile?
    pub fn answers_at_once(&self) -> bool {
        matches!(self.inner.url, StoreUrl::Memory)
    }

    /// Answers on this thread, which waits.
    pub fn wait(&self, asked: Asked) -> Result<Reply, Error> {
        let work = self.clone().answer(asked);
        match self.inner.url {
            StoreUrl::Memory => pollster::block_on(work),
            StoreUrl::Sqlite(_) => {
                let _inside = fork::inside();
                pollster::block_on(work)
            }
            StoreUrl::Postgres(_) => {
                let (sender, receiver) = mpsc::sync_channel(1);
                runtime::spawn(async move { drop(sender.send(work.await)) })?;
                receiver.recv().unwrap_or_else(|_| Err(lost()))
            }
        }
    }

    /// Answers later, and runs to its end whoever stops waiting. `done` must not block; it may be called before this
    /// returns.
    pub fn begin(&self, asked: Asked, done: impl FnOnce(Result<Reply, Error>) + Send + 'static) {
        let work = self.clone().answer(asked);
        let done = Waiting(Some(done));
        match self.inner.url {
            StoreUrl::Memory => done.call(pollster::block_on(work)),
            StoreUrl::Sqlite(_) => drop(runtime::spawn_blocking(move || {
                let reply = {
                    let _inside = fork::inside();
                    pollster::block_on(work)
                };
                done.call(reply);
            })),
            StoreUrl::Postgres(_) => drop(runtime::spawn(async move { done.call(work.await) })),
        }
    }

    fn answer(self, asked: Asked) -> impl Future<Output = Result<Reply, Error>> + Send + 'static {
        calm(async move { self.inner.answer(asked).await })
    }
}

/// Somebody waits for this call. If the runtime ends first, they are told.
struct Waiting<F: FnOnce(Result<Reply, Error>)>(Option<F>);

impl<F: FnOnce(Result<Reply, Error>)> Waiting<F> {
    fn call(mut self, result: Result<Reply, Error>) {
        if let Some(done) = self.0.take() {
            exit::tell(|| done(result));
        }
    }
}

impl<F: FnOnce(Result<Reply, Error>)> Drop for Waiting<F> {
    fn drop(&mut self) {
        if let Some(done) = self.0.take() {
            exit::tell(|| done(Err(lost())));
        }
    }
}

impl Inner {
    async fn answer(&self, asked: Asked) -> Result<Reply, Error> {
        match asked {
            Asked::Job(Job::Migrate {}) => Ok(Reply::Done(Done::Migrated(self.url.migrate().await?))),
            asked => answer(self.engine().await?, asked).await,
        }
    }

    async fn engine(&self) -> Result<&Arc<Engine>, Error> {
        if matches!(self.url, StoreUrl::Memory) && self.process != std::process::id() {
            let why = "a store in memory belongs to the process that opened it; open another one here".to_owned();
            return Err(Error::Unavailable { doing: Doing::NotDone, why });
        }
        let cell = self.engines.get(OnceCell::new);
        cell.get_or_try_init(|| async { Ok(Arc::new(self.url.engine(&self.given, self.seed).await?)) }).await
    }
}

/// Answers with an engine.
pub(crate) async fn answer(engine: &Engine, asked: Asked) -> Result<Reply, Error> {
    match asked {
        Asked::Call(call) => one(engine, call).await,
        Asked::Batch(calls) => Ok(Reply::Batch(all(engine, calls).await)),
        // What needs no engine.
        Asked::Job(Job::Migrate {} | Job::Conformance { .. }) => Err(Error::invalid("job", ProblemCode::UnknownValue)),
        Asked::Job(Job::Settle { program, dry_run }) => {
            settle(engine, &program, dry_run).await.map(Done::Settled).map(Reply::Done)
        }
        Asked::Job(Job::Dump { program }) => {
            let dump = dump(engine.store(), &program).await?;
            Ok(Reply::Done(Done::Dumped { dump }))
        }
        Asked::Job(Job::Verify { program }) => prove(engine, &program).await.map(Done::Verified).map(Reply::Done),
    }
}

async fn one(engine: &Engine, call: Call) -> Result<Reply, Error> {
    match call {
        Call::Command(request) => engine.execute(&request).await.map(Box::new).map(Reply::Outcome),
        Call::Query(question) => engine.read(&question).await.map(Box::new).map(Reply::Answer),
    }
}

/// Commands that stand side by side go together; a question waits for those before it.
async fn all(engine: &Engine, calls: Vec<Result<Call, Error>>) -> Vec<Result<Reply, Error>> {
    let mut replies = Vec::with_capacity(calls.len());
    let mut requests = Vec::new();
    for call in calls {
        match call {
            Ok(Call::Command(request)) => requests.push(*request),
            other => {
                execute(engine, &mut requests, &mut replies).await;
                replies.push(match other {
                    Ok(call) => one(engine, call).await,
                    Err(error) => Err(error),
                });
            }
        }
    }
    execute(engine, &mut requests, &mut replies).await;
    replies
}

async fn execute(
    engine: &Engine,
    requests: &mut Vec<loyalty_engine::Request>,
    replies: &mut Vec<Result<Reply, Error>>,
) {
    let outcomes = engine.execute_all(&std::mem::take(requests)).await;
    replies.extend(outcomes.into_iter().map(|outcome| outcome.map(Box::new).map(Reply::Outcome)));
}

fn lost() -> Error {
    Error::Unavailable { doing: Doing::Unknown, why: "the process is ending".to_owned() }
}
