//! A machine that was fetched, and where it lands in the page.

use crate::state::{NamedTexts, Shared, Sources, State, TagFile};
use azure::cloud::CloudEndpoint;
use azure::confirm::{Context, NotAskable, askable_of};
use azure::error::AzureError;
use azure::load::LoadedInterface;
use js_sys::JSON;
use leptos::prelude::*;
use nsg::tags::DefaultTag;
use nsg::{Flow, Name, Network, SecurityAdminRule};
use nsg_documents::{Document, write};
use std::rc::Rc;
use text::text;
use wasm_bindgen::JsValue;

/// What was fetched, and what is needed to ask about it.
pub struct Deployed {
    /// The Resource Manager that it was fetched from: another one has no such machine.
    pub endpoint: CloudEndpoint,
    /// What was fetched.
    pub loaded: LoadedInterface,
    /// What follows from that for a comparison. Told once: it reads all rules again.
    pub context: Context,
    /// The network watcher to ask, or why there is none.
    pub watcher: Result<String, AzureError>,
    /// What landed in the page.
    pub landed: Sources,
    /// The addresses of service tags that landed, by the tag's name in lower case.
    pub tags: NamedTexts,
    /// The members that landed, by the group's name in lower case.
    pub members: NamedTexts,
    /// The service tags that Azure listed.
    pub tag_file: Option<Shared<TagFile>>,
    /// The rules in force.
    in_force: Document,
}

impl Deployed {
    /// Whether Azure can be asked about the flow: also, whether its local address is the interface's. Azure
    /// would take a while to say that it is not.
    ///
    /// # Errors
    ///
    /// Why it cannot.
    pub fn takes(&self, flow: &Flow) -> Result<(), NotAskable> {
        askable_of(flow, self.loaded.interface.addresses())
    }

    /// Whether the rules in force tell what the tag holds.
    pub fn expands(&self, tag: &Name) -> bool {
        self.in_force.network.service_tags.contains_key(tag)
    }

    /// Adds what the rules in force tell and no field has: Azure's own tags, for as long as the field of
    /// `VirtualNetwork` holds what was fetched. What `Internet` is follows from it.
    pub fn tell(&self, virtual_network: &str, known: &mut Network) {
        let told = &self.in_force.network;
        for (name, addresses) in &told.service_tags {
            let holds = match DefaultTag::from_name(name) {
                Some(DefaultTag::AzureLoadBalancer) => true,
                Some(DefaultTag::VirtualNetwork | DefaultTag::Internet) => {
                    virtual_network == self.landed.virtual_network
                }
                None => false,
            };
            if holds {
                known.service_tags.insert(name.clone(), addresses.clone());
            }
        }
    }
}

/// Puts what was fetched into the page.
pub(super) fn land(
    state: State,
    endpoint: CloudEndpoint,
    loaded: LoadedInterface,
    watcher: Result<String, AzureError>,
) {
    state.clear_rules();
    for (place, group) in [
        (state.subnet, &loaded.subnet_group),
        (state.interface, &loaded.interface_group),
    ] {
        if let Some(group) = group {
            state.take(place, readable(&group.text), String::new());
        }
    }
    let known = loaded.network();
    let network = state.network;
    let space = known.virtual_network.as_deref().map(join);
    network.virtual_network.set(space.unwrap_or_default());
    let mut tags = NamedTexts::default();
    for (name, addresses) in &known.service_tags {
        let text = join(&addresses.prefixes());
        match DefaultTag::from_name(name) {
            // Azure's own expansion: with what a gateway reaches.
            Some(DefaultTag::VirtualNetwork) => network.virtual_network.set(text),
            Some(_) => {}
            None => tags.set(name.as_str().to_ascii_lowercase(), text),
        }
    }
    network.tags.set(tags.clone());
    let mut members = NamedTexts::default();
    for (group, addresses) in &loaded.application_security_groups {
        let name = group.rsplit('/').next().unwrap_or(group);
        members.set(name.to_ascii_lowercase(), join(addresses));
    }
    network.members.set(members.clone());
    let rules = &known.security_admin_rules;
    if !rules.is_empty() {
        network.admin_rules.set(written(rules));
    }
    let tag_file = loaded.service_tags.as_deref().map(|text| {
        let content = nsg_documents::service_tags::read(text);
        let name = text!("live-tag-list").to_owned();
        Shared::new(TagFile { name, content })
    });
    network.tag_file.set(tag_file.clone());
    let first = loaded.interface.addresses().next();
    let first = first.map(|address| address.to_string()).unwrap_or_default();
    state.flow.local_address.set(first);
    let deployed = Deployed {
        in_force: loaded.in_force(),
        endpoint,
        context: loaded.context(),
        landed: state.sources(),
        loaded,
        watcher,
        tags,
        members,
        tag_file,
    };
    state.live.picking.deployed.set(Some(Rc::new(deployed)));
}

/// JSON with line breaks, which Azure writes on one line.
fn readable(text: &str) -> String {
    let pretty = JSON::parse(text).and_then(|value| {
        JSON::stringify_with_replacer_and_space(&value, &JsValue::NULL, &2.into())
    });
    pretty.map_or_else(|_| text.to_owned(), String::from)
}

/// Security admin rules as text: in the rules in force they are lost among hundreds of prefixes that a tag expands to, and
/// those are in the tag's own field.
fn written(rules: &[SecurityAdminRule]) -> String {
    let rules = write::security_admin_rules(rules);
    serde_json::to_string_pretty(&rules).unwrap_or_default()
}

fn join(items: &[impl ToString]) -> String {
    let texts: Vec<_> = items.iter().map(ToString::to_string).collect();
    texts.join(", ")
}
