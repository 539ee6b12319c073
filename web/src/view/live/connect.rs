//! The connection: cloud, token, what the token is good for, and forgetting it.

use super::entrance::offline;
use super::guide::guide;
use super::pick::pick;
use super::problem::Problem;
use super::progress::Progress;
use crate::element::object;
use crate::state::State;
use crate::state::live::{Connecting, EndpointChoice, now};
use crate::view::components::{Choices, Line, TextField};
use crate::view::wording::dotted;
use azure::cloud::Cloud;
use azure::token::Claims;
use leptos::html::Input;
use leptos::prelude::*;
use std::time::Duration;
use text::text;
use zeroize::Zeroizing;

/// What the Azure card has below its header: the way to a connection, and what can be picked once it
/// stands.
pub(super) fn connection(state: State) -> AnyView {
    let connecting = state.live.connecting;
    let connected = Signal::derive(move || connecting.connection.with(Option::is_some));
    let host = state.host;
    let asks = Signal::derive(move || {
        let asks = connecting.needs_token.get() || (connecting.open.get() && !connected.get());
        asks && !host.has_token_source.get()
    });
    Effect::new(move |_| {
        if let (true, Some(source)) = (connecting.needs_token.get(), host.token_source()) {
            connecting.renew_with(source);
        }
    });
    tell(state);
    view! {
        <Line class="summary" text=move || allows(connecting) />
        <Line class="summary" text=move || to_find(connecting) />
        {match host.is_framed {
            true => view! { <div hidden=move || !asks.get()>{framed()}</div> }.into_any(),
            false => view! { <TokenForm connecting asks /> }.into_any(),
        }}
        <Problem problem=connecting.problem />
        <Progress task=connecting.task />
        {pick(state)}
    }
    .into_any()
}

/// Tells the page around the tool what Azure answers, and what goes wrong.
fn tell(state: State) {
    let (host, live) = (state.host, state.live);
    if host.is_page() {
        return;
    }
    Effect::new(move |_| {
        live.confirming.confirmed.with(|confirmed| {
            if let Some(confirmed) = confirmed {
                host.tell("confirm", &object(&confirmed.confirmation));
            }
        });
    });
    for problem in [
        live.connecting.problem,
        live.picking.problem,
        live.confirming.problem,
    ] {
        Effect::new(move |_| {
            problem.with(|problem| {
                if let Some(problem) = problem {
                    host.tell("error", &object(&problem.object()));
                }
            });
        });
    }
}

/// Lets go of the token, of what waits for an answer, and of what was picked.
pub(super) fn forget(state: State) {
    state.live.stop();
    state.live.picking.reset();
    state.live.connecting.forget();
}

/// Who is connected to what, and for how long.
pub(super) fn status(state: State) -> String {
    let connecting = state.live.connecting;
    let Some(claims) = claims(connecting) else {
        return offline();
    };
    // Read, so that the minutes count down.
    let _ = connecting.minute.get();
    let left = claims.expires.map(|expires| {
        let time = clock(expires);
        match expires.checked_sub(now()) {
            None | Some(0) => text!("live-token-expired-at", time),
            Some(1..60) => text!("live-token-expires-soon", time),
            Some(seconds) => text!("live-token-good", minutes = seconds / 60, time),
        }
    });
    let [name, left] = [claims.name, left].map(Option::unwrap_or_default);
    dotted(&[&connecting.place(), &name, &left])
}

/// What else the token says of itself.
fn allows(connecting: Connecting) -> String {
    let claims = claims(connecting).unwrap_or_default();
    let tenant = claims.tenant.map(|tenant| text!("live-tenant", tenant));
    let scopes = match claims.scopes.is_empty() {
        true => String::new(),
        false => text!("live-token-allows", scopes = claims.scopes.join(", ")),
    };
    dotted(&[&tenant.unwrap_or_default(), &scopes])
}

/// What the token of the connection says of itself.
fn claims(connecting: Connecting) -> Option<Claims> {
    // Read, so that a newer token is seen.
    let _ = connecting.needs_token.get();
    connecting.connection.with(|connection| {
        let token = connection.as_ref()?.token.token()?;
        Some(token.claims().clone())
    })
}

/// The time of day, in the browser's time zone.
fn clock(seconds: u64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "seconds fit")]
    let date = js_sys::Date::new(&(seconds as f64 * 1000.0).into());
    format!("{:02}:{:02}", date.get_hours(), date.get_minutes())
}

/// What there is to find in the simulator; nothing elsewhere.
fn to_find(connecting: Connecting) -> String {
    let connected = connecting.connection.with(Option::is_some);
    match connecting.cloud.get() {
        EndpointChoice::Simulator if connected => text!("live-to-find").to_owned(),
        _ => String::new(),
    }
}

/// Why there is no field for a token.
fn framed() -> AnyView {
    view! { <p class="notice">{text!("live-framed")}</p> }.into_any()
}

#[component]
fn TokenForm(connecting: Connecting, asks: Signal<bool>) -> impl IntoView {
    let field = NodeRef::<Input>::new();
    // What was pasted, with its line breaks: in a field of one line they become blanks or
    // nothing, and what a command printed around the token cannot be told from it.
    let pasted = StoredValue::new_local(Zeroizing::new(String::new()));
    let paste = move |event: web_sys::ClipboardEvent| {
        let data = event.clipboard_data();
        let text = data.and_then(|data| data.get_data("text").ok());
        pasted.set_value(Zeroizing::new(text.unwrap_or_default()));
    };
    let put = move |text: &str| {
        pasted.set_value(Zeroizing::new(text.to_owned()));
        if let Some(field) = field.get() {
            field.set_value(text);
        }
    };
    // Who closes the form has changed their mind.
    Effect::new(move |_| {
        if !asks.get() {
            put("");
        }
    });
    Effect::new(move |_| {
        if asks.get() && field.get().is_some() && !connecting.moved.with(String::is_empty) {
            put(&Zeroizing::new(connecting.moved.get_untracked()));
            connecting.moved.set(String::new());
        }
    });
    // Whatever waits for a token may be far below.
    Effect::new(move |_| {
        if connecting.needs_token.get() {
            request_animation_frame(move || {
                let _ = field.get_untracked().map(|field| field.focus());
            });
        }
    });
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if let Some(field) = field.get() {
            // Taken out of the document before anything else can look at it.
            let text = Zeroizing::new(field.value());
            field.set_value("");
            let pasted = pasted.try_update_value(std::mem::take).unwrap_or_default();
            let whole = is_same_but_for_blanks(&pasted, &text);
            connecting.submit(if whole { &pasted } else { &text });
        }
    };
    let tick = move || connecting.minute.update(|count| *count += 1);
    if let Ok(tick) = set_interval_with_handle(tick, Duration::from_secs(20)) {
        on_cleanup(move || tick.clear());
    }
    let choose = move |chosen: String| {
        let found = Cloud::ALL.into_iter().find(|cloud| key(*cloud) == chosen);
        connecting
            .cloud
            .set(EndpointChoice::Cloud(found.unwrap_or(Cloud::Public)));
    };
    let options: Vec<_> = Cloud::ALL
        .into_iter()
        .map(|cloud| (key(cloud).to_owned(), cloud.label().to_owned()))
        .collect();
    let renewing = Signal::derive(move || connecting.renews());
    let expired = Signal::derive(move || {
        match (connecting.needs_token.get(), renewing.get()) {
            (true, true) => text!("live-needs-token-renewing"),
            (true, false) => text!("live-needs-token"),
            (false, _) => "",
        }
        .to_owned()
    });
    let stranger = Signal::derive(move || match connecting.stranger() {
        host if host.is_empty() => host,
        host => text!("live-foreign-endpoint", host),
    });
    let go = Signal::derive(move || {
        if renewing.get() {
            text!("live-go-on")
        } else {
            text!("live-connect")
        }
        .to_owned()
    });
    view! {
        <form class="connect" autocomplete="off" hidden=move || !asks.get() on:submit=submit>
            <Line class="notice" text=expired />
            <Choices
                id="cloud"
                label=text!("live-cloud")
                class="field"
                options
                chosen=move || key(connecting.chosen()).to_owned()
                hidden=renewing
                on_choose=choose
            />
            <TextField
                id="resource-manager"
                label="Resource Manager"
                placeholder="https://management.example.com"
                class="field"
                text=connecting.custom
                hidden=move || {
                    connecting.cloud.get() != EndpointChoice::Cloud(Cloud::Custom) || renewing.get()
                }
            />
            <Line class="notice" text=stranger />
            <div class="field grow">
                <label for="token">{text!("live-token-label")}</label>
                <input
                    type="text"
                    class="secret"
                    id="token"
                    node_ref=field
                    on:paste=paste
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    placeholder=text!("live-token-placeholder")
                />
            </div>
            <button type="submit" class="primary">
                {go}
            </button>
            {guide(connecting)}
        </form>
    }
}

/// What stands for a cloud among the choices.
fn key(cloud: Cloud) -> &'static str {
    cloud.az_name().unwrap_or("custom")
}

/// Whether the field holds what was pasted, as far as a field of one line can.
fn is_same_but_for_blanks(pasted: &str, field: &str) -> bool {
    let pasted = pasted.split_whitespace().flat_map(str::chars);
    pasted.eq(field.split_whitespace().flat_map(str::chars))
}
