//! Why one rule matched or did not.

use super::alternatives::alternatives;
use crate::matching::{Facts, FieldMatches, Match};
use crate::model::compared_field::ComparedField;
use crate::model::field::Field;
use crate::stages::StageRule;
use text::{quote, text};

/// How many of a rule's addresses or ports a reason lists.
const LISTED: usize = 3;

/// One sentence: how the rule compares with the flow, and what of the rule itself is not known.
pub(crate) fn reason(
    rule: &StageRule<'_>,
    facts: &Facts<'_>,
    fields: &FieldMatches,
    matched: &Match,
) -> String {
    let mut sentence = comparison(rule, facts, fields, matched);
    if rule.priority.known().is_none() {
        sentence.push_str(text!("reason-join"));
        sentence.push_str(text!("reason-priority-unknown"));
    }
    if rule.effect.known().is_none() {
        sentence.push_str(text!("reason-join"));
        sentence.push_str(text!("reason-access-unknown"));
    }
    sentence
}

/// Every field that missed and by what; else what is open; else that all match.
fn comparison(
    rule: &StageRule<'_>,
    facts: &Facts<'_>,
    fields: &FieldMatches,
    matched: &Match,
) -> String {
    let of = |wanted: fn(&Match) -> bool| -> Vec<ComparedField> {
        fields
            .fields()
            .into_iter()
            .filter(|(_, m)| wanted(m))
            .map(|(field, _)| field)
            .collect()
    };
    let missed = of(|m| *m == Match::No);
    if !missed.is_empty() {
        let missed: Vec<_> = missed
            .into_iter()
            .map(|field| miss(rule, facts, field))
            .collect();
        return missed.join(text!("reason-join"));
    }
    let open = of(|m| matches!(m, Match::Unknown(_)));
    if !open.is_empty() {
        let open: Vec<_> = open
            .into_iter()
            .map(|field| hangs(rule, facts, field))
            .collect();
        return open.join(text!("reason-join"));
    }
    let text = match matched {
        Match::Yes => text!("reason-matches"),
        _ if rule.contested && rule.priority.known().is_none() => {
            text!("reason-matches-order-unknown")
        }
        _ if rule.contested => text!("reason-matches-same-priority"),
        _ if rule.direction.known().is_none() => text!("reason-matches-direction-unknown"),
        _ => text!("reason-matches-applies-unknown"),
    };
    text.to_owned()
}

fn miss(rule: &StageRule<'_>, facts: &Facts<'_>, field: ComparedField) -> String {
    let (given, wanted) = sides(rule, facts, field);
    let name = field.word();
    match field {
        ComparedField::Source | ComparedField::Destination => {
            text!("reason-not-in", field = name, given, wanted)
        }
        ComparedField::Protocol | ComparedField::SourcePort | ComparedField::DestinationPort => {
            text!("reason-is-not", field = name, given, wanted)
        }
    }
}

fn hangs(rule: &StageRule<'_>, facts: &Facts<'_>, field: ComparedField) -> String {
    let (given, wanted) = sides(rule, facts, field);
    text!("reason-open", field = field.word(), given, wanted)
}

/// The flow's value of a field and the rule's, in words.
fn sides(rule: &StageRule<'_>, facts: &Facts<'_>, field: ComparedField) -> (String, String) {
    let conditions = rule.conditions;
    let end = facts.end(field).1;
    let port = || match (facts.flow.protocol.has_ports(), end.port) {
        (true, Some(port)) => port.to_string(),
        (true, None) => text!("reason-port-not-given").to_owned(),
        (false, _) => text!("reason-port-none").to_owned(),
    };
    match field {
        ComparedField::Protocol => {
            let wanted = match &conditions.protocol {
                Field::Known(protocol) => protocol.to_string(),
                Field::Unknown(text) => quote(text),
            };
            (facts.flow.protocol.to_string(), wanted)
        }
        ComparedField::Source => (
            end.address.to_string(),
            alternatives(&conditions.source, LISTED),
        ),
        ComparedField::Destination => (
            end.address.to_string(),
            alternatives(&conditions.destination, LISTED),
        ),
        ComparedField::SourcePort => (port(), alternatives(&conditions.source_ports, LISTED)),
        ComparedField::DestinationPort => {
            (port(), alternatives(&conditions.destination_ports, LISTED))
        }
    }
}
