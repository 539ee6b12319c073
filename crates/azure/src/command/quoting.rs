//! Text in the quotes of a shell.

use crate::shown_text::shown;
use nsg_documents::write::quoted;

/// The text without characters that act. No id and no body is longer.
pub(super) fn printable(text: &str) -> String {
    shown(text, 10_000)
}

/// A word of bash. Ids come from answers and from people.
pub(super) fn bash(text: &str) -> String {
    quoted::bash(&printable(text))
}

/// A text of PowerShell.
pub(super) fn powershell(text: &str) -> String {
    quoted::powershell(&printable(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_cannot_break_out_of_its_quotes() {
        assert_eq!(
            bash("a'; rm -rf ~ #\u{1b}[A\n$(x)`y`"),
            "'a'\\''; rm -rf ~ #\u{fffd}[A $(x)`y`'"
        );
        assert_eq!(
            powershell("a'b\u{2019}c$x`"),
            "('' + 'a''b' + [char]8217 + 'c$x`')"
        );
    }
}
