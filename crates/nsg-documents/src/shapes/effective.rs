//! Rules in force on a network interface: effective security rules and the security group view.
//!
//! Both name the groups with their association and carry the expansions of service tags, which is the
//! only sourced way to the true content of `VirtualNetwork` and `Internet`.

use super::Contents;
use super::expression::Scope;
use super::groups::GroupReader;
use crate::codes::DiagnosticCode;
use crate::diagnostic::DiagnosticSink;
use crate::document::{Association, Draft, Shape};
use crate::json::{JsonNode, Value};
use crate::rule::{RuleOwner, Style, body, start_of};
use crate::service_tags::set;
use crate::tags::is_tag_like;
use crate::topology::{DocumentInterface, NamedGroup, Topology};
use nsg::{AddressSet, Name, NetworkSecurityGroup};
use std::collections::BTreeMap;
use text::{quote, text};

/// The entries of an answer, one for each group or manager.
pub(crate) fn find<'n, 't>(node: &'n JsonNode<'t>, found: &mut Vec<&'n JsonNode<'t>>) {
    match &node.value {
        Value::Object(members) => {
            if node.has_key("effectiveSecurityRules") || node.has_key("securityRuleAssociations") {
                found.push(node);
            } else {
                members.iter().for_each(|member| find(&member.value, found));
            }
        }
        Value::Array(items) => items.iter().for_each(|item| find(item, found)),
        _ => {}
    }
}

/// Reads the entries.
pub(crate) fn read(entries: &[&JsonNode], sink: &mut DiagnosticSink) -> Contents {
    let mut contents = Contents {
        shape: Some(Shape::EffectiveSecurityRules),
        ..Contents::default()
    };
    for entry in entries {
        match entry.get("securityRuleAssociations") {
            Some(associations) => view(entry, associations, &mut contents, sink),
            None => effective(entry, &mut contents, sink),
        }
    }
    contents.topology = of_one_machine(&contents.drafts);
    if contents.drafts.is_empty()
        && contents.network.security_admin_rules.is_empty()
        && let Some(first) = entries.first()
    {
        let message = text!("document-no-group-named");
        sink.report(DiagnosticCode::EmptyAnswer, start_of(first), message);
    }
    contents
}

/// Effective security rules are those of one network interface: where its own group and its subnet's are among them, both are
/// known.
fn of_one_machine(drafts: &[Draft]) -> Topology {
    let mut topology = Topology::default();
    let mut associations = drafts.iter().map(|draft| &draft.association);
    let interface = associations
        .clone()
        .find_map(|it| it.network_interfaces.first());
    let subnet = associations.find_map(|it| it.subnets.first());
    if let (Some(interface), Some(subnet)) = (interface, subnet) {
        topology.interfaces.push(DocumentInterface {
            id: interface.clone(),
            virtual_machine: None,
            subnet: Some(subnet.clone()),
            security_group: NamedGroup::Untold,
        });
    }
    topology
}

/// One group as effective security rules print it.
fn effective(entry: &JsonNode, contents: &mut Contents, sink: &mut DiagnosticSink) {
    let tags = &mut contents.network.service_tags;
    for member in entry
        .get("tagMap")
        .map(JsonNode::members)
        .unwrap_or_default()
    {
        expansion(&member.key, &member.value, tags, sink);
    }
    let rules = entry
        .get("effectiveSecurityRules")
        .map(JsonNode::items_or_self)
        .unwrap_or_default();
    rules
        .iter()
        .for_each(|rule| expansions_of(rule, tags, sink));
    let association = entry.get("association");
    let scope = Scope::default();
    let mut reader = GroupReader {
        sink,
        scope: &scope,
        style: Style::Effective,
    };
    if association.is_some_and(|association| association.has("networkManager")) {
        for rule in rules.iter().filter(|rule| rule.is_object()) {
            let index = contents.network.security_admin_rules.len();
            let rule = reader.reader().read_admin(rule, index);
            contents.network.security_admin_rules.push(rule);
        }
        let message = text!("document-admin-rules");
        sink.report(DiagnosticCode::AdminRules, start_of(entry), message);
        return;
    }
    let id = entry
        .path(&["networkSecurityGroup", "id"])
        .and_then(JsonNode::as_str);
    let name = id.and_then(|id| id.rsplit('/').next()).map(str::to_owned);
    let mut draft = Draft {
        group: NetworkSecurityGroup {
            id: id.map(str::to_owned),
            name,
            ..NetworkSecurityGroup::default()
        },
        association: Association {
            subnets: association
                .map(|it| super::groups::ids(it.get("subnet")))
                .unwrap_or_default(),
            network_interfaces: association
                .map(|it| super::groups::ids(it.get("networkInterface")))
                .unwrap_or_default(),
        },
        span: Some(entry.span),
        ..Draft::default()
    };
    // The same group was recorded twice in one answer, the second time without rules.
    let again =
        |known: &Draft| known.group.id == draft.group.id && known.association == draft.association;
    if rules.is_empty() && contents.drafts.iter().take(8).any(again) {
        return;
    }
    for rule in rules {
        let kind = if is_default(rule) {
            RuleOwner::Default
        } else {
            RuleOwner::User
        };
        reader.rule(rule, kind, &mut draft);
    }
    contents.drafts.push(draft);
}

/// Effective rules name their collection (recorded). Without it the priority tells: 65000 and above
/// are Azure's own.
fn is_default(rule: &JsonNode) -> bool {
    let collection = rule
        .str("name")
        .and_then(|name| name.split_once('/'))
        .map(|(first, _)| first);
    match collection {
        Some(collection) => collection.eq_ignore_ascii_case("defaultSecurityRules"),
        None => super::groups::is_default(rule),
    }
}

/// What a network interface's entry in `securityGroupView` tells: the rules as configured, by
/// association, and the effective rules with the expansions (recorded).
fn view(
    entry: &JsonNode,
    associations: &JsonNode,
    contents: &mut Contents,
    sink: &mut DiagnosticSink,
) {
    let effective = associations
        .get("effectiveSecurityRules")
        .map(JsonNode::items)
        .unwrap_or_default();
    for rule in effective {
        expansions_of(rule, &mut contents.network.service_tags, sink);
    }
    let scope = Scope::default();
    for (key, subnet) in [
        ("subnetAssociation", true),
        ("networkInterfaceAssociation", false),
    ] {
        let Some(association) = associations.get(key) else {
            continue;
        };
        let mut reader = GroupReader {
            sink,
            scope: &scope,
            style: Style::Configured,
        };
        let by = association
            .str("id")
            .or_else(|| entry.str("id"))
            .map(str::to_owned);
        let (mut subnets, mut network_interfaces) = (Vec::new(), Vec::new());
        if subnet {
            &mut subnets
        } else {
            &mut network_interfaces
        }
        .extend(by);
        let mut draft = Draft {
            association: Association {
                subnets,
                network_interfaces,
            },
            span: Some(association.span),
            ..Draft::default()
        };
        let lists = [
            (association, "securityRules", RuleOwner::User),
            (associations, "defaultSecurityRules", RuleOwner::Default),
        ];
        for (node, key, kind) in lists {
            if let Some(rules) = node.get(key) {
                reader.rules(rules, kind, &mut draft);
            }
        }
        let rules = association
            .get("securityRules")
            .map(JsonNode::items)
            .unwrap_or_default();
        let id = rules
            .iter()
            .find_map(|rule| rule.str("id").and_then(super::groups::owner));
        draft.group.id = id.map(str::to_owned);
        draft.group.name = id.and_then(|id| id.rsplit('/').next()).map(str::to_owned);
        contents.drafts.push(draft);
    }
}

/// The expansions that a rule carries: those of a side that is one tag.
fn expansions_of(
    rule: &JsonNode,
    tags: &mut BTreeMap<Name, AddressSet>,
    sink: &mut DiagnosticSink,
) {
    let sides = [
        (
            "sourceAddressPrefix",
            "sourceAddressPrefixes",
            "expandedSourceAddressPrefix",
        ),
        (
            "destinationAddressPrefix",
            "destinationAddressPrefixes",
            "expandedDestinationAddressPrefix",
        ),
    ];
    let body = body(rule);
    for (singular, plural, expanded) in sides {
        let Some(list) = body.get(expanded).filter(|list| !list.items().is_empty()) else {
            continue;
        };
        let written = [singular, plural]
            .into_iter()
            .filter_map(|key| body.get(key));
        let mut written = written
            .flat_map(JsonNode::items_or_self)
            .filter_map(JsonNode::as_str);
        let tag = written.next();
        let only = |tag: &&str| written.all(|other| other.eq_ignore_ascii_case(tag));
        if let Some(tag) = tag.filter(only).filter(|tag| is_tag_like(tag)) {
            expansion(tag, list, tags, sink);
        }
    }
}

fn expansion(
    tag: &str,
    list: &JsonNode,
    tags: &mut BTreeMap<Name, AddressSet>,
    sink: &mut DiagnosticSink,
) {
    // An empty list means that there is nothing to tell, not that the tag is empty (recorded: `[]`
    // stands beside sides that are no tag).
    if list.items().is_empty() {
        return;
    }
    let today = crate::tags::classic(tag).unwrap_or(tag);
    // The same expansion stands beside every rule that names the tag: parsing it once is enough.
    let addresses = set(list, sink);
    match tags.get(&Name::from(today)) {
        None => {
            tags.insert(today.into(), addresses);
        }
        Some(known) if *known != addresses => {
            let message = text!("document-expansion-differs", tag = quote(tag));
            sink.report(DiagnosticCode::ExpansionDiffers, list.span, message);
        }
        Some(_) => {}
    }
}
