//! A fix in one sentence.

use super::candidates::EditWay;
use crate::edit::Edit;
use crate::rule_ref::RuleRef;
use crate::words::sentence;
use nsg::ComparedField;
use nsg::explain::stage_and_group;
use nsg::{Access, AddressMatch, AppliedTo, Scenario, SecurityRule};
use text::text;

pub(super) fn summary(scenario: &Scenario, ways: &[EditWay]) -> String {
    let clauses = ways.iter().map(|way| way_summary(scenario, way));
    let all = clauses.reduce(|first, next| text!("why-not-clauses", first, next));
    text!(
        "why-not-sentence",
        clauses = sentence(&all.unwrap_or_default())
    )
}

/// Without a full stop, where the language joins such clauses.
fn way_summary(scenario: &Scenario, way: &EditWay) -> String {
    let edit = edit_summary(scenario, way);
    match room_summary(scenario, &way.room) {
        Some(room) => text!("why-not-clauses", first = edit, next = room),
        None => edit,
    }
}

fn edit_summary(scenario: &Scenario, way: &EditWay) -> String {
    let place = |applied_to: AppliedTo| stage_and_group(scenario, applied_to);
    match &way.edit {
        Edit::Add { applied_to, rule } => add_summary(rule, &place(*applied_to), way.like.as_ref()),
        Edit::Remove { rule } => text!(
            "why-not-remove",
            rule = rule.name.name,
            place = place(rule.applied_to)
        ),
        Edit::Replace { rule, with } => {
            let was = old(scenario, rule);
            let moved = was.is_some_and(|was| was.priority != with.priority);
            let widened = was.is_none_or(|was| was.conditions != with.conditions);
            let flipped = was.is_some_and(|was| was.access != with.access);
            let (place, priority) = (place(rule.applied_to), priority(with));
            let rule = &with.name;
            if flipped {
                return match with.access.known() {
                    Some(Access::Allow) => text!("why-not-let-allow", rule, place),
                    Some(Access::Deny) | None => text!("why-not-let-deny", rule, place),
                };
            }
            match (widened, moved) {
                (true, true) => text!("why-not-widen-and-move", rule, place, priority),
                (false, true) => text!("why-not-move", rule, place, priority),
                (_, false) => text!("why-not-widen", rule, place),
            }
        }
    }
}

/// `like`: the rule that the new one is like, and the field in which it differs.
fn add_summary(new: &SecurityRule, place: &str, like: Option<&(String, ComparedField)>) -> String {
    let (rule, priority) = (&new.name, priority(new));
    let access = new.access.known().map_or("?", |access| access.word());
    let Some((like, field)) = like else {
        return text!("why-not-add", rule, access, priority, place);
    };
    let list = |entries: &[AddressMatch]| {
        let entries: Vec<String> = entries.iter().map(ToString::to_string).collect();
        entries.join(text!("list-comma"))
    };
    let (end, addresses) = match field {
        ComparedField::Destination => ("destination", list(&new.conditions.destination)),
        _ => ("source", list(&new.conditions.source)),
    };
    text!(
        "why-not-add-like-but",
        rule,
        access,
        priority,
        place,
        like,
        end,
        addresses
    )
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
    let ((rule, from, to), more) = moved.split_first()?;
    let beside =
        |(rule, from, to): &(String, String, String)| text!("why-not-room-beside", rule, from, to);
    Some(match more {
        [] => text!("why-not-room-one", rule, from, to),
        [last] => text!("why-not-room-two", rule, from, to, last = beside(last)),
        [second, last] => {
            let (second, last) = (beside(second), beside(last));
            text!("why-not-room-three", rule, from, to, second, last)
        }
        // Beyond that nobody reads them one by one.
        more => text!("why-not-room-many", rule, from, to, count = more.len()),
    })
}

fn old<'s>(scenario: &'s Scenario, rule: &RuleRef) -> Option<&'s SecurityRule> {
    scenario.group(rule.applied_to)?.rule(rule.position)
}

fn priority(rule: &SecurityRule) -> String {
    rule.priority
        .known()
        .map_or_else(|| "?".to_owned(), ToString::to_string)
}
