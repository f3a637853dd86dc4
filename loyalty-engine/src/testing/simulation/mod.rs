//! Deterministic simulation: clients that collide, a clock that jumps, a store that fails, a model that knows better.
//!
//! One thread, one seed. Clients run as futures that an executor polls in an order drawn from the seed; the faulty
//! store makes them give way exactly at loads and commits. The same seed gives the same run, bit for bit.

mod compare;
mod desk;
mod draw;
mod facts;
mod marks;
mod stored;
mod trade;
mod wire;
mod workload;

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

pub use marks::Marks;

use super::faulty::{Fault, Faulty, Odds};
use super::model::Asked;
use super::rng::Rng;
use super::source::TestSource;
use crate::command::Request;
use crate::engine::Engine;
use crate::error::Error;
use crate::id::ProgramId;
use crate::outcome::Outcome;
use crate::report::dump;
use crate::store::LoyaltyStore;
use crate::time::Moment;
use compare::{audit, compare};
use desk::{Call, Desk};
use futures_executor::block_on;
use wire::{MICROS_PER_DAY, now_of};
use workload::Workload;

/// What a run was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// What it came past.
    pub marks: Marks,
    /// A digest of every step and of everything stored at the end.
    pub trace: u64,
}

/// Runs clients of one program over `store` until `operations` were answered, and compares with the model all along.
///
/// The program must be new to the store. What comes back instead of a run is the first violation.
pub fn simulate(store: Arc<dyn LoyaltyStore>, program: &ProgramId, seed: u64, operations: u64) -> Result<Run, String> {
    let mut world = World::new(store, program.clone(), seed)?;
    world.run(operations).map_err(|violation| format!("seed {seed}, step {}: {violation}", world.steps))
}

type Answers = Vec<Result<Outcome, Error>>;
type Flight = Pin<Box<dyn Future<Output = Answers> + Send>>;

/// Somebody who asks, and asks again until there is an answer.
#[derive(Default)]
struct Client {
    engine: usize,
    waiting: Vec<(Asked, Request)>,
    flight: Option<Flight>,
    tries: u32,
    /// What was answered lately; now and then it is asked again.
    answered: Vec<(Asked, Request)>,
}

struct World {
    store: Arc<dyn LoyaltyStore>,
    program: ProgramId,
    rng: Rng,
    workload: Workload,
    odds: Odds,
    desk: Arc<Desk>,
    engines: Vec<(Arc<Engine>, Arc<TestSource>)>,
    clients: Vec<Client>,
    now: Moment,
    trace: u64,
    steps: u64,
}

/// How often an operation is tried before it counts as never answered.
const TRIES_MAX: u32 = 500;
/// After how many answers everything stored is compared.
const COMPARE_EVERY: u64 = 500;
/// How many answered operations a client remembers.
const ANSWERED_MAX: usize = 12;

impl World {
    fn new(store: Arc<dyn LoyaltyStore>, program: ProgramId, seed: u64) -> Result<World, String> {
        let mut rng = Rng::new(seed);
        // Each run has its own mix of faults: some come only when others stay away.
        let odds = Fault::ALL.map(|fault| (fault, *rng.pick(&[0, 10, 30, 60]).unwrap_or(&0))).to_vec();
        let workload = Workload::new(Rng::new(rng.draw()));
        let now = Moment::parse("2026-11-21T03:00:00Z").map_err(|code| code.to_string())?;
        let mut world = World {
            store,
            program,
            workload,
            odds,
            desk: Arc::default(),
            engines: Vec::new(),
            clients: Vec::new(),
            now,
            trace: 0xcbf2_9ce4_8422_2325,
            steps: 0,
            rng,
        };
        let engines = world.rng.index(3).saturating_add(1);
        world.engines = (0..engines).map(|_| world.engine()).collect();
        let clients = world.rng.index(7).saturating_add(2);
        world.clients = (0..clients).map(|_| Client::default()).collect();
        for client in &mut world.clients {
            client.engine = world.rng.index(engines);
        }
        world.desk.lock().calls = (0..clients).map(|_| Call::default()).collect();
        Ok(world)
    }

    fn engine(&mut self) -> (Arc<Engine>, Arc<TestSource>) {
        let source = Arc::new(TestSource::new(self.now, self.rng.draw()));
        let observer = Arc::<Desk>::clone(&self.desk);
        let faulty = Faulty::new(Arc::clone(&self.store), self.odds.clone(), self.rng.draw(), observer);
        let engine = Engine::with_source(Arc::new(faulty), Arc::<TestSource>::clone(&source));
        (Arc::new(engine), source)
    }

    fn run(&mut self, operations: u64) -> Result<Run, String> {
        let mut compared = 0_u64;
        loop {
            let answered = self.desk.lock().marks.operations;
            if answered >= operations && self.clients.iter().all(|client| client.waiting.is_empty()) {
                break;
            }
            if answered >= compared.saturating_add(COMPARE_EVERY) {
                compared = answered;
                self.compare()?;
            }
            self.move_clock();
            self.step(answered < operations)?;
        }
        self.compare()?;
        block_on(audit(&*self.store, &self.program))?;
        let text = block_on(dump(&*self.store, &self.program)).map_err(|error| error.to_string())?;
        self.trace(&text);
        Ok(Run { marks: self.desk.lock().marks.clone(), trace: self.trace })
    }

    fn compare(&self) -> Result<(), String> {
        let desk = self.desk.lock();
        block_on(compare(&*self.store, &self.program, &desk.model, &desk.names))
    }

    /// FNV-1a over what happened.
    fn trace(&mut self, text: &str) {
        for byte in text.bytes() {
            self.trace = (self.trace ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    /// Mostly the clock creeps; now and then it jumps days ahead, or a day back.
    fn move_clock(&mut self) {
        let days = match self.rng.below(1000) {
            0..8 => self.rng.below(3),
            8 => self.rng.below(30),
            _ => 0,
        };
        let back = self.rng.per_mille(3);
        let days = i64::try_from(days).unwrap_or(0).saturating_mul(MICROS_PER_DAY);
        let creep = i64::try_from(self.rng.below(40_000_000)).unwrap_or(0);
        let ahead = if back { -MICROS_PER_DAY } else { days.saturating_add(creep) };
        self.now = Moment::from_micros(self.now.micros().saturating_add(ahead)).unwrap_or(self.now);
        self.engines.iter().for_each(|(_, source)| source.set(self.now));
    }

    /// One client's turn: it goes on with what it waits for, or asks for something new.
    fn step(&mut self, fresh: bool) -> Result<(), String> {
        self.steps = self.steps.saturating_add(1);
        let at = self.rng.index(self.clients.len());
        self.desk.lock().current = at;
        let Some(mut client) = self.clients.get_mut(at).map(std::mem::take) else { return Ok(()) };
        if client.waiting.is_empty() && fresh {
            client.waiting = self.ask(&mut client)?;
            client.tries = 0;
        }
        if client.flight.is_none() && !client.waiting.is_empty() {
            self.take_off(at, &mut client)?;
        }
        let polled = match &mut client.flight {
            Some(flight) => flight.as_mut().poll(&mut Context::from_waker(Waker::noop())),
            None => Poll::Pending,
        };
        // What was seen at a commit comes before what it led to.
        if let Some(violation) = self.desk.lock().violation.take() {
            return Err(violation);
        }
        if let Poll::Ready(answers) = polled {
            client.flight = None;
            self.land(at, &mut client, answers)?;
        }
        let engine = client.engine;
        if let Some(slot) = self.clients.get_mut(at) {
            *slot = client;
        }
        let mut desk = self.desk.lock();
        if std::mem::take(&mut desk.crashed) {
            drop(desk);
            self.crash(engine);
        }
        Ok(())
    }

    /// Something new, or something answered asked again.
    fn ask(&mut self, client: &mut Client) -> Result<Vec<(Asked, Request)>, String> {
        if self.rng.per_mille(60) {
            let again = self.rng.pick(&client.answered).cloned();
            if let Some(again) = again.filter(|(asked, _)| asked.key.is_some()) {
                return Ok(vec![again]);
            }
        }
        if self.rng.per_mille(30) {
            client.engine = self.rng.index(self.engines.len());
        }
        let desk = self.desk.lock();
        let all = self.workload.next(&desk.model, now_of(self.now));
        let request = |asked: Asked| {
            let request = desk.names.request(&desk.model, &self.program, &asked)?;
            Ok((asked, request))
        };
        all.into_iter().map(request).collect()
    }

    /// Hands what is waiting to the client's engine.
    fn take_off(&mut self, at: usize, client: &mut Client) -> Result<(), String> {
        client.tries = client.tries.saturating_add(1);
        if client.tries > TRIES_MAX {
            let asked: Vec<_> = client.waiting.iter().map(|(asked, _)| asked).collect();
            return Err(format!("never answered: {asked:?}"));
        }
        // A till that was offline tells when it was; the others leave it to the engine's clock.
        let back = if self.rng.per_mille(30) { self.rng.below(4) } else { 0 };
        let back = i64::try_from(back).unwrap_or(0).saturating_mul(MICROS_PER_DAY);
        let told = Moment::from_micros(self.now.micros().saturating_sub(back)).filter(|_| back > 0);
        let now = now_of(told.unwrap_or(self.now));
        let asked = client.waiting.iter().map(|(asked, _)| asked.clone()).collect();
        let timed = |(_, request): &(Asked, Request)| Request { at: told, ..request.clone() };
        let requests: Vec<Request> = client.waiting.iter().map(timed).collect();
        if let Some(call) = self.desk.lock().calls.get_mut(at) {
            *call = Call::new(asked, now);
        }
        let (engine, _) = self.engines.get(client.engine).ok_or("a client without an engine")?;
        let engine = Arc::clone(engine);
        client.flight = Some(Box::pin(async move {
            match requests.as_slice() {
                [only] => vec![engine.execute(only).await],
                all => engine.execute_all(all).await,
            }
        }));
        Ok(())
    }

    /// Takes the answers; what must be asked again stays.
    fn land(&mut self, at: usize, client: &mut Client, answers: Answers) -> Result<(), String> {
        let again = self.desk.lock().answers(at, &answers)?;
        for answer in &answers {
            let said = match answer {
                Ok(outcome) => format!("{} {:?} {}", outcome.entry.operation, outcome.entry.subject, outcome.replay),
                Err(error) => error.to_string(),
            };
            self.trace(&format!("{at} {} {said}\n", self.steps));
        }
        let waiting = std::mem::take(&mut client.waiting);
        for (position, asked) in waiting.into_iter().enumerate() {
            let rest = if again.contains(&position) { &mut client.waiting } else { &mut client.answered };
            rest.push(asked);
        }
        let old = client.answered.len().saturating_sub(ANSWERED_MAX);
        client.answered.drain(..old);
        Ok(())
    }

    /// The process of an engine is gone, with every call in it. Another takes its place, and the clients ask again.
    fn crash(&mut self, engine: usize) {
        let new = self.engine();
        if let Some(slot) = self.engines.get_mut(engine) {
            *slot = new;
        }
        self.clients.iter_mut().filter(|client| client.engine == engine).for_each(|client| client.flight = None);
    }
}
