//! A token in a field that is none of the token's: said, and two ways out.

use crate::state::{State, Stray};
use crate::view::components::Button;
use crate::view::live::AzurePart;
use leptos::prelude::*;
use text::text;

/// Every field that holds a token and should not.
pub(super) fn strays(state: State, azure: AzurePart) -> AnyView {
    // Drawn anew when there are others, and not with every key: it is read out.
    let names = Memo::new(move |_| {
        let found = Stray::all(state).into_iter();
        found
            .map(|stray| stray.name().to_owned())
            .collect::<Vec<_>>()
    });
    view! {
        {move || {
            let _ = names.get();
            let found = untrack(|| Stray::all(state)).into_iter();
            found.map(|stray| view! { <StrayToken state azure stray /> }.into_any()).collect_view()
        }}
    }
    .into_any()
}

#[component]
fn StrayToken(state: State, azure: AzurePart, stray: Stray) -> impl IntoView {
    let connecting = state.live.connecting;
    // Who is connected has a token already.
    let no_field = Signal::derive(move || {
        let is_text = matches!(stray, Stray::Document(_) | Stray::Text(..));
        let asks = connecting.connection.with(Option::is_none);
        !(is_text && asks && state.host.takes_tokens())
    });
    let take = move || {
        connecting.moved.set(stray.empty(state).unwrap_or_default());
        connecting.open.set(true);
        azure.want("azure", |_| ());
        state.host.focus("token");
    };
    let empty = move || {
        stray.empty(state);
    };
    view! {
        <div class="problem wide" role="alert">
            <p>{text!("stray-token", field = stray.name())}</p>
            <div class="actions">
                <Button label=text!("stray-empty") on_press=empty />
                <Button label=text!("stray-move") hidden=no_field on_press=take />
            </div>
        </div>
    }
}
