//! A wire between a store and PostgreSQL that counts round trips, and breaks where a test says.

#![expect(clippy::arithmetic_side_effects, reason = "bytes are counted")]

use std::collections::{HashMap, VecDeque};
use std::io;
use std::pin::pin;
use std::sync::{Arc, Mutex, MutexGuard};

use futures_util::future::select;
use sqlx::postgres::{PgConnectOptions, PgSslMode};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, watch};
use tokio::task::JoinHandle;

use crate::support::{RUNTIME, url};

/// What the client sends and then waits for: one round trip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trip {
    Connect,
    PrepareLoad,
    Load,
    PrepareCommit,
    Commit,
    /// The `COMMIT` of a transaction in which the engine committed.
    End,
    /// Anything else, such as `BEGIN` or a page.
    Other,
}

/// On which side of the server's work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// Nothing of it reaches the server.
    Before,
    /// The server gets a part, never the whole.
    Halfway,
    /// The server has done it; the client hears a part of the answer.
    HalfAnswered,
    /// The server has done it; the client hears nothing.
    After,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// The connection is gone at once.
    Cut,
    /// Nobody says anything any more.
    Swallow,
    /// It waits until [`Proxy::release`]; after that all goes on, also when the client has gone.
    Hold,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    pub trip: Trip,
    pub when: When,
    pub how: How,
}

pub struct Proxy {
    port: u16,
    wire: Arc<Wire>,
    accepting: JoinHandle<()>,
}

#[derive(Default)]
struct Wire {
    state: Mutex<State>,
    answered: Notify,
    released: watch::Sender<bool>,
}

#[derive(Default)]
struct State {
    fault: Option<Fault>,
    trips: Vec<Trip>,
    struck: u64,
    began_commit: bool,
    ports: Vec<i32>,
}

impl Proxy {
    pub fn start() -> Proxy {
        let wire = Arc::new(Wire::default());
        let listener = RUNTIME.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let port = listener.local_addr().unwrap().port();
        let accepted = Arc::clone(&wire);
        let accepting = RUNTIME.spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let wire = Arc::clone(&accepted);
                // What goes wrong on one connection is that connection's end, for both sides to see.
                tokio::spawn(async move { drop(connection(client, wire).await) });
            }
        });
        Proxy { port, wire, accepting }
    }

    /// The test's database, over this wire.
    pub fn address(&self) -> PgConnectOptions {
        server().host("127.0.0.1").port(self.port).ssl_mode(PgSslMode::Disable)
    }

    /// Breaks once, at the next trip of this kind.
    pub fn plan(&self, fault: Fault) {
        let mut state = self.wire.state();
        (state.fault, state.began_commit) = (Some(fault), false);
    }

    /// Breaks no more; says whether it broke, and whether the client had begun to send a commit.
    pub fn heal(&self) -> (bool, bool) {
        let mut state = self.wire.state();
        (state.fault.take().is_none(), state.began_commit)
    }

    /// How often it broke.
    pub fn struck(&self) -> u64 {
        self.wire.state().struck
    }

    /// By which ports the server knows the connections.
    pub fn ports(&self) -> Vec<i32> {
        self.wire.state().ports.clone()
    }

    /// Lets go on what is held.
    pub fn release(&self) {
        self.wire.released.send_replace(true);
    }

    /// The trips that the server has answered since this was asked last.
    pub fn trips(&self) -> Vec<Trip> {
        std::mem::take(&mut self.wire.state().trips)
    }

    /// Waits until the server has answered a trip of this kind.
    pub async fn answered(&self, trip: Trip) {
        loop {
            let answered = self.wire.answered.notified();
            if self.wire.state().trips.contains(&trip) {
                return;
            }
            answered.await;
        }
    }
}

impl Proxy {
    /// Listens no more: who connects now is refused.
    pub async fn stop(&self) {
        self.accepting.abort();
        while !self.accepting.is_finished() {
            tokio::task::yield_now().await;
        }
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

fn server() -> PgConnectOptions {
    url().parse().unwrap()
}

impl Wire {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    /// Takes the fault if this is its place.
    fn strikes(&self, trip: Trip, before: bool) -> Option<Fault> {
        let mut state = self.state();
        let here =
            |fault: &mut Fault| fault.trip == trip && matches!(fault.when, When::Before | When::Halfway) == before;
        state.began_commit |= before && trip == Trip::Commit;
        let fault = state.fault.take_if(here);
        state.struck += u64::from(fault.is_some());
        fault
    }

    fn note(&self, trip: Trip) {
        self.state().trips.push(trip);
        self.answered.notify_waiters();
    }

    async fn until_released(&self) {
        let _ = self.released.subscribe().wait_for(|released| *released).await;
    }
}

/// Trips that the server has not answered yet.
type Open = Arc<Mutex<VecDeque<Trip>>>;

async fn connection(client: TcpStream, wire: Arc<Wire>) -> io::Result<()> {
    let address = server();
    let server = TcpStream::connect((address.get_host(), address.get_port())).await?;
    wire.state().ports.push(i32::from(server.local_addr()?.port()));
    client.set_nodelay(true)?;
    server.set_nodelay(true)?;
    let (from_client, to_client) = client.into_split();
    let (from_server, to_server) = server.into_split();
    let open = Open::default();
    // Whichever is over first takes both sides along.
    let up = pin!(upwards(from_client, to_server, &wire, &open));
    let down = pin!(downwards(from_server, to_client, &wire, &open));
    select(up, down).await.factor_first().0
}

/// From the client to the server, a whole trip at a time.
async fn upwards(mut client: OwnedReadHalf, mut server: OwnedWriteHalf, wire: &Wire, open: &Open) -> io::Result<()> {
    let mut batch = Batch::default();
    let mut started = false;
    loop {
        let (kind, message) = match read(&mut client, started).await {
            Ok(message) => message,
            // What the server was given it does to its end, and then it goes.
            Err(_) => {
                server.shutdown().await?;
                return std::future::pending().await;
            }
        };
        let ends = !started || matches!(kind, b'p' | b'Q' | b'S' | b'X');
        batch.add(kind, &message);
        if !ends {
            continue;
        }
        let (bytes, trip) = batch.take();
        started = true;
        if kind == b'p' || kind == b'X' {
            server.write_all(&bytes).await?;
            continue;
        }
        match wire.strikes(trip, true) {
            Some(Fault { when, how: How::Cut, .. }) => return part(&mut server, &bytes, when).await,
            Some(Fault { when, how: How::Swallow, .. }) => {
                part(&mut server, &bytes, when).await?;
                while client.read_u8().await.is_ok() {}
                server.shutdown().await?;
                return std::future::pending().await;
            }
            Some(Fault { how: How::Hold, .. }) => wire.until_released().await,
            None => {}
        }
        open.lock().unwrap().push_back(trip);
        server.write_all(&bytes).await?;
    }
}

/// From the server to the client, a whole answer at a time.
async fn downwards(mut server: OwnedReadHalf, mut client: OwnedWriteHalf, wire: &Wire, open: &Open) -> io::Result<()> {
    let mut bytes = Vec::new();
    loop {
        let Ok((kind, message)) = read(&mut server, true).await else {
            return client.write_all(&bytes).await;
        };
        bytes.extend(message);
        let ends = kind == b'Z';
        // Nobody waits, so it is something that the server says on its own; or a question about the password.
        if !ends && kind != b'R' && !open.lock().unwrap().is_empty() {
            continue;
        }
        let answer = std::mem::take(&mut bytes);
        let trip = if ends { open.lock().unwrap().pop_front() } else { None };
        if let Some(trip) = trip {
            wire.note(trip);
            match wire.strikes(trip, false) {
                Some(Fault { when, how: How::Cut, .. }) => return part(&mut client, &answer, when).await,
                Some(Fault { when, how: How::Swallow, .. }) => {
                    part(&mut client, &answer, when).await?;
                    while server.read_u8().await.is_ok() {}
                    return Ok(());
                }
                Some(Fault { how: How::Hold, .. }) => wire.until_released().await,
                None => {}
            }
        }
        // A client who has gone hears nothing; the server is to end what it was given all the same.
        let _ = client.write_all(&answer).await;
    }
}

/// The part of it that comes through; never its end, which is the word that counts.
async fn part(to: &mut OwnedWriteHalf, bytes: &[u8], when: When) -> io::Result<()> {
    let some = bytes.len().saturating_sub(6);
    let length = match when {
        When::Before | When::After => 0,
        When::Halfway => some / 2,
        When::HalfAnswered => some,
    };
    to.write_all(&bytes[..length]).await
}

/// One message: its kind, and all of it. The first of a client has no kind.
async fn read(from: &mut OwnedReadHalf, has_kind: bool) -> io::Result<(u8, Vec<u8>)> {
    let mut message = Vec::new();
    let kind = if has_kind { from.read_u8().await? } else { 0 };
    if has_kind {
        message.push(kind);
    }
    let length = from.read_u32().await?;
    message.extend(length.to_be_bytes());
    let start = message.len();
    message.resize(start + length as usize - 4, 0);
    from.read_exact(&mut message[start..]).await?;
    Ok((kind, message))
}

struct Batch {
    bytes: Vec<u8>,
    trip: Trip,
    /// What the prepared statements do.
    names: HashMap<Vec<u8>, Trip>,
    has_committed: bool,
}

impl Default for Batch {
    fn default() -> Batch {
        Batch { bytes: Vec::new(), trip: Trip::Connect, names: HashMap::new(), has_committed: false }
    }
}

impl Batch {
    fn add(&mut self, kind: u8, message: &[u8]) {
        self.bytes.extend(message);
        let mut texts = message.get(5..).unwrap_or_default().split(|byte| *byte == 0);
        let mut text = || texts.next().unwrap_or_default();
        match kind {
            b'P' => {
                let (name, does) = (text().to_vec(), does(text()));
                self.names.insert(name, does);
                self.trip = match does {
                    Trip::Load => Trip::PrepareLoad,
                    Trip::Commit => Trip::PrepareCommit,
                    other => other,
                };
            }
            b'B' => {
                let _portal = text();
                self.trip = self.names.get(text()).copied().unwrap_or(Trip::Other);
                self.has_committed = self.trip == Trip::Commit;
            }
            b'Q' if self.has_committed && text() == b"COMMIT" => self.trip = Trip::End,
            _ => {}
        }
    }

    fn take(&mut self) -> (Vec<u8>, Trip) {
        (std::mem::take(&mut self.bytes), std::mem::replace(&mut self.trip, Trip::Other))
    }
}

fn does(sql: &[u8]) -> Trip {
    let sql = String::from_utf8_lossy(sql);
    match () {
        () if sql.contains(".load(") => Trip::Load,
        () if sql.contains(".commit(") => Trip::Commit,
        () => Trip::Other,
    }
}
