//! From what was loaded to the context of a comparison.

use super::LoadedInterface;
use crate::confirm::{Context, ForeignGroup, InForce, TagData, VirtualNetworkData};
use crate::resources::{PowerState, ResourceId};
use crate::rule_name::comparable;
use nsg::{AppliedTo, NetworkSecurityGroup, Priority, RuleName};
use nsg_documents::Document;
use nsg_documents::assemble::belonging;

impl LoadedInterface {
    /// What a comparison should know of the machine and its network.
    pub fn context(&self) -> Context {
        let in_force = self.in_force();
        let machine = self.virtual_machine.as_ref();
        let power = machine.and_then(|machine| machine.power.as_ref());
        let groups = [&self.subnet_group, &self.interface_group];
        let expanded = in_force
            .network
            .service_tags
            .contains_key(&"VirtualNetwork".into());
        Context {
            rules_edited: false,
            updating: groups.into_iter().flatten().any(|group| group.updating),
            in_force: match &self.effective {
                None => InForce::NotFetched,
                Some(_) if self.not_in_force(&in_force).is_empty() => InForce::AsConfigured,
                Some(_) => InForce::Other,
            },
            admin_rules: self
                .effective
                .is_some()
                .then_some(!in_force.network.security_admin_rules.is_empty()),
            running: power.map(PowerState::is_running),
            virtual_network: match (expanded, &self.virtual_network) {
                (true, _) => VirtualNetworkData::Azure,
                (false, Some(_)) => VirtualNetworkData::Loaded,
                (false, None) => VirtualNetworkData::Typed,
            },
            tags: match self.effective.is_some() || self.service_tags.is_some() {
                true => TagData::Azure,
                false => TagData::Unknown,
            },
            members_loaded: (!self.application_security_groups.is_empty()).then_some(true),
            foreign_group: self.foreign_group(&in_force),
            several_interfaces: machine.is_some_and(|machine| machine.interfaces.len() > 1),
        }
    }

    /// A group that lies in another resource group than the machine: first one that only the rules in
    /// force tell of, as where a policy has just put it there.
    fn foreign_group(&self, in_force: &Document) -> Option<ForeignGroup> {
        let home = ResourceId::read(&self.virtual_machine.as_ref()?.id)?.resource_group;
        let is_foreign = |id: &&str| {
            let lies = ResourceId::read(id);
            lies.is_some_and(|id| !id.resource_group.eq_ignore_ascii_case(home))
        };
        let loaded = [&self.subnet_group, &self.interface_group];
        let loaded = loaded.into_iter().flatten().map(|group| group.id.as_str());
        let is_loaded = |id: &str| loaded.clone().any(|known| known.eq_ignore_ascii_case(id));
        // Not what network managers put there.
        let in_force = in_force.groups.iter();
        let in_force = in_force.filter(|group| group.applied_to().is_some());
        let in_force = in_force.filter_map(|group| group.security_group.id.as_deref());
        let unknown = in_force.filter(|id| !is_loaded(id)).map(|id| (id, false));
        let mut all = unknown.chain(loaded.clone().map(|id| (id, true)));
        let (id, loaded) = all.find(|(id, _)| is_foreign(id))?;
        let id = id.to_owned();
        Some(ForeignGroup { id, loaded })
    }

    /// The rules that are configured and not in force, or in force and not configured, by name: a change
    /// that is still on its way.
    pub fn not_in_force(&self, in_force: &Document) -> Vec<String> {
        let mut names = Vec::new();
        for (configured, place) in [
            (&self.subnet_group, AppliedTo::Subnet),
            (&self.interface_group, AppliedTo::NetworkInterface),
        ] {
            let Some(configured) = configured else {
                continue;
            };
            let Some((_, group)) = belonging(in_force, place).next() else {
                continue;
            };
            let document = nsg_documents::read_json(&configured.text);
            let here = nsg_documents::assemble::group(&document, place);
            let here = here.map(|group| marks(&group.security_group));
            let (here, there) = (here.unwrap_or_default(), marks(&group.security_group));
            let only = |these: &[Mark], those: &[Mark]| {
                let only = these.iter().filter(|mark| !those.contains(mark));
                only.map(|mark| mark.0.name.clone()).collect::<Vec<_>>()
            };
            for name in only(&here, &there).into_iter().chain(only(&there, &here)) {
                if !names.contains(&name) {
                    names.push(name);
                }
            }
        }
        names
    }
}

/// What tells one version of a rule from another without comparing addresses, which effective rules
/// write in another form.
type Mark = (RuleName, Option<Priority>, String);

fn marks(group: &NetworkSecurityGroup) -> Vec<Mark> {
    let rules = group.security_rules.iter();
    let mark = |rule: &nsg::SecurityRule| {
        let name = comparable(&format!("securityRules/{}", rule.name));
        (
            name,
            rule.priority.known().copied(),
            format!("{:?} {:?}", rule.access, rule.direction),
        )
    };
    rules.map(mark).collect()
}
