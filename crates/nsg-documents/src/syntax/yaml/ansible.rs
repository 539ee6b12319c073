//! Tasks of Ansible that make groups: `azure.azcollection.azure_rm_securitygroup`.
//!
//! Defaults are those of the module's documentation (Ansible's collection `azure.azcollection`).

use super::rewrite::{
    default, group, has, is, members_of, rules_or_unread, take, unknown_templates,
};
use crate::codes::DiagnosticCode;
use crate::diagnostic::DiagnosticSink;
use crate::json::{JsonNode, Value};
use std::borrow::Cow;
use text::text;

/// The module's name, which may have that of its collection before it.
const MODULE: &str = "azure_rm_securitygroup";

/// The fields of a rule that the module fills in.
const DEFAULTS: [(&str, &str); 7] = [
    ("protocol", "*"),
    ("sourcePortRange", "*"),
    ("destinationPortRange", "*"),
    ("sourceAddressPrefix", "*"),
    ("destinationAddressPrefix", "*"),
    ("access", "Allow"),
    ("direction", "Inbound"),
];

/// Returns the groups that the tasks of a playbook make; `None` where no task makes one.
pub(super) fn groups<'t>(root: &JsonNode<'t>, sink: &mut DiagnosticSink) -> Option<JsonNode<'t>> {
    let mut tasks = Vec::new();
    find(root, &mut tasks);
    let groups: Vec<_> = tasks
        .into_iter()
        .filter(|task| task.str("state") != Some("absent"))
        .map(|task| of_task(task.clone(), sink))
        .collect();
    (!groups.is_empty()).then(|| JsonNode::new(Value::Array(groups), root.span))
}

/// Finds the arguments of the module anywhere in a tree: tasks stand in blocks, roles and plays.
fn find<'n, 't>(node: &'n JsonNode<'t>, found: &mut Vec<&'n JsonNode<'t>>) {
    for item in node.items() {
        find(item, found);
    }
    for member in node.members() {
        let module = member.key.rsplit('.').next().unwrap_or_default();
        match module == MODULE && member.value.is_object() {
            true => found.push(&member.value),
            false => find(&member.value, found),
        }
    }
}

fn of_task<'t>(task: JsonNode<'t>, sink: &mut DiagnosticSink) -> JsonNode<'t> {
    let span = task.span;
    // Without this the module adds its rules to those that the group has.
    let purges = task.get("purge_rules").is_some_and(is_yes);
    let mut arguments = members_of(task);
    let name = take(&mut arguments, "name");
    if !purges {
        let message = text!("yaml-ansible-keeps-rules");
        let help = text!("yaml-ansible-keeps-rules-help");
        let at = name.as_ref().map_or(span, |name| name.span);
        sink.report_help(DiagnosticCode::KeptRules, at, message, help);
    }
    let rules = take(&mut arguments, "rules").map(|rules| rules_or_unread(rules, sink));
    let rules = rules.unwrap_or_default().into_iter().map(with_defaults);
    group(name, rules.collect(), span)
}

fn with_defaults(rule: JsonNode<'_>) -> JsonNode<'_> {
    if !rule.is_object() {
        return rule;
    }
    let span = rule.span;
    let mut members = members_of(rule);
    // Playbooks write ports as numbers, and the module takes them.
    for member in &mut members {
        if !is(member, "priority") {
            numbers_as_text(&mut member.value);
        }
    }
    for (key, value) in DEFAULTS {
        let side = key.strip_suffix("AddressPrefix");
        let has_groups =
            side.is_some_and(|side| has(&members, &format!("{side}ApplicationSecurityGroups")));
        if !has(&members, key) && !has_groups {
            members.push(default(key, value, span));
        }
    }
    unknown_templates(JsonNode::new(Value::Object(members), span))
}

fn numbers_as_text(node: &mut JsonNode<'_>) {
    match &mut node.value {
        Value::Number(number) => node.value = Value::String(Cow::Borrowed(number)),
        Value::Array(items) => items.iter_mut().for_each(numbers_as_text),
        _ => {}
    }
}

/// Ansible's booleans are YAML 1.1's.
fn is_yes(node: &JsonNode<'_>) -> bool {
    let word = node.scalar().unwrap_or_default();
    ["yes", "true", "on", "y", "1"]
        .iter()
        .any(|yes| word.eq_ignore_ascii_case(yes))
}
