//! The contents of a link, for who decides whether to open it: sizes and names. Nobody has agreed yet that its texts are read.

use super::{NamedTexts, Saved, SavedPlace};
use text::text;

impl Saved {
    /// Returns what it holds, a line for each.
    pub fn contents(&self) -> Vec<String> {
        let mut contents = Vec::new();
        contents.extend(place_contents(text!("place-subnet"), &self.subnet));
        contents.extend(place_contents(text!("place-nic"), &self.interface));
        contents.extend(of_size("VirtualNetwork", &self.virtual_network));
        match given(&self.tags) {
            0 => {}
            tags => contents.push(text!("link-tags", tags)),
        }
        match given(&self.members) {
            0 => {}
            groups => contents.push(text!("link-application-security-groups", groups)),
        }
        contents.extend(of_size(text!("ladder-admin-rules"), &self.admin_rules));
        contents.extend(of_size(text!("tab-contracts"), &self.contracts));
        match self.flow.flow() {
            Some(flow) => contents.push(text!("link-flow", flow)),
            None if !self.flow.is_given() => {}
            None => contents.push(text!("link-flow-incomplete").to_owned()),
        }
        contents
    }
}

fn place_contents(called: &str, place: &SavedPlace) -> Option<String> {
    let named = match place.file.as_str() {
        "" => called.to_owned(),
        file => text!("link-file", called, file),
    };
    let text = of_size(&named, &place.text)?;
    Some(match place.edits.is_empty() {
        true => text,
        false => text!("link-edited", text),
    })
}

/// Returns a text by its size; nothing where there is none.
fn of_size(called: &str, text: &str) -> Option<String> {
    let kilobytes = text.len().div_ceil(1 << 10);
    (kilobytes > 0).then(|| text!("link-text", called, kilobytes))
}

/// Returns how many of the texts say something.
fn given(texts: &NamedTexts) -> usize {
    let given = texts.iter().filter(|(_, text)| !text.trim().is_empty());
    given.count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_told_by_their_sizes_and_not_read() {
        let saved = Saved {
            subnet: SavedPlace {
                text: format!("[{}", "\u{201c},".repeat(1 << 20)),
                file: "hub.json".to_owned(),
                ..SavedPlace::default()
            },
            interface: SavedPlace {
                text: "{}".to_owned(),
                ..SavedPlace::default()
            },
            contracts: "- x\n".repeat(1 << 18),
            ..Saved::default()
        };
        let told = saved.contents();
        assert_eq!(
            told,
            [
                "Subnet NSG (hub.json): 4097 KB",
                "NIC NSG: 1 KB",
                "Contracts: 1024 KB"
            ]
        );
    }
}
