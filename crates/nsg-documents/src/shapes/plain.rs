//! Groups and rules as Azure's API and its tools print them, with nothing around them that says more.

use super::Contents;
use super::effective;
use super::expression::Scope;
use super::groups::{self, Found, GroupReader};
use crate::diagnostic::Sink;
use crate::document::{Draft, Shape};
use crate::json::Node;
use crate::rule::Style;

/// Keys of every other shape: of templates and what wraps them, of Terraform, of queries, and of one page of several.
const OTHERS: &[&str] = &[
    "$schema",
    "$skipToken",
    "apiVersion",
    "columns",
    "data",
    "lineage",
    "nextLink",
    "planned_values",
    "resources",
    "rows",
    "skipToken",
    "template",
    "tenantId",
    "terraform_version",
    "values",
];

/// What is in a tree of that kind; `None` where it may be of another. Stricter than it need be: whatever could be
/// something else is left to [`super::contents`], which reads a plain tree in the same way.
pub(crate) fn alone(root: &Node, sink: &mut Sink) -> Option<Contents> {
    let mut entries = Vec::new();
    effective::find(root, &mut entries);
    let mut found = Found::default();
    groups::find(root, &mut found);
    let around = [Some(root), root.get("properties"), root.items().first()];
    let named = found.groups.iter().chain(&found.rules).copied();
    let mut all = around.into_iter().flatten().chain(named);
    let is_other = !entries.is_empty()
        || all.any(|node| OTHERS.iter().any(|key| node.has_key(key)))
        || found.groups.iter().any(|group| groups::is_foreign(group));
    let contents = (!is_other).then(|| read(&found, sink))?;
    contents.shape.is_some().then_some(contents)
}

/// Reads what was found.
pub(crate) fn read(found: &Found, sink: &mut Sink) -> Contents {
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
