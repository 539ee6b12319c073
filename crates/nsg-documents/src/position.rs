//! From byte offsets to the lines and columns of a browser.

/// A part of the text, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "syntax-tree", derive(serde::Serialize, serde::Deserialize))]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
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

/// Counting from the start of the text for every rule would be quadratic: this many bytes are counted at
/// most.
const BLOCK: usize = 1024;

/// Looks up positions in one text.
pub(crate) struct Positions<'t> {
    bytes: &'t [u8],
    /// Where lines begin, in bytes.
    lines: Vec<usize>,
    /// UTF-16 code units before each block of bytes. `None`: ASCII, where there is one for each byte.
    blocks: Option<Vec<usize>>,
}

impl<'t> Positions<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        let bytes = text.as_bytes();
        let mut lines = vec![0];
        let ends = memchr::memchr2_iter(b'\n', b'\r', bytes);
        for at in ends {
            let pair = bytes.get(at) == Some(&b'\r') && bytes.get(at + 1) == Some(&b'\n');
            if !pair {
                lines.push(at + 1);
            }
        }
        let blocks = (!text.is_ascii()).then(|| {
            let mut before = 0;
            let counts = bytes.chunks(BLOCK).map(|block| {
                let start = before;
                before += units(block);
                start
            });
            counts.collect()
        });
        Self {
            bytes,
            lines,
            blocks,
        }
    }

    /// The position of a part of the text; offsets beyond its end mean the end.
    pub(crate) fn of(&self, span: Span) -> Position {
        let start = span.start.min(self.bytes.len());
        let line = self.lines.partition_point(|begin| *begin <= start).max(1);
        let line_start = self.utf16(self.lines.get(line - 1).copied().unwrap_or_default());
        let utf16 = self.utf16(start);
        Position {
            line,
            column: utf16 - line_start.min(utf16) + 1,
            start: utf16,
            end: self.utf16(span.end.clamp(start, self.bytes.len())),
        }
    }

    /// UTF-16 code units before a byte.
    fn utf16(&self, byte: usize) -> usize {
        let Some(blocks) = &self.blocks else {
            return byte;
        };
        let block = byte / BLOCK;
        let inside = self.bytes.get(block * BLOCK..byte).unwrap_or_default();
        // At the end of a text of full blocks there is no block that begins here.
        match blocks.get(block) {
            Some(before) => before + units(inside),
            None => blocks.last().map_or(0, |before| {
                let last = (blocks.len() - 1) * BLOCK;
                before + units(self.bytes.get(last..).unwrap_or_default())
            }),
        }
    }
}

/// UTF-16 code units of some bytes of UTF-8: one for each first byte of a character, and another for
/// characters of four bytes.
fn units(bytes: &[u8]) -> usize {
    bytes
        .iter()
        .map(|byte| usize::from(byte & 0xc0 != 0x80) + usize::from(*byte >= 0xf0))
        .sum()
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
    fn the_end_of_a_full_block_is_counted_too() {
        let text = "é".repeat(512);
        assert_eq!(at(&text, 1024), (1, 513, 512));
    }

    #[test]
    fn an_offset_beyond_the_text_is_its_end() {
        assert_eq!(at("ab", 99), (1, 3, 2));
    }
}
