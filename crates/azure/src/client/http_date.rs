//! Dates as HTTP writes them.

use std::time::Duration;

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// Days from the first of March of the year 0, from where leap days come last, to 1970.
const DAYS_TO_1970: u64 = 719_468;

/// The time since 1970 of `Wed, 21 Oct 2026 07:28:00 GMT`, the one form that servers may write
/// (RFC 9110, section 5.6.7).
pub(super) fn since_1970(text: &str) -> Option<Duration> {
    let (_weekday, date) = text.split_once(", ")?;
    let mut parts = date.split([' ', ':']);
    let day = number(parts.next()?, 1..=31)?;
    let month = parts.next()?;
    let month = MONTHS.iter().position(|name| *name == month)?;
    let year = number(parts.next()?, 1970..=9999)?;
    let hour = number(parts.next()?, 0..=23)?;
    let minute = number(parts.next()?, 0..=59)?;
    let second = number(parts.next()?, 0..=60)?;
    if parts.next()? != "GMT" || parts.next().is_some() {
        return None;
    }
    // Counted from March: January and February are the last months of the year before.
    let (year, month) = match u64::try_from(month).ok()? {
        month @ 0..2 => (year - 1, month + 10),
        month => (year, month - 2),
    };
    let days = 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day - 1;
    let hours = (days - DAYS_TO_1970) * 24 + hour;
    Some(Duration::from_secs((hours * 60 + minute) * 60 + second))
}

fn number(text: &str, range: std::ops::RangeInclusive<u64>) -> Option<u64> {
    text.parse().ok().filter(|number| range.contains(number))
}

#[cfg(test)]
mod tests {
    use super::since_1970;

    #[test]
    fn a_date_in_the_form_of_servers() {
        for (text, seconds) in [
            ("Thu, 01 Jan 1970 00:00:00 GMT", Some(0)),
            ("Tue, 29 Feb 2000 23:59:59 GMT", Some(951_868_799)),
            ("Wed, 01 Mar 2000 00:00:00 GMT", Some(951_868_800)),
            ("Wed, 21 Oct 2026 07:28:00 GMT", Some(1_792_567_680)),
            ("Fri, 31 Dec 9999 23:59:59 GMT", Some(253_402_300_799)),
            ("Wed, 21 Oct 2026 07:28:00 UTC", None),
            ("Wed, 21 Oct 2026 07:28 GMT", None),
            ("Wed, 99 Oct 2026 07:28:00 GMT", None),
            ("Wed, 21 Oct 99999999999 07:28:00 GMT", None),
            ("Wednesday, 21-Oct-26 07:28:00 GMT", None),
            ("", None),
        ] {
            let found = since_1970(text).map(|time| time.as_secs());
            assert_eq!(found, seconds, "{text}");
        }
    }
}
