//! Resources of the `azapi` provider, which have Azure's own form in their `body`.

use super::ast::ExpressionKind;
use super::evaluate::Names;
use super::functions::decoded;
use super::instances::Instances;
use super::module::ResourceBlock;
use super::resources::{GROUP, ModuleReader, RULE, frame, listed_rules};
use super::tree;
use super::value::{HclNode, HclValue};

const GROUP_TYPE: &str = "microsoft.network/networksecuritygroups";
const RULE_TYPE: &str = "microsoft.network/networksecuritygroups/securityrules";

impl<'m> ModuleReader<'m, '_> {
    /// Reads the groups of a block, if it has any.
    pub(super) fn api_groups(&mut self, block: &ResourceBlock<'m>) {
        if !self.is_of_type(block, GROUP_TYPE) {
            return;
        }
        for instance in self.group_instances(block) {
            if self.evaluator.is_exhausted() {
                return;
            }
            let frame = frame(&instance);
            let names = frame.as_ref();
            let mut values = self.place(block.body, names);
            let address = format!("{}{}", block.address, instance.key);
            self.note_unnamed(block.body, names, &address);
            let properties = self.properties(block, names);
            let rules = match &properties.value {
                HclValue::Unknown(_) => listed_rules(&properties),
                value => {
                    let rules = value.get("securityRules");
                    rules.map(listed_rules).unwrap_or_default()
                }
            };
            values.push(tree::member(
                "security_rule",
                tree::array(rules, block.span),
            ));
            let resource = tree::resource(GROUP, &address, values, block.span);
            self.resources.push(resource);
        }
    }

    /// Reads the rules of a block that are resources of their own, if it has any.
    pub(super) fn api_rules(&mut self, block: &ResourceBlock<'m>) {
        if !self.is_of_type(block, RULE_TYPE) {
            return;
        }
        let parent = block.body.attribute("parent_id");
        let Instances { items, condition } = match self.instances(block) {
            Ok(known) => known,
            Err(name) => return self.may_miss(&name, block.span),
        };
        for instance in items {
            if self.evaluator.is_exhausted() {
                return;
            }
            let frame = frame(&instance);
            let names = frame.as_ref();
            let at = instance.span.unwrap_or(block.span);
            let mut values = Vec::new();
            let name = block
                .body
                .attribute("name")
                .map(|it| self.evaluator.value(it, names));
            values.extend(name.map(|name| tree::member("name", tree::json(&name))));
            let properties = self.properties(block, names);
            match &condition {
                // Whether it is there is unknown, and so is all of it.
                Some(condition) => {
                    let unknown = HclNode::new(HclValue::Unknown(condition.clone()), at);
                    values.push(tree::member("properties", tree::json(&unknown)));
                }
                None => values.push(tree::member("properties", tree::json(&properties))),
            }
            if let Some(mut link) = parent.map(|parent| self.link(parent, names)) {
                // The id of a group ends in its name.
                if let Some((_, name)) = link.text.rsplit_once('/') {
                    link.text = name.to_owned();
                }
                values.push(link.member("network_security_group_name"));
            }
            let address = format!("{}{}", block.address, instance.key);
            self.resources
                .push(tree::resource(RULE, &address, values, at));
        }
    }

    fn is_of_type(&mut self, block: &ResourceBlock<'m>, wanted: &str) -> bool {
        if !block.kind.starts_with("azapi_") {
            return false;
        }
        let kind = block
            .body
            .attribute("type")
            .map(|kind| self.evaluator.value(kind, None));
        let kind = kind.and_then(|kind| kind.value.to_text());
        kind.is_some_and(|kind| {
            let kind = kind.split('@').next().unwrap_or_default();
            kind.eq_ignore_ascii_case(wanted)
        })
    }

    /// The properties in a body, which may be an object or the text of one.
    fn properties(&mut self, block: &ResourceBlock<'m>, names: Names<'_>) -> HclNode {
        let Some(body) = block.body.attribute("body") else {
            return HclNode::new(HclValue::Null, block.span);
        };
        // The object that is encoded has its positions, and what is unknown in it is unknown alone.
        let encoded = match &body.kind {
            ExpressionKind::Call(call) if call.name == "jsonencode" => call.arguments.first(),
            _ => None,
        };
        let mut node = self.evaluator.whole_value(encoded.unwrap_or(body), names);
        if let HclValue::Text(text) = &node.value {
            node = HclNode::new(decoded(text, node.span), node.span);
        }
        match &node.value {
            HclValue::Unknown(_) => node,
            value => {
                let properties = value.get("properties").cloned();
                properties.unwrap_or(HclNode::new(HclValue::Null, block.span))
            }
        }
    }
}
