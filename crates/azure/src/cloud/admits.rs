//! The check whether an address may get the token.
//!
//! This is a check of our own, not a URL library's. It knows one simple form of authority and refuses
//! everything else, so there is nothing that a browser and we could read differently: no backslash that
//! one takes for a slash, no blank that one drops, no `0x7f.1` that one takes for an address. And a URL
//! library weighs more than everything else in this crate.

use super::CloudEndpoint;
use super::authority::{authority, scheme};
use std::fmt;
use text::text;

impl CloudEndpoint {
    /// Whether a request to this URL may carry the token: the chosen host, by the same scheme and port.
    /// Azure's clouds send clients on to regional hosts such as `brazilus.management.azure.com`
    /// (`recorded`), so of theirs names below the host are taken, too. Whose the names below another host
    /// are nobody knows: below `com` everybody's.
    ///
    /// # Errors
    ///
    /// [`ForeignUrlError`], which tells the host at most: the URLs of operations are signed.
    pub fn admits(&self, url: &str) -> Result<(), ForeignUrlError> {
        let odd = |c: char| c == '\\' || c.is_control() || c.is_whitespace();
        if url.contains(odd) {
            return Err(ForeignUrlError::Characters);
        }
        let (secure, rest) = scheme(url).ok_or(ForeignUrlError::Scheme)?;
        if secure != self.secure {
            return Err(ForeignUrlError::Scheme);
        }
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (before, path) = rest.split_at_checked(end).unwrap_or((rest, ""));
        if before.contains('@') {
            return Err(ForeignUrlError::UserInfo);
        }
        let asked = authority(before, secure).ok_or(ForeignUrlError::Authority)?;
        let is_regional = self.is_azures() && asked.host.is_below(&self.authority.host);
        if asked.host != self.authority.host && !is_regional {
            return Err(ForeignUrlError::Host {
                host: asked.host.to_string(),
            });
        }
        if asked.port != self.authority.port {
            return Err(ForeignUrlError::Port);
        }
        if !path.starts_with('/') {
            return Err(ForeignUrlError::Authority);
        }
        Ok(())
    }
}

/// Why a URL does not get the token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ForeignUrlError {
    /// A backslash, a blank or a control character.
    Characters,
    /// It is no URL, or of another scheme than the chosen endpoint.
    Scheme,
    /// A user name stands before the host.
    UserInfo,
    /// Host and port are not in plain form.
    Authority,
    /// Another port than the chosen endpoint's.
    Port,
    /// Another host.
    Host {
        /// The host; nothing else of a signed URL is told.
        host: String,
    },
}

impl fmt::Display for ForeignUrlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Characters => f.write_str(text!("endpoint-foreign-characters")),
            Self::Scheme => f.write_str(text!("endpoint-foreign-scheme")),
            Self::UserInfo => f.write_str(text!("endpoint-foreign-user-info")),
            Self::Authority => f.write_str(text!("endpoint-foreign-authority")),
            Self::Port => f.write_str(text!("endpoint-foreign-port")),
            Self::Host { host } => f.write_str(&text!("endpoint-foreign-host", host)),
        }
    }
}

impl std::error::Error for ForeignUrlError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chosen_host_and_its_regions_get_the_token() {
        let azure = CloudEndpoint::default();
        for url in [
            "https://management.azure.com/subscriptions?api-version=2022-12-01",
            "https://brazilus.management.azure.com/subscriptions/s/providers/Microsoft.Network/locations/b/operationResults/o?api-version=2018-08-01",
            "HTTPS://Management.Azure.COM:443/x?t=1&s=a-b_c%2B#",
            "https://management.azure.com/a@b:c//d/../e",
        ] {
            assert_eq!(azure.admits(url), Ok(()), "{url}");
        }
        let local = CloudEndpoint::read("http://127.0.0.1:8080").unwrap();
        assert_eq!(local.admits("http://127.0.0.1:8080/x"), Ok(()));
    }

    #[test]
    fn everybody_else_does_not() {
        let azure = CloudEndpoint::default();
        for url in [
            "https://evil.com/",
            "https://evilmanagement.azure.com/",
            "https://management.azure.com.evil.com/",
            "https://.management.azure.com/",
            "https://a..management.azure.com/",
            "https://management.azure.com./",
            "https://azure.com/",
            "http://management.azure.com/",
            "//management.azure.com/",
            "/subscriptions",
            "management.azure.com/",
            "https:management.azure.com/",
            "https:/management.azure.com/",
            "https:///management.azure.com/",
            "https://management.azure.com",
            "https://management.azure.com?x",
            "https://management.azure.com#@evil.com/",
            "https://management.azure.com:444/",
            "https://management.azure.com:0443/x\u{0}",
            "https://management.azure.com:/",
            "https://management.azure.com:+443/",
            "https://management.azure.com@evil.com/",
            "https://evil.com@management.azure.com/",
            "https://evil.com\\@management.azure.com/",
            "https://evil.com\\.management.azure.com/",
            "https://evil.com\t.management.azure.com/",
            "https://management.azure.com/\u{a0}x",
            " https://management.azure.com/",
            "https://management.azure.com/\nHost: evil.com",
            "https://evil.com%2f.management.azure.com/",
            "https://evil.com%23.management.azure.com/",
            "https://e_vil.management.azure.com/",
            "https://evil\u{ff0e}management.azure.com/",
            "https://ev\u{212a}.management.azure.com/",
            "https://[::1]/",
            "https://[management.azure.com]/",
            "https://2130706433/",
            "",
        ] {
            assert!(azure.admits(url).is_err(), "{url}");
        }
        let local = CloudEndpoint::read("http://127.0.0.1:8080").unwrap();
        for url in [
            "http://127.0.0.1:8081/x",
            "http://127.0.0.1/x",
            "https://127.0.0.1:8080/x",
            "http://a.127.0.0.1:8080/x",
            "http://127.1:8080/x",
            "http://0x7f.0.0.1:8080/x",
            "http://localhost:8080/x",
        ] {
            assert!(local.admits(url).is_err(), "{url}");
        }
        let localhost = CloudEndpoint::read("http://localhost:8080").unwrap();
        assert!(localhost.admits("http://a.localhost:8080/x").is_err());
    }

    #[test]
    fn an_endpoint_of_ones_own_is_one_host() {
        for (chosen, url) in [
            ("https://com", "https://evil.com/x"),
            ("https://arm.contoso.com", "https://a.arm.contoso.com/x"),
            (
                "https://a.management.azure.com",
                "https://b.a.management.azure.com/x",
            ),
            (
                "https://management.azure.com:8443",
                "https://a.management.azure.com:8443/x",
            ),
        ] {
            let own = CloudEndpoint::read(chosen).unwrap();
            assert_eq!(own.admits(&format!("{chosen}/x")), Ok(()), "{chosen}");
            assert!(own.admits(url).is_err(), "{url}");
        }
    }

    #[test]
    fn a_refusal_does_not_tell_a_signed_query() {
        let error = CloudEndpoint::default().admits("https://evil.com/x?s=signature");
        assert_eq!(error.unwrap_err().to_string(), "another host, `evil.com`");
    }
}
