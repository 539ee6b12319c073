//! A rule of the editor in a line.

use nsg::{Access, Field, SecurityRule};
use nsg_documents::rule_text::{RuleField, RuleText};
use text::text;

/// The class of the word for the access.
pub(super) fn access_class(rule: &SecurityRule) -> &'static str {
    match rule.access {
        Field::Known(Access::Allow) => "access allow",
        Field::Known(Access::Deny) => "access deny",
        Field::Unknown(_) => "access depends",
    }
}

/// The access for people; what is not known as its document has it.
pub(super) fn access_word(rule: &SecurityRule) -> String {
    match &rule.access {
        Field::Known(access) => access.word().to_owned(),
        Field::Unknown(_) => RuleText::of(rule).get(RuleField::Access).to_owned(),
    }
}

/// What the rule matches, in a line. Source ports are nearly always any.
pub(super) fn conditions(text: &RuleText) -> String {
    let (protocol, ports) = (
        text.get(RuleField::Protocol),
        text.get(RuleField::DestinationPorts),
    );
    let service = match (protocol, ports) {
        ("*", "*") => text!("row-everything").to_owned(),
        ("*", ports) => text!("row-any-protocol", ports),
        (protocol, "*") => protocol.to_owned(),
        (protocol, ports) => format!("{protocol} {ports}"),
    };
    let place = |field| match text.get(field) {
        "*" => text!("row-anywhere").to_owned(),
        text => text.to_owned(),
    };
    let (source, destination) = (place(RuleField::Source), place(RuleField::Destination));
    match text.get(RuleField::SourcePorts) {
        "*" => text!("row-conditions", service, source, destination),
        ports => text!(
            "row-conditions-from-port",
            service,
            source,
            ports,
            destination
        ),
    }
}
