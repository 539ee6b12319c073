//! Commands that make rules: of Azure CLI, and of PowerShell with its older module, too.

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

/// Whether a text has such commands.
pub(crate) fn are_in(text: &str) -> bool {
    first(text).is_some()
}

fn first(text: &str) -> Option<Span> {
    let found = COMMANDS.iter().filter_map(|command| {
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
    if let Some(at) = first(text) {
        let (message, help) = (text!("document-commands"), text!("document-commands-help"));
        sink.clear();
        sink.report_help(DiagnosticCode::Commands, at, message, help);
    }
}
