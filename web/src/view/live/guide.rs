//! Where a token comes from, and which rights it needs.

use crate::state::live::Connecting;
use crate::view::copy::copyable;
use crate::view::folded::details;
use crate::view::parts::{fixed, item, line, list, never};
use crate::view::words;
use azure::cloud::Endpoint;
use azure::error::role_definition;
use leptos::prelude::*;

/// Three lines: two ways to a token, and the least role.
pub(super) fn guide(connecting: Connecting) -> AnyView {
    let resource = move || Endpoint::of(connecting.chosen()).token_resource();
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
            "Network Contributor together with Reader is enough; neither is alone. The least role, for az role definition create:",
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
