//! A scenario of texts, put into the fields: what a portal gives an element, and what a lesson's task begins with.

use super::share::joined;
use super::{Saved, SavedPlace, Shared, State, TagFile};
use leptos::prelude::*;
use nsg_documents::assemble::ScenarioTexts;
use nsg_documents::network::{self, NetworkFacts};
use nsg_documents::service_tags::ServiceTags;
use nsg_documents::{Diagnostic, DiagnosticSeverity, write};
use text::text;

impl State {
    /// Puts rules and what they refer to in place of what is there, and says whether the tags were a whole service tag
    /// document; the flow and the contracts stay.
    ///
    /// # Errors
    ///
    /// What is wrong with the network; then nothing changes. What is wrong with a group is said beside it.
    pub fn put_scenario(&self, texts: &ScenarioTexts<'_>) -> Result<bool, Vec<Diagnostic>> {
        let mut facts = texts.network.map(network::read).unwrap_or_default();
        let is_error = |diagnostic: &Diagnostic| diagnostic.severity == DiagnosticSeverity::Error;
        if facts.diagnostics.iter().any(is_error) {
            facts.diagnostics.retain(is_error);
            return Err(facts.diagnostics);
        }
        let place = |text: Option<&str>| SavedPlace {
            text: text.unwrap_or_default().to_owned(),
            ..SavedPlace::default()
        };
        let saved = Saved {
            subnet: place(texts.subnet_security_group),
            interface: place(texts.network_interface_security_group),
            contracts: untrack(|| self.contracts.get()),
            flow: untrack(|| self.flow.saved()),
            ..network_fields(&facts)
        };
        self.clear_rules();
        self.restore(&saved);
        if facts.has_tag_document {
            let name = text!("refers-given-document").to_owned();
            let content = ServiceTags {
                tags: facts.network.service_tags,
                ..ServiceTags::default()
            };
            let file = Shared::new(TagFile { name, content });
            self.network.tag_file.set(Some(file));
        }
        self.answers.set(facts.network.answers);
        Ok(facts.has_tag_document)
    }
}

/// What is known about the network, as texts of its fields. The tags of a whole document are none: they are looked up.
fn network_fields(facts: &NetworkFacts) -> Saved {
    let network = &facts.network;
    let mut saved = Saved::default();
    if let Some(space) = &network.virtual_network {
        saved.virtual_network = joined(space);
    }
    if !facts.has_tag_document {
        for (name, set) in &network.service_tags {
            let name = name.as_str().to_ascii_lowercase();
            saved.tags.set(name, joined(&set.prefixes()));
        }
    }
    for (name, set) in &network.application_security_groups {
        let name = name.last_segment().to_ascii_lowercase();
        saved.members.set(name, joined(&set.prefixes()));
    }
    let rules = write::security_admin_rules(&network.security_admin_rules);
    if !rules.is_empty() {
        saved.admin_rules = serde_json::to_string_pretty(&rules).unwrap_or_default();
    }
    saved
}

#[cfg(test)]
mod tests {
    use super::*;
    use nsg::Name;

    fn fields(network: &str) -> Saved {
        network_fields(&network::read(network))
    }

    #[test]
    fn what_is_known_of_a_network_fills_its_fields() {
        let saved = fields(
            r#"{
                "virtualNetwork": [],
                "serviceTags": { "Storage": ["20.60.0.0/16"] },
                "applicationSecurityGroups": { "/subscriptions/s/Asg-Web": ["10.0.1.4"] }
            }"#,
        );
        // Known to be empty, and not unknown.
        assert_eq!(saved.virtual_network, "[]");
        assert_eq!(saved.tags.get("storage"), "20.60.0.0/16");
        assert_eq!(saved.members.get("asg-web"), "10.0.1.4/32");
        assert_eq!(saved.admin_rules, "");
        assert_eq!(saved.subnet, SavedPlace::default());
    }

    #[test]
    fn tags_of_a_whole_document_are_looked_up_and_no_fields() {
        let document =
            r#"{"values":[{"name":"Storage","properties":{"addressPrefixes":["20.60.0.0/16"]}}]}"#;
        let facts = network::read(&format!(r#"{{"serviceTags":{document}}}"#));
        assert!(facts.has_tag_document);
        assert!(
            facts
                .network
                .service_tags
                .contains_key(&Name::from("Storage"))
        );
        assert!(network_fields(&facts).tags.is_empty());
    }
}
