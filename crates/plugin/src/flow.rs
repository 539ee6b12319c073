//! From a line of text to a flow.
//!
//! JavaScript writes direction, protocol, local address and port, remote address and port, each after
//! the other, with [`BETWEEN`] between them. An absent value is empty; a value that is neither text nor
//! number is [`NEITHER`] with the name of its type. Behind [`TEXT`] stands a flow's text, as people write it.

use crate::problem;
use nsg::{Direction, Endpoint, Flow, FlowError, FlowTextError, FlowTextFault, Protocol};
use nsg_documents::{Code, Diagnostic};
use std::net::{IpAddr, Ipv4Addr};
use std::str::FromStr;

/// Stands between the values of a flow.
const BETWEEN: u8 = 0x1f;

/// Begins a flow's text.
const TEXT: char = '\u{3}';

/// Begins the name of the type of a value that is no text.
const NEITHER: char = '\u{2}';

/// The names of the values, in the line's order.
const NAMES: [&str; 6] = [
    "direction",
    "protocol",
    "localIPAddress",
    "localPort",
    "remoteIPAddress",
    "remotePort",
];

/// What is wrong with a flow, told later: reading is the hot path.
#[derive(Debug)]
pub(crate) struct Faults<'t> {
    line: &'t str,
}

/// Reads a flow.
#[inline]
pub(crate) fn read(line: &str) -> Result<Flow, Faults<'_>> {
    let flow = match text(line) {
        None => parse(line),
        Some(text) => text.parse().ok(),
    };
    flow.ok_or(Faults { line })
}

/// The flow's text, where the line is one.
pub(crate) fn text(line: &str) -> Option<&str> {
    line.strip_prefix(TEXT)
}

#[inline]
fn parse(line: &str) -> Option<Flow> {
    let mut values = line.as_bytes().split(|byte| *byte == BETWEEN);
    let direction = direction(values.next()?)?;
    let protocol = protocol(values.next()?)?;
    let local = endpoint(values.next()?, values.next()?)?;
    let remote = endpoint(values.next()?, values.next()?)?;
    let flow = Flow {
        direction,
        protocol,
        local,
        remote,
    };
    (values.next().is_none() && flow.check().is_ok()).then_some(flow)
}

fn direction(text: &[u8]) -> Option<Direction> {
    // The usual spelling first.
    match text {
        b"Inbound" => Some(Direction::Inbound),
        b"Outbound" => Some(Direction::Outbound),
        _ => named(text),
    }
}

fn protocol(text: &[u8]) -> Option<Protocol> {
    match text {
        b"TCP" => Some(Protocol::Tcp),
        b"UDP" => Some(Protocol::Udp),
        _ => named(text),
    }
}

fn named<T: FromStr>(text: &[u8]) -> Option<T> {
    std::str::from_utf8(text.trim_ascii()).ok()?.parse().ok()
}

fn endpoint(address: &[u8], port: &[u8]) -> Option<Endpoint> {
    Some(Endpoint {
        address: self::address(address)?,
        port: self::port(port)?,
    })
}

#[inline]
fn address(text: &[u8]) -> Option<IpAddr> {
    match ipv4(text) {
        Some(address) => Some(IpAddr::V4(address)),
        // Everything else, IPv6 above all: the standard library is the judge.
        None => named(text),
    }
}

/// The common case without the generality of the standard library, which takes four times as long.
fn ipv4(text: &[u8]) -> Option<Ipv4Addr> {
    let (mut bits, mut octet, mut digits, mut dots) = (0_u32, 0_u32, 0, 0);
    for byte in text {
        if byte.is_ascii_digit() {
            // A leading zero means octal to some programs: the standard library refuses it.
            if digits > 0 && octet == 0 {
                return None;
            }
            octet = octet * 10 + u32::from(byte - b'0');
            digits += 1;
            if octet > 255 {
                return None;
            }
        } else if *byte == b'.' && digits > 0 && dots < 3 {
            bits = bits << 8 | octet;
            (octet, digits) = (0, 0);
            dots += 1;
        } else {
            return None;
        }
    }
    (dots == 3 && digits > 0).then(|| Ipv4Addr::from_bits(bits << 8 | octet))
}

/// `Some(None)` where the port is not given or must not matter.
#[inline]
fn port(text: &[u8]) -> Option<Option<u16>> {
    let text = text.trim_ascii();
    if text.is_empty() || text == b"*" {
        return Some(None);
    }
    let mut number = 0_u16;
    for byte in text {
        if !byte.is_ascii_digit() {
            return None;
        }
        let digit = u16::from(byte - b'0');
        number = number.checked_mul(10)?.checked_add(digit)?;
    }
    Some(Some(number))
}

impl Faults<'_> {
    /// What is wrong, value by value. `place` points to the flow.
    #[cold]
    pub(crate) fn diagnostics(&self, place: &str) -> Vec<Diagnostic> {
        if let Some(text) = text(self.line) {
            let error = text.parse::<Flow>().err();
            return error
                .map(|error| in_text(text, place, &error))
                .into_iter()
                .collect();
        }
        let place = place.to_owned();
        let values: Vec<&str> = self.line.split(char::from(BETWEEN)).collect();
        if values.len() != NAMES.len() {
            let message = "a value of the flow holds control characters".to_owned();
            return vec![problem::at(place, "control-character", message)];
        }
        let mut found = Vec::new();
        for (name, text) in NAMES.into_iter().zip(values) {
            found.extend(fault(name, text).map(|(code, message, help)| {
                problem::at(format!("{place}/{name}"), code, message).with_help(help)
            }));
        }
        if found.is_empty() {
            let (code, message) = match parse_ends(self.line) {
                FlowError::MixedFamilies => ("mixed-families", FlowError::MixedFamilies),
                FlowError::Icmpv6 => ("icmpv6", FlowError::Icmpv6),
            };
            found.push(problem::at(place, code, message.to_string()));
        }
        found
    }
}

/// What is wrong with a flow's text, and where in it.
fn in_text(text: &str, place: &str, error: &FlowTextError) -> Diagnostic {
    use FlowTextFault as Fault;
    let code = match error.fault() {
        Fault::Missing(_) | Fault::Surplus => "invalid-flow",
        Fault::Direction => Code::InvalidDirection.as_str(),
        Fault::Protocol => Code::InvalidProtocol.as_str(),
        Fault::NoArrow | Fault::LeftArrow => "invalid-arrow",
        Fault::Address | Fault::Brackets => Code::InvalidAddress.as_str(),
        Fault::Port | Fault::Portless(_) => Code::InvalidPort.as_str(),
        Fault::Impossible(FlowError::MixedFamilies) => "mixed-families",
        Fault::Impossible(FlowError::Icmpv6) => "icmpv6",
    };
    let units = |text: &str| text.encode_utf16().count();
    let upto = |end: usize| text.get(..end).unwrap_or_default();
    let before = upto(error.range().start);
    let line = before.rsplit_once('\n').map_or(before, |(_, line)| line);
    let mut problem = problem::at(place.to_owned(), code, error.to_string());
    problem.line = Some(before.matches('\n').count() + 1);
    problem.column = Some(units(line) + 1);
    problem.start = Some(units(before));
    problem.end = Some(units(upto(error.range().end)));
    problem.with_help(error.help())
}

/// Why a flow whose values are all good is refused.
fn parse_ends(line: &str) -> FlowError {
    let v6 = |at: usize| {
        let text = line.split(char::from(BETWEEN)).nth(at);
        text.is_some_and(|text| text.as_bytes().contains(&b':'))
    };
    if v6(2) == v6(4) {
        FlowError::Icmpv6
    } else {
        FlowError::MixedFamilies
    }
}

/// What is wrong with one value: a code, a message and help.
fn fault(name: &str, text: &str) -> Option<(&'static str, String, &'static str)> {
    let bytes = text.as_bytes();
    let (good, code, help) = match name {
        "direction" => (
            direction(bytes).is_some(),
            Code::InvalidDirection,
            "write `Inbound` or `Outbound`",
        ),
        "protocol" => (
            protocol(bytes).is_some(),
            Code::InvalidProtocol,
            "write `TCP`, `UDP`, `ICMP`, `ESP` or `AH`",
        ),
        "localIPAddress" | "remoteIPAddress" => (
            address(bytes).is_some(),
            Code::InvalidAddress,
            "write one address such as `10.0.0.4` or `fd00::4`",
        ),
        _ => (
            port(bytes).is_some(),
            Code::InvalidPort,
            "write a number from 0 to 65535, or `*` where the port must not matter",
        ),
    };
    if good {
        return None;
    }
    let message = match text.strip_prefix(NEITHER) {
        Some(kind) => format!("`{name}` is a value of type {kind}"),
        None if text.is_empty() => format!("`{name}` is missing"),
        None => {
            let shown: String = text.chars().take(80).collect();
            format!("`{name}` cannot be `{shown}`")
        }
    };
    Some((code.as_str(), message, help))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(values: [&str; 6]) -> String {
        values.join("\u{1f}")
    }

    #[test]
    fn the_quick_reader_of_addresses_agrees_with_the_standard_library() {
        let odd = [
            "10.0.0.4",
            "0.0.0.0",
            "255.255.255.255",
            "256.0.0.1",
            "1.2.3",
            "1.2.3.4.5",
            "01.2.3.4",
            "1..2.3",
            ".1.2.3",
            "1.2.3.",
            "",
            "1.2.3.4 ",
            "a.b.c.d",
            "1.2.3.-4",
            "00.0.0.0",
        ];
        for text in odd {
            assert_eq!(ipv4(text.as_bytes()), text.parse().ok(), "{text}");
        }
    }

    #[test]
    fn a_flow_as_text_is_read_and_its_fault_has_a_place() {
        let text = "Inbound TCP 203.0.113.7:50000 -> 10.0.0.4:443";
        let line = format!("{TEXT}{text}");
        assert_eq!(read(&line).unwrap().to_string(), text);
        let wrong = format!("{TEXT}Inbound TCP\n203.0.113.7:50000 → 10.0.0.4:70000");
        let faults = read(&wrong).unwrap_err().diagnostics("/flow");
        let [fault] = faults.as_slice() else {
            panic!("{faults:?}");
        };
        assert_eq!(
            (fault.code, fault.pointer.as_deref()),
            ("invalid-port", Some("/flow"))
        );
        assert_eq!((fault.line, fault.column), (Some(2), Some(30)));
        assert_eq!((fault.start, fault.end), (Some(41), Some(46)));
        // An object's line is never taken for a text, nor the other way round.
        assert!(read(text).is_err());
    }

    #[test]
    fn ports_are_numbers_absent_or_any() {
        assert_eq!(port(b"443"), Some(Some(443)));
        assert_eq!(port(b" 65535 "), Some(Some(65535)));
        assert_eq!(port(b""), Some(None));
        assert_eq!(port(b"*"), Some(None));
        for wrong in ["65536", "-1", "+1", "80-90", "1e3", "x"] {
            assert_eq!(port(wrong.as_bytes()), None, "{wrong}");
        }
    }

    #[test]
    fn case_and_blanks_around_do_not_matter() {
        let usual = line(["Inbound", "TCP", "10.0.0.4", "80", "fd00::1", ""]);
        let faults = read(&usual).unwrap_err().diagnostics("/flows/2");
        assert_eq!(faults[0].pointer.as_deref(), Some("/flows/2"));
        let odd = line([" inBOUND", "tcp ", " 10.0.0.4", "80", "10.0.0.5", "*"]);
        assert_eq!(read(&odd).unwrap().remote.port, None);
    }
}
