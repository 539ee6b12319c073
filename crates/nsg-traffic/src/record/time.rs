//! When something was recorded.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// A moment, in milliseconds since 1970 (UTC). Its text is ISO 8601.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordTime(i64);

/// The smallest number that counts milliseconds. A smaller one counts seconds: as milliseconds it would be a day of 1973.
const FIRST_MILLISECONDS: u64 = 100_000_000_000;

/// The last moment that can be written: the end of the year 9999.
const LAST: u64 = 253_402_300_799_999;

const HOUR: i64 = 3_600_000;

impl RecordTime {
    /// Reads a tuple's number: seconds, or milliseconds, which are told apart by their size since the documentation has
    /// examples of both. `None` for one that is no moment before the year 10000.
    pub fn of_number(number: u64) -> Option<Self> {
        let milliseconds = match number < FIRST_MILLISECONDS {
            true => number * 1000,
            false => number,
        };
        let known = (milliseconds <= LAST).then_some(milliseconds)?;
        i64::try_from(known).ok().map(Self)
    }

    /// Reads a date with a time: ISO 8601, or as the portal writes it in a CSV file (`11/30/2026, 1:05:00.000 PM`, UTC).
    pub fn of_text(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Ok(moment) = text.parse::<Timestamp>() {
            return Some(Self(moment.as_millisecond()));
        }
        let civil = text
            .parse::<DateTime>()
            .or_else(|_| DateTime::strptime("%m/%d/%Y, %I:%M:%S%.f %p", text));
        let moment = civil.ok()?.to_zoned(TimeZone::UTC).ok()?;
        Some(Self(moment.timestamp().as_millisecond()))
    }

    /// Milliseconds since 1970.
    pub fn milliseconds(self) -> i64 {
        self.0
    }

    /// The day and the minute, in UTC, as people read it: `2026-03-04 09:46`.
    pub fn minute(self) -> String {
        let text = self.to_string();
        text.get(..16).unwrap_or(&text).replace('T', " ")
    }

    /// The beginning of the hour that it is in.
    #[must_use]
    pub fn hour(self) -> Self {
        Self(self.0.div_euclid(HOUR) * HOUR)
    }
}

impl fmt::Display for RecordTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match Timestamp::from_millisecond(self.0) {
            Ok(moment) => moment.fmt(f),
            Err(_) => self.0.fmt(f),
        }
    }
}

// Between a page and its worker it is a number: the reader of texts is 30 KB of a module (brotli), which most never use.
impl Serialize for RecordTime {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match to.is_human_readable() {
            true => to.collect_str(self),
            false => self.0.serialize(to),
        }
    }
}

impl<'de> Deserialize<'de> for RecordTime {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        if !from.is_human_readable() {
            return i64::deserialize(from).map(Self);
        }
        let text = String::deserialize(from)?;
        let moment = text.parse::<Timestamp>();
        moment
            .map(|moment| Self(moment.as_millisecond()))
            .map_err(|_| serde::de::Error::custom("a moment is ISO 8601"))
    }
}
