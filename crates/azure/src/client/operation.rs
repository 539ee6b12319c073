//! Operations that take a while: a POST, and then asking until it is done.
//!
//! Seen so far (`recorded`): an answer at once, with a `Location` that must not be asked; 202 with the
//! body `null` and a `Location` that stays; 202 with a signed `Location` of kilobytes that is a new one
//! at every poll. `Azure-AsyncOperation` is what Resource Manager knows besides.

use super::{Client, ClientStep, Limit, OnStep, TokenSource, retry};
use crate::error::{AzureError, Call, ServiceError};
use crate::transport::{Method, Response, Transport};
use nsg_documents::json;
use std::time::Duration;
use text::text;

/// Azure takes ten to twelve seconds for most (`recorded`): asking soon, then less often, is quick for
/// the rest and kind to the service.
const PAUSES: [u64; 4] = [2, 2, 3, 4];

/// Where to ask next.
enum Next {
    /// The answer itself, once there is one.
    Result(String),
    /// How the operation is doing.
    Status(String),
}

impl Next {
    fn url(&self) -> &str {
        match self {
            Self::Result(url) | Self::Status(url) => url,
        }
    }
}

impl<T: Transport, S: TokenSource> Client<T, S> {
    /// Starts an operation and waits for its answer.
    ///
    /// # Errors
    ///
    /// Every [`AzureError`] but those of pages.
    pub(crate) async fn run(
        &self,
        call: Call,
        url: &str,
        body: Option<&str>,
        on_step: OnStep<'_>,
    ) -> Result<String, AzureError> {
        on_step(ClientStep::Does(call.label()));
        // What the question itself waits for, a busy service or a token, is not the operation's.
        let mut limit = Limit::none();
        let mut answer = self
            .send(&limit, call, Method::Post, url, body, on_step)
            .await?;
        limit = Limit::from(self.transport.now());
        let mut next = None;
        let mut polls = 0;
        loop {
            if let Some(body) = finished(&mut answer, next.as_ref())? {
                return Ok(body);
            }
            let asked = self.newest(&answer, next)?;
            let pause = pause(self.asked_to_wait(&answer), polls);
            let now = self.transport.now();
            if pause > limit.left(now) {
                let asked = Some(pause).filter(|pause| *pause > retry::MAX_WAIT);
                return Err(limit.passed(now, asked));
            }
            polls += 1;
            let seconds = pause.as_secs();
            on_step(ClientStep::Does(&text!("azure-step-operation", seconds)));
            self.transport.sleep(pause).await;
            on_step(ClientStep::Does(text!("azure-step-result")));
            let poll = self.send(
                &limit,
                Call::OperationResult,
                Method::Get,
                asked.url(),
                None,
                on_step,
            );
            answer = poll.await.map_err(|error| match error {
                // The operation failed, not the question (`recorded`: 500 with a `Location`).
                AzureError::ServerFault(service) => AzureError::OperationFailed(service),
                other => other,
            })?;
            next = Some(asked);
        }
    }

    /// Where to ask next: the newest URL, else the one before, exactly as it was written.
    fn newest(&self, answer: &Response, before: Option<Next>) -> Result<Next, AzureError> {
        // The service's description says `final-state-via: location` (SPEC: networkWatcher.json).
        if let Some(url) = answer.header("location") {
            self.admit("Location", url)?;
            return Ok(Next::Result(url.to_owned()));
        }
        if let Some(url) = answer.header("azure-asyncoperation") {
            self.admit("Azure-AsyncOperation", url)?;
            return Ok(Next::Status(url.to_owned()));
        }
        before.ok_or(AzureError::LocationUnreadable)
    }
}

/// The answer, once there is one. A `Location` beside it does not say that there is more to come.
fn finished(answer: &mut Response, asked: Option<&Next>) -> Result<Option<String>, AzureError> {
    match asked {
        Some(Next::Status(_)) if answer.status != 202 => finished_by_status(answer),
        _ if answer.status == 202 => Ok(None),
        _ => Ok(Some(std::mem::take(&mut answer.body))),
    }
}

/// What a status object says (AD: `azure-resource-manager/management/async-operations.md`).
fn finished_by_status(answer: &Response) -> Result<Option<String>, AzureError> {
    let text = answer.body.as_str();
    let root = json::read_answer(text)
        .map_err(|error| AzureError::not_json(answer.status, text, error))?;
    let state = root.str("status").unwrap_or_default();
    let is = |ends: &[&str]| ends.iter().any(|end| state.eq_ignore_ascii_case(end));
    if is(&["Failed", "Canceled", "Cancelled"]) {
        let mut service = ServiceError::read(answer.status, text, None);
        if service.code.is_empty() {
            service.code = state.to_owned();
        }
        return Err(AzureError::OperationFailed(service));
    }
    if !is(&["Succeeded"]) {
        return Ok(None);
    }
    let result = root
        .path(&["properties", "output"])
        .or_else(|| root.get("properties"));
    match result {
        Some(result) => Ok(Some(result.source(text).to_owned())),
        None => Err(AzureError::unexpected(text!("azure-unexpected-no-result"))),
    }
}

/// How long to wait before the next poll. Zero seconds, which recordings have, came from a test harness.
fn pause(asked: Option<Duration>, polls: usize) -> Duration {
    let usual = Duration::from_secs(PAUSES.get(polls).copied().unwrap_or(5));
    asked.filter(|asked| !asked.is_zero()).unwrap_or(usual)
}
