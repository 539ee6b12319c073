//! Names that the rules of groups mention and do not contain.

use crate::model::address::AddressMatch;
use crate::model::group::NetworkSecurityGroup;
use crate::model::name::Name;
use crate::platform::PlatformTag;
use crate::tags::DefaultTag;

/// What rules mention and do not contain, each once, in the order of the rules.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mentions {
    /// `VirtualNetwork`, or `Internet`, which is what lies outside it.
    pub virtual_network: bool,
    /// Service tags that nothing built in explains.
    pub service_tags: Vec<Name>,
    /// Application security groups.
    pub application_security_groups: Vec<Name>,
}

impl Mentions {
    /// What the rules of a group mention, added to what is there.
    pub fn add(&mut self, group: &NetworkSecurityGroup) {
        let rules = group
            .security_rules
            .iter()
            .chain(&group.default_security_rules);
        for rule in rules {
            let conditions = &rule.conditions;
            conditions
                .source
                .iter()
                .chain(&conditions.destination)
                .for_each(|entry| self.add_entry(entry));
        }
    }

    fn add_entry(&mut self, entry: &AddressMatch) {
        match entry {
            AddressMatch::ServiceTag(name) => match DefaultTag::from_name(name) {
                Some(DefaultTag::VirtualNetwork | DefaultTag::Internet) => {
                    self.virtual_network = true;
                }
                Some(DefaultTag::AzureLoadBalancer) => {}
                None if PlatformTag::from_name(name).is_some() => {}
                None => note(&mut self.service_tags, name),
            },
            AddressMatch::ApplicationSecurityGroup(name) => {
                note(&mut self.application_security_groups, name);
            }
            _ => {}
        }
    }
}

/// Adds a name that is not there yet.
fn note(names: &mut Vec<Name>, name: &Name) {
    if !names.contains(name) {
        names.push(name.clone());
    }
}
