//! Tokens from a portal.

use azure::client::TokenSource;
use azure::cloud::CloudEndpoint;
use azure::error::AzureError;
use azure::token::{AccessToken, TokenError};
use js_sys::{Function, Promise};
use std::sync::Arc;
use wasm_bindgen::prelude::JsValue;
use wasm_bindgen_futures::JsFuture;
use zeroize::Zeroizing;

/// Asks a function of the portal for every request, and keeps nothing: the portal's own library knows
/// how long a token is good.
pub(super) struct Provider {
    get_token: Function,
    endpoint: CloudEndpoint,
    /// Whether Azure's own tokens may go to an endpoint that is none of Azure's.
    sends_azures: bool,
}

impl Provider {
    pub(super) fn new(get_token: Function, endpoint: CloudEndpoint, sends_azures: bool) -> Self {
        Self {
            get_token,
            endpoint,
            sends_azures,
        }
    }
}

impl TokenSource for Provider {
    async fn token(&self, _expired: Option<&AccessToken>) -> Result<Arc<AccessToken>, AzureError> {
        let given = self.get_token.call0(&JsValue::NULL).map_err(failed)?;
        let given = JsFuture::from(Promise::resolve(&given)).await;
        let text = Zeroizing::new(given.map_err(failed)?.as_string().unwrap_or_default());
        let token = AccessToken::from_provider(&text).map_err(AzureError::Token)?;
        if !self.sends_azures && token.claims().is_given_away(&self.endpoint) {
            let host = self.endpoint.host();
            return Err(AzureError::Token(TokenError::GivenAway { host }));
        }
        Ok(Arc::new(token))
    }
}

/// What a portal's function threw, in words.
fn failed(thrown: JsValue) -> AzureError {
    let message = crate::given::message(&thrown);
    AzureError::token_source(message.as_deref().unwrap_or("it does not say why"))
}
