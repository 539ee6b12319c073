//! What a deployment would change, as Azure predicts it (`az deployment group what-if`).
//!
//! SPEC (`deployments.json`, `WhatIfOperationResult`): each change has the whole resource before and after. What the list of
//! differences says besides is noise: it names values that Azure adds by itself.

use super::Contents;
use super::expression::Scope;
use super::groups::{GroupReader, owner, report_orphan};
use super::what_if_change::{PlannedEnd, Predicted, PredictedChange, Subject, id};
use super::{resources, what_if_stack};
use crate::codes::DiagnosticCode;
use crate::diagnostic::DiagnosticSink;
use crate::document::{Draft, GroupExtent, Shape};
use crate::index::Index;
use crate::json::JsonNode;
use crate::position::Span;
use crate::rule::{RuleOwner, Style, start_of, unknown_rule};
use nsg::SecurityRule;
use text::text;

/// The list of changes in an answer: of the command line, of the API, or of PowerShell.
pub(crate) fn changes<'n, 't>(root: &'n JsonNode<'t>) -> Option<&'n [JsonNode<'t>]> {
    if let Some(changes) = what_if_stack::changes(root) {
        return Some(changes.items());
    }
    let lists = [root.get("changes"), root.path(&["properties", "changes"])];
    let is_change = |node: &JsonNode| node.has("changeType") && id(node).is_some();
    let mut lists = lists.into_iter().flatten().chain([root]);
    let list = lists.find(|list| list.items().first().is_some_and(is_change))?;
    Some(list.items())
}

/// Reads the groups before and after the deployment.
pub(crate) fn read(root: &JsonNode, changes: &[JsonNode], sink: &mut DiagnosticSink) -> Contents {
    let mut changes: Vec<_> = changes.iter().filter_map(PredictedChange::of).collect();
    // What Azure says may happen or not.
    let keys: [&[&str]; 2] = [&["potentialChanges"], &["properties", "potentialChanges"]];
    let potential = keys.iter().filter_map(|keys| root.path(keys));
    let potential = potential
        .flat_map(JsonNode::items)
        .filter_map(PredictedChange::of);
    changes.extend(potential.map(|change| PredictedChange {
        subject: Subject::Unknown,
        is_potential: true,
        ..change
    }));
    let hidden = incomplete(root);
    if let Some(hidden) = hidden {
        let (message, help) = (
            text!("what-if-incomplete"),
            text!("what-if-incomplete-help"),
        );
        sink.report_help(DiagnosticCode::HiddenRules, start_of(hidden), message, help);
    }
    let after = PredictedSide::read(&changes, PlannedEnd::After, sink);
    // What is said of a group after the change need not be said of it before, too.
    let mut found = DiagnosticSink::default();
    let before = PredictedSide::read(&changes, PlannedEnd::Before, &mut found);
    sink.append_new(found);
    let mut contents = Contents {
        before: Some(before),
        ..Contents::groups(Shape::Arm, after)
    };
    for change in &changes {
        if let Predicted::Resource(Some(after)) = change.at(PlannedEnd::After) {
            resources::find(after, &mut contents.topology);
        }
    }
    contents
}

/// What Azure says because of which changes may be missing from its answer: it did not end well, or left out what it could not
/// look into, such as a deployment inside of the deployment (`NestedDeploymentShortCircuited`).
fn incomplete<'n, 't>(root: &'n JsonNode<'t>) -> Option<&'n JsonNode<'t>> {
    let keys: [&[&str]; 2] = [&["diagnostics"], &["properties", "diagnostics"]];
    let lists = keys.iter().filter_map(|keys| root.path(keys));
    let mut said = lists.flat_map(JsonNode::items);
    let is_loud = |diagnostic: &&JsonNode| {
        let level = diagnostic.str("level").unwrap_or_default();
        !level.eq_ignore_ascii_case("info")
    };
    said.find(is_loud)
        .or_else(|| what_if_stack::is_unfinished(root).then_some(root))
}

/// The groups at one end.
struct PredictedSide<'r> {
    sink: &'r mut DiagnosticSink,
    drafts: Vec<Draft>,
    /// By id.
    ids: Index,
    /// The ids of the groups that the text tells a change of.
    told: Index,
}

impl PredictedSide<'_> {
    fn read(changes: &[PredictedChange], end: PlannedEnd, sink: &mut DiagnosticSink) -> Vec<Draft> {
        let mut side = PredictedSide {
            sink,
            drafts: Vec::new(),
            ids: Index::default(),
            told: Index::default(),
        };
        let is_told = |change: &&PredictedChange| !change.is_left_alone();
        let changes = || changes.iter().filter(is_told);
        let of = |subject| changes().filter(move |it| it.subject == subject);
        of(Subject::Group).for_each(|change| {
            side.told.insert(change.id, 0);
        });
        of(Subject::Group).for_each(|change| side.group(change, end));
        of(Subject::Rule).for_each(|change| side.rule(change, end));
        for change in of(Subject::Unknown) {
            if matches!(change.at(end), Predicted::Unknown) {
                side.report(DiagnosticCode::HiddenRules, change.node);
            }
        }
        side.drafts
    }

    fn report(&mut self, code: DiagnosticCode, change: &JsonNode) {
        let (message, help) = (text!("what-if-hidden"), text!("what-if-hidden-help"));
        self.sink.report_help(code, start_of(change), message, help);
    }

    fn group(&mut self, change: &PredictedChange, end: PlannedEnd) {
        let mut draft = match change.at(end) {
            Predicted::Resource(None) => return,
            Predicted::Resource(Some(node)) => {
                let scope = Scope::default();
                reader(self.sink, &scope).group(node)
            }
            Predicted::Unknown => {
                self.report(DiagnosticCode::HiddenRules, change.node);
                let mut draft = Draft {
                    span: Some(change.node.span),
                    ..Draft::default()
                };
                let name = text!("document-rules").to_owned();
                let rule = unknown_rule(name, text!("rule-value-unread"));
                draft.push(RuleOwner::User, rule, change.node.span);
                draft
            }
        };
        let group = &mut draft.group;
        group.id = Some(change.id.to_owned());
        let name = change.id.rsplit('/').next().map(str::to_owned);
        group.name = group.name.take().or(name);
        self.ids.insert(change.id, self.drafts.len());
        self.drafts.push(draft);
    }

    /// A rule that is a resource of its own: its group lists it, too, where the list is what Azure has.
    fn rule(&mut self, change: &PredictedChange, end: PlannedEnd) {
        let name = change.id.rsplit('/').next().unwrap_or_default();
        let Some(group) = owner(change.id) else {
            return;
        };
        let (rule, span) = match change.at(end) {
            Predicted::Resource(None) => return self.no_rule(group, name, end),
            Predicted::Resource(Some(node)) => {
                let (mut rules, scope) = (Draft::default(), Scope::default());
                reader(self.sink, &scope).rule(node, RuleOwner::User, &mut rules);
                let Some(rule) = rules.group.security_rules.pop() else {
                    return;
                };
                (rule, node.span)
            }
            Predicted::Unknown => {
                self.report(DiagnosticCode::HiddenValues, change.node);
                let text = text!("rule-value-unread");
                (unknown_rule(name.to_owned(), text), change.node.span)
            }
        };
        self.put(group, rule, span);
    }

    /// Puts a rule into its group, in the place of one of the same name.
    fn put(&mut self, group: &str, rule: SecurityRule, span: Span) {
        let index = self.group_of(group, span);
        let Some(draft) = self.drafts.get_mut(index) else {
            return;
        };
        let rules = &mut draft.group.security_rules;
        let known = rules.iter_mut().zip(&mut draft.rule_spans);
        let mut known = known.filter(|(known, _)| known.name.eq_ignore_ascii_case(&rule.name));
        match known.next() {
            Some((known, at)) => (*known, *at) = (rule, span),
            None => draft.push(RuleOwner::User, rule, span),
        }
    }

    /// A rule that is not there at this end. Its group is, also where the text has nothing else of it.
    fn no_rule(&mut self, group: &str, name: &str, end: PlannedEnd) {
        if self.ids.get(group).is_none() && self.told.get(group).is_some() {
            return;
        }
        let index = self.group_of(group, Span::default());
        let Some(draft) = self
            .drafts
            .get_mut(index)
            .filter(|_| end == PlannedEnd::After)
        else {
            return;
        };
        // The list of its group is from before the rule is deleted.
        let rules = &mut draft.group.security_rules;
        if let Some(at) = rules
            .iter()
            .position(|it| it.name.eq_ignore_ascii_case(name))
        {
            rules.remove(at);
            draft.rule_spans.remove(at);
        }
    }

    /// Where the group of an id is; one that is not in the text is added.
    fn group_of(&mut self, id: &str, at: Span) -> usize {
        if let Some(index) = self.ids.get(id) {
            return index;
        }
        let name = id.rsplit('/').next().unwrap_or_default();
        report_orphan(name, at, self.sink);
        let mut draft = Draft {
            extent: GroupExtent::SomeRules,
            ..Draft::default()
        };
        draft.group.id = Some(id.to_owned());
        draft.group.name = Some(name.to_owned());
        self.ids.insert(id, self.drafts.len());
        self.drafts.push(draft);
        self.drafts.len() - 1
    }
}

fn reader<'r, 'n, 't, 's>(
    sink: &'r mut DiagnosticSink,
    scope: &'r Scope<'n, 't, 's>,
) -> GroupReader<'r, 'n, 't, 's> {
    GroupReader {
        sink,
        scope,
        style: Style::Configured,
    }
}
