//! Tokens from the page around the tool, in place of one that is pasted.

use super::connection::{Connecting, now};
use azure::error::AzureError;
use azure::token::AccessToken;
use js_sys::{Function, Promise, Reflect};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;
use text::text;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use zeroize::Zeroizing;

impl Connecting {
    /// Asks for a token, and connects with it.
    pub fn connect_with(self, source: Function) {
        self.problem.set(None);
        self.task.run(async move {
            self.task.say(text!("live-waiting-for-token"));
            let given = token(&source).await;
            // Another task from here on: the one that lists subscriptions.
            set_timeout(move || self.give(given), Duration::ZERO);
        });
    }

    /// Asks for a newer token for what waits for one.
    pub fn renew_with(self, source: Function) {
        spawn_local(async move {
            let given = token(&source).await;
            if given.is_err()
                && let Some(Some(connection)) = self.connection.try_get_untracked()
            {
                // What waits ends, and says why.
                connection.token.forget();
            }
            self.give(given);
        });
    }

    fn give(self, given: Result<AccessToken, AzureError>) {
        let taken = given.and_then(|token| {
            let endpoint = self.endpoint()?;
            match token.claims().problem(&endpoint, now()) {
                Some(problem) => Err(AzureError::Token(problem)),
                None => Ok((endpoint, token)),
            }
        });
        self.take(taken);
    }
}

/// What the function gives.
async fn token(source: &Function) -> Result<AccessToken, AzureError> {
    let given = source.call0(&JsValue::UNDEFINED).map_err(failed)?;
    let given = JsFuture::from(Promise::resolve(&given)).await;
    let text = Zeroizing::new(given.map_err(failed)?.as_string().unwrap_or_default());
    AccessToken::from_provider(&text).map_err(AzureError::Token)
}

/// What the function threw, in words.
fn failed(thrown: JsValue) -> AzureError {
    let message = Reflect::get(&thrown, &"message".into()).ok();
    let message = message.unwrap_or(thrown).as_string();
    AzureError::token_source(message.as_deref().unwrap_or(text!("live-no-reason")))
}
