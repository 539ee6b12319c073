//! A missing fact as a question.

use super::alternatives::alternatives;
use crate::agreement::AgreementEntry;
use crate::consensus::HangsOn;
use crate::facts::{End, Fact, Question};
use crate::tags::DefaultTag;
use crate::verdict::{Decision, MissingFact};
use text::text;

/// How many port ranges a question lists.
const LISTED: usize = 8;

impl Fact {
    /// The fact as a question, in lower case.
    pub fn question(&self) -> String {
        of_fact(self).2
    }
}

impl MissingFact {
    /// Returns the question as a fact of which nobody worked out what either answer leads to.
    pub fn of(question: Question) -> Self {
        missing_fact(HangsOn {
            question,
            if_yes: Decision::Depends,
            if_no: Decision::Depends,
        })
    }
}

pub(crate) fn missing_fact(fact: HangsOn) -> MissingFact {
    let ((kind, name, question), entry) = match &fact.question {
        Question::Fact(fact) => (of_fact(fact), fact.entry()),
        Question::Port { end, ranges } => (
            of_port(*end, &alternatives(ranges, LISTED)),
            AgreementEntry::Ports,
        ),
    };
    MissingFact {
        kind,
        name,
        question,
        entry,
        if_yes: fact.if_yes,
        if_no: fact.if_no,
        about: fact.question,
    }
}

fn of_port(end: End, ports: &str) -> (&'static str, String, String) {
    let (field, question) = match end {
        End::Local => ("localPort", text!("question-local-port", ports)),
        End::Remote => ("remotePort", text!("question-remote-port", ports)),
    };
    ("Port", field.to_owned(), question)
}

fn of_fact(fact: &Fact) -> (&'static str, String, String) {
    match fact {
        Fact::ServiceTag { tag, address } => {
            let kind = match DefaultTag::from_name(tag) {
                Some(DefaultTag::VirtualNetwork) => "VirtualNetwork",
                _ => "ServiceTag",
            };
            let question = match fact.entry() {
                AgreementEntry::InternetAndVirtualNetwork => {
                    text!("question-internet-and-virtual-network", address)
                }
                _ => text!("question-tag", address, tag),
            };
            (kind, tag.to_string(), question)
        }
        Fact::ApplicationSecurityGroup { group, address } => {
            let question = text!("question-group", address, group = group.last_segment());
            ("ApplicationSecurityGroup", group.to_string(), question)
        }
        Fact::Port { end, range } => of_port(*end, &range.to_string()),
        Fact::Field { rule, field, text } => {
            let name = &rule.name;
            let question = text!("question-field", field = field.word(), text, rule = name);
            ("Rule", format!("{name} {}", field.as_str()), question)
        }
        Fact::Direction { rule, text } => {
            let name = &rule.name;
            let question = text!("question-direction", rule = name, text);
            ("Rule", format!("{name} direction"), question)
        }
        Fact::Access { rule, text } => {
            let name = &rule.name;
            let question = text!("question-access", rule = name, text);
            ("Rule", format!("{name} access"), question)
        }
        Fact::Precedence { rule } | Fact::PrecedenceAfter { rule, .. } => {
            let name = &rule.name;
            let question = text!("question-precedence", rule = name);
            ("Rule", format!("{name} priority"), question)
        }
        Fact::IcmpType { types } => (
            "AzureBehaviour",
            format!("ICMP type {types}"),
            text!("question-icmp-type", types),
        ),
        Fact::PortlessProtocol { protocol } => (
            "AzureBehaviour",
            format!("{protocol} and ports"),
            text!("question-portless-protocol", protocol),
        ),
        Fact::PlatformTraffic { rule } => (
            "AzureBehaviour",
            format!("{} and platform traffic", rule.name),
            text!("question-platform-traffic", rule = rule.name),
        ),
    }
}
