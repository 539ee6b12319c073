//! Errors of a token, each with what to do.

use super::claims::is_guid;
use crate::cloud::Cloud;
use std::fmt;
use text::text;

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
    /// It is Azure's, and would go to somebody else: [`super::Claims::is_given_away`].
    GivenAway {
        /// Who would get it.
        host: String,
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
            Self::GivenAway { .. } => "token-given-away",
            Self::Expired { .. } => "token-expired",
        }
    }

    /// What to do.
    pub fn help(&self) -> &'static str {
        match self {
            Self::Missing => text!("token-help-missing"),
            Self::SecureString => text!("token-help-secure-string"),
            Self::NotAToken { looks_like } => match looks_like {
                LooksLike::RefreshToken | LooksLike::Secret => {
                    text!("token-help-secret")
                }
                _ => text!("token-help-none"),
            },
            Self::IdToken => text!("token-help-id-token"),
            Self::WrongAudience { audience, .. } => match Cloud::of_audience(audience) {
                Some(_) => text!("token-help-other-cloud"),
                None => text!("token-help-other-audience"),
            },
            Self::GivenAway { .. } => text!("token-help-given-away"),
            Self::Expired { .. } => text!("token-help-expired"),
        }
    }

    /// The command that prints the right token, ready to copy. Which one a gateway takes is not known.
    pub fn command(&self) -> Option<String> {
        let wanted = match self {
            Self::GivenAway { .. } => return None,
            // Works with every version of Az, and with Windows PowerShell as well.
            Self::SecureString => {
                return Some(
                    "[Net.NetworkCredential]::new('', (Get-AzAccessToken).Token).Password"
                        .to_owned(),
                );
            }
            Self::WrongAudience { wanted, .. } => wanted,
            _ => {
                return Some(
                    "az account get-access-token --query accessToken --output tsv".to_owned(),
                );
            }
        };
        Some(format!(
            "az account get-access-token --resource {wanted} --query accessToken --output tsv"
        ))
    }
}

impl fmt::Display for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str(text!("token-missing")),
            Self::SecureString => f.write_str(text!("token-secure-string")),
            Self::NotAToken { looks_like } => f.write_str(match looks_like {
                LooksLike::Guid => text!("token-is-guid"),
                LooksLike::RefreshToken => text!("token-is-refresh-token"),
                LooksLike::Secret => text!("token-is-secret"),
                LooksLike::NoHeader => text!("token-no-header"),
                LooksLike::Other => text!("token-is-none"),
            }),
            Self::IdToken => f.write_str(text!("token-is-id-token")),
            Self::WrongAudience { audience, .. } => {
                let bare = audience.trim_end_matches('/');
                let named = AUDIENCES
                    .iter()
                    .find(|(id, _)| id.eq_ignore_ascii_case(bare));
                f.write_str(&match (Cloud::of_audience(bare), named) {
                    (Some(cloud), _) => text!("token-for-name", name = cloud.label()),
                    (None, Some((_, name))) => text!("token-for-name", name),
                    (None, None) => text!("token-for-audience", audience = bare),
                })
            }
            Self::GivenAway { host } => f.write_str(&text!("token-given-away", host)),
            Self::Expired { seconds } => f.write_str(&expired(*seconds)),
        }
    }
}

impl std::error::Error for TokenError {}

/// For how long it has been too old, as people say it.
fn expired(seconds: u64) -> String {
    match seconds {
        0..60 => text!("token-expired-now").to_owned(),
        60..3_600 => text!("token-expired-minutes", minutes = seconds / 60),
        3_600..86_400 => text!("token-expired-hours", hours = seconds / 3_600),
        _ => text!("token-expired-days", days = seconds / 86_400),
    }
}
