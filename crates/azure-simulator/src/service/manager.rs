//! The way of a request: token, fault, answer, headers, log.

use super::Service;
use super::faults::{self, FaultChoice};
use super::polling::{Pending, PollQuery, no_operation};
use super::reply::{HttpReply, ReplyBody};
use super::request::Head;
use super::resources::Reading;
use super::state::SeenRequest;
use crate::network::refusal::ProviderError;
use crate::network::{diagnostic, verify};
use crate::operation::{Operation, ReadRequest};
use crate::scenario::settings::{Cut, Envelope, FaultAnswer, RecordedWay};
use crate::store::{id, text};
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{Method, Response};
use serde_json::Value;
use std::sync::Arc;
use std::time::{Duration, Instant};
use uuid::Uuid;

/// More than any request body of the calls that are served.
const MAX_BODY: usize = 4 << 20;

/// Answers everything but `/simulator/`.
pub(super) async fn handle(
    State(service): State<Arc<Service>>,
    request: Request,
) -> Response<Body> {
    let began = Instant::now();
    let (parts, body) = request.into_parts();
    let head = Head::of(&parts);
    let body = to_bytes(body, MAX_BODY).await.unwrap_or_default();
    let session = service.keys.session(head.authorization.as_deref());
    let mut reply = match &session {
        Ok(session) => answer(&service, &head, &body, session).await,
        Err(refusal) => unauthorized(&service, refusal),
    };
    common_headers(&service, &head, session.as_deref().ok(), &mut reply);
    service.state().seen(SeenRequest {
        method: head.method.to_string(),
        path: head.logged(),
        operation: head
            .call
            .as_ref()
            .map(|call| call.operation.name().to_owned()),
        status: (reply.cut != Some(Cut::BeforeHeaders)).then_some(reply.status),
        session: session.ok(),
        at: millis(began.duration_since(service.started)),
        millis: millis(began.elapsed()),
    });
    reply.into_response()
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

fn unauthorized(service: &Service, refusal: &ProviderError) -> HttpReply {
    let challenge = format!(
        "Bearer authorization_uri=\"{}/simulator/token\", error=\"invalid_token\", \
         error_description=\"{}\"",
        service.origin,
        // The message can repeat a claim, and no claim may end the header's quotes.
        refusal.message.replace('"', "'")
    );
    HttpReply::refusal(refusal, Envelope::Nested).header("WWW-Authenticate", challenge)
}

fn common_headers(service: &Service, head: &Head, session: Option<&str>, reply: &mut HttpReply) {
    let id = Uuid::new_v4().to_string();
    for name in ["x-ms-request-id", "x-ms-correlation-request-id"] {
        // A scenario may choose what people tell to Azure's support.
        if reply.get(name).is_none() {
            reply.set(name, id.clone());
        }
    }
    let operation = head.call.as_ref().map(|call| call.operation);
    if let Some(session) = session {
        let (writes, reads) = service.state().count(session, operation);
        // The buckets of today: 200 writes and 250 reads (request-limits-and-throttling).
        if operation.is_some_and(Operation::is_long_running) {
            let left = 200u64.saturating_sub(writes).to_string();
            reply.set("x-ms-ratelimit-remaining-subscription-writes", left);
            let global = 3000u64.saturating_sub(writes).to_string();
            reply.set(
                "x-ms-ratelimit-remaining-subscription-global-writes",
                global,
            );
        } else {
            let left = 250u64.saturating_sub(reads).to_string();
            reply.set("x-ms-ratelimit-remaining-subscription-reads", left);
        }
    }
    if service.cuts() {
        reply.set("Connection", "close".to_owned());
    }
}

async fn answer(service: &Service, head: &Head, body: &[u8], session: &str) -> HttpReply {
    let Some(call) = &head.call else {
        return HttpReply::refusal(&unknown_call(head), Envelope::Nested);
    };
    let Some(api_version) = head.parameter("api-version").filter(|it| !it.is_empty()) else {
        let message =
            "The api-version query parameter (?api-version=) is required for all requests.";
        let refusal = ProviderError::new(400, "MissingApiVersionParameter", message);
        return HttpReply::refusal(&refusal, Envelope::Nested);
    };
    let reading = Reading {
        scenario: &service.scenario,
        origin: &service.origin,
        path: &head.path,
        api_version,
        skip_token: head.parameter("$skiptoken"),
        expand: head.parameter("$expand"),
    };
    let body: Option<Value> = serde_json::from_slice(body).ok();
    let choice = choice(service, call, body.as_ref());
    let fault = fault(service, &choice, session);
    if let Some(fault) = &fault {
        let delay = Duration::try_from_secs_f64(fault.delay_seconds).unwrap_or_default();
        tokio::time::sleep(delay).await;
    }
    let mut reply = match &fault {
        Some(fault) if fault.is_whole() => faults::whole(fault, call.operation, &call.target),
        _ => truth(service, head, &reading, call, &choice).await,
    };
    if let Some(fault) = &fault {
        faults::change(&mut reply, fault, &reading);
    }
    reply
}

fn unknown_call(head: &Head) -> ProviderError {
    let kind = id::resource_type(&head.path).unwrap_or_else(|| head.path.clone());
    let message = format!("There is no {} of the resource type '{kind}'.", head.method);
    ProviderError::new(404, "InvalidResourceType", message)
}

fn choice<'a>(service: &Service, call: &ReadRequest, body: Option<&'a Value>) -> FaultChoice<'a> {
    let mut targets = vec![call.target.clone()];
    let mut of = None;
    if call.operation.is_poll() {
        let state = service.state();
        if let Some(pending) = state.operations.get(id::name(&call.target)) {
            of = Some(pending.operation);
            targets.extend(pending.targets.iter().cloned());
        }
    }
    let named = |key| body.and_then(|body| text(body, &[key])).map(str::to_owned);
    targets.extend(named("targetResourceId"));
    targets.extend(named("targetNicResourceId"));
    FaultChoice {
        operation: call.operation,
        of,
        targets,
        body,
    }
}

fn fault(service: &Service, choice: &FaultChoice<'_>, session: &str) -> Option<FaultAnswer> {
    let mut state = service.state();
    let session = state.sessions.entry(session.to_owned()).or_default();
    faults::chosen(&service.scenario.faults, session, choice).cloned()
}

/// The answer without any fault.
async fn truth(
    service: &Service,
    head: &Head,
    reading: &Reading<'_>,
    call: &ReadRequest,
    choice: &FaultChoice<'_>,
) -> HttpReply {
    let replayed = replayed(service, choice);
    if call.operation.is_poll() {
        return poll(service, head, call);
    }
    if !call.operation.is_long_running() || head.method == Method::GET {
        return replayed.unwrap_or_else(|| refused_or(reading.answer(call)));
    }
    let result = match replayed {
        Some(HttpReply {
            status: 200,
            body: ReplyBody::Json(body),
            ..
        }) => Ok(body),
        Some(error) => return error,
        None => computed(reading, call, choice.body),
    };
    let target = reading.resource(&call.target);
    match (result, target) {
        (Ok(result), Ok(target)) => {
            let region = text(target, &["location"]).unwrap_or("westeurope");
            begin(service, reading, call, choice, result, region).await
        }
        // Recorded: refusals come at once.
        (Err(refusal), _) | (_, Err(refusal)) => HttpReply::refusal(&refusal, Envelope::Nested),
    }
}

fn refused_or(answer: Result<HttpReply, ProviderError>) -> HttpReply {
    answer.unwrap_or_else(|refusal| HttpReply::refusal(&refusal, Envelope::Nested))
}

fn replayed(service: &Service, choice: &FaultChoice<'_>) -> Option<HttpReply> {
    let mut all = service.scenario.replay.iter();
    let replay = all.find(|replay| faults::means(&replay.on, choice))?;
    let mut reply = HttpReply::json(replay.body.clone());
    reply.status = replay.status.unwrap_or(200);
    Some(reply)
}

fn computed(
    reading: &Reading<'_>,
    call: &ReadRequest,
    body: Option<&Value>,
) -> Result<Value, ProviderError> {
    let target = reading.resource(&call.target)?;
    let scenario = reading.scenario;
    let parsed = || body.ok_or_else(|| ProviderError::bad_request("Cannot parse the request."));
    match call.operation {
        Operation::IpFlowVerify => verify::answer(scenario, target, parsed()?),
        Operation::NetworkConfigurationDiagnostic => {
            diagnostic::answer(scenario, target, parsed()?)
        }
        _ => reading.effective_rules(&call.target),
    }
}

async fn begin(
    service: &Service,
    reading: &Reading<'_>,
    call: &ReadRequest,
    choice: &FaultChoice<'_>,
    result: Value,
    region: &str,
) -> HttpReply {
    let settings = service.scenario.long_running(call.operation);
    let way = settings.way;
    let subscription = id::after(&call.target, "subscriptions").unwrap_or_default();
    let mut pending = Pending {
        operation: call.operation,
        targets: choice.targets.clone(),
        started: Instant::now(),
        result: Ok(result),
        base: format!(
            "{}/subscriptions/{subscription}/providers/Microsoft.Network/locations/{region}",
            service.origin
        ),
        api_version: reading.api_version.to_owned(),
        polls: 0,
        newest: 0,
        settings,
    };
    let id = Uuid::new_v4().to_string();
    if way == RecordedWay::AtOnce {
        let time = Duration::try_from_secs_f64(pending.settings.seconds).unwrap_or_default();
        tokio::time::sleep(time).await;
        // Nobody may poll it, so nothing is kept: who does gets 404.
        return pending.accepted(&id, &service.keys);
    }
    let reply = pending.accepted(&id, &service.keys);
    service.state().begin(id, pending);
    reply
}

fn poll(service: &Service, head: &Head, call: &ReadRequest) -> HttpReply {
    let id = id::name(&call.target);
    let query = PollQuery {
        stamp: head.parameter("t").map(str::to_owned),
        signature: head.parameter("s").map(str::to_owned),
    };
    let mut state = service.state();
    match state.operations.get_mut(id) {
        Some(pending) if call.operation == Operation::PollStatus => pending.status(id),
        Some(pending) => pending.poll(id, &query, &service.keys),
        None => HttpReply::refusal(&no_operation(id), Envelope::Nested),
    }
}
