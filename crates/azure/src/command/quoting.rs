//! Text in the quotes of a shell.

use crate::plain::plain;

/// The text without control characters. No id and no body is longer.
pub(super) fn printable(text: &str) -> String {
    plain(text, 10_000)
}

/// In single quotes for bash, where nothing but the quote itself means anything. Ids come from answers
/// and from people, and a terminal acts on control characters even inside quotes: they are left out.
pub(super) fn bash(text: &str) -> String {
    format!("'{}'", printable(text).replace('\'', r"'\''"))
}

/// In single quotes for PowerShell, which takes typographic quotes for quotes as well; all are doubled.
pub(super) fn powershell(text: &str) -> String {
    let mut quoted = "'".to_owned();
    for letter in printable(text).chars() {
        if matches!(
            letter,
            '\'' | '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{201b}'
        ) {
            quoted.push(letter);
        }
        quoted.push(letter);
    }
    quoted.push('\'');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_cannot_break_out_of_its_quotes() {
        assert_eq!(
            bash("a'; rm -rf ~ #\u{1b}[A\n$(x)`y`"),
            r"'a'\''; rm -rf ~ #[A $(x)`y`'"
        );
        assert_eq!(powershell("a'b\u{2019}c$x`"), "'a''b\u{2019}\u{2019}c$x`'");
    }
}
