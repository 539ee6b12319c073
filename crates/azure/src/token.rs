//! The token: held by one type, which can be sent and nothing else.

mod claims;
mod error;
mod text;

pub use claims::Claims;
pub use error::{LooksLike, TokenError};

use crate::secret;
use zeroize::Zeroizing;

/// An access token. It cannot be printed, copied, compared or stored, and its memory is overwritten
/// when it is dropped. Only the transports of this crate read it.
///
/// INVARIANT: visible ASCII without blanks, so that it fits a header; not empty.
pub struct AccessToken {
    text: Zeroizing<String>,
    claims: Claims,
}

impl AccessToken {
    /// Reads what a person pasted: the bare token, `Bearer …`, or all that
    /// `az account get-access-token` or `Get-AzAccessToken` print, the latter as a list or as JSON.
    ///
    /// # Errors
    ///
    /// [`TokenError`], which says what was pasted instead, without repeating any of it.
    pub fn read(text: &str) -> Result<Self, TokenError> {
        let text = text::bare(text)?;
        if text.is_empty() {
            return Err(TokenError::Missing);
        }
        let Some(claims) = Claims::decode(&text) else {
            return Err(TokenError::NotAToken {
                looks_like: LooksLike::guess(&text),
            });
        };
        if claims.is_id_token() {
            return Err(TokenError::IdToken);
        }
        Ok(Self { text, claims })
    }

    /// Takes what a program's `getToken` gave. It may be any text that fits a header: gateways have
    /// tokens of their own. Of such a token no claims are known.
    ///
    /// # Errors
    ///
    /// [`TokenError::Missing`] and [`TokenError::NotAToken`].
    pub fn from_provider(text: &str) -> Result<Self, TokenError> {
        let text = text.trim();
        let text = Zeroizing::new(text::without_scheme(text).to_owned());
        if text.is_empty() {
            return Err(TokenError::Missing);
        }
        if !text.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(TokenError::NotAToken {
                looks_like: LooksLike::NoHeader,
            });
        }
        let claims = Claims::decode(&text).unwrap_or_default();
        Ok(Self { text, claims })
    }

    /// What the token says of itself.
    pub fn claims(&self) -> &Claims {
        &self.claims
    }

    /// The text without this token, should somebody have put it there: an answer may repeat what was sent.
    pub(crate) fn cut_from(&self, text: String) -> String {
        secret::without(text, &self.text)
    }

    /// The value of the `Authorization` header, for transports alone.
    #[cfg_attr(
        not(any(feature = "browser", feature = "native")),
        allow(dead_code, reason = "without a transport nothing is sent")
    )]
    pub(crate) fn authorization(&self) -> Zeroizing<String> {
        // With its size known, nothing is left behind by growing.
        let mut value = Zeroizing::new(String::with_capacity(self.text.len() + 7));
        value.push_str("Bearer ");
        value.push_str(&self.text);
        value
    }
}

#[cfg(test)]
mod tests;
