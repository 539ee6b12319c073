//! Commands that make or print rules: of Azure CLI, and of PowerShell with its older module, too.

use crate::codes::DiagnosticCode;
use crate::diagnostic::DiagnosticSink;
use crate::index::find;
use crate::position::Span;
use text::text;

const COMMANDS: [&str; 11] = [
    "az network nsg create",
    "az network nsg rule create",
    "az network nsg rule update",
    "New-AzNetworkSecurityRuleConfig",
    "Add-AzNetworkSecurityRuleConfig",
    "Set-AzNetworkSecurityRuleConfig",
    "New-AzNetworkSecurityGroup",
    "New-AzureRmNetworkSecurityRuleConfig",
    "Add-AzureRmNetworkSecurityRuleConfig",
    "Set-AzureRmNetworkSecurityRuleConfig",
    "New-AzureRmNetworkSecurityGroup",
];

/// Commands that print rules.
const PRINTING: [&str; 6] = [
    "az network nsg show",
    "az network nsg rule list",
    "az network nic list-effective-nsg",
    "Get-AzNetworkSecurityGroup",
    "Get-AzNetworkSecurityRuleConfig",
    "Get-AzEffectiveNetworkSecurityGroup",
];

/// Whether a text has commands with brackets of their own, which hold no rules.
pub(crate) fn are_in(text: &str) -> bool {
    let asks = || find(text, "--query").is_some() && first(text, &PRINTING).is_some();
    first(text, &COMMANDS).is_some() || asks()
}

fn first(text: &str, commands: &[&str]) -> Option<Span> {
    let found = commands.iter().filter_map(|command| {
        let at = find(text, command)?;
        Some(Span::new(at, at + command.len()))
    });
    found.min_by_key(|at| at.start)
}

/// Says of a text without groups that it has commands, in place of what else there is to say.
pub(crate) fn name(text: &str, sink: &mut DiagnosticSink) {
    if !sink.has(DiagnosticCode::NoGroup) {
        return;
    }
    let (at, message, help) = match (first(text, &COMMANDS), first(text, &PRINTING)) {
        (Some(at), _) => (
            at,
            text!("document-commands"),
            text!("document-commands-help"),
        ),
        (None, Some(at)) => (
            at,
            text!("document-commands-printing"),
            text!("document-commands-printing-help"),
        ),
        (None, None) => return,
    };
    sink.clear();
    sink.report_help(DiagnosticCode::Commands, at, message, help);
}
