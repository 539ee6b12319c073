//! A transport that answers from a script, on a clock of its own, and writes down what it was asked.

use azure::client::{Client, TokenSource};
use azure::cloud::{Cloud, CloudEndpoint};
use azure::error::AzureError;
use azure::token::AccessToken;
use azure::transport::{Request, Response, Transport, TransportError};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::pin::pin;
use std::rc::Rc;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

/// When every script begins: 07:28:00 on 21 October 2026.
const STARTS: Duration = Duration::from_secs(1_792_567_680);

/// One step of the script.
pub(crate) enum Answer {
    /// An answer with a status, headers and a body.
    Http(u16, Vec<(&'static str, String)>, String),
    /// No answer.
    Fails(TransportError),
    /// No answer for so long.
    Slow(Duration, Box<Answer>),
}

/// An answer without headers.
pub(crate) fn http(status: u16, body: &str) -> Answer {
    Answer::Http(status, Vec::new(), body.to_owned())
}

/// An answer with headers.
pub(crate) fn with(status: u16, headers: &[(&'static str, &str)], body: &str) -> Answer {
    let headers = headers
        .iter()
        .map(|(name, value)| (*name, (*value).to_owned()));
    Answer::Http(status, headers.collect(), body.to_owned())
}

/// An error as Resource Manager writes it.
pub(crate) fn error(status: u16, code: &str, message: &str) -> Answer {
    let body = serde_json::json!({"error": {"code": code, "message": message, "details": []}});
    http(status, &body.to_string())
}

/// What was asked, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Asked {
    pub(crate) method: &'static str,
    pub(crate) url: String,
    pub(crate) body: Option<String>,
    /// Whose token was sent: the `name` in it.
    pub(crate) token: String,
    pub(crate) at: Duration,
}

/// The script and its record.
#[derive(Default)]
pub(crate) struct Script {
    answers: RefCell<VecDeque<Answer>>,
    /// Answers by the end of the path, for requests that come in any order.
    routes: Vec<(String, u16, String)>,
    asked: RefCell<Vec<Asked>>,
    clock: Cell<Duration>,
    sleeping: RefCell<Vec<(Duration, Waker)>>,
}

impl Script {
    pub(crate) fn new(answers: impl IntoIterator<Item = Answer>) -> Rc<Self> {
        let script = Self::default();
        script.answers.borrow_mut().extend(answers);
        Rc::new(script)
    }

    /// Answers by the end of the path; whatever else is asked is not found.
    pub(crate) fn routed(routes: &[(&str, u16, serde_json::Value)]) -> Rc<Self> {
        let routes = routes.iter();
        let routes =
            routes.map(|(end, status, body)| ((*end).to_owned(), *status, body.to_string()));
        Rc::new(Self {
            routes: routes.collect(),
            ..Self::default()
        })
    }

    fn route(&self, url: &str) -> Answer {
        let path = url.split('?').next().unwrap_or_default();
        let found = self
            .routes
            .iter()
            .find(|(end, ..)| path.ends_with(end.as_str()));
        match found {
            Some((_, status, body)) => http(*status, body),
            None => error(404, "ResourceNotFound", path),
        }
    }

    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.asked.borrow().clone()
    }

    /// Method and URL of each request.
    pub(crate) fn lines(&self) -> Vec<String> {
        let asked = self.asked.borrow();
        asked
            .iter()
            .map(|asked| format!("{} {}", asked.method, asked.url))
            .collect()
    }

    /// The seconds at which each request was sent.
    pub(crate) fn seconds(&self) -> Vec<u64> {
        self.asked
            .borrow()
            .iter()
            .map(|asked| asked.at.as_secs())
            .collect()
    }

    /// Runs a future to its end. When all of it sleeps, the clock jumps to whoever wakes first: an hour
    /// of waiting takes no time.
    pub(crate) fn run<F: Future>(&self, future: F) -> F::Output {
        let mut future = pin!(future);
        let mut context = Context::from_waker(Waker::noop());
        loop {
            if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
                return output;
            }
            let sleeping = self.sleeping.take();
            let first = sleeping.iter().map(|(until, _)| *until).min();
            self.clock
                .set(first.expect("somebody sleeps, or nothing will ever happen"));
            sleeping.into_iter().for_each(|(_, waker)| waker.wake());
        }
    }

    /// The time on the script's clock.
    pub(crate) fn now(&self) -> Duration {
        self.clock.get()
    }

    /// How many answers nobody asked for.
    pub(crate) fn left(&self) -> usize {
        self.answers.borrow().len()
    }
}

/// The transport over a script.
#[derive(Clone)]
pub(crate) struct Scripted(pub(crate) Rc<Script>);

impl Transport for Scripted {
    async fn send(&self, request: Request<'_>) -> Result<Response, TransportError> {
        self.0.asked.borrow_mut().push(Asked {
            method: request.method.as_str(),
            url: request.url.to_owned(),
            body: request.body.map(str::to_owned),
            token: request.token.claims().name.clone().unwrap_or_default(),
            at: self.0.clock.get(),
        });
        let answer = self.0.answers.borrow_mut().pop_front();
        let mut answer = match answer {
            Some(answer) => answer,
            None if self.0.routes.is_empty() => panic!("no answer is left for {}", request.url),
            None => self.0.route(request.url),
        };
        while let Answer::Slow(time, then) = answer {
            self.sleep(time).await;
            answer = *then;
        }
        match answer {
            Answer::Http(status, headers, body) => Ok(Response {
                status,
                headers,
                body,
            }),
            Answer::Fails(error) => Err(error),
            Answer::Slow(..) => unreachable!(),
        }
    }

    async fn sleep(&self, time: Duration) {
        let until = self.0.clock.get() + time;
        std::future::poll_fn(|context| {
            if self.0.clock.get() >= until {
                return Poll::Ready(());
            }
            let waker = context.waker().clone();
            self.0.sleeping.borrow_mut().push((until, waker));
            Poll::Pending
        })
        .await;
    }

    fn now(&self) -> Duration {
        self.0.clock.get()
    }

    fn today(&self) -> Duration {
        STARTS + self.0.clock.get()
    }

    fn random(&self) -> f64 {
        1.0
    }
}

/// Hands out tokens one after the other, the next one whenever the last has expired.
pub(crate) struct Tokens {
    tokens: Vec<Arc<AccessToken>>,
    given: Cell<usize>,
}

impl Tokens {
    /// This one and no other.
    pub(crate) fn only(token: AccessToken) -> Self {
        Self {
            tokens: vec![Arc::new(token)],
            given: Cell::new(0),
        }
    }

    /// Tokens that bear these names.
    pub(crate) fn named(names: &[&str]) -> Self {
        let tokens = names.iter().map(|name| Arc::new(token(name)));
        Self {
            tokens: tokens.collect(),
            given: Cell::new(0),
        }
    }
}

impl TokenSource for Tokens {
    async fn token(&self, expired: Option<&AccessToken>) -> Result<Arc<AccessToken>, AzureError> {
        let last = self.tokens.len() - 1;
        if expired.is_some() {
            self.given.set((self.given.get() + 1).min(last));
        }
        Ok(Arc::clone(&self.tokens[self.given.get()]))
    }
}

/// A token that bears this name.
pub(crate) fn token(name: &str) -> AccessToken {
    AccessToken::read(&token_text(name)).unwrap_or_else(|error| panic!("{error}"))
}

/// The text of a token that bears this name.
pub(crate) fn token_text(name: &str) -> String {
    let part = |value: serde_json::Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let header = part(serde_json::json!({"alg": "none", "typ": "JWT"}));
    let claims = part(serde_json::json!({
        "name": name, "aud": "https://management.azure.com", "exp": 4_000_000_000_u64,
    }));
    format!("{header}.{claims}.c2lnbmF0dXJlLW9mLXRoZS10b2tlbg")
}

/// A client of the public cloud over a script.
pub(crate) fn client(script: &Rc<Script>) -> Client<Scripted, Tokens> {
    client_with(script, Tokens::named(&["first"]))
}

/// The same with other tokens.
pub(crate) fn client_with<S: TokenSource>(script: &Rc<Script>, tokens: S) -> Client<Scripted, S> {
    Client::new(
        CloudEndpoint::of(Cloud::Public),
        Scripted(Rc::clone(script)),
        tokens,
    )
}
