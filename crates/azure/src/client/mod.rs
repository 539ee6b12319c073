//! The client: one request, made safe and repeated where that helps.

mod limit;
mod operation;
mod pages;
mod retry;

use limit::Limit;
pub use limit::OPERATION_LIMIT;
pub(crate) use pages::read;
pub use pages::{Listed, MAX_ENTRIES, MAX_PAGES};

use crate::cloud::CloudEndpoint;
use crate::error::{AzureError, Call, ServiceError};
use crate::shown_text::shown;
use crate::token::AccessToken;
use crate::transport::{Method, Request, Response, Transport, TransportError};
use futures_util::future::{Either, select};
use std::cell::Cell;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;
use text::text;

/// How long one request may take. Azure answers some only after eleven seconds (`recorded`: the POST of
/// `ipFlowVerify` until 2020).
const REQUEST_LIMIT: Duration = Duration::from_secs(90);

/// No reason of a broken connection is kept longer, in characters.
const LONGEST_REASON: usize = 500;

/// Whom to ask for a token.
pub trait TokenSource {
    /// A token to send. `expired` is the one that Azure has just refused because it is too old; then a
    /// newer one is asked for, from a person or from a portal, however long that takes.
    fn token(
        &self,
        expired: Option<&AccessToken>,
    ) -> impl Future<Output = Result<Arc<AccessToken>, AzureError>>;
}

/// A step that is going on, for who waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClientStep<'a> {
    /// The call that is being made.
    Does(&'a str),
    /// Why nothing is done for a while. What one request is told holds for all.
    Waits {
        /// The reason, in words.
        why: &'a str,
        /// For how long.
        wait: Duration,
    },
    /// The token has expired, and a newer one is awaited.
    NeedsToken,
}

impl<'a> ClientStep<'a> {
    /// The step in words.
    pub fn words(self) -> &'a str {
        match self {
            Self::Does(words) | Self::Waits { why: words, .. } => words,
            Self::NeedsToken => text!("azure-step-needs-token"),
        }
    }
}

/// Hears what is going on.
pub type OnStep<'a> = &'a dyn Fn(ClientStep<'_>);

/// Asks Resource Manager. Dropping a future cancels what it does.
#[derive(Debug)]
pub struct Client<T, S> {
    endpoint: CloudEndpoint,
    transport: T,
    tokens: S,
    /// Once one request is told to slow down, all wait until then.
    not_before: Cell<Duration>,
}

impl<T: Transport, S: TokenSource> Client<T, S> {
    /// A client of one cloud.
    pub fn new(endpoint: CloudEndpoint, transport: T, tokens: S) -> Self {
        Self {
            endpoint,
            transport,
            tokens,
            not_before: Cell::new(Duration::ZERO),
        }
    }

    /// Where it asks.
    pub fn endpoint(&self) -> &CloudEndpoint {
        &self.endpoint
    }

    /// How it asks.
    pub fn transport(&self) -> &T {
        &self.transport
    }

    /// The URL of a resource, or of what lies below one.
    ///
    /// # Errors
    ///
    /// [`AzureError::Unexpected`] where the path is not that of a resource: ids come from answers and
    /// from people, and a `?` or `..` in one would ask for something else.
    pub(crate) fn url(&self, path: &str, api_version: &str) -> Result<String, AzureError> {
        let odd = |c: char| c.is_control() || c.is_whitespace() || "?#\\%\"<>^`{|}".contains(c);
        let climbs = path.split('/').any(|part| part == "." || part == "..");
        if !path.starts_with("/subscriptions")
            || path.contains("//")
            || path.contains(odd)
            || climbs
        {
            return Err(AzureError::unexpected(text!("azure-unexpected-id")));
        }
        let origin = self.endpoint.origin();
        Ok(format!("{origin}{path}?api-version={api_version}"))
    }

    /// Reads one resource.
    ///
    /// # Errors
    ///
    /// Every [`AzureError`] but those of operations and pages.
    pub(crate) async fn get(
        &self,
        call: Call,
        url: &str,
        on_step: OnStep<'_>,
    ) -> Result<String, AzureError> {
        let limit = Limit::none();
        let answer = self.send(&limit, call, Method::Get, url, None, on_step);
        let answer = answer.await?;
        Ok(answer.body)
    }

    /// Sends a request until it is answered: with a new token where the old one has expired, again
    /// where the service is busy or the connection broke. Never again what was refused. The limit holds
    /// for everything that it waits for, but for tokens.
    async fn send(
        &self,
        limit: &Limit,
        call: Call,
        method: Method,
        url: &str,
        body: Option<&str>,
        on_step: OnStep<'_>,
    ) -> Result<Response, AzureError> {
        let mut tries = retry::Tries::default();
        let mut token = self.token(limit, None).await?;
        loop {
            self.wait_for_my_turn(limit).await?;
            let (problem, asked) = match self.once(limit, method, url, body, &token).await {
                Ok(answer) if answer.status < 300 => return Ok(answer),
                Ok(answer) => {
                    let id = answer.header("x-ms-request-id").map(str::to_owned);
                    let service = ServiceError::read(answer.status, &answer.body, id);
                    if service.is_expired_token() && tries.may_renew() {
                        on_step(ClientStep::NeedsToken);
                        let newer = self.token(limit, Some(&token)).await?;
                        if !Arc::ptr_eq(&newer, &token) {
                            token = newer;
                            continue;
                        }
                    }
                    let transient = service.is_transient();
                    let wait = self.asked_to_wait(&answer);
                    let problem = AzureError::from_service(service, call).with_retry_after(wait);
                    if !transient {
                        return Err(problem);
                    }
                    (problem, wait)
                }
                Err(problem @ AzureError::Unreachable { .. }) => (problem, None),
                Err(problem) => return Err(problem),
            };
            let throttled = matches!(problem, AzureError::Throttled { .. });
            let random = self.transport.random();
            let left = limit.left(self.transport.now());
            let wait = tries.next(throttled, asked, random);
            let Some(wait) = wait.filter(|wait| *wait <= left) else {
                return Err(problem);
            };
            let seconds = wait.as_secs().max(1);
            let why = text!("azure-step-retry", problem = problem.brief(), seconds);
            on_step(ClientStep::Waits { why: &why, wait });
            if throttled {
                let until = self.transport.now() + wait;
                self.not_before.set(self.not_before.get().max(until));
            }
            self.transport.sleep(wait).await;
        }
    }

    async fn token(
        &self,
        limit: &Limit,
        expired: Option<&AccessToken>,
    ) -> Result<Arc<AccessToken>, AzureError> {
        let since = self.transport.now();
        let given = self.tokens.token(expired).await;
        limit.leave_out(self.transport.now().saturating_sub(since));
        given.map_err(|error| match (error, expired) {
            (AzureError::TokenSource { reason }, Some(expired)) => AzureError::TokenSource {
                reason: expired.cut_from(reason),
            },
            (error, _) => error,
        })
    }

    async fn wait_for_my_turn(&self, limit: &Limit) -> Result<(), AzureError> {
        // Another request may push it further while this one waits.
        loop {
            let now = self.transport.now();
            let wait = self.not_before.get().saturating_sub(now);
            if wait.is_zero() {
                return Ok(());
            }
            if wait > limit.left(now) {
                return Err(limit.passed(now, None));
            }
            self.transport.sleep(wait).await;
        }
    }

    /// How long an answer asks to wait.
    fn asked_to_wait(&self, answer: &Response) -> Option<Duration> {
        retry::retry_after(answer.header("retry-after"), self.transport.today())
    }

    async fn once(
        &self,
        limit: &Limit,
        method: Method,
        url: &str,
        body: Option<&str>,
        token: &AccessToken,
    ) -> Result<Response, AzureError> {
        // Here and nowhere else a token leaves: whoever put the URL together, it is looked at again.
        self.admit(text!("endpoint-foreign-own"), url)?;
        let request = Request {
            method,
            url,
            body,
            token,
        };
        let answer = pin!(self.transport.send(request));
        let left = limit.left(self.transport.now());
        let too_long = pin!(self.transport.sleep(left.min(REQUEST_LIMIT)));
        match select(answer, too_long).await {
            Either::Left((Ok(answer), _)) => Ok(without_token(answer, token)),
            Either::Left((Err(error), _)) => Err(self.not_sent(error, token)),
            Either::Right(_) if left < REQUEST_LIMIT => {
                Err(limit.passed(self.transport.now(), None))
            }
            Either::Right(_) => Err(AzureError::RequestTimedOut {
                seconds: REQUEST_LIMIT.as_secs(),
            }),
        }
    }

    fn admit(&self, header: &'static str, url: &str) -> Result<(), AzureError> {
        self.endpoint
            .admits(url)
            .map_err(|error| AzureError::ForeignUrl { header, error })
    }

    fn not_sent(&self, error: TransportError, token: &AccessToken) -> AzureError {
        match error {
            TransportError::Broken { reason } => AzureError::Unreachable {
                endpoint: self.endpoint.clone(),
                reason: shown(&token.cut_from(reason), LONGEST_REASON),
            },
            TransportError::TooLarge => AzureError::TooLarge,
            TransportError::Redirected => AzureError::RedirectRefused,
        }
    }
}

/// The answer without the token that was sent: some endpoints repeat what they were asked with, and what
/// stands in an answer is shown, told and logged.
fn without_token(answer: Response, token: &AccessToken) -> Response {
    let headers = answer.headers.into_iter();
    Response {
        status: answer.status,
        headers: headers
            .map(|(name, value)| (name, token.cut_from(value)))
            .collect(),
        body: token.cut_from(answer.body),
    }
}
