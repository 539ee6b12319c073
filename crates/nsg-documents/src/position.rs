//! From byte offsets to the lines and columns of a browser.

/// A part of the text, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Span {
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl Span {
    pub(crate) fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }
}

/// Where something stands in the text that was given.
///
/// Columns and offsets count UTF-16 code units, as JavaScript strings and `setSelectionRange` do; a
/// byte order mark counts like any other character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// Line, 1-based. `\n`, `\r\n` and `\r` end a line.
    pub line: usize,
    /// Column, 1-based.
    pub column: usize,
    /// Offset of the first code unit, 0-based.
    pub start: usize,
    /// Offset after the last code unit.
    pub end: usize,
}

/// Offsets known without counting: a line start, or a point inside a very long line.
#[derive(Clone, Copy)]
struct Mark {
    byte: usize,
    utf16: usize,
}

/// Minified JSON is one line: counting from its start for every rule would be quadratic.
const MARK_EVERY: usize = 2048;

/// Looks up positions in one text.
pub(crate) struct Positions<'t> {
    text: &'t str,
    lines: Vec<Mark>,
    marks: Vec<Mark>,
}

impl<'t> Positions<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        let mut lines = vec![Mark { byte: 0, utf16: 0 }];
        let mut marks = lines.clone();
        let (mut utf16, mut next_mark) = (0, MARK_EVERY);
        let mut chars = text.char_indices().peekable();
        while let Some((at, char)) = chars.next() {
            utf16 += char.len_utf16();
            let mark = Mark {
                byte: at + char.len_utf8(),
                utf16,
            };
            let pair = char == '\r' && chars.peek().is_some_and(|(_, next)| *next == '\n');
            if char == '\n' || (char == '\r' && !pair) {
                lines.push(mark);
            }
            if mark.byte >= next_mark {
                next_mark = mark.byte + MARK_EVERY;
                marks.push(mark);
            }
        }
        Self { text, lines, marks }
    }

    /// The position of a part of the text; offsets beyond its end mean the end.
    pub(crate) fn of(&self, span: Span) -> Position {
        let start = span.start.min(self.text.len());
        let line = self.lines.partition_point(|mark| mark.byte <= start).max(1);
        let line_start = self.lines.get(line - 1).map_or(0, |mark| mark.utf16);
        let utf16 = self.utf16(start);
        Position {
            line,
            column: utf16 - line_start.min(utf16) + 1,
            start: utf16,
            end: self.utf16(span.end.clamp(start, self.text.len())),
        }
    }

    fn utf16(&self, byte: usize) -> usize {
        let after = self.marks.partition_point(|mark| mark.byte <= byte);
        let mark = after.checked_sub(1).and_then(|last| self.marks.get(last));
        let mark = mark.copied().unwrap_or(Mark { byte: 0, utf16: 0 });
        let rest = self
            .text
            .get(mark.byte..)
            .unwrap_or_default()
            .char_indices();
        let inside = rest.take_while(|(at, _)| mark.byte + at < byte);
        mark.utf16 + inside.map(|(_, char)| char.len_utf16()).sum::<usize>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, start: usize) -> (usize, usize, usize) {
        let position = Positions::new(text).of(Span::new(start, text.len()));
        (position.line, position.column, position.start)
    }

    #[test]
    fn counts_lines_and_columns_from_one() {
        assert_eq!(at("ab\ncd", 4), (2, 2, 4));
        assert_eq!(at("", 0), (1, 1, 0));
    }

    #[test]
    fn every_kind_of_line_end_counts_once() {
        assert_eq!(at("a\r\nb\rc\nd", 7), (4, 1, 7));
    }

    #[test]
    fn counts_code_units_as_a_browser_does() {
        let text = "\u{feff}é😀x";
        assert_eq!(at(text, text.len() - 1), (1, 5, 4));
    }

    #[test]
    fn a_very_long_line_is_not_counted_from_its_start() {
        let text = "é".repeat(5000) + "x";
        assert_eq!(at(&text, 10000), (1, 5001, 5000));
    }

    #[test]
    fn an_offset_beyond_the_text_is_its_end() {
        assert_eq!(at("ab", 99), (1, 3, 2));
    }
}
