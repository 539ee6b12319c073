//! Retries: how often and when a request is sent again.

use std::time::{Duration, UNIX_EPOCH};

/// Five waits of 1, 2, 4, 8 and 16 seconds at most: half a minute of a broken connection.
const MAX_RETRIES: u32 = 5;

/// No wait of ours doubles more often: 16 seconds are the longest.
const LONGEST: u32 = 4;

/// A service that is busy refuses whatever comes, also what others ask: eight questions at once that are
/// told to slow down cost each of them several refusals.
const MAX_THROTTLED: u32 = 20;

/// A service that asks for more patience than this is not waited for: the person is told instead.
pub(super) const MAX_WAIT: Duration = Duration::from_secs(60);

/// A token that is new and has expired again is a clock that is wrong, or a source that repeats itself.
const MAX_RENEWALS: u32 = 2;

/// What was tried for one request.
#[derive(Debug, Default)]
pub(super) struct Tries {
    retries: u32,
    renewals: u32,
}

impl Tries {
    /// Whether it is worth asking for another token.
    pub(super) fn may_renew(&mut self) -> bool {
        self.renewals += 1;
        self.renewals <= MAX_RENEWALS
    }

    /// How long to wait before the next try; `None` when enough was tried. What the service asks for
    /// counts; else the time doubles, with a random part so that many do not come back at once.
    pub(super) fn next(
        &mut self,
        throttled: bool,
        asked: Option<Duration>,
        random: f64,
    ) -> Option<Duration> {
        let limit = if throttled {
            MAX_THROTTLED
        } else {
            MAX_RETRIES
        };
        if self.retries >= limit {
            return None;
        }
        let usual = Duration::from_secs(1 << self.retries.min(LONGEST));
        self.retries += 1;
        let wait = match asked {
            Some(asked) => asked + Duration::from_secs_f64(0.5 * random),
            None => usual.mul_f64(0.5 + 0.5 * random),
        };
        (wait <= MAX_WAIT).then_some(wait)
    }
}

/// Seconds, as Resource Manager writes them, or the date that HTTP allows as well and that a gateway may
/// write. `today` is the time since 1970.
pub(super) fn retry_after(header: Option<&str>, today: Duration) -> Option<Duration> {
    let text = header?.trim();
    match text.parse() {
        Ok(seconds) => Some(Duration::from_secs(seconds)),
        Err(_) => {
            let date = httpdate::parse_http_date(text).ok()?;
            let date = date.duration_since(UNIX_EPOCH).ok()?;
            Some(date.saturating_sub(today))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_doubles_and_ends() {
        let mut tries = Tries::default();
        let waits: Vec<_> = std::iter::from_fn(|| tries.next(false, None, 1.0)).collect();
        assert_eq!(waits, [1, 2, 4, 8, 16].map(Duration::from_secs));
    }

    #[test]
    fn what_the_service_asks_for_counts() {
        let mut tries = Tries::default();
        let today = Duration::from_secs(1_792_567_680);
        let asked = retry_after(Some("10"), today);
        assert_eq!(tries.next(true, asked, 0.0), Some(Duration::from_secs(10)));
        let long = retry_after(Some("3600"), today);
        assert_eq!(tries.next(true, long, 0.0), None);
        for (date, seconds) in [
            ("Wed, 21 Oct 2026 07:28:07 GMT", Some(7)),
            ("Wed, 21 Oct 2026 07:27:00 GMT", Some(0)),
            ("in a moment", None),
        ] {
            let asked = retry_after(Some(date), today);
            assert_eq!(asked.map(|wait| wait.as_secs()), seconds, "{date}");
        }
    }
}
