//! Faults that the scenario asks for.

use super::reply::{HttpReply, ReplyBody};
use super::resources::Reading;
use super::state::SessionCounts;
use super::token::{OBJECT_ID, USER};
use crate::network::refusal::{ProviderError, resource_not_found};
use crate::operation::Operation;
use crate::scenario::settings::{Fault, FaultAnswer, On};
use crate::store::{id, merge};
use serde_json::Value;
use uuid::Uuid;

/// A request as far as a scenario can choose it.
pub(crate) struct FaultChoice<'a> {
    pub(crate) operation: Operation,
    /// For polls: the operation that is polled.
    pub(crate) of: Option<Operation>,
    /// The path's resource, and those that the body names.
    pub(crate) targets: Vec<String>,
    pub(crate) body: Option<&'a Value>,
}

/// Whether the scenario means this request.
pub(crate) fn means(on: &On, choice: &FaultChoice<'_>) -> bool {
    let is = |name: &Option<String>, operation: Option<Operation>| {
        let wanted = name.as_deref();
        wanted.is_none_or(|wanted| operation.is_some_and(|it| it.name() == wanted))
    };
    let resource = on.resource.as_deref().is_none_or(|end| {
        let mut targets = choice.targets.iter();
        targets.any(|target| id::ends_with(target, end))
    });
    let body = on.body.as_ref().is_none_or(|wanted| {
        wanted.iter().all(|(key, value)| {
            choice
                .body
                .and_then(|body| body.get(key))
                .is_some_and(|it| same(it, value))
        })
    });
    is(&on.operation, Some(choice.operation)) && is(&on.of, choice.of) && resource && body
}

/// Texts are the same without regard to case, as in resource ids and directions.
fn same(one: &Value, other: &Value) -> bool {
    match (one.as_str(), other.as_str()) {
        (Some(one), Some(other)) => one.eq_ignore_ascii_case(other),
        _ => one == other,
    }
}

/// The answer that the first fault chooses; counts what each has seen until then.
pub(crate) fn chosen<'a>(
    faults: &'a [Fault],
    session: &mut SessionCounts,
    choice: &FaultChoice<'_>,
) -> Option<&'a FaultAnswer> {
    let all = faults.iter().enumerate();
    for (index, fault) in all.filter(|(_, fault)| means(&fault.on, choice)) {
        let count = session.faults.entry(index).or_default();
        *count += 1;
        let turn = count.saturating_sub(fault.after);
        if turn > 0 && fault.times.is_none_or(|times| turn <= times) {
            return Some(&fault.answer);
        }
    }
    None
}

/// The answer in place of the true one.
pub(crate) fn whole(answer: &FaultAnswer, operation: Operation, target: &str) -> HttpReply {
    let status = answer.status.unwrap_or(200);
    let mut reply = if let Some(size) = answer.megabytes {
        let mut reply = HttpReply::json(Value::Null);
        reply.body = ReplyBody::Filler(size.saturating_mul(1_000_000));
        reply
    } else if let Some(text) = &answer.text {
        let mut reply = HttpReply::json(Value::Null);
        let content_type = answer.content_type.as_deref();
        reply.body = ReplyBody::Text {
            content_type: content_type
                .unwrap_or("text/html; charset=utf-8")
                .to_owned(),
            text: text.clone(),
        };
        reply
    } else if let Some(body) = &answer.body {
        HttpReply::json(body.clone())
    } else {
        let mut refusal = usual(status, operation, target);
        refusal.code = answer.code.clone().unwrap_or(refusal.code);
        refusal.message = answer.message.clone().unwrap_or(refusal.message);
        HttpReply::refusal(&refusal, answer.envelope)
    };
    reply.status = status;
    reply
}

/// Changes the answer, whether it is the true one or not.
pub(crate) fn change(reply: &mut HttpReply, answer: &FaultAnswer, reading: &Reading<'_>) {
    let origin = reading.origin;
    reply.cut = answer.cut;
    if let (Some(patch), ReplyBody::Json(body)) = (&answer.merge, &mut reply.body) {
        merge(body, patch);
    }
    if let (Some(link), ReplyBody::Json(Value::Object(body))) = (&answer.next_link, &mut reply.body)
    {
        let true_link = body.get("nextLink").and_then(Value::as_str);
        let link = match link.as_str() {
            // The first page again, under a new address each time or under the same.
            "endless" => reading.link(&format!("skip:0.{}", Uuid::new_v4())),
            "same" => reading.link("skip:0"),
            link => filled(link, origin, true_link.unwrap_or_default()),
        };
        body.insert("nextLink".to_owned(), link.into());
    }
    if let Some(location) = &answer.location {
        let true_location = reply.get("Location").unwrap_or_default().to_owned();
        reply.set("Location", filled(location, origin, &true_location));
    }
    if let Some(after) = &answer.retry_after {
        reply.set("Retry-After", after.text());
    }
    for (name, value) in &answer.headers {
        reply.set(name, filled(value, origin, ""));
    }
    for name in &answer.without_headers {
        reply.remove(name);
    }
}

/// `{origin}` and `{host}` are the simulator's, `{link}` is path and query of the true link.
fn filled(text: &str, origin: &str, link: &str) -> String {
    let host = origin.strip_prefix("http://").unwrap_or(origin);
    let path = link.strip_prefix(origin).unwrap_or(link);
    text.replace("{origin}", origin)
        .replace("{host}", host)
        .replace("{link}", path)
}

/// Code and message that Resource Manager uses with a status.
fn usual(status: u16, operation: Operation, target: &str) -> ProviderError {
    let (code, message) = match status {
        401 => (
            "InvalidAuthenticationToken",
            "The access token is invalid.".to_owned(),
        ),
        403 => ("AuthorizationFailed", forbidden(operation, target)),
        404 => ("ResourceNotFound", resource_not_found(target)),
        // The 2017 page of IP flow verify gives this status for a watcher that is throttled.
        412 => ("PreconditionFailed", "Precondition failed.".to_owned()),
        429 => (
            "TooManyRequests",
            "The request is being throttled.".to_owned(),
        ),
        // Recorded.
        500 => ("InternalServerError", "An error occurred.".to_owned()),
        502 => ("BadGateway", "Bad gateway.".to_owned()),
        503 => (
            "ServiceUnavailable",
            "The service is unavailable.".to_owned(),
        ),
        504 => {
            let message = "The gateway did not receive a response from 'Microsoft.Network' within \
                           the specified time period.";
            ("GatewayTimeout", message.to_owned())
        }
        _ => ("BadRequest", "The request is not valid.".to_owned()),
    };
    ProviderError::new(status, code, message)
}

fn forbidden(operation: Operation, target: &str) -> String {
    format!(
        "The client '{USER}' with object id '{OBJECT_ID}' does not have authorization to perform \
         action '{}' over scope '{target}' or the scope is invalid. If access was recently granted, \
         please refresh your credentials.",
        operation.action(target)
    )
}
