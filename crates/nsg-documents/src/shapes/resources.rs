//! Subnets and network interfaces as Azure's API and its tools print them.

use super::groups::{group_body, is_group};
use crate::json::{JsonNode, Value};
use crate::topology::{DocumentInterface, DocumentSubnet, NamedGroup, Topology};

/// The end of the id of an interface's address configuration, behind the interface's own.
const ADDRESSES: &str = "/ipconfigurations/";

/// What a resource's id has in it.
const SUBNETS: &str = "/subnets/";
const INTERFACES: &str = "/networkinterfaces/";

/// Finds subnets and network interfaces anywhere in a tree.
///
/// A group, a subnet and an interface may each stand in one of the others, in full or by its id alone. What stands there by
/// its id alone says nothing of itself.
pub(crate) fn find(node: &JsonNode, found: &mut Topology) {
    match &node.value {
        Value::Object(members) => {
            resource(node, found);
            for member in members {
                find(&member.value, found);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| find(item, found)),
        _ => {}
    }
}

fn resource(node: &JsonNode, found: &mut Topology) {
    let body = group_body(node);
    let Some(id) = node.str("id").filter(|id| !id.is_empty()) else {
        return;
    };
    if is_group(node) {
        return;
    }
    let lower = id.to_ascii_lowercase();
    let configurations = body.get("ipConfigurations").map(JsonNode::items_or_self);
    if is_last(&lower, INTERFACES) {
        let mut subnets = configurations.unwrap_or_default().iter().filter_map(|it| {
            let subnet = group_body(it).path(&["subnet", "id"])?;
            subnet.as_str().map(str::to_owned)
        });
        let Some(subnet) = subnets.next() else {
            return;
        };
        found.interfaces.push(DocumentInterface {
            id: id.to_owned(),
            virtual_machine: body
                .path(&["virtualMachine", "id"])
                .and_then(JsonNode::as_str)
                .map(str::to_owned),
            subnet: Some(subnet),
            security_group: named_group(body),
        });
    } else if is_last(&lower, SUBNETS) {
        let is_whole = ["addressPrefix", "addressPrefixes"];
        if is_whole.iter().any(|key| body.has(key)) {
            found.subnets.push(DocumentSubnet {
                id: id.to_owned(),
                security_group: named_group(body),
            });
        }
        // The interfaces in it, by the ids of their address configurations.
        for configuration in configurations.unwrap_or_default() {
            let interface = configuration.str("id").and_then(interface_of);
            found
                .interfaces
                .extend(interface.map(|interface| DocumentInterface {
                    id: interface.to_owned(),
                    virtual_machine: None,
                    subnet: Some(id.to_owned()),
                    security_group: NamedGroup::Untold,
                }));
        }
    }
}

/// The group that a whole resource names.
fn named_group(body: &JsonNode) -> NamedGroup {
    match body.get("networkSecurityGroup") {
        None => NamedGroup::None,
        Some(group) => match group.str("id") {
            Some(id) => NamedGroup::Named(id.to_owned()),
            None => NamedGroup::Untold,
        },
    }
}

/// Whether an id, in lower case, is that of a resource of the type.
fn is_last(id: &str, kind: &str) -> bool {
    let name = id.rsplit_once(kind).map(|(_, name)| name);
    name.is_some_and(|name| !name.is_empty() && !name.contains('/'))
}

/// The id of the network interface in the id of one of its address configurations. Of a scale set's, an application gateway's
/// and other resources' there is none: Azure decides for those elsewhere.
fn interface_of(id: &str) -> Option<&str> {
    let lower = id.to_ascii_lowercase();
    let end = lower.rfind(ADDRESSES)?;
    let is_interface = lower.get(..end).is_some_and(|id| is_last(id, INTERFACES));
    id.get(..end).filter(|_| is_interface)
}
