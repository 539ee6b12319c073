//! Foreign text, made fit to stand in a sentence, in a terminal and in a log.

use std::fmt::{self, Display, Formatter, Write};

/// What stands for a character that acts, so that somebody sees that there was one.
const STAND_IN: char = '\u{fffd}';

/// Quoted input longer than this is cut: a message is a sentence, not a copy of the text.
const QUOTED: usize = 80;

/// Whether a character moves, hides or turns round what stands beside it: control characters, line separators, marks
/// without a width and those of the direction, annotations, and Unicode's invisible tags.
pub fn acts(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// The character as it stands in a sentence.
fn shown(letter: char) -> char {
    match letter {
        '\t'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => ' ',
        _ if acts(letter) => STAND_IN,
        _ => letter,
    }
}

/// The text on one line, without a character that acts: a blank stands for what ends a line, U+FFFD for the rest.
pub fn plain(text: &str) -> String {
    text.chars().map(shown).collect()
}

/// A message with its values in it: [`plain`], where it is not already.
pub(crate) fn in_sentence(message: String) -> String {
    // Nearly every text, and a verdict makes thousands.
    if message.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        return message;
    }
    plain(&message)
}

/// Foreign text in back-ticks, plain and not too long: the one way in which messages quote.
pub fn quote(text: &str) -> String {
    let mut quoted = String::from("`");
    let mut letters = text.chars();
    quoted.extend(letters.by_ref().take(QUOTED).map(shown));
    if letters.next().is_some() {
        quoted.push('…');
    }
    quoted.push('`');
    quoted
}

/// A value as it stands in a message: [`plain`], without a text of its own.
///
/// Isolating marks (U+2068, U+2069) would keep a name from turning the rest of its sentence round, too; but they are
/// marks themselves, which no terminal and no log should get, and a sentence of the page is copied into both.
#[derive(Clone, Copy)]
pub struct Plain<'a>(pub &'a dyn Display);

impl fmt::Debug for Plain<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        Display::fmt(self, f)
    }
}

impl Display for Plain<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(Plainly(f), "{}", self.0)
    }
}

struct Plainly<'a, 'b>(&'a mut Formatter<'b>);

impl Write for Plainly<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        // Nearly every text, and a verdict makes thousands.
        if text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
            return self.0.write_str(text);
        }
        text.chars()
            .try_for_each(|letter| self.0.write_char(shown(letter)))
    }
}

#[cfg(test)]
mod tests {
    use super::{Plain, plain, quote};

    #[test]
    fn a_name_does_nothing_to_what_stands_beside_it() {
        for (given, made) in [
            ("", ""),
            ("Zürich 東京 😀", "Zürich 東京 😀"),
            ("a\u{1b}[1A\u{7}b", "a\u{fffd}[1A\u{fffd}b"),
            ("a\r\n\tb\u{85}c\u{2028}d", "a   b c d"),
            ("a\u{202e}b\u{2066}c\u{200b}", "a\u{fffd}b\u{fffd}c\u{fffd}"),
            ("a\u{e0041}", "a\u{fffd}"),
        ] {
            assert_eq!(plain(given), made);
            assert_eq!(Plain(&given).to_string(), made);
            assert_eq!(quote(given), format!("`{made}`"));
        }
        assert_eq!(quote(&"x".repeat(81)), format!("`{}…`", "x".repeat(80)));
    }
}
