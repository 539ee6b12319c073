//! Loops: `[for …]`, `{for …}`, and what every loop goes over.

use super::ast::{For, LoopHead};
use super::evaluate::{Evaluator, LoopNames, Names};
use super::operate::count_value;
use super::value::{HclFailure, HclNode, HclResult, HclValue};
use std::rc::Rc;

/// The keys and values that a loop goes over, or the name of what they depend on.
pub(super) type Turns = Result<Vec<(HclNode, HclNode)>, Rc<str>>;

/// The name of an unknown value that ends a loop, if there is one.
pub(super) type UnknownName = Option<Rc<str>>;

impl Evaluator<'_> {
    /// Does something in each turn of a loop, with the names of that turn. Where the collection is unknown, its name is the
    /// result.
    pub(super) fn each_turn(
        &mut self,
        head: &LoopHead<'_>,
        names: Names<'_>,
        turn: &mut dyn FnMut(&mut Self, Names<'_>) -> HclResult<UnknownName>,
    ) -> HclResult<UnknownName> {
        let collection = self.evaluate(&head.collection, names)?.value;
        if let (HclValue::Null, Some(name)) = (&collection, head.collection.reference()) {
            // Terraform refuses it: somebody gives the value elsewhere.
            return Ok(Some(name.into()));
        }
        let turns = match self.turns(&collection)? {
            Ok(turns) => turns,
            Err(name) => return Ok(Some(name)),
        };
        for (key, value) in &turns {
            let outer = LoopNames {
                outer: names,
                name: head.key_name,
                value: key,
            };
            let inner = LoopNames {
                outer: Some(&outer),
                name: head.value_name,
                value,
            };
            let unknown = turn(self, Some(&inner))?;
            if unknown.is_some() {
                return Ok(unknown);
            }
        }
        Ok(None)
    }

    /// The value of `[for …]` or `{for …}`. A condition or key that is unknown in one turn leaves the whole unknown.
    pub(super) fn for_expression(&mut self, it: &For<'_>, names: Names<'_>) -> HclResult {
        let (mut items, mut entries) = (Vec::new(), Vec::new());
        let unknown = self.each_turn(&it.head, names, &mut |this, names| {
            if let Some(condition) = &it.condition {
                let condition = this.evaluate(condition, names)?.value;
                match (condition.unknown_name(), condition.to_bool()) {
                    (Some(name), _) => return Ok(Some(name.clone())),
                    (None, Some(true)) => {}
                    (None, Some(false)) => return Ok(None),
                    (None, None) => return Err(HclFailure::new(&condition.shown())),
                }
            }
            let made = this.evaluate(&it.value, names)?;
            let Some(key) = &it.key else {
                items.push(made);
                return Ok(None);
            };
            let key = this.evaluate(key, names)?.value;
            match (key.unknown_name(), key.to_text()) {
                (Some(name), _) => return Ok(Some(name.clone())),
                (None, Some(key)) => entries.push((key, made)),
                (None, None) => return Err(HclFailure::new(&key.shown())),
            }
            Ok(None)
        })?;
        if let Some(name) = unknown {
            return Ok(HclValue::Unknown(name));
        }
        Ok(match (&it.key, it.groups) {
            (None, _) => HclValue::list(items),
            (Some(_), false) => HclValue::object(entries),
            (Some(_), true) => grouped(entries),
        })
    }

    /// The turns of a loop over a collection, each with its key and its value; else the name of what is unknown.
    pub(super) fn turns(&mut self, collection: &HclValue) -> HclResult<Turns> {
        let turns = match collection {
            HclValue::Unknown(name) => return Ok(Err(name.clone())),
            HclValue::List(list) => {
                self.spend(list.items.len())?;
                let key = |(index, item): (usize, &HclNode)| {
                    let key = match list.is_set {
                        true => item.value.clone(),
                        false => count_value(index),
                    };
                    (HclNode::new(key, item.span), item.clone())
                };
                list.items.iter().enumerate().map(key).collect()
            }
            HclValue::Object(object) => {
                self.spend(object.entries.len())?;
                let entry = |(key, node): &(Rc<str>, HclNode)| {
                    (
                        HclNode::new(HclValue::Text(key.clone()), node.span),
                        node.clone(),
                    )
                };
                object.entries.iter().map(entry).collect()
            }
            other => return Err(HclFailure::new(&other.shown())),
        };
        Ok(Ok(turns))
    }
}

/// The entries of `{for … : key => value...}`: a list for each key.
fn grouped(mut entries: Vec<(Rc<str>, HclNode)>) -> HclValue {
    nsg::sort::sort_by(&mut entries, |(one, _), (other, _)| one.cmp(other));
    let mut groups: Vec<(Rc<str>, Vec<HclNode>)> = Vec::new();
    for (key, node) in entries {
        match groups.last_mut() {
            Some((known, items)) if *known == key => items.push(node),
            _ => groups.push((key, vec![node])),
        }
    }
    let groups = groups.into_iter().filter_map(|(key, items)| {
        let span = items.first()?.span;
        Some((key, HclNode::new(HclValue::list(items), span)))
    });
    HclValue::object(groups.collect())
}
