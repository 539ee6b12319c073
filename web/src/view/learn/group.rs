//! What a lesson puts in force: a group as a table, its JSON behind it, and facts about the network.

use crate::state::learn::GroupPart;
use crate::view::copy::copyable_text;
use crate::view::folded::details;
use crate::view::ladder::rule_row;
use crate::view::ladder_rows::all_rows;
use crate::view::parts::{fixed, line};
use leptos::prelude::*;
use nsg::explain::stage_name;

/// A group.
pub(super) fn group(given: &GroupPart) -> AnyView {
    let place = stage_name(given.applied_to);
    let Some(text) = &given.text else {
        return line(
            "notice",
            fixed(format!("From here on there is no {place}.")),
        );
    };
    let mut groups = nsg_documents::read(text).groups.into_iter();
    let Some(group) = groups.next().map(|group| group.security_group) else {
        return copyable_text("The group as JSON", text.clone());
    };
    let name = group.display_name().unwrap_or("unnamed").to_owned();
    let rows = all_rows(&group).into_iter().map(rule_row);
    let caption = format!(
        "{} {name}",
        crate::view::parts::sentence(place).trim_end_matches('.')
    );
    let none = match group.security_rules.is_empty() {
        true => "It has no rules of its own: Azure's default rules alone.",
        false => "",
    };
    view! {
        <figure class="card stage in-force">
            <figcaption>{caption}</figcaption>
            <ol>{rows.collect_view()}</ol>
            {line("summary", fixed(none))}
            {details("json", "As JSON", vec![copyable_text("The group as JSON", text.clone())])}
        </figure>
    }
    .into_any()
}

/// What is known about the network.
pub(super) fn facts(text: &str) -> AnyView {
    let read = nsg_documents::network::read(text).network;
    let mut known: Vec<String> = Vec::new();
    let joined = |prefixes: &[ipnet::IpNet]| {
        let texts: Vec<String> = prefixes.iter().map(ToString::to_string).collect();
        texts.join(", ")
    };
    if let Some(space) = &read.virtual_network {
        known.push(format!("VirtualNetwork is {}", joined(space)));
    }
    for (name, set) in read
        .service_tags
        .iter()
        .chain(&read.application_security_groups)
    {
        known.push(format!(
            "{} is {}",
            name.last_segment(),
            joined(&set.prefixes())
        ));
    }
    for rule in &read.security_admin_rules {
        known.push(format!("Security admin rule {}", rule.name));
    }
    let items = known.into_iter().map(|text| view! { <li>{text}</li> });
    view! {
        <div class="card facts">
            <p>"What is known of the network"</p>
            <ul>{items.collect_view()}</ul>
            {details("json", "As JSON", vec![copyable_text("The network as JSON", text.to_owned())])}
        </div>
    }
    .into_any()
}
