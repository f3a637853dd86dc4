//! Stores by their URL, and an engine on one of them.

use std::fmt::Display;
use std::future::Future;
use std::sync::{Arc, OnceLock};

use futures_executor::block_on;
pub use loyalty_border::StoreUrl;
use loyalty_engine::command::{Query, Question, ReadRules};
use loyalty_engine::id::{ActorId, ProgramId};
use loyalty_engine::read::{Answer, RulesView};
use loyalty_engine::store::StoreError;
use loyalty_engine::{Actor, Engine, Error, LoyaltyStore, MemoryStore, Refusal, Role};
use loyalty_store_postgres::{PostgresOptions, PostgresStore};
use loyalty_store_sqlite::SqliteStore;
use tokio::runtime::Runtime;

use crate::failure::Failure;

/// Where the commands look when nobody told them.
pub const DEFAULT_STORE: &str = "sqlite:loyalty.db";

/// Reads a program's name; what is wrong with it is said in words, not as a code.
pub fn read_program(name: &str) -> Result<ProgramId, String> {
    ProgramId::new(name).map_err(|code| code.about().to_owned())
}

/// Opens a store, making it if there is none.
pub fn open_store(url: &StoreUrl) -> Result<Arc<dyn LoyaltyStore>, Failure> {
    let made = |_| migrate(url).and_then(|_| open(url));
    match url {
        // Who may use a schema may not always make one: that is tried only when it is needed.
        StoreUrl::Postgres(_) => open(url).or_else(made),
        _ => open(url),
    }
}

fn open(url: &StoreUrl) -> Result<Arc<dyn LoyaltyStore>, Failure> {
    match url {
        StoreUrl::Memory => Ok(Arc::new(MemoryStore::new())),
        StoreUrl::Sqlite(path) => {
            let store = SqliteStore::open(path).map_err(|error| failed(path.display(), error))?;
            Ok(Arc::new(store))
        }
        StoreUrl::Postgres(options) => {
            let connect = PostgresStore::connect(PostgresOptions::clone(options));
            Ok(Arc::new(on_runtime(connect)?.map_err(|error| failed(options, error))?))
        }
    }
}

/// Brings a store's schema up to date. Gives the store's name, the version it had and the one it has now.
pub fn migrate(url: &StoreUrl) -> Result<(String, usize, usize), Failure> {
    match url {
        StoreUrl::Memory => {
            Err(Failure::Usage("there is nothing to migrate in memory; name a file or a database".into()))
        }
        StoreUrl::Sqlite(path) => {
            let found = SqliteStore::migrate(path).map_err(|error| failed(path.display(), error))?;
            Ok((path.display().to_string(), found, loyalty_store_sqlite::SCHEMA_VERSION))
        }
        StoreUrl::Postgres(options) => {
            let found = on_runtime(PostgresStore::migrate(options))?.map_err(|error| failed(options, error))?;
            let [found, now] = [found, loyalty_store_postgres::SCHEMA_VERSION].map(|n| usize::try_from(n).unwrap_or(0));
            Ok((options.to_string(), found, now))
        }
    }
}

/// Connections to a server live on a runtime, which is there until the program ends.
fn on_runtime<T>(work: impl Future<Output = T>) -> Result<T, Failure> {
    static RUNTIME: OnceLock<Runtime> = OnceLock::new();
    let runtime = match RUNTIME.get() {
        Some(runtime) => runtime,
        None => {
            let made = Runtime::new()?;
            RUNTIME.get_or_init(|| made)
        }
    };
    Ok(runtime.block_on(work))
}

fn failed(place: impl Display, error: StoreError) -> Failure {
    Failure::Failed(format!("{place}: {error}"))
}

/// Opens a store that must be there: a mistyped name is no reason to make a new file.
pub fn open_existing(url: &StoreUrl) -> Result<Arc<dyn LoyaltyStore>, Failure> {
    match url {
        StoreUrl::Sqlite(path) if !path.exists() => {
            let path = path.display();
            Err(Failure::Usage(format!("there is no file {path}; `loyalty migrate --store sqlite:{path}` makes one")))
        }
        _ => open(url),
    }
}

/// Who acts when the command line does.
pub fn system() -> Result<Actor, Failure> {
    let id = ActorId::new("loyalty-cli").map_err(|code| Failure::Failed(code.to_string()))?;
    Ok(Actor::new(Role::System, id))
}

/// The rules in force, or nothing when nobody ever published any under this name.
pub fn read_rules(engine: &Engine, program: &ProgramId) -> Result<Option<RulesView>, Failure> {
    let query = Query::ReadRules(ReadRules { version: None });
    let question = Question { program: program.clone(), actor: system()?, at: None, query };
    match block_on(engine.read(&question)) {
        Ok(Answer::Rules(view)) => Ok(Some(*view)),
        Ok(_) => Err(Failure::Failed("the engine answered another question".to_owned())),
        Err(Error::Refused(Refusal::UnknownProgram)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// The rules of a program that has to be there.
pub fn need_rules(engine: &Engine, program: &ProgramId) -> Result<RulesView, Failure> {
    let missing = || Failure::Failed(format!("this store holds no program `{program}`"));
    read_rules(engine, program)?.ok_or_else(missing)
}
