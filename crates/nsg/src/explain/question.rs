//! A missing fact as a question.

use super::alternatives;
use crate::facts::{End, Fact};
use crate::settle::{HangsOn, Question};
use crate::tags::DefaultTag;
use crate::verdict::MissingFact;

/// How many port ranges a question lists.
const LISTED: usize = 8;

impl Fact {
    /// The fact as a question, in lower case.
    pub fn question(&self) -> String {
        of_fact(self).2
    }
}

pub(crate) fn missing_fact(fact: HangsOn) -> MissingFact {
    let (kind, name, question) = match &fact.question {
        Question::Fact(fact) => of_fact(fact),
        Question::Port { end, ranges } => of_port(*end, &alternatives(ranges, LISTED)),
    };
    MissingFact {
        kind,
        name,
        question,
        if_yes: fact.if_yes,
        if_no: fact.if_no,
        about: fact.question,
    }
}

fn of_port(end: End, ports: &str) -> (&'static str, String, String) {
    let (field, side) = match end {
        End::Local => ("localPort", "local"),
        End::Remote => ("remotePort", "remote"),
    };
    (
        "Port",
        field.to_owned(),
        format!("is the {side} port {ports}?"),
    )
}

fn of_fact(fact: &Fact) -> (&'static str, String, String) {
    match fact {
        Fact::ServiceTag { tag, address } => {
            let kind = match DefaultTag::from_name(tag) {
                Some(DefaultTag::VirtualNetwork) => "VirtualNetwork",
                _ => "ServiceTag",
            };
            (kind, tag.to_string(), format!("is {address} in {tag}?"))
        }
        Fact::ApplicationSecurityGroup { group, address } => {
            let question = format!("is {address} a member of {}?", group.last_segment());
            ("ApplicationSecurityGroup", group.to_string(), question)
        }
        Fact::Port { end, range } => of_port(*end, &range.to_string()),
        Fact::Field { rule, field, text } => {
            let (name, field) = (&rule.name, field.as_str());
            let question = format!("does the {field} `{text}` of {name} match this flow?");
            ("Rule", format!("{name} {field}"), question)
        }
        Fact::Direction { rule, text } => {
            let name = &rule.name;
            let question = format!("does {name}, with direction `{text}`, judge this flow?");
            ("Rule", format!("{name} direction"), question)
        }
        Fact::Access { rule, text } => {
            let name = &rule.name;
            let question = format!("does {name}, with access `{text}`, allow?");
            ("Rule", format!("{name} access"), question)
        }
        Fact::Precedence { rule } => {
            let name = &rule.name;
            let question =
                format!("is {name} checked before the other rules that match this flow?");
            ("Rule", format!("{name} priority"), question)
        }
        Fact::PortlessProtocol { protocol } => (
            "AzureBehaviour",
            format!("{protocol} and ports"),
            format!("does a rule that names ports match {protocol}, which has none?"),
        ),
        Fact::PlatformTraffic { rule } => (
            "AzureBehaviour",
            format!("{} and platform traffic", rule.name),
            format!(
                "does the security admin rule {} apply to platform traffic?",
                rule.name
            ),
        ),
    }
}
