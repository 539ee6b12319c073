//! Why one rule matched or did not.

use super::alternatives;
use crate::facts::RuleField;
use crate::matching::{Facts, FieldMatches, Match};
use crate::model::field::Field;
use crate::stages::StageRule;

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
        sentence.push_str("; its priority is not known");
    }
    if rule.effect.known().is_none() {
        sentence.push_str("; its access is not known");
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
    let of = |wanted: fn(&Match) -> bool| -> Vec<RuleField> {
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
        return missed.join("; ");
    }
    let open = of(|m| matches!(m, Match::Unknown(_)));
    if !open.is_empty() {
        let open: Vec<_> = open
            .into_iter()
            .map(|field| hangs(rule, facts, field))
            .collect();
        return open.join("; ");
    }
    match matched {
        Match::Yes => "every field matches".to_owned(),
        _ if rule.contested && rule.priority.known().is_none() => {
            "every field matches, but whether it comes first is not known".to_owned()
        }
        _ if rule.contested => {
            "every field matches, but another rule has the same priority".to_owned()
        }
        _ if rule.direction.known().is_none() => {
            "every field matches, but its direction is not known".to_owned()
        }
        _ => "every field matches, but whether it applies is not known".to_owned(),
    }
}

fn miss(rule: &StageRule<'_>, facts: &Facts<'_>, field: RuleField) -> String {
    let (given, wanted) = sides(rule, facts, field);
    let verb = match field {
        RuleField::Source | RuleField::Destination => "is not in",
        RuleField::Protocol | RuleField::SourcePort | RuleField::DestinationPort => "is not",
    };
    format!("{} {given} {verb} {wanted}", field.as_str())
}

fn hangs(rule: &StageRule<'_>, facts: &Facts<'_>, field: RuleField) -> String {
    let (given, wanted) = sides(rule, facts, field);
    format!(
        "whether {} {given} is in {wanted} is not known",
        field.as_str()
    )
}

/// The flow's value of a field and the rule's, in words.
fn sides(rule: &StageRule<'_>, facts: &Facts<'_>, field: RuleField) -> (String, String) {
    let conditions = rule.conditions;
    let end = facts.end(field).1;
    let port = || match (facts.flow.protocol.has_ports(), end.port) {
        (true, Some(port)) => port.to_string(),
        (true, None) => "(not given)".to_owned(),
        (false, _) => "(none)".to_owned(),
    };
    match field {
        RuleField::Protocol => {
            let wanted = match &conditions.protocol {
                Field::Known(protocol) => protocol.to_string(),
                Field::Unknown(text) => format!("`{text}`"),
            };
            (facts.flow.protocol.to_string(), wanted)
        }
        RuleField::Source => (
            end.address.to_string(),
            alternatives(&conditions.source, LISTED),
        ),
        RuleField::Destination => (
            end.address.to_string(),
            alternatives(&conditions.destination, LISTED),
        ),
        RuleField::SourcePort => (port(), alternatives(&conditions.source_ports, LISTED)),
        RuleField::DestinationPort => (port(), alternatives(&conditions.destination_ports, LISTED)),
    }
}
