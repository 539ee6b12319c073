//! The claims of a token: what it says of itself.

use super::TokenError;
use crate::cloud::{Cloud, CloudEndpoint};
use crate::shown_text::shown;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use nsg_documents::json::{self, JsonNode};
use zeroize::Zeroizing;

/// No claim that is shown is longer, in characters.
const LONGEST: usize = 200;

/// What a token says of itself. It is decoded, never verified: the signature is Azure's to check, and
/// nothing here may be relied on for more than a hint to the person who pasted it.
///
/// Texts are bounded and hold no control characters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Claims {
    /// `exp`: when it ends, in seconds since 1970 (UTC).
    pub expires: Option<u64>,
    /// `aud`: what it is for.
    pub audience: Option<String>,
    /// `tid`: the tenant that issued it.
    pub tenant: Option<String>,
    /// Who it is: `name`, else the sign-in name, else the application's id.
    pub name: Option<String>,
    /// `scp` and `roles`: what it allows.
    pub scopes: Vec<String>,
    /// Whether an application holds it: access tokens name one (`appid`, `azp`), id tokens do not.
    application: bool,
}

impl Claims {
    /// Decodes a token of three parts; `None` where it is none.
    pub(super) fn decode(token: &str) -> Option<Self> {
        let mut parts = token.split('.');
        let (header, payload, _signature) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() || !token.bytes().all(|byte| byte.is_ascii_graphic()) {
            return None;
        }
        let header = decoded(header)?;
        json::read_answer(&header)
            .ok()
            .filter(JsonNode::is_object)?;
        let payload = decoded(payload)?;
        let claims = json::read_answer(&payload)
            .ok()
            .filter(JsonNode::is_object)?;
        Some(Self::read(&claims))
    }

    fn read(claims: &JsonNode<'_>) -> Self {
        let text = |key: &str| {
            let text = shown(claims.str(key)?, LONGEST);
            (!text.is_empty()).then_some(text)
        };
        let names = [
            "name",
            "upn",
            "preferred_username",
            "unique_name",
            "appid",
            "azp",
        ];
        let mut scopes: Vec<String> = Vec::new();
        let given = claims.str("scp").unwrap_or_default().split_whitespace();
        let roles = claims.get("roles").map(JsonNode::items).unwrap_or_default();
        let all = given.chain(roles.iter().filter_map(JsonNode::as_str));
        scopes.extend(all.take(50).map(|scope| shown(scope, LONGEST)));
        // Seconds as a number; a fraction is legal and nobody writes one.
        let expires = claims.get("exp").and_then(JsonNode::scalar);
        let seconds = expires.and_then(|text| text.split('.').next()?.parse().ok());
        Self {
            expires: seconds,
            audience: text("aud"),
            tenant: text("tid"),
            name: names.iter().find_map(|key| text(key)),
            scopes,
            application: claims.str("appid").or_else(|| claims.str("azp")).is_some(),
        }
    }

    /// Whether it tells who signed in and gives no access: the audience of an id token is the
    /// application that asked for it.
    pub(super) fn is_id_token(&self) -> bool {
        let audience = self.audience.as_deref().unwrap_or_default();
        !self.application && self.scopes.is_empty() && is_guid(audience)
    }

    /// Whether it is for the Resource Manager of one of Azure's clouds, and `endpoint` is somebody else's.
    /// Gateways pass such tokens on; an address that is mistyped, or only looks like Azure's, keeps them.
    pub fn is_given_away(&self, endpoint: &CloudEndpoint) -> bool {
        let audience = self.audience.as_deref();
        endpoint.is_foreign() && audience.and_then(Cloud::of_audience).is_some()
    }

    /// What is sure to be wrong with the token at this endpoint, at this time (seconds since 1970).
    /// What it does not say is not held against it.
    pub fn problem(&self, endpoint: &CloudEndpoint, now_unix_seconds: u64) -> Option<TokenError> {
        let known = endpoint.audiences();
        if let Some(audience) = &self.audience {
            let bare = audience.trim_end_matches('/');
            if !known.is_empty() && !known.iter().any(|known| known.eq_ignore_ascii_case(bare)) {
                return Some(TokenError::WrongAudience {
                    audience: audience.clone(),
                    wanted: endpoint.token_resource(),
                });
            }
        }
        let ago = now_unix_seconds.checked_sub(self.expires?)?;
        Some(TokenError::Expired { seconds: ago })
    }
}

fn decoded(part: &str) -> Option<Zeroizing<String>> {
    let bytes = URL_SAFE_NO_PAD.decode(part.trim_end_matches('=')).ok()?;
    String::from_utf8(bytes).ok().map(Zeroizing::new)
}

/// Whether the text has the form of `6e8bc430-9c3a-11d9-9669-0800200c9a66`.
pub(super) fn is_guid(text: &str) -> bool {
    let lengths = text.split('-').map(str::len);
    lengths.eq([8, 4, 4, 4, 12])
        && text
            .bytes()
            .all(|byte| byte == b'-' || byte.is_ascii_hexdigit())
}
