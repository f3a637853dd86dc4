//! Stores by their URL, and an engine on one of them.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use futures_executor::block_on;
use loyalty_engine::command::{Query, Question, ReadRules};
use loyalty_engine::id::{ActorId, ProgramId};
use loyalty_engine::read::{Answer, RulesView};
use loyalty_engine::{Actor, Engine, Error, LoyaltyStore, MemoryStore, Refusal, Role};

use crate::failure::Failure;

/// Where a program lives, as told on the command line: `memory:` or `sqlite:PATH`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreUrl {
    /// In this process, and gone with it.
    Memory,
    /// In a SQLite file.
    Sqlite(PathBuf),
}

/// Where the commands look when nobody told them.
pub const DEFAULT_STORE: &str = "sqlite:loyalty.db";

impl StoreUrl {
    /// Reads a URL.
    pub fn parse(url: &str) -> Result<StoreUrl, String> {
        match url.split_once(':') {
            Some(("memory", "")) => Ok(StoreUrl::Memory),
            Some(("sqlite", path)) if !path.is_empty() => Ok(StoreUrl::Sqlite(path.into())),
            _ => Err("a store is `memory:` or `sqlite:PATH`".to_owned()),
        }
    }
}

/// Reads a program's name; what is wrong with it is said in words, not as a code.
pub fn read_program(name: &str) -> Result<ProgramId, String> {
    ProgramId::new(name).map_err(|code| code.about().to_owned())
}

/// Opens a store, making the file if there is none.
pub fn open_store(url: &StoreUrl) -> Result<Arc<dyn LoyaltyStore>, Failure> {
    match url {
        StoreUrl::Memory => Ok(Arc::new(MemoryStore::new())),
        StoreUrl::Sqlite(path) => open_sqlite(path),
    }
}

fn open_sqlite(path: &Path) -> Result<Arc<dyn LoyaltyStore>, Failure> {
    let store = loyalty_store_sqlite::SqliteStore::open(path)
        .map_err(|error| Failure::Failed(format!("{}: {error}", path.display())))?;
    Ok(Arc::new(store))
}

/// Opens a store that must be there: a mistyped name is no reason to make a new file.
pub fn open_existing(url: &StoreUrl) -> Result<Arc<dyn LoyaltyStore>, Failure> {
    match url {
        StoreUrl::Sqlite(path) if !path.exists() => {
            let path = path.display();
            Err(Failure::Usage(format!("there is no file {path}; `loyalty migrate --store sqlite:{path}` makes one")))
        }
        _ => open_store(url),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_store_has_a_kind_and_a_file_its_path() {
        assert_eq!(StoreUrl::parse("memory:"), Ok(StoreUrl::Memory));
        assert_eq!(StoreUrl::parse("sqlite:a b/c:d.db"), Ok(StoreUrl::Sqlite("a b/c:d.db".into())));
        for wrong in ["", "memory", "memory:x", "sqlite:", "postgres://x", "loyalty.db"] {
            assert!(StoreUrl::parse(wrong).is_err(), "{wrong}");
        }
    }
}
