//! The rules of a list that is written as a value.

use super::columns;
use super::resources::ModuleReader;
use super::rule_lists::{self, ListForm, RuleList};
use super::tree::{self, Members};
use super::value::HclNode;
use crate::codes::DiagnosticCode;
use crate::json::{JsonNode, Value};
use crate::rule::names_group;
use std::collections::BTreeMap;
use text::{quote, text};

impl ModuleReader<'_, '_> {
    /// The rules of a list; `None` where they cannot be told apart, which is said.
    pub(super) fn list(
        &mut self,
        list: &RuleList,
        group: &str,
        description: &str,
    ) -> Option<Vec<JsonNode<'static>>> {
        let span = list.node.span;
        let value = match list.form {
            ListForm::Objects => list.node.value.clone(),
            ListForm::Unknown => {
                let name = list.node.value.unknown_name()?;
                let rules = tree::unknown_rules(name, span);
                return Some(vec![tree::object(rules, span)]);
            }
            ListForm::Rows => {
                let columns = columns::columns(description);
                let columns = columns.or_else(|| columns::columns(&self.comment_in(&list.node)));
                let named = columns.and_then(|it| columns::with_names(&list.node.value, &it));
                let Some(named) = named else {
                    let message = text!("hcl-columns-unknown", list = quote(&list.name));
                    let help = text!("hcl-columns-unknown-help");
                    self.sink
                        .report_help(DiagnosticCode::RulesNotRead, span, message, help);
                    return None;
                };
                named
            }
        };
        let told = rule_lists::direction_in(&list.name);
        let direction = told
            .or_else(|| rule_lists::direction_in(group).filter(|_| rule_lists::names_rules(group)));
        let (mut rules, mut is_taken) = (Vec::new(), false);
        let mut add = |key: Option<&str>, node: &HclNode| {
            let (rule, takes) = rule(key, node, direction);
            is_taken |= takes;
            rules.extend(rule);
        };
        value.items().iter().for_each(|node| add(None, node));
        let entries = value.entries().iter();
        entries.for_each(|(key, node)| add(Some(key), node));
        if let (true, Some(direction)) = (is_taken, direction) {
            let name = quote(told.map_or(group, |_| &list.name));
            let message = text!("hcl-direction-from-name", name, direction);
            self.sink
                .report(DiagnosticCode::DirectionFromName, span, message);
        }
        Some(rules)
    }
}

impl ModuleReader<'_, '_> {
    /// The comments between the beginning of a list and its first item.
    fn comment_in(&self, list: &HclNode) -> String {
        let first = list.value.items().first();
        let end = first.map_or(list.span.end, |item| item.span.start);
        let text = self.text.get(list.span.start..end).unwrap_or_default();
        let lines = text.lines().map(str::trim_start);
        let comments = lines.filter(|line| line.starts_with('#') || line.starts_with("//"));
        comments.collect::<Vec<_>>().join("\n")
    }
}

/// A rule in the tree, and whether it has the direction that a name around it says. A rule without a name of its own has that
/// of its key.
fn rule(
    key: Option<&str>,
    node: &HclNode,
    direction: Option<&'static str>,
) -> (Option<JsonNode<'static>>, bool) {
    if node.value.is_null() {
        return (None, false);
    }
    let mut rule = tree::json(node);
    let Value::Object(members) = &mut rule.value else {
        return (Some(rule), false);
    };
    let lacks = |members: &Members, name: &str| {
        let mut of = members
            .iter()
            .filter(|it| it.key.eq_ignore_ascii_case(name));
        of.all(|it| it.value.is_null())
    };
    if let Some(key) = key.filter(|_| lacks(members, "name")) {
        members.push(tree::member("name", tree::string(key, node.span)));
    }
    let takes = direction.filter(|_| lacks(members, "direction"));
    if let Some(direction) = takes {
        members.push(tree::member(
            "direction",
            tree::string(direction, node.span),
        ));
    }
    (Some(rule), takes.is_some())
}

/// A list of rules with the value that names their group.
pub(super) type NamedRules = (Option<JsonNode<'static>>, Vec<JsonNode<'static>>);

/// The rules of a list by the groups that they name themselves; those that name none are one list.
pub(super) fn by_group(rules: Vec<JsonNode<'static>>) -> Vec<NamedRules> {
    let mut groups: Vec<NamedRules> = Vec::new();
    let mut places: BTreeMap<Option<String>, usize> = BTreeMap::new();
    for rule in rules {
        let mut members = rule.members().iter();
        let name = members.find(|it| names_group(&it.key) && it.value.scalar().is_some());
        let name = name.map(|it| it.value.clone());
        let text = name.as_ref().and_then(JsonNode::scalar).map(str::to_owned);
        let at = *places.entry(text).or_insert(groups.len());
        match groups.get_mut(at) {
            Some((_, known)) => known.push(rule),
            None => groups.push((name, vec![rule])),
        }
    }
    if groups.is_empty() {
        groups.push((None, Vec::new()));
    }
    groups
}
