//! Resources that belong to a group or name one: rules, associations, network interfaces.

use super::ast::{Body, Expression, ExpressionKind, Step};
use super::evaluate::Names;
use super::instances::Instances;
use super::module::ResourceBlock;
use super::resources::{GROUP, ModuleReader, RULE, frame};
use super::tree;
use super::value::HclValue;
use crate::position::Span;

/// The resource that an attribute refers to.
pub(super) struct Link {
    /// The address of a resource in the text, a name or an id; else the name of an unknown value.
    pub(super) text: String,
    /// How the link is known.
    pub(super) kind: LinkKind,
    pub(super) span: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LinkKind {
    Address,
    Name,
    Unknown,
}

impl<'m> ModuleReader<'m, '_> {
    /// What an attribute refers to: two groups may have one name, but an address is one resource.
    pub(super) fn link(&mut self, expression: &Expression<'_>, names: Names<'_>) -> Link {
        let span = expression.span;
        let of = |text: String, kind| Link { text, kind, span };
        if let ExpressionKind::Access(base, steps) = &expression.kind
            && let Some(address) = self.address(base, steps, names)
        {
            return of(address, LinkKind::Address);
        }
        match self.evaluator.value(expression, names).value {
            HclValue::Unknown(name) => {
                if let Some(address) = self.unnamed.get(&name) {
                    return of(address.to_owned(), LinkKind::Address);
                }
                let plain = name.strip_suffix(".id").or(name.strip_suffix(".name"));
                let kind = match plain.is_some_and(|plain| self.is_resource(plain)) {
                    true => LinkKind::Address,
                    false => LinkKind::Unknown,
                };
                of(plain.unwrap_or(&name).to_owned(), kind)
            }
            value => {
                let text = value.to_text();
                let text = text.map(|text| text.to_string());
                of(text.unwrap_or_else(|| value.shown()), LinkKind::Name)
            }
        }
    }

    /// Whether an address, with or without a key, is that of a resource in the text.
    fn is_resource(&self, address: &str) -> bool {
        let plain = address.split('[').next().unwrap_or(address);
        self.module.resource(plain).is_some()
    }

    /// The address of a group whose name or id is taken.
    fn address(
        &mut self,
        base: &Expression<'_>,
        steps: &[Step<'_>],
        names: Names<'_>,
    ) -> Option<String> {
        let ExpressionKind::Name(kind) = base.kind else {
            return None;
        };
        if kind != GROUP && kind != "azapi_resource" {
            return None;
        }
        let (first, rest) = steps.split_first()?;
        let address = format!("{kind}.{}", first.attribute()?);
        let block = self.module.resource(&address);
        let block = self.module.resources.get(block?)?;
        let (key, rest) = self.evaluator.instance_key(rest, names).ok()?;
        match rest {
            [last] if matches!(last.attribute(), Some("id" | "name")) => {}
            _ => return None,
        }
        // Where the instances are unknown, one stands for them all.
        let instances = self.evaluator.instances_of(&address, block.body).ok()?;
        let key = key.filter(|_| instances.is_some());
        Some(format!("{address}{}", key.unwrap_or_default()))
    }

    /// The link of a rule to its group.
    fn group_of(&mut self, body: &Body<'_>, names: Names<'_>) -> Option<Link> {
        let group = body.attribute("network_security_group_name")?;
        Some(self.link(group, names))
    }

    pub(super) fn rules(&mut self, block: &ResourceBlock<'m>) {
        let Instances { items, condition } = match self.instances(block) {
            Ok(known) => known,
            Err(name) => return self.unknown_rules(block, &name),
        };
        for instance in items {
            if self.evaluator.is_exhausted() {
                return;
            }
            let frame = frame(&instance);
            let names = frame.as_ref();
            let at = instance.span.unwrap_or(block.span);
            let mut values = self.attributes(block.body, names);
            values.retain(|it| it.key != "network_security_group_name");
            // Where one end does not tell its resource group, the name of the group is enough.
            values.retain(|it| it.key != "resource_group_name" || !it.value.is_unknown());
            if let Some(link) = self.group_of(block.body, names) {
                if link.kind == LinkKind::Address {
                    // The address says it all.
                    values.retain(|it| it.key != "resource_group_name");
                }
                values.push(link.member("network_security_group_name"));
            }
            tree::depend_on(&mut values, condition.as_deref(), at);
            let address = format!("{}{}", block.address, instance.key);
            self.resources
                .push(tree::resource(RULE, &address, values, at));
        }
    }

    /// Rules whose number is unknown: one stands for them in their group, where that is known.
    fn unknown_rules(&mut self, block: &ResourceBlock<'m>, name: &str) {
        let link = self.group_of(block.body, None);
        match link.filter(|link| link.kind != LinkKind::Unknown) {
            Some(link) => {
                let mut values = tree::unknown_rules(name, block.span);
                values.push(link.member("network_security_group_name"));
                self.resources
                    .push(tree::resource(RULE, &block.address, values, block.span));
            }
            None => self.may_miss(name, block.span),
        }
    }

    pub(super) fn associations(
        &mut self,
        block: &ResourceBlock<'m>,
        kind: &'static str,
        by: &'static str,
    ) {
        // Whether it is there changes no rule.
        let Ok(Instances { items, .. }) = self.instances(block) else {
            return;
        };
        for instance in items {
            if self.evaluator.is_exhausted() {
                return;
            }
            let frame = frame(&instance);
            let mut values = Vec::new();
            for key in ["network_security_group_id", by] {
                let link = block
                    .body
                    .attribute(key)
                    .map(|it| self.link(it, frame.as_ref()));
                values.extend(link.map(|link| link.member(key)));
            }
            let address = format!("{}{}", block.address, instance.key);
            self.resources
                .push(tree::resource(kind, &address, values, block.span));
        }
    }

    /// Network interfaces with their subnets: their addresses stand for the ids that they will have.
    pub(super) fn interfaces(&mut self, block: &ResourceBlock<'m>) {
        let Ok(Instances { items, .. }) = self.instances(block) else {
            return;
        };
        for instance in items {
            if self.evaluator.is_exhausted() {
                return;
            }
            let frame = frame(&instance);
            let address = format!("{}{}", block.address, instance.key);
            let mut values = vec![tree::member("id", tree::string(&address, block.span))];
            let mut configurations = Vec::new();
            for configuration in block
                .body
                .blocks()
                .filter(|it| it.word == "ip_configuration")
            {
                let subnet = configuration.body.attribute("subnet_id");
                let subnet = subnet.map(|subnet| self.link(subnet, frame.as_ref()));
                let members = subnet.map(|link| link.member("subnet_id"));
                configurations.push(tree::object(members.into_iter().collect(), block.span));
            }
            let configurations = tree::array(configurations, block.span);
            values.push(tree::member("ip_configuration", configurations));
            let kind = "azurerm_network_interface";
            self.resources
                .push(tree::resource(kind, &address, values, block.span));
        }
    }
}

impl Link {
    pub(super) fn member(&self, key: &str) -> crate::json::Member<'static> {
        tree::member(key, tree::string(&self.text, self.span))
    }
}
