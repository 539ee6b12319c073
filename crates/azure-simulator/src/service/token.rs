//! Tokens: JSON web tokens in the form of Entra ID's, signed with a key of this process.

use crate::network::refusal::ProviderError;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, Mac};
use serde_json::{Value, json};
use sha2::Sha256;
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use uuid::Uuid;

/// What a sign-in asks for. The default is a token that works.
#[derive(Clone, Debug, Default)]
pub struct SignIn {
    /// Seconds until the token expires, negative for one that has; the scenario's where absent.
    pub lifetime: Option<i64>,
    /// Whom the token is for; the simulator itself where absent.
    pub audience: Option<String>,
    /// The session whose counters the token goes on with; a new one where absent.
    pub session: Option<String>,
}

/// A token with what `az account get-access-token` prints beside it.
#[derive(Clone, Debug)]
pub(crate) struct Issued {
    pub(crate) token: String,
    pub(crate) expires: i64,
}

/// Signs and checks.
#[derive(Clone)]
pub(crate) struct Keys {
    key: Vec<u8>,
    origin: String,
}

impl Keys {
    /// A new key, so that no token outlives the process.
    pub(crate) fn new(origin: &str) -> Self {
        let random = [Uuid::new_v4(), Uuid::new_v4(), Uuid::new_v4()];
        Self {
            key: random.iter().flat_map(|it| it.into_bytes()).collect(),
            origin: origin.to_owned(),
        }
    }

    /// A signature that nobody without the key can make.
    pub(crate) fn sign(&self, text: &str) -> Vec<u8> {
        // Every length of key is good.
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.key) else {
            return Vec::new();
        };
        mac.update(text.as_bytes());
        mac.finalize().into_bytes().to_vec()
    }

    /// Issues a token.
    pub(crate) fn issue(&self, sign_in: &SignIn, lifetime: i64, tenant: &str) -> Issued {
        let now = now();
        let expires = now.saturating_add(lifetime);
        let audience = sign_in.audience.as_deref().unwrap_or(&self.origin);
        let session = match &sign_in.session {
            Some(session) => session.clone(),
            None => Uuid::new_v4().to_string(),
        };
        let header = json!({ "typ": "JWT", "alg": "HS256", "kid": "azure-simulator" });
        let claims = json!({
            "aud": audience,
            "iss": format!("{}/simulator/{tenant}/", self.origin),
            // An expired token was issued before it expired.
            "iat": now.min(expires.saturating_sub(1)),
            "nbf": now.min(expires.saturating_sub(1)),
            "exp": expires,
            "idtyp": "user",
            "name": "Demo user",
            "oid": OBJECT_ID,
            "scp": "user_impersonation",
            "sid": session,
            "tid": tenant,
            "upn": USER,
            "ver": "1.0"
        });
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let signed = format!("{}.{}", part(&header), part(&claims));
        let signature = URL_SAFE_NO_PAD.encode(self.sign(&signed));
        Issued {
            token: format!("{signed}.{signature}"),
            expires,
        }
    }

    /// The session of a request's `Authorization` header.
    ///
    /// # Errors
    ///
    /// What Resource Manager answers with 401.
    pub(crate) fn session(&self, authorization: Option<&str>) -> Result<String, ProviderError> {
        let refuse = |code: &str, message: String| Err(ProviderError::new(401, code, message));
        let Some(authorization) = authorization else {
            let message = "Authentication failed. The 'Authorization' header is missing.";
            return refuse("AuthenticationFailed", message.to_owned());
        };
        let token = authorization.split_once(' ').filter(|(scheme, token)| {
            scheme.eq_ignore_ascii_case("Bearer") && !token.trim().is_empty()
        });
        let Some((_, token)) = token else {
            let message = "Authentication failed. The 'Authorization' header is provided in an invalid format.";
            return refuse("AuthenticationFailed", message.to_owned());
        };
        let Some(claims) = self.claims(token.trim()) else {
            return refuse(
                "InvalidAuthenticationToken",
                "The access token is invalid.".to_owned(),
            );
        };
        let number = |key: &str| claims.get(key).and_then(Value::as_i64).unwrap_or_default();
        let text = |key: &str| claims.get(key).and_then(Value::as_str).unwrap_or_default();
        let now = now();
        if number("exp") <= now {
            let message = format!(
                "The access token expiry UTC time '{}' is earlier than current UTC time '{}'.",
                utc(number("exp")),
                utc(now)
            );
            return refuse("ExpiredAuthenticationToken", message);
        }
        if text("aud").trim_end_matches('/') != self.origin {
            let message = format!(
                "The access token has been obtained for wrong audience or resource '{}'. It should \
                 exactly match with one of the allowed audiences '{origin}/','{origin}'.",
                text("aud"),
                origin = self.origin
            );
            return refuse("InvalidAuthenticationTokenAudience", message);
        }
        Ok(text("sid").to_owned())
    }

    fn claims(&self, token: &str) -> Option<Value> {
        let (signed, signature) = token.rsplit_once('.')?;
        let signature = URL_SAFE_NO_PAD.decode(signature).ok()?;
        if signature != self.sign(signed) {
            return None;
        }
        let (_, claims) = signed.split_once('.')?;
        serde_json::from_slice(&URL_SAFE_NO_PAD.decode(claims).ok()?).ok()
    }
}

/// The name of the user who signs in.
pub(crate) const USER: &str = "demo.user@contoso.example";

/// The user's object id.
pub(crate) const OBJECT_ID: &str = "3d1b5f7a-9c2e-4b64-8f10-7a6e5d4c3b2a";

fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| {
        i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
    })
}

/// Seconds since 1970 as `2026-01-31 12:00:00`.
pub(crate) fn utc(seconds: i64) -> String {
    let seconds = u64::try_from(seconds).unwrap_or_default();
    let time = UNIX_EPOCH.checked_add(Duration::from_secs(seconds));
    let text = humantime::format_rfc3339_seconds(time.unwrap_or(UNIX_EPOCH)).to_string();
    text.replace('T', " ").replace('Z', "")
}
