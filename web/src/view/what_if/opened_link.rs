//! The question at the top of a page that was opened with a link.

use super::analysis;
use crate::state::{Saved, State};
use crate::view::parts::{block, button, fixed, follows, item, line, list, never, spoken, word};
use crate::view::when;
use leptos::prelude::*;
use text::text;

/// The question at the top of a page that was opened with a link.
pub(super) fn opened_link(state: State) -> AnyView {
    let sharing = analysis(state).sharing;
    sharing.look();
    let nothing = when(move || sharing.offered.with(Option::is_none));
    let contents = follows(move || {
        sharing.offered.with(|offered| {
            let contents = offered.iter().flat_map(Saved::contents);
            contents
                .map(|text| item("", vec![word("", text)]))
                .collect()
        })
    });
    let actions = vec![
        button("primary", fixed(text!("link-open")), never(), move || {
            sharing.decide(state, true)
        }),
        button("", fixed(text!("link-keep")), never(), move || {
            sharing.decide(state, false)
        }),
    ];
    let parts = vec![
        line("", fixed(text!("link-opened"))),
        list("contents", never(), vec![contents]),
        line("summary", fixed(text!("link-replaces"))),
        block("actions", never(), actions),
    ];
    view! {
        {spoken("banner", sharing.unread.into())}
        <section class="opened-link" role="region" aria-label=text!("link-opened-name") hidden=nothing>
            {parts}
        </section>
    }
    .into_any()
}
