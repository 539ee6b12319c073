//! Refuses whoever may not ask at all, before a request is looked at.
//!
//! Whoever can reach the simulator can sign in, and only this machine can. A page of somebody else runs on this
//! machine, too: a name of its own that leads to 127.0.0.1 would make it of the simulator's origin, so the name
//! has to be one of this machine. What it may read across origins is CORS' affair, and what it may ask at all
//! that of `--origin`, where somebody has given it.

use super::Service;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, Response, StatusCode, header};
use axum::middleware::Next;
use std::net::IpAddr;
use std::sync::Arc;

/// Lets those through who may ask.
pub(super) async fn guard(
    State(service): State<Arc<Service>>,
    request: Request,
    next: Next,
) -> Response<Body> {
    match refusal(&service.origins, request.headers()) {
        None => next.run(request).await,
        Some(words) => {
            let mut response = Response::new(Body::from(words));
            *response.status_mut() = StatusCode::FORBIDDEN;
            response
        }
    }
}

fn refusal(origins: &[String], headers: &HeaderMap) -> Option<&'static str> {
    let text = |name: HeaderName| headers.get(name)?.to_str().ok();
    if !text(header::HOST).is_some_and(is_this_machine) {
        return Some("the simulator answers to names of this machine only\n");
    }
    let asks = headers.contains_key(header::ORIGIN) && !origins.is_empty();
    let is_known = text(header::ORIGIN).is_some_and(|origin| origins.iter().any(|it| it == origin));
    (asks && !is_known).then_some("the simulator was told of another origin\n")
}

/// Whether `host` or `host:port` is a name of this machine alone.
fn is_this_machine(host: &str) -> bool {
    let port = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let name = match host.rsplit_once(':') {
        Some((name, digits)) if port(digits) => name,
        _ => host,
    };
    let bare = name.strip_prefix('[').and_then(|it| it.strip_suffix(']'));
    let address = bare.unwrap_or(name).parse::<IpAddr>();
    name.eq_ignore_ascii_case("localhost") || address.is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_of_this_machine() {
        for host in [
            "localhost",
            "LOCALHOST:80",
            "127.0.0.1:4281",
            "127.8.0.1",
            "[::1]:80",
        ] {
            assert!(is_this_machine(host), "{host}");
        }
        for host in [
            "",
            "evil.example",
            "localhost.evil.example:80",
            "10.0.0.1",
            "127.0.0.1.nip.io",
            "::",
            "[::1",
        ] {
            assert!(!is_this_machine(host), "{host}");
        }
    }
}
