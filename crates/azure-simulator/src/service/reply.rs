//! An answer before it is sent.

use crate::network::refusal::ProviderError;
use crate::scenario::settings::{Cut, Envelope};
use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, Response, StatusCode, header};
use bytes::Bytes;
use futures_util::{StreamExt, stream};
use serde_json::{Value, json};
use std::io;
use std::time::Duration;

/// Status, headers and body.
#[derive(Clone, Debug)]
pub(crate) struct HttpReply {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: ReplyBody,
    pub(crate) cut: Option<Cut>,
}

#[derive(Clone, Debug)]
pub(crate) enum ReplyBody {
    Empty,
    Json(Value),
    Text {
        content_type: String,
        text: String,
    },
    /// So many bytes of JSON that say nothing.
    Filler(u64),
}

/// Marks a response whose connection is closed instead.
#[derive(Clone, Copy)]
pub(crate) struct NoResponse;

const JSON: &str = "application/json; charset=utf-8";

/// One piece of a filler.
const PIECE: &[u8] = &[b'a'; 1 << 16];

impl HttpReply {
    pub(crate) fn json(body: Value) -> Self {
        Self {
            status: 200,
            headers: Vec::new(),
            body: ReplyBody::Json(body),
            cut: None,
        }
    }

    pub(crate) fn refusal(refusal: &ProviderError, envelope: Envelope) -> Self {
        let body = match envelope {
            Envelope::Nested => ReplyBody::Json(refusal.body()),
            Envelope::Flat => {
                let body = json!({ "code": refusal.code, "message": refusal.message });
                ReplyBody::Json(body)
            }
            Envelope::Empty => ReplyBody::Empty,
        };
        Self {
            status: refusal.status,
            headers: Vec::new(),
            body,
            cut: None,
        }
    }

    pub(crate) fn header(mut self, name: &str, value: impl Into<String>) -> Self {
        self.set(name, value.into());
        self
    }

    /// Sets a header, in place of one that is there.
    pub(crate) fn set(&mut self, name: &str, value: String) {
        self.remove(name);
        self.headers.push((name.to_owned(), value));
    }

    pub(crate) fn remove(&mut self, name: &str) {
        self.headers
            .retain(|(known, _)| !known.eq_ignore_ascii_case(name));
    }

    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        let found = headers.find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    /// The response as it is sent.
    pub(crate) fn into_response(self) -> Response<Body> {
        let (content_type, body, length) = match self.body {
            ReplyBody::Empty => (None, Body::empty(), 0),
            ReplyBody::Json(value) => bytes(JSON.to_owned(), value.to_string(), self.cut),
            ReplyBody::Text { content_type, text } => bytes(content_type, text, self.cut),
            ReplyBody::Filler(size) => (Some(JSON.to_owned()), filler(size, self.cut), 0),
        };
        let mut response = Response::new(body);
        *response.status_mut() = StatusCode::from_u16(self.status).unwrap_or_default();
        let headers = response.headers_mut();
        if let Some(value) = content_type.and_then(|it| HeaderValue::from_str(&it).ok()) {
            headers.insert(header::CONTENT_TYPE, value);
        }
        // A body that is cut still promises all of it.
        if self.cut == Some(Cut::InBody) && length > 0 {
            headers.insert(header::CONTENT_LENGTH, length.into());
        }
        for (name, value) in self.headers {
            let name = HeaderName::from_bytes(name.as_bytes());
            if let (Ok(name), Ok(value)) = (name, HeaderValue::from_str(&value)) {
                headers.append(name, value);
            }
        }
        if self.cut == Some(Cut::BeforeHeaders) {
            response.extensions_mut().insert(NoResponse);
        }
        response
    }
}

fn bytes(content_type: String, text: String, cut: Option<Cut>) -> (Option<String>, Body, usize) {
    let length = text.len();
    let all = Bytes::from(text);
    let body = match cut {
        Some(Cut::InBody) => {
            let half = all.slice(..length / 2);
            Body::from_stream(stream::iter([Ok(half)]).chain(stream::once(cut_off())))
        }
        _ => Body::from(all),
    };
    (Some(content_type), body, length)
}

/// Streams a JSON object of that size, so that no memory holds it.
fn filler(size: u64, cut: Option<Cut>) -> Body {
    let piece = Bytes::from_static(PIECE);
    let pieces = size / 65_536;
    let pieces = if cut == Some(Cut::InBody) {
        pieces / 2
    } else {
        pieces
    };
    let begin = Ok(Bytes::from_static(b"{\"value\":[],\"filler\":\""));
    let middle = (0..pieces).map(move |_| Ok(piece.clone()));
    let whole = stream::iter([begin].into_iter().chain(middle));
    match cut {
        Some(Cut::InBody) => Body::from_stream(whole.chain(stream::once(cut_off()))),
        _ => {
            let end = Ok::<_, io::Error>(Bytes::from_static(b"\"}"));
            Body::from_stream(whole.chain(stream::iter([end])))
        }
    }
}

/// The end of a body that does not come. What was written before it leaves first.
async fn cut_off() -> io::Result<Bytes> {
    tokio::time::sleep(Duration::from_millis(50)).await;
    Err(io::Error::other("the scenario cuts the connection here"))
}
