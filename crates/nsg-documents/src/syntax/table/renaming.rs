//! What each column of a table is taken for, and how to say otherwise: by another name in the table's own header.

use super::cells::{self, Layout, TableLine};
use super::columns::{Header, RuleColumn};
use super::find;

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableColumn {
    /// Its name in the header.
    pub name: String,
    /// What it is taken for, one of [`COLUMN_WORDS`]; `None` where it is not used.
    pub holds: Option<&'static str>,
}

/// What a column can be taken for, in the words that a header may have.
pub const COLUMN_WORDS: [&str; 14] = [
    "Name",
    "NSG",
    "Priority",
    "Direction",
    "Access",
    "Protocol",
    "Source",
    "Source port",
    "Source ASG",
    "Destination",
    "Destination port",
    "Destination ASG",
    "Description",
    "Resource group",
];

/// The name of a column that is not to be used.
const UNUSED: &str = "Unused";

/// Returns the columns of a table; none where the text is no table, or one in which a longer name would move the columns
/// behind it.
pub fn table_columns(text: &str) -> Vec<TableColumn> {
    let Some((_, header)) = writable(text) else {
        return Vec::new();
    };
    let columns = Header::of(&header);
    let cells = header.cells.iter().zip(columns.columns());
    let column = |(cell, column): (&cells::Cell<'_>, &Option<RuleColumn>)| TableColumn {
        name: cell.text.to_string(),
        holds: column.and_then(RuleColumn::word),
    };
    cells.map(column).collect()
}

/// Returns the table with another name for a column, in each of its headers: one of [`COLUMN_WORDS`], or `None` for a column
/// that is not to be used. `None` where there is no such column.
pub fn rename_column(text: &str, at: usize, holds: Option<&str>) -> Option<String> {
    let (layout, _) = writable(text)?;
    let name = holds.unwrap_or(UNUSED);
    let mut renamed = String::with_capacity(text.len() + name.len());
    let mut end = 0;
    let lines = cells::lines(text, &layout);
    let headers = lines.iter().filter(|line| Header::of(line).is_certain());
    for header in headers {
        let cell = header.cells.get(at)?;
        renamed.push_str(text.get(end..cell.span.start)?);
        renamed.push_str(name);
        end = cell.span.end;
    }
    renamed.push_str(text.get(end..)?);
    Some(renamed)
}

/// The layout and the first header of a table with separators.
fn writable(text: &str) -> Option<(Layout, TableLine<'_>)> {
    find(text).filter(|(layout, _)| matches!(layout, Layout::Csv(_) | Layout::Bars))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read;

    const TABLE: &str =
        "Title,Prio,Direction,Verdict,Protocol,Source,Port\ntls,100,Inbound,Allow,Tcp,*,443\n";

    #[test]
    fn a_column_with_a_name_of_its_own_is_taken_for_what_it_holds() {
        assert!(read(TABLE).groups.is_empty());
        let holds: Vec<_> = table_columns(TABLE)
            .into_iter()
            .map(|column| column.holds)
            .collect();
        assert_eq!(holds.first(), Some(&None));
        assert_eq!(holds.get(3), Some(&None));
        let text = rename_column(TABLE, 3, Some("Access")).unwrap();
        let text = rename_column(&text, 0, Some("Name")).unwrap();
        let groups = read(&text).groups;
        let rules = &groups.first().unwrap().security_group.security_rules;
        assert_eq!(rules.first().map(|rule| rule.name.as_str()), Some("tls"));
        let text = rename_column(&text, 6, None).unwrap();
        assert!(
            text.starts_with("Name,Prio,Direction,Access,Protocol,Source,Unused\n"),
            "{text}"
        );
        assert_eq!(rename_column(&text, 9, None), None);
    }

    #[test]
    fn every_word_is_that_of_its_column() {
        for word in COLUMN_WORDS {
            assert_eq!(RuleColumn::of(word).and_then(RuleColumn::word), Some(word));
        }
        assert_eq!(RuleColumn::of(UNUSED), None);
    }
}
