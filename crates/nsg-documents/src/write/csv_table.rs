//! Tables as CSV, for spreadsheets.

use csv::{Terminator, WriterBuilder};

/// Writes a table as CSV (RFC 4180), its header first. A cell that a spreadsheet would take for a formula gets an apostrophe
/// before it: the names of rules are other people's. Spreadsheets take the full-width signs of East Asian keyboards as the
/// narrow ones.
pub fn csv_table(rows: impl IntoIterator<Item = Vec<String>>) -> String {
    written(WriterBuilder::new().terminator(Terminator::CRLF), rows)
}

/// Writes the same with tabs between cells, as spreadsheets take it from the clipboard.
pub(super) fn separated_by_tabs(rows: impl IntoIterator<Item = Vec<String>>) -> String {
    written(WriterBuilder::new().delimiter(b'\t'), rows)
}

fn written(form: &WriterBuilder, rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut writer = form.from_writer(Vec::new());
    for cells in rows {
        // Every row has as many cells as the header, and memory takes them all.
        let _ = writer.write_record(cells.into_iter().map(harmless).map(String::into_bytes));
    }
    let text = writer.into_inner().unwrap_or_default();
    String::from_utf8(text).unwrap_or_default()
}

fn harmless(cell: String) -> String {
    match cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) {
        true => format!("'{cell}"),
        false => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        let row = ["name", "=1+1", "a,b", "＠x"].map(str::to_owned).to_vec();
        assert_eq!(csv_table([row]), "name,'=1+1,\"a,b\",'＠x\r\n");
    }
}
