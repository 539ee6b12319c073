//! What is wrong with a token, and what to do.

use super::claims::is_guid;
use crate::cloud::Cloud;
use std::fmt;

/// Why a token cannot be used. No part of what was pasted is in it but the audience, which is public.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TokenError {
    /// Nothing was pasted.
    Missing,
    /// PowerShell kept the token to itself.
    SecureString,
    /// It is something else.
    NotAToken {
        /// What it seems to be.
        looks_like: LooksLike,
    },
    /// It tells who signed in and gives no access.
    IdToken,
    /// It is for something else than Resource Manager, or for another cloud.
    WrongAudience {
        /// What it is for, as the token says.
        audience: String,
        /// What to ask a token for.
        wanted: &'static str,
    },
    /// It is too old.
    Expired {
        /// For how long, in seconds.
        seconds: u64,
    },
}

/// What a text that is no token seems to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LooksLike {
    /// An id of a tenant, a subscription or an application.
    Guid,
    /// What sign-in keeps to get new tokens.
    RefreshToken,
    /// A password of an application.
    Secret,
    /// Text that cannot be sent in a header.
    NoHeader,
    /// Nothing in particular.
    Other,
}

impl LooksLike {
    pub(super) fn guess(text: &str) -> Self {
        let long = text.len() > 40;
        let refresh = ["0.A", "1.A", "M.C", "M.R"]
            .iter()
            .any(|start| text.starts_with(start));
        if is_guid(text) {
            Self::Guid
        } else if refresh && (long || text.starts_with("M.")) {
            Self::RefreshToken
        } else if text.len() < 60 && text.contains("Q~") {
            // Entra puts these two letters into every secret that it makes.
            Self::Secret
        } else {
            Self::Other
        }
    }
}

/// Names of what people get tokens for by mistake. The ids are those of Microsoft's own applications.
const AUDIENCES: [(&str, &str); 5] = [
    ("https://graph.microsoft.com", "Microsoft Graph"),
    ("00000003-0000-0000-c000-000000000000", "Microsoft Graph"),
    ("https://graph.windows.net", "Azure AD Graph"),
    ("00000002-0000-0000-c000-000000000000", "Azure AD Graph"),
    ("https://storage.azure.com", "Azure Storage"),
];

impl TokenError {
    /// Stable, kebab-case.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Missing => "token-missing",
            Self::SecureString => "token-secure-string",
            Self::NotAToken { .. } => "not-a-token",
            Self::IdToken => "id-token",
            Self::WrongAudience { .. } => "token-wrong-audience",
            Self::Expired { .. } => "token-expired",
        }
    }

    /// What to do.
    pub fn help(&self) -> &'static str {
        match self {
            Self::Missing => "paste the token that this command prints",
            Self::SecureString => "paste what this PowerShell command prints",
            Self::NotAToken { looks_like } => match looks_like {
                LooksLike::RefreshToken | LooksLike::Secret => {
                    "do not paste it anywhere: paste the access token that this command prints"
                }
                _ => "paste the access token that this command prints; it begins with `eyJ`",
            },
            Self::IdToken => "paste the access token that this command prints",
            Self::WrongAudience { audience, .. } => match Cloud::of_audience(audience) {
                Some(_) => "choose that cloud, or get a token for this one",
                None => "get a token for Resource Manager",
            },
            Self::Expired { .. } => "get a new one: an access token lasts about an hour",
        }
    }

    /// The command that prints the right token, ready to copy.
    pub fn command(&self) -> String {
        let wanted = match self {
            // Works with every version of Az, and with Windows PowerShell as well.
            Self::SecureString => {
                return "[Net.NetworkCredential]::new('', (Get-AzAccessToken).Token).Password"
                    .to_owned();
            }
            Self::WrongAudience { wanted, .. } => wanted,
            _ => return "az account get-access-token --query accessToken --output tsv".to_owned(),
        };
        format!("az account get-access-token --resource {wanted} --query accessToken --output tsv")
    }
}

impl fmt::Display for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("there is no token"),
            Self::SecureString => f.write_str(
                "PowerShell printed everything but the token, which it keeps as a SecureString",
            ),
            Self::NotAToken { looks_like } => f.write_str(match looks_like {
                LooksLike::Guid => "this is an id, not an access token",
                LooksLike::RefreshToken => "this looks like a refresh token, not an access token",
                LooksLike::Secret => "this looks like an application's secret, not an access token",
                LooksLike::NoHeader => "the token has characters that cannot be sent",
                LooksLike::Other => "this is not an access token",
            }),
            Self::IdToken => f.write_str(
                "this is an id token: it tells who signed in and gives no access to Azure",
            ),
            Self::WrongAudience { audience, .. } => {
                let bare = audience.trim_end_matches('/');
                let named = AUDIENCES
                    .iter()
                    .find(|(id, _)| id.eq_ignore_ascii_case(bare));
                match (Cloud::of_audience(bare), named) {
                    (Some(cloud), _) => write!(f, "the token is for {}", cloud.label()),
                    (None, Some((_, name))) => write!(f, "the token is for {name}"),
                    (None, None) => write!(f, "the token is for `{bare}`"),
                }
            }
            Self::Expired { seconds } => write!(f, "the token expired {}", Ago(*seconds)),
        }
    }
}

impl std::error::Error for TokenError {}

/// A time that has passed, in seconds, as people say it.
struct Ago(u64);

impl fmt::Display for Ago {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (count, unit) = match self.0 {
            0..60 => return f.write_str("just now"),
            60..3_600 => (self.0 / 60, "minute"),
            3_600..86_400 => (self.0 / 3_600, "hour"),
            _ => (self.0 / 86_400, "day"),
        };
        let s = if count == 1 { "" } else { "s" };
        write!(f, "{count} {unit}{s} ago")
    }
}
