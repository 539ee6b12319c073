//! Rules without a number, in every place that makes a difference between two scenarios.
//!
//! For the verdict on one scenario such a rule comes first, or after all others: whether it comes before the rule that would
//! decide is one fact. In two scenarios it is two, since two rules may decide there. That is so where a rule moves, and also
//! where one comes or goes: of `A` at 100 and `B` at 300, which both allow, `A` goes, and what a rule between them denies was
//! let through and is not any more. A rule that keeps its number and is written otherwise makes no such difference.
//!
//! So the numbers at which both scenarios do not say the same cut all numbers into stretches. The rule stands at the start of
//! each, and that it has a number of this stretch is a fact of its own with one answer for both
//! ([`Fact::PrecedenceAfter`]). That says of a flow what the numbers say, if both have the rule and it matches the flow:
//!
//! * Between the start of its stretch and its number there are only rules that both have alike. If one of them matches, it
//!   decides in both unless an earlier one does, and the rule never does: it is as if it came last. If none matches, it is
//!   as if the rule stood at the start.
//! * Of several such rules in one stretch the first that matches counts: it is as if the others came last. Rules that only one
//!   scenario has stand before those of both, since they may be first there, and another one in the other scenario.
//! * The other way round, if the rule is said to be in several stretches, the first of them counts in both: whichever
//!   rule decides before it in one scenario decides before the later ones, too.
//!
//! [`Fact::PrecedenceAfter`]: nsg::facts::Fact::PrecedenceAfter

use crate::space::program::ProgramRule;
use crate::space::relevant::may_overlap;
use nsg::sort::sort_by_key;
use nsg::{Conditions, Field, Priority, RuleKind, StageRule};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

/// A rule's content, the same for rules that say the same.
pub(super) type ContentId = usize;

/// A scenario's rules of one stage, each with its content.
pub(super) struct StageEnd<'s, 'a> {
    pub(super) rules: &'s mut Vec<ProgramRule<'a>>,
    pub(super) contents: Vec<ContentId>,
}

/// Whether the rule is a user's or an administrator's, and its number is not known. Azure tells the numbers of default rules.
pub(super) fn is_unnumbered(rule: &StageRule<'_>) -> bool {
    rule.priority.known().is_none() && rule.kind != RuleKind::Default
}

/// Puts rules without a number into every place that makes a difference. Returns the positions of those that both
/// scenarios have, before and after.
pub(super) fn place<'a>(
    old: &mut StageEnd<'_, 'a>,
    new: &mut StageEnd<'_, 'a>,
) -> Vec<(usize, usize)> {
    let pairs = pairs(&unnumbered(old), &unnumbered(new));
    let changed = changed(old, new);
    let taken = [&*old, &*new].into_iter().flat_map(taken).collect();
    let of_old = |position| pairs.iter().position(|(old, _)| *old == position);
    let of_new = |position| pairs.iter().position(|(_, new)| *new == position);
    put(old.rules, &changed, &taken, of_old);
    put(new.rules, &changed, &taken, of_new);
    pairs
}

/// A rule whose number is not known.
struct UnnumberedRule<'r> {
    position: usize,
    name: &'r str,
    /// The text where the number should be.
    text: &'r str,
    content: ContentId,
}

fn unnumbered<'a>(end: &StageEnd<'_, 'a>) -> Vec<UnnumberedRule<'a>> {
    let rules = end.rules.iter().map(|rule| &rule.rule).zip(&end.contents);
    let own = rules.filter(|(rule, _)| is_unnumbered(rule) && !rule.contested);
    own.filter_map(|(rule, content)| match rule.priority {
        Field::Known(_) => None,
        Field::Unknown(text) => Some(UnnumberedRule {
            position: rule.position,
            name: rule.name,
            text,
            content: *content,
        }),
    })
    .collect()
}

/// The rules that both scenarios have, each once: what says the same and has the same text for a number, of one name where
/// there is one.
fn pairs(old: &[UnnumberedRule<'_>], new: &[UnnumberedRule<'_>]) -> Vec<(usize, usize)> {
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    let mut paired: [FxHashSet<usize>; 2] = Default::default();
    for by_name in [true, false] {
        let key = |rule: &UnnumberedRule<'_>| {
            let name = by_name.then(|| rule.name.to_owned());
            (rule.content, rule.text.to_owned(), name)
        };
        let [old_paired, new_paired] = &mut paired;
        let mut left: FxHashMap<_, Vec<usize>> = FxHashMap::default();
        let open = |rule: &&UnnumberedRule<'_>| !old_paired.contains(&rule.position);
        // From behind, so that the first is on top.
        for rule in old.iter().rev().filter(open) {
            left.entry(key(rule)).or_default().push(rule.position);
        }
        for rule in new {
            if new_paired.contains(&rule.position) {
                continue;
            }
            if let Some(other) = left.get_mut(&key(rule)).and_then(Vec::pop) {
                pairs.push((other, rule.position));
                old_paired.insert(other);
                new_paired.insert(rule.position);
            }
        }
    }
    pairs
}

/// The numbers at which not both scenarios say the same, each with the rules that have it.
fn changed<'a>(
    old: &StageEnd<'_, 'a>,
    new: &StageEnd<'_, 'a>,
) -> BTreeMap<Priority, Vec<&'a Conditions>> {
    let mut numbers: BTreeMap<Priority, [Vec<(ContentId, &'a Conditions)>; 2]> = BTreeMap::new();
    for (end, side) in [old, new].into_iter().zip(0_usize..) {
        for (rule, content) in end.rules.iter().zip(&end.contents) {
            let number = rule.rule.priority.known();
            let number = number.filter(|_| rule.rule.kind != RuleKind::Default);
            if let Some(sides) = number.map(|number| numbers.entry(*number).or_default())
                && let Some(side) = sides.get_mut(side)
            {
                side.push((*content, rule.rule.conditions));
            }
        }
    }
    let contents = |side: &[(ContentId, _)]| -> Vec<ContentId> {
        side.iter().map(|(content, _)| *content).collect()
    };
    numbers.retain(|_, [old, new]| contents(old) != contents(new));
    let conditions = |sides: [Vec<(ContentId, &'a Conditions)>; 2]| {
        let rules = sides.into_iter().flatten();
        rules.map(|(_, conditions)| conditions).collect()
    };
    let numbers = numbers.into_iter();
    numbers
        .map(|(number, sides)| (number, conditions(sides)))
        .collect()
}

/// The numbers that no other rule of this direction can have. A rule of which too little is known may stand for others.
fn taken(end: &StageEnd<'_, '_>) -> Vec<Priority> {
    let rules = end.rules.iter().map(|rule| &rule.rule);
    let sure =
        rules.filter(|rule| rule.direction.known().is_some() && rule.effect.known().is_some());
    sure.filter_map(|rule| rule.priority.known().copied())
        .collect()
}

/// Puts a scenario's rules without a number into their places; `pair` is which of those that both scenarios have.
fn put(
    rules: &mut Vec<ProgramRule<'_>>,
    changed: &BTreeMap<Priority, Vec<&Conditions>>,
    taken: &FxHashSet<Priority>,
    pair: impl Fn(usize) -> Option<usize>,
) {
    let all = std::mem::take(rules).into_iter();
    let (open, others): (Vec<_>, Vec<_>) = all.partition(|rule| is_unnumbered(&rule.rule));
    let (mut first, mut last): (Vec<_>, Vec<_>) =
        open.into_iter().partition(|rule| rule.rule.contested);
    // Those of one scenario alone come first.
    for places in [&mut first, &mut last] {
        sort_by_key(places, |rule| pair(rule.rule.position));
    }
    let (defaults, others): (Vec<_>, Vec<_>) = others
        .into_iter()
        .partition(|rule| rule.rule.kind == RuleKind::Default);
    let mut between: BTreeMap<Priority, Vec<ProgramRule<'_>>> = BTreeMap::new();
    for rule in &first {
        for stretch in stretches(rule.rule.conditions, changed, taken) {
            let mut rule = rule.clone();
            rule.rule.after = Some(stretch.after);
            rule.asked.after = Some(stretch.after);
            rule.parted_by = Some(stretch.parted_by);
            between.entry(stretch.after).or_default().push(rule);
        }
    }
    let mut between = between.into_iter().peekable();
    rules.extend(first);
    for rule in others {
        let number = rule.rule.priority.known().copied();
        while let Some((_, here)) =
            between.next_if(|(after, _)| number.is_some_and(|number| number > *after))
        {
            rules.extend(here);
        }
        rules.push(rule);
    }
    rules.extend(between.flat_map(|(_, here)| here));
    rules.extend(last);
    rules.extend(defaults);
}

/// Numbers that a rule may have, between two that part it.
struct NumberStretch {
    /// The last number that it cannot have before those that it can.
    after: Priority,
    /// The taken priorities that part it from the stretch before, first to last.
    parted_by: RangeInclusive<Priority>,
}

/// The stretches of numbers that a rule with these conditions may have, but the first.
fn stretches(
    conditions: &Conditions,
    changed: &BTreeMap<Priority, Vec<&Conditions>>,
    taken: &FxHashSet<Priority>,
) -> Vec<NumberStretch> {
    let overlap =
        |others: &[&Conditions]| others.iter().any(|other| may_overlap(conditions, other));
    let parting = changed.iter().filter(|(_, others)| overlap(others));
    let mut parting = parting.map(|(number, _)| *number).peekable();
    let mut stretches = Vec::new();
    let mut from = None;
    while let Some(number) = parting.next() {
        let first = *from.get_or_insert(number);
        let next = parting.peek().copied().unwrap_or(Priority::MAX);
        let mut before_free = (number..next).zip((number..next).skip(1));
        // Where every number is taken the rule cannot be, and the next stretch is parted by these rules, too.
        if let Some((after, _)) = before_free.find(|(_, number)| !taken.contains(number)) {
            stretches.push(NumberStretch {
                after,
                parted_by: first..=number,
            });
            from = None;
        }
    }
    stretches
}
