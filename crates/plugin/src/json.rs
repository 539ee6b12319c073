//! From a verdict, a document or diagnostics to JSON.
//!
//! Written by hand: what derived serializers and their formatter add to the module weighs more than
//! this page does.

use nsg::{Access, AppliedTo, EvaluatedNetworkSecurityGroup, MissingFact, RuleEvaluation, Verdict};
use nsg_documents::{Diagnostic, Document, Severity, write};

/// An object or a list that is being written.
struct Writer {
    text: String,
}

impl Writer {
    fn new() -> Self {
        Self {
            text: String::with_capacity(256),
        }
    }

    /// Ends what was begun with `open`.
    fn close(&mut self, close: char) {
        if self.text.ends_with(',') {
            self.text.pop();
        }
        self.text.push(close);
        self.text.push(',');
    }

    fn finish(mut self) -> String {
        self.text.pop();
        self.text
    }

    /// A key, which is one of ours and needs no escapes.
    fn key(&mut self, key: &str) -> &mut Self {
        self.text.push('"');
        self.text.push_str(key);
        self.text.push_str("\":");
        self
    }

    fn object(&mut self, members: impl FnOnce(&mut Self)) {
        self.text.push('{');
        members(self);
        self.close('}');
    }

    fn list<T>(&mut self, items: &[T], item: impl Fn(&mut Self, &T)) {
        self.text.push('[');
        for each in items {
            item(self, each);
        }
        self.close(']');
    }

    /// What is JSON already.
    fn raw(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push(',');
    }

    fn number(&mut self, number: usize) {
        self.raw(&number.to_string());
    }

    fn decided(&mut self, matched: Option<bool>) {
        self.raw(match matched {
            Some(true) => "true",
            Some(false) => "false",
            None => "null",
        });
    }

    fn string(&mut self, text: &str) {
        self.text.push('"');
        let mut rest = text;
        let special = |byte: &u8| *byte < 0x20 || *byte == b'"' || *byte == b'\\';
        while let Some(at) = rest.as_bytes().iter().position(special) {
            // What is special is ASCII, so no character is cut.
            let (plain, from) = rest.split_at(at);
            self.text.push_str(plain);
            let mut chars = from.chars();
            match chars.next() {
                Some(char @ ('"' | '\\')) => {
                    self.text.push('\\');
                    self.text.push(char);
                }
                Some(control) => {
                    let digit = |bits: u32| char::from_digit(bits & 15, 16).unwrap_or('0');
                    self.text.push_str("\\u00");
                    self.text.push(digit(u32::from(control) >> 4));
                    self.text.push(digit(u32::from(control)));
                }
                None => {}
            }
            rest = chars.as_str();
        }
        self.text.push_str(rest);
        self.text.push_str("\",");
    }

    /// A member that is left out where there is no value.
    fn optional(&mut self, key: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.key(key).string(text);
        }
    }

    fn optional_number(&mut self, key: &str, number: Option<usize>) {
        if let Some(number) = number {
            self.key(key).number(number);
        }
    }
}

/// A verdict with everything.
pub(crate) fn verdict(verdict: &Verdict) -> String {
    let mut writer = Writer::new();
    writer.object(|to| {
        members(to, verdict);
        to.key("evaluatedNetworkSecurityGroups")
            .list(&verdict.evaluated_network_security_groups, stage);
    });
    writer.finish()
}

/// A verdict whose stages are asked for later, if at all.
pub(crate) fn verdict_without_stages(verdict: &Verdict) -> String {
    let mut writer = Writer::new();
    writer.object(|to| members(to, verdict));
    writer.finish()
}

/// The stages of a verdict.
pub(crate) fn stages(verdict: &Verdict) -> String {
    let mut writer = Writer::new();
    writer.list(&verdict.evaluated_network_security_groups, stage);
    writer.finish()
}

fn members(to: &mut Writer, verdict: &Verdict) {
    to.key("access").string(verdict.access.as_str());
    to.optional("ruleName", verdict.rule_name.as_deref());
    to.optional("ruleId", verdict.rule_id.as_deref());
    to.key("dependsOn").list(&verdict.depends_on, missing_fact);
    to.key("summary").string(&verdict.summary);
}

fn missing_fact(to: &mut Writer, fact: &MissingFact) {
    to.object(|to| {
        to.key("kind").string(fact.kind);
        to.key("name").string(&fact.name);
        to.key("question").string(&fact.question);
        to.key("ifYes").string(fact.if_yes.as_str());
        to.key("ifNo").string(fact.if_no.as_str());
    });
}

fn stage(to: &mut Writer, stage: &EvaluatedNetworkSecurityGroup) {
    to.object(|to| {
        to.optional(
            "networkSecurityGroupId",
            stage.network_security_group_id.as_deref(),
        );
        to.key("appliedTo").string(applied_to(stage.applied_to));
        if let Some(matched) = &stage.matched_rule {
            to.key("matchedRule").object(|to| {
                to.key("ruleName").string(&matched.rule_name.diagnostic());
                to.key("action").string(matched.action.as_str());
            });
        }
        to.key("rulesEvaluationResult")
            .list(&stage.rules_evaluation_result, rule);
    });
}

fn rule(to: &mut Writer, rule: &RuleEvaluation) {
    to.object(|to| {
        to.key("name").string(&rule.name.diagnostic());
        // Azure's shape has no word for what a document does not tell: the reason tells it.
        let priority = rule.priority.unwrap_or_default();
        to.key("priority").raw(&priority.to_string());
        let access = rule.access.unwrap_or(Access::Deny);
        to.key("access").string(access.as_str());
        to.key("protocolMatched").decided(rule.protocol_matched);
        to.key("sourceMatched").decided(rule.source_matched);
        to.key("sourcePortMatched")
            .decided(rule.source_port_matched);
        to.key("destinationMatched")
            .decided(rule.destination_matched);
        to.key("destinationPortMatched")
            .decided(rule.destination_port_matched);
        to.key("reason").string(&rule.reason);
    });
}

/// A document: its shape, its groups as Azure writes them, its diagnostics.
pub(crate) fn document(document: &Document) -> String {
    let mut writer = Writer::new();
    writer.object(|to| {
        to.optional("shape", document.shape.map(|shape| shape.as_str()));
        to.key("networkSecurityGroups")
            .list(&document.groups, |to, group| {
                let group = write::network_security_group(&group.security_group);
                // It has string keys and no floats: nothing in it can fail.
                to.raw(&serde_json::to_string(&group).unwrap_or_default());
            });
        to.key("diagnostics")
            .list(&document.diagnostics, diagnostic);
    });
    writer.finish()
}

/// Diagnostics alone.
pub(crate) fn diagnostics(diagnostics: &[Diagnostic]) -> String {
    let mut writer = Writer::new();
    writer.list(diagnostics, diagnostic);
    writer.finish()
}

fn diagnostic(to: &mut Writer, diagnostic: &Diagnostic) {
    to.object(|to| {
        to.key("severity").string(match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "info",
        });
        to.key("code").string(diagnostic.code);
        to.key("message").string(&diagnostic.message);
        to.optional("help", diagnostic.help.as_deref());
        to.optional_number("line", diagnostic.line);
        to.optional_number("column", diagnostic.column);
        to.optional("pointer", diagnostic.pointer.as_deref());
        to.optional_number("start", diagnostic.start);
        to.optional_number("end", diagnostic.end);
    });
}

fn applied_to(applied_to: AppliedTo) -> &'static str {
    match applied_to {
        AppliedTo::VirtualNetwork => "VirtualNetwork",
        AppliedTo::Subnet => "Subnet",
        AppliedTo::NetworkInterface => "NetworkInterface",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped() {
        let mut writer = Writer::new();
        writer.string("a\"b\\c\n\u{1f}é😀");
        assert_eq!(writer.finish(), "\"a\\\"b\\\\c\\u000a\\u001fé😀\"");
    }

    #[test]
    fn empty_lists_and_objects_are_closed() {
        let mut writer = Writer::new();
        writer.object(|to| to.key("a").list(&[] as &[u8], |_, _| {}));
        assert_eq!(writer.finish(), "{\"a\":[]}");
    }
}
