//! Samples: what a first visit opens on, and what to try next.

use crate::state::{NamedTexts, Saved, SavedFlow, SavedPlace};
use nsg::{Direction, Protocol};
use text::text;

/// Rules, what they refer to, and a flow.
#[derive(Clone, Copy, Debug)]
pub struct Sample {
    /// What it is known by, in every language.
    pub name: &'static str,
    /// What it shows, in a few words.
    pub title: fn() -> &'static str,
    subnet: &'static str,
    interface: &'static str,
    /// Members of application security groups, by the group's name in lower case.
    members: &'static [(&'static str, &'static str)],
    direction: Direction,
    local: (&'static str, &'static str),
    remote: (&'static str, &'static str),
}

impl Sample {
    /// The sample's inputs.
    pub fn saved(&self) -> Saved {
        let place = |text: &str| SavedPlace {
            text: text.trim_end().to_owned(),
            ..SavedPlace::default()
        };
        let mut members = NamedTexts::default();
        for (name, text) in self.members {
            members.set((*name).to_owned(), (*text).to_owned());
        }
        Saved {
            subnet: place(self.subnet),
            interface: place(self.interface),
            virtual_network: "10.0.0.0/16".to_owned(),
            members,
            flow: SavedFlow {
                direction: Some(self.direction),
                protocol: Some(Protocol::Tcp),
                local_address: self.local.0.to_owned(),
                local_port: self.local.1.to_owned(),
                remote_address: self.remote.0.to_owned(),
                remote_port: self.remote.1.to_owned(),
            },
            ..Saved::default()
        }
    }
}

/// Every sample, the one that the page opens on first.
pub const ALL: [Sample; 4] = [
    Sample {
        name: "Subnet allows, NIC denies",
        title: || text!("sample-two-groups"),
        subnet: include_str!("../samples/two-groups-subnet.json"),
        interface: include_str!("../samples/two-groups-nic.json"),
        members: &[],
        direction: Direction::Inbound,
        local: ("10.0.1.4", "443"),
        remote: ("198.51.100.20", ""),
    },
    Sample {
        name: "Which of two SSH rules decides",
        title: || text!("sample-priority"),
        subnet: "",
        interface: include_str!("../samples/priority-nic.json"),
        members: &[],
        direction: Direction::Inbound,
        local: ("10.0.1.4", "22"),
        remote: ("203.0.113.10", ""),
    },
    Sample {
        name: "A fact is missing",
        title: || text!("sample-missing-fact"),
        subnet: include_str!("../samples/missing-fact-subnet.json"),
        interface: "",
        members: &[],
        direction: Direction::Outbound,
        local: ("10.0.1.4", ""),
        remote: ("20.60.26.36", "443"),
    },
    Sample {
        name: "Tiers by application security group",
        title: || text!("sample-tiers"),
        subnet: include_str!("../samples/application-security-groups-subnet.json"),
        interface: "",
        members: &[
            ("asg-web", "10.0.1.4 10.0.1.5"),
            ("asg-logic", "10.0.2.4"),
            ("asg-db", "10.0.3.4"),
        ],
        direction: Direction::Inbound,
        local: ("10.0.3.4", "1433"),
        remote: ("10.0.1.4", ""),
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sample_is_read_without_a_complaint() {
        for sample in ALL {
            let texts = [sample.subnet, sample.interface]
                .into_iter()
                .filter(|text| !text.is_empty());
            for text in texts {
                let document = nsg_documents::read_json(text);
                assert_eq!(document.groups.len(), 1, "{}", sample.name);
                assert_eq!(document.diagnostics, [], "{}", sample.name);
            }
        }
    }
}
