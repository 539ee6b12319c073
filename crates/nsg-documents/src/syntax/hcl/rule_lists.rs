//! Rules that are values, not resources: arguments of modules, variables, `.tfvars` files.

use super::columns;
use super::value::{HclNode, HclValue};
use crate::position::Span;
use std::rc::Rc;

/// Groups lie at most so deep in the values that people write.
const MAX_DEPTH: usize = 4;

/// A group that is written as a value.
pub(super) struct ValueGroup {
    /// What tells it from others in the text: `definitions["web"]`.
    pub(super) key: String,
    pub(super) name: String,
    pub(super) lists: Vec<RuleList>,
    pub(super) span: Span,
}

/// A list or map of rules, or what stands in place of one.
pub(super) struct RuleList {
    pub(super) name: String,
    pub(super) node: HclNode,
    pub(super) form: ListForm,
}

/// How a list writes its rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ListForm {
    /// As objects.
    Objects,
    /// As rows, whose columns are said elsewhere.
    Rows,
    /// The text does not tell them.
    Unknown,
}

/// The direction that a name says for all rules under it.
pub(super) fn direction_in(name: &str) -> Option<&'static str> {
    let name = name.to_ascii_lowercase();
    let says = |words: [&str; 2]| words.iter().any(|word| name.contains(word));
    match (says(["inbound", "ingress"]), says(["outbound", "egress"])) {
        (true, false) => Some("Inbound"),
        (false, true) => Some("Outbound"),
        _ => None,
    }
}

/// Whether a name is that of a list of rules inside a group, rather than of a group.
pub(super) fn names_rules(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    lower.contains("rule") || lower == "nsg" || direction_in(&lower).is_some()
}

fn names_groups(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    lower.contains("nsg") || lower.contains("security_group")
}

/// How a value writes rules, if it does.
pub(super) fn form(value: &HclValue) -> Option<ListForm> {
    if columns::are_rows(value) {
        return Some(ListForm::Rows);
    }
    let all_rules = |nodes: &mut dyn Iterator<Item = &HclNode>| {
        let mut nodes = nodes.filter(|node| !node.value.is_null()).peekable();
        nodes.peek().is_some() && nodes.all(|node| is_rule(&node.value))
    };
    let is_it = match value {
        HclValue::List(list) => all_rules(&mut list.items.iter()),
        HclValue::Object(object) => all_rules(&mut object.entries.iter().map(|(_, node)| node)),
        _ => false,
    };
    is_it.then_some(ListForm::Objects)
}

/// Whether an object is a rule: three of the four fields that every rule has. The direction may stand in a name around it.
fn is_rule(value: &HclValue) -> bool {
    let fields = ["direction", "access", "priority", "protocol"];
    let has = |field: &&&str| {
        let mut entries = value.entries().iter();
        entries.any(|(key, _)| key.eq_ignore_ascii_case(field))
    };
    fields.iter().filter(has).count() >= 3
}

/// The groups of a value of this name.
pub(super) fn groups(name: &str, node: &HclNode) -> Vec<ValueGroup> {
    let mut found = Vec::new();
    if let Some(form) = form(&node.value) {
        found.push(alone(name, name.to_owned(), node, form));
    } else {
        search(name, name, node, MAX_DEPTH, &mut found);
    }
    found
}

/// A group that is one list.
fn alone(name: &str, key: String, node: &HclNode, form: ListForm) -> ValueGroup {
    ValueGroup {
        key,
        name: name.to_owned(),
        span: node.span,
        lists: vec![RuleList {
            name: name.to_owned(),
            node: node.clone(),
            form,
        }],
    }
}

/// Finds the groups below a value that is no list of rules itself.
fn search(name: &str, key: &str, node: &HclNode, depth: usize, found: &mut Vec<ValueGroup>) {
    let Some(depth) = depth.checked_sub(1) else {
        return;
    };
    let known = found.len();
    let own = |node: &HclNode| {
        node.value
            .get("name")
            .and_then(|it| it.value.as_text().cloned())
    };
    if let HclValue::List(list) = &node.value {
        for (at, item) in list.items.iter().enumerate() {
            let name = own(item).unwrap_or_else(|| name.into());
            search(&name, &format!("{key}[{at}]"), item, depth, found);
        }
        return;
    }
    let mut lists = Vec::new();
    for (inner, child) in node.value.entries() {
        let child_key = format!("{key}[\"{inner}\"]");
        let of_group = names_rules(inner);
        match form(&child.value) {
            Some(form) if of_group => lists.push(RuleList {
                name: inner.to_string(),
                node: child.clone(),
                form,
            }),
            Some(form) => found.push(alone(inner, child_key, child, form)),
            None if of_group && is_empty_list(&child.value) && !lists.is_empty() => {}
            None => search(inner, &child_key, child, depth, found),
        }
    }
    if !lists.is_empty() {
        let name = own(node).unwrap_or_else(|| name.into());
        found.push(ValueGroup {
            key: key.to_owned(),
            name: name.to_string(),
            lists,
            span: node.span,
        });
    }
    // Beside groups with rules, one without is a group, too, where the name says what they are.
    if found.len() > known && names_groups(name) {
        let entries = node.value.entries().iter();
        entries.for_each(|entry| without_rules(key, entry, found));
        nsg::sort::sort_by_key(found, |group| group.span.start);
    }
}

/// Adds a group that has no rules.
fn without_rules(key: &str, entry: &(Rc<str>, HclNode), found: &mut Vec<ValueGroup>) {
    let (name, node) = entry;
    let key = format!("{key}[\"{name}\"]");
    let HclValue::Object(object) = &node.value else {
        return;
    };
    let mut rules = object.entries.iter().filter(|(name, _)| names_rules(name));
    let has_none = rules.all(|(_, node)| is_empty_list(&node.value));
    let is_new = !found.iter().any(|group| group.key.starts_with(&key));
    if has_none && is_new {
        let own = node
            .value
            .get("name")
            .and_then(|it| it.value.as_text().cloned());
        found.push(ValueGroup {
            key,
            name: own.as_ref().unwrap_or(name).to_string(),
            lists: Vec::new(),
            span: node.span,
        });
    }
}

fn is_empty_list(value: &HclValue) -> bool {
    match value {
        HclValue::List(list) => list.items.is_empty(),
        HclValue::Object(object) => object.entries.is_empty(),
        HclValue::Null => true,
        _ => false,
    }
}
