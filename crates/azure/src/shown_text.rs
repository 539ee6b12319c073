//! Foreign text, made fit to be shown.

use crate::secret::without_tokens;

/// So much more is looked at for tokens: one that begins before the limit is cut out as a whole.
const LOOKED_AT: usize = 20_000;

/// The text without tokens, without characters that could move, hide or turn round what stands beside it,
/// blanks joined, and no longer than `limit` characters.
///
/// Messages of a service and claims of a token are written by others. They are set as text, never as
/// markup; a terminal and a bidirectional override still read more than letters.
pub(crate) fn shown(text: &str, limit: usize) -> String {
    // A mark that nobody sees would hide a token.
    let is_seen = |letter: &char| letter.is_whitespace() || !text::acts(*letter);
    let looked_at = text.chars().take(limit + LOOKED_AT);
    let seen: String = looked_at.filter(is_seen).collect();
    let cut = without_tokens(&seen);
    match cut == seen {
        true => bounded(&text::plain(text), limit),
        false => bounded(&cut, limit),
    }
}

fn bounded(text: &str, limit: usize) -> String {
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
    use super::shown;

    #[test]
    fn what_others_wrote_is_shown_without_tricks() {
        for (given, expected) in [
            ("", ""),
            ("  a \r\n\t b  ", "a b"),
            ("a\u{1b}[31m", "a\u{fffd}[31m"),
            ("a\u{202e}b\u{200b}", "a\u{fffd}b\u{fffd}"),
            ("abcdefgh", "abcdef…"),
            ("fünfte Zeile", "fünfte…"),
            ("eyJhbG\u{200b}ciOiJub25lIn0.e30.", "***."),
        ] {
            assert_eq!(shown(given, 6), expected, "{given}");
        }
    }
}
