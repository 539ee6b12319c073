//! The rules of a group as a table, with the columns of the portal.

use super::csv_table::{csv_table, separated_by_tabs};
use super::fields::{KnownFields, RuleSide};
use super::format::Format;
use super::list::list;
use nsg::Direction;

/// What the portal says for `*`.
const ANY: &str = "Any";

/// The column of the group's name, which is read back.
const GROUP: &str = "NSG";

/// Writes the rules in the order in which Azure looks at them: inbound first, by priority; where the group has a name, it stands
/// in each row.
pub(super) fn file(group: Option<&str>, rules: &[KnownFields<'_>], format: Format) -> String {
    let mut rules: Vec<_> = rules.iter().collect();
    nsg::sort::sort_by_key(&mut rules, |rule| {
        (rule.direction == Direction::Outbound, rule.priority)
    });
    let columns: Vec<_> = COLUMNS
        .iter()
        .filter(|column| !column.is_optional || rules.iter().any(|rule| (column.is_told)(rule)))
        .collect();
    let titles = columns.iter().map(|column| column.name.to_owned());
    let title = group.map(|_| GROUP.to_owned());
    let header = title.into_iter().chain(titles).collect();
    let row = |rule: &&KnownFields<'_>| {
        let cells = columns.iter().map(|column| (column.cell)(rule));
        { group.map(str::to_owned).into_iter() }
            .chain(cells)
            .collect()
    };
    let rows = std::iter::once(header).chain(rules.iter().map(row));
    match format {
        Format::Csv => csv_table(rows),
        Format::Tsv => separated_by_tabs(rows),
        _ => markdown(rows),
    }
}

/// A column: its name, its cell for a rule, and whether it is left out where no rule needs it.
struct WrittenColumn {
    name: &'static str,
    cell: fn(&KnownFields<'_>) -> String,
    is_optional: bool,
    is_told: fn(&KnownFields<'_>) -> bool,
}

const fn column(name: &'static str, cell: fn(&KnownFields<'_>) -> String) -> WrittenColumn {
    WrittenColumn {
        name,
        cell,
        is_optional: false,
        is_told: |_| true,
    }
}

const fn optional(
    name: &'static str,
    cell: fn(&KnownFields<'_>) -> String,
    is_told: fn(&KnownFields<'_>) -> bool,
) -> WrittenColumn {
    WrittenColumn {
        name,
        cell,
        is_optional: true,
        is_told,
    }
}

/// The columns of the portal, with those that it leaves out.
const COLUMNS: [WrittenColumn; 12] = [
    column("Direction", |rule| rule.direction.as_str().to_owned()),
    column("Priority", |rule| rule.priority.to_string()),
    column("Name", |rule| rule.name.to_owned()),
    column("Port", |rule| values(&rule.destination.ports)),
    column("Protocol", |rule| any(&rule.protocol).to_owned()),
    column("Source", |rule| values(&rule.source.prefixes)),
    optional(
        "Source ASG",
        |rule| groups(&rule.source),
        |rule| !rule.source.groups.is_empty(),
    ),
    optional(
        "Source port",
        |rule| values(&rule.source.ports),
        |rule| rule.source.ports != ["*"],
    ),
    column("Destination", |rule| values(&rule.destination.prefixes)),
    optional(
        "Destination ASG",
        |rule| groups(&rule.destination),
        |rule| !rule.destination.groups.is_empty(),
    ),
    column("Action", |rule| rule.access.as_str().to_owned()),
    optional(
        "Description",
        |rule| rule.description.unwrap_or_default().to_owned(),
        |rule| rule.description.is_some_and(|text| !text.is_empty()),
    ),
];

fn any(value: &str) -> &str {
    if value == "*" { ANY } else { value }
}

fn values(values: &[String]) -> String {
    list(values.iter().map(|value| any(value)), ", ")
}

fn groups(side: &RuleSide<'_>) -> String {
    list(side.groups.iter().map(|group| group.as_str()), ", ")
}

fn markdown(rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut text = String::new();
    for (number, cells) in rows.enumerate() {
        let rule_off = "|---".repeat(cells.len());
        for cell in cells {
            text.push_str("| ");
            text.push_str(&in_a_cell(&cell));
            text.push(' ');
        }
        text.push_str("|\n");
        if number == 0 {
            text.push_str(&rule_off);
            text.push_str("|\n");
        }
    }
    text
}

/// A text that stays in its cell and is no markup.
fn in_a_cell(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|char| if char.is_control() { ' ' } else { char })
        .collect();
    text.replace('|', "\\|").replace('<', "&lt;")
}
