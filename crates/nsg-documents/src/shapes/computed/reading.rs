//! Values of a template's text, and what is in them.

use super::evaluator::{LoopTurn, TemplateEvaluator};
use super::value::{Computed, has_expression};
use crate::json::{JsonNode, Member, Value};
use crate::shapes::expression::{Scope, escaped, expression};

/// The largest count of a loop (AD: `azure-resource-manager/templates/copy-resources.md`).
const MAX_TURNS: i64 = 800;

impl<'n, 't, 's> TemplateEvaluator<'n, 't, 's> {
    /// The value of what stands in the text, in a template.
    pub(super) fn read(
        &self,
        node: &'n JsonNode<'t>,
        scope: &'s Scope<'n, 't, 's>,
    ) -> Option<Computed<'n, 't, 's>> {
        match &node.value {
            Value::Null => Some(Computed::Null),
            Value::Bool(value) => Some(Computed::Bool(*value)),
            Value::Number(digits) => digits.parse().ok().map(Computed::Number),
            Value::String(text) => {
                self.work.count_text(text)?;
                match expression(text) {
                    Some(inner) => Self::new(scope, self.work).value_of(inner),
                    None => Some(Computed::Text(escaped(text).unwrap_or(text).to_owned())),
                }
            }
            Value::Object(_) if loops(node).next().is_some() => {
                Self::new(scope, self.work).here(node)
            }
            Value::Array(_) | Value::Object(_) => Some(Computed::Written(node, scope)),
            Value::Word(_) | Value::Unknown(_) | Value::Unread => None,
        }
    }

    /// What a loop of a variable or of an object makes.
    pub(super) fn repeated(&self, it: &'n JsonNode<'t>) -> Option<Computed<'n, 't, 's>> {
        let (name, input) = (it.str("name")?, it.get("input")?);
        let turns = (0..self.turns_of(it)?).map(|index| {
            let turn = LoopTurn {
                name: name.to_owned(),
                index,
                is_of_resources: false,
            };
            self.in_turn(turn).here(input)
        });
        Some(Computed::list(turns.collect::<Option<_>>()?))
    }

    /// How many turns a loop has. An empty default is that of a parameter which everybody gives a value, so it tells nothing.
    pub(super) fn turns_of(&self, it: &'n JsonNode<'t>) -> Option<i64> {
        let count = match self.here(it.get("count")?)? {
            Computed::Text(digits) => digits.parse().ok()?,
            other => other.number()?,
        };
        let least = i64::from(self.work.is_assumed.get());
        (least..=MAX_TURNS).contains(&count).then_some(count)
    }

    /// The value of what stands in the text in the same loops.
    fn here(&self, node: &'n JsonNode<'t>) -> Option<Computed<'n, 't, 's>> {
        match &node.value {
            Value::String(text) => match expression(text) {
                Some(inner) => self.value_of(inner),
                None => self.read(node, self.scope),
            },
            Value::Array(items) if has_expression(node) => {
                let items = items.iter().map(|item| self.here(item));
                Some(Computed::list(items.collect::<Option<_>>()?))
            }
            Value::Object(members) if has_expression(node) => {
                let mut entries = Vec::new();
                for member in members.iter().filter(|it| !is_copy(it)) {
                    entries.push((member.key.to_string(), self.here(&member.value)?));
                }
                for it in loops(node) {
                    entries.push((it.str("name")?.to_owned(), self.repeated(it)?));
                }
                Some(Computed::Object(entries.into()))
            }
            _ => self.read(node, self.scope),
        }
    }

    /// The items of a list.
    pub(super) fn items(&self, list: &Computed<'n, 't, 's>) -> Option<Vec<Computed<'n, 't, 's>>> {
        match list {
            Computed::List(items) => Some(items.to_vec()),
            Computed::Written(node, scope) if node.is_array() => {
                let items = node.items().iter();
                items.map(|item| self.read(item, scope)).collect()
            }
            _ => None,
        }
    }

    /// The entries of an object.
    pub(super) fn entries(
        &self,
        value: &Computed<'n, 't, 's>,
    ) -> Option<Vec<(String, Computed<'n, 't, 's>)>> {
        match value {
            Computed::Object(entries) => Some(entries.to_vec()),
            Computed::Written(node, scope) if node.is_object() => {
                let entry = |member: &'n Member<'t>| {
                    Some((member.key.to_string(), self.read(&member.value, scope)?))
                };
                node.members().iter().map(entry).collect()
            }
            _ => None,
        }
    }

    /// The value of a key; `Some(None)` where there is no such key, `None` where that is not known.
    pub(super) fn key(
        &self,
        of: &Computed<'n, 't, 's>,
        key: &str,
    ) -> Option<Option<Computed<'n, 't, 's>>> {
        match of {
            Computed::Object(entries) => {
                let mut entries = entries.iter();
                let found = entries.find(|(known, _)| known.eq_ignore_ascii_case(key));
                Some(found.map(|(_, value)| value.clone()))
            }
            Computed::Written(node, scope) if node.is_object() => {
                let mut members = node.members().iter();
                let found = members.find(|member| member.key.eq_ignore_ascii_case(key));
                match found {
                    Some(member) => self.read(&member.value, scope).map(Some),
                    None => Some(None),
                }
            }
            _ => None,
        }
    }

    /// The value at a place of a list, or under a key.
    pub(super) fn item(
        &self,
        of: &Computed<'n, 't, 's>,
        index: &Computed<'n, 't, 's>,
    ) -> Option<Option<Computed<'n, 't, 's>>> {
        if let Some(key) = index.text() {
            return self.key(of, key);
        }
        let place = usize::try_from(index.number()?).ok()?;
        match of {
            Computed::List(items) => Some(items.get(place).cloned()),
            Computed::Written(node, scope) if node.is_array() => match node.items().get(place) {
                Some(item) => self.read(item, scope).map(Some),
                None => Some(None),
            },
            _ => None,
        }
    }
}

/// Whether a member holds the loops of its object, and is none itself.
pub(super) fn is_copy(member: &Member<'_>) -> bool {
    member.key.eq_ignore_ascii_case("copy") && member.value.is_array()
}

/// The loops of an object, each of which makes the values of a property (AD:
/// `azure-resource-manager/templates/copy-properties.md`).
pub(super) fn loops<'n, 't>(object: &'n JsonNode<'t>) -> impl Iterator<Item = &'n JsonNode<'t>> {
    let copy = object.get("copy").map(JsonNode::items).unwrap_or_default();
    let is_loop = |it: &&JsonNode<'t>| ["name", "count", "input"].iter().all(|key| it.has(key));
    copy.iter().filter(is_loop)
}
