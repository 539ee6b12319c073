//! Operations that take time, in the ways that were recorded.

use super::reply::HttpReply;
use super::token::Keys;
use crate::network::refusal::ProviderError;
use crate::operation::Operation;
use crate::scenario::settings::{Envelope, LongRunning, OldLocations, RecordedWay};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// An operation that is under way or has ended.
#[derive(Clone, Debug)]
pub(crate) struct Pending {
    pub(crate) operation: Operation,
    /// The names that the request was about, for faults on its polls.
    pub(crate) targets: Vec<String>,
    pub(crate) started: Instant,
    pub(crate) settings: LongRunning,
    pub(crate) result: Result<Value, ProviderError>,
    /// `{origin}/subscriptions/{id}/providers/Microsoft.Network/locations/{region}`.
    pub(crate) base: String,
    pub(crate) api_version: String,
    /// Polls that were answered 202.
    pub(crate) polls: u32,
    /// The time stamp of the newest rotating location.
    pub(crate) newest: u64,
}

/// The query of a poll, as far as it matters.
#[derive(Clone, Debug, Default)]
pub(crate) struct PollQuery {
    pub(crate) stamp: Option<String>,
    pub(crate) signature: Option<String>,
}

impl Pending {
    /// The answer to the request itself, with the operation's id.
    pub(crate) fn accepted(&mut self, id: &str, keys: &Keys) -> HttpReply {
        if self.settings.way == RecordedWay::AtOnce {
            let location = self.location(id, "operationResults");
            return match self.result.clone() {
                // Recorded on every answer: only the status says whether to poll.
                Ok(result) => HttpReply::json(result).header("Location", location),
                Err(refusal) => HttpReply::refusal(&refusal, Envelope::Nested),
            };
        }
        self.not_yet(id, keys)
    }

    /// The answer to a poll of `operationResults`.
    pub(crate) fn poll(&mut self, id: &str, query: &PollQuery, keys: &Keys) -> HttpReply {
        if self.settings.way == RecordedWay::LocationRotating {
            let stamp = query.stamp.as_deref().unwrap_or_default();
            if query.signature.as_deref() != Some(signature(keys, id, stamp).as_str()) {
                // What Azure says of a location that somebody rebuilt is unknown.
                let message = "The signature of the operation's location is not valid.";
                let refusal = ProviderError::new(400, "InvalidOperationLocation", message);
                return HttpReply::refusal(&refusal, Envelope::Nested);
            }
            let is_old = stamp != self.newest.to_string();
            if is_old && self.settings.old_locations == OldLocations::NotFound {
                return HttpReply::refusal(&no_operation(id), Envelope::Nested);
            }
        }
        if !self.has_ended() {
            self.polls += 1;
            return self.not_yet(id, keys);
        }
        match self.ended() {
            Ok(result) => {
                let location = self.newest_location(id, keys);
                HttpReply::json(result).header("Location", location)
            }
            Err(refusal) => HttpReply::refusal(&refusal, Envelope::Nested),
        }
    }

    /// The answer to a poll of `Azure-AsyncOperation`: a status object (AD:
    /// `azure-resource-manager/management/async-operations.md`).
    pub(crate) fn status(&mut self, id: &str) -> HttpReply {
        if !self.has_ended() {
            self.polls += 1;
            let reply = HttpReply::json(json!({ "name": id, "status": "InProgress" }));
            return self.with_retry_after(reply);
        }
        HttpReply::json(match self.ended() {
            Ok(result) => json!({ "name": id, "status": "Succeeded", "properties": result }),
            Err(refusal) => json!({
                "name": id,
                "status": "Failed",
                "error": { "code": refusal.code, "message": refusal.message }
            }),
        })
    }

    /// 202 with the four bytes `null`, as in every recording.
    fn not_yet(&mut self, id: &str, keys: &Keys) -> HttpReply {
        let mut reply = HttpReply::json(Value::Null);
        reply.status = 202;
        reply.set("azure-asyncnotification", "Enabled".to_owned());
        if self.settings.way == RecordedWay::AzureAsyncOperation {
            reply.set("Azure-AsyncOperation", self.location(id, "operations"));
        } else {
            self.newest = self.newest.saturating_add(1).max(ticks());
            reply.set("Location", self.newest_location(id, keys));
        }
        self.with_retry_after(reply)
    }

    fn with_retry_after(&self, mut reply: HttpReply) -> HttpReply {
        if let Some(after) = &self.settings.retry_after {
            reply.set("Retry-After", after.text());
        }
        reply
    }

    fn has_ended(&self) -> bool {
        let time = Duration::try_from_secs_f64(self.settings.seconds).unwrap_or_default();
        !self.settings.endless
            && self.polls >= self.settings.polls
            && self.started.elapsed() >= time
    }

    fn ended(&self) -> Result<Value, ProviderError> {
        match &self.settings.fails {
            // Recorded for `connectivityCheck`: the poll itself is answered 500.
            Some(failure) => Err(ProviderError::new(
                failure.status.unwrap_or(500),
                &failure.code,
                failure.message.clone(),
            )),
            None => self.result.clone(),
        }
    }

    fn location(&self, id: &str, kind: &str) -> String {
        format!("{}/{kind}/{id}?api-version={}", self.base, self.api_version)
    }

    fn newest_location(&self, id: &str, keys: &Keys) -> String {
        let plain = self.location(id, "operationResults");
        if self.settings.way != RecordedWay::LocationRotating {
            return plain;
        }
        let stamp = self.newest.to_string();
        let certificate = long_text(keys, &format!("c{stamp}"), 3200);
        let hash = URL_SAFE_NO_PAD.encode(keys.sign(&format!("h{stamp}")));
        let signature = signature(keys, id, &stamp);
        format!("{plain}&t={stamp}&c={certificate}&s={signature}&h={hash}")
    }
}

/// The refusal of an operation that is not known, or not any more.
pub(crate) fn no_operation(id: &str) -> ProviderError {
    ProviderError::new(404, "NotFound", format!("Operation {id} not found."))
}

fn signature(keys: &Keys, id: &str, stamp: &str) -> String {
    long_text(keys, &format!("s{id}{stamp}"), 342)
}

/// As much text as a certificate has, different for every seed.
fn long_text(keys: &Keys, seed: &str, length: usize) -> String {
    let pieces = (0..length.div_ceil(43))
        .map(|piece| URL_SAFE_NO_PAD.encode(keys.sign(&format!("{seed}.{piece}"))));
    pieces
        .flat_map(|piece| piece.into_bytes())
        .take(length)
        .map(char::from)
        .collect()
}

/// Hundreds of nanoseconds since the year 1, as the recorded `t` is.
fn ticks() -> u64 {
    const AT_1970: u64 = 621_355_968_000_000_000;
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    AT_1970.saturating_add(u64::try_from(since.as_nanos() / 100).unwrap_or_default())
}
