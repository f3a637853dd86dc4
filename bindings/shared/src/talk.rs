//! A call on a connection that answers in its own time: the host is asked for one statement after the other.

use std::sync::Arc;

use async_trait::async_trait;
use loyalty_engine::Error;
use loyalty_engine::error::Doing;
use loyalty_engine::store::{HostConnection, SqlError, SqlValue};
use tokio::sync::{Mutex, mpsc};

use crate::lent::{Lent, Rows};
use crate::loyalty::Asked;
use crate::reply::Reply;
use crate::runtime;

/// A call that is under way. Whoever lets it go ends it: the host's transaction is the host's to roll back.
#[derive(Clone)]
pub struct Talk {
    turns: Arc<Mutex<mpsc::UnboundedReceiver<Turn>>>,
    said: mpsc::UnboundedSender<Rows>,
}

/// What comes next in a call.
#[derive(Debug)]
pub enum Turn {
    /// A statement has to be run.
    Query {
        /// The statement.
        sql: String,
        /// Its values.
        values: Vec<SqlValue>,
    },
    /// The call has its answer.
    Done(Result<Reply, Error>),
}

impl Talk {
    /// Begins a call.
    pub fn begin(lent: &Lent, asked: Asked) -> Result<Talk, Error> {
        let (turn, turns) = mpsc::unbounded_channel();
        let (said, rows) = mpsc::unbounded_channel();
        let lent = lent.clone();
        let connection = Arc::new(Host { turn: turn.clone(), rows: Mutex::new(rows) });
        // A case of the conformance suite waits for its statements, so this has a thread of its own.
        runtime::spawn_blocking(move || drop(turn.send(Turn::Done(lent.wait(connection, asked)))))?;
        Ok(Talk { turns: Arc::new(Mutex::new(turns)), said })
    }

    /// Says what came of the last statement, if there was one, and has the next turn later. `done` must not block.
    pub fn turn(&self, said: Option<Rows>, done: impl FnOnce(Turn) + Send + 'static) -> Result<(), Error> {
        if let Some(rows) = said {
            drop(self.said.send(rows));
        }
        let turns = Arc::clone(&self.turns);
        runtime::spawn(async move {
            let turn = turns.lock().await.recv().await;
            done(turn.unwrap_or_else(|| Turn::Done(Err(over()))));
        })
    }
}

fn over() -> Error {
    Error::Unavailable { doing: Doing::NotDone, why: "this call is over".to_owned() }
}

/// The host's side, one statement at a time.
struct Host {
    turn: mpsc::UnboundedSender<Turn>,
    rows: Mutex<mpsc::UnboundedReceiver<Rows>>,
}

#[async_trait]
impl HostConnection for Host {
    async fn query(&self, sql: &str, values: &[SqlValue]) -> Rows {
        let gone = || SqlError { code: None, message: "the host let the call go".to_owned() };
        let mut rows = self.rows.lock().await;
        self.turn.send(Turn::Query { sql: sql.to_owned(), values: values.to_vec() }).map_err(|_| gone())?;
        rows.recv().await.ok_or_else(gone)?
    }
}
