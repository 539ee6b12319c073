//! The rules that apply to a network interface, read from the scenario's resources and judged by `nsg`.

pub(crate) mod diagnostic;
pub(crate) mod effective;
mod prefixes;
pub(crate) mod refusal;
mod tags;
pub(crate) mod verify;
pub(crate) mod virtual_machine;

use crate::scenario::SimulatorScenario;
use crate::store::{id, id_of, member, text};
use nsg::{Network, NetworkSecurityGroup};
use serde_json::{Value, json};

/// A network interface with all that its rules refer to.
pub(crate) struct Situation<'a> {
    pub(crate) interface: &'a str,
    pub(crate) subnet: &'a str,
    pub(crate) virtual_network: &'a str,
    pub(crate) network_manager: Option<&'a str>,
    pub(crate) subnet_group: Option<&'a str>,
    pub(crate) interface_group: Option<&'a str>,
    /// Everything, judged from the rules in force.
    pub(crate) scenario: nsg::Scenario,
    /// The security admin rules as they are written.
    pub(crate) admin_rules: &'a [Value],
}

impl<'a> Situation<'a> {
    /// Reads it; `None` where the scenario's resources do not hang together.
    pub(crate) fn of(scenario: &'a SimulatorScenario, interface: &'a Value) -> Option<Self> {
        let store = &scenario.store;
        let subnet = virtual_machine::subnet(interface)?;
        let virtual_network = id::parent(subnet)?;
        let group = |resource| text(resource, &["properties", "networkSecurityGroup", "id"]);
        let subnet_group = store.get(subnet).and_then(group);
        let interface_group = group(interface);
        let read = |group: Option<&str>| group.and_then(|id| rules_in_force(scenario, id));
        let admin = scenario
            .admin_rules
            .iter()
            .find(|admin| id::same(&admin.virtual_network, virtual_network));
        let admin_rules = admin
            .map(|admin| admin.rules.as_slice())
            .unwrap_or_default();
        let service_tags = tags::all(scenario, subnet)?;
        let network = Network {
            virtual_network: None,
            service_tags,
            application_security_groups: tags::members(store),
            security_admin_rules: match admin_rules {
                [] => Vec::new(),
                rules => nsg_documents::admin_rules::read_value(&json!(rules)).rules,
            },
            answers: nsg::Answers::default(),
        };
        Some(Self {
            interface: id_of(interface),
            subnet,
            virtual_network,
            network_manager: admin.map(|admin| admin.network_manager.as_str()),
            subnet_group,
            interface_group,
            scenario: nsg::Scenario {
                subnet_security_group: read(subnet_group),
                network_interface_security_group: read(interface_group),
                network,
            },
            admin_rules,
        })
    }

    /// Whether no group applies.
    pub(crate) fn is_open(&self) -> bool {
        self.subnet_group.is_none() && self.interface_group.is_none()
    }
}

fn rules_in_force(scenario: &SimulatorScenario, group: &str) -> Option<NetworkSecurityGroup> {
    let group = scenario.store.in_force(group)?;
    let document = nsg_documents::read_value(group);
    document
        .groups
        .into_iter()
        .next()
        .map(|it| it.security_group)
}

/// Whether a boolean member is true.
pub(crate) fn is_true(resource: &Value, path: &[&str]) -> bool {
    member(resource, path).and_then(Value::as_bool) == Some(true)
}
