//! From a caller's object, as the body of `ipFlowVerify` has it, to a flow; `text`: from a flow's text.

// The client of Azure takes objects only.
#[cfg(any(not(feature = "live"), not(target_family = "wasm")))]
mod text;

#[cfg(any(not(feature = "live"), not(target_family = "wasm")))]
pub(crate) use text::read;

use crate::problem;
use nsg::{Direction, Endpoint, Flow, FlowError, Protocol};
use nsg_documents::{Diagnostic, DiagnosticCode};
use std::net::{IpAddr, Ipv4Addr};
use std::str::FromStr;
use wasm_bindgen::prelude::{JsCast, JsValue, wasm_bindgen};

#[wasm_bindgen]
extern "C" {
    /// A caller's object. The loaders have taken its fields out of what was given, so that no getter runs here.
    type IpFlowObject;

    #[wasm_bindgen(method, getter)]
    fn direction(this: &IpFlowObject) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn protocol(this: &IpFlowObject) -> JsValue;
    #[wasm_bindgen(method, getter, js_name = "localIPAddress")]
    fn local_ip_address(this: &IpFlowObject) -> JsValue;
    #[wasm_bindgen(method, getter, js_name = "localPort")]
    fn local_port(this: &IpFlowObject) -> JsValue;
    #[wasm_bindgen(method, getter, js_name = "remoteIPAddress")]
    fn remote_ip_address(this: &IpFlowObject) -> JsValue;
    #[wasm_bindgen(method, getter, js_name = "remotePort")]
    fn remote_port(this: &IpFlowObject) -> JsValue;
}

/// The names of the fields, in the order of [`ObjectFields`].
const NAMES: [&str; 6] = [
    "direction",
    "protocol",
    "localIPAddress",
    "localPort",
    "remoteIPAddress",
    "remotePort",
];

/// A field as it was given.
#[derive(Clone, Debug, PartialEq, Eq)]
enum GivenField {
    /// A text, or a number as text; empty where there is none.
    Text(String),
    /// A value of this type, which no field has.
    Other(String),
}

/// The fields of an object.
type ObjectFields = [GivenField; 6];

/// Reads a flow that must be an object.
///
/// # Errors
///
/// What is wrong with it, field by field.
pub(crate) fn read_object(given: &JsValue, pointer: &str) -> Result<Flow, Vec<Diagnostic>> {
    match given.is_object() {
        true => from_fields(&fields(given), pointer),
        false => Err(vec![no_flow(pointer, "the flow is not an object")]),
    }
}

fn no_flow(pointer: &str, message: &str) -> Diagnostic {
    problem::at(pointer.to_owned(), "invalid-flow", message.to_owned())
}

fn fields(given: &JsValue) -> ObjectFields {
    let flow: &IpFlowObject = given.unchecked_ref();
    [
        flow.direction(),
        flow.protocol(),
        flow.local_ip_address(),
        flow.local_port(),
        flow.remote_ip_address(),
        flow.remote_port(),
    ]
    .map(|value| field(&value))
}

fn field(value: &JsValue) -> GivenField {
    if value.is_undefined() || value.is_null() {
        return GivenField::Text(String::new());
    }
    if let Some(text) = value.as_string() {
        return GivenField::Text(text);
    }
    match value.dyn_ref::<js_sys::Number>() {
        // As JavaScript writes it: writing numbers ourselves would bring a tenth of the engine along.
        Some(number) => match number.to_string_with_radix(10) {
            Ok(text) => GivenField::Text(text.into()),
            Err(_) => GivenField::Other("number".to_owned()),
        },
        None => GivenField::Other(value.js_typeof().as_string().unwrap_or_default()),
    }
}

#[inline]
fn from_fields(fields: &ObjectFields, pointer: &str) -> Result<Flow, Vec<Diagnostic>> {
    let flow = parse(fields).ok_or_else(|| faults(fields, pointer))?;
    match flow.check() {
        Ok(()) => Ok(flow),
        Err(error) => Err(vec![impossible(error, pointer)]),
    }
}

#[inline]
fn parse(fields: &ObjectFields) -> Option<Flow> {
    let [direction, protocol, local, local_port, remote, remote_port] = fields;
    Some(Flow {
        direction: self::direction(direction.text()?)?,
        protocol: self::protocol(protocol.text()?)?,
        local: endpoint(local.text()?, local_port.text()?)?,
        remote: endpoint(remote.text()?, remote_port.text()?)?,
    })
}

impl GivenField {
    fn text(&self) -> Option<&[u8]> {
        match self {
            Self::Text(text) => Some(text.as_bytes()),
            Self::Other(_) => None,
        }
    }
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

/// What is wrong, field by field.
#[cold]
fn faults(fields: &ObjectFields, pointer: &str) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (name, given) in NAMES.into_iter().zip(fields) {
        found.extend(fault(name, given).map(|(code, message, help)| {
            problem::at(format!("{pointer}/{name}"), code, message).with_help(help)
        }));
    }
    found
}

/// A flow whose fields are all good, which cannot be.
#[cold]
fn impossible(error: FlowError, pointer: &str) -> Diagnostic {
    problem::at(pointer.to_owned(), code(error), error.to_string())
}

/// The code of a flow that cannot be.
fn code(error: FlowError) -> &'static str {
    match error {
        FlowError::MixedFamilies => "mixed-families",
        FlowError::Icmpv6 => "icmpv6",
    }
}

/// What is wrong with one value: a code, a message and help.
fn fault(name: &str, given: &GivenField) -> Option<(&'static str, String, &'static str)> {
    let bytes = given.text();
    let (good, code, help) = match name {
        "direction" => (
            bytes.and_then(direction).is_some(),
            DiagnosticCode::InvalidDirection,
            "write `Inbound` or `Outbound`",
        ),
        "protocol" => (
            bytes.and_then(protocol).is_some(),
            DiagnosticCode::InvalidProtocol,
            "write `TCP`, `UDP`, `ICMP`, `ESP` or `AH`",
        ),
        "localIPAddress" | "remoteIPAddress" => (
            bytes.and_then(address).is_some(),
            DiagnosticCode::InvalidAddress,
            "write one address such as `10.0.0.4` or `fd00::4`",
        ),
        _ => (
            bytes.and_then(port).is_some(),
            DiagnosticCode::InvalidPort,
            "write a number from 0 to 65535, or `*` if the port does not matter",
        ),
    };
    if good {
        return None;
    }
    let message = match given {
        GivenField::Other(kind) => format!("`{name}` is a value of type {kind}"),
        GivenField::Text(text) if text.is_empty() => format!("`{name}` is missing"),
        GivenField::Text(text) => format!("`{name}` cannot be {}", ::text::quote(text)),
    };
    Some((code.as_str(), message, help))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(values: [&str; 6]) -> ObjectFields {
        values.map(|text| GivenField::Text(text.to_owned()))
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
        let mixed = given(["Inbound", "TCP", "10.0.0.4", "80", "fd00::1", ""]);
        let faults = from_fields(&mixed, "/flows/2").unwrap_err();
        assert_eq!(faults[0].pointer.as_deref(), Some("/flows/2"));
        assert_eq!(faults[0].code, "mixed-families");
        let icmpv6 = given(["Inbound", "ICMP", "fd00::4", "", "fd00::5", ""]);
        let faults = from_fields(&icmpv6, "/flow").unwrap_err();
        assert_eq!(faults[0].code, "icmpv6");
        let odd = given([" inBOUND", "tcp ", " 10.0.0.4", "80", "10.0.0.5", "*"]);
        assert_eq!(from_fields(&odd, "/flow").unwrap().remote.port, None);
    }

    #[test]
    fn a_value_of_another_type_is_no_field() {
        let mut fields = given(["Inbound", "TCP", "10.0.0.4", "80", "10.0.0.5", ""]);
        fields[3] = GivenField::Other("object".to_owned());
        let faults = from_fields(&fields, "/flow").unwrap_err();
        assert_eq!(faults[0].message, "`localPort` is a value of type object");
    }
}
