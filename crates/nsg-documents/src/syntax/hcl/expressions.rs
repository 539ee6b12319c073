//! The parser of expressions.

use super::ast::{Binary, Conditional, Expression, ExpressionKind, FunctionCall, Operator, Step};
use super::parser::{HclParser, HclSyntax, SyntaxFault};
use crate::position::Span;
use crate::syntax::begins_with;

/// Operators within each other: they nest to the left, and more would overflow the stack of whoever walks them.
const MOST_OPERATORS: usize = 64;

impl<'t> HclParser<'t> {
    /// Parses an expression.
    pub(super) fn expression(&mut self) -> HclSyntax<Expression<'t>> {
        let before = std::mem::take(&mut self.operators);
        let parsed = self.deeper(Self::conditional);
        self.operators = self.operators.max(before);
        parsed
    }

    fn conditional(&mut self) -> HclSyntax<Expression<'t>> {
        let condition = self.binary(0)?;
        self.blanks();
        if !self.takes("?") {
            return Ok(condition);
        }
        let start = condition.span.start;
        let yes = self.expression()?;
        self.expect(":")?;
        let no = self.expression()?;
        let kind = ExpressionKind::Conditional(Box::new(Conditional { condition, yes, no }));
        Ok(self.made(kind, start))
    }

    fn made(&self, kind: ExpressionKind<'t>, start: usize) -> Expression<'t> {
        Expression {
            kind,
            span: self.span_from(start),
        }
    }

    /// Operators that bind stronger than the one before.
    fn binary(&mut self, least: u8) -> HclSyntax<Expression<'t>> {
        let mut one = self.unary()?;
        loop {
            self.blanks();
            let rest = self.rest();
            let found = Operator::ALL
                .iter()
                .find(|(sign, ..)| begins_with(rest, sign));
            // `=>` is no operator, and neither is the beginning of a comment.
            let Some((sign, operator, strength)) = found.filter(|it| it.2 > least) else {
                return Ok(one);
            };
            self.operators += 1;
            if self.operators > MOST_OPERATORS {
                return self.fault();
            }
            self.advance(sign.len());
            let other = self.binary(*strength)?;
            let start = one.span.start;
            let operator = *operator;
            let kind = ExpressionKind::Binary(Box::new(Binary {
                one,
                operator,
                other,
            }));
            one = Expression {
                span: Span::new(start, self.at()),
                kind,
            };
        }
    }

    fn unary(&mut self) -> HclSyntax<Expression<'t>> {
        self.blanks();
        let start = self.at();
        let is_not = match self.next_byte() {
            Some(b'!') => true,
            Some(b'-') => false,
            _ => return self.term(),
        };
        self.advance(1);
        let operand = Box::new(self.deeper(Self::unary)?);
        let kind = match is_not {
            true => ExpressionKind::Not(operand),
            false => ExpressionKind::Negative(operand),
        };
        Ok(self.made(kind, start))
    }

    /// A value with the steps into it.
    fn term(&mut self) -> HclSyntax<Expression<'t>> {
        let start = self.at();
        let value = self.primary()?;
        let mut steps = Vec::new();
        let mut end = self.at();
        loop {
            self.blanks();
            match self.step()? {
                Some(step) => steps.push(step),
                None => break,
            }
            end = self.at();
        }
        if steps.is_empty() {
            return Ok(value);
        }
        Ok(Expression {
            kind: ExpressionKind::Access(Box::new(value), steps),
            span: Span::new(start, end),
        })
    }

    fn step(&mut self) -> HclSyntax<Option<Step<'t>>> {
        if !matches!(self.next_byte(), Some(b'[' | b'.')) || self.rest().starts_with("...") {
            return Ok(None);
        }
        if self.takes("[") {
            return self.with_lines(true, |it| {
                it.blanks();
                if it.takes("*") {
                    it.expect("]")?;
                    return Ok(Some(Step::Splat));
                }
                let index = it.expression()?;
                it.expect("]")?;
                Ok(Some(Step::Index(index)))
            });
        }
        if !self.takes(".") {
            return Ok(None);
        }
        self.blanks();
        if self.takes("*") {
            return Ok(Some(Step::AttributeSplat));
        }
        let start = self.at();
        if let Some(digits) = self.digits() {
            let kind = ExpressionKind::Number(digits);
            return Ok(Some(Step::Index(self.made(kind, start))));
        }
        match self.name() {
            Some(name) => Ok(Some(Step::Attribute(name))),
            None => self.fault(),
        }
    }

    fn primary(&mut self) -> HclSyntax<Expression<'t>> {
        self.blanks();
        let start = self.at();
        let rest = self.rest();
        let kind = match rest.chars().next() {
            Some('"') => self.quoted()?,
            Some('<') if rest.starts_with("<<") => self.heredoc()?,
            Some('0'..='9') => self.number()?,
            Some('(') => {
                self.advance(1);
                let inner = self.with_lines(true, |it| {
                    let inner = it.expression()?;
                    it.expect(")")?;
                    Ok(inner)
                });
                // A name between brackets is no bare key.
                return inner.map(|inner| self.made(inner.kind, start));
            }
            Some('[') => self.with_lines(true, Self::list)?,
            Some('{') => self.object()?,
            _ => match self.name() {
                Some("null") => ExpressionKind::Null,
                Some("true") => ExpressionKind::Bool(true),
                Some("false") => ExpressionKind::Bool(false),
                Some(name) => self.name_or_call(name, start)?,
                None => return self.fault(),
            },
        };
        Ok(self.made(kind, start))
    }

    fn digits(&mut self) -> Option<&'t str> {
        let rest = self.rest();
        let is_digit = |letter: char| letter.is_ascii_digit();
        let end = rest.find(|letter| !is_digit(letter)).unwrap_or(rest.len());
        self.advance(end);
        rest.get(..end).filter(|digits| !digits.is_empty())
    }

    fn number(&mut self) -> HclSyntax<ExpressionKind<'t>> {
        let start = self.at();
        self.digits();
        let rest = self.rest();
        let has_fraction = rest.starts_with('.')
            && rest
                .get(1..)
                .is_some_and(|rest| rest.starts_with(|it: char| it.is_ascii_digit()));
        if has_fraction {
            self.advance(1);
            self.digits();
        }
        if self.rest().starts_with(['e', 'E']) {
            self.advance(1);
            if self.rest().starts_with(['+', '-']) {
                self.advance(1);
            }
            if self.digits().is_none() {
                return self.fault();
            }
        }
        if self.name().is_some() {
            return Err(SyntaxFault { at: start });
        }
        Ok(ExpressionKind::Number(self.part(start, self.at())))
    }

    /// A name, or the call of a function, whose name may have those of a provider before it.
    fn name_or_call(&mut self, name: &'t str, start: usize) -> HclSyntax<ExpressionKind<'t>> {
        let end = self.at();
        self.blanks();
        let mut full = name;
        while self.takes("::") {
            self.blanks();
            if self.name().is_none() {
                return self.fault();
            }
            full = self.part(start, self.at());
            self.blanks();
        }
        if !self.takes("(") {
            if full.len() != name.len() {
                return self.fault();
            }
            // What comes after it may be on another line.
            self.back_to(end);
            return Ok(ExpressionKind::Name(name));
        }
        self.with_lines(true, |it| {
            let (mut arguments, mut expands) = (Vec::new(), false);
            loop {
                it.blanks();
                if it.takes(")") {
                    break;
                }
                arguments.push(it.expression()?);
                it.blanks();
                if it.takes("...") {
                    expands = true;
                } else if it.takes(",") {
                    continue;
                }
                it.expect(")")?;
                break;
            }
            Ok(ExpressionKind::Call(FunctionCall {
                name: full,
                arguments,
                expands,
            }))
        })
    }
}
