//! The values of strings in which something is computed.

use super::ast::{Expression, LoopHead, TemplatePart};
use super::evaluate::{Evaluator, Names};
use super::value::{HclFailure, HclResult, HclValue};

impl Evaluator<'_> {
    /// The value of a template: a string, or that of its only `${…}`. One that is unknown in part names itself as it is
    /// written, with what is known filled in.
    pub(super) fn template(&mut self, parts: &[TemplatePart<'_>], names: Names<'_>) -> HclResult {
        if let [TemplatePart::Value(only)] = parts {
            return Ok(self.evaluate(only, names)?.value);
        }
        self.text_of(parts, names)
    }

    /// The text of parts.
    fn text_of(&mut self, parts: &[TemplatePart<'_>], names: Names<'_>) -> HclResult {
        let (mut text, mut is_known) = (String::new(), true);
        for part in parts {
            self.spend(1)?;
            let (value, open) = match part {
                TemplatePart::Text(part) => {
                    text.push_str(part);
                    continue;
                }
                TemplatePart::Value(value) => (self.evaluate(value, names)?.value, "${"),
                TemplatePart::If { condition, yes, no } => {
                    (self.if_part(condition, [yes, no], names)?, "%{")
                }
                TemplatePart::For { head, parts } => (self.for_part(head, parts, names)?, "%{"),
            };
            match (value.unknown_name(), value.to_text()) {
                (Some(name), _) => {
                    is_known = false;
                    text.push_str(&format!("{open}{name}}}"));
                }
                (None, Some(part)) => text.push_str(&part),
                (None, None) => return Err(HclFailure::new(&value.shown())),
            }
        }
        match is_known {
            true => self.made_text(text),
            false => Ok(HclValue::unknown(&text)),
        }
    }

    fn if_part(
        &mut self,
        condition: &Expression<'_>,
        [yes, no]: [&[TemplatePart<'_>]; 2],
        names: Names<'_>,
    ) -> HclResult {
        let condition = self.evaluate(condition, names)?.value;
        match (condition.unknown_name(), condition.to_bool()) {
            (Some(name), _) => Ok(HclValue::unknown(&format!("if {name}"))),
            (None, Some(true)) => self.text_of(yes, names),
            (None, Some(false)) => self.text_of(no, names),
            (None, None) => Err(HclFailure::new(&condition.shown())),
        }
    }

    fn for_part(
        &mut self,
        head: &LoopHead<'_>,
        parts: &[TemplatePart<'_>],
        names: Names<'_>,
    ) -> HclResult {
        let mut text = String::new();
        let unknown = self.each_turn(head, names, &mut |this, names| {
            let value = this.text_of(parts, names)?;
            text.push_str(&value.to_text().unwrap_or_default());
            Ok(value.unknown_name().cloned())
        })?;
        match unknown {
            Some(name) => Ok(HclValue::unknown(&format!("for {name}"))),
            None => self.made_text(text),
        }
    }
}
