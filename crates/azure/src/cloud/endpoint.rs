//! The Resource Manager that a person chose.

use super::Cloud;
use super::authority::{Authority, HostName, authority, scheme};
use std::fmt;
use text::text;

/// The Resource Manager that a person chose: where requests go, and with them the token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CloudEndpoint {
    cloud: Cloud,
    pub(super) secure: bool,
    pub(super) authority: Authority,
    origin: String,
}

impl Default for CloudEndpoint {
    fn default() -> Self {
        let host = "management.azure.com".to_owned();
        Self::new(
            Cloud::Public,
            true,
            Authority {
                host: HostName::Name(host),
                port: None,
            },
        )
    }
}

impl CloudEndpoint {
    /// The endpoint of a cloud. [`Cloud::Custom`] has none until one is read: it is the public cloud's.
    pub fn of(cloud: Cloud) -> Self {
        let origin = cloud.origin().unwrap_or_default();
        Self::read(origin).unwrap_or_default()
    }

    /// Reads `https://host` or `https://host:port`. Plain HTTP is for the machine itself only: over any
    /// wire it would show the token to everybody on the way.
    ///
    /// # Errors
    ///
    /// [`EndpointError`], with what is wrong in words.
    pub fn read(text: &str) -> Result<Self, EndpointError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(EndpointError::Empty);
        }
        let (secure, rest) = scheme(text).ok_or(EndpointError::Scheme)?;
        let rest = rest.strip_suffix('/').unwrap_or(rest);
        if rest.contains('@') {
            return Err(EndpointError::UserInfo);
        }
        if rest.contains(['/', '?', '#']) {
            return Err(EndpointError::Path);
        }
        let authority = authority(rest, secure).ok_or(EndpointError::Host)?;
        if !secure && !authority.host.is_loopback() {
            return Err(EndpointError::PlainHttp);
        }
        let mut endpoint = Self::new(Cloud::Custom, secure, authority);
        let known = |cloud: &Cloud| cloud.origin() == Some(&endpoint.origin);
        endpoint.cloud = Cloud::ALL.into_iter().find(known).unwrap_or(Cloud::Custom);
        Ok(endpoint)
    }

    fn new(cloud: Cloud, secure: bool, authority: Authority) -> Self {
        let scheme = if secure { "https" } else { "http" };
        Self {
            cloud,
            secure,
            origin: format!("{scheme}://{authority}"),
            authority,
        }
    }

    /// Scheme, host and port, without a slash behind them, in lower case.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The cloud whose endpoint this is.
    pub fn cloud(&self) -> Cloud {
        self.cloud
    }

    /// Whether it is the Resource Manager of one of Azure's clouds.
    pub fn is_azures(&self) -> bool {
        self.cloud != Cloud::Custom
    }

    /// Whether somebody else than Azure answers there, on another machine: who sends Azure's token there
    /// gives it away.
    pub fn is_foreign(&self) -> bool {
        !self.is_azures() && !self.authority.host.is_loopback()
    }

    /// The host, without the port.
    pub fn host(&self) -> String {
        self.authority.host.to_string()
    }

    /// The audiences of tokens that it takes; empty where that is not known.
    pub fn audiences(&self) -> &'static [&'static str] {
        self.cloud.audiences()
    }

    /// What to ask a token for: `--resource` of the Azure CLI, `-ResourceUrl` of PowerShell. For an
    /// endpoint of one's own the public cloud's is as good a guess as any, since gateways pass tokens on.
    pub fn token_resource(&self) -> &'static str {
        let public = "https://management.azure.com";
        self.audiences().first().copied().unwrap_or(public)
    }
}

/// Why a text is not an endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndpointError {
    /// Nothing was given.
    Empty,
    /// It does not begin with `https://`.
    Scheme,
    /// `http://` to another machine.
    PlainHttp,
    /// A user name or password stands before the host.
    UserInfo,
    /// Something follows the host.
    Path,
    /// The host or the port is none.
    Host,
}

impl EndpointError {
    /// What to write instead.
    pub fn help(self) -> &'static str {
        match self {
            Self::Empty | Self::Scheme | Self::Host => {
                text!("endpoint-help-example")
            }
            Self::PlainHttp => text!("endpoint-help-plain-http"),
            Self::UserInfo => text!("endpoint-help-user-info"),
            Self::Path => text!("endpoint-help-path"),
        }
    }
}

impl fmt::Display for EndpointError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => text!("endpoint-empty"),
            Self::Scheme => text!("endpoint-scheme"),
            Self::PlainHttp => {
                text!("endpoint-plain-http")
            }
            Self::UserInfo => text!("endpoint-user-info"),
            Self::Path => text!("endpoint-path"),
            Self::Host => text!("endpoint-host"),
        })
    }
}

impl std::error::Error for EndpointError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_endpoint_as_people_write_it() {
        for (text, origin, cloud) in [
            (
                "https://management.azure.com",
                "https://management.azure.com",
                Cloud::Public,
            ),
            (
                " HTTPS://Management.Azure.com/ ",
                "https://management.azure.com",
                Cloud::Public,
            ),
            (
                "https://management.azure.com:443",
                "https://management.azure.com",
                Cloud::Public,
            ),
            (
                "https://management.chinacloudapi.cn/",
                "https://management.chinacloudapi.cn",
                Cloud::China,
            ),
            (
                "https://arm.contoso.com:8443/",
                "https://arm.contoso.com:8443",
                Cloud::Custom,
            ),
            (
                "http://localhost:8080",
                "http://localhost:8080",
                Cloud::Custom,
            ),
            ("http://127.0.0.1", "http://127.0.0.1", Cloud::Custom),
            ("http://127.8.0.1:80/", "http://127.8.0.1", Cloud::Custom),
            ("http://[::1]:9000", "http://[::1]:9000", Cloud::Custom),
            (
                "https://[2001:DB8::1]",
                "https://[2001:db8::1]",
                Cloud::Custom,
            ),
        ] {
            let endpoint = CloudEndpoint::read(text).unwrap();
            assert_eq!(
                (endpoint.origin(), endpoint.cloud()),
                (origin, cloud),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_not_an_endpoint() {
        for (text, error) in [
            ("", EndpointError::Empty),
            ("management.azure.com", EndpointError::Scheme),
            ("ftp://a.b", EndpointError::Scheme),
            ("javascript://a", EndpointError::Scheme),
            ("http://management.azure.com", EndpointError::PlainHttp),
            ("http://10.0.0.1", EndpointError::PlainHttp),
            ("http://localhost.evil.com", EndpointError::PlainHttp),
            (
                "https://me:secret@management.azure.com",
                EndpointError::UserInfo,
            ),
            ("https://a.b/c", EndpointError::Path),
            ("https://a.b//", EndpointError::Path),
            ("https://a.b?c", EndpointError::Path),
            ("https://", EndpointError::Host),
            ("https://a.b:", EndpointError::Host),
            ("https://a.b:99999", EndpointError::Host),
            ("https://a b", EndpointError::Host),
            ("https://a.b\\c", EndpointError::Host),
            ("https://a..b", EndpointError::Host),
            ("https://münchen.de", EndpointError::Host),
            ("https://127.1", EndpointError::Host),
        ] {
            assert_eq!(CloudEndpoint::read(text), Err(error), "{text}");
        }
    }

    #[test]
    fn every_cloud_has_its_endpoint() {
        assert_eq!(CloudEndpoint::of(Cloud::Public), CloudEndpoint::default());
        assert_eq!(CloudEndpoint::of(Cloud::Custom), CloudEndpoint::default());
        for cloud in [Cloud::UsGovernment, Cloud::China] {
            let endpoint = CloudEndpoint::of(cloud);
            assert_eq!(endpoint.cloud(), cloud);
            assert_eq!(Cloud::of_audience(endpoint.token_resource()), Some(cloud));
        }
    }
}
