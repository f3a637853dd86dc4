//! `loyalty settle`: writes down what time has done, so that reports and notices see it.

use std::io::Write;

use futures_executor::block_on;
use indicatif::{ProgressBar, ProgressStyle};
use loyalty_engine::event::Event;
use loyalty_engine::id::{MemberId, ProgramId};
use loyalty_engine::report::Sweep;
use loyalty_engine::rules::Rules;
use loyalty_engine::time::Zone;
use loyalty_engine::{Date, Engine, Error, Moment, Outcome};

use crate::failure::Failure;
use crate::store::{DEFAULT_STORE, StoreUrl, need_rules, open_existing, read_program, system};

/// Write down what time has done: ended memberships, lapsed rewards. It may be run as often as you like
#[derive(clap::Args)]
pub struct Args {
    /// Which program
    #[arg(long, value_parser = read_program)]
    program: ProgramId,
    /// Where it lives: `sqlite:PATH` or `postgres://USER@HOST/DATABASE`
    #[arg(long, value_name = "URL", default_value = DEFAULT_STORE, value_parser = StoreUrl::parse)]
    store: StoreUrl,
    /// As of this day in the program's time zone; today when left out
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = read_date)]
    on: Option<Date>,
    /// Say what would happen, and write nothing
    #[arg(long)]
    dry_run: bool,
}

fn read_date(text: &str) -> Result<Date, String> {
    Date::parse(text).map_err(|code| code.about().to_owned())
}

/// Sweeps, and says what it did.
pub fn run(args: &Args, out: &mut dyn Write) -> Result<(), Failure> {
    let engine = Engine::new(open_existing(&args.store)?);
    let view = need_rules(&engine, &args.program)?;
    let zone = Rules::check(view.rules.into(), view.version).map_err(Error::Invalid)?.program.zone;
    let at = moment(args, engine.now(), zone)?;
    let sweep = || -> Result<Sweep<'_>, Failure> {
        let (actor, on) = (system()?, zone.date(at));
        Ok(Sweep { engine: &engine, program: &args.program, actor, at, on, dry_run: args.dry_run, after: None })
    };
    let bar = progress_bar(count(sweep()?)?);
    let (mut swept, mut sweep) = (Swept::default(), sweep()?);
    each_settled(&mut sweep, |_, result| {
        bar.inc(1);
        swept.count(&result);
        Ok(())
    })?;
    bar.finish_and_clear();
    swept.report(args, sweep.on, out)
}

/// How many members are due.
fn count(mut sweep: Sweep<'_>) -> Result<u64, Failure> {
    let mut count = 0_u64;
    loop {
        match u64::try_from(block_on(sweep.due())?.len()) {
            Ok(0) => return Ok(count),
            found => count = count.saturating_add(found.unwrap_or(u64::MAX)),
        }
    }
}

/// Settles one batch after the other, and hands on what came of each member.
pub fn each_settled(
    sweep: &mut Sweep<'_>,
    mut each: impl FnMut(MemberId, Result<Outcome, Error>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    loop {
        let batch = block_on(sweep.settle())?;
        if batch.is_empty() {
            return Ok(());
        }
        batch.into_iter().try_for_each(|(id, result)| each(id, result))?;
    }
}

/// The moment the sweep is made at.
fn moment(args: &Args, now: Moment, zone: Zone) -> Result<Moment, Failure> {
    let Some(on) = args.on else { return Ok(now) };
    let today = zone.date(now);
    // What has not happened yet must not be written down; looking ahead is harmless.
    if on > today && !args.dry_run {
        return Err(Failure::Usage(format!("{on} has not come yet (today is {today}); --dry-run may look ahead")));
    }
    if on == today {
        return Ok(now);
    }
    beginning_of(on, zone).ok_or_else(|| Failure::Usage(format!("{on} is too long ago")))
}

/// A moment within the first hour of a day in a zone.
fn beginning_of(day: Date, zone: Zone) -> Option<Moment> {
    const HOUR: i64 = 3_600_000_000;
    let noon = Moment::parse(&format!("{day}T12:00:00Z")).ok()?.micros();
    // No zone is further from UTC than fourteen hours.
    let hours = (-26_i64..=14).filter_map(|hours| noon.checked_add(hours.checked_mul(HOUR)?));
    hours.filter_map(Moment::from_micros).find(|moment| zone.date(*moment) == day)
}

/// A bar on a terminal, and nothing anywhere else.
fn progress_bar(total: u64) -> ProgressBar {
    let bar = ProgressBar::new(total);
    match ProgressStyle::with_template("{bar:40} {pos} of {len} members, {eta} left") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// What a sweep did.
#[derive(Default)]
struct Swept {
    members: u64,
    ended: u64,
    lapsed: u64,
    errors: Vec<Error>,
}

impl Swept {
    fn count(&mut self, result: &Result<Outcome, Error>) {
        let more = |count: &mut u64| *count = count.saturating_add(1);
        more(&mut self.members);
        match result {
            Ok(outcome) => outcome.events().iter().for_each(|event| match event {
                Event::MembershipEnded { .. } => more(&mut self.ended),
                Event::RewardLapsed { .. } => more(&mut self.lapsed),
                _ => {}
            }),
            Err(error) => self.errors.push(error.clone()),
        }
    }

    fn report(&self, args: &Args, on: Date, out: &mut dyn Write) -> Result<(), Failure> {
        let start = if args.dry_run { "dry run: " } else { "" };
        let members = number(self.members, "member");
        let (ended, lapsed) = (number(self.ended, "membership"), number(self.lapsed, "reward"));
        match self.members {
            0 => writeln!(out, "{start}nobody was due on {on}")?,
            _ => writeln!(out, "{start}{members} due on {on}: {ended} ended, {lapsed} lapsed")?,
        }
        let Some(first) = self.errors.first() else { return Ok(()) };
        let failed = number(u64::try_from(self.errors.len()).unwrap_or(u64::MAX), "member");
        Err(Failure::Failed(format!("{failed} could not be settled; the first because: {first}")))
    }
}

fn number(count: u64, of: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {of}{plural}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_where_its_zone_says() {
        for (zone, day, expected) in [
            ("Asia/Jakarta", "2026-11-21", "2026-11-20T17:00:00Z"),
            ("UTC", "2026-11-21", "2026-11-21T00:00:00Z"),
            ("Pacific/Kiritimati", "2026-11-21", "2026-11-20T10:00:00Z"),
            ("Etc/GMT+12", "2026-11-21", "2026-11-21T12:00:00Z"),
            ("Asia/Kathmandu", "2026-11-21", "2026-11-20T19:00:00Z"),
        ] {
            let (zone, day) = (Zone::parse(zone).unwrap(), Date::parse(day).unwrap());
            assert_eq!(beginning_of(day, zone).unwrap().to_string(), expected);
        }
    }

    #[test]
    fn one_is_not_many() {
        assert_eq!(number(1, "member"), "1 member");
        assert_eq!(number(0, "member"), "0 members");
    }
}
