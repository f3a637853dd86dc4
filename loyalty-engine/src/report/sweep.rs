//! Sweeping: everybody on whom time has something to do is settled, batch by batch.

use super::pages::due_members;
use crate::access::Actor;
use crate::command::{MemberRef, Request, Settle};
use crate::engine::Engine;
use crate::error::Error;
use crate::id::{MemberId, ProgramId};
use crate::outcome::Outcome;
use crate::time::{Date, Moment};

/// One walk over everybody who is due. Right answers never wait for it; reports and notices may.
pub struct Sweep<'a> {
    /// What decides.
    pub engine: &'a Engine,
    /// Whose members.
    pub program: &'a ProgramId,
    /// Who acts.
    pub actor: Actor,
    /// The moment it is.
    pub at: Moment,
    /// The day that moment falls on in the program's zone.
    pub on: Date,
    /// Write nothing.
    pub dry_run: bool,
    /// Where the last batch ended; nothing at the beginning.
    pub after: Option<(Date, MemberId)>,
}

/// Members that share one load and one commit.
const BATCH: u32 = 500;

impl Sweep<'_> {
    /// The next members who are due, whatever becomes of them. Each batch goes on after the last one's end, so that a
    /// member who stays due, for whatever reason, is passed once and not again.
    pub async fn due(&mut self) -> Result<Vec<MemberId>, Error> {
        let page = due_members(self.engine.store(), self.program, self.on, self.after, BATCH).await?;
        let Some(last) = page.last().copied().filter(|last| self.after.is_none_or(|after| *last > after)) else {
            return Ok(Vec::new());
        };
        self.after = Some(last);
        Ok(page.into_iter().map(|(_, id)| id).collect())
    }

    /// Settles the next batch, and says what came of each member; nothing at the end.
    pub async fn settle(&mut self) -> Result<Vec<(MemberId, Result<Outcome, Error>)>, Error> {
        let due = self.due().await?;
        let request = |id: &MemberId| Request {
            dry_run: self.dry_run,
            ..Request::new(self.program.clone(), self.actor.clone(), Settle { member: MemberRef::Id(*id) }.into())
                .at(self.at)
        };
        let requests: Vec<Request> = due.iter().map(request).collect();
        Ok(due.into_iter().zip(self.engine.execute_all(&requests).await).collect())
    }
}
