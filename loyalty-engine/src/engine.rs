//! The engine: what hosts hold.

use std::sync::Arc;

use crate::command::{Call, Question, Request};
use crate::error::Error;
use crate::group::{Groups, Spawner};
use crate::outcome::Outcome;
use crate::read::{Answer, answer};
use crate::source::{Source, SystemSource};
use crate::store::LoyaltyStore;
use crate::time::Moment;
use crate::walk::{Books, Walk, books_of};

/// The loyalty engine over a store.
///
/// It keeps nothing but the rules it has seen, which never change; any number of engines may share a store.
pub struct Engine {
    core: Arc<Core>,
    groups: Option<Groups>,
}

/// What calls of one engine share.
pub(crate) struct Core {
    store: Arc<dyn LoyaltyStore>,
    source: Arc<dyn Source>,
    books: Books,
}

impl Core {
    pub(crate) fn walk(&self) -> Walk<'_> {
        Walk { store: &*self.store, source: &*self.source, books: &self.books }
    }
}

impl Engine {
    /// An engine on the machine's clock.
    pub fn new(store: Arc<dyn LoyaltyStore>) -> Engine {
        Engine::with_source(store, Arc::new(SystemSource::default()))
    }

    /// An engine on a clock and a random source of the host's.
    pub fn with_source(store: Arc<dyn LoyaltyStore>, source: Arc<dyn Source>) -> Engine {
        Engine { core: Arc::new(Core { store, source, books: Books::default() }), groups: None }
    }

    /// Lets concurrent calls of [`Engine::execute`] share loads and commits. Nobody waits for a timer: what comes in
    /// while others are being served goes together, and somebody who is alone goes alone.
    #[must_use]
    pub fn grouped(self, spawn: Spawner) -> Engine {
        Engine { groups: Some(Groups::new(Arc::clone(&self.core), spawn)), ..self }
    }

    /// The store, for reports that read it page by page.
    pub fn store(&self) -> &dyn LoyaltyStore {
        &*self.core.store
    }

    /// The moment it is for this engine.
    pub fn now(&self) -> Moment {
        self.core.source.now()
    }

    /// Does what one request asks.
    pub async fn execute(&self, request: &Request) -> Result<Outcome, Error> {
        match &self.groups {
            Some(groups) => groups.execute(request).await,
            None => self.core.walk().execute(request).await,
        }
    }

    /// Does what each request asks, in order, each seeing the ones before it. Each program's requests share one load
    /// and one commit, up to new rules among them; a refused one does not disturb the others.
    pub async fn execute_all(&self, requests: &[Request]) -> Vec<Result<Outcome, Error>> {
        self.core.walk().execute_all(requests).await
    }

    /// The same within something that the host has begun, such as its own transaction: `inside` is the store as it
    /// stands there. Nothing that is seen there is kept, because the host may still roll it back.
    pub async fn execute_in(&self, inside: &dyn LoyaltyStore, requests: &[Request]) -> Vec<Result<Outcome, Error>> {
        let books = books_of(&self.core.books, requests.iter().map(|request| &request.program));
        Walk { store: inside, source: &*self.core.source, books: &books }.execute_all(requests).await
    }

    /// Answers one question.
    pub async fn read(&self, question: &Question) -> Result<Answer, Error> {
        let at = question.at.unwrap_or_else(|| self.now());
        answer(&self.core.walk(), question, at).await
    }

    /// The same within something that the host has begun.
    pub async fn read_in(&self, inside: &dyn LoyaltyStore, question: &Question) -> Result<Answer, Error> {
        let books = books_of(&self.core.books, [&question.program]);
        let walk = Walk { store: inside, source: &*self.core.source, books: &books };
        answer(&walk, question, question.at.unwrap_or_else(|| self.now())).await
    }

    /// Answers one call in JSON: `{"ok": …}` or `{"error": …}`.
    pub async fn call(&self, json: &[u8]) -> String {
        let result = match Call::parse(json) {
            Ok(Call::Command(request)) => self.execute(&request).await.map(|outcome| serde_json::to_value(&outcome)),
            Ok(Call::Query(question)) => self.read(&question).await.map(|answer| serde_json::to_value(&answer)),
            Err(error) => Err(error),
        };
        reply(result).to_string()
    }
}

fn reply(result: Result<serde_json::Result<serde_json::Value>, Error>) -> serde_json::Value {
    let result = result.and_then(|value| value.map_err(|error| Error::broken(error.to_string())));
    match result {
        Ok(value) => serde_json::json!({ "ok": value }),
        Err(error) => serde_json::json!({ "error": error }),
    }
}
