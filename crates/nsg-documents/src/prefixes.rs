//! Lists of addresses: a virtual network's address space, the members of an application security group.

use crate::codes::DiagnosticCode;
use crate::diagnostic::{Diagnostic, DiagnosticSink};
use crate::json::{self, JsonNode, Value};
use crate::position::{Positions, Span};
use crate::rule::classify_prefix;
use crate::service_tags::prefix;
use ipnet::IpNet;
use text::{quote, text};

/// Addresses and prefixes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prefixes {
    /// The prefixes, host bits masked, in the text's order, each once.
    pub prefixes: Vec<IpNet>,
    /// Problems.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads addresses and prefixes between blanks, commas or semicolons, a JSON list of them, or a virtual
/// network's JSON: its address space and that of its connected peers. `[]` is a set that is known to be empty.
pub fn read(text: &str) -> Prefixes {
    let mut sink = DiagnosticSink::default();
    let mut prefixes = Vec::new();
    let start = text.trim_start_matches(|char: char| char.is_whitespace() || char == '\u{feff}');
    let root = if start.starts_with(['{', '[', '"']) {
        json::parse(text, &mut sink)
    } else {
        None
    };
    match &root {
        Some(root) => tree(root, &mut prefixes, &mut sink),
        None => plain(text, &mut prefixes, &mut sink),
    }
    // An empty list says that there are none; no text says nothing.
    let says_none = text.split_whitespace().collect::<String>() == "[]";
    if prefixes.is_empty() && !says_none {
        let message = text!("document-no-addresses");
        let help = text!("document-no-addresses-help");
        sink.report_help(DiagnosticCode::NoAddresses, Span::default(), message, help);
    }
    let diagnostics = sink.finish(&Positions::new(text), &json::pointers(root.as_ref()));
    Prefixes {
        prefixes,
        diagnostics,
    }
}

fn plain(text: &str, prefixes: &mut Vec<IpNet>, sink: &mut DiagnosticSink) {
    let separator = |char: char| {
        char.is_whitespace()
            || matches!(char, ',' | ';' | '|' | '"' | '\'' | '[' | ']' | '\u{feff}')
    };
    let mut at = 0;
    for part in text.split_inclusive(separator) {
        let word = part.trim_end_matches(separator);
        let span = Span::new(at, at + word.len());
        at += part.len();
        if word.is_empty() {
            continue;
        }
        match classify_prefix(word, span, sink) {
            Some(prefix) => add(prefixes, prefix),
            None => {
                let message = text!("document-no-prefix", text = quote(word));
                let help = text!("document-no-prefix-help");
                sink.report_help(DiagnosticCode::InvalidAddress, span, message, help);
            }
        }
    }
}

fn tree(root: &JsonNode, prefixes: &mut Vec<IpNet>, sink: &mut DiagnosticSink) {
    if let Value::String(text) = &root.value {
        return plain(text, prefixes, sink);
    }
    let mut networks = Vec::new();
    find_networks(root, &mut networks);
    let Some(network) = networks.first() else {
        let list = root.get("addressPrefixes").unwrap_or(root);
        for item in list.items() {
            add(prefixes, prefix(item, sink));
        }
        return;
    };
    if networks.len() > 1 {
        let name = network
            .str("name")
            .unwrap_or(text!("document-first-network"));
        let (count, network) = (networks.len(), quote(name));
        let message = text!("document-several-networks", count, network);
        sink.report_help(
            DiagnosticCode::SeveralVirtualNetworks,
            crate::rule::start_of(root),
            message,
            text!("document-several-networks-help"),
        );
    }
    let body = crate::rule::body(network);
    space(body.get("addressSpace"), prefixes, sink);
    for peering in body
        .get("virtualNetworkPeerings")
        .map(JsonNode::items_or_self)
        .unwrap_or_default()
    {
        self::peering(peering, prefixes, sink);
    }
}

/// A connected peer that opens the network is part of `VirtualNetwork` (AD:
/// `virtual-network/virtual-network-manage-peering.md`).
fn peering(peering: &JsonNode, prefixes: &mut Vec<IpNet>, sink: &mut DiagnosticSink) {
    let body = crate::rule::body(peering);
    let connected = body
        .str("peeringState")
        .is_none_or(|state| state.eq_ignore_ascii_case("Connected"));
    let open = !matches!(
        body.get("allowVirtualNetworkAccess")
            .map(|node| &node.value),
        Some(Value::Bool(false))
    );
    if !connected || !open {
        let name = quote(
            peering
                .str("name")
                .unwrap_or(text!("document-without-name")),
        );
        let message = if connected {
            text!("document-peering-closed", peering = name)
        } else {
            text!("document-peering-disconnected", peering = name)
        };
        sink.report(
            DiagnosticCode::PeeringSkipped,
            crate::rule::start_of(peering),
            message,
        );
        return;
    }
    // The first is what the peer has, the second what was synchronised.
    let remote = ["remoteVirtualNetworkAddressSpace", "remoteAddressSpace"];
    space(remote.iter().find_map(|key| body.get(key)), prefixes, sink);
}

fn space(space: Option<&JsonNode>, prefixes: &mut Vec<IpNet>, sink: &mut DiagnosticSink) {
    let list = space.and_then(|space| space.get("addressPrefixes"));
    for item in list.map(JsonNode::items_or_self).unwrap_or_default() {
        add(prefixes, prefix(item, sink));
    }
}

fn find_networks<'n, 't>(node: &'n JsonNode<'t>, found: &mut Vec<&'n JsonNode<'t>>) {
    match &node.value {
        Value::Object(_) if crate::rule::body(node).has("addressSpace") => found.push(node),
        Value::Object(members) => members
            .iter()
            .for_each(|member| find_networks(&member.value, found)),
        Value::Array(items) => items.iter().for_each(|item| find_networks(item, found)),
        _ => {}
    }
}

fn add(prefixes: &mut Vec<IpNet>, prefix: Option<IpNet>) {
    // Lists that people write are short; in a long one a repeated prefix does no harm.
    if let Some(prefix) =
        prefix.filter(|prefix| !prefixes.iter().take(64).any(|known| known == prefix))
    {
        prefixes.push(prefix);
    }
}
