//! Holding points back for something, and letting them go.

use super::Operation;
use super::find::ask_member;
use super::ledger::{after_debt, at_home, balance_with, balance_without, expire, take_exactly};
use super::spending::{check_standing, hold_of};
use super::turn::{Asking, Step, Turn};
use crate::command::{HoldPoints, ReleasePoints};
use crate::error::{Error, ProblemCode, Refusal};
use crate::event::Event;

/// The most holds one member has at once.
const HOLDS_MAX: usize = 50;

impl Operation for HoldPoints {
    fn ask(&self, asking: &mut Asking<'_>) -> Result<(), Error> {
        ask_member(asking, &self.member)
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<Step, Error> {
        let rules = turn.rules()?;
        if self.points == 0 {
            return Err(Error::invalid("points", ProblemCode::Zero));
        }
        if self.until <= turn.at {
            return Err(Error::invalid("until", ProblemCode::EndsBeforeStart));
        }
        let id = turn.open_member(&self.member)?;
        check_standing(turn, id)?;
        let holds = turn.member(id)?.points.as_ref().map_or(0, |points| points.holds.len());
        if holds >= HOLDS_MAX {
            return Err(Refusal::TooManyHolds.into());
        }
        let parts = take_exactly(turn, id, self.points, &rules)?;
        let balance = balance_without(turn, id, &parts)?;
        let (hold, on) = (turn.ids.hold(), rules.program.zone.date(self.until));
        turn.post(Event::PointsHeld { hold, parts, until: self.until, on, balance })?;
        Ok(Step::Done)
    }
}

impl Operation for ReleasePoints {
    fn ask(&self, asking: &mut Asking<'_>) -> Result<(), Error> {
        ask_member(asking, &self.member)
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<Step, Error> {
        let id = turn.open_member(&self.member)?;
        let hold = hold_of(turn, id, self.hold)?;
        let points = turn.member(id)?.points.clone().unwrap_or_default();
        let (parts, debt) = after_debt(&points, at_home(&points, hold.parts));
        let balance = balance_with(turn, id, &parts)?;
        turn.post(Event::PointsReleased { hold: self.hold, parts, debt, balance })?;
        // Their time may have run out while they were held back.
        expire(turn, id)?;
        Ok(Step::Done)
    }
}
