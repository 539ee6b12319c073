//! The rows of a table with the places of their cells, for whoever writes into them.

use super::cells::{self, Layout};
use super::columns::{Header, RuleColumn};
use super::{find, rows};
use crate::position::Span;

/// A table whose cells can be written into: in the other layouts a longer value moves the columns behind it.
pub(crate) struct EditableTable {
    /// What stands between cells.
    pub(crate) separator: char,
    /// The rows below a header, in the text's order.
    pub(crate) rows: Vec<EditableRow>,
}

/// A row with what each cell is for.
pub(crate) struct EditableRow {
    /// Where it stands, with what ends its line.
    pub(crate) span: Span,
    pub(crate) cells: Vec<EditableCell>,
}

/// A cell, quotes and blanks around its value aside.
pub(crate) struct EditableCell {
    pub(crate) column: Option<RuleColumn>,
    pub(crate) span: Span,
    pub(crate) value: String,
}

/// Finds the rows of a table; `None` where it has none that can be written into.
pub(crate) fn editable(text: &str) -> Option<EditableTable> {
    let (layout, _) = find(text)?;
    let separator = match layout {
        Layout::Csv(separator) => char::from(separator),
        Layout::Bars => '|',
        Layout::Dashes(_) | Layout::Blanks => return None,
    };
    let mut header = None::<Header>;
    let mut editable = Vec::new();
    for line in cells::lines(text, &layout) {
        if rows::tells_direction(text, &line) {
            continue;
        }
        let names = Header::of(&line);
        if names.is_certain() {
            header = Some(names);
            continue;
        }
        let Some(header) = &header else { continue };
        let columns = header.columns().iter().copied();
        let columns = columns.chain(std::iter::repeat(None));
        let cells = line.cells.into_iter().zip(columns);
        let cells = cells.map(|(cell, column)| EditableCell {
            column,
            span: cell.span,
            value: cell.text.into_owned(),
        });
        editable.push(EditableRow {
            span: line.span,
            cells: cells.collect(),
        });
    }
    Some(EditableTable {
        separator,
        rows: editable,
    })
}
