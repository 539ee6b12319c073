//! The question at the top of a page that was opened with a link.

use super::analysis;
use crate::state::{Saved, State};
use crate::view::components::{Button, Status};
use leptos::prelude::*;
use text::text;

/// The question at the top of a page that was opened with a link.
pub(super) fn opened_link(state: State) -> AnyView {
    let sharing = analysis(state).sharing;
    sharing.look();
    view! {
        <Status class="banner" text=sharing.unread />
        <section
            class="opened-link"
            role="region"
            aria-label=text!("link-opened-name")
            hidden=move || sharing.offered.with(Option::is_none)
        >
            <p>{text!("link-opened")}</p>
            <ul class="contents">
                {move || {
                    sharing.offered.with(|offered| {
                        let contents = offered.iter().flat_map(Saved::contents);
                        contents.map(|text| view! { <li><span>{text}</span></li> }).collect_view()
                    })
                }}
            </ul>
            <p class="summary">{text!("link-replaces")}</p>
            <div class="actions">
                <Button
                    class="primary"
                    label=text!("link-open")
                    on_press=move || sharing.decide(state, true)
                />
                <Button label=text!("link-keep") on_press=move || sharing.decide(state, false) />
            </div>
        </section>
    }
    .into_any()
}
