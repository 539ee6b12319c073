//! Edits of rules that are rows of a table.

use super::pairs::RulePairs;
use super::replacement::{Replacement, apply, line_end, next_line, within};
use super::{differs, no_room, not_written_out, refused};
use crate::document::DocumentGroup;
use crate::position::{Positions, Span};
use crate::syntax::table::RuleColumn;
use crate::syntax::table::editing::{EditableCell, EditableRow, EditableTable, editable};
use crate::write::CannotWrite;
use crate::write::fields::{KnownFields, fields};
use nsg::SecurityRule;
use text::text;

/// What the portal and people write for `*`.
const ANY: &str = "Any";

/// What makes the table say the edit.
pub(super) fn replacements(
    text: &str,
    group: &DocumentGroup,
    pairs: &RulePairs<'_>,
) -> Result<Vec<Replacement>, CannotWrite> {
    let table = editable(text).ok_or_else(|| refused(text!("patch-table-columns").to_owned()))?;
    let table = TableInText {
        text,
        says_any: table.rows.iter().flat_map(|row| &row.cells).any(is_any),
        table,
    };
    let positions = Positions::new(text);
    let rules = &group.security_group.security_rules;
    let row = |place: usize| {
        let position = group.security_rule_positions.get(place).copied().flatten();
        let mut rows = table.table.rows.iter();
        let found = rows.find(|row| Some(positions.of(row.span)) == position);
        let name = rules.get(place).map_or("", |rule| rule.name.as_str());
        found.ok_or_else(|| not_written_out(name))
    };
    let mut found = Vec::new();
    for changed in &pairs.changed {
        let [before, after] = changed.filled();
        let was = fields(&before).ok();
        let known = known(&after)?;
        found.extend(table.cells(row(changed.place)?, was.as_ref(), &known, &changed.was.name)?);
    }
    // What comes takes the place of what goes. Where headings say the direction, it has to be one of the same.
    let has_column = table.has_directions();
    let fits = |place: usize, rule: &SecurityRule| {
        has_column
            || rules
                .get(place)
                .is_some_and(|other| other.direction == rule.direction)
    };
    let mut added: Vec<_> = pairs.added.clone();
    let mut gone = Vec::new();
    for place in &pairs.deleted {
        let row = row(*place)?;
        let line = table.line_of(row);
        match added.iter().position(|rule| fits(*place, rule)) {
            Some(at) => {
                let text = table.copy(row, added.remove(at))?;
                found.push(Replacement::new(line, text));
            }
            None => {
                gone.push(*place);
                found.push(Replacement::remove(line.start, next_line(text, line.end)));
            }
        }
    }
    for rule in added {
        let kept = (0..rules.len()).rev().filter(|place| !gone.contains(place));
        let mut alike = kept.filter(|place| fits(*place, rule));
        let place = alike
            .next()
            .ok_or_else(|| no_room(&rule.name, "direction"))?;
        let row = row(place)?;
        let line = format!("{}{}", line_end(text), table.copy(row, rule)?);
        found.push(Replacement::insert(table.line_of(row).end, line));
    }
    Ok(found)
}

fn known(rule: &SecurityRule) -> Result<KnownFields<'_>, CannotWrite> {
    fields(rule).map_err(|reasons| CannotWrite { reasons })
}

fn is_any(cell: &EditableCell) -> bool {
    cell.value.eq_ignore_ascii_case(ANY)
}

struct TableInText<'r> {
    text: &'r str,
    table: EditableTable,
    /// Whether the table says `Any` for `*`.
    says_any: bool,
}

impl TableInText<'_> {
    /// What makes a row say the rule; of a rule that is not known as it was, every cell is written.
    fn cells(
        &self,
        row: &EditableRow,
        was: Option<&KnownFields<'_>>,
        rule: &KnownFields<'_>,
        name: &str,
    ) -> Result<Vec<Replacement>, CannotWrite> {
        let mut found = Vec::new();
        for (column, label, values) in columns_of(rule) {
            let before = was.and_then(|was| {
                let mut before = columns_of(was).into_iter();
                before
                    .find(|(of, ..)| *of == column)
                    .map(|(.., values)| values)
            });
            if before.as_ref() == Some(&values) {
                continue;
            }
            let mut cells = row.cells.iter().filter(|cell| cell.column == Some(column));
            let is_nothing = values.iter().all(String::is_empty);
            let first = cells
                .clone()
                .find(|cell| !cell.value.is_empty())
                .or_else(|| cells.next());
            let Some(first) = first else {
                // What no column holds must be what is assumed without it.
                let assumed = column == RuleColumn::SourcePort && values == ["*"];
                match assumed || is_nothing || (was.is_none() && column == RuleColumn::Direction) {
                    true => continue,
                    false => return Err(no_room(name, label)),
                }
            };
            for cell in row.cells.iter().filter(|cell| cell.column == Some(column)) {
                let text = match std::ptr::eq(cell, first) {
                    true => self.joined(cell, &values),
                    false => String::new(),
                };
                found.extend(self.in_place_of(cell, &text));
            }
        }
        let has_groups = !rule.source.groups.is_empty() || !rule.destination.groups.is_empty();
        let had_groups = was
            .is_some_and(|was| !was.source.groups.is_empty() || !was.destination.groups.is_empty());
        let same_groups = was.is_some_and(|was| {
            was.source.groups == rule.source.groups
                && was.destination.groups == rule.destination.groups
        });
        match (has_groups || had_groups) && !same_groups {
            true => Err(no_room(name, "application security groups")),
            false => Ok(found),
        }
    }

    /// Values as the table writes them: with what stands between those that the cell has, in its letters.
    fn joined(&self, cell: &EditableCell, values: &[String]) -> String {
        let between = ["; ", ";", ", ", ",", " "];
        let between = between
            .into_iter()
            .find(|between| cell.value.contains(between));
        let is_lower =
            !cell.value.is_empty() && cell.value.chars().all(|char| !char.is_ascii_uppercase());
        let is_word = cell.value.chars().any(|char| char.is_ascii_alphabetic());
        let values = values.iter().map(|value| match value.as_str() {
            "*" if self.says_any => ANY.to_owned(),
            value
                if is_lower
                    && is_word
                    && matches!(
                        cell.column,
                        Some(RuleColumn::Access | RuleColumn::Direction | RuleColumn::Protocol)
                    ) =>
            {
                value.to_ascii_lowercase()
            }
            value => value.to_owned(),
        });
        let values: Vec<_> = values.collect();
        match cell.column {
            Some(RuleColumn::Description | RuleColumn::Name) => values.concat(),
            _ => values.join(between.unwrap_or(", ")),
        }
    }

    /// A value in place of a cell's, quoted where the layout needs it.
    fn in_place_of(&self, cell: &EditableCell, value: &str) -> Option<Replacement> {
        let Span { start, end } = cell.span;
        if cell.value == value {
            return None;
        }
        if self.table.separator == '|' {
            let is_escaped = self.text.contains("\\*");
            let value = if is_escaped {
                value.replace('*', "\\*")
            } else {
                value.to_owned()
            };
            return Some(Replacement::new(cell.span, value));
        }
        let is_quoted = self
            .text
            .get(..start)
            .is_some_and(|text| text.ends_with('"'))
            && self
                .text
                .get(end..)
                .is_some_and(|text| text.starts_with('"'));
        let doubled = value.replace('"', "\"\"");
        let needs_quotes = value.contains([self.table.separator, '"', '\n', '\r']);
        let text = match needs_quotes && !is_quoted {
            true => format!("\"{doubled}\""),
            false => doubled,
        };
        Some(Replacement::new(cell.span, text))
    }

    /// Whether a column says the direction of each rule.
    fn has_directions(&self) -> bool {
        let mut cells = self.table.rows.iter().flat_map(|row| &row.cells);
        cells.any(|cell| cell.column == Some(RuleColumn::Direction))
    }

    /// The line of another rule in the form of a row. What is of no rule, such as an owner, is left empty.
    fn copy(&self, row: &EditableRow, rule: &SecurityRule) -> Result<String, CannotWrite> {
        let known = known(rule)?;
        let mut changes = self.cells(row, None, &known, &rule.name)?;
        let is_of_a_rule = |column: Option<RuleColumn>| {
            let mut columns = columns_of(&known).into_iter().map(|(column, ..)| column);
            column
                .is_some_and(|column| columns.any(|it| it == column) || column == RuleColumn::Group)
        };
        let others = row.cells.iter().filter(|cell| !is_of_a_rule(cell.column));
        changes.extend(others.filter_map(|cell| self.in_place_of(cell, "")));
        let span = self.line_of(row);
        let line = self.text.get(span.start..span.end).unwrap_or_default();
        apply(line, within(changes, span)).ok_or_else(|| refused(differs()))
    }

    /// The line of a row, what ends it aside: a record of CSV may begin with the end of the line before.
    fn line_of(&self, row: &EditableRow) -> Span {
        let Span { start, end } = row.span;
        let source = self.text.get(start..end).unwrap_or_default();
        let before = source.len() - source.trim_start_matches(['\r', '\n']).len();
        let line = source.trim_matches(['\r', '\n']);
        Span::new(start + before, start + before + line.len())
    }
}

/// The columns of a rule, what each is called, and its values.
fn columns_of(rule: &KnownFields<'_>) -> [(RuleColumn, &'static str, Vec<String>); 10] {
    let one = |text: &str| vec![text.to_owned()];
    [
        (RuleColumn::Name, "name", one(rule.name)),
        (
            RuleColumn::Priority,
            "priority",
            one(&rule.priority.to_string()),
        ),
        (
            RuleColumn::Direction,
            "direction",
            one(rule.direction.as_str()),
        ),
        (RuleColumn::Access, "access", one(rule.access.as_str())),
        (RuleColumn::Protocol, "protocol", one(&rule.protocol)),
        (RuleColumn::Source, "source", rule.source.prefixes.clone()),
        (
            RuleColumn::SourcePort,
            "source port",
            rule.source.ports.clone(),
        ),
        (
            RuleColumn::Destination,
            "destination",
            rule.destination.prefixes.clone(),
        ),
        (
            RuleColumn::DestinationPort,
            "port",
            rule.destination.ports.clone(),
        ),
        (
            RuleColumn::Description,
            "description",
            one(rule.description.unwrap_or_default()),
        ),
    ]
}
