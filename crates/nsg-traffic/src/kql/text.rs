//! The text of a query: lines, comments, tables and literals.

use super::QueryForm;

/// A query that is being written.
#[derive(Debug)]
pub(super) struct QueryText {
    form: QueryForm,
    text: String,
}

impl QueryText {
    pub(super) fn new(form: QueryForm) -> Self {
        let text = String::new();
        Self { form, text }
    }

    /// Lines of the query, which may have comments of their own. The short form has neither those nor what indents.
    ///
    /// No literal has the end of a line in it ([`literal`]), so that a line is a comment or is none.
    pub(super) fn lines(&mut self, lines: &str) {
        for line in lines.lines() {
            let bare = line.trim();
            match self.form {
                QueryForm::Short if bare.is_empty() || bare.starts_with("//") => continue,
                QueryForm::Short => self.text.push_str(bare),
                QueryForm::Commented | QueryForm::StoredFunction => self.text.push_str(line),
            }
            self.text.push('\n');
        }
    }

    /// A comment, where there are any.
    pub(super) fn note(&mut self, note: &str) {
        self.lines(&format!("// {note}"));
    }

    /// A table of the query itself, a row of literals each.
    pub(super) fn table(&mut self, name: &str, columns: &str, rows: &[Vec<String>]) {
        self.lines(&format!("let {name} = datatable({columns})["));
        let rows: Vec<String> = rows.iter().map(|row| row.join(",")).collect();
        match self.form {
            QueryForm::Short => self.lines(&rows.join(",")),
            QueryForm::Commented | QueryForm::StoredFunction => {
                // Long tables stay readable as blocks, and do not make a line of each number.
                for block in rows.chunks(8) {
                    self.lines(&format!("    {},", block.join(", ")));
                }
                self.text = match self.text.strip_suffix(",\n") {
                    Some(rest) => format!("{rest}\n"),
                    None => std::mem::take(&mut self.text),
                };
            }
        }
        self.lines("];");
    }

    /// The text, as a function of that name where one is wanted.
    pub(super) fn finish(self, name: &str, about: &str) -> String {
        match self.form {
            QueryForm::Commented | QueryForm::Short => self.text,
            QueryForm::StoredFunction => format!(
                ".create-or-alter function with (docstring={}, folder=\"NSG What-If\") {name}() {{\n{}}}\n",
                literal(about),
                self.text
            ),
        }
    }
}

/// Text as a literal of the language. What would end a line, or cannot be seen, becomes a replacement character: no name that
/// Azure takes has any of it.
pub(super) fn literal(text: &str) -> String {
    let mut literal = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' => literal.push_str("\\\""),
            '\\' => literal.push_str("\\\\"),
            '\n' => literal.push_str("\\n"),
            '\r' => literal.push_str("\\r"),
            '\t' => literal.push_str("\\t"),
            '\u{2028}' | '\u{2029}' => literal.push('\u{fffd}'),
            hidden if hidden.is_control() => literal.push('\u{fffd}'),
            other => literal.push(other),
        }
    }
    literal.push('"');
    literal
}
