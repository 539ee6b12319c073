//! The parser of strings and heredocs, with what is computed in them.

use super::ast::{ExpressionKind, TemplatePart};
use super::indent::dedent;
use super::parser::{HclParser, HclSyntax, SyntaxFault};

/// What a run of parts ends with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum PartsEnd {
    Text,
    Else,
    EndIf,
    EndFor,
}

/// Where the text of a template ends.
#[derive(Clone, Copy)]
enum TemplateEnd {
    Quote,
    /// A heredoc ends before this place.
    Place(usize),
}

/// A run of parts, and the blanks that are still to be taken away after it.
struct Parts<'t> {
    list: Vec<TemplatePart<'t>>,
    text: String,
    strips: bool,
}

impl<'t> Parts<'t> {
    fn new(strips: bool) -> Self {
        Self {
            list: Vec::new(),
            text: String::new(),
            strips,
        }
    }

    /// Adds a text, without the blanks that `~` took away.
    fn push_text(&mut self, text: &str) {
        let text = match self.strips {
            true => text.trim_start(),
            false => text,
        };
        self.strips &= text.is_empty();
        self.text.push_str(text);
    }

    fn end_text(&mut self, strips: bool) {
        if strips {
            self.text.truncate(self.text.trim_end().len());
        }
        if !self.text.is_empty() {
            self.list
                .push(TemplatePart::Text(std::mem::take(&mut self.text)));
        }
    }
}

impl<'t> HclParser<'t> {
    /// Parses `"…"`.
    pub(super) fn quoted(&mut self) -> HclSyntax<ExpressionKind<'t>> {
        let start = self.at();
        self.advance(1);
        let (parts, end, _) = self.parts(TemplateEnd::Quote, false, start)?;
        match end == PartsEnd::Text && self.takes("\"") {
            true => Ok(of_parts(parts)),
            false => Err(SyntaxFault { at: start }),
        }
    }

    /// Parses `<<WORD … WORD`.
    pub(super) fn heredoc(&mut self) -> HclSyntax<ExpressionKind<'t>> {
        let start = self.at();
        self.advance(2);
        let is_indented = self.takes("-");
        let Some(word) = self.name() else {
            return self.fault();
        };
        if !self.takes("\n") && !self.takes("\r\n") {
            return self.fault();
        }
        let mut end = self.at();
        let mut lines = self.rest().split_inclusive('\n');
        let closing = lines.find(|line| {
            let is_it = line.trim() == word;
            if !is_it {
                end += line.len();
            }
            is_it
        });
        let Some(closing) = closing else {
            return Err(SyntaxFault { at: start });
        };
        let (mut parts, ended, _) = self.parts(TemplateEnd::Place(end), false, start)?;
        if ended != PartsEnd::Text || self.at() != end {
            return self.fault();
        }
        // The end of the line belongs to the attribute.
        self.advance(closing.trim_end_matches(['\n', '\r']).len());
        if is_indented {
            dedent(&mut parts);
        }
        Ok(of_parts(parts))
    }

    fn parts(
        &mut self,
        until: TemplateEnd,
        strips: bool,
        start: usize,
    ) -> HclSyntax<(Vec<TemplatePart<'t>>, PartsEnd, bool)> {
        self.deeper(|it| it.parts_inside(until, strips, start))
    }

    fn parts_inside(
        &mut self,
        until: TemplateEnd,
        strips: bool,
        start: usize,
    ) -> HclSyntax<(Vec<TemplatePart<'t>>, PartsEnd, bool)> {
        let mut parts = Parts::new(strips);
        loop {
            let rest = self.rest();
            let is_quoted = matches!(until, TemplateEnd::Quote);
            let is_end = match until {
                TemplateEnd::Quote => rest.starts_with('"'),
                TemplateEnd::Place(end) => self.at() >= end,
            };
            if is_end {
                parts.end_text(false);
                return Ok((parts.list, PartsEnd::Text, false));
            }
            if rest.is_empty() || (is_quoted && rest.starts_with(['\n', '\r'])) {
                return Err(SyntaxFault { at: start });
            }
            if self.takes("$${") {
                parts.push_text("${");
            } else if self.takes("%%{") {
                parts.push_text("%{");
            } else if self.takes("${") {
                let strips = self.takes("~");
                parts.end_text(strips);
                let value = self.with_lines(true, |it| {
                    let value = it.expression()?;
                    it.blanks();
                    Ok(value)
                })?;
                parts.list.push(TemplatePart::Value(value));
                parts.strips = self.takes("~");
                if !self.takes("}") {
                    return self.fault();
                }
            } else if self.takes("%{") {
                let strips = self.takes("~");
                parts.end_text(strips);
                match self.directive(until, start)? {
                    Directive::Part(part, strips) => {
                        parts.list.push(part);
                        parts.strips = strips;
                    }
                    Directive::End(end, strips) => return Ok((parts.list, end, strips)),
                }
            } else if is_quoted && rest.starts_with('\\') {
                let letter = self.escape()?;
                parts.push_text(letter.encode_utf8(&mut [0; 4]));
            } else {
                let length = rest.chars().next().map_or(1, char::len_utf8);
                let more = rest.get(length..).unwrap_or_default();
                let more = more.find(['$', '%', '"', '\\', '\n', '\r']);
                let length = length + more.unwrap_or(rest.len() - length);
                let length = match until {
                    TemplateEnd::Place(end) => length.min(end - self.at()),
                    TemplateEnd::Quote => length,
                };
                parts.push_text(rest.get(..length).unwrap_or_default());
                self.advance(length);
            }
        }
    }

    fn escape(&mut self) -> HclSyntax<char> {
        let at = self.at();
        let rest = self.rest();
        let letter = rest.get(1..).and_then(|rest| rest.chars().next());
        let digits = match letter {
            Some('u') => 4,
            Some('U') => 8,
            _ => 0,
        };
        if digits > 0 {
            let code = rest.get(2..2 + digits);
            let code = code.and_then(|code| u32::from_str_radix(code, 16).ok());
            self.advance(2 + digits);
            return code.and_then(char::from_u32).ok_or(SyntaxFault { at });
        }
        self.advance(2);
        match letter {
            Some('n') => Ok('\n'),
            Some('r') => Ok('\r'),
            Some('t') => Ok('\t'),
            Some(letter @ ('"' | '\\')) => Ok(letter),
            _ => Err(SyntaxFault { at }),
        }
    }

    /// What stands between `%{` and `}`, and after that as far as it goes.
    fn directive(&mut self, until: TemplateEnd, start: usize) -> HclSyntax<Directive<'t>> {
        self.with_lines(true, |it| it.blank_directive(until, start))
    }

    fn blank_directive(&mut self, until: TemplateEnd, start: usize) -> HclSyntax<Directive<'t>> {
        self.blanks();
        if self.takes_word("if") {
            let condition = self.expression()?;
            let strips = self.marker_end()?;
            let (yes, mut end, mut strips) = self.parts(until, strips, start)?;
            let mut no = Vec::new();
            if end == PartsEnd::Else {
                (no, end, strips) = self.parts(until, strips, start)?;
            }
            let part = TemplatePart::If { condition, yes, no };
            return match end {
                PartsEnd::EndIf => Ok(Directive::Part(part, strips)),
                _ => self.fault(),
            };
        }
        if let Some(head) = self.loop_head()? {
            let strips = self.marker_end()?;
            let (parts, end, strips) = self.parts(until, strips, start)?;
            return match end {
                PartsEnd::EndFor => Ok(Directive::Part(TemplatePart::For { head, parts }, strips)),
                _ => self.fault(),
            };
        }
        let end = match self.name() {
            Some("else") => PartsEnd::Else,
            Some("endif") => PartsEnd::EndIf,
            Some("endfor") => PartsEnd::EndFor,
            _ => return self.fault(),
        };
        Ok(Directive::End(end, self.marker_end()?))
    }

    /// The end of a marker, and whether it takes away the blanks behind it.
    fn marker_end(&mut self) -> HclSyntax<bool> {
        self.blanks();
        let strips = self.takes("~");
        match self.takes("}") {
            true => Ok(strips),
            false => self.fault(),
        }
    }
}

/// A directive, and whether the blanks behind it are taken away.
enum Directive<'t> {
    Part(TemplatePart<'t>, bool),
    End(PartsEnd, bool),
}

/// A string without anything computed is a plain one.
fn of_parts(mut parts: Vec<TemplatePart<'_>>) -> ExpressionKind<'_> {
    match parts.as_slice() {
        [] => ExpressionKind::Text("".into()),
        [TemplatePart::Text(text)] => ExpressionKind::Text(text.as_str().into()),
        _ => ExpressionKind::Template(std::mem::take(&mut parts)),
    }
}
