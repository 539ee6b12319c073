//! The guide to a token: where it comes from, and which rights it needs.

use crate::state::live::Connecting;
use crate::view::copy::Copyable;
use azure::cloud::CloudEndpoint;
use azure::error::role_definition;
use leptos::prelude::*;
use text::text;

/// Three lines: two ways to a token, and the least role.
pub(super) fn guide(connecting: Connecting) -> AnyView {
    let resource = move || CloudEndpoint::of(connecting.chosen()).token_resource();
    let azure_cli =
        Signal::derive(move || format!("az account get-access-token --resource {}", resource()));
    // Works with every version of Az: older ones print the token as text, newer ones as a SecureString.
    let powershell = Signal::derive(move || {
        format!(
            "[Net.NetworkCredential]::new('', (Get-AzAccessToken -ResourceUrl {}).Token).Password",
            resource(),
        )
    });
    let role = Signal::derive(|| role_definition("<subscription id>"));
    let step = |text: &'static str, label, command| {
        view! {
            <li>
                <p>{text}</p>
                <Copyable label text=command />
            </li>
        }
    };
    view! {
        <details class="guide">
            <summary>{text!("live-guide-title")}</summary>
            <ul class="steps">
                {step(text!("live-guide-azure-cli"), text!("live-guide-azure-cli-name"), azure_cli)}
                {step(text!("live-guide-powershell"), text!("live-guide-powershell-name"), powershell)}
                {step(text!("live-guide-role"), text!("live-guide-role-name"), role)}
            </ul>
            <p class="summary">{text!("live-guide-about")}</p>
        </details>
    }
    .into_any()
}
