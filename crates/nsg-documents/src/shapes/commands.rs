//! Commands that make rules: of Azure CLI, and of PowerShell with its older module, too.

use crate::codes::DiagnosticCode;
use crate::diagnostic::DiagnosticSink;
use crate::index::find;
use crate::position::Span;
use text::text;

const COMMANDS: [&str; 7] = [
    "az network nsg create",
    "az network nsg rule create",
    "az network nsg rule update",
    "-AzNetworkSecurityRuleConfig",
    "-AzureRmNetworkSecurityRuleConfig",
    "New-AzNetworkSecurityGroup",
    "New-AzureRmNetworkSecurityGroup",
];

/// Says of a text without groups that it has commands, in place of what else there is to say.
pub(crate) fn name(text: &str, sink: &mut DiagnosticSink) {
    if !sink.has(DiagnosticCode::NoGroup) {
        return;
    }
    let found = COMMANDS.iter().filter_map(|command| {
        let at = find(text, command)?;
        Some(Span::new(at, at + command.len()))
    });
    if let Some(at) = found.min_by_key(|at| at.start) {
        let (message, help) = (text!("document-commands"), text!("document-commands-help"));
        sink.clear();
        sink.report_help(DiagnosticCode::Commands, at, message, help);
    }
}
