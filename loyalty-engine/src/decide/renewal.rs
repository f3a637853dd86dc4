//! Renewal: one more period, from the later of today and the day after the end.

use super::Operation;
use super::find::ask_member;
use super::stamping::begin_series;
use super::turn::{Asking, Step, Turn};
use crate::command::Renew;
use crate::error::{Error, Refusal};
use crate::event::Event;
use crate::time::Date;

impl Operation for Renew {
    fn ask(&self, asking: &mut Asking<'_>) -> Result<(), Error> {
        ask_member(asking, &self.member)
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<Step, Error> {
        let rules = turn.rules()?;
        let today = turn.today()?;
        let id = turn.open_member(&self.member)?;
        let member = turn.member(id)?;
        if member.blocked {
            return Err(Refusal::MemberBlocked.into());
        }
        let (Some(terms), Some(current)) = (&rules.membership, &member.membership) else {
            return Err(Refusal::NoMembership.into());
        };
        let starts = later(today, current.ends.next());
        let ends = starts.after(terms.lasts).ok_or_else(|| Error::broken("the calendar ends before the membership"))?;
        let membership = current.number.saturating_add(1);
        turn.post(Event::MembershipRenewed { membership, starts, ends, fee: terms.fee })?;
        if !terms.renewal.keep_stamps && rules.stamps.is_some() {
            begin_series(turn, id, &rules)?;
        }
        Ok(Step::Done)
    }
}

fn later(a: Date, b: Date) -> Date {
    if a > b { a } else { b }
}
