//! The keys of rules that stand by their names in an object, as maps of Terraform are written in JSON.

use crate::json::{JsonNode, Value};
use crate::rule::looks_like_rule;
use std::collections::BTreeMap;

/// What stands around one rule and is no name.
const WRAPPERS: [&str; 6] = ["value", "data", "rule", "body", "result", "response"];

/// The keys by where the rules begin.
#[derive(Default)]
pub(crate) struct RuleKeys<'n>(BTreeMap<usize, &'n str>);

impl<'n> RuleKeys<'n> {
    /// The keys of the rules of a tree: of objects that hold nothing else.
    pub(crate) fn of(root: &'n JsonNode<'_>) -> Self {
        let mut keys = Self::default();
        keys.walk(root);
        keys
    }

    /// The key of a rule.
    pub(crate) fn get(&self, rule: &JsonNode<'_>) -> Option<&'n str> {
        self.0.get(&rule.span.start).copied()
    }

    fn walk(&mut self, node: &'n JsonNode<'_>) {
        let members = node.members();
        let has_rules = !members.is_empty() && members.iter().all(|it| looks_like_rule(&it.value));
        let is_wrapper = |key: &str| WRAPPERS.iter().any(|it| it.eq_ignore_ascii_case(key));
        if has_rules && !members.iter().any(|it| is_wrapper(&it.key)) {
            let keys = members.iter();
            self.0
                .extend(keys.map(|it| (it.value.span.start, it.key.as_ref())));
            return;
        }
        match &node.value {
            Value::Object(members) => members.iter().for_each(|it| self.walk(&it.value)),
            Value::Array(items) => items.iter().for_each(|it| self.walk(it)),
            _ => {}
        }
    }
}
