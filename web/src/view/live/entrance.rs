//! The entrance to Azure, which is there before anything that asks it was loaded.

use super::AzurePart;
use crate::state::live::{EndpointChoice, simulator};
use crate::state::{Outcome, State};
use crate::view::folded::folded;
use crate::view::parts::{Hidden, block, button, fixed, line, never};
use crate::view::{when, words};
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
pub(in crate::view) fn azure_card(state: State, part: AzurePart) -> AnyView {
    let status = move || match part.get() {
        Some(azure) => (azure.status)(state),
        None => offline(),
    };
    let mut head = vec![
        view! { <h2 id="azure-title">{"Azure"}</h2> }.into_any(),
        line("summary grow", words(status)),
    ];
    head.extend(buttons(state, part));
    let parts = vec![
        part.progress("azure"),
        part.drawn(move |azure| (azure.connection)(state), Vec::new),
    ];
    // A button in the header, and as wide as the page once there is something to fill in or to pick.
    let connecting = state.live.connecting;
    let class = words(move || {
        let is_open = connecting.open.get() || connecting.connection.with(Option::is_some);
        if is_open { "wide open" } else { "wide" }.to_owned()
    });
    wide(
        state,
        class,
        "azure-title",
        "azure",
        card("card azure", head, parts),
    )
}

/// Whether nothing about Azure is to be seen: where the tool is only to show rules, others would come in their place.
fn absent(state: State) -> Hidden {
    let host = state.host;
    when(move || {
        let is_wanted = host.has_azure && !host.is_readonly.get() && host.views.verdict.get();
        !is_wanted || host.is_learning()
    })
}

/// A row of the page, named by the heading in it.
fn wide(
    state: State,
    class: Signal<String>,
    title: &'static str,
    part: &'static str,
    card: AnyView,
) -> AnyView {
    view! {
        <section
            class=class
            part=part
            role=state.host.role()
            aria-labelledby=title
            hidden=absent(state)
        >
            {card}
        </section>
    }
    .into_any()
}

/// A card with its header.
pub(super) fn card(class: &'static str, head: Vec<AnyView>, parts: Vec<AnyView>) -> AnyView {
    view! {
        <article class=class>
            <header>{head}</header>
            {parts}
        </article>
    }
    .into_any()
}

fn buttons(state: State, part: AzurePart) -> Vec<AnyView> {
    let connecting = state.live.connecting;
    let connected = when(move || connecting.connection.with(Option::is_some));
    // Beside the form there would be two ways on; an expired token of the simulator is renewed by it.
    let no_simulator = when(move || {
        let renews = connecting.renews() && connecting.cloud.get() == EndpointChoice::Simulator;
        let first = !connected.get() && !connecting.open.get();
        !state.host.is_page() || simulator().is_none() || !(first || renews)
    });
    let host = state.host;
    let toggle = words(move || {
        match (host.has_token_source.get(), connecting.open.get()) {
            (true, _) => text!("live-connect"),
            (false, true) => text!("live-close"),
            (false, false) => text!("live-connect-open"),
        }
        .to_owned()
    });
    vec![
        button(
            "primary",
            fixed(text!("live-simulator")),
            no_simulator,
            move || part.want("azure", move |azure| (azure.connect_to_simulator)(state)),
        ),
        button("", toggle, connected, move || match host.token_source() {
            Some(source) => part.want("azure", move |azure| (azure.connect_with)(state, source)),
            None => {
                connecting.open.update(|open| *open = !*open);
                part.want("azure", |_| ());
            }
        }),
        button(
            "",
            fixed(text!("live-forget")),
            when(move || !connected.get()),
            move || part.want("azure", move |azure| (azure.forget)(state)),
        ),
    ]
}

/// The card below the verdict.
pub(in crate::view) fn confirm_card(state: State, part: AzurePart) -> AnyView {
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
        let waits = line("summary", words(waits_for));
        vec![card("card confirm", vec![confirm_title()], vec![waits])]
    };
    let card = part.drawn(move |azure| (azure.confirm)(state), before);
    block("field", absent(state), vec![card])
}

pub(super) fn confirm_title() -> AnyView {
    view! { <h3>{text!("live-confirm-title")}</h3> }.into_any()
}

/// The list of flows, folded away.
pub(in crate::view) fn many_card(state: State, part: AzurePart) -> AnyView {
    let parts = vec![
        part.progress("many"),
        part.drawn(move |azure| (azure.batch)(state), Vec::new),
    ];
    let title = view! { <h2 id="many-title">{text!("live-many-title")}</h2> };
    let card = folded(
        "card many",
        title.into_any(),
        never(),
        parts,
        move |is_open| {
            if is_open {
                part.want("many", |_| ());
            }
        },
    );
    wide(state, fixed("wide"), "many-title", "many", card)
}
