//! A place in the text of a plan, which skips what a terminal or a log of CI adds.

use crate::position::Span;
use crate::syntax::begins_with;

/// A place in a line. Blanks and colours before a token belong to nothing.
#[derive(Clone)]
pub(super) struct Cursor<'t> {
    text: &'t str,
    /// What is left of the line.
    line: &'t str,
    /// Where the line ends.
    line_end: usize,
    /// Where the line after it begins; `None` behind the last one.
    next: Option<usize>,
}

impl<'t> Cursor<'t> {
    /// The beginning of a text.
    pub(super) fn new(text: &'t str) -> Self {
        let mut cursor = Self {
            text,
            line: "",
            line_end: 0,
            next: Some(0),
        };
        cursor.next_line();
        cursor
    }

    /// Goes to the beginning of the next line; `false` where there is none.
    pub(super) fn next_line(&mut self) -> bool {
        let Some(start) = self.next else {
            self.line = "";
            return false;
        };
        let rest = self.text.get(start..).unwrap_or_default();
        let length = memchr::memchr(b'\n', rest.as_bytes());
        self.next = length.map(|length| start + length + 1);
        self.line_end = length.map_or(self.text.len(), |length| start + length);
        self.line = self.text.get(start..self.line_end).unwrap_or_default();
        self.skip(timestamp(self.line).unwrap_or_default());
        true
    }

    /// Where the cursor stands.
    pub(super) fn at(&self) -> usize {
        self.line_end - self.line.len()
    }

    /// From a place to here.
    pub(super) fn since(&self, start: usize) -> Span {
        Span::new(start, self.at().max(start))
    }

    /// The rest of the line from the next token on.
    pub(super) fn rest(&mut self) -> &'t str {
        loop {
            // Spaces, and what cannot begin a colour, are most of a plan; every reader of a token asks for them.
            let spaces = self.line.bytes().take_while(|byte| *byte == b' ');
            self.skip(spaces.count());
            let is_token = |byte: &u8| byte.is_ascii_graphic() && *byte != b'[';
            if self.line.as_bytes().first().is_none_or(is_token) {
                return self.line;
            }
            self.line = self.line.trim_start();
            match colour(self.line) {
                Some(length) => self.skip(length),
                None => return self.line,
            }
        }
    }

    /// Whether nothing more is on the line.
    pub(super) fn is_at_end(&mut self) -> bool {
        self.rest().is_empty()
    }

    /// Takes a token if it is the next one.
    pub(super) fn eat(&mut self, token: &str) -> bool {
        let found = begins_with(self.rest(), token);
        if found {
            self.skip(token.len());
        }
        found
    }

    /// Takes letters as long as a test holds.
    pub(super) fn take_while(&mut self, test: impl Fn(char) -> bool) -> &'t str {
        let rest = self.rest();
        let end = rest.find(|letter| !test(letter)).unwrap_or(rest.len());
        self.skip(end);
        rest.get(..end).unwrap_or_default()
    }

    /// Takes so many bytes; the rest of the line where it has less.
    pub(super) fn skip(&mut self, bytes: usize) {
        self.line = self.line.get(bytes..).unwrap_or_default();
    }

    /// Takes the rest of the line, without colours.
    pub(super) fn plain_rest(&mut self) -> String {
        let mut plain = String::new();
        let mut rest = self.rest();
        self.line = "";
        while let Some(letter) = rest.chars().next() {
            let length = colour(rest);
            if length.is_none() {
                plain.push(letter);
            }
            rest = rest
                .get(length.unwrap_or(letter.len_utf8())..)
                .unwrap_or_default();
        }
        plain.truncate(plain.trim_end().len());
        plain
    }

    /// Takes the address of a resource: quotes in its keys may hold anything.
    pub(super) fn address(&mut self) -> &'t str {
        let rest = self.rest();
        let (mut in_text, mut is_escaped, mut end) = (false, false, rest.len());
        for (at, letter) in rest.char_indices() {
            match letter {
                _ if is_escaped => is_escaped = false,
                '\\' if in_text => is_escaped = true,
                '"' => in_text = !in_text,
                _ if in_text => {}
                _ if letter.is_whitespace() || colour(rest.get(at..).unwrap_or("")).is_some() => {
                    end = at;
                    break;
                }
                _ => {}
            }
        }
        self.skip(end);
        rest.get(..end).unwrap_or_default()
    }
}

/// How long a colour of a terminal is at the beginning of a text; what is copied from a page may lack its first character.
fn colour(text: &str) -> Option<usize> {
    let code = text.strip_prefix('\u{1b}').unwrap_or(text);
    let code = code.strip_prefix('[')?;
    let end = code.find(|letter: char| !letter.is_ascii_digit() && letter != ';')?;
    let is_colour = code.get(end..)?.starts_with('m') && (end > 0 || text.starts_with('\u{1b}'));
    is_colour.then(|| text.len() - code.len() + end + 1)
}

/// How long the time is that a log of CI puts before a line: `2024-03-05T10:15:00.1234567Z ` and nothing less certain.
fn timestamp(line: &str) -> Option<usize> {
    let digits = b"0000-00-00T00:00:00";
    let start = line.strip_prefix('\u{feff}').unwrap_or(line);
    let head = start.as_bytes().get(..digits.len())?;
    let mut letters = head.iter().zip(digits);
    let fits = letters.all(|(letter, form)| match form {
        b'0' => letter.is_ascii_digit(),
        form => letter == form,
    });
    let rest = start.get(digits.len()..).filter(|_| fits)?;
    let fraction = rest.strip_prefix('.').unwrap_or(rest);
    let zone = fraction.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let zone = zone.strip_prefix('Z')?;
    let after = zone.strip_prefix(' ').or(zone.is_empty().then_some(zone))?;
    Some(line.len() - after.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_belong_to_nothing() {
        let mut cursor =
            Cursor::new("\u{1b}[1m  # \u{1b}[0ma.b[\"x y\"]\u{1b}[0m will be [32mread[0m");
        assert!(cursor.eat("#"));
        assert_eq!(cursor.address(), "a.b[\"x y\"]");
        assert_eq!(cursor.plain_rest(), "will be read");
        let mut cursor = Cursor::new("a.b[0][0m x");
        assert_eq!(cursor.address(), "a.b[0]");
        assert_eq!(colour("[]"), None);
        assert_eq!(colour("[m"), None);
    }

    #[test]
    fn the_time_of_a_log_is_no_part_of_a_line() {
        let mut cursor = Cursor::new("2024-03-05T10:15:00.1234567Z   + a\r\n2024-03-05 b");
        assert!(cursor.eat("+ a") && cursor.is_at_end());
        assert!(cursor.next_line() && cursor.eat("2024-03-05 b"));
        assert!(!cursor.next_line());
    }
}
