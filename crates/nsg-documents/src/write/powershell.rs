//! A change as Azure PowerShell: made in memory, and sent in one request, so the rules change all at once
//! and no order can be wrong.

use super::edits::{GroupChanges, RuleEdit};
use super::fields::{KnownFields, RuleSide};
use super::list::list;
use super::location::GroupLocation;
use super::quoted::powershell;
use nsg::Name;

/// The script.
pub(super) fn script(place: &GroupLocation, changes: &GroupChanges) -> String {
    let mut text =
        "# Stops at the first error, before anything is sent.\n$ErrorActionPreference = 'Stop'\n\n"
            .to_owned();
    if let Some(subscription) = place.subscription {
        text.push_str(&format!(
            "Set-AzContext -Subscription {} | Out-Null\n",
            powershell(subscription)
        ));
    }
    let resource_group = place.resource_group.unwrap_or("<resource-group>");
    text.push_str(&format!(
        "$resourceGroup = {}\n$nsg = ",
        powershell(resource_group)
    ));
    let name = powershell(place.name.unwrap_or("<nsg>"));
    text.push_str(&if place.new {
        let location = powershell(place.location.unwrap_or("<location>"));
        format!("New-AzNetworkSecurityGroup -ResourceGroupName $resourceGroup -Name {name} -Location {location}\n\n")
    } else {
        format!("Get-AzNetworkSecurityGroup -ResourceGroupName $resourceGroup -Name {name}\n\n")
    });
    let mut adds = String::new();
    for edit in &changes.edits {
        match edit {
            RuleEdit::Create(to) => adds.push_str(&rule("Add", to)),
            RuleEdit::Update { from, to, .. }
                if !edit.is_respelt() && from.as_ref().is_some_and(|from| settable(from, to)) =>
            {
                text.push_str(&rule("Set", to));
            }
            RuleEdit::Update { rule: was, to, .. } => {
                text.push_str(&remove(&was.name));
                adds.push_str(&rule("Add", to));
            }
            RuleEdit::Delete(rule) => text.push_str(&remove(&rule.name)),
        }
    }
    text.push_str(&adds);
    if changes.edits.is_empty() {
        text.push_str("# Nothing changes.\n");
    } else {
        text.push_str("\n$nsg | Set-AzNetworkSecurityGroup\n");
    }
    text
}

/// `Set` keeps application security groups that it is not given (azure-powershell,
/// `AzureNetworkSecurityRuleConfigBase`), and a description that is not given need not go.
fn settable(from: &KnownFields, to: &KnownFields) -> bool {
    let groups =
        |fields: &KnownFields| fields.source.groups.len() + fields.destination.groups.len();
    groups(from) + groups(to) == 0 && (from.description.is_none() || to.description.is_some())
}

fn remove(name: &str) -> String {
    let name = powershell(name);
    format!("$nsg | Remove-AzNetworkSecurityRuleConfig -Name {name} | Out-Null\n")
}

fn rule(verb: &str, to: &KnownFields) -> String {
    let mut text = format!(
        "$nsg | {verb}-AzNetworkSecurityRuleConfig -Name {} `\n  -Priority {} -Direction {} -Access {} -Protocol {} `\n",
        powershell(to.name),
        to.priority,
        to.direction,
        to.access,
        powershell(&to.protocol)
    );
    for (name, side) in [("Source", &to.source), ("Destination", &to.destination)] {
        text.push_str(&format!("  {} `\n", self::side(name, side)));
    }
    if let Some(description) = to.description {
        text.push_str(&format!("  -Description {} `\n", powershell(description)));
    }
    text.push_str("  | Out-Null\n");
    text
}

fn side(name: &str, side: &RuleSide) -> String {
    let mut parts = Vec::new();
    if !side.prefixes.is_empty() {
        let prefixes = side.prefixes.iter().map(|text| powershell(text));
        parts.push(format!("-{name}AddressPrefix {}", list(prefixes, ", ")));
    }
    if !side.groups.is_empty() {
        let ids = list(side.groups.iter().map(|group| id(group)), ", ");
        parts.push(format!("-{name}ApplicationSecurityGroupId {ids}"));
    }
    let ports = side.ports.iter().map(|text| powershell(text));
    parts.push(format!("-{name}PortRange {}", list(ports, ", ")));
    list(parts, " ")
}

fn id(group: &Name) -> String {
    let text = powershell(group.as_str());
    if group.is_resource_id() {
        text
    } else {
        format!(
            "(Get-AzApplicationSecurityGroup -ResourceGroupName $resourceGroup -Name {text}).Id"
        )
    }
}
