//! The connection: cloud, token, what the token is good for, and forgetting it.

use super::copy::Copyable;
use super::pick::Pick;
use super::problem::Problem;
use super::progress::Progress;
use crate::state::State;
use crate::state::live::{Choice, Connecting, now, simulator};
use crate::view::{when, words};
use azure::cloud::Cloud;
use azure::error::role_definition;
use leptos::html::Input;
use leptos::prelude::*;
use std::time::Duration;

#[component]
pub(in crate::view) fn AzureCard(state: State) -> impl IntoView {
    let connecting = state.live.connecting;
    let connected = move || connecting.connection.with(Option::is_some);
    let asks = move || connecting.needs_token.get() || (connecting.open.get() && !connected());
    let forget = move |_| {
        state.live.confirming.stop();
        state.live.many.stop();
        state.live.picking.reset();
        connecting.forget();
    };
    view! {
        <section class="wide" aria-labelledby="azure-title">
            <article class="card azure">
                <header>
                    <h2 id="azure-title">"Azure"</h2>
                    <p class="summary grow">{words(move || status(connecting))}</p>
                    {simulator()
                        .map(|_| {
                            view! {
                                <button
                                    type="button"
                                    class="primary"
                                    hidden=when(connected)
                                    on:click=move |_| connecting.connect_to_simulator()
                                >
                                    "Local simulator"
                                </button>
                            }
                        })}
                    <button
                        type="button"
                        hidden=when(connected)
                        aria-expanded=words(move || connecting.open.get().to_string())
                        on:click=move |_| connecting.open.update(|open| *open = !*open)
                    >
                        {words(move || {
                            if connecting.open.get() { "Close" } else { "Connect…" }.to_owned()
                        })}
                    </button>
                    <button type="button" hidden=when(move || !connected()) on:click=forget>
                        "Forget the token"
                    </button>
                </header>
                <TokenForm connecting asks=when(asks) />
                <Problem problem=connecting.problem />
                <Progress task=connecting.task />
                <Pick state />
            </article>
        </section>
    }
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
        let name = claims.and_then(|claims| claims.name.clone()).unwrap_or_default();
        let left = claims.and_then(|claims| claims.expires);
        // Read, so that the minutes count down.
        let _ = connecting.minute.get();
        let left = left.map(|expires| match expires.saturating_sub(now()) / 60 {
            0 => "token expires within a minute".to_owned(),
            minutes => format!("token good for {minutes} min"),
        });
        let place = connecting.place();
        let parts = [place, name, left.unwrap_or_default()];
        let parts = parts.iter().filter(|part| !part.is_empty());
        parts.cloned().collect::<Vec<_>>().join(" · ")
    })
}

#[component]
fn TokenForm(connecting: Connecting, asks: Signal<bool>) -> impl IntoView {
    let field = NodeRef::<Input>::new();
    let custom = move || connecting.cloud.get() == Choice::Cloud(Cloud::Custom);
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let Some(field) = field.get() else {
            return;
        };
        // Taken out of the document before anything else can look at it.
        let text = zeroize::Zeroizing::new(field.value());
        field.set_value("");
        connecting.submit(&text);
    };
    let every = Duration::from_secs(20);
    let tick =
        set_interval_with_handle(move || connecting.minute.update(|count| *count += 1), every);
    on_cleanup(move || {
        if let Ok(tick) = tick {
            tick.clear();
        }
    });
    let choose = move |event| {
        let label = event_target_value(&event);
        let found = Cloud::ALL.into_iter().find(|cloud| cloud.label() == label);
        connecting
            .cloud
            .set(found.map_or(Choice::Simulator, Choice::Cloud));
    };
    let option = move |choice: Choice| {
        view! {
            <option value=choice.label() selected=when(move || connecting.cloud.get() == choice)>
                {choice.label()}
            </option>
        }
    };
    view! {
        <form class="connect" autocomplete="off" hidden=when(move || !asks.get()) on:submit=submit>
            <p class="notice" hidden=when(move || !connecting.needs_token.get())>
                "The token has expired. Paste a new one: what is under way goes on."
            </p>
            <div class="field" hidden=connecting.needs_token>
                <label for="cloud">"Cloud"</label>
                <select id="cloud" on:change=choose>
                    {Cloud::ALL.map(|cloud| option(Choice::Cloud(cloud)))}
                    {simulator().map(|_| option(Choice::Simulator))}
                </select>
            </div>
            <div class="field" hidden=when(move || !custom() || connecting.needs_token.get())>
                <label for="resource-manager">"Resource Manager"</label>
                <input
                    type="text"
                    id="resource-manager"
                    spellcheck="false"
                    placeholder="https://management.example.com"
                    prop:value=connecting.custom
                    on:input=move |event| connecting.custom.set(event_target_value(&event))
                />
            </div>
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
                {words(move || {
                    if connecting.needs_token.get() { "Go on" } else { "Connect" }.to_owned()
                })}
            </button>
            <Guide connecting />
        </form>
    }
}

/// Three lines: two ways to a token, and the least role.
#[component]
fn Guide(connecting: Connecting) -> impl IntoView {
    let resource = move || connecting.token_resource();
    view! {
        <details class="guide">
            <summary>"Where do I get a token, and which rights does it need?"</summary>
            <ol>
                <li>
                    "Azure CLI, after " <code>"az login"</code> ":"
                    <Copyable
                        label="Azure CLI command"
                        text=words(move || {
                            format!("az account get-access-token --resource {}", resource())
                        })
                    />
                </li>
                <li>
                    "PowerShell, after " <code>"Connect-AzAccount"</code> ":"
                    <Copyable
                        label="PowerShell command"
                        text=words(move || {
                            format!(
                                "(Get-AzAccessToken -ResourceUrl {} -AsSecureString).Token | ConvertFrom-SecureString -AsPlainText",
                                resource(),
                            )
                        })
                    />
                </li>
                <li>
                    "Network Contributor is enough, Reader is not. The least role, to be created with "
                    <code>"az role definition create"</code> ":"
                    <Copyable
                        label="Role definition"
                        text=words(move || role_definition("<subscription id>"))
                    />
                </li>
            </ol>
            <p class="summary">
                "The token is kept in memory until you forget it or reload, is sent to the chosen Resource Manager alone, and is never stored, logged or shown."
            </p>
        </details>
    }
}
