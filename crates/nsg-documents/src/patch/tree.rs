//! Edits of rules that stand in a tree: JSON and YAML.

use super::fields::{RuleInText, WrittenFields};
use super::items::{ListInText, removed, removed_lines};
use super::literal::PatchSyntax;
use super::pairs::RulePairs;
use super::replacement::{Replacement, apply, indent_of, line_end, line_start, within};
use super::{differs, no_room, not_written_out, refused, refused_rule};
use crate::diagnostic::DiagnosticSink;
use crate::document::DocumentGroup;
use crate::json::{self, JsonNode};
use crate::position::{Position, Positions, Span};
use crate::rule::body;
use crate::syntax::hcl;
use crate::syntax::yaml::tree::parse as parse_yaml;
use crate::write::fields::{KnownFields, fields};
use crate::write::terraform::rule_block;
use crate::write::{CannotWrite, security_rule};
use nsg::SecurityRule;
use serde_json::to_string_pretty;
use text::text;

/// What a rule has in every form: the rest is the service's, or of the rule that was there.
const RULE_KEYS: [&str; 15] = [
    "name",
    "properties",
    "priority",
    "direction",
    "access",
    "action",
    "protocol",
    "description",
    "sourceAddressPrefix",
    "sourceAddressPrefixes",
    "sourcePortRange",
    "sourcePortRanges",
    "destinationAddressPrefix",
    "destinationAddressPrefixes",
    "destinationPortRange",
];
/// The others of them.
const OTHER_RULE_KEYS: [&str; 5] = [
    "destinationPortRanges",
    "source",
    "sourcePorts",
    "destination",
    "destinationPorts",
];

/// A rule of the text with the list that it stands in.
#[derive(Clone, Copy)]
struct ListedRule<'n, 't> {
    list: &'n JsonNode<'t>,
    place: usize,
    node: &'n JsonNode<'t>,
}

/// The text and its tree.
struct TextTree<'r, 't> {
    text: &'r str,
    syntax: PatchSyntax,
    roots: &'r [JsonNode<'t>],
    positions: Positions<'r>,
}

/// What makes the text say the edit.
pub(super) fn replacements(
    text: &str,
    syntax: PatchSyntax,
    group: &DocumentGroup,
    pairs: &RulePairs<'_>,
) -> Result<Vec<Replacement>, CannotWrite> {
    let roots = match syntax {
        PatchSyntax::Json => json::parse(text, &mut DiagnosticSink::default())
            .into_iter()
            .collect(),
        PatchSyntax::Yaml => parse_yaml(text).unwrap_or_default(),
        PatchSyntax::Hcl => hcl::read(text, &mut DiagnosticSink::default())
            .and_then(Result::ok)
            .into_iter()
            .collect(),
    };
    let tree = TextTree {
        text,
        syntax,
        roots: &roots,
        positions: Positions::new(text),
    };
    let names = group.security_group.security_rules.iter();
    let names: Vec<_> = names.map(|rule| rule.name.as_str()).collect();
    let position = |place: usize| group.security_rule_positions.get(place).copied().flatten();
    let listed = |place: usize| {
        let found = position(place).and_then(|position| tree.listed(position));
        found.ok_or_else(|| not_written_out(names.get(place).copied().unwrap_or_default()))
    };
    let mut found = Vec::new();
    for changed in &pairs.changed {
        let [_, filled] = changed.filled();
        let known = known(&filled)?;
        let node = position(changed.place).and_then(|position| tree.object_at(position));
        let node = node.ok_or_else(|| not_written_out(&changed.was.name))?;
        let rule = tree.rule(node, &changed.was.name);
        found.extend(rule.replacements(
            changed.rule,
            &known,
            &WrittenFields::Changed(changed.was),
        )?);
    }
    // What comes takes the place of what goes.
    let mut added = pairs.added.iter();
    let mut removed: Vec<(&JsonNode<'_>, Vec<usize>)> = Vec::new();
    for place in &pairs.deleted {
        let gone = listed(*place)?;
        if let Some(rule) = added.next() {
            let text = tree.copy(gone.node, rule)?;
            found.push(Replacement::new(gone.node.span, text));
            continue;
        }
        match removed
            .iter_mut()
            .find(|(list, _)| std::ptr::eq(*list, gone.list))
        {
            Some((_, places)) => places.push(gone.place),
            None => removed.push((gone.list, vec![gone.place])),
        }
    }
    for (list, places) in removed {
        found.extend(tree.list(list).removals(&places));
    }
    let rest: Vec<_> = added.copied().collect();
    if !rest.is_empty() {
        let mut own = (0..names.len())
            .rev()
            .filter_map(|place| listed(place).ok());
        let last = own.find(|rule| !is_of_loop(rule.node));
        // A block may stand beside rules that are made of something else; a list that is not there cannot be added to.
        if let (None, Some(name), false) = (&last, names.last(), syntax == PatchSyntax::Hcl) {
            return Err(not_written_out(name));
        }
        found.extend(tree.additions(group, last, &rest)?);
    }
    Ok(found)
}

/// Whether a rule's values stand elsewhere: a loop makes it, and its text is an item that the loop runs over.
fn is_of_loop(node: &JsonNode<'_>) -> bool {
    let mut members = node.members().iter();
    let is_inside = |span: Span| node.span.start <= span.start && span.end <= node.span.end;
    members.any(|member| !is_inside(member.key_span))
}

/// The obstacle of an edited rule that a loop makes, if there is one.
pub(super) fn rule_of_loop(
    text: &str,
    group: &DocumentGroup,
    pairs: &RulePairs<'_>,
) -> Option<CannotWrite> {
    let root = hcl::read(text, &mut DiagnosticSink::default())?.ok()?;
    let tree = TextTree {
        text,
        syntax: PatchSyntax::Hcl,
        roots: std::slice::from_ref(&root),
        positions: Positions::new(text),
    };
    let changed = pairs.changed.iter().map(|changed| changed.place);
    let edited = changed.chain(pairs.deleted.iter().copied());
    let mut of_loops = edited.filter_map(|place| {
        let position = group.security_rule_positions.get(place).copied()??;
        let rule = group.security_group.security_rules.get(place)?;
        is_of_loop(tree.object_at(position)?).then_some(rule)
    });
    let rule = of_loops.next()?;
    Some(refused_rule(&rule.name, text!("patch-of-loop").to_owned()))
}

fn known(rule: &SecurityRule) -> Result<KnownFields<'_>, CannotWrite> {
    fields(rule).map_err(|reasons| CannotWrite { reasons })
}

impl<'r, 't> TextTree<'r, 't> {
    fn rule<'a>(&'a self, node: &'a JsonNode<'t>, name: &'a str) -> RuleInText<'a, 't> {
        RuleInText {
            text: self.text,
            syntax: self.syntax,
            node,
            name,
        }
    }

    fn list<'a>(&'a self, list: &'a JsonNode<'t>) -> ListInText<'a, 't> {
        ListInText {
            text: self.text,
            syntax: self.syntax,
            list,
        }
    }

    /// The rule at a position, with its list.
    fn listed(&self, position: Position) -> Option<ListedRule<'r, 't>> {
        self.roots
            .iter()
            .find_map(|root| self.listed_in(root, position))
    }

    fn listed_in(&self, node: &'r JsonNode<'t>, position: Position) -> Option<ListedRule<'r, 't>> {
        let is_it =
            |node: &JsonNode<'_>| node.is_object() && self.positions.of(node.span) == position;
        let here = node.items().iter().position(is_it);
        if let Some(place) = here {
            let found = node.items().get(place)?;
            return Some(ListedRule {
                list: node,
                place,
                node: found,
            });
        }
        let items = node.items().iter();
        let members = node.members().iter().map(|member| &member.value);
        { items.chain(members) }.find_map(|inner| self.listed_in(inner, position))
    }

    /// The text of another rule in the form of one that is there.
    fn copy(&self, node: &JsonNode<'t>, rule: &SecurityRule) -> Result<String, CannotWrite> {
        let known = known(rule)?;
        let mut changes =
            self.rule(node, &rule.name)
                .replacements(rule, &known, &WrittenFields::All)?;
        for holder in [node, body(node)] {
            changes.extend(self.foreign(holder));
            if std::ptr::eq(holder, body(node)) {
                break;
            }
        }
        let source = self
            .text
            .get(node.span.start..node.span.end)
            .unwrap_or_default();
        apply(source, within(changes, node.span)).ok_or_else(|| refused(differs()))
    }

    /// What takes out the members that are not a rule's own.
    fn foreign(&self, holder: &JsonNode<'t>) -> Vec<Replacement> {
        let members = holder.members();
        let is_foreign = |key: &str| {
            let mut own = RULE_KEYS.iter().chain(&OTHER_RULE_KEYS);
            !own.any(|own| holder.member(own).is_some_and(|member| member.key == key))
        };
        let spans: Vec<_> = members
            .iter()
            .map(|member| Span::new(member.key_span.start, member.value.span.end))
            .collect();
        let foreign = members.iter().enumerate();
        let foreign = foreign.filter(|(_, member)| is_foreign(&member.key));
        let places: Vec<_> = foreign.map(|(place, _)| place).collect();
        let source = self.text.get(holder.span.start..).unwrap_or_default();
        match self.syntax != PatchSyntax::Json && !source.starts_with('{') {
            true => removed_lines(self.text, &spans, &places),
            false => removed(&spans, &places),
        }
    }

    /// What puts rules behind the last one, or into a list that has none.
    fn additions(
        &self,
        group: &DocumentGroup,
        last: Option<ListedRule<'r, 't>>,
        rules: &[&SecurityRule],
    ) -> Result<Vec<Replacement>, CannotWrite> {
        let Some(last) = last else {
            return match self.syntax {
                PatchSyntax::Hcl => self.in_empty_block(group, rules),
                PatchSyntax::Json | PatchSyntax::Yaml => self.in_empty_list(group, rules),
            };
        };
        let list = self.list(last.list);
        let mut found = Vec::new();
        for rule in rules {
            let copy = self.copy(last.node, rule)?;
            found.extend(list.addition(last.place, &copy));
        }
        Ok(found)
    }

    /// The rules in an empty list of JSON, as Azure's API writes them.
    fn in_empty_list(
        &self,
        group: &DocumentGroup,
        rules: &[&SecurityRule],
    ) -> Result<Vec<Replacement>, CannotWrite> {
        let name = rules.first().map_or("", |rule| rule.name.as_str());
        let node = group.position.and_then(|position| self.object_at(position));
        let list = node.and_then(|node| {
            let list = body(node).member("securityRules")?;
            let is_empty = list.value.is_array() && list.value.items().is_empty();
            (is_empty && self.syntax == PatchSyntax::Json && node.has("properties"))
                .then_some(&list.value)
        });
        let Some(list) = list else {
            return Err(no_room(name, "securityRules"));
        };
        let end = line_end(self.text);
        let indent = indent_of(self.text, list.span.start);
        let inner = format!("{end}{indent}  ");
        let mut written = Vec::new();
        for rule in rules {
            known(rule)?;
            let text = to_string_pretty(&security_rule(rule)).unwrap_or_default();
            written.push(text.replace('\n', &inner));
        }
        let all = written.join(&format!(",{inner}"));
        Ok(vec![Replacement::new(
            list.span,
            format!("[{inner}{all}{end}{indent}]"),
        )])
    }

    /// The rules at the end of a resource that has none, as blocks of it.
    fn in_empty_block(
        &self,
        group: &DocumentGroup,
        rules: &[&SecurityRule],
    ) -> Result<Vec<Replacement>, CannotWrite> {
        let node = group.position.and_then(|position| self.object_at(position));
        let inside = node.and_then(|node| self.text.get(node.span.start..node.span.end));
        let end = inside
            .and_then(|inside| inside.strip_suffix('}'))
            .zip(node)
            .map(|(inside, node)| node.span.start + inside.len());
        let name = rules.first().map_or("", |rule| rule.name.as_str());
        let end = end.ok_or_else(|| no_room(name, "security_rule"))?;
        let outer = indent_of(self.text, end);
        let mut written = String::new();
        for rule in rules {
            let block = rule_block(&known(rule)?);
            let block = block.ok_or_else(|| no_room(&rule.name, "security_rule"))?;
            written.push('\n');
            for line in block.lines() {
                written.push_str(&format!("{outer}{line}\n"));
            }
        }
        let written = written.replace('\n', line_end(self.text));
        Ok(vec![Replacement::insert(
            line_start(self.text, end),
            written,
        )])
    }

    /// The object at a position.
    fn object_at(&self, position: Position) -> Option<&'r JsonNode<'t>> {
        self.roots
            .iter()
            .find_map(|root| self.object_in(root, position))
    }

    fn object_in(&self, node: &'r JsonNode<'t>, position: Position) -> Option<&'r JsonNode<'t>> {
        if node.is_object() && self.positions.of(node.span) == position {
            return Some(node);
        }
        let items = node.items().iter();
        let members = node.members().iter().map(|member| &member.value);
        { items.chain(members) }.find_map(|inner| self.object_in(inner, position))
    }
}
