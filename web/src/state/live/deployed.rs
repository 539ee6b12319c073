//! What was fetched of a machine, and where it lands in the page.

use crate::state::{Shared, State, TagFile, Texts};
use azure::cloud::Endpoint;
use azure::confirm::{Context, NotAskable, askable_of};
use azure::error::AzureError;
use azure::load::Loaded;
use leptos::prelude::*;
use nsg::tags::DefaultTag;
use nsg::{Flow, Name, Network};
use nsg_documents::Document;
use std::rc::Rc;
use text::text;
use wasm_bindgen::JsValue;

/// What was fetched, and what is needed to ask about it.
pub struct Deployed {
    /// The Resource Manager that it was fetched from: another one has no such machine.
    pub endpoint: Endpoint,
    /// What was fetched.
    pub loaded: Loaded,
    /// What follows from that for a comparison. Told once: it reads all rules again.
    pub context: Context,
    /// The network watcher to ask, or why there is none.
    pub watcher: Result<String, AzureError>,
    /// What landed in the page, in the order of [`Landed`].
    pub landed: [String; 4],
    /// The addresses of service tags that landed, by the tag's name in lower case.
    pub tags: Texts,
    /// The members that landed, by the group's name in lower case.
    pub members: Texts,
    /// The service tags that Azure listed.
    pub tag_file: Option<Shared<TagFile>>,
    /// The rules in force.
    in_force: Document,
}

/// What landed in the page, in the order of [`State::rules`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Landed {
    /// The subnet's group.
    Subnet,
    /// The interface's group.
    Interface,
    /// The prefixes of `VirtualNetwork`.
    VirtualNetwork,
    /// Security admin rules.
    AdminRules,
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
        let [_, _, landed, _] = &self.landed;
        for (name, addresses) in &told.service_tags {
            let holds = match DefaultTag::from_name(name) {
                Some(DefaultTag::AzureLoadBalancer) => true,
                Some(DefaultTag::VirtualNetwork | DefaultTag::Internet) => {
                    virtual_network == landed
                }
                None => false,
            };
            if holds {
                known.service_tags.insert(name.clone(), addresses.clone());
            }
        }
    }
}

/// What a security admin rule says: in the rules in force it is lost among hundreds of prefixes that a tag
/// expands to, and those are in the tag's own field.
const ADMIN_RULE: &[&str] = &[
    "name",
    "id",
    "priority",
    "direction",
    "access",
    "protocol",
    "sourceAddressPrefix",
    "sourceAddressPrefixes",
    "sourcePortRange",
    "sourcePortRanges",
    "destinationAddressPrefix",
    "destinationAddressPrefixes",
    "destinationPortRange",
    "destinationPortRanges",
];

/// Puts what was fetched into the page.
pub(super) fn land(
    state: State,
    endpoint: Endpoint,
    loaded: Loaded,
    watcher: Result<String, AzureError>,
) {
    state.clear_rules();
    for (place, group) in [
        (state.subnet, &loaded.subnet_group),
        (state.interface, &loaded.interface_group),
    ] {
        if let Some(group) = group {
            state.take(place, readable(&group.text, &JsValue::NULL), String::new());
        }
    }
    let network = state.network;
    let space = loaded.virtual_network.as_ref();
    let space = space.map(|space| join(space.prefixes().iter()));
    network.virtual_network.set(space.unwrap_or_default());
    let mut tags = Texts::default();
    for (name, prefixes) in loaded.known_tags() {
        let text = join(prefixes.iter());
        match DefaultTag::from_name(&Name::from(name.as_str())) {
            // Azure's own expansion: with what a gateway reaches.
            Some(DefaultTag::VirtualNetwork) => network.virtual_network.set(text),
            Some(_) => {}
            None => tags.set(name.to_ascii_lowercase(), text),
        }
    }
    network.tags.set(tags.clone());
    let mut members = Texts::default();
    for (group, addresses) in &loaded.application_security_groups {
        let name = group.rsplit('/').next().unwrap_or(group);
        members.set(name.to_ascii_lowercase(), join(addresses.iter()));
    }
    network.members.set(members.clone());
    let in_force = loaded.in_force();
    let told = &in_force.network.security_admin_rules;
    if !told.is_empty() {
        let text = format!("[{}]", loaded.admin_rules().join(","));
        let fields = ADMIN_RULE.iter().map(|field| JsValue::from_str(field));
        let short = readable(&text, &fields.collect::<js_sys::Array>());
        let is_whole = nsg_documents::admin_rules::read(&short).rules == *told;
        let all = || readable(&text, &JsValue::NULL);
        network
            .admin_rules
            .set(if is_whole { short } else { all() });
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
        endpoint,
        context: loaded.context(),
        in_force,
        landed: state.rules(),
        loaded,
        watcher,
        tags,
        members,
        tag_file,
    };
    state.live.picking.deployed.set(Some(Rc::new(deployed)));
}

/// JSON with line breaks, which Azure writes on one line: all of it, or these fields.
fn readable(text: &str, fields: &JsValue) -> String {
    let pretty = js_sys::JSON::parse(text).and_then(|value| {
        js_sys::JSON::stringify_with_replacer_and_space(&value, fields, &2.into())
    });
    pretty.map_or_else(|_| text.to_owned(), String::from)
}

fn join<I: ToString>(items: impl Iterator<Item = I>) -> String {
    items
        .map(|item| item.to_string())
        .collect::<Vec<_>>()
        .join(", ")
}
