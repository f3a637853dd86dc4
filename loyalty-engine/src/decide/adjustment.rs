//! Giving and taking points by hand, with a reason.

use super::Operation;
use super::find::ask_member;
use super::ledger::{balance_with, balance_without, new_lot, take_exactly};
use super::level::{Held, refresh};
use super::turn::{Asking, Step, Turn};
use crate::command::AdjustPoints;
use crate::error::{Error, ProblemCode, Refusal};
use crate::event::Event;
use crate::id::Note;
use crate::money::POINTS_MAX;

impl Operation for AdjustPoints {
    fn ask(&self, asking: &mut Asking<'_>) -> Result<(), Error> {
        ask_member(asking, &self.member)
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<Step, Error> {
        let rules = turn.rules()?;
        let count = self.points.unsigned_abs();
        match count {
            0 => return Err(Error::invalid("points", ProblemCode::Zero)),
            count if count > POINTS_MAX => return Err(Error::invalid("points", ProblemCode::TooLarge)),
            _ => {}
        }
        if rules.points.is_none() {
            return Err(Refusal::NoPoints.into());
        }
        let id = turn.open_member(&self.member)?;
        if self.points > 0 {
            let today = turn.today()?;
            let (parts, debt, _) = new_lot(turn, id, count, today)?;
            let balance = balance_with(turn, id, &parts)?;
            turn.post(Event::PointsGranted { parts, debt, balance })?;
        } else {
            let parts = take_exactly(turn, id, count, &rules)?;
            let balance = balance_without(turn, id, &parts)?;
            turn.post(Event::PointsDeducted { parts, balance })?;
        }
        refresh(turn, id, Held::Kept)?;
        Ok(Step::Done)
    }

    fn why(&self) -> Option<&Note> {
        Some(&self.reason)
    }
}
