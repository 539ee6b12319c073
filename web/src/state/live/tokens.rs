//! The token, which lives here and nowhere else.

use azure::client::TokenSource;
use azure::error::AzureError;
use azure::token::{AccessToken, TokenError};
use futures_channel::oneshot;
use leptos::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

/// The one token. It is in memory alone: gone with the page, or when it is forgotten.
pub struct TokenBox {
    token: RefCell<Option<Arc<AccessToken>>>,
    /// Who waits for a new one.
    waiting: RefCell<Vec<oneshot::Sender<()>>>,
    /// Whether Azure has refused the one that is here as expired.
    needed: RwSignal<bool>,
}

impl TokenBox {
    /// A box with a token in it; `needed` becomes true when another one must be pasted.
    pub fn new(token: AccessToken, needed: RwSignal<bool>) -> Self {
        needed.set(false);
        Self {
            token: RefCell::new(Some(Arc::new(token))),
            waiting: RefCell::default(),
            needed,
        }
    }

    /// What can be told of the token.
    pub fn token(&self) -> Option<Arc<AccessToken>> {
        self.token.borrow().clone()
    }

    /// Puts a newer token in, and lets everything that waited for one go on.
    pub fn renew(&self, token: AccessToken) {
        self.token.replace(Some(Arc::new(token)));
        self.release();
    }

    /// Wipes the token. Whatever waits for one ends.
    pub fn forget(&self) {
        self.token.replace(None);
        self.release();
    }

    fn release(&self) {
        let _ = self.needed.try_set(false);
        for waiting in self.waiting.take() {
            // Whoever was cancelled meanwhile hears nothing.
            let _ = waiting.send(());
        }
    }
}

/// The box, shared between the page and what asks Azure.
#[derive(Clone)]
pub struct Tokens(pub(super) Rc<TokenBox>);

impl TokenSource for Tokens {
    async fn token(&self, expired: Option<&AccessToken>) -> Result<Arc<AccessToken>, AzureError> {
        loop {
            let token = self
                .0
                .token()
                .ok_or(AzureError::Token(TokenError::Missing))?;
            let is_refused = expired.is_some_and(|expired| std::ptr::eq(expired, &*token));
            if !is_refused {
                return Ok(token);
            }
            // Dropped after the receiver, by which it is known who still waits.
            let _wait = Wait(&self.0);
            let (sender, receiver) = oneshot::channel();
            self.0.waiting.borrow_mut().push(sender);
            self.0.needed.set(true);
            let _ = receiver.await;
        }
    }
}

/// Somebody who waits for a token. Where the last of them was cancelled, none is needed any more.
struct Wait<'a>(&'a TokenBox);

impl Drop for Wait<'_> {
    fn drop(&mut self) {
        let mut waiting = self.0.waiting.borrow_mut();
        waiting.retain(|waiting| !waiting.is_canceled());
        if waiting.is_empty() {
            let _ = self.0.needed.try_set(false);
        }
    }
}
