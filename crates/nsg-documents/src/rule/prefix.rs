//! Addresses and prefixes.

use crate::codes::DiagnosticCode;
use crate::diagnostic::DiagnosticSink;
use crate::position::Span;
use ipnet::IpNet;
use std::net::IpAddr;
use text::{quote, text};

/// Reads an address or prefix. `None`: the text does not look like one; `Some(None)`: it does, but is
/// none, which is reported.
pub(crate) fn classify_prefix(
    text: &str,
    at: Span,
    sink: &mut DiagnosticSink,
) -> Option<Option<IpNet>> {
    let split = text.split_once('/');
    if let (None, Ok(address)) = (split, text.parse::<IpAddr>()) {
        return Some(Some(address.into()));
    }
    if let Some((address, length)) = split {
        let Ok(address) = address.parse::<IpAddr>() else {
            return looks_numeric(text).then(|| invalid(text, at, sink));
        };
        let digits = !length.is_empty() && length.bytes().all(|byte| byte.is_ascii_digit());
        let prefix = length
            .parse()
            .ok()
            .and_then(|length| IpNet::new(address, length).ok());
        let Some(prefix) = prefix.filter(|_| digits) else {
            let longest = if address.is_ipv4() { 32 } else { 128 };
            let message = text!("rule-prefix-length", text = quote(text), longest);
            let help = text!("rule-prefix-length-help", address, longest);
            sink.report_help(DiagnosticCode::InvalidPrefixLength, at, message, help);
            return Some(None);
        };
        let masked = prefix.trunc();
        if masked != prefix {
            let message = text!("rule-host-bits", text = quote(text));
            sink.report_help(
                DiagnosticCode::HostBits,
                at,
                message,
                text!("rule-host-bits-help", prefix = masked),
            );
        }
        return Some(Some(masked));
    }
    if let Some((first, last)) = text.split_once('-') {
        let address = |text: &str| text.trim().parse::<IpAddr>().is_ok();
        if address(first) && (address(last) || looks_numeric(last)) {
            let message = text!("rule-address-range", text = quote(text));
            sink.report_help(
                DiagnosticCode::AddressRange,
                at,
                message,
                text!("rule-address-range-help"),
            );
            return Some(None);
        }
    }
    looks_numeric(text).then(|| invalid(text, at, sink))
}

fn invalid(text: &str, at: Span, sink: &mut DiagnosticSink) -> Option<IpNet> {
    let message = text!("rule-no-ip-address", text = quote(text));
    let help = text!("rule-no-ip-address-help");
    sink.report_help(DiagnosticCode::InvalidAddress, at, message, help);
    None
}

/// Whether a text can only have been meant as an address.
fn looks_numeric(text: &str) -> bool {
    let text = text.trim();
    let v4 = text.starts_with(|char: char| char.is_ascii_digit())
        && text.chars().all(|char| {
            char.is_ascii_digit() || matches!(char, '.' | '/' | '-' | ':' | ' ' | '*' | 'x')
        });
    let v6 = text.contains(':')
        && text
            .chars()
            .all(|char| char.is_ascii_hexdigit() || matches!(char, ':' | '.' | '/' | '%'));
    v4 || v6
}
