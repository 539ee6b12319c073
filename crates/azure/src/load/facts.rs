//! From what was loaded to the scenario that it is.

use super::LoadedInterface;
use ipnet::IpNet;
use nsg::{AppliedTo, Mentions, Network};
use nsg_documents::assemble::{Assembled, assemble};
use nsg_documents::network::NetworkFacts;
use nsg_documents::{Document, service_tags};

impl LoadedInterface {
    /// What the rules of both groups mention.
    pub fn mentions(&self) -> Mentions {
        let mut mentions = Mentions::default();
        let groups = [&self.subnet_group, &self.interface_group];
        for group in groups.into_iter().flatten() {
            let document = nsg_documents::read_json(&group.text);
            let groups = document.groups.iter();
            groups.for_each(|group| mentions.add(&group.security_group));
        }
        mentions
    }

    /// The rules in force, read; nothing where they were not fetched.
    pub fn in_force(&self) -> Document {
        let text = self.effective.as_deref();
        text.map(nsg_documents::read_json).unwrap_or_default()
    }

    /// What the rules refer to, as far as it is known and matters: of service tag discovery the tags that the rules
    /// mention, and every expansion and security admin rule of the rules in force.
    pub fn network(&self) -> Network {
        let mentioned = self.mentions().service_tags;
        let discovered = self.service_tags.as_deref().map(service_tags::read);
        let mut service_tags = discovered.map(|found| found.tags).unwrap_or_default();
        service_tags.retain(|tag, _| mentioned.contains(tag));
        let members = self.application_security_groups.iter();
        let members = members.map(|(id, addresses)| {
            let prefixes = addresses.iter().map(|address| IpNet::from(*address));
            (id.as_str().into(), prefixes.collect())
        });
        let facts = Network {
            virtual_network: self.virtual_network.as_ref().map(|tag| tag.prefixes()),
            service_tags,
            application_security_groups: members.collect(),
            ..Network::default()
        };
        let told = self.in_force().network;
        let (network, _) =
            nsg_documents::assemble::network(facts, [(AppliedTo::VirtualNetwork, &told)]);
        network
    }

    /// The scenario that was loaded.
    pub fn assembled(&self) -> Assembled {
        let groups = [&self.subnet_group, &self.interface_group];
        let [subnet, interface] =
            groups.map(|group| Some(nsg_documents::read_json(&group.as_ref()?.text)));
        let facts = NetworkFacts {
            network: self.network(),
            ..NetworkFacts::default()
        };
        assemble(subnet.as_ref(), interface.as_ref(), facts)
    }
}
