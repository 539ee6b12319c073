//! A recorded exchange, played back to the client byte for byte.

use crate::fact::FactFailure;
use azure::client::{Client, TokenSource};
use azure::cloud::CloudEndpoint;
use azure::confirm::{LiveAnswer, NetworkDiagnostic};
use azure::error::AzureError;
use azure::ip_flow_request::IpFlowRequest;
use azure::token::AccessToken;
use azure::transport::{HEADERS, Request, Response, Transport, TransportError};
use nsg::Flow;
use serde::Deserialize;
use serde_json::value::RawValue;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::pin::pin;
use std::rc::Rc;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

/// A POST and its polls.
#[derive(Clone, Debug, Deserialize)]
pub struct Exchange {
    /// The first request.
    pub post: ExchangeStep,
    /// The requests that followed.
    #[serde(default)]
    pub polls: Vec<ExchangeStep>,
}

/// A request, and how it was answered.
#[derive(Clone, Debug, Deserialize)]
pub struct ExchangeStep {
    /// The URL; some recorders kept the path only.
    pub uri: String,
    /// The HTTP status.
    pub status: u16,
    /// The body. A 202 has `null`, the four bytes.
    #[serde(default)]
    pub body: Option<Box<RawValue>>,
    /// The headers.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
}

/// The client's side of an exchange.
#[derive(Debug)]
pub struct Played<R> {
    /// What the client made of it.
    pub result: R,
    /// The URLs that it asked, in order.
    pub asked: Vec<String>,
}

/// Answers from an exchange, on a clock that jumps.
struct Tape {
    steps: RefCell<Vec<ExchangeStep>>,
    asked: RefCell<Vec<String>>,
    clock: Cell<Duration>,
}

#[derive(Clone)]
struct Recorder(Rc<Tape>);

impl Transport for Recorder {
    async fn send(&self, request: Request<'_>) -> Result<Response, TransportError> {
        self.0.asked.borrow_mut().push(request.url.to_owned());
        let mut steps = self.0.steps.borrow_mut();
        if steps.is_empty() {
            let reason = "the recording has no further answer".to_owned();
            return Err(TransportError::Broken { reason });
        }
        let step = steps.remove(0);
        let kept = HEADERS.into_iter().filter_map(|name| {
            let mut headers = step.headers.iter();
            let found = headers.find(|(key, _)| key.eq_ignore_ascii_case(name))?;
            Some((name, found.1.clone()))
        });
        Ok(Response {
            status: step.status,
            headers: kept.collect(),
            body: step
                .body
                .map(|body| body.get().to_owned())
                .unwrap_or_default(),
        })
    }

    async fn sleep(&self, time: Duration) {
        // A request's time limit runs beside it and must not win.
        if time < Duration::from_secs(60) {
            self.0.clock.set(self.0.clock.get() + time);
        } else {
            std::future::pending::<()>().await;
        }
    }

    fn now(&self) -> Duration {
        self.0.clock.get()
    }

    fn today(&self) -> Duration {
        self.0.clock.get()
    }

    fn random(&self) -> f64 {
        0.5
    }
}

/// Any token will do.
struct AnyToken;

impl TokenSource for AnyToken {
    async fn token(&self, _: Option<&AccessToken>) -> Result<Arc<AccessToken>, AzureError> {
        let token = AccessToken::from_provider("recorded").map_err(AzureError::Token)?;
        Ok(Arc::new(token))
    }
}

/// Plays an exchange of `ipFlowVerify`: whatever flow was asked about, the answer is the recorded one.
///
/// # Errors
///
/// Where the flow cannot be asked about, or the recording does not name its watcher.
pub fn ip_flow_verify(
    exchange: &Exchange,
    flow: &Flow,
) -> Result<Played<Result<LiveAnswer, AzureError>>, FactFailure> {
    let machine =
        "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/vm";
    let request = IpFlowRequest::new(flow, machine, None).map_err(|reason| reason.to_string())?;
    let watcher = exchange.resource("/ipFlowVerify")?;
    let (client, tape) = client(exchange);
    let result = to_the_end(client.verify_ip_flow(&watcher, &request, &|_| {}));
    Ok(tape.played(result))
}

/// Plays an exchange of `networkConfigurationDiagnostic`.
///
/// # Errors
///
/// Where the recording does not name its watcher.
pub fn diagnose(
    exchange: &Exchange,
) -> Result<Played<Result<NetworkDiagnostic, AzureError>>, FactFailure> {
    let watcher = exchange.resource("/networkConfigurationDiagnostic")?;
    let (client, tape) = client(exchange);
    let result = to_the_end(client.diagnose(&watcher, "{}", &|_| {}));
    Ok(tape.played(result))
}

/// Plays an exchange of `effectiveNetworkSecurityGroups`.
///
/// # Errors
///
/// Where the recording does not name its network interface.
pub fn effective_rules(
    exchange: &Exchange,
) -> Result<Played<Result<String, AzureError>>, FactFailure> {
    let interface = exchange.resource("/effectiveNetworkSecurityGroups")?;
    let (client, tape) = client(exchange);
    let result = to_the_end(client.effective_rules(&interface, &|_| {}));
    Ok(tape.played(result))
}

impl Exchange {
    /// The file of recordings abbreviates signatures, with blanks that no URL has: the same exchange
    /// without them.
    #[must_use]
    pub fn without_blanks(mut self) -> Self {
        for step in std::iter::once(&mut self.post).chain(&mut self.polls) {
            step.uri = step.uri.replace(' ', "_");
            let urls = step.headers.iter_mut();
            for (_, url) in urls.filter(|(name, _)| name.eq_ignore_ascii_case("location")) {
                *url = url.replace(' ', "_");
            }
        }
        self
    }

    /// The resource that was asked, by its id.
    fn resource(&self, operation: &str) -> Result<String, FactFailure> {
        let path = path(&self.post.uri);
        let id = path.strip_suffix(operation);
        Ok(id
            .ok_or_else(|| format!("{path} is not {operation}"))?
            .to_owned())
    }
}

/// The path of a URL, or of what a recorder kept of one.
pub fn path(url: &str) -> &str {
    let path = match url.split_once("://") {
        Some((_, rest)) => rest.find('/').and_then(|slash| rest.get(slash..)),
        None => Some(url),
    };
    path.and_then(|path| path.split('?').next())
        .unwrap_or_default()
}

fn client(exchange: &Exchange) -> (Client<Recorder, AnyToken>, Rc<Tape>) {
    let first = std::iter::once(exchange.post.clone());
    let tape = Rc::new(Tape {
        steps: RefCell::new(first.chain(exchange.polls.clone()).collect()),
        asked: RefCell::default(),
        clock: Cell::default(),
    });
    let recorder = Recorder(Rc::clone(&tape));
    (
        Client::new(CloudEndpoint::default(), recorder, AnyToken),
        tape,
    )
}

impl Tape {
    fn played<R>(&self, result: R) -> Played<R> {
        Played {
            result,
            asked: self.asked.borrow().clone(),
        }
    }
}

/// Nothing here waits for anything but the clock, which jumps.
fn to_the_end<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
    }
}
