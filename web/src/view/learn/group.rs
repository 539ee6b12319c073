//! Blocks of a lesson that put something in force: a group as a table, its JSON behind it, and facts about the network.

use crate::state::learn::LessonGroup;
use crate::view::copy::Copyable;
use crate::view::ladder::{rule_row, stage_title};
use crate::view::ladder_rows::rules_alone;
use leptos::prelude::*;
use nsg::{AddressSet, AppliedTo, Name, Network, Scenario};
use text::text;

/// A group.
pub(super) fn group(given: &LessonGroup) -> AnyView {
    let applied_to = given.applied_to;
    let Some(text) = &given.text else {
        let place = match applied_to {
            AppliedTo::Subnet => "subnet",
            _ => "nic",
        };
        return view! { <p class="notice">{text!("learn-no-group", place)}</p> }.into_any();
    };
    let mut groups = nsg_documents::read_json(text).groups.into_iter();
    let group = groups.next().map(|group| group.security_group);
    let mut scenario = Scenario::default();
    match applied_to {
        AppliedTo::Subnet => scenario.subnet_security_group = group,
        _ => scenario.network_interface_security_group = group,
    }
    let none = || view! { <p class="summary">{text!("learn-no-rules")}</p> }.into_any();
    view! {
        <figure class="card stage in-force">
            <figcaption>{stage_title(&scenario, applied_to)}</figcaption>
            {rules(&scenario, applied_to).unwrap_or_else(none)}
            <Json label=text!("learn-group-json") text=text.clone() />
        </figure>
    }
    .into_any()
}

/// What is known about the network.
pub(super) fn facts(text: &str) -> AnyView {
    let network = nsg_documents::network::read(text).network;
    let known = known(&network)
        .into_iter()
        .map(|text| view! { <li><span>{text}</span></li> })
        .collect_view();
    let admin_rules = (!network.security_admin_rules.is_empty()).then(|| {
        let scenario = Scenario {
            network,
            ..Scenario::default()
        };
        view! {
            <p class="admin-title">{stage_title(&scenario, AppliedTo::VirtualNetwork)}</p>
            {rules(&scenario, AppliedTo::VirtualNetwork)}
        }
    });
    view! {
        <figure class="card stage in-force">
            <figcaption>{text!("learn-network")}</figcaption>
            <ul class="known">{known}</ul>
            {admin_rules}
            <Json label=text!("learn-network-json") text=text.to_owned() />
        </figure>
    }
    .into_any()
}

/// What each set of addresses holds.
fn known(network: &Network) -> Vec<String> {
    let told = |name: &str, prefixes: &[ipnet::IpNet]| {
        let texts: Vec<String> = prefixes.iter().map(ToString::to_string).collect();
        match texts.is_empty() {
            true => text!("learn-set-empty", name),
            false => text!("learn-set", name, prefixes = texts.join(", ")),
        }
    };
    let space = network.virtual_network.iter();
    let space = space.map(|space| told("VirtualNetwork", space));
    let named = |(name, set): (&Name, &AddressSet)| told(name.last_segment(), &set.prefixes());
    let tags = network.service_tags.iter().map(named);
    let members = network.application_security_groups.iter().map(named);
    space.chain(tags).chain(members).collect()
}

/// The rules as a list; nothing where there is none.
fn rules(scenario: &Scenario, applied_to: AppliedTo) -> Option<AnyView> {
    let rows: Vec<AnyView> = rules_alone(scenario, applied_to)
        .into_iter()
        .map(|row| rule_row(scenario, applied_to, row))
        .collect();
    (!rows.is_empty()).then(|| view! { <ol>{rows}</ol> }.into_any())
}

/// The document, folded away. `label` says what it is to those who do not see it.
#[component]
fn Json(label: &'static str, text: String) -> impl IntoView {
    view! {
        <details class="json">
            <summary>{text!("learn-json")}</summary>
            <Copyable label text />
        </details>
    }
}
