//! The columns that tables of rules have.

use super::cells::TableLine;
use super::column_names::NAMES;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RuleColumn {
    Name,
    Group,
    Priority,
    Direction,
    Access,
    Protocol,
    Source,
    SourcePort,
    SourceGroups,
    Destination,
    DestinationPort,
    DestinationGroups,
    Description,
    /// The resource group, the subscription, the environment or the subnet: groups of one name live in several.
    Scope,
    /// Whether the rule is there: planned and removed ones are kept in lists, too.
    State,
    /// It says nothing about what a rule matches: a state, an id.
    Ignored,
}

impl RuleColumn {
    /// The column of that name.
    pub(super) fn of(name: &str) -> Option<Self> {
        // Only ASCII letters are made small: the tables of Unicode are 8 KB of every module.
        let is_sign = |char: &char| char.is_ascii_punctuation() || char.is_whitespace();
        let letters = name.chars().filter(|char| !is_sign(char));
        let key: String = letters.map(|char| char.to_ascii_lowercase()).collect();
        let is_it = |(_, names): &&(Self, &[&str])| names.contains(&key.as_str());
        NAMES.iter().find(is_it).map(|(column, _)| *column)
    }

    /// Whether Azure's own tools call it so.
    pub(super) fn is_azures(self, name: &str) -> bool {
        let names: &[&str] = match self {
            Self::Name => &["name"],
            Self::Priority => &["priority"],
            Self::Direction => &["direction"],
            Self::Access => &["access"],
            Self::Protocol => &["protocol"],
            Self::Source => &["sourceAddressPrefix", "sourceAddressPrefixes"],
            Self::SourcePort => &["sourcePortRange", "sourcePortRanges"],
            Self::Destination => &["destinationAddressPrefix", "destinationAddressPrefixes"],
            Self::DestinationPort => &["destinationPortRange", "destinationPortRanges"],
            Self::SourceGroups => &["sourceApplicationSecurityGroups"],
            Self::DestinationGroups => &["destinationApplicationSecurityGroups"],
            Self::Group => &[],
            Self::Description | Self::Scope | Self::State | Self::Ignored => return true,
        };
        // Terraform writes `source_address_prefix`.
        let name: String = name.chars().filter(|char| *char != '_').collect();
        names.iter().any(|known| name.eq_ignore_ascii_case(known))
    }

    /// What it is called, in the words of tables; `None` for what says nothing of a rule.
    pub(super) fn word(self) -> Option<&'static str> {
        Some(match self {
            Self::Name => "Name",
            Self::Group => "NSG",
            Self::Priority => "Priority",
            Self::Direction => "Direction",
            Self::Access => "Access",
            Self::Protocol => "Protocol",
            Self::Source => "Source",
            Self::SourcePort => "Source port",
            Self::SourceGroups => "Source ASG",
            Self::Destination => "Destination",
            Self::DestinationPort => "Destination port",
            Self::DestinationGroups => "Destination ASG",
            Self::Description => "Description",
            Self::Scope => "Resource group",
            Self::State | Self::Ignored => return None,
        })
    }
}

/// Letters that names of columns do not have: source code that speaks of rules has their words between commas, too.
const CODE: [char; 8] = ['{', '}', '[', ']', '=', '\'', '#', '@'];

/// The columns of a table.
pub(super) struct Header {
    columns: Vec<Option<RuleColumn>>,
    /// Whether a cell is a piece of source code.
    is_code: bool,
}

/// Without these a rule says nothing.
const NEEDED: [RuleColumn; 3] = [
    RuleColumn::Priority,
    RuleColumn::Direction,
    RuleColumn::Access,
];

/// So many columns make a line a header.
const CERTAIN: usize = 4;

impl Header {
    pub(super) fn of(line: &TableLine<'_>) -> Self {
        let columns = line.cells.iter().map(|cell| RuleColumn::of(&cell.text));
        let mut texts = line.cells.iter().map(|cell| &cell.text);
        Self {
            columns: columns.collect(),
            is_code: texts
                .any(|text| text != "#" && (text.contains(CODE) || text.starts_with("//"))),
        }
    }

    /// Whether a line is a header, and nothing else.
    pub(super) fn is_certain(&self) -> bool {
        let mut kinds: Vec<RuleColumn> = Vec::new();
        for column in self.columns.iter().flatten() {
            let is_about_rules = !matches!(
                column,
                RuleColumn::Ignored | RuleColumn::Scope | RuleColumn::State
            );
            if is_about_rules && !kinds.contains(column) {
                kinds.push(*column);
            }
        }
        let says_what = [
            RuleColumn::Priority,
            RuleColumn::Access,
            RuleColumn::Protocol,
        ];
        let known = self.columns.iter().flatten().count();
        !self.is_code
            && kinds.len() >= CERTAIN
            && 2 * known >= self.columns.len()
            && says_what.iter().any(|column| kinds.contains(column))
    }

    pub(super) fn has(&self, column: RuleColumn) -> bool {
        self.position(column).is_some()
    }

    /// Which cell is of that column; the first of several.
    pub(super) fn position(&self, column: RuleColumn) -> Option<usize> {
        self.columns.iter().position(|of| *of == Some(column))
    }

    /// Which columns are missing without which there is no rule.
    pub(super) fn missing(&self) -> Vec<RuleColumn> {
        let missing = NEEDED.into_iter().filter(|column| !self.has(*column));
        missing.collect()
    }

    /// The names of the columns of which nothing is known.
    pub(super) fn unused(&self, line: &TableLine<'_>) -> Vec<String> {
        let named = line.cells.iter().zip(&self.columns);
        let unused = named.filter(|(cell, column)| column.is_none() && !cell.text.is_empty());
        unused.map(|(cell, _)| cell.text.to_string()).collect()
    }

    /// The columns in the order of the cells.
    pub(super) fn columns(&self) -> &[Option<RuleColumn>] {
        &self.columns
    }
}
