//! How often a block stands: `count` and `for_each`.

use super::access::{count_key, key_text};
use super::ast::{Body, Expression, ExpressionKind};
use super::evaluate::{Evaluator, Names};
use super::operate::{count_value, is_empty};
use super::value::{HclFailure, HclNode, HclResult, HclValue};
use crate::position::Span;
use std::rc::Rc;

/// More instances than any configuration has.
const MOST: usize = 20_000;

/// The instances of a block.
#[derive(Debug)]
pub(super) struct Instances {
    pub(super) items: Vec<Instance>,
    /// What decides whether they are there at all, where the text does not tell it.
    pub(super) condition: Option<Rc<str>>,
}

/// One of the instances of a block.
#[derive(Clone, Debug, Default)]
pub(super) struct Instance {
    /// What stands behind the address: `["web"]`, `[0]`, or nothing.
    pub(super) key: String,
    /// What `each` or `count` is.
    pub(super) names: Option<(&'static str, HclNode)>,
    /// Where the item stands that it is made of.
    pub(super) span: Option<Span>,
}

impl Instances {
    /// The instance of a key as addresses write it.
    pub(super) fn of_key(&self, key: Option<&str>) -> Option<&Instance> {
        let key = key.unwrap_or_default();
        self.items.iter().find(|item| item.key == key)
    }
}

/// The values of a loop, or the name of what they depend on.
pub(super) struct LoopValues {
    pub(super) values: Result<HclNode, Rc<str>>,
    /// What decides whether there are any.
    pub(super) condition: Option<Rc<str>>,
}

impl Evaluator<'_> {
    /// The instances of a resource; `None` where the text does not tell how many there are.
    pub(super) fn instances_of(
        &mut self,
        address: &str,
        body: &Body<'_>,
    ) -> HclResult<Option<Rc<Instances>>> {
        if let Some(known) = self.instances.get(address) {
            return Ok(known.clone());
        }
        // Whoever asks while they are not known goes in a circle.
        self.instances.insert(address.to_owned(), None);
        let instances = self.instances_anew(body)?.ok().map(Rc::new);
        self.instances.insert(address.to_owned(), instances.clone());
        Ok(instances)
    }

    /// The instances of a resource, or the name of what their number depends on.
    pub(super) fn instances_anew(
        &mut self,
        body: &Body<'_>,
    ) -> HclResult<Result<Instances, Rc<str>>> {
        let (expression, is_count) = match (body.attribute("count"), body.attribute("for_each")) {
            (Some(count), _) => (count, true),
            (None, Some(each)) => (each, false),
            (None, None) => {
                return Ok(Ok(Instances {
                    items: vec![Instance::default()],
                    condition: None,
                }));
            }
        };
        let LoopValues { values, condition } = self.loop_values(expression, None)?;
        let values = match values {
            Ok(values) => values,
            Err(name) => return Ok(Err(name)),
        };
        let items = match is_count {
            true => self.counted(&values)?,
            false => self.each(&values)?,
        };
        Ok(items.map(|items| Instances { items, condition }))
    }

    /// The values that a loop goes over. Where an unknown condition chooses between values and none, those are the values, and
    /// the condition is told.
    pub(super) fn loop_values(
        &mut self,
        expression: &Expression<'_>,
        names: Names<'_>,
    ) -> HclResult<LoopValues> {
        if let ExpressionKind::Conditional(it) = &expression.kind {
            let condition = self.evaluate(&it.condition, names)?.value;
            if let Some(name) = condition.unknown_name() {
                let (name, condition) = (name.clone(), Some(name.clone()));
                let rest = match (is_empty(&it.yes), is_empty(&it.no)) {
                    (false, true) => &it.yes,
                    (true, false) => &it.no,
                    _ => {
                        let values = Err(name);
                        return Ok(LoopValues {
                            values,
                            condition: None,
                        });
                    }
                };
                let values = self.evaluate(rest, names)?;
                return Ok(LoopValues {
                    values: known(values),
                    condition,
                });
            }
        }
        let values = self.evaluate(expression, names)?;
        let values = match (&values.value, expression.reference()) {
            // Terraform refuses it: somebody gives the value elsewhere.
            (HclValue::Null, Some(name)) => Err(name.into()),
            _ => known(values),
        };
        Ok(LoopValues {
            values,
            condition: None,
        })
    }

    fn counted(&mut self, count: &HclNode) -> HclResult<Result<Vec<Instance>, Rc<str>>> {
        let number = count.value.to_count().filter(|count| *count <= MOST);
        let Some(number) = number else {
            return Err(HclFailure::new(&count.value.shown()));
        };
        self.spend(number)?;
        let instance = |index: usize| {
            let index_node = HclNode::new(count_value(index), count.span);
            let object = HclValue::object(vec![("index".into(), index_node)]);
            Instance {
                key: count_key(index),
                names: Some(("count", HclNode::new(object, count.span))),
                span: None,
            }
        };
        Ok(Ok((0..number).map(instance).collect()))
    }

    fn each(&mut self, values: &HclNode) -> HclResult<Result<Vec<Instance>, Rc<str>>> {
        let turns = match self.turns(&values.value)? {
            Ok(turns) if turns.len() <= MOST => turns,
            Ok(_) => return Err(HclFailure::new("for_each")),
            Err(name) => return Ok(Err(name)),
        };
        let mut instances = Vec::new();
        for (key, value) in turns {
            // A list is no set, but whoever writes one means its items.
            let key = match (&values.value, value.value.to_text()) {
                (HclValue::List(_), Some(text)) => HclValue::Text(text),
                _ => key.value,
            };
            if let Some(name) = key.unknown_name() {
                return Ok(Err(name.clone()));
            }
            let span = value.span;
            let each = HclValue::object(vec![
                ("key".into(), HclNode::new(key.clone(), span)),
                ("value".into(), value),
            ]);
            instances.push(Instance {
                key: each_key(&key),
                names: Some(("each", HclNode::new(each, span))),
                span: Some(span),
            });
        }
        Ok(Ok(instances))
    }
}

/// The key of an instance that `for_each` makes: always a string.
fn each_key(key: &HclValue) -> String {
    let text = key.to_text();
    text.map_or_else(|| key_text(key), |text| key_text(&HclValue::Text(text)))
}

fn known(values: HclNode) -> Result<HclNode, Rc<str>> {
    match values.value.unknown_name() {
        Some(name) => Err(name.clone()),
        None => Ok(values),
    }
}
