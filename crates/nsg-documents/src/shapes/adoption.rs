//! The rules, subnets and network interfaces of a template, each given to its group.

use super::expression::{Scope, mentions_loop};
use super::groups::{self, group_body};
use super::template::{Orphan, TemplateReader, Use};
use crate::document::{Draft, GroupExtent};
use crate::index::Index;
use crate::json::JsonNode;
use crate::rule::RuleOwner;
use crate::topology::{DocumentInterface, DocumentSubnet, NamedGroup, Topology};
use nsg::{NetworkSecurityGroup, SecurityRule};

impl TemplateReader<'_> {
    /// Subnets and network interfaces that name a group.
    pub(super) fn uses<'n, 't>(
        &mut self,
        resource: &'n JsonNode<'t>,
        scope: &Scope<'n, 't, '_>,
        full: &str,
    ) {
        let is = |name: &str| full.eq_ignore_ascii_case(name);
        let name = |node: &'n JsonNode<'t>| {
            node.get("name")
                .and_then(|node| scope.text(node))
                .unwrap_or_default()
        };
        let text = |node: &'n JsonNode<'t>, path: &[&str]| {
            let id = node.path(path)?;
            scope.text(id).map(|id| last_segment(&id).to_owned())
        };
        let group = |node| text(group_body(node), &["networkSecurityGroup", "id"]);
        if is("Microsoft.Network/virtualNetworks") {
            let subnets = group_body(resource)
                .get("subnets")
                .map(JsonNode::items)
                .unwrap_or_default();
            for subnet in subnets {
                self.subnet(name(subnet), group(subnet));
            }
        } else if is("Microsoft.Network/virtualNetworks/subnets") {
            // It is called `network/subnet`; others name it by its last part.
            self.subnet(last_segment(&name(resource)).to_owned(), group(resource));
        } else if is("Microsoft.Network/networkInterfaces") {
            let (by, group) = (name(resource), group(resource));
            let configurations = group_body(resource).get("ipConfigurations");
            let first = configurations.and_then(|list| list.items().first());
            self.topology.interfaces.push(DocumentInterface {
                id: by.clone(),
                virtual_machine: None,
                subnet: first.and_then(|it| text(group_body(it), &["subnet", "id"])),
                security_group: named(&group),
            });
            self.uses.extend(group.map(|group| Use {
                group,
                by,
                subnet: false,
            }));
        }
    }

    fn subnet(&mut self, name: String, group: Option<String>) {
        self.topology.subnets.push(DocumentSubnet {
            id: name.clone(),
            security_group: named(&group),
        });
        self.uses.extend(group.map(|group| Use {
            group,
            by: name,
            subnet: true,
        }));
    }

    pub(super) fn finish(mut self) -> (Vec<Draft>, Topology) {
        let name = |draft: &'_ Draft| draft.group.display_name().unwrap_or_default().to_owned();
        let names: Vec<String> = self.drafts.iter().map(name).collect();
        let mut names = Index::of(names.iter().map(String::as_str));
        for orphan in std::mem::take(&mut self.orphans) {
            self.adopt(orphan, &mut names);
        }
        for (draft, inside) in self.drafts.iter_mut().zip(&self.inside) {
            if *inside > 0 && *inside < draft.rule_spans.len() {
                without_exported_twice(draft, *inside);
            }
        }
        for Use { group, by, subnet } in self.uses {
            let index = names.get(&group);
            if let Some(draft) = index.and_then(|index| self.drafts.get_mut(index)) {
                let association = &mut draft.association;
                let list = if subnet {
                    &mut association.subnets
                } else {
                    &mut association.network_interfaces
                };
                list.push(by);
            }
        }
        (self.drafts, self.topology)
    }

    /// Puts a rule that is a resource of its own into its group.
    fn adopt(&mut self, orphan: Orphan, names: &mut Index) {
        let Orphan { group, draft } = orphan;
        // A name that cannot be put together can still mean the one group there is.
        let unnamed = group.is_empty() || group.starts_with('[');
        let only = (unnamed && self.drafts.len() == 1).then_some(0);
        let index = names.get(&group).or(only);
        if let Some(owner) = index.and_then(|index| self.drafts.get_mut(index)) {
            return absorb(owner, draft);
        }
        let span = draft.rule_spans.first().copied().unwrap_or_default();
        groups::report_orphan(&group, span, self.sink);
        names.insert(&group, self.drafts.len());
        let name = (!group.is_empty()).then(|| last_segment(&group).to_owned());
        let group = NetworkSecurityGroup {
            name,
            ..NetworkSecurityGroup::default()
        };
        let extent = match unnamed {
            true => GroupExtent::RulesOfUnknown,
            false => GroupExtent::SomeRules,
        };
        let mut owner = Draft {
            group,
            extent,
            ..Draft::default()
        };
        absorb(&mut owner, draft);
        self.drafts.push(owner);
    }
}

/// Moves the rules of a draft into another.
pub(super) fn absorb(owner: &mut Draft, mut rules: Draft) {
    owner
        .group
        .security_rules
        .append(&mut rules.group.security_rules);
    owner.rule_spans.append(&mut rules.rule_spans);
}

/// Leaves out the resources of rules that stand in their group, too, as in what the portal exports: the first `inside` do.
fn without_exported_twice(draft: &mut Draft, inside: usize) {
    let rules = std::mem::take(&mut draft.group.security_rules);
    let spans = std::mem::take(&mut draft.rule_spans);
    let names = Index::of(rules.iter().take(inside).map(|rule| rule.name.as_str()));
    for (at, (rule, span)) in rules.iter().zip(spans).enumerate() {
        let known = names.get(&rule.name).and_then(|known| rules.get(known));
        if at < inside || !known.is_some_and(|known| says_the_same(known, rule)) {
            draft.push(RuleOwner::User, rule.clone(), span);
        }
    }
}

/// Whether two rules of one name are alike in all that a rule does.
fn says_the_same(one: &SecurityRule, other: &SecurityRule) -> bool {
    one.priority == other.priority
        && one.direction == other.direction
        && one.access == other.access
        && one.conditions == other.conditions
}

fn named(group: &Option<String>) -> NamedGroup {
    group.clone().map_or(NamedGroup::None, NamedGroup::Named)
}

fn last_segment(id: &str) -> &str {
    if mentions_loop(id) {
        id
    } else {
        id.rsplit('/').next().unwrap_or(id)
    }
}
