//! The entrance to Azure, which is there before anything that asks it was loaded.

use super::AzurePart;
use crate::state::live::{EndpointChoice, simulator};
use crate::state::{Outcome, State};
use crate::view::components::{Button, Line};
use crate::view::folded::Folded;
use leptos::prelude::*;
use text::text;

/// What the Azure card says of itself without a connection.
pub(super) fn offline() -> String {
    text!("live-offline").to_owned()
}

/// What the comparison waits for without a verdict.
pub(super) fn no_verdict() -> String {
    text!("live-no-verdict").to_owned()
}

/// What it waits for without a connection.
pub(super) fn not_connected() -> String {
    text!("live-not-connected").to_owned()
}

/// The card on top: connecting, and picking a machine.
#[component]
pub(in crate::view) fn AzureCard(state: State, part: AzurePart) -> impl IntoView {
    let status = move || match part.get() {
        Some(azure) => (azure.status)(state),
        None => offline(),
    };
    // A button in the header, and as wide as the page once there is something to fill in or to pick.
    let connecting = state.live.connecting;
    let class = move || {
        let is_open = connecting.open.get() || connecting.connection.with(Option::is_some);
        if is_open { "wide open" } else { "wide" }
    };
    view! {
        <Wide state class title="azure-title" part="azure">
            <article class="card azure">
                <header>
                    <h2 id="azure-title">{"Azure"}</h2>
                    <Line class="summary grow" text=status />
                    <Buttons state part />
                </header>
                {part.progress("azure")}
                {part.drawn(move |azure| (azure.connection)(state), Vec::new)}
            </article>
        </Wide>
    }
}

/// Whether nothing about Azure is to be seen: where the tool is only to show rules, others would come in their place.
fn is_absent(state: State) -> bool {
    let host = state.host;
    let is_wanted = host.has_azure && !host.is_readonly.get() && host.views.verdict.get();
    !is_wanted || host.is_learning()
}

/// A row of the page, named by the heading in it.
#[component]
fn Wide(
    state: State,
    /// The id of the heading.
    title: &'static str,
    /// What an element's page calls it.
    part: &'static str,
    #[prop(into, default = "wide".into())] class: Signal<String>,
    children: Children,
) -> impl IntoView {
    view! {
        <section
            class=class
            part=part
            role=state.host.role()
            aria-labelledby=title
            hidden=move || is_absent(state)
        >
            {children()}
        </section>
    }
}

/// What connects and what parts again.
#[component]
fn Buttons(state: State, part: AzurePart) -> impl IntoView {
    let connecting = state.live.connecting;
    let connected = Signal::derive(move || connecting.connection.with(Option::is_some));
    // Beside the form there would be two ways on; an expired token of the simulator is renewed by it.
    let no_simulator = Signal::derive(move || {
        let renews = connecting.renews() && connecting.cloud.get() == EndpointChoice::Simulator;
        let first = !connected.get() && !connecting.open.get();
        !state.host.is_page() || simulator().is_none() || !(first || renews)
    });
    let host = state.host;
    let toggle = Signal::derive(move || {
        match (host.has_token_source.get(), connecting.open.get()) {
            (true, _) => text!("live-connect"),
            (false, true) => text!("live-close"),
            (false, false) => text!("live-connect-open"),
        }
        .to_owned()
    });
    view! {
        <Button
            class="primary"
            label=text!("live-simulator")
            hidden=no_simulator
            on_press=move || part.want("azure", move |azure| (azure.connect_to_simulator)(state))
        />
        <Button
            label=toggle
            hidden=connected
            on_press=move || match host.token_source() {
                Some(source) => part.want("azure", move |azure| (azure.connect_with)(state, source)),
                None => {
                    connecting.open.update(|open| *open = !*open);
                    part.want("azure", |_| ());
                }
            }
        />
        <Button
            label=text!("live-forget")
            hidden=move || !connected.get()
            on_press=move || part.want("azure", move |azure| (azure.forget)(state))
        />
    }
}

/// The card below the verdict.
#[component]
pub(in crate::view) fn ConfirmCard(state: State, part: AzurePart) -> impl IntoView {
    let waits_for = move || {
        let judged = state
            .outcome
            .with(|outcome| matches!(outcome, Outcome::Verdict(_)));
        if judged {
            not_connected()
        } else {
            no_verdict()
        }
    };
    let before = move || {
        let card = view! {
            <article class="card confirm">
                <header>
                    <h3>{text!("live-confirm-title")}</h3>
                </header>
                <Line class="summary" text=waits_for />
            </article>
        };
        vec![card.into_any()]
    };
    view! {
        <div class="field" hidden=move || is_absent(state)>
            {part.drawn(move |azure| (azure.confirm)(state), before)}
        </div>
    }
}

/// The list of flows, folded away.
#[component]
pub(in crate::view) fn ManyCard(state: State, part: AzurePart) -> impl IntoView {
    let title = view! { <h2 id="many-title">{text!("live-many-title")}</h2> };
    view! {
        <Wide state title="many-title" part="many">
            <Folded
                class="card many"
                face=title.into_any()
                on_toggle=move |is_open| {
                    if is_open {
                        part.want("many", |_| ());
                    }
                }
            >
                {part.progress("many")}
                {part.drawn(move |azure| (azure.batch)(state), Vec::new)}
            </Folded>
        </Wide>
    }
}
