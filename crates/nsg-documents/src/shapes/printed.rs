//! Groups and rules as Azure's API and its tools print them, with nothing around them that says more.

use super::Contents;
use super::expression::Scope;
use super::groups::{FoundGroups, GroupReader, is_default};
use super::rule_keys::RuleKeys;
use super::rule_sets::{self, NamedRuleSet};
use crate::codes::DiagnosticCode;
use crate::diagnostic::DiagnosticSink;
use crate::document::{Draft, Shape};
use crate::json::JsonNode;
use crate::rule::{RuleOwner, Style, start_of};
use text::text;

/// Reads what was found.
pub(crate) fn read(root: &JsonNode, found: &FoundGroups, sink: &mut DiagnosticSink) -> Contents {
    let Some(first) = found.groups.first().or(found.rules.first()) else {
        return Contents::default();
    };
    let scope = Scope {
        keys: RuleKeys::of(root),
        ..Scope::default()
    };
    let mut reader = GroupReader {
        sink,
        scope: &scope,
        style: Style::Configured,
    };
    let mut drafts: Vec<Draft> = found.groups.iter().map(|node| reader.group(node)).collect();
    let sets = found.rules.first().and_then(|_| rule_sets::sets(root));
    match sets {
        Some(sets) => drafts.extend(sets.iter().map(|set| reader.set(set))),
        None => drafts.extend(reader.loose(&found.rules)),
    }
    if let Some(first) = found.rules.first() {
        let message = text!("document-rules-without-group");
        let at = start_of(first);
        reader
            .sink
            .report(DiagnosticCode::RulesWithoutGroup, at, message);
    }
    Contents::groups(flavour(first), drafts)
}

impl<'n, 't> GroupReader<'_, 'n, 't, '_> {
    /// Reads a set of rules as a group of the set's name.
    fn set(&mut self, set: &NamedRuleSet<'n, 't>) -> Draft {
        let mut draft = Draft {
            span: Some(set.span),
            ..Draft::default()
        };
        draft.group.name = Some(set.name.clone()).filter(|name| !name.is_empty());
        for rule in &set.rules {
            let kind = match is_default(rule) {
                true => RuleOwner::Default,
                false => RuleOwner::User,
            };
            self.rule(rule, kind, &mut draft);
        }
        draft
    }
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
