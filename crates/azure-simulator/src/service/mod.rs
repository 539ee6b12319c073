//! Resource Manager over HTTP.

mod faults;
mod guard;
mod manager;
mod polling;
mod reply;
mod request;
mod resources;
mod sign_in;
mod state;
mod token;

pub(crate) use reply::NoResponse;
pub use state::SeenRequest;
pub use token::SignIn;

use crate::scenario::SimulatorScenario;
use crate::scenario::settings::{Cors, Cut};
use axum::Router;
use axum::http::{HeaderName, Method};
use state::ServiceState;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use token::Keys;
use tower_http::cors::{AllowHeaders, Any, CorsLayer, ExposeHeaders};

/// One listener's scenario, keys and memory.
pub(crate) struct Service {
    pub(crate) scenario: SimulatorScenario,
    pub(crate) origin: String,
    /// Origins of pages that may ask; all where there are none.
    pub(crate) origins: Vec<String>,
    pub(crate) started: Instant,
    keys: Keys,
    state: Mutex<ServiceState>,
}

impl Service {
    pub(crate) fn new(scenario: SimulatorScenario, origin: String, origins: Vec<String>) -> Self {
        Self {
            origins,
            scenario,
            started: Instant::now(),
            keys: Keys::new(&origin),
            state: Mutex::default(),
            origin,
        }
    }

    /// The state that outlives a request. A request that died while it counted has done no harm.
    pub(crate) fn state(&self) -> MutexGuard<'_, ServiceState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A token of this listener.
    pub(crate) fn sign_in(&self, sign_in: &SignIn) -> token::Issued {
        let lifetime = sign_in.lifetime.unwrap_or(self.scenario.token_seconds);
        self.keys.issue(sign_in, lifetime, self.tenant())
    }

    fn tenant(&self) -> &str {
        let mut subscriptions = self.scenario.store.subscriptions();
        let tenant = subscriptions.find_map(|it| crate::store::text(it, &["tenantId"]));
        tenant.unwrap_or("00000000-0000-0000-0000-000000000000")
    }

    /// Whether the scenario ever cuts a connection. Then every answer closes its own: a browser asks a
    /// second time, silently, where a connection that it used before is cut.
    pub(crate) fn cuts(&self) -> bool {
        let mut faults = self.scenario.faults.iter();
        faults.any(|fault| fault.answer.cut == Some(Cut::BeforeHeaders))
    }
}

/// Everything that is served.
pub(crate) fn router(service: Arc<Service>) -> Router {
    let own = sign_in::router().layer(
        CorsLayer::new()
            .allow_origin(Any)
            .allow_methods(Any)
            .allow_headers(Any),
    );
    let manager = Router::new().fallback(manager::handle);
    let manager = match cors(&service.scenario.cors) {
        Some(layer) => manager.layer(layer),
        None => manager,
    };
    let guard = axum::middleware::from_fn_with_state(Arc::clone(&service), guard::guard);
    own.fallback_service(manager.with_state(Arc::clone(&service)))
        .layer(guard)
        .with_state(service)
}

/// Headers that a script may read unless the scenario says otherwise. What Resource Manager really
/// exposes is not documented; that `Location` is readable follows from programs that read it.
const EXPOSED: &[&str] = &[
    "Location",
    "Azure-AsyncOperation",
    "Retry-After",
    "x-ms-request-id",
    "x-ms-correlation-request-id",
    "x-ms-ratelimit-remaining-subscription-reads",
    "x-ms-ratelimit-remaining-subscription-writes",
];

fn cors(settings: &Cors) -> Option<CorsLayer> {
    if settings.refused {
        return None;
    }
    let header = |name: &str| HeaderName::from_bytes(name.as_bytes()).ok();
    let exposed: Vec<_> = match &settings.exposed {
        Some(names) => names.iter().filter_map(|name| header(name)).collect(),
        None => EXPOSED.iter().filter_map(|name| header(name)).collect(),
    };
    let layer = CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([Method::GET, Method::POST])
        // A `*` would not stand for `Authorization`.
        .allow_headers(AllowHeaders::mirror_request())
        .max_age(Duration::from_secs(60));
    Some(match exposed.is_empty() {
        true => layer,
        false => layer.expose_headers(ExposeHeaders::list(exposed)),
    })
}
