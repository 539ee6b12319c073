//! Ports of a rule.

use super::fields::{FieldValue, SideFields};
use super::{RuleReader, Style};
use crate::codes::DiagnosticCode;
use crate::json::{JsonNode, Value};
use crate::position::Span;
use nsg::{PortMatch, PortRange, RefusedForm};
use text::{quote, text};

impl<'n, 't> RuleReader<'_, 'n, 't, '_> {
    /// The ports of one side: singular and plural field united.
    pub(super) fn ports(
        &mut self,
        rule: &'n JsonNode<'t>,
        name: &str,
        side: &SideFields,
    ) -> Vec<PortMatch> {
        let mut ports = Vec::new();
        for (key, plural) in [(side.port, false), (side.ports, true)] {
            match self.field(rule, key) {
                Some((FieldValue::Known(node), at)) => {
                    self.port_values(node, at, plural, &mut ports)
                }
                Some((FieldValue::Unknown(text), _)) => push(&mut ports, PortMatch::Unknown(text)),
                None => {}
            }
            if let Some(FieldValue::Unknown(text)) = self.rest_after_apply(rule, key) {
                push(&mut ports, PortMatch::Unknown(text));
            }
        }
        if ports.is_empty() {
            let missing = self.missing(super::start_of(rule), side.port, name);
            ports.push(PortMatch::Unknown(missing));
        }
        ports
    }

    fn port_values(
        &mut self,
        node: &'n JsonNode<'t>,
        at: Span,
        plural: bool,
        ports: &mut Vec<PortMatch>,
    ) {
        for item in node.items_or_self() {
            // Values of a variable stand elsewhere: the problem is where they are used.
            let at = if item.span.start >= at.start && item.span.end <= at.end {
                item.span
            } else {
                at
            };
            match self.resolve(item, at) {
                FieldValue::Unknown(text) => push(ports, PortMatch::Unknown(text)),
                FieldValue::Known(node) => match &node.value {
                    Value::Null => {}
                    Value::Array(items) => {
                        for item in items {
                            let text = item.scalar().unwrap_or(item.kind());
                            self.port_text(text, at, plural, ports);
                        }
                    }
                    Value::Object(_) | Value::Bool(_) | Value::Unread | Value::Unknown(_) => {
                        let message = text!("rule-port-expected", what = node.kind());
                        self.sink.report(DiagnosticCode::InvalidPort, at, message);
                        push(ports, PortMatch::Unknown(node.kind().to_owned()));
                    }
                    Value::Number(text) => {
                        // The value of a parameter may be a number: templates convert it.
                        if self.style == Style::Configured && node.span == at {
                            let message = text!("rule-port-is-number", port = quote(text));
                            let help = text!("rule-port-is-number-help");
                            self.sink
                                .report_help(DiagnosticCode::WrongType, at, message, help);
                        }
                        self.port_text(text, at, plural, ports);
                    }
                    Value::String(text) => self.port_text(text, at, plural, ports),
                    Value::Word(text) => self.port_text(text, at, plural, ports),
                },
            }
        }
    }

    pub(super) fn port_text(
        &mut self,
        text: &str,
        at: Span,
        plural: bool,
        ports: &mut Vec<PortMatch>,
    ) {
        let trimmed = self.trim(text, at);
        if trimmed.is_empty() {
            return;
        }
        if !trimmed.contains(',') {
            let port = self.port(trimmed, at, plural);
            return push(ports, port);
        }
        self.refuse_list(plural, trimmed);
        let message = text!("rule-list-in-text", text = quote(trimmed));
        let help = text!("rule-list-of-ports-help");
        self.sink
            .report_help(DiagnosticCode::ListInSingular, at, message, help);
        for part in trimmed
            .split(',')
            .map(str::trim)
            .filter(|part| !part.is_empty())
        {
            let port = self.port(part, at, plural);
            push(ports, port);
        }
    }

    fn port(&mut self, text: &str, at: Span, plural: bool) -> PortMatch {
        if text == "*" {
            if plural && self.style == Style::Configured {
                self.refuse(RefusedForm::AnyInList, text);
                let message = text!("rule-any-in-ports");
                let help = text!("rule-any-in-ports-help");
                self.sink
                    .report_help(DiagnosticCode::AnyInPorts, at, message, help);
            }
            return PortMatch::Any;
        }
        if text.eq_ignore_ascii_case("any") {
            let message = text!("rule-any-spelling", text = quote(text));
            self.sink.report(DiagnosticCode::AnySpelling, at, message);
            return PortMatch::Any;
        }
        let (first, last) = text.split_once('-').unwrap_or((text, text));
        let (first, last) = (first.trim(), last.trim());
        let digits =
            |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(first) || !digits(last) {
            let message = text!("rule-no-port", text = quote(text));
            let help = text!("rule-no-port-help");
            self.sink
                .report_help(DiagnosticCode::InvalidPort, at, message, help);
            return PortMatch::Unknown(text.to_owned());
        }
        let (Ok(low), Ok(high)) = (first.parse::<u16>(), last.parse::<u16>()) else {
            let message = text!("rule-port-too-high", port = quote(text));
            let help = text!(
                "document-azure-refuses",
                error = "SecurityRuleInvalidPortRange"
            );
            self.sink
                .report_help(DiagnosticCode::PortOutOfRange, at, message, help);
            return PortMatch::Unknown(text.to_owned());
        };
        let Some(range) = PortRange::new(low, high) else {
            let message = text!("rule-port-range-reversed", ports = quote(text));
            self.sink.report_help(
                DiagnosticCode::PortRangeReversed,
                at,
                message,
                text!("rule-port-range-reversed-help", high, low),
            );
            return PortMatch::Unknown(text.to_owned());
        };
        // Effective rules print any port so (recorded); elsewhere it is what somebody wrote.
        if range == PortRange::ALL && self.style == Style::Effective {
            return PortMatch::Any;
        }
        // Blanks and leading zeros are not known to be taken by Azure.
        if text.len() == first.len() * 2 + 1 && first == last && !first.starts_with('0') {
            self.spell(&range, text);
        }
        PortMatch::Range(range)
    }
}

/// Adds an entry once: effective rules repeat the singular field in the plural one. A few comparisons
/// find those, and keep a list without end linear.
pub(super) fn push(ports: &mut Vec<PortMatch>, port: PortMatch) {
    if !ports.iter().take(8).any(|known| *known == port) {
        ports.push(port);
    }
}
