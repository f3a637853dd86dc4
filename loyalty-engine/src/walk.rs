//! The walk: ask, load, decide, commit. Retry, batch and dry run are that same walk.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use crate::access::check_command;
use crate::command::{Command, Request};
use crate::decide::{Asking, Draft, ask, ask_more, decide, replayed};
use crate::error::Error;
use crate::id::ProgramId;
use crate::outcome::Outcome;
use crate::record::Handle;
use crate::rules::{Rules, RulesBook};
use crate::source::Source;
use crate::store::{Ask, LoyaltyStore, Snapshot, StoreError};
use crate::time::Moment;

/// What a walk needs: where programs live, the clock and randomness, and the rules seen so far.
pub(crate) struct Walk<'a> {
    pub(crate) store: &'a dyn LoyaltyStore,
    pub(crate) source: &'a dyn Source,
    pub(crate) books: &'a Books,
}

/// The rules seen so far, which never change.
pub(crate) type Books = RwLock<HashMap<ProgramId, Arc<RulesBook>>>;

/// How often a walk starts again because somebody else was faster.
const ATTEMPTS_MAX: u32 = 64;
/// From this attempt on a batch that keeps losing goes on in halves.
const ATTEMPTS_WHOLE: u32 = 3;
/// The most requests one batch holds.
pub const BATCH_MAX: usize = 10_000;

/// A copy of what is known of these programs' rules.
pub(crate) fn books_of<'p>(books: &Books, programs: impl IntoIterator<Item = &'p ProgramId>) -> Books {
    let known = books.read().unwrap_or_else(PoisonError::into_inner);
    let book = |program: &ProgramId| known.get(program).map(|book| (program.clone(), Arc::clone(book)));
    RwLock::new(programs.into_iter().filter_map(book).collect())
}

impl Walk<'_> {
    /// Does what one request asks.
    pub(crate) async fn execute(&self, request: &Request) -> Result<Outcome, Error> {
        let results = self.execute_all(std::slice::from_ref(request)).await;
        results.into_iter().next().unwrap_or_else(|| Err(Error::broken("a request got no answer")))
    }

    /// Does what each request asks, in order, each seeing the ones before it. Each program's requests share one load
    /// and one commit, up to new rules among them; a refused one does not disturb the others.
    pub(crate) async fn execute_all(&self, requests: &[Request]) -> Vec<Result<Outcome, Error>> {
        if requests.len() > BATCH_MAX {
            let too_many = Error::invalid("requests", crate::error::ProblemCode::TooMany);
            return requests.iter().map(|_| Err(too_many.clone())).collect();
        }
        let timed: Vec<Timed<'_>> = requests.iter().map(|request| self.timed(request)).collect();
        let mut results: Vec<Option<Result<Outcome, Error>>> = requests.iter().map(|_| None).collect();
        for indices in by_program(requests) {
            let group: Vec<&Timed<'_>> = indices.iter().filter_map(|index| timed.get(*index)).collect();
            let answers = self.execute_group(&group).await;
            for (index, answer) in indices.iter().zip(answers) {
                if let Some(slot) = results.get_mut(*index) {
                    *slot = Some(answer);
                }
            }
        }
        let unanswered = || Err(Error::broken("a request got no answer"));
        results.into_iter().map(|result| result.unwrap_or_else(unanswered)).collect()
    }

    fn timed<'r>(&self, request: &'r Request) -> Timed<'r> {
        let allowed = check_command(&request.actor, &request.command);
        Timed { request, at: request.at.unwrap_or_else(|| self.source.now()), allowed }
    }

    /// One program's requests, again and again until nobody else was faster.
    async fn execute_group(&self, group: &[&Timed<'_>]) -> Vec<Result<Outcome, Error>> {
        let mut results = Vec::with_capacity(group.len());
        let (mut rest, mut size, mut attempts) = (group, group.len(), 0_u32);
        while !rest.is_empty() {
            let (now, later) = rest.split_at(together(rest, size));
            match self.attempt(now).await {
                Ok(answers) => {
                    results.extend(answers);
                    (rest, attempts) = (later, 0);
                }
                Err(Error::Conflict) if attempts < ATTEMPTS_MAX => {
                    attempts = attempts.saturating_add(1);
                    if attempts >= ATTEMPTS_WHOLE {
                        size = size.div_ceil(2);
                    }
                }
                // What was committed before stays answered; the rest fails alike.
                Err(error) => {
                    results.extend(rest.iter().map(|_| Err(error.clone())));
                    break;
                }
            }
        }
        results
    }

    /// Ask, load, decide, commit: once.
    async fn attempt(&self, group: &[&Timed<'_>]) -> Result<Vec<Result<Outcome, Error>>, Error> {
        let Some(first) = group.first() else { return Ok(Vec::new()) };
        let program = &first.request.program;
        let asking = |rules: Option<&Rules>, all: &mut Ask| -> Vec<_> {
            group.iter().map(|timed| timed.ask(rules, all)).collect()
        };
        let first = self.look(program, asking).await?;
        let more: Vec<Handle> = group.iter().filter_map(|timed| ask_more(timed.request, &first.1)).collect();
        let (book, snapshot, asked) = if more.is_empty() {
            first
        } else {
            let with_more = |rules: Option<&Rules>, all: &mut Ask| {
                all.handles.extend(more.iter().cloned());
                asking(rules, all)
            };
            self.look(program, with_more).await?
        };
        let mut draft = Draft::new(program.clone(), book, snapshot);
        let mut answers = Vec::with_capacity(group.len());
        for (timed, asked) in group.iter().zip(asked) {
            answers.push(match asked {
                Err(error @ Error::Forbidden { .. }) => Err(error),
                Err(error) => replayed(&draft, timed.request).unwrap_or(Err(error)),
                Ok(()) => {
                    let seed = self.source.seed().map_err(Error::Broken)?;
                    decide(&mut draft, timed.request, timed.at, seed)
                }
            });
        }
        let changes = draft.into_changes();
        if !changes.is_empty() {
            self.store.commit(&changes).await?;
        }
        Ok(answers)
    }

    /// Loads what is asked, under the newest rules: rules that were not known come with the first look, and may ask for
    /// more.
    pub(crate) async fn look<T>(
        &self,
        program: &ProgramId,
        asking: impl Fn(Option<&Rules>, &mut Ask) -> T,
    ) -> Result<(Arc<RulesBook>, Snapshot, T), Error> {
        let book = self.book(program);
        let mut ask = Ask::new(program.clone(), book.newest_version());
        let asked = asking(book.newest().map(AsRef::as_ref), &mut ask);
        let snapshot = self.store.load(&ask).await?;
        if snapshot.rules.is_empty() {
            return Ok((book, snapshot, asked));
        }
        let book = self.learn(program, book, &snapshot)?;
        let mut again = Ask::new(program.clone(), ask.rules_known);
        let asked = asking(book.newest().map(AsRef::as_ref), &mut again);
        if again == ask {
            return Ok((book, snapshot, asked));
        }
        again.rules_known = book.newest_version();
        let snapshot = self.store.load(&again).await?;
        // Rules published between the two looks decide the next operation, not this one.
        if snapshot.rules.is_empty() { Ok((book, snapshot, asked)) } else { Err(StoreError::Conflict.into()) }
    }

    fn book(&self, program: &ProgramId) -> Arc<RulesBook> {
        self.books.read().unwrap_or_else(PoisonError::into_inner).get(program).cloned().unwrap_or_default()
    }

    fn learn(&self, program: &ProgramId, book: Arc<RulesBook>, snapshot: &Snapshot) -> Result<Arc<RulesBook>, Error> {
        let mut book = book;
        for (version, document) in &snapshot.rules {
            let rules = Rules::check(Arc::clone(document), *version)
                .map_err(|problems| Error::broken(format!("stored rules {version}: {}", Error::Invalid(problems))))?;
            Arc::make_mut(&mut book).add(Arc::new(rules));
        }
        let mut books = self.books.write().unwrap_or_else(PoisonError::into_inner);
        if books.get(program).is_none_or(|known| known.newest_version() < book.newest_version()) {
            books.insert(program.clone(), Arc::clone(&book));
        }
        Ok(book)
    }
}

/// A request with the moment it is decided at: the same at every attempt.
struct Timed<'r> {
    request: &'r Request,
    at: Moment,
    allowed: Result<(), Error>,
}

impl Timed<'_> {
    fn ask(&self, rules: Option<&Rules>, all: &mut Ask) -> Result<(), Error> {
        self.allowed.clone()?;
        // Somewhere on earth it is tomorrow already; what is loaded in vain costs little.
        all.by = all.by.into_iter().chain([self.at.latest_day()]).max();
        ask(self.request, &mut Asking { ask: all, rules, actor: &self.request.actor })
    }
}

/// How many requests share a load: at most `size`, and none beyond new rules, by which the ones after them are read, or
/// beyond a hand-over that is undone: a store's second lock lets nobody hand over what it has not seen given back.
fn together(requests: &[&Timed<'_>], size: usize) -> usize {
    let is_last =
        |timed: &&Timed<'_>| matches!(timed.request.command, Command::PublishRules(_) | Command::UndoRedemption(_));
    let size = requests.iter().position(is_last).map_or(size, |at| size.min(at.saturating_add(1)));
    size.clamp(1, requests.len())
}

/// The positions of each program's requests, in order.
fn by_program(requests: &[Request]) -> Vec<Vec<usize>> {
    let mut groups: Vec<(&ProgramId, Vec<usize>)> = Vec::with_capacity(1);
    for (index, request) in requests.iter().enumerate() {
        match groups.iter_mut().find(|(program, _)| *program == &request.program) {
            Some((_, indices)) => indices.push(index),
            None => groups.push((&request.program, vec![index])),
        }
    }
    groups.into_iter().map(|(_, indices)| indices).collect()
}
