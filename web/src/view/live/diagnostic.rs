//! Azure's comparison of every rule beside ours, with the first difference marked.

use crate::view::parts::{fixed, line};
use azure::confirm::{Beside, Fields, GroupBeside, RuleBeside};
use leptos::prelude::*;
use nsg::AppliedTo;

/// The five things that a rule looks at, in Azure's order.
const FIELDS: [&str; 5] = [
    "protocol",
    "source",
    "source port",
    "destination",
    "destination port",
];

/// One table for each stage.
pub(super) fn rules(found: &Beside) -> Vec<AnyView> {
    if found.groups.is_empty() {
        let said = "Azure evaluated nothing. That was seen with groups in place, too: it does not mean that there is no NSG. Ask again in a minute.";
        return vec![line("notice", fixed(said))];
    }
    let first = found.first_difference();
    let said = match first {
        None => "Every rule compares as ours does.",
        Some(_) => "The first difference is marked: everything after it may follow from it.",
    };
    let mut parts = vec![line("summary", fixed(said))];
    for (at, group) in found.groups.iter().enumerate() {
        let marked = first
            .filter(|(stage, _)| *stage == at)
            .map(|(_, rule)| rule);
        parts.push(table(group, marked));
    }
    parts
}

fn table(group: &GroupBeside, first: Option<usize>) -> AnyView {
    let stage = match group.applied_to {
        Some(AppliedTo::VirtualNetwork) => "Security admin rules",
        Some(AppliedTo::Subnet) => "Subnet NSG",
        Some(AppliedTo::NetworkInterface) => "NIC NSG",
        None => "Another group",
    };
    let name = group.id.as_deref().and_then(|id| id.rsplit('/').next());
    let only = match (group.ours, group.theirs) {
        (true, false) => " (not evaluated by Azure)",
        (false, true) => " (Azure only)",
        _ => "",
    };
    let title = format!("{stage} {}{only}", name.unwrap_or_default());
    let caption = title.clone();
    let rows = group.rules.iter().enumerate();
    let rows: Vec<_> = rows
        .map(|(at, rule)| row(rule, first == Some(at)))
        .collect();
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=title>
            <table class="beside">
                <caption>{caption}</caption>
                <thead>
                    <tr>
                        <th scope="col">"Rule"</th>
                        <th scope="col">"Offline"</th>
                        <th scope="col">"Azure"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(rule: &RuleBeside, first: bool) -> AnyView {
    let class = if first { "first-difference" } else { "" };
    let difference = match (first, rule.differs) {
        (true, Some(field)) => format!("First difference: {}", field.as_str()),
        (true, None) => "First difference: only one side has this rule or comes to it".to_owned(),
        _ => String::new(),
    };
    view! {
        <tr class=class>
            <th scope="row">{rule.name.clone()} " " <small>{difference}</small></th>
            <td>{said(rule.ours)}</td>
            <td>{said(rule.theirs)}</td>
        </tr>
    }
    .into_any()
}

/// The five answers in words: what did not match, or that all did.
fn said(fields: Option<Fields>) -> String {
    let Some(fields) = fields else {
        return "–".to_owned();
    };
    let named = |wanted: Option<bool>| {
        let mut names = String::new();
        for (name, found) in FIELDS.iter().zip(fields) {
            if found == wanted {
                names.push_str(if names.is_empty() { "" } else { ", " });
                names.push_str(name);
            }
        }
        names
    };
    let (missed, open) = (named(Some(false)), named(None));
    match (missed.is_empty(), open.is_empty()) {
        (true, true) => "matches".to_owned(),
        (false, _) => format!("no: {missed}"),
        (true, false) => format!("depends: {open}"),
    }
}
