//! Rules that are resources of their own, and the group that each belongs to.

use super::groups::report_orphan;
use super::terraform::{ListedGroup, TerraformReader, qualified};
use super::terraform_values::TerraformResource;
use crate::codes::DiagnosticCode;
use crate::document::{Draft, GroupExtent};
use crate::json::JsonNode;
use crate::position::Span;
use crate::rule::{RuleOwner, start_of, unknown_rule};
use nsg::SecurityRule;
use text::text;

impl<'n, 't> TerraformReader<'_, 'n, 't> {
    /// The group that a rule of its own belongs to.
    fn owner(&self, rule: &JsonNode) -> Option<usize> {
        let group = rule.str("network_security_group_name").unwrap_or_default();
        // A name that is known only after apply can still mean the one group there is.
        let only = (group.is_empty() && self.drafts.len() == 1).then_some(0);
        // Groups of one name live in different resource groups: where one end does not tell its own, the name is enough.
        let untold = |name: &str| match rule.has("resource_group_name") {
            true => self.names.get(&format!("/{name}")),
            false => self.names.get(name),
        };
        let index = self.names.get(&qualified(rule, group));
        index.or_else(|| untold(group)).or(only)
    }

    /// The place of a rule: its group, and its index there, where it has a name that one of the group's rules has.
    pub(super) fn place(&self, rule: &JsonNode) -> Option<(usize, Option<usize>)> {
        let owner = self.owner(rule)?;
        let rules = &self.drafts.get(owner)?.group.security_rules;
        let is_it = |name: &str| {
            rules
                .iter()
                .position(|rule| rule.name.eq_ignore_ascii_case(name))
        };
        Some((owner, rule.str("name").and_then(is_it)))
    }

    /// The place in a group of the rule of this name that the group itself lists, where that list is what Azure had: the
    /// provider puts every rule there, and the rule's own resource tells what becomes of it.
    fn listed(&self, owner: usize, name: &str) -> Option<usize> {
        let listed = &self.resources.get(owner)?.listed;
        let rules = &self.drafts.get(owner)?.group.security_rules;
        let mut places = rules.iter().zip(listed);
        places.position(|(rule, listed)| *listed && rule.name.eq_ignore_ascii_case(name))
    }

    /// Takes a rule out of the group that still lists it.
    pub(super) fn take_out(&mut self, rule: &'n JsonNode<'t>) {
        let Some(owner) = self.owner(rule) else {
            return;
        };
        let name = rule.str("name").unwrap_or_default();
        let place = self.listed(owner, name);
        let Some(draft) = self.drafts.get_mut(owner) else {
            return;
        };
        if let Some(place) = place {
            draft.group.security_rules.remove(place);
            draft.rule_spans.remove(place);
            if let Some(resource) = self.resources.get_mut(owner) {
                resource.listed.remove(place);
            }
            return;
        }
        // The plan writes the group's own list, with the rule in it, and deletes the rule: which is last is not said.
        let rules = draft.group.security_rules.iter_mut();
        let mut rules = rules.zip(&draft.rule_spans);
        if let Some((open, span)) = rules.find(|(rule, _)| rule.name.eq_ignore_ascii_case(name)) {
            let message = text!("document-after-apply");
            let help = text!("document-after-apply-help");
            self.sink
                .report_help(DiagnosticCode::KnownAfterApply, *span, message, help);
            *open = unknown_rule(open.name.clone(), text!("rule-value-after-apply"));
        }
    }

    /// Adds the group of a rule that is there at the other end of the change alone.
    pub(super) fn without(&mut self, rule: &'n JsonNode<'t>) {
        if self.owner(rule).is_none() {
            self.orphan(rule, Draft::default());
        }
    }

    /// Adds the group of a rule of its own, of which the text has nothing but such rules.
    fn orphan(&mut self, rule: &'n JsonNode<'t>, mut draft: Draft) {
        let group = rule.str("network_security_group_name").unwrap_or_default();
        report_orphan(group, start_of(rule), self.sink);
        draft.key = (!group.is_empty()).then(|| qualified(rule, group));
        draft.group.name = (!group.is_empty()).then(|| group.to_owned());
        draft.extent = match tells_group(rule) {
            true => GroupExtent::SomeRules,
            false => GroupExtent::RulesOfUnknown,
        };
        self.names
            .insert(&qualified(rule, group), self.drafts.len());
        self.names.insert(group, self.drafts.len());
        self.drafts.push(draft);
        self.resources.push(ListedGroup::default());
    }

    pub(super) fn rule(&mut self, resource: &TerraformResource<'n, 't>) {
        let values = resource.values;
        let mut rules = Draft::default();
        self.one(values, resource.after_unknown, &mut rules);
        let (Some(rule), Some(span)) = (rules.group.security_rules.pop(), rules.rule_spans.pop())
        else {
            return;
        };
        let Some(index) = self.owner(values) else {
            let mut draft = Draft::default();
            draft.push(RuleOwner::User, rule, span);
            return self.orphan(values, draft);
        };
        let listed = match values.str("name") {
            Some(name) => self.listed(index, name),
            None => None,
        };
        let Some(draft) = self.drafts.get_mut(index) else {
            return;
        };
        if draft.extent != GroupExtent::Whole && !tells_group(values) {
            draft.extent = GroupExtent::RulesOfUnknown;
        }
        let Some(place) = listed else {
            return draft.push(RuleOwner::User, rule, span);
        };
        draft.replace(place, rule, span);
        // Another resource of the same name is another rule, which Azure refuses.
        let listed = self.resources.get_mut(index);
        if let Some(listed) = listed.and_then(|resource| resource.listed.get_mut(place)) {
            *listed = false;
        }
    }
}

/// Whether a rule of its own tells the one group that it belongs to.
fn tells_group(rule: &JsonNode) -> bool {
    let names = ["network_security_group_name", "resource_group_name"];
    let is_told = |key: &&str| rule.str(key).is_some_and(|name| !name.is_empty());
    names.iter().all(is_told)
}

impl Draft {
    /// Puts a user's rule in the place of another one.
    fn replace(&mut self, place: usize, rule: SecurityRule, span: Span) {
        if let Some(known) = self.group.security_rules.get_mut(place) {
            *known = rule;
        }
        if let Some(known) = self.rule_spans.get_mut(place) {
            *known = span;
        }
    }
}
