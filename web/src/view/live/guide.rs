//! The guide to a token: where it comes from, and which rights it needs.

use crate::state::live::Connecting;
use crate::view::copy::copyable;
use crate::view::folded::details;
use crate::view::parts::{fixed, item, line, list, never};
use crate::view::words;
use azure::cloud::CloudEndpoint;
use azure::error::role_definition;
use leptos::prelude::*;
use text::text;

/// Three lines: two ways to a token, and the least role.
pub(super) fn guide(connecting: Connecting) -> AnyView {
    let resource = move || CloudEndpoint::of(connecting.chosen()).token_resource();
    let azure_cli = words(move || format!("az account get-access-token --resource {}", resource()));
    // Works with every version of Az: older ones print the token as text, newer ones as a SecureString.
    let powershell = words(move || {
        format!(
            "[Net.NetworkCredential]::new('', (Get-AzAccessToken -ResourceUrl {}).Token).Password",
            resource(),
        )
    });
    let role = words(|| role_definition("<subscription id>"));
    let step = |text: &str, label, command| {
        item("", vec![line("", fixed(text)), copyable(label, command)])
    };
    let steps = vec![
        step(
            text!("live-guide-azure-cli"),
            text!("live-guide-azure-cli-name"),
            azure_cli,
        ),
        step(
            text!("live-guide-powershell"),
            text!("live-guide-powershell-name"),
            powershell,
        ),
        step(
            text!("live-guide-role"),
            text!("live-guide-role-name"),
            role,
        ),
    ];
    let about = text!("live-guide-about");
    let title = text!("live-guide-title");
    details(
        "guide",
        title,
        vec![list("steps", never(), steps), line("summary", fixed(about))],
    )
}
