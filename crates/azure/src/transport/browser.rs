//! Requests by the browser's `fetch`, which Node has as well.

use super::{HEADERS, MAX_ANSWER, Request, Response, Transport, TransportError};
use gloo_net::http;
use js_sys::{Reflect, Uint8Array};
use std::time::Duration;
use text::text;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, ReadableStreamDefaultReader, ReferrerPolicy, RequestCache, RequestCredentials,
    RequestInit, RequestRedirect, ResponseType,
};

#[wasm_bindgen]
extern "C" {
    /// `performance.now()`: pages, workers and Node all have it, and it never goes back.
    #[wasm_bindgen(js_namespace = performance, js_name = now)]
    fn performance_now() -> f64;
}

/// Requests by `fetch`: no cookies, no referrer, no cache, no redirects.
#[derive(Clone, Copy, Debug, Default)]
pub struct Browser;

/// Ends a request that nobody waits for any more.
struct Abort(AbortController);

impl Drop for Abort {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl Transport for Browser {
    async fn send(&self, request: Request<'_>) -> Result<Response, TransportError> {
        let abort = Abort(AbortController::new().map_err(broken)?);
        let request = build(&request, &abort).map_err(broken)?;
        let answer = request
            .send()
            .await
            .map_err(|error| TransportError::Broken {
                reason: error.to_string(),
            })?;
        if answer.type_() == ResponseType::Opaqueredirect || answer.redirected() {
            return Err(TransportError::Redirected);
        }
        let headers = answer.headers();
        let body = match answer.body() {
            Some(stream) => {
                let reader = stream.get_reader().dyn_into().map_err(broken)?;
                read(&reader).await?
            }
            None => Vec::new(),
        };
        let shown = |name| headers.get(name).map(|value| (name, value));
        Ok(Response {
            status: answer.status(),
            headers: HEADERS.into_iter().filter_map(shown).collect(),
            body: String::from_utf8_lossy(&body).into_owned(),
        })
    }

    async fn sleep(&self, time: Duration) {
        gloo_timers::future::sleep(time).await;
    }

    fn now(&self) -> Duration {
        Duration::from_secs_f64(performance_now().max(0.0) / 1000.0)
    }

    fn today(&self) -> Duration {
        Duration::from_secs_f64(js_sys::Date::now().max(0.0) / 1000.0)
    }

    fn random(&self) -> f64 {
        js_sys::Math::random()
    }
}

/// gloo-net's own builder puts every URL together anew and adds `&` to a query that is there, which
/// breaks the signature of an operation's URL: the request is made here, and gloo-net sends it.
fn build(request: &Request<'_>, abort: &Abort) -> Result<http::Request, JsValue> {
    let headers = web_sys::Headers::new()?;
    headers.set("authorization", &request.token.authorization())?;
    let init = RequestInit::new();
    init.set_method(request.method.as_str());
    if let Some(body) = request.body {
        headers.set("content-type", "application/json")?;
        init.set_body(&body.into());
    }
    init.set_headers(&headers);
    init.set_cache(RequestCache::NoStore);
    init.set_credentials(RequestCredentials::Omit);
    init.set_redirect(RequestRedirect::Manual);
    init.set_referrer_policy(ReferrerPolicy::NoReferrer);
    init.set_signal(Some(&abort.0.signal()));
    web_sys::Request::new_with_str_and_init(request.url, &init).map(Into::into)
}

/// Piece by piece, so that an answer without end does not fill the memory.
async fn read(reader: &ReadableStreamDefaultReader) -> Result<Vec<u8>, TransportError> {
    let mut bytes = Vec::new();
    loop {
        let step = JsFuture::from(reader.read()).await.map_err(broken)?;
        let done = Reflect::get(&step, &"done".into()).map_err(broken)?;
        if done.is_truthy() {
            return Ok(bytes);
        }
        let value = Reflect::get(&step, &"value".into()).map_err(broken)?;
        let piece: Uint8Array = value.dyn_into().map_err(broken)?;
        if bytes.len() + piece.length() as usize > MAX_ANSWER {
            return Err(TransportError::TooLarge);
        }
        bytes.extend(piece.to_vec());
    }
}

fn broken(error: impl Into<JsValue>) -> TransportError {
    let error = error.into();
    let message = Reflect::get(&error, &"message".into()).ok();
    let message = message.and_then(|message| message.as_string());
    TransportError::Broken {
        reason: message.unwrap_or_else(|| text!("azure-request-failed").to_owned()),
    }
}
