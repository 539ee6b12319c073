//! Where Azure would refuse a plan while it is applied, although the rules after it are right.
//!
//! Resources are applied side by side, in the order of what they refer to. Two rules of a group refer to the group and not to
//! each other, so a number may be asked for while another rule still has it: Azure answers `SecurityRuleConflict`
//! (hashicorp/terraform-provider-azurerm issues 293, 11137 and 19202). A group's inline rules come in one request, which Azure
//! takes or refuses as a whole.

use super::terraform::TerraformReader;
use super::terraform_ends::identity;
use super::terraform_plan::{PlannedChange, TerraformPlan};
use super::terraform_values::{GROUP, GROUP_ASSOCIATIONS, RULE};
use crate::codes::DiagnosticCode;
use crate::conflicts::{ApplyConflict, ChangedGroup, ConflictRule};
use crate::diagnostic::DiagnosticSink;
use crate::json::JsonNode;
use crate::pairing::ChangeEnd;
use crate::rule::start_of;
use std::collections::BTreeMap;
use text::{quote, text};

/// A number of a direction in a group, which one rule can have.
fn number(values: &JsonNode) -> Option<String> {
    let [place, group, _] = identity(values);
    let priority = values.get("priority")?.scalar()?;
    let direction = values.str("direction")?.to_ascii_lowercase();
    Some(format!(
        "{}\n{}\n{direction}\n{priority}",
        place.unwrap_or_default(),
        group?
    ))
}

/// Reports what may not be applied. `before` and `after` have read the groups of both ends.
pub(super) fn report(
    plan: &TerraformPlan,
    before: &TerraformReader<'_, '_, '_>,
    after: &mut TerraformReader<'_, '_, '_>,
) -> Vec<ApplyConflict> {
    let rules = || plan.changes.iter().filter(|change| change.kind == RULE);
    let mut held = BTreeMap::new();
    for change in rules() {
        if let Some(number) = change.before.and_then(number) {
            held.insert(number, change);
        }
    }
    let mut conflicts = Vec::new();
    for change in rules() {
        let Some(asks) = change.after else { continue };
        let taken = number(asks).and_then(|number| held.get(&number));
        if let Some(holder) = taken.filter(|holder| holds_up(holder, change)) {
            let (message, help) = report_number(asks, holder.before, after.sink);
            let Some((group, position)) = after.place(asks) else {
                continue;
            };
            let group = ChangedGroup {
                end: ChangeEnd::After,
                index: group,
            };
            let position = position.map(|position| ConflictRule { group, position });
            // Its own old form holds up a rule that is created first: that is the one rule.
            let holder = match std::ptr::eq(*holder, change) {
                true => None,
                false => placed(holder, before, after),
            };
            conflicts.push(ApplyConflict {
                group,
                rules: position.into_iter().chain(holder).collect(),
                message,
                help,
            });
        }
    }
    report_groups_in_use(plan, before, after.sink, &mut conflicts);
    conflicts
}

/// Where a rule stands after the change; before it, where it goes.
fn placed(
    change: &PlannedChange,
    before: &TerraformReader<'_, '_, '_>,
    after: &TerraformReader<'_, '_, '_>,
) -> Option<ConflictRule> {
    let (end, (index, position)) = match (change.after, change.before) {
        (Some(values), _) => (ChangeEnd::After, after.place(values)?),
        (None, Some(values)) => (ChangeEnd::Before, before.place(values)?),
        (None, None) => return None,
    };
    Some(ConflictRule {
        group: ChangedGroup { end, index },
        position: position?,
    })
}

/// Whether a rule still has its number when another resource, or another one of its own, asks for it.
fn holds_up(holder: &PlannedChange, asks: &PlannedChange) -> bool {
    if std::ptr::eq(holder, asks) {
        // A new one before the old one goes, under another name.
        let name = |values: Option<&JsonNode>| {
            values.and_then(|values| identity(values).into_iter().nth(2).flatten())
        };
        return asks.is_created_first && name(asks.before) != name(asks.after);
    }
    // One that stays where it is has the number at the end, too: that is a clash of the rules themselves.
    holder.after.and_then(number) != holder.before.and_then(number) && !holder.is_forgotten
}

fn report_number(
    after: &JsonNode,
    holder: Option<&JsonNode>,
    sink: &mut DiagnosticSink,
) -> (String, String) {
    let name = |values: &JsonNode| quote(values.str("name").unwrap_or_default());
    let message = text!(
        "conflict-number",
        rule = name(after),
        priority = after
            .get("priority")
            .and_then(JsonNode::scalar)
            .unwrap_or_default(),
        other = holder.map(name).unwrap_or_default()
    );
    let help = text!("conflict-number-help");
    let at = start_of(after);
    sink.report_help(DiagnosticCode::ApplyConflict, at, message.clone(), help);
    (message, help.to_owned())
}

/// A group that goes while an association that stays names it: Azure deletes no group that is in use
/// (`InUseNetworkSecurityGroupCannotBeDeleted`).
fn report_groups_in_use(
    plan: &TerraformPlan,
    before: &TerraformReader<'_, '_, '_>,
    sink: &mut DiagnosticSink,
    conflicts: &mut Vec<ApplyConflict>,
) {
    let gone = plan
        .changes
        .iter()
        .filter(|change| change.kind == GROUP && change.after.is_none() && !change.is_forgotten);
    for group in gone {
        let Some(values) = group.before else { continue };
        let id = values.str("id").unwrap_or_default();
        let stays = plan.changes.iter().find(|change| {
            let named = change
                .after
                .and_then(|after| after.str("network_security_group_id"));
            GROUP_ASSOCIATIONS.contains(&change.kind)
                && !id.is_empty()
                && named.is_some_and(|named| named.eq_ignore_ascii_case(id))
        });
        if stays.is_some() {
            let name = quote(values.str("name").unwrap_or_default());
            let message = text!("conflict-in-use", group = name);
            let help = text!("conflict-in-use-help");
            let at = start_of(values);
            sink.report_help(DiagnosticCode::ApplyConflict, at, message.clone(), help);
            conflicts.extend(before.ids.get(id).map(|index| ApplyConflict {
                group: ChangedGroup {
                    end: ChangeEnd::Before,
                    index,
                },
                rules: Vec::new(),
                message,
                help: help.to_owned(),
            }));
        }
    }
}
