//! Groups and rules as Azure's API and its tools print them, with nothing around them that says more.

use super::Contents;
use super::expression::Scope;
use super::groups::{FoundGroups, GroupReader};
use crate::diagnostic::DiagnosticSink;
use crate::document::{Draft, Shape};
use crate::json::JsonNode;
use crate::rule::Style;

/// Reads what was found.
pub(crate) fn read(found: &FoundGroups, sink: &mut DiagnosticSink) -> Contents {
    let Some(first) = found.groups.first().or(found.rules.first()) else {
        return Contents::default();
    };
    let scope = Scope::default();
    let mut reader = GroupReader {
        sink,
        scope: &scope,
        style: Style::Configured,
    };
    let mut drafts: Vec<Draft> = found.groups.iter().map(|node| reader.group(node)).collect();
    drafts.extend(reader.loose(&found.rules));
    Contents::groups(flavour(first), drafts)
}

/// Which tool wrote a group or a rule: the REST form has `properties`, PowerShell begins keys with
/// capitals, the command line does neither.
fn flavour(node: &JsonNode) -> Shape {
    let capital = |key: &str| key.starts_with(|char: char| char.is_ascii_uppercase());
    if node.get("properties").is_some_and(JsonNode::is_object) {
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
