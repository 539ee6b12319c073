//! A reader of JSON that streams: it keeps what it has not come to the end of, and hands the rest on as it comes.
//!
//! Several documents may follow one another, as they do in files with a record on each line. A document that is cut off is told by
//! [`JsonScanner::is_inside`].

use memchr::memchr2;
use std::borrow::Cow;

/// Whoever takes the parts of a document, in their order.
pub(super) trait JsonParts {
    /// `{` or `[`.
    fn open(&mut self, container: Container);
    /// The end of the container that was opened last.
    fn close(&mut self);
    /// The name of the value that follows.
    fn key(&mut self, name: &str);
    /// A string, which begins at this byte of the file.
    fn text(&mut self, text: &[u8], position: u64);
    /// A number, or `true`, `false` or `null`.
    fn word(&mut self, word: &str);
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Container {
    Object,
    Array,
}

/// The tokens that may come next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum NextPart {
    Value,
    ValueOrEnd,
    Key,
    KeyOrEnd,
    Colon,
    CommaOrEnd,
}

/// The place where a text stops being JSON, counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NoJson {
    pub(super) byte: u64,
    /// Counted from 1.
    pub(super) line: u64,
    /// Counted from 1, in bytes.
    pub(super) column: u64,
}

/// Deeper than any record.
const DEEPEST: usize = 64;

/// The longest string and number that is waited for.
const LONGEST: usize = 1 << 20;

#[derive(Debug)]
pub(super) struct JsonScanner {
    /// The beginning of a part whose end has not come yet.
    waiting: Vec<u8>,
    stack: Vec<Container>,
    next: NextPart,
    /// The byte of the file that the text at hand begins with.
    offset: u64,
    line: u64,
    /// The byte that the line begins with.
    line_start: u64,
}

/// Whether the text goes on or has to be waited for.
enum ScanStep {
    Read(usize),
    Wait,
}

impl Default for JsonScanner {
    fn default() -> Self {
        Self {
            waiting: Vec::new(),
            stack: Vec::new(),
            next: NextPart::Value,
            offset: 0,
            line: 1,
            line_start: 0,
        }
    }
}

impl JsonScanner {
    /// Reads on.
    ///
    /// # Errors
    ///
    /// [`NoJson`], where the text cannot go on so.
    pub(super) fn read(&mut self, bytes: &[u8], parts: &mut impl JsonParts) -> Result<(), NoJson> {
        if self.waiting.is_empty() {
            let read = self.parts(bytes, parts, false)?;
            self.waiting
                .extend_from_slice(bytes.get(read..).unwrap_or_default());
        } else {
            let mut all = std::mem::take(&mut self.waiting);
            all.extend_from_slice(bytes);
            let read = self.parts(&all, parts, false)?;
            all.drain(..read);
            self.waiting = all;
        }
        if self.waiting.len() > LONGEST {
            return Err(self.fault(0));
        }
        Ok(())
    }

    /// Reads what was waited with: nothing follows.
    pub(super) fn finish(&mut self, parts: &mut impl JsonParts) -> Result<(), NoJson> {
        let all = std::mem::take(&mut self.waiting);
        self.parts(&all, parts, true).map(drop)
    }

    /// Whether a document has begun and has not ended.
    pub(super) fn is_inside(&self) -> bool {
        !self.stack.is_empty()
    }

    /// The place of the next byte.
    pub(super) fn position(&self) -> (u64, u64) {
        (self.offset, self.line)
    }

    fn fault(&self, at: usize) -> NoJson {
        let byte = self.offset + at as u64;
        NoJson {
            byte,
            line: self.line,
            column: byte.saturating_sub(self.line_start) + 1,
        }
    }

    /// Reads as far as the text goes; returns how far that is.
    fn parts(
        &mut self,
        text: &[u8],
        parts: &mut impl JsonParts,
        is_end: bool,
    ) -> Result<usize, NoJson> {
        let mut at = 0;
        while let Some(byte) = text.get(at).copied() {
            match self.part(text, at, byte, parts, is_end)? {
                ScanStep::Read(next) => at = next,
                ScanStep::Wait => break,
            }
        }
        self.offset += at as u64;
        Ok(at)
    }

    #[inline]
    fn part(
        &mut self,
        text: &[u8],
        at: usize,
        byte: u8,
        parts: &mut impl JsonParts,
        is_end: bool,
    ) -> Result<ScanStep, NoJson> {
        let one = Ok(ScanStep::Read(at + 1));
        let takes_value = matches!(self.next, NextPart::Value | NextPart::ValueOrEnd);
        match byte {
            b'\n' => {
                self.line += 1;
                self.line_start = self.offset + at as u64 + 1;
                one
            }
            b' ' | b'\t' | b'\r' => one,
            b'"' => {
                let Some((content, end)) = string(text, at) else {
                    return if is_end {
                        Ok(ScanStep::Read(text.len()))
                    } else {
                        Ok(ScanStep::Wait)
                    };
                };
                match self.next {
                    NextPart::Value | NextPart::ValueOrEnd => {
                        self.next = NextPart::CommaOrEnd;
                        parts.text(&content, self.offset + at as u64);
                    }
                    NextPart::Key | NextPart::KeyOrEnd => {
                        self.next = NextPart::Colon;
                        parts.key(&String::from_utf8_lossy(&content));
                    }
                    NextPart::Colon | NextPart::CommaOrEnd => return Err(self.fault(at)),
                }
                Ok(ScanStep::Read(end))
            }
            b',' if self.next == NextPart::CommaOrEnd => {
                self.next = match self.stack.last() {
                    Some(Container::Object) => NextPart::Key,
                    _ => NextPart::Value,
                };
                one
            }
            b':' if self.next == NextPart::Colon => {
                self.next = NextPart::Value;
                one
            }
            b'{' | b'[' if takes_value && self.stack.len() < DEEPEST => {
                let (container, next) = match byte {
                    b'{' => (Container::Object, NextPart::KeyOrEnd),
                    _ => (Container::Array, NextPart::ValueOrEnd),
                };
                self.stack.push(container);
                self.next = next;
                parts.open(container);
                one
            }
            b'}' | b']' if self.may_end(byte) => {
                self.stack.pop();
                self.next = self.after_value();
                parts.close();
                one
            }
            b'-' | b'0'..=b'9' | b't' | b'f' | b'n' if takes_value => {
                let word = text.get(at..).unwrap_or_default();
                let word = word
                    .split(|byte| !is_word(*byte))
                    .next()
                    .unwrap_or_default();
                let end = at + word.len();
                if end == text.len() && !is_end {
                    return Ok(ScanStep::Wait);
                }
                let word = std::str::from_utf8(word).map_err(|_| self.fault(at))?;
                self.next = self.after_value();
                parts.word(word);
                Ok(ScanStep::Read(end))
            }
            _ => Err(self.fault(at)),
        }
    }

    fn after_value(&self) -> NextPart {
        match self.stack.is_empty() {
            // Another document may follow.
            true => NextPart::Value,
            false => NextPart::CommaOrEnd,
        }
    }

    fn may_end(&self, byte: u8) -> bool {
        let wanted = match byte {
            b'}' => Container::Object,
            _ => Container::Array,
        };
        // `Next::Value` and `Next::Key` follow a comma: a list may not end with one, but logs that are being written do.
        self.stack.last() == Some(&wanted)
            && !matches!(self.next, NextPart::Colon)
            && !(wanted == Container::Object && self.next == NextPart::Value)
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.')
}

/// The content of the string that begins here, and what comes behind it; `None` where its end has not come.
#[inline]
fn string(text: &[u8], at: usize) -> Option<(Cow<'_, [u8]>, usize)> {
    let content = text.get(at + 1..)?;
    let end = memchr2(b'"', b'\\', content)?;
    if content.get(end) == Some(&b'"') {
        return Some((Cow::Borrowed(content.get(..end)?), at + end + 2));
    }
    let mut is_escaped = false;
    let end = content.iter().position(|byte| {
        let ends = !is_escaped && *byte == b'"';
        is_escaped = !is_escaped && *byte == b'\\';
        ends
    })?;
    let whole = text.get(at..at + end + 2)?;
    let plain = serde_json::from_slice::<String>(whole);
    let plain = plain.map_or_else(
        |_| content.get(..end).unwrap_or_default().to_vec(),
        String::into_bytes,
    );
    Some((Cow::Owned(plain), at + end + 2))
}
