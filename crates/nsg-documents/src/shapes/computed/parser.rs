//! The syntax of a template's expressions (AD: `azure-resource-manager/templates/template-expressions.md`).

/// Calls within each other: nobody writes more, and reading them stays within any stack.
const MAX_DEPTH: usize = 24;

/// What stands between the brackets of an expression.
#[derive(Debug)]
pub(super) enum TemplateExpression<'e> {
    Text(String),
    Number(i64),
    /// A function and what it is given.
    Call(&'e str, Vec<Self>),
    /// `.name` behind a value.
    Property(Box<Self>, &'e str),
    /// `[…]` behind a value.
    Index(Box<Self>, Box<Self>),
}

/// Parses an expression as a whole; `None` where it is none.
pub(super) fn parse(text: &str) -> Option<TemplateExpression<'_>> {
    let mut parser = ExpressionParser { rest: text };
    let expression = parser.expression(MAX_DEPTH)?;
    parser.skip_blanks();
    parser.rest.is_empty().then_some(expression)
}

struct ExpressionParser<'e> {
    rest: &'e str,
}

impl<'e> ExpressionParser<'e> {
    fn skip_blanks(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn takes(&mut self, sign: char) -> bool {
        self.skip_blanks();
        let rest = self.rest.strip_prefix(sign);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    /// Takes as many letters as a test holds for.
    fn take_while(&mut self, test: impl Fn(char) -> bool) -> &'e str {
        let end = self.rest.find(|letter| !test(letter));
        let (taken, rest) = self
            .rest
            .split_at_checked(end.unwrap_or(self.rest.len()))
            .unwrap_or((self.rest, ""));
        self.rest = rest;
        taken
    }

    fn expression(&mut self, depth: usize) -> Option<TemplateExpression<'e>> {
        let depth = depth.checked_sub(1)?;
        self.skip_blanks();
        let mut expression = match self.rest.chars().next()? {
            '\'' => TemplateExpression::Text(self.text()?),
            '-' | '0'..='9' => {
                let number = self.take_while(|letter| letter == '-' || letter.is_ascii_digit());
                TemplateExpression::Number(number.parse().ok()?)
            }
            _ => self.call(depth)?,
        };
        loop {
            if self.takes('.') {
                let name = self.take_while(is_part_of_name);
                if name.is_empty() {
                    return None;
                }
                expression = TemplateExpression::Property(Box::new(expression), name);
            } else if self.takes('[') {
                let index = self.expression(depth)?;
                if !self.takes(']') {
                    return None;
                }
                expression = TemplateExpression::Index(Box::new(expression), Box::new(index));
            } else {
                return Some(expression);
            }
        }
    }

    fn call(&mut self, depth: usize) -> Option<TemplateExpression<'e>> {
        let name = self.take_while(|letter| is_part_of_name(letter) || letter == '.');
        if name.is_empty() || !self.takes('(') {
            return None;
        }
        let mut given = Vec::new();
        if self.takes(')') {
            return Some(TemplateExpression::Call(name, given));
        }
        loop {
            given.push(self.expression(depth)?);
            if self.takes(')') {
                return Some(TemplateExpression::Call(name, given));
            }
            if !self.takes(',') {
                return None;
            }
        }
    }

    /// A text in single quotes, in which two quotes stand for one.
    fn text(&mut self) -> Option<String> {
        let mut text = String::new();
        self.rest = self.rest.strip_prefix('\'')?;
        loop {
            let (part, rest) = self.rest.split_once('\'')?;
            text.push_str(part);
            self.rest = rest;
            match rest.strip_prefix('\'') {
                Some(rest) => {
                    text.push('\'');
                    self.rest = rest;
                }
                None => return Some(text),
            }
        }
    }
}

fn is_part_of_name(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter == '_'
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn an_expression_is_read_as_a_whole_or_not_at_all() {
        for text in [
            "parameters('a')",
            " coalesce( tryGet(parameters('it''s')[copyIndex('x', -1)].properties, 'b'), createArray()) ",
            "variables('a').b[0]['c d'].e_1",
            "contoso.named('x')",
            "0",
        ] {
            assert!(parse(text).is_some(), "{text}");
        }
        for text in [
            "",
            "a",
            "a(",
            "a('b",
            "a(1,)",
            "a(1) b",
            "a(1).",
            "a(1)[",
            "a(1)[]",
            "--1",
            &format!("{}{}", "a(".repeat(100), ")".repeat(100)),
        ] {
            assert!(parse(text).is_none(), "{text}");
        }
    }
}
