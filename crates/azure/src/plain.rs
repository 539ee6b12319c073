//! Foreign text, made fit to be shown.

/// The text without characters that could move, hide or turn round what stands beside it, blanks
/// joined, and no longer than `limit` characters.
///
/// Messages of a service and claims of a token are written by others. They are set as text, never as
/// markup; a terminal and a bidirectional override still read more than letters.
pub(crate) fn plain(text: &str, limit: usize) -> String {
    let text = text::plain(text);
    let mut kept = String::new();
    let (mut count, mut blank) = (0, false);
    for letter in text.chars() {
        if letter.is_whitespace() {
            blank = count > 0;
            continue;
        }
        if count >= limit {
            kept.push('…');
            break;
        }
        if std::mem::take(&mut blank) {
            kept.push(' ');
            count += 1;
        }
        kept.push(letter);
        count += 1;
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn what_others_wrote_is_shown_without_tricks() {
        for (given, shown) in [
            ("", ""),
            ("  a \r\n\t b  ", "a b"),
            ("a\u{1b}[31m", "a\u{fffd}[31m"),
            ("a\u{202e}b\u{200b}", "a\u{fffd}b\u{fffd}"),
            ("abcdefgh", "abcdef…"),
            ("fünfte Zeile", "fünfte…"),
        ] {
            assert_eq!(plain(given, 6), shown, "{given}");
        }
    }
}
