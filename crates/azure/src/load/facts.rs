//! What was loaded, as the facts that a scenario takes.

use super::Loaded;
use ipnet::{IpNet, Ipv4Subnets, Ipv6Subnets};
use nsg::{AddressSet, Mentions, Name};
use nsg_documents::Document;
use nsg_documents::json;
use std::net::{Ipv4Addr, Ipv6Addr};

impl Loaded {
    /// What the rules of both groups mention.
    pub fn mentions(&self) -> Mentions {
        let mut mentions = Mentions::default();
        let groups = [&self.subnet_group, &self.interface_group];
        for group in groups.into_iter().flatten() {
            let document = nsg_documents::read(&group.text);
            let groups = document.groups.iter();
            groups.for_each(|group| mentions.add(&group.security_group));
        }
        mentions
    }

    /// The rules in force, read; nothing where they were not fetched.
    pub fn in_force(&self) -> Document {
        let text = self.effective.as_deref();
        text.map(nsg_documents::read).unwrap_or_default()
    }

    /// The service tags that are known and matter: every expansion of the rules in force, and of service
    /// tag discovery those that the rules mention.
    pub fn known_tags(&self) -> Vec<(String, Vec<IpNet>)> {
        let discovered = self.service_tags.as_deref();
        let discovered = discovered.map(nsg_documents::service_tags::read);
        let in_force = self.in_force().network.service_tags;
        let mentioned = self.mentions().service_tags.into_iter();
        let found = mentioned.filter_map(|name| {
            let tags = &discovered.as_ref()?.tags;
            let addresses = tags.get(&name).filter(|_| !in_force.contains_key(&name))?;
            Some(entry(&name, addresses))
        });
        let expansions = in_force
            .iter()
            .map(|(name, addresses)| entry(name, addresses));
        found
            .collect::<Vec<_>>()
            .into_iter()
            .chain(expansions)
            .collect()
    }

    /// The security admin rules among the rules in force, each as the JSON that Azure wrote.
    pub fn admin_rules(&self) -> Vec<String> {
        let text = self.effective.as_deref().unwrap_or_default();
        let Ok(root) = json::read_answer(text) else {
            return Vec::new();
        };
        let entries = root.get("value").map(json::Node::items).unwrap_or_default();
        let managed = entries
            .iter()
            .filter(|entry| entry.path(&["association", "networkManager"]).is_some());
        let rules = managed.filter_map(|entry| entry.get("effectiveSecurityRules"));
        let rules = rules.flat_map(|rules| rules.items());
        rules.map(|rule| rule.source(text).to_owned()).collect()
    }
}

fn entry(name: &Name, addresses: &AddressSet) -> (String, Vec<IpNet>) {
    let ipv4 = addresses.ipv4_ranges().iter().flat_map(|(first, last)| {
        let (first, last) = (Ipv4Addr::from_bits(*first), Ipv4Addr::from_bits(*last));
        Ipv4Subnets::new(first, last, 0).map(IpNet::V4)
    });
    let ipv6 = addresses.ipv6_ranges().iter().flat_map(|(first, last)| {
        let (first, last) = (Ipv6Addr::from_bits(*first), Ipv6Addr::from_bits(*last));
        Ipv6Subnets::new(first, last, 0).map(IpNet::V6)
    });
    (name.as_str().to_owned(), ipv4.chain(ipv6).collect())
}
