//! The facts that are known about what the rules refer to.

use super::group_input::GroupInput;
use super::live::Live;
use super::network_form::NetworkForm;
use super::shared::Shared;
use leptos::prelude::*;
use nsg::{Mentions, Name, Network};
use nsg_documents::assemble;

/// What the rules of groups mention, before the edits and after them.
pub(super) fn mentions([subnet, interface]: [GroupInput; 2]) -> Memo<Shared<Mentions>> {
    let groups = [
        subnet.original,
        interface.original,
        subnet.current,
        interface.current,
    ];
    Memo::new(move |_| {
        let mut mentions = Mentions::default();
        for group in groups.iter().filter_map(Memo::get) {
            mentions.add(&group);
        }
        Shared::new(mentions)
    })
}

/// Names what is known as the rules do: the form has names in lower case, and people read them.
pub(super) fn spell(known: &mut Network, mentions: &Mentions) {
    for tag in &mentions.service_tags {
        if let Some(addresses) = known.service_tags.remove(tag) {
            known.service_tags.insert(tag.clone(), addresses);
        }
    }
    for group in &mentions.application_security_groups {
        let name = Name::from(group.last_segment());
        if let Some(members) = known.application_security_groups.remove(&name) {
            known.application_security_groups.insert(name, members);
        }
    }
}

/// What the fields say, the rules in force of a fetched machine, and the documents; answers aside.
pub(super) fn known(form: NetworkForm, live: Live, places: [GroupInput; 2]) -> Network {
    let mut facts = form.read();
    live.picking.deployed.with(|deployed| {
        if let Some(deployed) = deployed {
            let space = form.virtual_network.get();
            deployed.tell(&space, &mut facts);
        }
    });
    // What a fetched document tells landed in fields, where it can be edited.
    let pasted = places.map(|place| (!live.picking.has_landed(place)).then_some(place));
    with_documents(facts, pasted.into_iter().flatten())
}

/// The facts with what the documents in places tell.
fn with_documents(facts: Network, places: impl Iterator<Item = GroupInput>) -> Network {
    let documents: Vec<_> = places
        .map(|place| (place.applied_to, place.document.get()))
        .collect();
    let told = documents
        .iter()
        .map(|(place, document)| (*place, &document.network));
    // Documents that disagree are told of beside the text that each stands in.
    let (network, _) = assemble::network(facts, told);
    network
}

#[cfg(test)]
mod tests {
    use super::super::document_reader::DocumentReaders;
    use super::super::spoken::Spoken;
    use super::super::texts::NamedTexts;
    use super::super::{TagFile, network_form::NetworkForm};
    use super::*;
    use nsg::{AppliedTo, Scenario};
    use rule_lines::scenarios::{self, ScenarioCase};
    use serde_json::{Value, json};

    fn typed(prefixes: &Value) -> String {
        let prefixes = prefixes.as_array().unwrap().iter();
        let prefixes = prefixes.map(|prefix| prefix.as_str().unwrap());
        prefixes.collect::<Vec<_>>().join(", ")
    }

    fn fields(sets: &Value) -> NamedTexts {
        let mut texts = NamedTexts::default();
        for (name, prefixes) in sets.as_object().into_iter().flatten() {
            texts.set(name.to_ascii_lowercase(), typed(prefixes));
        }
        texts
    }

    /// What somebody does who has the facts of a case and the page.
    fn fill(form: NetworkForm, facts: &Value) {
        if let Some(space) = facts.get("virtualNetwork") {
            form.virtual_network.set(typed(space));
        }
        match &facts["serviceTags"] {
            tags if tags.get("values").is_some() => {
                let content = nsg_documents::service_tags::read(&tags.to_string());
                let name = "ServiceTags_Public.json".to_owned();
                form.tag_file
                    .set(Some(Shared::new(TagFile { name, content })));
            }
            tags => form.tags.set(fields(tags)),
        }
        form.members
            .set(fields(&facts["applicationSecurityGroups"]));
        if let Some(rules) = facts.get("securityAdminRules") {
            form.admin_rules.set(rules.to_string());
        }
    }

    fn scenario(case: &ScenarioCase) -> Scenario {
        let form = NetworkForm::new(RwSignal::new(Spoken::english()));
        fill(form, &case.network);
        let places = [
            (AppliedTo::Subnet, &case.subnet),
            (AppliedTo::NetworkInterface, &case.network_interface),
        ];
        let [subnet, interface] = places.map(|(applied_to, text)| {
            let place = GroupInput::new(
                applied_to,
                RwSignal::new(Spoken::english()),
                DocumentReaders::new(),
            );
            place.text.set(text.clone().unwrap_or_default());
            place.choose();
            place
        });
        let group = |place: GroupInput| place.group().as_deref().cloned();
        Scenario {
            subnet_security_group: group(subnet),
            network_interface_security_group: group(interface),
            network: with_documents(form.read(), [subnet, interface].into_iter()),
        }
    }

    #[test]
    fn what_is_known_is_named_as_the_rules_name_it() {
        let owner = Owner::new();
        owner.set();
        let form = NetworkForm::new(RwSignal::new(Spoken::english()));
        let facts = json!({
            "serviceTags": { "Storage": ["20.60.0.0/16"] },
            "applicationSecurityGroups": { "Asg-Web": ["10.0.1.4"] },
        });
        fill(form, &facts);
        let mut known = form.read();
        let mut mentions = Mentions::default();
        mentions.service_tags.push("Storage".into());
        let group = "/subscriptions/s/resourceGroups/r/providers/Microsoft.Network/applicationSecurityGroups/Asg-Web";
        mentions.application_security_groups.push(group.into());
        spell(&mut known, &mentions);
        let tags = known.service_tags.keys().map(Name::as_str);
        let groups = known.application_security_groups.keys().map(Name::as_str);
        assert_eq!(
            tags.chain(groups).collect::<Vec<_>>(),
            ["Storage", "Asg-Web"]
        );
    }

    #[test]
    fn what_is_pasted_and_typed_becomes_what_every_case_says() {
        let owner = Owner::new();
        owner.set();
        for case in scenarios::all() {
            case.check(&scenario(&case));
        }
    }
}
