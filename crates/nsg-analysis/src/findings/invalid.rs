//! Rules that Azure refuses, each with the edit that makes it one that Azure takes.

use super::numbers::Numbers;
use super::{Finding, FindingCode, FindingSeverity, FindingsSubject, called, called_all};
use crate::accepted::{accepted, mixes_families};
use crate::edit::Edit;
use crate::rule_ref::RuleRef;
use nsg::free_priority::{PRIORITIES, free_name};
use nsg::platform::PlatformTag;
use nsg::{
    Access, AddressMatch, AppliedTo, Direction, Effect, Field, Refusal, RefusedForm, RuleKind,
    SecurityRule, Stage, StageRule, stages,
};
use text::text;

pub(super) fn findings(subject: &FindingsSubject<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for direction in [Direction::Inbound, Direction::Outbound] {
        for stage in &stages(subject.scenario, direction) {
            let own = stage.rules.iter().filter(|rule| !rule.contested);
            let rules: Vec<&StageRule<'_>> = own
                .filter(|rule| {
                    rule.kind != RuleKind::Default && rule.direction.known() == Some(&direction)
                })
                .collect();
            found.extend(same_priorities(stage, &rules));
            for rule in rules {
                found.extend(priority(stage, rule));
                found.extend(families(stage, rule));
                found.extend(platform_tag(rule));
                found.extend(forms(stage, rule));
            }
        }
    }
    found
}

/// Azure refuses the second (`SecurityRuleConflict`), so which comes first is nobody's to say. The fix takes the order of the
/// document.
fn same_priorities(stage: &Stage<'_>, rules: &[&StageRule<'_>]) -> Vec<Finding> {
    let known = |rule: &StageRule<'_>| rule.priority.known().copied();
    let equal = rules.chunk_by(|a, b| known(a).is_some() && known(a) == known(b));
    let finding = |rules: &[&StageRule<'_>]| {
        let named: Vec<_> = rules.iter().map(|rule| RuleRef::of(rule)).collect();
        let message = text!("finding-same-priority", rules = called_all(&named));
        let fix = match rules {
            [_, second] => renumbered(stage, second).unwrap_or_default(),
            _ => Vec::new(),
        };
        Finding::new(
            FindingCode::SamePriority,
            FindingSeverity::High,
            named,
            message,
        )
        .with_fix(fix)
    };
    equal.filter(|rules| rules.len() > 1).map(finding).collect()
}

fn priority(stage: &Stage<'_>, rule: &StageRule<'_>) -> Option<Finding> {
    let priority = *rule.priority.known()?;
    let first = match rule.applied_to {
        AppliedTo::VirtualNetwork => 1,
        AppliedTo::Subnet | AppliedTo::NetworkInterface => *PRIORITIES.start(),
    };
    if (first..=*PRIORITIES.end()).contains(&priority) {
        return None;
    }
    let named = RuleRef::of(rule);
    let message = text!(
        "finding-priority-out-of-range",
        rule = called(&named),
        first
    );
    let is_alone =
        Numbers::without(stage, rule.position).is_some_and(|others| !others.has(priority));
    let fix = is_alone.then(|| renumbered(stage, rule)).flatten();
    let fix = fix.unwrap_or_default();
    Some(
        Finding::new(
            FindingCode::PriorityOutOfRange,
            FindingSeverity::High,
            vec![named],
            message,
        )
        .with_fix(fix),
    )
}

/// The rule with a number that Azure takes, at the place that it has.
fn renumbered(stage: &Stage<'_>, rule: &StageRule<'_>) -> Option<Vec<Edit>> {
    let was = stage.group?.rule(rule.position)?;
    let mut numbers = Numbers::without(stage, rule.position)?;
    let number = numbers.put(numbers.place(*rule.priority.known()?, true))?;
    let mut edits = numbers.edits()?;
    edits.push(Edit::Replace {
        rule: RuleRef::of(rule),
        with: SecurityRule {
            priority: Field::Known(number),
            ..was.clone()
        },
    });
    Some(edits)
}

fn families(stage: &Stage<'_>, rule: &StageRule<'_>) -> Option<Finding> {
    if !mixes_families(rule.conditions) {
        return None;
    }
    let named = RuleRef::of(rule);
    let message = text!("finding-mixed-families", rule = called(&named));
    let fix = rewritten(stage, rule).unwrap_or_default();
    Some(
        Finding::new(
            FindingCode::MixedFamilies,
            FindingSeverity::High,
            vec![named],
            message,
        )
        .with_fix(fix),
    )
}

/// The rule in a form that Azure takes: itself, or several right behind each other.
fn rewritten(stage: &Stage<'_>, rule: &StageRule<'_>) -> Option<Vec<Edit>> {
    let group = stage.group?;
    let was = group.rule(rule.position)?;
    let rules = accepted(was)?;
    let same = matches!(rules.as_slice(), [one] if one.conditions == was.conditions);
    let is_contested = |other: &StageRule<'_>| other.contested && other.position == rule.position;
    if !same && stage.rules.iter().any(is_contested) {
        // What of an edited rule comes first is not known to be what came first: nobody can prove the fix.
        return None;
    }
    let mut rules = rules.into_iter();
    let mut edits = vec![Edit::Replace {
        rule: RuleRef::of(rule),
        with: rules.next()?,
    }];
    if rules.len() == 0 {
        return Some(edits);
    }
    let mut names: Vec<String> = group
        .security_rules
        .iter()
        .map(|rule| rule.name.to_lowercase())
        .collect();
    let mut numbers = Numbers::without(stage, rule.position)?;
    let first = *rule.priority.known()?;
    if numbers.has(first) {
        // Which of two comes first is a question of its own.
        return None;
    }
    let place = numbers.place(first, true);
    // The first keeps its number where that is one that Azure takes and nobody has to make room.
    numbers.hold(place, first)?;
    for (behind, _) in rules.clone().enumerate() {
        numbers.put(place + behind + 1)?;
    }
    let mut given = numbers.from(place);
    if let (Some(Edit::Replace { with, .. }), Some(number)) = (edits.first_mut(), given.next()) {
        with.priority = Field::Known(number);
    }
    for (mut other, number) in rules.zip(given.by_ref()) {
        other.id = None;
        other.priority = Field::Known(number);
        other.name = free_name(&other.name, |name| names.contains(&name.to_lowercase()));
        names.push(other.name.to_lowercase());
        edits.push(Edit::Add {
            applied_to: rule.applied_to,
            rule: other,
        });
    }
    drop(given);
    edits.extend(numbers.edits()?);
    Some(edits)
}

/// `SecurityRuleInvalidAccessType`: only the DNS tag is on record. That traffic passes without a rule.
fn platform_tag(rule: &StageRule<'_>) -> Option<Finding> {
    let allows = rule.effect.known().copied().map(Effect::access) == Some(Access::Allow);
    let dns = |entry: &AddressMatch| matches!(entry, AddressMatch::ServiceTag(name) if PlatformTag::from_name(name) == Some(PlatformTag::Dns));
    if !allows || !rule.conditions.destination.iter().any(dns) {
        return None;
    }
    let rule = RuleRef::of(rule);
    let message = text!("finding-platform-tag-allowed", rule = called(&rule));
    Some(Finding::new(
        FindingCode::PlatformTagAllowed,
        FindingSeverity::High,
        vec![rule],
        message,
    ))
}

/// Fields whose form Azure refuses, one finding for each form.
fn forms(stage: &Stage<'_>, rule: &StageRule<'_>) -> Vec<Finding> {
    let was = stage.group.and_then(|group| group.rule(rule.position));
    let refusals = was.map_or(&[][..], |was| &was.refusals);
    let mut found: Vec<Finding> = Vec::new();
    for refusal in refusals {
        let (code, message) = told(rule, refusal);
        if found.iter().any(|known| known.code == code) {
            continue;
        }
        let fix = rewritten(stage, rule).unwrap_or_default();
        let finding = Finding::new(
            code,
            FindingSeverity::High,
            vec![RuleRef::of(rule)],
            message,
        );
        found.push(finding.with_fix(fix));
    }
    found
}

fn told(rule: &StageRule<'_>, refusal: &Refusal) -> (FindingCode, String) {
    let rule = called(&RuleRef::of(rule));
    let (field, text) = (refusal.field.word(), &refusal.text);
    match refusal.form {
        RefusedForm::HostBits => {
            let meant = text.parse::<ipnet::IpNet>().map(|prefix| prefix.trunc());
            let meant = meant.map_or_else(|_| text.clone(), |prefix| prefix.to_string());
            let message = text!("finding-host-bits", rule, field, text, meant);
            (FindingCode::HostBits, message)
        }
        RefusedForm::ListInSingular => {
            let message = text!("finding-list-in-singular-field", rule, field, text);
            (FindingCode::ListInSingularField, message)
        }
        RefusedForm::ListInEntry => {
            let message = text!("finding-list-inside-entry", rule, field, text);
            (FindingCode::ListInsideEntry, message)
        }
        RefusedForm::AnyInList => {
            let message = text!("finding-any-in-list", rule, field);
            (FindingCode::AnyInList, message)
        }
        RefusedForm::TagInList => {
            let message = text!("finding-tag-in-list", rule, field, text);
            (FindingCode::TagInList, message)
        }
    }
}
