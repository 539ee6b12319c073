//! The fields of a rule that a text writes out, and what an edit makes of them.

use super::literal::PatchSyntax;
use super::no_room;
use super::replacement::{Replacement, indent_of, line_end, line_start};
use crate::json::{JsonNode, Member, Value};
use crate::position::Span;
use crate::rule::{DESTINATION, SOURCE, SideFields, body};
use crate::write::CannotWrite;
use crate::write::fields::{KnownFields, RuleSide};
use nsg::SecurityRule;

/// What Cluster API calls a field, beside Azure's name for it.
fn names_of(key: &str) -> [&str; 2] {
    let other = match key {
        "access" => "action",
        "sourceAddressPrefix" => "source",
        "sourcePortRange" => "sourcePorts",
        "destinationAddressPrefix" => "destination",
        "destinationPortRange" => "destinationPorts",
        key => key,
    };
    [key, other]
}

/// A rule in the text.
pub(super) struct RuleInText<'r, 't> {
    pub(super) text: &'r str,
    pub(super) syntax: PatchSyntax,
    pub(super) node: &'r JsonNode<'t>,
    pub(super) name: &'r str,
}

/// Which fields of a rule are to be written.
pub(super) enum WrittenFields<'a> {
    /// Those that differ from the rule as it was.
    Changed(&'a SecurityRule),
    /// All: the text is that of another rule.
    All,
}

impl RuleInText<'_, '_> {
    /// What makes the text say the rule.
    pub(super) fn replacements(
        &self,
        rule: &SecurityRule,
        known: &KnownFields<'_>,
        written: &WrittenFields<'_>,
    ) -> Result<Vec<Replacement>, CannotWrite> {
        let mut found = Vec::new();
        let differs = |is_other: &dyn Fn(&SecurityRule) -> bool| match written {
            WrittenFields::All => true,
            WrittenFields::Changed(was) => is_other(was),
        };
        let body = body(self.node);
        let mut scalar = |holder, key: &str, value: &str| -> Result<(), CannotWrite> {
            found.push(self.scalar(holder, key, value)?);
            Ok(())
        };
        if differs(&|was| was.name != rule.name) {
            scalar(self.node, "name", &rule.name)?;
        }
        if differs(&|was| was.priority != rule.priority) {
            scalar(body, "priority", &known.priority.to_string())?;
        }
        if differs(&|was| was.direction != rule.direction) {
            scalar(body, "direction", known.direction.as_str())?;
        }
        if differs(&|was| was.access != rule.access) {
            scalar(body, "access", known.access.as_str())?;
        }
        if differs(&|was| was.conditions.protocol != rule.conditions.protocol) {
            scalar(body, "protocol", &known.protocol)?;
        }
        let description = known.description.unwrap_or_default();
        let is_other =
            |was: &SecurityRule| was.description.as_deref().unwrap_or_default() != description;
        let has_one = self.member(body, "description").is_some();
        if differs(&is_other) && (has_one || !description.is_empty()) {
            scalar(body, "description", description)?;
        }
        let sides: [(&SideFields, &RuleSide<'_>, bool, bool); 2] = [
            (
                &SOURCE,
                &known.source,
                differs(&|was| was.conditions.source != rule.conditions.source),
                differs(&|was| was.conditions.source_ports != rule.conditions.source_ports),
            ),
            (
                &DESTINATION,
                &known.destination,
                differs(&|was| was.conditions.destination != rule.conditions.destination),
                differs(&|was| {
                    was.conditions.destination_ports != rule.conditions.destination_ports
                }),
            ),
        ];
        for (fields, side, has_other_addresses, has_other_ports) in sides {
            if has_other_addresses {
                let had_groups = match written {
                    WrittenFields::Changed(_) => [fields.groups, fields.group_ids]
                        .iter()
                        .any(|key| self.member(body, key).is_some_and(has_items)),
                    WrittenFields::All => false,
                };
                if !side.groups.is_empty() || had_groups {
                    return Err(no_room(self.name, fields.groups));
                }
                found.extend(self.list(body, fields.prefix, fields.prefixes, &side.prefixes)?);
            }
            if has_other_ports {
                found.extend(self.list(body, fields.port, fields.ports, &side.ports)?);
            }
        }
        Ok(found)
    }

    /// The member of a field, `null` or not.
    pub(super) fn member<'n, 't>(
        &self,
        holder: &'n JsonNode<'t>,
        key: &str,
    ) -> Option<&'n Member<'t>> {
        let names = names_of(key);
        let mut found = names.iter().filter_map(|name| holder.member(name));
        found.next()
    }

    fn source(&self, span: Span) -> &str {
        self.text.get(span.start..span.end).unwrap_or_default()
    }

    /// Where the key of a member stands. Where Terraform computed an object, the tree has no place of its keys: then it is what
    /// stands before the value.
    fn key_span(&self, member: &Member<'_>) -> Span {
        if member.key_span != member.value.span {
            return member.key_span;
        }
        let before = self.text.get(..member.value.span.start).unwrap_or_default();
        let key = before.trim_end().trim_end_matches(['=', ':']).trim_end();
        let is_part = |char: char| char.is_ascii_alphanumeric() || matches!(char, '_' | '-' | '"');
        let start = key.trim_end_matches(is_part).len();
        Span::new(start, key.len())
    }

    /// One value in a field.
    fn scalar(
        &self,
        holder: &JsonNode<'_>,
        key: &str,
        value: &str,
    ) -> Result<Replacement, CannotWrite> {
        let literal = |old: Option<&str>| match value.parse() {
            Ok(number) if key == "priority" => self.syntax.number(number, old),
            _ => self.syntax.value(value, old),
        };
        match self.member(holder, key) {
            Some(member) => {
                let old = self.source(member.value.span);
                let old = (!member.value.is_null()).then_some(old);
                Ok(self.in_place_of(&member.value, literal(old)))
            }
            None => self.added(holder, key, &literal(None)),
        }
    }

    /// A value in place of another one. An empty value of YAML has nothing between it and its key.
    fn in_place_of(&self, old: &JsonNode<'_>, literal: String) -> Replacement {
        let is_empty = old.span.start >= old.span.end;
        let follows_colon = self
            .text
            .get(..old.span.start)
            .is_some_and(|text| text.ends_with(':'));
        match is_empty && follows_colon {
            true => Replacement::new(old.span, format!(" {literal}")),
            false => Replacement::new(old.span, literal),
        }
    }

    /// One or several values in the fields for one and for a list.
    fn list(
        &self,
        holder: &JsonNode<'_>,
        one: &str,
        many: &str,
        values: &[String],
    ) -> Result<Vec<Replacement>, CannotWrite> {
        let (single, several) = (self.member(holder, one), self.member(holder, many));
        let set = |member: &Member<'_>, text: String| self.in_place_of(&member.value, text);
        let set_list = |member: &Member<'_>| self.items(&member.value, values);
        let is_used = |member: &Member<'_>| match &member.value.value {
            Value::Null => false,
            Value::String(text) => !text.is_empty(),
            Value::Array(items) => !items.is_empty(),
            _ => true,
        };
        let null = || "null".to_owned();
        Ok(match (single, several, values) {
            // A list in the field for one is what the text's own tool takes.
            (Some(single), None, _) if single.value.is_array() => {
                vec![set_list(single)]
            }
            (single, Some(several), _) if is_used(several) => {
                let emptied = single
                    .filter(|single| is_used(single))
                    .map(|single| set(single, null()));
                let list = set_list(several);
                emptied.into_iter().chain([list]).collect()
            }
            (Some(_), _, [value]) => vec![self.scalar(holder, one, value)?],
            (Some(single), Some(several), _) => {
                vec![set(single, null()), set_list(several)]
            }
            (Some(single), None, values) => {
                let key_span = self.key_span(single);
                let key = self.source(key_span);
                let Some(plural) = plural_of(key) else {
                    return Err(no_room(self.name, one));
                };
                let is_ansible = self.syntax == PatchSyntax::Yaml && key.contains('_');
                let list = set(single, self.bracketed(values));
                match is_ansible {
                    true => vec![list],
                    false => vec![Replacement::new(key_span, plural), list],
                }
            }
            (None, Some(several), _) => vec![set_list(several)],
            (None, None, [value]) => vec![self.scalar(holder, one, value)?],
            (None, None, values) => vec![self.added(holder, many, &self.bracketed(values))?],
        })
    }

    fn bracketed(&self, values: &[String]) -> String {
        self.syntax.list(values, None, "", "")
    }

    /// A list in the form of the one that stands there.
    fn items(&self, old: &JsonNode<'_>, values: &[String]) -> Replacement {
        let source = self.source(old.span);
        let end = line_end(self.text);
        if let (PatchSyntax::Yaml, false, Some(first), Some(last)) = (
            self.syntax,
            source.starts_with('['),
            old.items().first(),
            old.items().last(),
        ) {
            let before = self.text.get(..first.span.start).unwrap_or_default();
            let dash = before.rfind('-').unwrap_or(first.span.start);
            let column = dash - line_start(self.text, dash);
            let between = format!("{end}{}", " ".repeat(column));
            let first = self.source(first.span);
            let items = values.iter();
            let items = items.map(|value| format!("- {}", self.syntax.value(value, Some(first))));
            let items: Vec<_> = items.collect();
            return Replacement::new(Span::new(dash, last.span.end), items.join(&between));
        }
        let indent = indent_of(self.text, old.span.start);
        let list = self.syntax.list(values, Some(source), indent, end);
        self.in_place_of(old, list)
    }

    /// A field that the text does not have yet, behind the last one of its object.
    fn added(
        &self,
        holder: &JsonNode<'_>,
        key: &str,
        literal: &str,
    ) -> Result<Replacement, CannotWrite> {
        let Some(last) = holder.members().last() else {
            return Err(no_room(self.name, key));
        };
        let keys = holder.members().iter();
        let keys: Vec<_> = keys
            .map(|member| self.source(self.key_span(member)))
            .collect();
        let key = spelt_as(key, &keys);
        let entry = format!("{}{literal}", self.syntax.key(&key));
        let source = self.source(holder.span);
        let is_block = self.syntax != PatchSyntax::Json && !source.starts_with('{');
        // An object of Terraform has a comma or a line for each entry.
        let has_lines = self.syntax == PatchSyntax::Hcl && source.contains('\n');
        let comma = if is_block || has_lines { "" } else { "," };
        let text = match is_block || source.contains('\n') {
            true => {
                let start = self.key_span(last).start;
                let line = line_start(self.text, start);
                // The first key of a list's item stands behind its dash.
                let width = self.text.get(line..start).unwrap_or_default();
                let blanks: String = width
                    .chars()
                    .map(|char| if char == '\t' { '\t' } else { ' ' })
                    .collect();
                format!("{comma}{}{blanks}{entry}", line_end(self.text))
            }
            false => format!("{comma} {entry}"),
        };
        Ok(Replacement::insert(last.value.span.end, text))
    }
}

fn has_items(member: &Member<'_>) -> bool {
    !member.value.items().is_empty()
}

/// The key of the list beside the key of one value, in the same spelling and quotes.
fn plural_of(key: &str) -> Option<String> {
    let bare = key.trim_matches(['"', '\'']);
    let lower = bare.to_ascii_lowercase();
    let plural = match () {
        () if lower.ends_with("prefix") => format!("{bare}es"),
        () if lower.ends_with("range") => format!("{bare}s"),
        () => return None,
    };
    Some(key.replacen(bare, &plural, 1))
}

/// A key in the spelling of its neighbours: `sourcePortRange`, `SourcePortRange` or `source_port_range`.
fn spelt_as(key: &str, neighbours: &[&str]) -> String {
    let bare = |key: &&str| key.trim_matches(['"', '\'']).to_owned();
    let mut neighbours = neighbours.iter().map(bare);
    let is_snake = neighbours.clone().any(|key| key.contains('_'));
    let begins_large =
        neighbours.all(|key| key.starts_with(|char: char| char.is_ascii_uppercase()));
    let mut spelt = String::new();
    for (at, char) in key.chars().enumerate() {
        match (at, char.is_ascii_uppercase()) {
            (0, _) if begins_large => spelt.push(char.to_ascii_uppercase()),
            (_, true) if is_snake => {
                spelt.push('_');
                spelt.push(char.to_ascii_lowercase());
            }
            _ => spelt.push(char),
        }
    }
    spelt
}
