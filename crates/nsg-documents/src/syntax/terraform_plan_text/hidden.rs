//! What a plan does not show: it is unknown, and never absent.

use super::body::Place;
use super::sides::ObjectSides;
use crate::codes::DiagnosticCode;
use crate::diagnostic::DiagnosticSink;
use crate::json::{JsonNode, Member, Value};
use crate::position::Span;
use crate::rule::is_blank;
use std::borrow::Cow;
use text::text;

/// The fields that every rule has.
const REQUIRED: [&str; 4] = ["access", "direction", "priority", "protocol"];

/// The fields of which every rule has one of a line. Azure refuses two of them, so that one that is shown is all.
const ONE_OF: [&[&str]; 4] = [
    &[
        "source_address_prefix",
        "source_address_prefixes",
        "source_application_security_group_ids",
    ],
    &["source_port_range", "source_port_ranges"],
    &[
        "destination_address_prefix",
        "destination_address_prefixes",
        "destination_application_security_group_ids",
    ],
    &["destination_port_range", "destination_port_ranges"],
];

/// Where a text says that parts of an object or a list are not shown.
#[derive(Default)]
pub(super) struct HiddenParts {
    pub(super) attributes: Option<Span>,
    pub(super) blocks: Option<Span>,
    pub(super) elements: Option<Span>,
}

impl HiddenParts {
    /// Reads a comment such as `(3 unchanged attributes hidden)`.
    pub(super) fn note(&mut self, comment: &str, at: Span) {
        // All of a block: "At least one attribute in this block is (or was) sensitive, so its contents will not be displayed."
        let is_sensitive = comment.starts_with("At least one attribute in this block is");
        let is_hidden = comment.starts_with('(') && comment.ends_with(" hidden)");
        if is_sensitive || (is_hidden && comment.contains(" attribute")) {
            self.attributes = Some(at);
        } else if is_hidden && comment.contains(" block") {
            self.blocks = Some(at);
        } else if is_hidden && comment.contains(" element") {
            self.elements = Some(at);
        }
    }
}

/// Puts something unknown in the place of what an object does not show, and says so.
pub(super) fn complete<'t>(
    all: &mut ObjectSides<'t>,
    place: Place,
    parts: &HiddenParts,
    span: Span,
    sink: &mut DiagnosticSink,
) {
    match place {
        Place::Rule => {
            let Some(at) = parts.attributes else {
                return;
            };
            report_values(at, sink);
            of_rule(all, span);
        }
        Place::Group => {
            let sides = [&all.before, &all.after, &all.open];
            let lists_rules = sides.iter().any(|side| has(side, "security_rule"));
            let unlisted = parts.attributes.filter(|_| !lists_rules);
            if let Some(at) = parts.blocks.or(unlisted) {
                report_rules(at, sink);
            }
            if parts.attributes.is_some() {
                names_of_id(all, &[("resource_group_name", "resourceGroups")]);
            }
        }
        Place::Rules | Place::Other => {}
    }
}

/// Puts something unknown in the place of the fields of a rule that are not shown.
pub(super) fn of_rule(all: &mut ObjectSides<'_>, span: Span) {
    names_of_id(
        all,
        &[
            ("network_security_group_name", "networkSecurityGroups"),
            ("resource_group_name", "resourceGroups"),
        ],
    );
    fill(&mut all.before, &[], span);
    let open = std::mem::take(&mut all.open);
    fill(&mut all.after, &open, span);
    all.open = open;
}

fn fill(members: &mut Vec<Member<'_>>, open: &[Member<'_>], span: Span) {
    let is_told = |members: &[Member], key: &str| {
        let is_told = |member: &Member| member.key == key && !is_blank(&member.value);
        members.iter().any(is_told) || has(open, key)
    };
    let lines = REQUIRED.iter().map(std::slice::from_ref);
    for line in lines.chain(ONE_OF) {
        if line.iter().any(|key| is_told(members, key)) {
            continue;
        }
        if let Some(key) = line.first() {
            // What is shown to be empty is not what is hidden.
            members.retain(|member| member.key != *key);
            members.push(Member {
                key: Cow::Borrowed(*key),
                key_span: span,
                value: JsonNode::new(Value::Unread, span),
            });
        }
    }
}

/// Tells names that are not shown by the id that is: what is hidden does not change.
fn names_of_id(all: &mut ObjectSides<'_>, names: &[(&'static str, &str)]) {
    let id = |side: &[Member]| {
        let found = side.iter().find(|member| member.key == "id")?;
        found
            .value
            .as_str()
            .map(|id| (id.to_owned(), found.value.span))
    };
    let Some((id, span)) = id(&all.before).or_else(|| id(&all.after)) else {
        return;
    };
    for (key, kind) in names {
        let Some(name) = segment(&id, kind) else {
            continue;
        };
        let is_open = has(&all.open, key);
        let member = || Member {
            key: Cow::Borrowed(*key),
            key_span: span,
            value: JsonNode::new(Value::String(Cow::Owned(name.to_owned())), span),
        };
        if !has(&all.before, key) {
            all.before.push(member());
        }
        if !has(&all.after, key) && !is_open {
            all.after.push(member());
        }
    }
}

/// The part of a resource's id behind a part of that name.
fn segment<'i>(id: &'i str, kind: &str) -> Option<&'i str> {
    let mut parts = id
        .split('/')
        .skip_while(|part| !part.eq_ignore_ascii_case(kind));
    parts.nth(1).filter(|name| !name.is_empty())
}

/// Whether there is such a key.
pub(super) fn has(members: &[Member<'_>], key: &str) -> bool {
    members.iter().any(|member| member.key == key)
}

/// Says that rules of a group are not shown.
pub(super) fn report_rules(at: Span, sink: &mut DiagnosticSink) {
    let (message, help) = (text!("plan-hidden-rules"), text!("plan-show-json"));
    sink.report_help(DiagnosticCode::HiddenRules, at, message, help);
}

/// Says that values are not shown.
pub(super) fn report_values(at: Span, sink: &mut DiagnosticSink) {
    let (message, help) = (text!("plan-hidden-values"), text!("plan-show-json"));
    sink.report_help(DiagnosticCode::HiddenValues, at, message, help);
}
