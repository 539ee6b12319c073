//! Requests beside Resource Manager's: tokens, the log, a fresh start.

use super::Service;
use super::state::SeenRequest;
use super::token::{SignIn, utc};
use axum::extract::{Query, State};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;

pub(super) fn router() -> Router<Arc<Service>> {
    Router::new()
        .route("/simulator/token", get(token))
        .route("/simulator/requests", get(requests))
        .route("/simulator/reset", post(reset))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct TokenQuery {
    lifetime: Option<i64>,
    audience: Option<String>,
    session: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct SessionQuery {
    session: Option<String>,
}

/// Answers as `az account get-access-token` prints. There `expiresOn` is local time; here it is UTC, so that
/// nothing depends on the machine.
async fn token(
    State(service): State<Arc<Service>>,
    Query(query): Query<TokenQuery>,
) -> Json<Value> {
    let issued = service.sign_in(&SignIn {
        lifetime: query.lifetime,
        audience: query.audience,
        session: query.session,
    });
    let mut subscriptions = service.scenario.store.subscriptions();
    let subscription = subscriptions.next().and_then(|it| it.get("subscriptionId"));
    Json(json!({
        "accessToken": issued.token,
        "expiresOn": format!("{}.000000", utc(issued.expires)),
        "expires_on": issued.expires,
        "subscription": subscription,
        "tenant": service.tenant(),
        "tokenType": "Bearer"
    }))
}

async fn requests(
    State(service): State<Arc<Service>>,
    Query(query): Query<SessionQuery>,
) -> Json<Vec<SeenRequest>> {
    Json(service.state().requests(query.session.as_deref()))
}

async fn reset(
    State(service): State<Arc<Service>>,
    Query(query): Query<SessionQuery>,
) -> Json<Value> {
    service.state().reset(query.session.as_deref());
    Json(json!({}))
}
