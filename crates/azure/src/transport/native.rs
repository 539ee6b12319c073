//! Requests over sockets: for tests and for programs outside a browser.

use super::{HEADERS, MAX_ANSWER, Method, Request, Response, Transport, TransportError};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// Requests by `reqwest`, encrypted by rustls.
#[derive(Clone, Debug)]
pub struct Native {
    client: reqwest::Client,
    start: Instant,
}

impl Native {
    /// A transport of its own connections.
    ///
    /// # Errors
    ///
    /// Where the system's certificates cannot be read.
    pub fn new() -> Result<Self, reqwest::Error> {
        // reqwest takes the process's provider; whoever set one before us keeps it.
        if rustls::crypto::CryptoProvider::get_default().is_none() {
            // It fails where another thread was quicker, which is as good.
            let _ = rustls::crypto::ring::default_provider().install_default();
        }
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            .build()?;
        Ok(Self {
            client,
            start: Instant::now(),
        })
    }
}

impl Transport for Native {
    async fn send(&self, request: Request<'_>) -> Result<Response, TransportError> {
        let mut builder = match request.method {
            Method::Get => self.client.get(request.url),
            Method::Post => self.client.post(request.url),
        };
        builder = builder.header("authorization", request.token.authorization().as_str());
        builder = match (request.body, request.method) {
            (Some(body), _) => builder
                .header("content-type", "application/json")
                .body(body.to_owned()),
            // Some servers refuse a POST without a length.
            (None, Method::Post) => builder.header("content-length", "0"),
            (None, Method::Get) => builder,
        };
        let mut answer = builder.send().await.map_err(broken)?;
        if answer.status().is_redirection() {
            return Err(TransportError::Redirected);
        }
        let mut response = Response {
            status: answer.status().as_u16(),
            ..Response::default()
        };
        for name in HEADERS {
            let value = answer.headers().get(name);
            if let Some(value) = value.and_then(|value| value.to_str().ok()) {
                response.headers.push((name, value.to_owned()));
            }
        }
        let mut bytes = Vec::new();
        while let Some(chunk) = answer.chunk().await.map_err(broken)? {
            if bytes.len() + chunk.len() > MAX_ANSWER {
                return Err(TransportError::TooLarge);
            }
            bytes.extend_from_slice(&chunk);
        }
        response.body = String::from_utf8_lossy(&bytes).into_owned();
        Ok(response)
    }

    async fn sleep(&self, time: Duration) {
        tokio::time::sleep(time).await;
    }

    fn now(&self) -> Duration {
        self.start.elapsed()
    }

    fn today(&self) -> Duration {
        let since = SystemTime::now().duration_since(UNIX_EPOCH);
        since.unwrap_or_default()
    }

    fn random(&self) -> f64 {
        // Retries need to differ, not to be unpredictable.
        f64::from(self.start.elapsed().subsec_nanos() % 1000) / 1000.0
    }
}

/// Without the URL, which may be signed.
fn broken(error: reqwest::Error) -> TransportError {
    TransportError::Broken {
        reason: error.without_url().to_string(),
    }
}
