//! The fields of a rule: where they are, and the simple ones.

use super::{MISSING, RuleOwner, RuleReader, Style};
use crate::codes::DiagnosticCode;
use crate::json::{JsonNode, Value};
use crate::position::Span;
use crate::shapes::expression::Resolved;
use nsg::{Field, Priority};
use std::str::FromStr;
use text::{quote, text};

/// The names of the fields of one side.
pub(crate) struct SideFields {
    pub(crate) name: &'static str,
    pub(crate) prefix: &'static str,
    pub(crate) prefixes: &'static str,
    pub(crate) groups: &'static str,
    /// Terraform's name for the groups.
    pub(crate) group_ids: &'static str,
    pub(crate) port: &'static str,
    pub(crate) ports: &'static str,
}

pub(crate) const SOURCE: SideFields = SideFields {
    name: "source",
    prefix: "sourceAddressPrefix",
    prefixes: "sourceAddressPrefixes",
    groups: "sourceApplicationSecurityGroups",
    group_ids: "sourceApplicationSecurityGroupIds",
    port: "sourcePortRange",
    ports: "sourcePortRanges",
};

pub(crate) const DESTINATION: SideFields = SideFields {
    name: "destination",
    prefix: "destinationAddressPrefix",
    prefixes: "destinationAddressPrefixes",
    groups: "destinationApplicationSecurityGroups",
    group_ids: "destinationApplicationSecurityGroupIds",
    port: "destinationPortRange",
    ports: "destinationPortRanges",
};

/// A field that takes one of a few words: its key, and what is said of another word.
#[derive(Clone, Copy)]
pub(super) struct Words {
    key: &'static str,
    code: DiagnosticCode,
    help: fn() -> &'static str,
}

pub(super) const PROTOCOL: Words = Words {
    key: "protocol",
    code: DiagnosticCode::InvalidProtocol,
    help: || text!("rule-write-protocol"),
};

pub(super) const RULE_DIRECTION: Words = Words {
    key: "direction",
    code: DiagnosticCode::InvalidDirection,
    help: || text!("rule-write-direction"),
};

pub(super) const RULE_ACCESS: Words = Words {
    key: "access",
    code: DiagnosticCode::InvalidAccess,
    help: || text!("rule-write-access"),
};

pub(super) const ADMIN_ACCESS: Words = Words {
    key: "access",
    code: DiagnosticCode::InvalidAdminAccess,
    help: || text!("rule-write-admin-access"),
};

/// A field's value after expressions are resolved.
pub(crate) enum FieldValue<'n, 't> {
    Known(&'n JsonNode<'t>),
    /// The text of what stands for the value.
    Unknown(String),
}

/// Azure's REST form keeps fields in `properties`, the others in the rule itself.
pub(crate) fn body<'a, 't>(rule: &'a JsonNode<'t>) -> &'a JsonNode<'t> {
    rule.get("properties")
        .filter(|properties| properties.is_object())
        .unwrap_or(rule)
}

/// The word that a constant of Pulumi stands for, such as `network.SecurityRuleAccess.Allow`.
fn constant<'w>(text: &'w str, key: &str) -> Option<&'w str> {
    let (_, constant) = text.rsplit_once("SecurityRule")?;
    let (kind, word) = constant.split_once('.')?;
    let word = match word.eq_ignore_ascii_case("asterisk") {
        true => "*",
        false => word,
    };
    kind.eq_ignore_ascii_case(key).then_some(word)
}

impl Words {
    pub(super) fn key(self) -> &'static str {
        self.key
    }
}

impl<'n, 't> RuleReader<'_, 'n, 't, '_> {
    /// The value of a field, with the place to point at.
    pub(super) fn field(
        &mut self,
        rule: &'n JsonNode<'t>,
        key: &str,
    ) -> Option<(FieldValue<'n, 't>, Span)> {
        let node = rule.get(key).filter(|node| !is_blank(node));
        match node {
            Some(node) => Some((self.resolve(node, node.span), node.span)),
            None => self.after_apply(rule, key).map(|found| (found, rule.span)),
        }
    }

    /// The rest of a list that is known in part: Terraform's plan has `null` for each value that it leaves open.
    pub(super) fn rest_after_apply(
        &mut self,
        rule: &'n JsonNode<'t>,
        key: &str,
    ) -> Option<FieldValue<'n, 't>> {
        // Only a plan leaves anything open, and every field of every rule is asked.
        self.after_unknown?.get(key)?;
        rule.get(key).filter(|node| !is_blank(node))?;
        self.after_apply(rule, key)
    }

    /// A field that Terraform's plan leaves open.
    fn after_apply(&mut self, rule: &'n JsonNode<'t>, key: &str) -> Option<FieldValue<'n, 't>> {
        let unknown = self.after_unknown?.get(key)?;
        let open = match &unknown.value {
            Value::Bool(open) => *open,
            Value::Array(items) => items
                .iter()
                .any(|item| matches!(item.value, Value::Bool(true))),
            _ => false,
        };
        open.then(|| {
            let message = text!("rule-known-after-apply", key);
            let help = text!("rule-known-after-apply-help");
            self.sink.report_help(
                DiagnosticCode::KnownAfterApply,
                super::start_of(rule),
                message,
                help,
            );
            FieldValue::Unknown(text!("rule-value-after-apply").to_owned())
        })
    }

    /// The value of a node that may be an expression; one that stays unknown is reported.
    pub(super) fn resolve(&mut self, node: &'n JsonNode<'t>, at: Span) -> FieldValue<'n, 't> {
        match self.scope.resolve(node) {
            Resolved::Known(node) if matches!(node.value, Value::Unread) => {
                FieldValue::Unknown(text!("rule-value-unread").to_owned())
            }
            Resolved::Known(value) => {
                self.scope.report_default(node, self.sink);
                FieldValue::Known(value)
            }
            Resolved::Unknown(text) => FieldValue::Unknown(self.unresolved(text, at)),
        }
    }

    /// Reports an expression whose value nobody tells, and returns what stands for the value.
    pub(super) fn unresolved(&mut self, text: &str, at: Span) -> String {
        let message = text!("rule-unresolved", text = quote(text));
        let help = match variable_in(text) {
            Some(variable) => text!("rule-variable-help", variable),
            None => text!("rule-unresolved-help").to_owned(),
        };
        self.sink
            .report_help(DiagnosticCode::UnresolvedExpression, at, message, help);
        text.to_owned()
    }

    /// A text that people read, expressions put together where that is possible.
    pub(super) fn text(&mut self, rule: &'n JsonNode<'t>, key: &str) -> Option<String> {
        let node = rule.get(key).or_else(|| body(rule).get(key))?;
        match node.as_str() {
            Some(_) => self.scope.text(node),
            None => node.scalar().map(str::to_owned),
        }
    }

    /// A field that holds any text: what Azure has is what it is, and an expression in a template alone.
    pub(super) fn free_text(&mut self, rule: &'n JsonNode<'t>, key: &str) -> Option<String> {
        let text = self.text(rule, key)?;
        let node = rule.get(key).or_else(|| body(rule).get(key))?;
        let given = node.as_str().filter(|_| !self.scope.is_template);
        Some(given.map_or(text, str::to_owned))
    }

    /// A field that takes one of a few words.
    pub(super) fn word<T: FromStr>(
        &mut self,
        rule: &'n JsonNode<'t>,
        words: Words,
        name: &str,
    ) -> Field<T> {
        match self.required(rule, words.key, name) {
            Ok((node, at)) => {
                let text = node.scalar().unwrap_or(node.kind());
                self.word_text(text, at, words, name)
            }
            Err(unknown) => Field::Unknown(unknown),
        }
    }

    pub(super) fn word_text<T: FromStr>(
        &mut self,
        text: &str,
        at: Span,
        words: Words,
        name: &str,
    ) -> Field<T> {
        let trimmed = self.trim(text, at);
        let of_constant = || constant(trimmed, words.key)?.parse().ok();
        if let Some(value) = trimmed.parse().ok().or_else(of_constant) {
            return Field::Known(value);
        }
        let Words { key, code, help } = words;
        let message = text!(
            "rule-no-such-word",
            text = quote(text),
            key,
            rule = quote(name)
        );
        self.sink.report_help(code, at, message, help());
        Field::Unknown(text.to_owned())
    }

    pub(super) fn priority(
        &mut self,
        rule: &'n JsonNode<'t>,
        name: &str,
        kind: RuleOwner,
    ) -> Field<Priority> {
        match self.required(rule, "priority", name) {
            Ok((node, at)) => {
                let text = node.scalar().unwrap_or(node.kind());
                self.priority_text(text, at, name, kind)
            }
            Err(unknown) => Field::Unknown(unknown),
        }
    }

    pub(super) fn priority_text(
        &mut self,
        text: &str,
        at: Span,
        name: &str,
        kind: RuleOwner,
    ) -> Field<Priority> {
        let trimmed = self.trim(text, at);
        // Large numbers come as `100.0` from some exporters and as digits without end from hostile texts.
        let digits = trimmed.strip_suffix(".0").unwrap_or(trimmed);
        let Ok(priority) = digits.parse::<Priority>() else {
            let message = text!("rule-no-priority", text = quote(text), rule = quote(name));
            let help = text!("rule-no-priority-help");
            self.sink
                .report_help(DiagnosticCode::InvalidPriority, at, message, help);
            return Field::Unknown(text.to_owned());
        };
        // AD: `virtual-network/network-security-groups-overview.md`,
        // `virtual-network-manager/concept-security-admins.md`; default rules recorded.
        let (range, first) = match kind {
            RuleOwner::User => (100..=4096, 100),
            RuleOwner::Default => (65000..=65500, 65000),
            RuleOwner::Admin => (0..=4096, 1),
        };
        if !range.contains(&priority) {
            let message = text!(
                "rule-priority-out-of-range",
                priority,
                rule = quote(name),
                first,
                last = range.end()
            );
            let help = text!(
                "document-azure-refuses",
                error = "SecurityRuleInvalidPriority"
            );
            self.sink
                .report_help(DiagnosticCode::PriorityOutOfRange, at, message, help);
        }
        Field::Known(priority)
    }

    /// A field that every rule has; the text that stands for it where it has none.
    fn required(
        &mut self,
        rule: &'n JsonNode<'t>,
        key: &'static str,
        name: &str,
    ) -> Result<(&'n JsonNode<'t>, Span), String> {
        match self.field(rule, key) {
            Some((FieldValue::Known(node), at)) => Ok((node, at)),
            Some((FieldValue::Unknown(text), _)) => Err(text),
            None => Err(self.missing(super::start_of(rule), key, name)),
        }
    }

    /// Reports that a field is not there, and returns what stands for its value.
    pub(super) fn missing(&mut self, at: Span, key: &'static str, name: &str) -> String {
        let message = text!("rule-missing-field", rule = quote(name), key);
        let help = text!("rule-missing-field-help");
        self.sink
            .report_help(DiagnosticCode::MissingField, at, message, help);
        MISSING.to_owned()
    }

    /// The text without blanks around it: a port `"65503-65534 "` is in a published template.
    pub(super) fn trim<'x>(&mut self, text: &'x str, at: Span) -> &'x str {
        let trimmed = text.trim();
        if trimmed.len() != text.len() && self.style == Style::Configured {
            let message = text!("rule-blanks", text = quote(text));
            self.sink.report_help(
                DiagnosticCode::SurroundingBlanks,
                at,
                message,
                text!("rule-blanks-help"),
            );
        }
        trimmed
    }
}

/// The first of Terraform's variables in the name of an unknown value: what a person can give a value.
pub(crate) fn variable_in(name: &str) -> Option<&str> {
    // A template of Azure's has no such names.
    if name.starts_with('[') {
        return None;
    }
    let is_part = |char: char| char.is_ascii_alphanumeric() || matches!(char, '_' | '-');
    let mut starts = name.match_indices("var.").filter(|(at, _)| {
        let before = name.get(..*at).unwrap_or_default();
        !before.ends_with(|char| is_part(char) || char == '.')
    });
    let (at, word) = starts.next()?;
    let variable = name.get(at + word.len()..)?;
    let end = variable
        .find(|char| !is_part(char))
        .unwrap_or(variable.len());
    variable.get(..end).filter(|variable| !variable.is_empty())
}

/// The roots of Terraform's references; no service tag of Azure does.
const REFERENCES: [&str; 8] = [
    "var.", "local.", "module.", "data.", "each.", "count.", "self.", "path.",
];

/// Whether a text is a reference of Terraform's, of which nobody knows the value.
pub(super) fn is_reference(text: &str) -> bool {
    REFERENCES.iter().any(|root| text.starts_with(root))
}

/// Whether a field is unused: tools write `null`, `""` and `[]`.
pub(crate) fn is_blank(node: &JsonNode) -> bool {
    match &node.value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(items) => items.iter().all(is_blank),
        _ => false,
    }
}
