//! When something holds: from a day to a day, on days of the week, between hours, all in the program's zone.

use serde::{Deserialize, Serialize};

use super::ProblemsAt;
use crate::error::ProblemCode;
use crate::time::{Date, Moment, Zone};

/// A window as written. What is left out limits nothing.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct WindowSection {
    /// The first day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// The last day, all of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// Days of the week; an empty list is no day at all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<Vec<Weekday>>,
    /// From this time of day on, such as `15:00`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_time: Option<String>,
    /// Up to this time of day, which is no part of it; earlier than `from_time` it is that of the next morning.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until_time: Option<String>,
}

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

/// A window, checked. Times are minutes since midnight.
#[derive(Clone, Debug, PartialEq)]
pub struct Window {
    from: Option<Date>,
    until: Option<Date>,
    days: Option<Vec<u32>>,
    from_time: u32,
    until_time: u32,
}

const DAY_MINUTES: u32 = 24 * 60;

impl Window {
    /// Does it hold at this moment?
    pub fn holds(&self, at: Moment, zone: Zone) -> bool {
        let (day, minute) = (zone.date(at), zone.minute_of_day(at));
        let on_day = self.days.as_ref().is_none_or(|days| days.contains(&day.weekday()));
        let in_time = if self.from_time < self.until_time {
            (self.from_time..self.until_time).contains(&minute)
        } else {
            minute >= self.from_time || minute < self.until_time
        };
        self.from.is_none_or(|from| day >= from) && self.until.is_none_or(|until| day <= until) && on_day && in_time
    }
}

pub(super) fn check(section: &WindowSection, path: &str, problems: &mut ProblemsAt<'_>) -> Window {
    if matches!((section.from, section.until), (Some(from), Some(until)) if until < from) {
        problems.add(&format!("{path}.until"), ProblemCode::EndsBeforeStart);
    }
    let mut time = |field: &str, text: Option<&String>, otherwise| {
        let Some(text) = text else { return otherwise };
        problems.take(&format!("{path}.{field}"), minutes(text)).unwrap_or(otherwise)
    };
    let from_time = time("from_time", section.from_time.as_ref(), 0);
    let until_time = time("until_time", section.until_time.as_ref(), DAY_MINUTES);
    let number = |day: &Weekday| match day {
        Weekday::Monday => 1,
        Weekday::Tuesday => 2,
        Weekday::Wednesday => 3,
        Weekday::Thursday => 4,
        Weekday::Friday => 5,
        Weekday::Saturday => 6,
        Weekday::Sunday => 7,
    };
    let days = section.days.as_ref().map(|days| days.iter().map(number).collect());
    Window { from: section.from, until: section.until, days, from_time, until_time }
}

/// Minutes since midnight of a time written `HH:MM`, up to `24:00`.
fn minutes(text: &str) -> Result<u32, ProblemCode> {
    let digits = |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
    let (hours, minutes) = text
        .split_once(':')
        .filter(|(hours, minutes)| digits(hours) && digits(minutes))
        .ok_or(ProblemCode::NotATime)?;
    let (hours, minutes): (u32, u32) = match (hours.parse(), minutes.parse()) {
        (Ok(hours), Ok(minutes)) => (hours, minutes),
        _ => return Err(ProblemCode::NotATime),
    };
    let all = hours.saturating_mul(60).saturating_add(minutes);
    if minutes > 59 || all > DAY_MINUTES { Err(ProblemCode::NotATime) } else { Ok(all) }
}
