//! Requests by the browser's `fetch`, which Node has as well.

use super::{HEADERS, MAX_ANSWER, Request, Response, Transport, TransportError};
use crate::shown_text::shown;
use js_sys::{Promise, Reflect, Uint8Array};
use std::time::Duration;
use text::text;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, ReferrerPolicy, RequestCache, RequestCredentials, RequestInit,
    RequestRedirect, ResponseType,
};

#[wasm_bindgen]
extern "C" {
    /// `performance.now()`: pages, workers and Node all have it, and it never goes back.
    #[wasm_bindgen(js_namespace = performance, js_name = now)]
    fn performance_now() -> f64;

    /// `fetch` as it is at that moment: a portal's own libraries replace it, and theirs may throw at once,
    /// reject with anything, or give anything.
    #[wasm_bindgen(catch)]
    fn fetch(request: &web_sys::Request) -> Result<JsValue, JsValue>;

    /// The body of an answer, which somebody else may have begun to read.
    type ResponseBody;

    #[wasm_bindgen(method, catch, js_name = getReader)]
    fn reader(this: &ResponseBody) -> Result<StreamReader, JsValue>;

    type StreamReader;

    #[wasm_bindgen(method, catch)]
    fn read(this: &StreamReader) -> Result<JsValue, JsValue>;
}

/// No reason is kept longer, in characters.
const LONGEST: usize = 500;

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
        let answer = asked(&build(&request, &abort).map_err(broken)?).await?;
        let is_elsewhere = answer.type_() == ResponseType::Opaqueredirect || answer.redirected();
        // Node shows a redirect that it does not follow as it came.
        if is_elsewhere || (300..400).contains(&answer.status()) {
            return Err(TransportError::Redirected);
        }
        let headers = answer.headers();
        let body = whole(&answer).await?;
        let shown = |name| Some((name, headers.get(name).ok()??));
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

/// Reads a text that anybody may read, without a token: for the simulator's sign-in.
///
/// # Errors
///
/// Where there is no answer.
pub async fn text_of(url: &str) -> Result<String, TransportError> {
    let request = web_sys::Request::new_with_str(url).map_err(broken)?;
    let answer = asked(&request).await?;
    Ok(String::from_utf8_lossy(&whole(&answer).await?).into_owned())
}

async fn asked(request: &web_sys::Request) -> Result<web_sys::Response, TransportError> {
    settled(fetch(request)).await?.dyn_into().map_err(broken)
}

/// What a call gives once it is settled, or why it gives nothing.
async fn settled(called: Result<JsValue, JsValue>) -> Result<JsValue, TransportError> {
    let promise = Promise::resolve(&called.map_err(broken)?);
    JsFuture::from(promise).await.map_err(broken)
}

/// The request as the client means it: a library that puts URLs together anew may add to a query that is
/// there, which breaks the signature of an operation's URL.
fn build(request: &Request<'_>, abort: &Abort) -> Result<web_sys::Request, JsValue> {
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
    web_sys::Request::new_with_str_and_init(request.url, &init)
}

/// The body, piece by piece, so that an answer without end does not fill the memory.
async fn whole(answer: &web_sys::Response) -> Result<Vec<u8>, TransportError> {
    let mut bytes = Vec::new();
    let Some(stream) = answer.body() else {
        return Ok(bytes);
    };
    let reader = JsValue::from(stream)
        .unchecked_into::<ResponseBody>()
        .reader();
    let reader = reader.map_err(broken)?;
    loop {
        let step = settled(reader.read()).await?;
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

/// What was thrown, in its own words: an error's message, or a text.
fn broken(thrown: impl Into<JsValue>) -> TransportError {
    let thrown = thrown.into();
    let message = Reflect::get(&thrown, &"message".into()).ok();
    let words = message.unwrap_or(thrown).as_string();
    let reason = words.map(|words| shown(&words, LONGEST));
    TransportError::Broken {
        reason: reason
            .filter(|reason| !reason.is_empty())
            .unwrap_or_else(|| text!("azure-request-failed").to_owned()),
    }
}
