//! The longest that an operation is waited for.

use crate::error::AzureError;
use std::cell::Cell;
use std::time::Duration;

/// No operation is waited for longer. The longest recorded one took 27 polls.
pub const OPERATION_LIMIT: Duration = Duration::from_secs(120);

/// The moment at which an operation is given up. The time in which somebody gets a new token moves it:
/// the operation goes on meanwhile, and its result waits.
#[derive(Debug)]
pub(super) struct Limit {
    until: Cell<Duration>,
}

impl Limit {
    /// For an operation that was accepted now.
    pub(super) fn from(now: Duration) -> Self {
        Self {
            until: Cell::new(now + OPERATION_LIMIT),
        }
    }

    /// For a request that belongs to no operation.
    pub(super) fn none() -> Self {
        Self {
            until: Cell::new(Duration::MAX),
        }
    }

    /// How much time is left.
    pub(super) fn left(&self, now: Duration) -> Duration {
        self.until.get().saturating_sub(now)
    }

    /// Leaves some time out of the count.
    pub(super) fn leave_out(&self, time: Duration) {
        self.until.set(self.until.get().saturating_add(time));
    }

    /// That the operation is given up. `asked` is a wait that Azure asks for, where that is why.
    pub(super) fn passed(&self, now: Duration, asked: Option<Duration>) -> AzureError {
        AzureError::OperationTimedOut {
            seconds: OPERATION_LIMIT.saturating_sub(self.left(now)).as_secs(),
            retry_after: asked,
        }
    }
}
