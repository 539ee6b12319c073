//! Azure's comparison of every rule beside ours, with the first difference marked.

use azure::confirm::{Beside, Fields, GroupBeside, RuleBeside};
use leptos::prelude::*;
use nsg::AppliedTo;
use std::rc::Rc;

/// The five things that a rule looks at, as columns.
const FIELDS: [&str; 5] = [
    "protocol",
    "source",
    "source port",
    "destination",
    "destination port",
];

#[component]
pub(super) fn Rules(rules: RwSignal<Option<Rc<Beside>>, LocalStorage>) -> impl IntoView {
    move || {
        rules.with(|rules| {
            let rules = rules.as_ref()?;
            if rules.groups.is_empty() {
                return Some(
                    view! {
                        <p class="notice">
                            "Azure evaluated nothing. That was seen with groups in place, too: it does not mean that there is no NSG. Ask again in a minute."
                        </p>
                    }
                    .into_any(),
                );
            }
            let first = rules.first_difference();
            let groups = rules.groups.iter().enumerate();
            let tables = groups.map(|(at, group)| {
                table(group, first.filter(|(stage, _)| *stage == at).map(|(_, rule)| rule))
            });
            let tables: Vec<_> = tables.collect();
            let said = match first {
                None => "Every rule compares as ours does.",
                Some(_) => "The first difference is marked: everything after it may follow from it.",
            };
            Some(view! { <p class="summary">{said}</p> {tables} }.into_any())
        })
    }
}

fn table(group: &GroupBeside, first: Option<usize>) -> AnyView {
    let stage = match group.applied_to {
        Some(AppliedTo::VirtualNetwork) => "Security admin rules",
        Some(AppliedTo::Subnet) => "Subnet NSG",
        Some(AppliedTo::NetworkInterface) => "NIC NSG",
        None => "Another group",
    };
    let name = group
        .id
        .as_deref()
        .and_then(|id| id.rsplit('/').next())
        .unwrap_or_default();
    let only = match (group.ours, group.theirs) {
        (true, false) => " (not evaluated by Azure)",
        (false, true) => " (Azure only)",
        _ => "",
    };
    let rows = group.rules.iter().enumerate();
    let rows: Vec<_> = rows
        .map(|(at, rule)| row(rule, first == Some(at)))
        .collect();
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=format!("{stage} {name}, rule by rule")>
            <table class="beside">
                <caption>{format!("{stage} {name}{only}")}</caption>
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
        (true, None) => "First difference: only one side comes to this rule".to_owned(),
        _ => String::new(),
    };
    view! {
        <tr class=class>
            <th scope="row">{rule.name.clone()} <small>{difference}</small></th>
            <td>{words_of(rule.ours)}</td>
            <td>{words_of(rule.theirs)}</td>
        </tr>
    }
    .into_any()
}

/// The five answers in words: what did not match, or that all did.
fn words_of(fields: Option<Fields>) -> String {
    let Some(fields) = fields else {
        return "–".to_owned();
    };
    let named = |wanted: Option<bool>| {
        let pairs = FIELDS.iter().zip(fields);
        let names = pairs
            .filter(|(_, found)| *found == wanted)
            .map(|(name, _)| *name);
        names.collect::<Vec<_>>().join(", ")
    };
    let (missed, open) = (named(Some(false)), named(None));
    match (missed.is_empty(), open.is_empty()) {
        (true, true) => "matches".to_owned(),
        (false, _) => format!("no: {missed}"),
        (true, false) => format!("depends: {open}"),
    }
}
