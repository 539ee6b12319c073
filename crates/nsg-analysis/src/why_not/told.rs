//! What to do, in one sentence.

use super::candidates::Way;
use crate::edit::Edit;
use crate::rule_ref::RuleRef;
use crate::words::sentence;
use nsg::facts::RuleField;
use nsg::{AppliedTo, Scenario, SecurityRule};

/// So many rules that make room are told one by one.
const TOLD: usize = 3;

pub(super) fn summary(scenario: &Scenario, ways: &[Way]) -> String {
    let texts: Vec<String> = ways.iter().map(|way| way_summary(scenario, way)).collect();
    let text = texts.join("; ");
    format!("{}.", sentence(&text))
}

fn way_summary(scenario: &Scenario, way: &Way) -> String {
    let mut text = edit_summary(scenario, &way.edit);
    if let (Some((name, field)), Edit::Add { rule, .. }) = (&way.like, &way.edit) {
        let (word, entries) = match field {
            RuleField::Destination => ("to", &rule.conditions.destination),
            _ => ("from", &rule.conditions.source),
        };
        let entries: Vec<String> = entries.iter().map(ToString::to_string).collect();
        text = format!("{text}, like {name} but {word} {}", entries.join(", "));
    }
    match room_summary(scenario, &way.room) {
        Some(room) => format!("{text}; {room}"),
        None => text,
    }
}

fn edit_summary(scenario: &Scenario, edit: &Edit) -> String {
    let place = |applied_to: AppliedTo| {
        let group = scenario
            .group(applied_to)
            .and_then(|group| group.display_name());
        match group {
            Some(name) => format!("{} {name}", nsg::explain::stage_name(applied_to)),
            None => nsg::explain::stage_name(applied_to).to_owned(),
        }
    };
    match edit {
        Edit::Add { applied_to, rule } => format!(
            "add {} ({}, priority {}) to the {}",
            rule.name,
            access(rule),
            priority(rule),
            place(*applied_to)
        ),
        Edit::Remove { rule } => format!(
            "remove {} from the {}",
            rule.name.name,
            place(rule.applied_to)
        ),
        Edit::Replace { rule, with } => {
            let was = old(scenario, rule);
            let moved = was.is_some_and(|was| was.priority != with.priority);
            let widened = was.is_none_or(|was| was.conditions != with.conditions);
            let flipped = was.is_some_and(|was| was.access != with.access);
            let (name, place) = (&with.name, place(rule.applied_to));
            if flipped {
                let access = access(with).to_ascii_lowercase();
                return format!("let {name} of the {place} {access}");
            }
            let to = priority(with);
            match (widened, moved) {
                (true, true) => format!("widen {name} of the {place} and move it to priority {to}"),
                (false, true) => format!("move {name} of the {place} to priority {to}"),
                (_, false) => format!("widen {name} of the {place}"),
            }
        }
    }
}

/// Who makes room: `Deny-Ssh moves from 100 to 130 to make room`.
fn room_summary(scenario: &Scenario, room: &[Edit]) -> Option<String> {
    let moved = |edit: &Edit| match edit {
        Edit::Replace { rule, with } => {
            let from = old(scenario, rule).map_or_else(|| "?".to_owned(), priority);
            Some((with.name.clone(), from, priority(with)))
        }
        Edit::Add { .. } | Edit::Remove { .. } => None,
    };
    let moved: Vec<_> = room.iter().filter_map(moved).collect();
    let ((name, from, to), more) = moved.split_first()?;
    let first = format!("{name} moves from {from} to {to}");
    if more.len() >= TOLD {
        let more = more.len();
        return Some(format!(
            "{first} and {more} rules beside it move, too, to make room"
        ));
    }
    let mut parts = vec![first];
    parts.extend(
        more.iter()
            .map(|(name, from, to)| format!("{name} from {from} to {to}")),
    );
    let last = parts.pop()?;
    Some(match parts.as_slice() {
        [] => format!("{last} to make room"),
        before => format!("{} and {last} to make room", before.join(", ")),
    })
}

fn old<'s>(scenario: &'s Scenario, rule: &RuleRef) -> Option<&'s SecurityRule> {
    scenario.group(rule.applied_to)?.rule(rule.position)
}

fn access(rule: &SecurityRule) -> &str {
    rule.access.known().map_or("?", |access| access.as_str())
}

fn priority(rule: &SecurityRule) -> String {
    rule.priority
        .known()
        .map_or_else(|| "?".to_owned(), ToString::to_string)
}
