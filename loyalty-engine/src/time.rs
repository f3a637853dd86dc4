//! The calendar: moments in UTC, days in a program's zone, and spans counted from an anchor day.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, SecondsFormat, TimeZone, Timelike, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::error::ProblemCode;
use crate::id::{visit_text, write_named};

/// An instant in UTC, exact to the microsecond, between 1970 and 9999.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(i64);

const MICROS_MAX: i64 = 253_402_300_799_999_999;

impl Moment {
    /// From microseconds since 1970; what is finer than that cannot be said.
    pub fn from_micros(micros: i64) -> Option<Moment> {
        (0..=MICROS_MAX).contains(&micros).then_some(Moment(micros))
    }

    /// The first moment there is.
    pub fn earliest() -> Moment {
        Moment(0)
    }

    /// Microseconds since 1970.
    pub fn micros(self) -> i64 {
        self.0
    }

    /// Milliseconds since 1970.
    pub fn millis(self) -> u64 {
        u64::try_from(self.0.div_euclid(1000)).unwrap_or(0)
    }

    /// Reads RFC 3339 with any offset; digits below the microsecond are dropped.
    pub fn parse(text: &str) -> Result<Moment, ProblemCode> {
        // chrono takes a typographic minus and a space for the T; one spelling is enough.
        let plain = text.is_ascii() && text.as_bytes().get(10) == Some(&b'T');
        let moment = DateTime::parse_from_rfc3339(text).ok().filter(|_| plain).ok_or(ProblemCode::NotAMoment)?;
        // A leap second has no place of its own in UTC microseconds.
        if moment.timestamp_subsec_nanos() >= 1_000_000_000 {
            return Err(ProblemCode::NotAMoment);
        }
        Moment::from_micros(moment.timestamp_micros()).ok_or(ProblemCode::OutOfRange)
    }

    /// So many minutes later, or `None` after the last moment there is.
    pub fn minutes_later(self, minutes: u32) -> Option<Moment> {
        Moment::from_micros(self.0.checked_add(i64::from(minutes).checked_mul(60_000_000)?)?)
    }

    /// The latest day it is anywhere at this moment: no zone is further ahead than fourteen hours.
    pub fn latest_day(self) -> Date {
        let there = self.minutes_later(14 * 60).unwrap_or(self);
        Date::checked(there.utc().date_naive()).unwrap_or(Date(NaiveDate::default()))
    }

    fn utc(self) -> DateTime<Utc> {
        DateTime::from_timestamp_micros(self.0).unwrap_or(DateTime::UNIX_EPOCH)
    }
}

impl From<Moment> for DateTime<Utc> {
    fn from(moment: Moment) -> DateTime<Utc> {
        moment.utc()
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.utc().to_rfc3339_opts(SecondsFormat::AutoSi, true))
    }
}

/// A calendar day, without a zone, between 1900 and 9999.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(NaiveDate);

impl Date {
    /// Reads `YYYY-MM-DD` and nothing else.
    pub fn parse(text: &str) -> Result<Date, ProblemCode> {
        let fits = |(at, byte): (usize, u8)| if matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() };
        let shape = text.len() == 10 && text.bytes().enumerate().all(fits);
        let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().filter(|_| shape).ok_or(ProblemCode::NotADate)?;
        Date::checked(date).ok_or(ProblemCode::OutOfRange)
    }

    /// The day that comes `span` after this one; a month later than the 31st is the last day of a shorter month.
    pub fn after(self, span: Span) -> Option<Date> {
        let date = match span {
            Span::Days(days) => self.0.checked_add_days(Days::new(days.into())),
            Span::Months(months) => self.0.checked_add_months(Months::new(months)),
        };
        date.and_then(Date::checked)
    }

    /// The first day of its month.
    #[must_use]
    pub fn month(self) -> Date {
        self.0.with_day(1).map_or(self, Date)
    }

    /// The first day of the month so many months away.
    pub fn months_away(self, months: i32) -> Option<Date> {
        let first = self.month().0;
        let count = Months::new(months.unsigned_abs());
        let away = if months < 0 { first.checked_sub_months(count) } else { first.checked_add_months(count) };
        away.and_then(Date::checked)
    }

    /// The last day of its month.
    #[must_use]
    pub fn month_end(self) -> Date {
        self.months_away(1).and_then(|next| next.0.pred_opt()).map_or(self, Date)
    }

    /// The first day of its year.
    #[must_use]
    pub fn year(self) -> Date {
        self.0.with_day(1).and_then(|day| day.with_month(1)).map_or(self, Date)
    }

    /// The last day of its year.
    #[must_use]
    pub fn year_end(self) -> Date {
        self.year().months_away(11).map_or(self, Date::month_end)
    }

    /// The day of the week, from 1 for Monday to 7 for Sunday.
    pub fn weekday(self) -> u32 {
        self.0.weekday().number_from_monday()
    }

    /// The next day; the last day there is stays itself.
    pub fn next(self) -> Date {
        self.0.succ_opt().and_then(Date::checked).unwrap_or(self)
    }

    /// Days since 1970, for stores that order by number.
    pub fn days_since_epoch(self) -> i64 {
        self.0.signed_duration_since(NaiveDate::default()).num_days()
    }

    fn checked(date: NaiveDate) -> Option<Date> {
        (1900..=9999).contains(&date.year()).then_some(Date(date))
    }
}

impl From<Date> for NaiveDate {
    fn from(date: Date) -> NaiveDate {
        date.0
    }
}

impl TryFrom<NaiveDate> for Date {
    type Error = ProblemCode;
    fn try_from(date: NaiveDate) -> Result<Date, ProblemCode> {
        Date::checked(date).ok_or(ProblemCode::OutOfRange)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A length of time on the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// So many days.
    Days(u32),
    /// So many calendar months, counted from the anchor day.
    Months(u32),
}

/// An IANA time zone, in which a program's days begin and end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Zone(chrono_tz::Tz);

impl Zone {
    /// Looks the zone up by its IANA name.
    pub fn parse(name: &str) -> Result<Zone, ProblemCode> {
        name.parse().map(Zone).map_err(|_| ProblemCode::NotAZone)
    }

    /// The day it is there at that moment.
    pub fn date(self, moment: Moment) -> Date {
        let local = self.0.from_utc_datetime(&moment.utc().naive_utc()).date_naive();
        Date::checked(local).unwrap_or(Date(NaiveDate::default()))
    }

    /// The hour and minute it is there at that moment, as minutes since midnight.
    pub fn minute_of_day(self, moment: Moment) -> u32 {
        let local = self.0.from_utc_datetime(&moment.utc().naive_utc()).time();
        local.num_seconds_from_midnight() / 60
    }
}

macro_rules! time_text {
    ($($type:ident $otherwise:ident $format:literal),*) => {$(
        impl fmt::Debug for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }
        impl FromStr for $type {
            type Err = ProblemCode;
            fn from_str(text: &str) -> Result<Self, ProblemCode> {
                $type::parse(text)
            }
        }
        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                write_named(serializer, stringify!($type), self)
            }
        }
        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $type::parse(&visit_text(deserializer, ProblemCode::$otherwise)?).map_err(de::Error::custom)
            }
        }
        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $type {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($type).into()
            }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({"type": "string", "format": $format})
            }
        }
    )*};
}
time_text!(Moment NotAMoment "date-time", Date NotADate "date");

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    #[test]
    fn a_day_in_jakarta_begins_at_five_in_the_afternoon_utc() {
        let zone = Zone::parse("Asia/Jakarta").unwrap();
        assert_eq!(zone.date(Moment::parse("2026-03-31T16:59:59.999999Z").unwrap()), date("2026-03-31"));
        assert_eq!(zone.date(Moment::parse("2026-03-31T17:00:00Z").unwrap()), date("2026-04-01"));
    }

    #[test]
    fn months_are_counted_from_the_anchor_and_end_with_the_shorter_month() {
        assert_eq!(date("2026-01-31").after(Span::Months(1)), Some(date("2026-02-28")));
        assert_eq!(date("2026-01-31").after(Span::Months(2)), Some(date("2026-03-31")));
        assert_eq!(date("2028-02-29").after(Span::Months(12)), Some(date("2029-02-28")));
        assert_eq!(date("9999-12-31").after(Span::Days(1)), None);
        assert_eq!(date("2026-01-01").after(Span::Months(u32::MAX)), None);
    }

    #[test]
    fn a_moment_keeps_microseconds_and_its_offset_is_only_a_spelling() {
        let moment = Moment::parse("2026-11-21T10:00:00.1234567+07:00").unwrap();
        assert_eq!(moment.to_string(), "2026-11-21T03:00:00.123456Z");
        for wrong in [
            "",
            "2026-11-21",
            "2026-11-21T10:00:00",
            "2026-13-01T00:00:00Z",
            "2016-12-31T23:59:60Z",
            "2026-11-21T24:00:00Z",
            "2026-11-21 10:00:00Z",
            "2026-11-21T10:00:00\u{2212}07:00",
        ] {
            assert!(Moment::parse(wrong).is_err(), "{wrong}");
        }
        assert_eq!(Moment::parse("1969-12-31T23:59:59Z"), Err(ProblemCode::OutOfRange));
    }

    #[test]
    fn a_date_has_one_spelling() {
        for wrong in ["", "2026-2-01", "2026-02-30", "0000-01-01", "+2026-01-1", "20260101", "2026-01-01T00:00:00Z"] {
            assert!(Date::parse(wrong).is_err(), "{wrong}");
        }
        assert_eq!(Date::parse("0001-01-01"), Err(ProblemCode::OutOfRange));
    }
}
