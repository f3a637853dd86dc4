//! Rules without a store, for a host that keeps its own tables: what is there goes in, and what to write comes out.

use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use loyalty_engine::command::{Call, Command};
use loyalty_engine::error::ProblemCode;
use loyalty_engine::record::{Only, Program, Record, RecordKey};
use loyalty_engine::rules::{Document, Rules};
use loyalty_engine::store::{
    Ask, Changes, HostConnection, MemoryStore, Page, PageRequest, Snapshot, SqlError, SqlValue, StoreError,
};
use loyalty_engine::{Engine, Error, LoyaltyStore};
use serde::Deserialize;

use crate::calm::calm;
use crate::foreign::{Foreign, Load, Row};
use crate::lent::Rows;
use crate::reply::Reply;
use crate::see::{HostValue, Reader};
use crate::url::source;

/// A program's rules, checked once.
pub struct Compiled {
    /// Every version, oldest first.
    documents: Vec<Arc<Document>>,
    engine: Engine,
}

/// What a host knows: what it was asked to load, and the rows of it that are there.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Known {
    load: Load,
    rows: Vec<Row>,
}

impl Compiled {
    /// Checks the documents of a program's rules, oldest first, each in TOML or JSON. With a seed ids are the same each
    /// time, which is for tests.
    pub fn check(documents: &[String], seed: Option<u64>) -> Result<Compiled, Error> {
        if documents.is_empty() {
            return Err(Error::invalid("rules", ProblemCode::Missing));
        }
        let documents = documents.iter().map(|text| checked(text)).collect::<Result<_, _>>()?;
        let engine = Engine::with_source(Arc::new(MemoryStore::new()), source(seed));
        Ok(Compiled { documents, engine })
    }

    /// Decides a call. `known` is empty at first, and then `{"load": …, "rows": […]}`: what the last reply wanted
    /// loaded, and what is there of it.
    pub fn decide(&self, known: &str, call: &impl HostValue) -> Result<Reply, Error> {
        let malformed = |_| Error::invalid("known", ProblemCode::Malformed);
        let known = if known.is_empty() { Ok(None) } else { serde_json::from_str(known).map(Some).map_err(malformed) };
        let given = Given { known: known?, said: Mutex::default() };
        let call = Call::read(Reader(call))?;
        let reply = pollster::block_on(calm(async { Ok(self.answer(&given, call).await) }))?;
        match given.said.into_inner().unwrap_or_else(PoisonError::into_inner) {
            Said::Nothing => Ok(Reply::Decided { reply: Box::new(reply), commit: None }),
            Said::Commit(commit) => Ok(Reply::Decided { reply: Box::new(reply), commit: Some(commit) }),
            Said::Load(load) => Ok(Reply::Load(load)),
            // A list is the host's own to make, from its own tables.
            Said::List => Err(Error::invalid("query", ProblemCode::UnknownValue)),
        }
    }

    async fn answer(&self, given: &Given, call: Call) -> Result<Reply, Error> {
        let inside = Inside { documents: &self.documents, rows: Foreign(given) };
        match call {
            Call::Command(request) if matches!(request.command, Command::PublishRules(_)) => {
                Err(Error::invalid("command", ProblemCode::UnknownValue))
            }
            Call::Command(request) => {
                let outcomes = self.engine.execute_in(&inside, &[*request]).await;
                let outcome = outcomes.into_iter().next();
                outcome.unwrap_or_else(|| Err(Error::Broken("no answer".to_owned()))).map(Box::new).map(Reply::Outcome)
            }
            Call::Query(question) => self.engine.read_in(&inside, &question).await.map(Box::new).map(Reply::Answer),
        }
    }
}

fn checked(text: &str) -> Result<Arc<Document>, Error> {
    let document = Arc::new(Document::parse(text).map_err(Error::Invalid)?);
    Rules::check(Arc::clone(&document), 1).map_err(Error::Invalid)?;
    Ok(document)
}

/// What the host knows, as a store of its own would answer.
struct Given {
    known: Option<Known>,
    said: Mutex<Said>,
}

/// What a decision needs, or leaves.
#[derive(Default)]
enum Said {
    #[default]
    Nothing,
    Load(String),
    Commit(String),
    List,
}

impl Given {
    /// What is asked now beside everything before: a call is decided from its beginning each time.
    fn beside(&self, load: &str) -> String {
        let (Some(known), Ok(mut asked)) = (&self.known, serde_json::from_str::<Load>(load)) else {
            return load.to_owned();
        };
        asked.rows.extend(known.load.rows.iter().cloned());
        asked.groups.extend(known.load.groups.iter().cloned());
        serde_json::to_string(&asked).unwrap_or_else(|_| load.to_owned())
    }

    fn say(&self, said: Said) {
        *self.said.lock().unwrap_or_else(PoisonError::into_inner) = said;
    }

    /// The rows, if they are all there that are asked for.
    fn rows(&self, load: &str) -> Option<String> {
        let Known { load: known, rows } = self.known.as_ref()?;
        let asked: Load = serde_json::from_str(load).ok()?;
        let all = asked.program == known.program && asked.rows.is_subset(&known.rows);
        let all = all && asked.groups.is_subset(&known.groups);
        all.then(|| serde_json::to_string(rows).ok())?
    }
}

#[async_trait]
impl HostConnection for Given {
    async fn query(&self, name: &str, values: &[SqlValue]) -> Rows {
        let json = values.iter().find_map(|value| if let SqlValue::Text(json) = value { Some(json) } else { None });
        let json = json.cloned().unwrap_or_default();
        let answer = match name {
            "load" => self.rows(&json),
            "commit" => Some("true".to_owned()),
            _ => None,
        };
        match name {
            "load" if answer.is_none() => self.say(Said::Load(self.beside(&json))),
            "commit" => self.say(Said::Commit(json)),
            "list" => self.say(Said::List),
            _ => {}
        }
        let missing = || SqlError { code: None, message: "it is not known yet".to_owned() };
        answer.map(|answer| vec![vec![SqlValue::Text(answer)]]).ok_or_else(missing)
    }
}

/// The host's rows, under these rules.
struct Inside<'i> {
    documents: &'i [Arc<Document>],
    rows: Foreign<'i>,
}

#[async_trait]
impl LoyaltyStore for Inside<'_> {
    async fn load(&self, ask: &Ask) -> Result<Snapshot, StoreError> {
        let newest = u32::try_from(self.documents.len()).unwrap_or(u32::MAX);
        let mut snapshot = self.rows.load(&Ask { rules_known: newest, ..ask.clone() }).await?;
        let numbered = (1..).zip(self.documents).skip(usize::try_from(ask.rules_known).unwrap_or(usize::MAX));
        snapshot.rules = numbered.map(|(version, document)| (version, Arc::clone(document))).collect();
        let key = RecordKey::Program(Only);
        let known = snapshot.records.iter_mut().find(|(of, ..)| *of == key);
        match known {
            Some((.., Record::Program(program))) => Arc::make_mut(program).rules = newest,
            // Nothing has been written in the program's own log yet.
            _ if ask.records.contains(&key) => {
                snapshot.records.push((
                    key,
                    0,
                    Record::Program(Arc::new(Program { rules: newest, ..Program::default() })),
                ));
            }
            _ => {}
        }
        Ok(snapshot)
    }

    async fn commit(&self, changes: &Changes) -> Result<(), StoreError> {
        self.rows.commit(changes).await
    }

    async fn page(&self, request: &PageRequest) -> Result<Page, StoreError> {
        self.rows.page(request).await
    }
}
