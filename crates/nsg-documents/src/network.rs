//! What rules refer to, as one JSON object: the `network` of the npm package's scenario.

use crate::codes::Code;
use crate::diagnostic::{Diagnostic, Sink};
use crate::json::{self, Node};
use crate::position::{Positions, Span};
use crate::{admin_rules, service_tags};
use nsg::Network;
use text::text;

/// What rules refer to.
#[derive(Clone, Debug, Default)]
pub struct NetworkFacts {
    /// The network, without answers.
    pub network: Network,
    /// Problems.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads `{"virtualNetwork": […], "serviceTags": {…}, "applicationSecurityGroups": {…},
/// "securityAdminRules": […]}`. Each may be absent, and is unknown then; `serviceTags` may be a whole
/// service tag document.
pub fn read(text: &str) -> NetworkFacts {
    let mut sink = Sink::default();
    let root = json::parse(text, &mut sink);
    let network = match &root {
        Some(root) if root.is_object() => self::network(root, &mut sink),
        _ => {
            let message = text!("document-network-no-object");
            sink.report(Code::InvalidNetwork, Span::new(0, text.len()), message);
            Network::default()
        }
    };
    let diagnostics = sink.finish(&Positions::new(text), root.as_ref());
    NetworkFacts {
        network,
        diagnostics,
    }
}

/// Reads a network that is parsed already.
pub fn read_value(value: &serde_json::Value) -> NetworkFacts {
    read(&value.to_string())
}

fn network(root: &Node, sink: &mut Sink) -> Network {
    let mut network = Network::default();
    if let Some(list) = part(root, "virtualNetwork", Node::is_array, sink) {
        let prefixes = list.items().iter();
        network.virtual_network = Some(
            prefixes
                .filter_map(|item| service_tags::prefix(item, sink))
                .collect(),
        );
    }
    if let Some(tags) = part(root, "serviceTags", Node::is_container, sink) {
        network.service_tags = service_tags::tags(tags, sink);
    }
    if let Some(groups) = part(root, "applicationSecurityGroups", Node::is_object, sink) {
        for member in groups.members() {
            let members = service_tags::set(&member.value, sink);
            network
                .application_security_groups
                .insert(member.key.as_ref().into(), members);
        }
    }
    if let Some(rules) = part(root, "securityAdminRules", Node::is_container, sink) {
        network.security_admin_rules = admin_rules::rules(rules, sink);
    }
    network
}

fn part<'n, 't>(
    root: &'n Node<'t>,
    key: &str,
    fits: impl Fn(&Node<'t>) -> bool,
    sink: &mut Sink,
) -> Option<&'n Node<'t>> {
    let node = root.get(key)?;
    if fits(node) {
        return Some(node);
    }
    let message = text!("document-network-part", key, what = node.kind());
    sink.report(Code::InvalidNetwork, node.span, message);
    None
}
