//! What becomes of two members who turn out to be one.

use super::{Head, Records, member_of};
use crate::error::Error;
use crate::event::Event;
use crate::member::{Hold, Merged, Promise, sum};

pub(super) fn apply<R: Records>(records: &mut R, head: Head, event: &Event) -> Result<(), Error> {
    match event {
        Event::MemberAbsorbed { members, spending, awaiting, debt, paid } => {
            let member = member_of(records, head)?;
            member.absorbed.extend(members);
            if let Some(spending) = spending {
                member.spending.get_or_insert_default().absorb(spending);
            }
            member.awaiting.extend(awaiting);
            if *debt > 0 {
                let points = member.points.get_or_insert_default();
                let paid_off = points.remove(paid).map(|()| sum(paid));
                let paid_off =
                    paid_off.ok_or_else(|| Error::broken("a debt is paid with points that are not there"))?;
                points.debt = points.debt.saturating_add(*debt).saturating_sub(paid_off);
            }
        }
        Event::PromiseMoved { purchase, points, from } => {
            let promise = Promise { purchase: *purchase, points: *points, from: *from };
            member_of(records, head)?.points.get_or_insert_default().promised.push(promise);
        }
        Event::HoldMoved { hold, parts, until, on } => {
            let hold = Hold { id: *hold, parts: parts.clone(), until: *until, on: *on };
            member_of(records, head)?.points.get_or_insert_default().holds.push(hold);
        }
        Event::MemberMerged { into, series } => {
            let member = member_of(records, head)?;
            member.merged = Some(Merged { into: *into, series: *series });
            member.closed = true;
            member.points = None;
            member.spending = None;
            member.levels = Vec::new();
            member.awaiting = Vec::new();
            member.rewards_due = None;
        }
        _ => {}
    }
    Ok(())
}
