//! Whose flows are meant.

use crate::record::{RecordSurroundings, RecordTime, RecordedFlow};
use ipnet::IpNet;
use nsg::{NetworkSecurityGroup, Scenario};
use serde::{Deserialize, Serialize};

/// Which of the recorded flows are replayed. Without anything: all that are of the scenario's groups.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct TrafficFilter {
    /// Network interfaces by their MAC addresses, however they are written.
    pub mac_addresses: Vec<String>,
    /// Prefixes of the machine's own addresses.
    pub local_addresses: Vec<IpNet>,
    /// From this moment on.
    pub from: Option<RecordTime>,
    /// Up to this moment, which is included.
    pub to: Option<RecordTime>,
}

/// A filter, and what the groups of a scenario are known by.
#[derive(Clone, Debug)]
pub(super) struct Belonging {
    filter: TrafficFilter,
    macs: Vec<String>,
    groups: Vec<GroupIds>,
}

/// The names that a record may have for a group.
#[derive(Clone, Debug, Default)]
struct GroupIds {
    /// The resource id in small letters.
    id: Option<String>,
    /// `resourceGuid` in small letters.
    guid: Option<String>,
    /// The name in small letters, where there is no id.
    name: Option<String>,
}

/// Whether a group of the record is one of the scenario's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whose {
    Ours,
    /// Nothing tells whether it is: it is taken, and the result says so.
    Perhaps,
    Another,
}

impl Belonging {
    pub(super) fn new(scenario: &Scenario, filter: TrafficFilter) -> Self {
        let groups = [
            &scenario.subnet_security_group,
            &scenario.network_interface_security_group,
        ];
        Self {
            macs: filter
                .mac_addresses
                .iter()
                .map(|mac| plain_mac(mac))
                .collect(),
            groups: groups.into_iter().flatten().map(GroupIds::new).collect(),
            filter,
        }
    }

    /// Whether flows with these surroundings are of an interface that is wanted.
    pub(super) fn wants(&self, around: &RecordSurroundings<'_>) -> bool {
        self.macs.is_empty()
            || around
                .mac
                .is_some_and(|mac| self.macs.contains(&plain_mac(mac)))
    }

    /// Whether the flow is of a machine and a time that are wanted.
    #[inline]
    pub(super) fn wants_flow(&self, recorded: &RecordedFlow) -> bool {
        let local = recorded.flow.local.address;
        let prefixes = &self.filter.local_addresses;
        (prefixes.is_empty() || prefixes.iter().any(|prefix| prefix.contains(&local)))
            && self.filter.from.is_none_or(|from| from <= recorded.time)
            && self.filter.to.is_none_or(|to| recorded.time <= to)
    }

    /// Whose group that is.
    pub(super) fn whose(&self, group: &str) -> Whose {
        let group = group.to_ascii_lowercase();
        let mut answer = match self.groups.is_empty() {
            true => Whose::Perhaps,
            false => Whose::Another,
        };
        for own in &self.groups {
            match own.is(&group) {
                Some(true) => return Whose::Ours,
                Some(false) => {}
                None => answer = Whose::Perhaps,
            }
        }
        answer
    }
}

impl GroupIds {
    fn new(group: &NetworkSecurityGroup) -> Self {
        let small = |text: &Option<String>| text.as_ref().map(|text| text.to_ascii_lowercase());
        Self {
            id: small(&group.id),
            guid: small(&group.resource_guid),
            name: small(&group.name),
        }
    }

    /// Whether the record means this group; `None` where that cannot be told.
    fn is(&self, group: &str) -> Option<bool> {
        if !group.contains('/') {
            return self.guid.as_deref().map(|guid| guid == group);
        }
        let segments = |text: &str| -> Vec<String> {
            let text = text.split('/').filter(|segment| !segment.is_empty());
            text.map(str::to_owned).collect()
        };
        let named = segments(group);
        let name = named.last()?;
        match &self.id {
            Some(id) => {
                let own = segments(id);
                // Traffic Analytics writes `subscription/resource group/name`.
                let short = [1, 3, 7].map(|place| own.get(place).cloned());
                let short: Vec<String> = short.into_iter().flatten().collect();
                Some(own == named || short == named)
            }
            None => match self.name.as_deref() {
                Some(own) if own != name => Some(false),
                _ => None,
            },
        }
    }
}

/// A MAC address without what people put between its digits.
fn plain_mac(mac: &str) -> String {
    let digits = mac.chars().filter(char::is_ascii_hexdigit);
    digits.map(|digit| digit.to_ascii_uppercase()).collect()
}
