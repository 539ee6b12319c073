//! Where the groups are in a document, by its shape.

pub(crate) mod expression;
pub(crate) mod groups;

use crate::codes::Code;
use crate::diagnostic::Sink;
use crate::document::{Draft, Shape};
use crate::json::Node;
use crate::rule::Style;
use expression::Scope;
use groups::{Found, GroupReader};
use nsg::Network;

/// What a document holds.
#[derive(Default)]
pub(crate) struct Contents {
    pub(crate) shape: Option<Shape>,
    pub(crate) drafts: Vec<Draft>,
    pub(crate) network: Network,
}

/// Reads a tree, whatever its shape.
pub(crate) fn contents(root: &Node, sink: &mut Sink) -> Contents {
    plain(root, sink)
}

/// Groups and rules as Azure's API and its tools print them.
fn plain(root: &Node, sink: &mut Sink) -> Contents {
    let mut found = Found::default();
    groups::find(root, &mut found);
    if found.is_empty() {
        let message = "there is no network security group in the text";
        let help = "paste what `az network nsg show` prints";
        sink.report_help(Code::NoGroup, crate::rule::start_of(root), message, help);
        return Contents::default();
    }
    let shape = found
        .groups
        .first()
        .or(found.rules.first())
        .map(|node| flavour(node));
    let scope = Scope::default();
    let mut reader = GroupReader {
        sink,
        scope: &scope,
        style: Style::Configured,
    };
    let mut drafts: Vec<Draft> = found.groups.iter().map(|node| reader.group(node)).collect();
    drafts.extend(reader.loose(&found.rules));
    Contents {
        shape,
        drafts,
        network: Network::default(),
    }
}

/// Which tool wrote a group or a rule: the REST form has `properties`, PowerShell begins keys with
/// capitals, the command line does neither.
fn flavour(node: &Node) -> Shape {
    let capital = |key: &str| key.starts_with(|char: char| char.is_ascii_uppercase());
    if node.get("properties").is_some_and(Node::is_object) {
        Shape::Arm
    } else if node.members().iter().all(|member| capital(&member.key)) {
        Shape::PowerShell
    } else {
        let list = ["securityRules", "defaultSecurityRules"]
            .iter()
            .find_map(|key| node.get(key));
        match list.and_then(|list| list.items().first()) {
            Some(rule) if rule.has("properties") => Shape::Arm,
            _ => Shape::AzureCli,
        }
    }
}
