//! Transports: one trait, with a browser and a socket behind it.

#[cfg(feature = "browser")]
pub mod browser;
#[cfg(feature = "native")]
pub mod native;

use crate::token::AccessToken;
use std::time::Duration;

/// Larger answers are not read. The largest that is known, service tag discovery, has some 5 MB
/// (`recorded`: the public file of 2025-10-28 with 93,353 prefixes).
pub const MAX_ANSWER: usize = 32 << 20;

/// The response headers that are read; a browser shows only those that the server exposes.
pub const HEADERS: [&str; 4] = [
    "location",
    "azure-asyncoperation",
    "retry-after",
    "x-ms-request-id",
];

/// What is asked: everything that Resource Manager needs of us is a GET or a POST.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Reads.
    Get,
    /// Starts an operation that reads: nothing here changes a resource.
    Post,
}

impl Method {
    /// As HTTP writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
        }
    }
}

/// A request. The client has made sure that the URL may get the token.
pub struct Request<'a> {
    /// The method.
    pub method: Method,
    /// The whole URL, to be used as it is: operation URLs are signed.
    pub url: &'a str,
    /// JSON, if there is a body.
    pub body: Option<&'a str>,
    /// Whose rights it runs under. Only the transports of this crate can read it.
    pub token: &'a AccessToken,
}

/// An answer, whatever its status.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    /// Those of [`HEADERS`] that came and could be read, in lower case.
    pub headers: Vec<(&'static str, String)>,
    /// The body as text.
    pub body: String,
}

impl Response {
    /// A header's value, if it could be read.
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(known, _)| *known == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TransportError {
    /// No connection, or it broke. A browser does not tell whether it was the network, a name that does
    /// not resolve, CORS or a content security policy.
    Broken {
        /// What the platform says, for the curious.
        reason: String,
    },
    /// The answer is longer than [`MAX_ANSWER`].
    TooLarge,
    /// The server sent the request elsewhere. Resource Manager does not, and the token must not follow.
    Redirected,
}

/// Sends requests and tells the time.
///
/// A future that is dropped takes its request with it: that is how everything above is cancelled.
pub trait Transport {
    /// Sends the request and reads the whole answer.
    fn send(&self, request: Request<'_>) -> impl Future<Output = Result<Response, TransportError>>;

    /// Waits.
    fn sleep(&self, time: Duration) -> impl Future<Output = ()>;

    /// The time since some fixed moment; never goes back.
    fn now(&self) -> Duration;

    /// The time since 1970 by this machine's clock, which may be wrong.
    fn today(&self) -> Duration;

    /// A random number from 0 up to 1, so that retries of many do not come at once.
    fn random(&self) -> f64;
}

impl<T: Transport> Transport for &T {
    fn send(&self, request: Request<'_>) -> impl Future<Output = Result<Response, TransportError>> {
        (**self).send(request)
    }

    fn sleep(&self, time: Duration) -> impl Future<Output = ()> {
        (**self).sleep(time)
    }

    fn now(&self) -> Duration {
        (**self).now()
    }

    fn today(&self) -> Duration {
        (**self).today()
    }

    fn random(&self) -> f64 {
        (**self).random()
    }
}
