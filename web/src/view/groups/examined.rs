//! How many rows were examined, with the way to stop and to go on.

use crate::state::GroupListing;
use leptos::prelude::*;
use text::text;

#[component]
pub(super) fn Examined(listing: GroupListing) -> impl IntoView {
    let done = Memo::new(move |_| listing.examined.with(Vec::len));
    let all = Memo::new(move |_| listing.count());
    let is_done = Memo::new(move |_| done.get() >= all.get());
    let label = text!("groups-examined-name");
    view! {
        <div class="actions examined" hidden=is_done>
            <progress aria-label=label max=move || all.get().to_string() value=move || done.get().to_string()>
            </progress>
            <span class="summary">
                {move || text!("groups-examined", done = done.get(), all = all.get())}
            </span>
            <button type="button" hidden=listing.is_stopped on:click=move |_| listing.stop()>
                {text!("groups-stop")}
            </button>
            <button
                type="button"
                hidden=move || !listing.is_stopped.get()
                on:click=move |_| listing.go_on()
            >
                {text!("groups-go-on")}
            </button>
        </div>
    }
}
