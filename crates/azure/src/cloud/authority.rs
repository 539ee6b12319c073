//! The authority of a URL, host and port, and its scheme, in plain form.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Host and port.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Authority {
    pub(super) host: HostName,
    /// `None` for the scheme's own.
    pub(super) port: Option<u16>,
}

/// A host in its one form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum HostName {
    /// Labels of letters, digits and hyphens, in lower case.
    Name(String),
    Address(IpAddr),
}

impl HostName {
    pub(super) fn is_loopback(&self) -> bool {
        match self {
            Self::Name(name) => name == "localhost",
            Self::Address(address) => address.is_loopback(),
        }
    }

    /// Whether it is a name below this one.
    pub(super) fn is_below(&self, above: &Self) -> bool {
        match (self, above) {
            (Self::Name(name), Self::Name(above)) => name
                .strip_suffix(above.as_str())
                .is_some_and(|rest| rest.ends_with('.')),
            _ => false,
        }
    }
}

impl fmt::Display for HostName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(name) => f.write_str(name),
            Self::Address(IpAddr::V4(address)) => write!(f, "{address}"),
            Self::Address(IpAddr::V6(address)) => write!(f, "[{address}]"),
        }
    }
}

impl fmt::Display for Authority {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.port {
            Some(port) => write!(f, "{}:{port}", self.host),
            None => write!(f, "{}", self.host),
        }
    }
}

/// Reads `host` or `host:port`; `None` for anything that is not in the one simple form.
pub(super) fn authority(text: &str, secure: bool) -> Option<Authority> {
    // An IPv6 address has colons of its own, inside brackets.
    let (host, port) = match text.strip_prefix('[') {
        Some(rest) => {
            let (inside, after) = rest.split_once(']')?;
            let port = match after {
                "" => None,
                _ => Some(after.strip_prefix(':')?),
            };
            let address: Ipv6Addr = inside.parse().ok()?;
            (HostName::Address(IpAddr::V6(address)), port)
        }
        None => match text.split_once(':') {
            Some((host, port)) => (name(host)?, Some(port)),
            None => (name(text)?, None),
        },
    };
    let own = if secure { 443 } else { 80 };
    let port = match port {
        None => None,
        Some(digits) => {
            let plain = digits.len() <= 5 && digits.bytes().all(|byte| byte.is_ascii_digit());
            let port: u16 = plain.then(|| digits.parse().ok())??;
            (port != own).then_some(port)
        }
    };
    Some(Authority { host, port })
}

fn name(text: &str) -> Option<HostName> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    let label = |label: &str| {
        (1..=63).contains(&label.len()) && label.bytes().all(plain) && !label.starts_with('-')
    };
    if text.len() > 253 || !text.split('.').all(label) {
        return None;
    }
    // A name whose last label begins with a digit is an address to browsers, in many spellings.
    let last = text.rsplit('.').next()?;
    if last.starts_with(|first: char| first.is_ascii_digit()) {
        let address: Ipv4Addr = text.parse().ok()?;
        return Some(HostName::Address(IpAddr::V4(address)));
    }
    Some(HostName::Name(text.to_ascii_lowercase()))
}

/// Whether the scheme is HTTPS, and what follows it.
pub(super) fn scheme(text: &str) -> Option<(bool, &str)> {
    [("https://", true), ("http://", false)]
        .into_iter()
        .find_map(|(scheme, secure)| {
            let (head, rest) = text.split_at_checked(scheme.len())?;
            head.eq_ignore_ascii_case(scheme).then_some((secure, rest))
        })
}
