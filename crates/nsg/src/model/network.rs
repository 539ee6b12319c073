//! The network: what rules refer to but do not contain.

use super::address::AddressSet;
use super::name::Name;
use super::rule::SecurityAdminRule;
use crate::facts::Answers;
use ipnet::IpNet;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a group's rules refer to but do not contain. Whatever is absent is unknown, never empty.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Network {
    /// What the `VirtualNetwork` tag expands to: address space, peers, on-premises ranges, prefixes of
    /// user-defined routes. `None`: unknown.
    pub virtual_network: Option<Vec<IpNet>>,
    /// Service tags with their addresses. An entry for `VirtualNetwork`, `Internet` or
    /// `AzureLoadBalancer` (the expansion that effective security rules carry) replaces the built-in
    /// definition.
    pub service_tags: BTreeMap<Name, AddressSet>,
    /// Application security groups, by resource id or bare name, with the private addresses of all
    /// their members.
    pub application_security_groups: BTreeMap<Name, AddressSet>,
    /// Security admin rules of Azure Virtual Network Manager, in any order.
    pub security_admin_rules: Vec<SecurityAdminRule>,
    /// What a person answered to the questions of an earlier `Depends`.
    pub answers: Answers,
}

impl Network {
    /// The members of an application security group, looked up by id, else by bare name where that is
    /// not ambiguous. `None`: unknown.
    pub fn members(&self, group: &Name) -> Option<&AddressSet> {
        if let Some(members) = self.application_security_groups.get(group) {
            return Some(members);
        }
        // A bare name on either side stands for an id; two full ids that differ are different groups.
        let mut candidates = self.application_security_groups.iter().filter(|(name, _)| {
            name.last_segment()
                .eq_ignore_ascii_case(group.last_segment())
                && !(name.is_resource_id() && group.is_resource_id())
        });
        match (candidates.next(), candidates.next()) {
            (Some((_, members)), None) => Some(members),
            _ => None,
        }
    }
}
