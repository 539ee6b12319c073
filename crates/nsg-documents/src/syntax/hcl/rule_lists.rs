//! Rules that are values, not resources: arguments of modules, variables, `.tfvars` files.

use super::columns;
use super::value::{HclNode, HclValue};
use crate::position::Span;

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

/// The direction that a name says for all rules under it: `inboundrules`, `web_rules_outbound`. Rules of an
/// `ingress_controller` are not inbound for certain.
pub(super) fn direction_in(name: &str) -> Option<&'static str> {
    let plain = name.to_ascii_lowercase().replace(['_', '-'], "");
    let says = |word: &str| {
        let beside = ["rule", "securityrule", "nsgrule"];
        let before = beside
            .iter()
            .any(|rule| plain.contains(&format!("{word}{rule}")));
        let after =
            plain.contains(&format!("rule{word}")) || plain.contains(&format!("rules{word}"));
        before || after || (plain.contains(word) && names_rules(name))
    };
    match (
        says("inbound") || says("ingress"),
        says("outbound") || says("egress"),
    ) {
        (true, false) => Some("Inbound"),
        (false, true) => Some("Outbound"),
        _ => None,
    }
}

/// Whether a name says no more than that it holds rules: those of what is around it. Any other name is that of a group.
pub(super) fn names_rules(name: &str) -> bool {
    let words = [
        "inbound", "outbound", "ingress", "egress", "network", "security", "custom", "group",
        "nsg", "rules", "rule", "_", "-",
    ];
    let mut rest = name.to_ascii_lowercase();
    for word in words {
        rest = rest.replace(word, "");
    }
    rest.is_empty()
}

/// Whether an argument of a module says that it has rules which the module knows, such as `https_inbound_allowed = true`.
pub(super) fn decides_rules(name: &str, value: &HclValue) -> bool {
    let words = ["inbound", "outbound", "ingress", "egress", "rule", "rules"];
    let mut parts = name.split(['_', '-']);
    parts.any(|part| words.contains(&part)) && is_given(value)
}

/// Whether a value is there, or may be.
pub(super) fn is_given(value: &HclValue) -> bool {
    match value {
        HclValue::Bool(is_on) => *is_on,
        HclValue::Text(text) => !text.is_empty(),
        value => !is_empty_list(value),
    }
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
    let (mut rules, mut others) = (0, 0);
    let mut count = |node: &HclNode| match &node.value {
        value if is_rule(value) => rules += 1,
        // One that is damaged or unknown hides none of the others.
        HclValue::Object(_) | HclValue::Unknown(_) | HclValue::Null => {}
        _ => others += 1,
    };
    match value {
        HclValue::List(list) => list.items.iter().for_each(&mut count),
        HclValue::Object(object) => object.entries.iter().for_each(|(_, node)| count(node)),
        _ => {}
    }
    let is_it = rules > 0 && others == 0;
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
    nsg::sort::sort_by_key(&mut found, |group| group.span.start);
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
    let (mut lists, mut without) = (Vec::new(), Vec::new());
    for (inner, child) in node.value.entries() {
        let before = found.len();
        let child_key = format!("{key}[\"{inner}\"]");
        match form(&child.value) {
            Some(form) if names_rules(inner) => lists.push(RuleList {
                name: inner.to_string(),
                node: child.clone(),
                form,
            }),
            Some(form) => found.push(alone(inner, child_key, child, form)),
            None => {
                search(inner, &child_key, child, depth, found);
                if found.len() == before && has_no_rules(&child.value) {
                    let name = own(child).unwrap_or_else(|| inner.clone());
                    without.push(ValueGroup {
                        key: child_key,
                        name: name.to_string(),
                        lists: Vec::new(),
                        span: child.span,
                    });
                }
            }
        }
    }
    // Beside groups with rules, one without is a group, too, where the name says what they are.
    if found.len() > known && names_groups(name) {
        found.append(&mut without);
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
}

/// Whether an object is what a group without rules is written as.
fn has_no_rules(value: &HclValue) -> bool {
    let HclValue::Object(object) = value else {
        return false;
    };
    let mut rules = object.entries.iter().filter(|(name, _)| names_rules(name));
    rules.all(|(_, node)| is_empty_list(&node.value))
}

fn is_empty_list(value: &HclValue) -> bool {
    match value {
        HclValue::List(list) => list.items.is_empty(),
        HclValue::Object(object) => object.entries.is_empty(),
        HclValue::Null => true,
        _ => false,
    }
}
