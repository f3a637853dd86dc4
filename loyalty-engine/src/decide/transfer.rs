//! Giving points to another member: they keep their expiry.

use super::Operation;
use super::find::ask_member;
use super::ledger::{after_debt, balance_with, balance_without, take_exactly};
use super::level::{Held, refresh};
use super::spending::check_standing;
use super::turn::{Asking, Step, Turn};
use crate::command::TransferPoints;
use crate::error::{Error, ProblemCode, Refusal};
use crate::event::{Event, Subject};
use crate::id::MemberId;
use crate::member::{Lot, Points};

impl Operation for TransferPoints {
    fn ask(&self, asking: &mut Asking<'_>) -> Result<(), Error> {
        ask_member(asking, &self.member)?;
        ask_member(asking, &self.to)
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<Step, Error> {
        let rules = turn.rules()?;
        if self.points == 0 {
            return Err(Error::invalid("points", ProblemCode::Zero));
        }
        if !rules.points.as_ref().ok_or(Refusal::NoPoints)?.transfer {
            return Err(Refusal::NoTransfer.into());
        }
        let from = turn.open_member(&self.member)?;
        let to = turn.open_member(&self.to)?;
        if from == to {
            return Err(Refusal::SameMember.into());
        }
        check_standing(turn, from)?;
        check_standing(turn, to)?;
        let sent = take_exactly(turn, from, self.points, &rules)?;
        let (known, balance) =
            (turn.member(to)?.points.clone().unwrap_or_default(), balance_without(turn, from, &sent)?);
        turn.log(Subject::Member(from));
        turn.post(Event::PointsSent { to, parts: sent.clone(), balance })?;
        refresh(turn, from, Held::Kept)?;
        receive(turn, to, from, moved(&known, &sent))
    }
}

/// Puts points that come from somebody else into the log and the lots of the one who gets them.
fn receive(turn: &mut Turn<'_>, to: MemberId, from: MemberId, parts: Vec<Lot>) -> Result<Step, Error> {
    turn.log(Subject::Member(to));
    take_in(turn, to, from, parts)?;
    refresh(turn, to, Held::Kept)?;
    Ok(Step::Done)
}

/// The same where the log is open.
pub(super) fn take_in(turn: &mut Turn<'_>, to: MemberId, from: MemberId, parts: Vec<Lot>) -> Result<(), Error> {
    let (parts, debt) = after_debt(&turn.member(to)?.points.clone().unwrap_or_default(), parts);
    let balance = balance_with(turn, to, &parts)?;
    turn.post(Event::PointsReceived { from, parts, debt, balance })
}

/// Somebody else's parts as lots of one's own: with those of the same expiry, or new ones.
pub(super) fn moved(own: &Points, parts: &[Lot]) -> Vec<Lot> {
    let mut known = own.lots.clone();
    let mut made = own.lots_made;
    let mut lots = Vec::new();
    for part in parts {
        let number = known.iter().find(|lot| lot.until == part.until).map(|lot| lot.lot);
        let lot = number.unwrap_or_else(|| {
            made = made.saturating_add(1);
            made
        });
        lots.push(Lot { lot, ..*part });
        if number.is_none() {
            known.push(Lot { lot, ..*part });
        }
    }
    lots
}
