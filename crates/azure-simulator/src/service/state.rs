//! The memory of a running simulator.

use super::polling::Pending;
use crate::operation::Operation;
use serde::Serialize;
use std::collections::{HashMap, VecDeque};
use std::time::Duration;

/// A demo may run for weeks: older requests are forgotten.
const LOG_LIMIT: usize = 20_000;

/// So are operations that nobody has polled for so long.
const OPERATION_LIFE: Duration = Duration::from_secs(3600);

/// A request to Resource Manager that was seen. Preflights and `/simulator/` are not among them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SeenRequest {
    /// The method.
    pub method: String,
    /// Path and query; values that are secret, or differ every time, are replaced by `…`.
    pub path: String,
    /// The operation's name in a scenario; `None` for what is not served.
    pub operation: Option<String>,
    /// The status that was answered; `None` where the connection was cut before.
    pub status: Option<u16>,
    /// The session of the token; `None` where the token was refused.
    pub session: Option<String>,
    /// When it came, in milliseconds since the simulator started.
    pub at: u64,
    /// How long the answer took to begin, in milliseconds.
    pub millis: u64,
}

/// What is counted for one session, so that parallel users and tests do not disturb each other.
#[derive(Clone, Debug, Default)]
pub(crate) struct SessionCounts {
    /// How many requests each fault of the scenario has seen.
    pub(crate) faults: HashMap<usize, u64>,
    pub(crate) reads: u64,
    pub(crate) writes: u64,
}

#[derive(Debug, Default)]
pub(crate) struct ServiceState {
    pub(crate) sessions: HashMap<String, SessionCounts>,
    pub(crate) operations: HashMap<String, Pending>,
    log: VecDeque<SeenRequest>,
}

impl ServiceState {
    pub(crate) fn seen(&mut self, request: SeenRequest) {
        if self.log.len() >= LOG_LIMIT {
            self.log.pop_front();
        }
        self.log.push_back(request);
    }

    /// The requests of one session, or all.
    pub(crate) fn requests(&self, session: Option<&str>) -> Vec<SeenRequest> {
        let wanted = |request: &&SeenRequest| {
            session.is_none_or(|wanted| request.session.as_deref() == Some(wanted))
        };
        self.log.iter().filter(wanted).cloned().collect()
    }

    /// Forgets one session, or everything.
    pub(crate) fn reset(&mut self, session: Option<&str>) {
        match session {
            None => *self = Self::default(),
            Some(session) => {
                self.sessions.remove(session);
                self.log
                    .retain(|request| request.session.as_deref() != Some(session));
            }
        }
    }

    /// Counts a request, and returns how many writes and reads the session has left.
    pub(crate) fn count(&mut self, session: &str, operation: Option<Operation>) -> (u64, u64) {
        let session = self.sessions.entry(session.to_owned()).or_default();
        match operation.is_some_and(Operation::is_long_running) {
            true => session.writes += 1,
            false => session.reads += 1,
        }
        (session.writes, session.reads)
    }

    pub(crate) fn begin(&mut self, id: String, pending: Pending) {
        self.operations
            .retain(|_, operation| operation.started.elapsed() < OPERATION_LIFE);
        self.operations.insert(id, pending);
    }
}
