//! Lists of rules beside each other, as the JSON that a template loads has them: environment, set, rules.

use super::groups::{is_group, owner};
use crate::json::{JsonNode, Value};
use crate::position::Span;
use crate::rule::{looks_like_rule, names_group};

/// A text with more lists holds something else.
const MAX_SETS: usize = 1000;

/// A longer key is no name.
const MAX_KEY: usize = 80;

/// What stands around a list and says nothing about it.
const WRAPPERS: [&str; 12] = [
    "nsgs",
    "networksecuritygroups",
    "network_security_groups",
    "parameters",
    "properties",
    "value",
    "data",
    "rules",
    "securityrules",
    "security_rules",
    "nsgrules",
    "nsg_rules",
];

/// A list of rules with the keys that lead to it.
pub(crate) struct NamedRuleSet<'n, 't> {
    pub(crate) name: String,
    pub(crate) rules: Vec<&'n JsonNode<'t>>,
    pub(crate) span: Span,
}

/// The lists of rules of a text that stand under keys of their own; `None` where there are no two of them, or where the rules
/// name their groups by themselves.
pub(crate) fn sets<'n, 't>(root: &'n JsonNode<'t>) -> Option<Vec<NamedRuleSet<'n, 't>>> {
    let mut search = RuleSetSearch::default();
    search.walk(root, &mut Vec::new());
    let RuleSetSearch { lists, is_other } = search;
    if is_other || lists.len() > MAX_SETS {
        return None;
    }
    let filled = lists.iter().filter(|list| !list.rules.is_empty());
    let filled: Vec<_> = filled.map(ListOfRules::kind).collect();
    let mut sets: Vec<NamedRuleSet<'n, 't>> = Vec::new();
    for list in lists {
        // An empty list is a set where another list under such a key is one.
        if list.rules.is_empty() && !filled.contains(&list.kind()) {
            continue;
        }
        let name = list.name();
        match sets.iter_mut().find(|set| set.name == name) {
            Some(set) => set.rules.extend(list.rules),
            None => sets.push(NamedRuleSet {
                name,
                rules: list.rules,
                span: list.span,
            }),
        }
    }
    let filled = sets.iter().filter(|set| !set.rules.is_empty()).count();
    (filled > 1).then_some(sets)
}

struct ListOfRules<'n, 't> {
    path: Vec<&'n str>,
    rules: Vec<&'n JsonNode<'t>>,
    span: Span,
}

impl<'n> ListOfRules<'n, '_> {
    /// How deep it stands, and under which key.
    fn kind(&self) -> (usize, Option<&'n str>) {
        (self.path.len(), self.path.last().copied())
    }

    /// The keys that say something. Inbound and outbound rules of one set are kept apart by many.
    fn name(&self) -> String {
        let mut path = self.path.clone();
        if path.last().is_some_and(|key| is_direction(key)) {
            path.pop();
        }
        let is_wrapper = |key: &&&str| {
            let mut words = WRAPPERS.iter();
            words.any(|word| key.eq_ignore_ascii_case(word))
        };
        let named: Vec<&str> = path
            .iter()
            .filter(|key| !is_wrapper(key))
            .copied()
            .collect();
        named.join("/")
    }
}

fn is_direction(key: &str) -> bool {
    let key = key.to_ascii_lowercase();
    let words = ["inbound", "outbound", "ingress", "egress"];
    key == "in" || key == "out" || words.iter().any(|word| key.contains(word))
}

#[derive(Default)]
struct RuleSetSearch<'n, 't> {
    lists: Vec<ListOfRules<'n, 't>>,
    /// Whether rules stand elsewhere than in lists under keys, or name their groups.
    is_other: bool,
}

impl<'n, 't> RuleSetSearch<'n, 't> {
    fn walk(&mut self, node: &'n JsonNode<'t>, path: &mut Vec<&'n str>) {
        if self.is_other || self.lists.len() > MAX_SETS {
            return;
        }
        match &node.value {
            Value::Object(_) if is_group(node) => {}
            Value::Object(_) if looks_like_rule(node) => self.is_other = true,
            Value::Object(members) => {
                let values = members.iter().map(|member| &member.value);
                let rules: Vec<_> = values.clone().filter(|it| looks_like_rule(it)).collect();
                // Rules by their names.
                if !path.is_empty() && !rules.is_empty() && rules.len() == members.len() {
                    return self.list(rules, node.span, path);
                }
                for member in members {
                    if member.key.len() > MAX_KEY {
                        continue;
                    }
                    path.push(&member.key);
                    self.walk(&member.value, path);
                    path.pop();
                }
            }
            Value::Array(items) => {
                let rules: Vec<_> = items.iter().filter(|it| looks_like_rule(it)).collect();
                if rules.len() == items.len() {
                    return self.list(rules, node.span, path);
                }
                for item in items.iter().filter(|item| holds_rules(item)) {
                    match own_name(item) {
                        Some(name) => {
                            path.push(name);
                            self.walk(item, path);
                            path.pop();
                        }
                        None => self.is_other = true,
                    }
                }
            }
            _ => {}
        }
    }

    fn list(&mut self, rules: Vec<&'n JsonNode<'t>>, span: Span, path: &[&'n str]) {
        let names_group = |rule: &&JsonNode| rule.str("id").and_then(owner).is_some();
        self.is_other |= path.is_empty() || rules.iter().any(names_group);
        self.lists.push(ListOfRules {
            path: path.to_vec(),
            rules,
            span,
        });
    }
}

/// The name of an object that has lists of rules, and is an item of a list itself.
fn own_name<'n>(item: &'n JsonNode<'_>) -> Option<&'n str> {
    let members = item.members().iter();
    let is_list = |node: &JsonNode| {
        let rules = node.items();
        !rules.is_empty() && rules.iter().all(looks_like_rule)
    };
    if !members.clone().any(|member| is_list(&member.value)) {
        return None;
    }
    let named = |is_name: &dyn Fn(&str) -> bool| {
        let mut named = members.clone().filter(|member| is_name(&member.key));
        named.find_map(|member| member.value.as_str())
    };
    let name = named(&names_group).or_else(|| named(&|key| key.eq_ignore_ascii_case("name")));
    name.filter(|name| !name.is_empty() && name.len() <= MAX_KEY)
}

/// Whether there are rules without a group somewhere in a value.
fn holds_rules(node: &JsonNode) -> bool {
    match &node.value {
        Value::Object(_) if is_group(node) => false,
        Value::Object(_) if looks_like_rule(node) => true,
        Value::Object(members) => members.iter().any(|member| holds_rules(&member.value)),
        Value::Array(items) => items.iter().any(holds_rules),
        _ => false,
    }
}
