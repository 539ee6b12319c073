//! What becomes of flows, as a chip and the name of the rule.

use leptos::prelude::*;
use nsg::Decision;
use nsg_analysis::Ruling;

/// The class of a chip.
pub(super) fn chip_class(access: Decision) -> &'static str {
    match access {
        Decision::Allow => "chip allow",
        Decision::Deny => "chip deny",
        Decision::Depends => "chip depends",
    }
}

/// An access as a chip.
pub(super) fn chip(access: Decision) -> AnyView {
    view! { <span class=chip_class(access)>{access.word()}</span> }.into_any()
}

/// An access with the rule that decides.
pub(super) fn ruling(ruling: &Ruling) -> AnyView {
    let rule = ruling.rule.as_ref();
    let rule = rule.map_or_else(String::new, |rule| rule.name.name.clone());
    view! {
        {chip(ruling.access)}
        <small>{rule}</small>
    }
    .into_any()
}
