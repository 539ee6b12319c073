//! A flow with its answer and its reasons, in lines that read as sentences.

use crate::failure::{FailureKind, FailureSink};
use crate::lesson::{
    Does, ExpectedFact, ExpectedReason, ExpectedVerdict, FlowExample, LessonTexts, ReasonField,
};
use nsg::{AppliedTo, Decision, Flow};

const EXPECTED: &str = "write `Deny by securityRules/Deny-SSH of the network interface`, `Allow by no rule`, or `Depends`";

const REASON: &str = "write `because Allow-Web misses source port and destination`, `because Deny-All of the subnet \
                      matches`, `… depends on source`, `… is not checked`, `because the subnet is not checked` or \
                      `because no NSG is checked`";

const FACT: &str = "write the question as the verdict has it, and both outcomes: `is 10.1.0.4 in VirtualNetwork? yes: Allow, \
                    no: Deny`";

/// How places are written.
pub(crate) const PLACES: [(AppliedTo, &str); 3] = [
    (AppliedTo::Subnet, "subnet"),
    (AppliedTo::NetworkInterface, "network interface"),
    (AppliedTo::VirtualNetwork, "virtual network"),
];

/// How fields are written.
const FIELDS: [(ReasonField, &str); 6] = [
    (ReasonField::Protocol, "protocol"),
    (ReasonField::Source, "source"),
    (ReasonField::SourcePort, "source port"),
    (ReasonField::Destination, "destination"),
    (ReasonField::DestinationPort, "destination port"),
    (ReasonField::Priority, "priority"),
];

/// Reads the block that begins at the line.
pub(super) fn read(
    line: usize,
    text: String,
    in_force: &LessonTexts,
    sink: &mut FailureSink<'_>,
) -> Option<FlowExample> {
    let mut lines = (line + 1..).zip(text.lines().map(str::trim));
    let first = lines.next().map_or("", |(_, words)| words);
    let flow = match first.parse::<Flow>() {
        Ok(flow) => flow,
        Err(error) => {
            sink.report(
                FailureKind::Format,
                line + 1,
                error.to_string(),
                error.help(),
            );
            return None;
        }
    };
    let second = lines.next().map_or("", |(_, words)| words);
    let Some(expected) = expected(second) else {
        let message = match second {
            "" => "the flow has no answer".to_owned(),
            _ => format!("`{second}` is no answer"),
        };
        sink.report(FailureKind::MissingExpectation, line + 2, message, EXPECTED);
        return None;
    };
    let mut part = FlowExample {
        line,
        flow,
        scenario: in_force.clone(),
        expected,
        reasons: Vec::new(),
        depends_on: Vec::new(),
        text: String::new(),
    };
    for (line, words) in lines {
        let mut slip = |help| {
            let message = format!("`{words}` cannot be read");
            sink.report(FailureKind::Format, line, message, help);
        };
        match words.strip_prefix("because ") {
            Some(claim) => match reason(claim) {
                Some(reason) => part.reasons.push(reason),
                None => slip(REASON),
            },
            None => match fact(words) {
                Some(fact) => part.depends_on.push(fact),
                None => slip(FACT),
            },
        }
    }
    part.text = text;
    complete(&part, sink).then_some(part)
}

/// A lesson claims reasons, so every flow has one; and a fact is named where the answer depends on one.
fn complete(part: &FlowExample, sink: &mut FailureSink<'_>) -> bool {
    let kind = FailureKind::MissingExpectation;
    if part.reasons.is_empty() {
        sink.report(kind, part.line, "the answer has no reason", REASON);
    }
    let depends = part.expected.access == Decision::Depends;
    if depends == part.depends_on.is_empty() {
        let message = match depends {
            true => "the answer depends, and no fact is named",
            false => "a fact is named, and the answer does not depend",
        };
        sink.report(kind, part.line, message, FACT);
    }
    !part.reasons.is_empty() && depends != part.depends_on.is_empty()
}

fn expected(text: &str) -> Option<ExpectedVerdict> {
    let (access, rule) = match text.split_once(" by ") {
        Some((access, rule)) => (access, Some(rule)),
        None => (text, None),
    };
    let access = match (access, rule) {
        ("Allow", Some(_)) => Decision::Allow,
        ("Deny", Some(_)) => Decision::Deny,
        ("Depends", None) => Decision::Depends,
        _ => return None,
    };
    let (rule_name, applied_to) = match rule {
        None | Some("no rule") => (None, None),
        Some(rule) => {
            let (name, place) = rule.split_once(" of the ")?;
            (Some(name.to_owned()), Some(self::place(place)?))
        }
    };
    Some(ExpectedVerdict {
        access,
        rule_name,
        applied_to,
    })
}

fn place(text: &str) -> Option<AppliedTo> {
    let known = PLACES.into_iter().find(|(_, words)| *words == text);
    known.map(|(place, _)| place)
}

fn reason(text: &str) -> Option<ExpectedReason> {
    let of = |rule: Option<&str>, applied_to, does, fields| {
        Some(ExpectedReason {
            rule: rule.map(str::to_owned),
            applied_to,
            does,
            fields,
        })
    };
    if text == "no NSG is checked" {
        return of(None, None, Does::NotAsked, Vec::new());
    }
    let stage = text.strip_prefix("the ");
    if let Some(stage) = stage.and_then(|rest| rest.strip_suffix(" is not checked")) {
        return of(None, Some(place(stage)?), Does::NotAsked, Vec::new());
    }
    let (rule, rest) = text.split_once(' ')?;
    let (applied_to, rest) = match rest.strip_prefix("of the ") {
        Some(rest) => PLACES.into_iter().find_map(|(place, words)| {
            let rest = rest.strip_prefix(words)?.strip_prefix(' ')?;
            Some((Some(place), rest))
        })?,
        None => (None, rest),
    };
    if let Some(list) = rest.strip_prefix("misses ") {
        return of(Some(rule), applied_to, Does::Miss, fields(list)?);
    }
    if let Some(list) = rest.strip_prefix("depends on ") {
        return of(Some(rule), applied_to, Does::Hang, fields(list)?);
    }
    let does = match rest {
        "matches" => Does::Match,
        "is not checked" => Does::NotAsked,
        _ => return None,
    };
    of(Some(rule), applied_to, does, Vec::new())
}

/// `source port`, `source and destination`, `protocol, source and destination port`.
fn fields(list: &str) -> Option<Vec<ReasonField>> {
    let words = list.split(", ").flat_map(|part| part.split(" and "));
    let field = |words: &str| {
        let known = FIELDS.into_iter().find(|(_, known)| *known == words);
        known.map(|(field, _)| field)
    };
    let mut fields: Vec<ReasonField> = words.map(field).collect::<Option<_>>()?;
    fields.sort();
    Some(fields)
}

fn fact(text: &str) -> Option<ExpectedFact> {
    let (question, outcomes) = text.split_once("? yes: ")?;
    let (yes, no) = outcomes.split_once(", no: ")?;
    let decision = |text: &str| match text {
        "Allow" => Some(Decision::Allow),
        "Deny" => Some(Decision::Deny),
        "Depends" => Some(Decision::Depends),
        _ => None,
    };
    Some(ExpectedFact {
        question: format!("{question}?"),
        if_yes: decision(yes)?,
        if_no: decision(no)?,
    })
}
