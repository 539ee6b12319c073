//! The parser of what stands between brackets: lists, objects and loops.

use super::ast::{Expression, ExpressionKind, For, LoopHead};
use super::parser::{HclParser, HclSyntax, SyntaxFault};

impl<'t> HclParser<'t> {
    pub(super) fn list(&mut self) -> HclSyntax<ExpressionKind<'t>> {
        let start = self.at();
        self.advance(1);
        self.blanks();
        if let Some(head) = self.loop_head()? {
            return self.for_expression(head, "]");
        }
        let mut items = Vec::new();
        loop {
            self.blanks();
            if self.takes("]") {
                return Ok(ExpressionKind::List(items));
            }
            items.push(self.expression()?);
            self.blanks();
            if !self.takes(",") && !self.rest().starts_with(']') {
                return self.unclosed(start);
            }
        }
    }

    /// The fault of a bracket that is not closed: where the text ends says less than where it begins.
    fn unclosed<T>(&self, start: usize) -> HclSyntax<T> {
        match self.rest().is_empty() {
            true => Err(SyntaxFault { at: start }),
            false => self.fault(),
        }
    }

    pub(super) fn object(&mut self) -> HclSyntax<ExpressionKind<'t>> {
        let start = self.at();
        self.advance(1);
        self.lines();
        let before = self.at();
        let head = self.with_lines(true, Self::loop_head)?;
        if let Some(head) = head {
            return self.with_lines(true, |it| it.for_expression(head, "}"));
        }
        self.back_to(before);
        self.with_lines(false, |it| {
            let mut entries = Vec::new();
            loop {
                it.lines();
                if it.takes("}") {
                    return Ok(ExpressionKind::Object(entries));
                }
                if it.rest().is_empty() {
                    return it.unclosed(start);
                }
                let key = it.key()?;
                it.blanks();
                if !it.takes("=") && !it.takes(":") {
                    return it.fault();
                }
                let value = it.expression()?;
                entries.push((key, value));
                it.blanks();
                let is_ended = it.takes(",") || it.rest().starts_with(['\n', '\r', '}']);
                if !is_ended {
                    return it.unclosed(start);
                }
            }
        })
    }

    /// A key: a bare name is a text.
    fn key(&mut self) -> HclSyntax<Expression<'t>> {
        let mut key = self.expression()?;
        if let ExpressionKind::Name(name) = key.kind
            && self.part(key.span.start, key.span.end) == name
        {
            key.kind = ExpressionKind::Text(name.into());
        }
        Ok(key)
    }

    /// `for key, value in collection`, if that stands here.
    pub(super) fn loop_head(&mut self) -> HclSyntax<Option<LoopHead<'t>>> {
        if !self.takes_word("for") {
            return Ok(None);
        }
        self.blanks();
        let Some(first) = self.name() else {
            return self.fault();
        };
        self.blanks();
        let (mut key_name, mut value_name) = ("", first);
        if self.takes(",") {
            self.blanks();
            key_name = first;
            value_name = match self.name() {
                Some(name) => name,
                None => return self.fault(),
            };
            self.blanks();
        }
        if !self.takes_word("in") {
            return self.fault();
        }
        let collection = self.expression()?;
        Ok(Some(LoopHead {
            key_name,
            value_name,
            collection,
        }))
    }

    fn for_expression(&mut self, head: LoopHead<'t>, end: &str) -> HclSyntax<ExpressionKind<'t>> {
        self.expect(":")?;
        let first = self.expression()?;
        self.blanks();
        let (key, value) = match end == "}" {
            true => {
                self.expect("=>")?;
                (Some(first), self.expression()?)
            }
            false => (None, first),
        };
        self.blanks();
        let groups = key.is_some() && self.takes("...");
        self.blanks();
        let condition = match self.takes_word("if") {
            true => Some(self.expression()?),
            false => None,
        };
        self.expect(end)?;
        Ok(ExpressionKind::For(Box::new(For {
            head,
            key,
            value,
            groups,
            condition,
        })))
    }
}
