//! The parts of a request that are read before it is answered.

use crate::operation::{ReadRequest, call};
use axum::http::request::Parts;
use axum::http::{Method, header};
use percent_encoding::percent_decode_str;

/// Values of these parameters are secret, or differ every time.
const SECRET: &[&str] = &["t", "c", "s", "h", "$skiptoken"];

/// Method, path, query and token.
pub(crate) struct Head {
    pub(crate) method: Method,
    /// Decoded.
    pub(crate) path: String,
    query: Vec<(String, String)>,
    pub(crate) authorization: Option<String>,
    pub(crate) call: Option<ReadRequest>,
}

impl Head {
    pub(crate) fn of(parts: &Parts) -> Self {
        let path = decoded(parts.uri.path());
        let query = parts.uri.query().unwrap_or_default().split('&');
        let query = query.filter(|pair| !pair.is_empty()).map(|pair| {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decoded(key), decoded(value))
        });
        let authorization = parts.headers.get(header::AUTHORIZATION);
        Self {
            call: call(&parts.method, &path),
            method: parts.method.clone(),
            path,
            query: query.collect(),
            authorization: authorization
                .map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned()),
        }
    }

    /// A parameter of the query, without regard to case.
    pub(crate) fn parameter(&self, name: &str) -> Option<&str> {
        let mut query = self.query.iter();
        let found = query.find(|(key, _)| key.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    /// Path and query for the log.
    pub(crate) fn logged(&self) -> String {
        let pairs = self.query.iter().map(|(key, value)| {
            let secret = SECRET.iter().any(|it| it.eq_ignore_ascii_case(key));
            format!("{key}={}", if secret { "…" } else { value })
        });
        let pairs: Vec<_> = pairs.collect();
        match pairs.is_empty() {
            true => self.path.clone(),
            false => format!("{}?{}", self.path, pairs.join("&")),
        }
    }
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}
