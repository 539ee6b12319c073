//! The connection: cloud, token, what the token is good for, and forgetting it.

use super::copy::copyable;
use super::pick::pick;
use super::problem::problem;
use super::progress::progress;
use crate::state::State;
use crate::state::live::{Choice, Connecting, now, simulator};
use crate::view::parts::{Choices, TextField, button, details, fixed, line, list, never};
use crate::view::{when, words};
use azure::cloud::Cloud;
use azure::error::role_definition;
use leptos::html::Input;
use leptos::prelude::*;
use std::time::Duration;

/// Everything about the connection, and what can be picked once it stands.
pub(in crate::view) fn azure_card(state: State) -> AnyView {
    let connecting = state.live.connecting;
    let connected = when(move || connecting.connection.with(Option::is_some));
    let asks =
        when(move || connecting.needs_token.get() || (connecting.open.get() && !connected.get()));
    let no_simulator = when(move || connected.get() || simulator().is_none());
    let toggle = words(move || {
        let word = if connecting.open.get() {
            "Close"
        } else {
            "Connect…"
        };
        word.to_owned()
    });
    let buttons = vec![
        button(
            "primary",
            fixed("Local simulator"),
            no_simulator,
            move || {
                connecting.connect_to_simulator();
            },
        ),
        button("", toggle, connected, move || {
            connecting.open.update(|open| *open = !*open);
        }),
        button(
            "",
            fixed("Forget the token"),
            when(move || !connected.get()),
            move || {
                state.live.stop();
                state.live.picking.reset();
                connecting.forget();
            },
        ),
    ];
    view! {
        <section class="wide" aria-labelledby="azure-title">
            <article class="card azure">
                <header>
                    <h2 id="azure-title">"Azure"</h2>
                    {line("summary grow", words(move || status(connecting)))}
                    {buttons}
                </header>
                {token_form(connecting, asks)}
                {problem(connecting.problem)}
                {progress(connecting.task)}
                {pick(state)}
            </article>
        </section>
    }
    .into_any()
}

/// Who is connected to what, and for how long.
fn status(connecting: Connecting) -> String {
    connecting.connection.with(|connection| {
        let Some(connection) = connection else {
            return "Compare with what Azure itself answers: with your own token, which stays in this page's memory."
                .to_owned();
        };
        let token = connection.token.token();
        let claims = token.as_ref().map(|token| token.claims());
        let name = claims.and_then(|claims| claims.name.clone());
        let expires = claims.and_then(|claims| claims.expires);
        // Read, so that the minutes count down.
        let _ = connecting.minute.get();
        let left = expires.map(|expires| match expires.saturating_sub(now()) / 60 {
            0 => "token expires within a minute".to_owned(),
            minutes => format!("token good for {minutes} min"),
        });
        let place = connecting.place();
        let [name, left] = [name, left].map(Option::unwrap_or_default);
        crate::view::parts::dotted(&[&place, &name, &left])
    })
}

fn token_form(connecting: Connecting, asks: Signal<bool>) -> AnyView {
    let field = NodeRef::<Input>::new();
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if let Some(field) = field.get() {
            // Taken out of the document before anything else can look at it.
            let text = zeroize::Zeroizing::new(field.value());
            field.set_value("");
            connecting.submit(&text);
        }
    };
    let tick = move || connecting.minute.update(|count| *count += 1);
    if let Ok(tick) = set_interval_with_handle(tick, Duration::from_secs(20)) {
        on_cleanup(move || tick.clear());
    }
    let choose = move |label: String| {
        let found = Cloud::ALL.into_iter().find(|cloud| cloud.label() == label);
        connecting
            .cloud
            .set(found.map_or(Choice::Simulator, Choice::Cloud));
    };
    let clouds = Cloud::ALL.into_iter().map(Choice::Cloud);
    let clouds = clouds.chain(simulator().map(|_| Choice::Simulator));
    let options: Vec<_> = clouds
        .map(|choice| (choice.label().to_owned(), choice.label().to_owned()))
        .collect();
    let renewing = when(move || connecting.needs_token.get());
    let cloud = Choices {
        id: "cloud",
        label: "Cloud",
        class: "field",
        options: Signal::stored(options),
        chosen: words(move || connecting.cloud.get().label().to_owned()),
        hidden: renewing,
    };
    let custom = TextField {
        id: "resource-manager",
        label: "Resource Manager",
        placeholder: "https://management.example.com",
        class: "field",
        text: connecting.custom,
        hidden: when(move || {
            connecting.cloud.get() != Choice::Cloud(Cloud::Custom) || renewing.get()
        }),
    };
    let expired = words(move || match renewing.get() {
        true => "The token has expired. Paste a new one: what is under way goes on.".to_owned(),
        false => String::new(),
    });
    let go = words(move || if renewing.get() { "Go on" } else { "Connect" }.to_owned());
    view! {
        <form class="connect" autocomplete="off" hidden=when(move || !asks.get()) on:submit=submit>
            {line("notice", expired)}
            {cloud.view(choose)}
            {custom.view()}
            <div class="field grow">
                <label for="token">"Access token"</label>
                <input
                    type="password"
                    id="token"
                    node_ref=field
                    autocomplete="off"
                    spellcheck="false"
                    placeholder="Paste the token, or all that the command printed"
                />
            </div>
            <button type="submit" class="primary">
                {go}
            </button>
            {guide(connecting)}
        </form>
    }
    .into_any()
}

/// Three lines: two ways to a token, and the least role.
fn guide(connecting: Connecting) -> AnyView {
    let resource = move || connecting.token_resource();
    let azure_cli = words(move || format!("az account get-access-token --resource {}", resource()));
    let powershell = words(move || {
        format!(
            "[Net.NetworkCredential]::new('', (Get-AzAccessToken -ResourceUrl {} -AsSecureString).Token).Password",
            resource(),
        )
    });
    let role = words(|| role_definition("<subscription id>"));
    let step = |text: &str, label, command| {
        crate::view::parts::item("", vec![line("", fixed(text)), copyable(label, command)])
    };
    let steps = vec![
        step(
            "With Azure CLI, after az login:",
            "Azure CLI command",
            azure_cli,
        ),
        step(
            "With PowerShell, after Connect-AzAccount:",
            "PowerShell command",
            powershell,
        ),
        step(
            "Network Contributor is enough, Reader is not. The least role, for az role definition create:",
            "Role definition",
            role,
        ),
    ];
    let about = "The token is kept in memory until you forget it or reload, goes to the chosen Resource Manager alone, and is never stored, logged or shown.";
    let title = "Where do I get a token, and which rights does it need?";
    details(
        "guide",
        title,
        vec![list("steps", never(), steps), line("summary", fixed(about))],
    )
}
