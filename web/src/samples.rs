//! What a first visit opens on, and what to try next.

use crate::state::Saved;

/// Rules, what they refer to, and a flow.
#[derive(Clone, Copy, Debug)]
pub struct Sample {
    /// What it shows, in a few words.
    pub name: &'static str,
    json: &'static str,
}

impl Sample {
    /// The sample's inputs.
    pub fn saved(&self) -> Saved {
        // Tests read every sample; a slip shows there and leaves an empty page here.
        serde_json::from_str(self.json).unwrap_or_default()
    }
}

/// Every sample, the one that the page opens on first.
pub const ALL: [Sample; 4] = [
    Sample {
        name: "Subnet allows, NIC denies",
        json: include_str!("../samples/two-groups.json"),
    },
    Sample {
        name: "Which of two SSH rules wins",
        json: include_str!("../samples/priority.json"),
    },
    Sample {
        name: "A fact is missing",
        json: include_str!("../samples/missing-fact.json"),
    },
    Sample {
        name: "Tiers by application security group",
        json: include_str!("../samples/application-security-groups.json"),
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sample_is_read_without_a_complaint() {
        for sample in ALL {
            let saved: Saved = serde_json::from_str(sample.json).unwrap();
            let texts = [saved.subnet.text, saved.interface.text];
            assert!(texts.iter().any(|text| !text.is_empty()), "{}", sample.name);
            for text in texts.iter().filter(|text| !text.is_empty()) {
                let document = nsg_documents::read(text);
                assert_eq!(document.groups.len(), 1, "{}", sample.name);
                assert!(
                    document.diagnostics.is_empty(),
                    "{}: {:?}",
                    sample.name,
                    document.diagnostics
                );
            }
        }
    }
}
