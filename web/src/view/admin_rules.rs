//! Security admin rules: what somebody pasted, or what was fetched of them.

use super::components::Edited;
use super::diagnostics::Diagnostics;
use crate::state::State;
use leptos::html::Textarea;
use leptos::prelude::*;
use text::text;

/// The field, folded away while nobody has any.
pub(super) fn admin_rules(state: State) -> AnyView {
    let textarea = NodeRef::<Textarea>::new();
    let text = state.network.admin_rules;
    let document = state.network.admin_document;
    let picking = state.live.picking;
    let edits =
        Signal::derive(move || text.with(|text| picking.is_edited(|it| &it.admin_rules, text)));
    let restored = text.with_untracked(|text| !text.is_empty());
    // Not by what is typed: it would close while one is at it.
    let open = Memo::new(move |_| {
        let fetched = picking.deployed.with(|deployed| {
            let landed = deployed.as_ref().map(|it| &it.landed);
            landed.map(|landed| !landed.admin_rules.is_empty())
        });
        fetched.unwrap_or(restored)
    });
    let help = Signal::derive(move || {
        let rules = document.with(|document| document.network.security_admin_rules.len());
        match rules {
            0 => text!("admin-rules-help").to_owned(),
            rules => text!("admin-rules-checked", rules),
        }
    });
    let typed = move |event| {
        text.set(event_target_value(&event));
        state.sample.set(String::new());
    };
    view! {
        <details class="field" open=open>
            <summary>{text!("ladder-admin-rules")} " " <Edited is_edited=edits /></summary>
            <textarea
                node_ref=textarea
                id="admin-rules"
                rows="6"
                spellcheck="false"
                autocomplete="off"
                aria-label=text!("admin-rules-label")
                aria-describedby="admin-rules-help"
                placeholder=text!("admin-rules-placeholder")
                prop:value=text
                on:input=typed
            ></textarea>
            <small id="admin-rules-help">{help}</small>
            <Diagnostics document textarea />
        </details>
    }
    .into_any()
}
