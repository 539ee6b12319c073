//! The resources of a module, as `terraform show -json` lists them.

use super::ast::{Body, BodyItem, ExpressionKind, HclBlock};
use super::evaluate::{Evaluator, LoopNames, Names};
use super::instances::{Instance, Instances, LoopValues};
use super::module::{ResourceBlock, TerraformModule};
use super::tree::{self, Members};
use super::value::{HclNode, HclResult, HclValue};
use crate::codes::DiagnosticCode;
use crate::diagnostic::DiagnosticSink;
use crate::json::{JsonNode, Member};
use crate::position::Span;
use std::collections::BTreeMap;
use std::rc::Rc;
use text::{quote, text};

pub(super) const GROUP: &str = "azurerm_network_security_group";
pub(super) const RULE: &str = "azurerm_network_security_rule";
const INTERFACE: &str = "azurerm_network_interface";
const SUBNET_ASSOCIATION: &str = "azurerm_subnet_network_security_group_association";
const INTERFACE_ASSOCIATION: &str = "azurerm_network_interface_security_group_association";
const INLINE_RULES: &str = "security_rule";

/// Reads the resources of a module.
pub(super) struct ModuleReader<'m, 'r> {
    pub(super) module: &'m TerraformModule<'m>,
    /// The text of the module, with its comments.
    pub(super) text: &'r str,
    pub(super) evaluator: Evaluator<'m>,
    pub(super) sink: &'r mut DiagnosticSink,
    pub(super) resources: Vec<JsonNode<'static>>,
    /// The groups whose name is unknown.
    pub(super) unnamed: UnnamedGroups,
}

/// The addresses of groups by their names, which are unknown and name themselves.
#[derive(Default)]
pub(super) struct UnnamedGroups {
    places: BTreeMap<String, usize>,
    /// None for a name that several have.
    addresses: Vec<Option<String>>,
}

impl UnnamedGroups {
    fn insert(&mut self, name: &str, address: &str) {
        match self.places.get(name) {
            Some(place) => {
                let known = self.addresses.get_mut(*place);
                known.into_iter().for_each(|address| *address = None);
            }
            None => {
                self.places.insert(name.to_owned(), self.addresses.len());
                self.addresses.push(Some(address.to_owned()));
            }
        }
    }

    /// The address of the only group of a name.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.addresses.get(*self.places.get(name)?)?.as_deref()
    }
}

impl<'m> ModuleReader<'m, '_> {
    /// Reads the groups, then what belongs to them.
    pub(super) fn resources(&mut self) {
        let module = self.module;
        let managed = || module.resources.iter().filter(|block| !block.is_data);
        for block in managed() {
            match block.kind {
                GROUP => self.groups(block),
                _ => self.api_groups(block),
            }
        }
        for block in managed() {
            match block.kind {
                RULE => self.rules(block),
                SUBNET_ASSOCIATION => self.associations(block, SUBNET_ASSOCIATION, "subnet_id"),
                INTERFACE_ASSOCIATION => {
                    self.associations(block, INTERFACE_ASSOCIATION, "network_interface_id");
                }
                INTERFACE => self.interfaces(block),
                _ => self.api_rules(block),
            }
        }
    }

    /// Says that rules may be missing, because their number depends on something that the text does not tell.
    pub(super) fn may_miss(&mut self, name: &str, at: Span) {
        let message = text!("hcl-rules-missing", value = quote(name));
        let help = value_help(name);
        self.sink
            .report_help(DiagnosticCode::RulesNotRead, at, message, &help);
    }

    /// The instances of a block, or the name of what their number depends on.
    pub(super) fn instances(&mut self, block: &ResourceBlock<'m>) -> Result<Instances, Rc<str>> {
        let instances = self.evaluator.instances_anew(block.body);
        instances.unwrap_or_else(|failure| Err(failure.0))
    }

    /// The instances of a group. Where their number is unknown, one stands for them all.
    pub(super) fn group_instances(&mut self, block: &ResourceBlock<'m>) -> Vec<Instance> {
        match self.instances(block) {
            Ok(Instances { items, condition }) => {
                if let Some(condition) = condition.filter(|_| !items.is_empty()) {
                    let message = text!("document-conditional", condition = quote(&condition));
                    let help = text!("document-conditional-help");
                    let code = DiagnosticCode::ConditionalResource;
                    self.sink.report_help(code, block.span, message, help);
                }
                items
            }
            Err(name) => {
                self.may_miss(&name, block.span);
                vec![Instance::default()]
            }
        }
    }

    fn groups(&mut self, block: &ResourceBlock<'m>) {
        for instance in self.group_instances(block) {
            if self.evaluator.is_exhausted() {
                return;
            }
            let frame = frame(&instance);
            let names = frame.as_ref();
            let mut values = self.place(block.body, names);
            let address = format!("{}{}", block.address, instance.key);
            self.note_unnamed(block.body, names, &address);
            let rules = self.inline_rules(block.body, names);
            values.push(tree::member(INLINE_RULES, tree::array(rules, block.span)));
            let resource = tree::resource(GROUP, &address, values, block.span);
            self.resources.push(resource);
        }
    }

    /// The members that say which group it is: those that are known.
    pub(super) fn place(&mut self, body: &Body<'_>, names: Names<'_>) -> Members {
        let mut members = Vec::new();
        for key in ["id", "name", "location", "resource_group_name", "tags"] {
            let taken = self.evaluator.defaults_taken.len();
            let value = body
                .attribute(key)
                .map(|value| self.evaluator.value(value, names));
            if matches!(key, "location" | "tags") {
                // No rule depends on it.
                self.evaluator.forget_defaults(taken);
            }
            let is_told = |node: &HclNode| match key {
                "name" => true,
                "tags" => node.value.unknown_inside().is_none(),
                _ => node.value.as_text().is_some(),
            };
            if let Some(node) = value.filter(is_told) {
                members.push(tree::member(key, tree::json(&node)));
            }
        }
        members
    }

    /// Keeps the address of a group whose name is unknown, by which its rules may name it, too.
    pub(super) fn note_unnamed(&mut self, body: &Body<'_>, names: Names<'_>, address: &str) {
        let name = body
            .attribute("name")
            .map(|name| self.evaluator.value(name, names).value);
        if let Some(HclValue::Unknown(name)) = name {
            self.unnamed.insert(&name, address);
        }
    }

    fn inline_rules(&mut self, body: &Body<'_>, names: Names<'_>) -> Vec<JsonNode<'static>> {
        let mut rules = Vec::new();
        for item in &body.items {
            match item {
                BodyItem::Attribute(it) if it.name == INLINE_RULES => {
                    let node = self.evaluator.whole_value(&it.value, names);
                    rules.extend(listed_rules(&node));
                }
                BodyItem::Block(it) if it.word == INLINE_RULES => {
                    let span = it.span;
                    rules.push(tree::object(self.attributes(&it.body, names), span));
                }
                BodyItem::Block(it) if it.word == "dynamic" => {
                    let label = it.labels.first();
                    if label == Some(&INLINE_RULES) {
                        let span = it.span;
                        let made = self.dynamic_rules(it, names);
                        rules.extend(made.unwrap_or_else(|failure| {
                            vec![tree::object(tree::unknown_rules(&failure.0, span), span)]
                        }));
                    }
                }
                _ => {}
            }
        }
        rules
    }

    /// The rules that a `dynamic` block makes.
    fn dynamic_rules(
        &mut self,
        block: &HclBlock<'_>,
        names: Names<'_>,
    ) -> HclResult<Vec<JsonNode<'static>>> {
        let span = block.span;
        let unknown = |name: &str| vec![tree::object(tree::unknown_rules(name, span), span)];
        let Some(each) = block.body.attribute("for_each") else {
            return Ok(unknown("for_each"));
        };
        let mut contents = block.body.blocks().filter(|it| it.word == "content");
        let Some(content) = contents.next() else {
            return Ok(Vec::new());
        };
        let LoopValues { values, condition } = self.evaluator.loop_values(each, names)?;
        let values = match values {
            Ok(values) => values,
            Err(name) => return Ok(unknown(&name)),
        };
        let turns = match self.evaluator.turns(&values.value)? {
            Ok(turns) => turns,
            Err(name) => return Ok(unknown(&name)),
        };
        let iterator = block.body.attribute("iterator");
        let iterator = match iterator.map(|iterator| &iterator.kind) {
            Some(ExpressionKind::Name(name)) => name,
            _ => INLINE_RULES,
        };
        let mut rules = Vec::new();
        for (key, value) in turns {
            // Where the item stands tells more than the block that all of them come from.
            let at = value.span;
            let value = HclValue::object(vec![("key".into(), key), ("value".into(), value)]);
            let value = HclNode::new(value, at);
            let frame = LoopNames {
                outer: names,
                name: iterator,
                value: &value,
            };
            let mut members = self.attributes(&content.body, Some(&frame));
            tree::depend_on(&mut members, condition.as_deref(), at);
            rules.push(tree::object(members, at));
        }
        Ok(rules)
    }

    /// The attributes of a body with their values.
    pub(super) fn attributes(&mut self, body: &Body<'_>, names: Names<'_>) -> Members {
        let meta = ["for_each", "count", "depends_on", "provider"];
        let mut members = Vec::new();
        for it in body.attributes() {
            let key = it.name;
            if !meta.contains(&key) {
                let node = self.evaluator.whole_value(&it.value, names);
                // What a name stands for may be written elsewhere; the rule has it here.
                let value = JsonNode {
                    span: it.value.span,
                    ..tree::json(&node)
                };
                members.push(Member {
                    key_span: it.name_span,
                    ..tree::member(key, value)
                });
            }
        }
        members
    }
}

/// What `each` or `count` is for an instance.
pub(super) fn frame(instance: &Instance) -> Option<LoopNames<'_>> {
    instance.names.as_ref().map(|(name, value)| LoopNames {
        outer: None,
        name,
        value,
    })
}

/// The rules of a list that is the value of an attribute.
pub(super) fn listed_rules(node: &HclNode) -> Vec<JsonNode<'static>> {
    let one = |node: &HclNode| match node.value.unknown_name() {
        Some(name) => tree::object(tree::unknown_rules(name, node.span), node.span),
        None => tree::json(node),
    };
    match &node.value {
        HclValue::List(list) => list.items.iter().map(one).collect(),
        HclValue::Object(object) => object.entries.iter().map(|(_, node)| one(node)).collect(),
        HclValue::Null => Vec::new(),
        _ => vec![one(node)],
    }
}

/// How to give a value that is not in the text: the first variable in its name is what a person can write.
pub(super) fn value_help(name: &str) -> String {
    match crate::rule::variable_in(name) {
        Some(variable) => text!("rule-variable-help", variable),
        None => text!("rule-unresolved-help").to_owned(),
    }
}
