//! What a link holds, for who decides whether to open it.

use super::{Saved, SavedPlace, Texts};
use nsg_documents::prefixes;
use serde_json::Value;
use text::text;

/// Longer texts (in bytes) are told by their size: nobody has agreed yet that the page reads them.
pub(super) const DESCRIBED: usize = 64 << 10;

/// What a link holds.
#[derive(Clone, Debug)]
pub struct Offered {
    /// The inputs.
    pub saved: Saved,
    /// How many contracts there are; none where they cannot be read.
    pub contracts: Option<usize>,
}

impl Saved {
    /// What it holds, for who decides whether to open it; with how many contracts there are, where they can be read.
    pub fn contents(&self, contracts: Option<usize>) -> Vec<String> {
        let mut contents = Vec::new();
        contents.extend(place_contents(text!("place-subnet"), &self.subnet));
        contents.extend(place_contents(text!("place-nic"), &self.interface));
        if let Some(size) = size(text!("link-address-space"), &self.virtual_network) {
            contents.push(size);
        } else {
            match prefixes::read(&self.virtual_network).prefixes.len() {
                0 => {}
                prefixes => contents.push(text!("link-virtual-network", prefixes)),
            }
        }
        let named = |texts: &Texts| {
            texts
                .iter()
                .filter(|(_, text)| !text.trim().is_empty())
                .count()
        };
        match named(&self.tags) {
            0 => {}
            tags => contents.push(text!("link-tags", tags)),
        }
        match named(&self.members) {
            0 => {}
            groups => contents.push(text!("link-application-security-groups", groups)),
        }
        if !self.admin_rules.trim().is_empty() {
            contents.push(text!("ladder-admin-rules").to_owned());
        }
        if !self.contracts.trim().is_empty() {
            let size = size(text!("tab-contracts"), &self.contracts);
            contents.push(match (contracts, size) {
                (Some(contracts), _) => text!("link-contracts", contracts),
                (None, Some(size)) => size,
                (None, None) => text!("link-contracts-unreadable").to_owned(),
            });
        }
        match self.flow.flow() {
            Some(flow) => contents.push(text!("link-flow", flow)),
            None if !self.flow.is_given() => {}
            None => contents.push(text!("link-flow-incomplete").to_owned()),
        }
        contents
    }
}

fn place_contents(called: &str, place: &SavedPlace) -> Option<String> {
    if place.text.trim().is_empty() {
        return None;
    }
    if let Some(size) = size(called, &place.text) {
        return Some(size);
    }
    let document = nsg_documents::read(&place.text);
    let groups = &document.groups;
    let group = groups.get(place.chosen).or_else(|| groups.first());
    let group = group.map(|group| &group.security_group);
    let name = group
        .and_then(|group| group.display_name())
        .unwrap_or(text!("link-group-unnamed"));
    let rules = group.map_or(0, |group| group.security_rules.len());
    Some(match place.edits.is_empty() {
        true => text!("link-group", place = called, group = name, rules),
        false => text!("link-group-edited", place = called, group = name, rules),
    })
}

/// A text that is too long to be described, by its size.
fn size(called: &str, text: &str) -> Option<String> {
    let is_long = text.len() > DESCRIBED;
    is_long.then(|| text!("link-text-of-size", called, kilobytes = text.len() >> 10))
}

/// Returns how many contracts a file holds: a list, or an object with one.
pub(super) fn count(json: &str) -> Option<usize> {
    let root: Value = serde_json::from_str(json).ok()?;
    let list = root.get("contracts").unwrap_or(&root);
    list.as_array().map(Vec::len)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_told_by_its_size_and_not_read() {
        let text = format!("[{}", "\u{201c},".repeat(1 << 20));
        let saved = Saved {
            subnet: SavedPlace {
                text,
                ..SavedPlace::default()
            },
            contracts: "- x\n".repeat(1 << 18),
            ..Saved::default()
        };
        let told = saved.contents(None);
        assert_eq!(
            told,
            ["Subnet NSG: 4096 KB of text", "Contracts: 1024 KB of text"]
        );
    }

    #[test]
    fn contracts_are_counted_in_either_form() {
        assert_eq!(count(r#"{"contracts":[{},{}]}"#), Some(2));
        assert_eq!(count("[{}]"), Some(1));
        assert_eq!(count("7"), None);
    }
}
