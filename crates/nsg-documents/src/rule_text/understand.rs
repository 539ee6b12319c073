//! From the texts of a form to a rule, field by field.

use super::{GROUP, Problem, RuleField, RuleText};
use crate::codes::DiagnosticCode;
use crate::codes::DiagnosticSeverity;
use crate::diagnostic::DiagnosticSink;
use crate::limits;
use crate::position::Span;
use crate::rule::{DESTINATION, FieldForms, RuleForms, RuleReader, SOURCE, Style};
use crate::shapes::expression::Scope;
use nsg::{ComparedField, Conditions, Name, SecurityRule};
use text::text;

/// What was understood of the texts.
pub(super) struct Understood {
    /// The rule. What was not understood is unknown.
    pub(super) rule: SecurityRule,
    /// What a form does not take over.
    pub(super) wrong: Vec<Problem>,
    /// What is worth knowing.
    pub(super) remarks: Vec<Problem>,
}

/// Reads the texts. `known` are application security groups by their ids.
pub(super) fn understand(text: &RuleText, known: &[Name]) -> Understood {
    let mut form = TextForm {
        text,
        wrong: Vec::new(),
        remarks: Vec::new(),
        forms: RuleForms::default(),
    };
    let name = form.read(RuleField::Name, |reader, text| reader.typed_name(text));
    let of_loop = RuleField::ALL
        .into_iter()
        .find_map(|field| form.read(field, |reader, text| reader.typed_loop(text, &name)));
    let rule = match of_loop {
        Some(rule) => rule,
        None => form.rule(name, known),
    };
    let at = Span::default();
    for (field, check) in [
        (RuleField::Description, limits::description as RuleCheck),
        (RuleField::Name, limits::name),
        (RuleField::Destination, limits::families),
        (RuleField::Access, limits::platform_dns),
    ] {
        form.read(field, |reader, _| check(&rule, at, reader.sink));
    }
    Understood {
        rule,
        wrong: form.wrong,
        remarks: form.remarks,
    }
}

/// What Azure refuses about a rule as a whole.
type RuleCheck = fn(&SecurityRule, Span, &mut DiagnosticSink);

struct TextForm<'t> {
    text: &'t RuleText,
    wrong: Vec<Problem>,
    remarks: Vec<Problem>,
    forms: RuleForms,
}

impl TextForm<'_> {
    fn rule(&mut self, name: String, known: &[Name]) -> SecurityRule {
        let side = |field| SideEntries::of(self.text.get(field), known);
        let source = side(RuleField::Source);
        let destination = side(RuleField::Destination);
        SecurityRule {
            id: None,
            priority: self.read(RuleField::Priority, |reader, text| {
                reader.typed_priority(text, &name)
            }),
            direction: self.read(RuleField::Direction, |reader, text| {
                reader.typed_direction(text, &name)
            }),
            access: self.read(RuleField::Access, |reader, text| {
                reader.typed_access(text, &name)
            }),
            conditions: Conditions {
                protocol: self.read(RuleField::Protocol, |reader, text| {
                    reader.typed_protocol(text, &name)
                }),
                source: self.read(RuleField::Source, |reader, _| {
                    reader.typed_addresses(&source.plain, &source.groups, &name, &SOURCE)
                }),
                source_ports: self.read(RuleField::SourcePorts, |reader, text| {
                    reader.typed_ports(&entries(text), &name, &SOURCE)
                }),
                destination: self.read(RuleField::Destination, |reader, _| {
                    reader.typed_addresses(
                        &destination.plain,
                        &destination.groups,
                        &name,
                        &DESTINATION,
                    )
                }),
                destination_ports: self.read(RuleField::DestinationPorts, |reader, text| {
                    reader.typed_ports(&entries(text), &name, &DESTINATION)
                }),
            },
            description: self.read(RuleField::Description, |reader, text| {
                reader.typed_description(text)
            }),
            refusals: std::mem::take(&mut self.forms.refusals),
            spellings: std::mem::take(&mut self.forms.spellings),
            name,
        }
    }

    /// Reads a field; what there is to say is said of it.
    fn read<T>(
        &mut self,
        field: RuleField,
        read: impl FnOnce(&mut RuleReader<'_, '_, '_, '_>, &str) -> T,
    ) -> T {
        let mut sink = DiagnosticSink::default();
        // No template is around what is typed.
        let scope = Scope::default();
        let mut reader = RuleReader {
            sink: &mut sink,
            scope: &scope,
            style: Style::Configured,
            after_unknown: None,
            forms: FieldForms::default(),
        };
        let value = read(&mut reader, self.text.get(field).trim());
        if let Some(field) = compared(field) {
            self.forms.take(field, &mut reader.forms);
        }
        for (code, message, help) in sink.problems() {
            let message = match help {
                Some(help) => text!("rule-problem", message, help),
                None => message,
            };
            let problem = Problem { field, message };
            match code.severity() {
                _ if is_wrong(code) => self.wrong.push(problem),
                DiagnosticSeverity::Warning => self.remarks.push(problem),
                _ => {}
            }
        }
        value
    }
}

/// The field as it is compared; only of these it matters how they are written.
pub(super) fn compared(field: RuleField) -> Option<ComparedField> {
    Some(match field {
        RuleField::Source => ComparedField::Source,
        RuleField::SourcePorts => ComparedField::SourcePort,
        RuleField::Destination => ComparedField::Destination,
        RuleField::DestinationPorts => ComparedField::DestinationPort,
        _ => return None,
    })
}

/// The entries of a side.
struct SideEntries<'t> {
    plain: Vec<&'t str>,
    /// The ids of application security groups.
    groups: Vec<String>,
}

impl<'t> SideEntries<'t> {
    fn of(text: &'t str, known: &[Name]) -> Self {
        let (groups, plain): (Vec<_>, Vec<_>) = entries(text)
            .into_iter()
            .partition(|entry| group(entry).is_some());
        let groups = groups.into_iter().filter_map(group);
        Self {
            plain,
            groups: groups.map(|name| id(name, known)).collect(),
        }
    }
}

fn entries(text: &str) -> Vec<&str> {
    let entries = text.split([',', ';', ' ', '\t', '\n', '\r']);
    entries.filter(|entry| !entry.is_empty()).collect()
}

/// The name after [`GROUP`].
fn group(entry: &str) -> Option<&str> {
    let (start, name) = entry.split_at_checked(GROUP.len())?;
    start.eq_ignore_ascii_case(GROUP).then_some(name)
}

fn id(name: &str, known: &[Name]) -> String {
    let named = known
        .iter()
        .find(|known| known.last_segment().eq_ignore_ascii_case(name));
    named.map_or_else(|| name.to_owned(), ToString::to_string)
}

/// What a form does not take over: what cannot be read, and what Azure refuses.
const REFUSED: &[DiagnosticCode] = &[
    DiagnosticCode::InvalidName,
    DiagnosticCode::MissingName,
    DiagnosticCode::PriorityOutOfRange,
    DiagnosticCode::MixedFamilies,
    DiagnosticCode::AllowPlatformDns,
    DiagnosticCode::LongDescription,
    DiagnosticCode::AnyInPrefixes,
    DiagnosticCode::TagInPrefixes,
    DiagnosticCode::GroupBesideAddress,
    DiagnosticCode::TooManyGroupsInRule,
    DiagnosticCode::MissingField,
    DiagnosticCode::UnresolvedExpression,
];

fn is_wrong(code: DiagnosticCode) -> bool {
    code.severity() == DiagnosticSeverity::Error || REFUSED.contains(&code)
}
