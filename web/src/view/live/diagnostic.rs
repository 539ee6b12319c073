//! Azure's comparison of every rule beside ours, with the first difference marked.

use azure::confirm::{ComparedFields, GroupSideBySide, RuleSideBySide, SideBySide};
use leptos::prelude::*;
use nsg::AppliedTo;
use nsg::ComparedField;
use text::text;

/// One table for each stage.
pub(super) fn rules(found: &SideBySide) -> AnyView {
    if found.groups.is_empty() {
        return view! { <p class="notice">{text!("live-evaluated-nothing")}</p> }.into_any();
    }
    let first = found.first_difference();
    let said = match first {
        None => text!("live-rules-same"),
        Some(_) => text!("live-rules-differ"),
    };
    let tables = found.groups.iter().enumerate().map(|(at, group)| {
        let marked = first
            .filter(|(stage, _)| *stage == at)
            .map(|(_, rule)| rule);
        table(group, marked)
    });
    view! {
        <p class="summary">{said}</p>
        {tables.collect_view()}
    }
    .into_any()
}

fn table(group: &GroupSideBySide, first: Option<usize>) -> AnyView {
    let stage = match group.applied_to {
        Some(AppliedTo::VirtualNetwork) => text!("ladder-admin-rules"),
        Some(AppliedTo::Subnet) => text!("place-subnet"),
        Some(AppliedTo::NetworkInterface) => text!("place-nic"),
        None => text!("live-stage-other"),
    };
    let name = group.id.as_deref().and_then(|id| id.rsplit('/').next());
    let evaluated = match (group.ours, group.theirs) {
        (true, false) => "ours",
        (false, true) => "theirs",
        _ => "both",
    };
    let group_name = name.unwrap_or_default();
    let title = text!("live-stage-title", evaluated, stage, group = group_name);
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
                        <th scope="col">{text!("live-rule")}</th>
                        <th scope="col">{text!("live-side-offline")}</th>
                        <th scope="col">{"Azure"}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(rule: &RuleSideBySide, first: bool) -> AnyView {
    let class = if first { "first-difference" } else { "" };
    let difference = match (first, rule.differs) {
        (true, Some(field)) => text!("live-first-difference", field = field.word()),
        (true, None) => text!("live-first-difference-rule").to_owned(),
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
fn said(fields: Option<ComparedFields>) -> String {
    let Some(fields) = fields else {
        return "–".to_owned();
    };
    let named = |wanted: Option<bool>| {
        let mut names = String::new();
        for (field, found) in ComparedField::ALL.into_iter().zip(fields) {
            if found == wanted {
                names.push_str(if names.is_empty() { "" } else { ", " });
                names.push_str(field.word());
            }
        }
        names
    };
    let (missed, open) = (named(Some(false)), named(None));
    match (missed.is_empty(), open.is_empty()) {
        (true, true) => text!("live-fields-match").to_owned(),
        (false, _) => text!("live-fields-missed", fields = missed),
        (true, false) => text!("live-fields-open", fields = open),
    }
}
