//! The place of a rule that is to be checked before what is in the way, and who makes room for it.

use crate::edit::Edit;
use crate::rule_ref::RuleRef;
use nsg::free_priority::{PRIORITIES, behind, make_room};
use nsg::{Field, Priority, RuleKind, SecurityRule, Stage, StageRule};

/// A number for a rule.
#[derive(Clone, Debug)]
pub(super) struct FreeNumber {
    pub(super) priority: Priority,
    /// New numbers of other rules, whose order stays.
    pub(super) room: Vec<Edit>,
}

/// A place in the rules of one group: right before one of them.
pub(super) struct InsertionPoint<'a> {
    pub(super) stage: &'a Stage<'a>,
    pub(super) contrary: &'a StageRule<'a>,
}

impl InsertionPoint<'_> {
    /// Whether the rule is checked before this place; `None` where its number is not known.
    pub(super) fn is_before(&self, rule: &StageRule<'_>) -> Option<bool> {
        let before = self.contrary.priority.known();
        let before = before.unwrap_or(PRIORITIES.start());
        Some(rule.priority.known()? < before)
    }

    /// A number for a rule that comes here, from elsewhere in the group where `mover` is its place in the document.
    pub(super) fn spot(&self, mover: Option<usize>) -> Option<FreeNumber> {
        let before = *self.contrary.priority.known()?;
        match self.free(before) {
            Some(priority) => Some(FreeNumber {
                priority,
                room: Vec::new(),
            }),
            None => self.made(before, mover),
        }
    }

    /// The user rules with a number, in the order in which they are checked.
    fn numbered(&self) -> impl Iterator<Item = (&StageRule<'_>, Priority)> {
        let own = self.stage.rules.iter();
        let own = own.filter(|rule| rule.kind == RuleKind::User && !rule.contested);
        own.filter_map(|rule| Some((rule, *rule.priority.known()?)))
    }

    /// A number that nobody has: a round one where there is one.
    fn free(&self, before: Priority) -> Option<Priority> {
        let taken: Vec<Priority> = self.numbered().map(|(_, number)| number).collect();
        if before > *PRIORITIES.end() {
            // Behind all rules that there are, so that they keep their say.
            if let Some(next) = behind(taken.last().copied()) {
                return Some(next);
            }
        }
        let is_free = |priority: &Priority| !taken.contains(priority);
        let below = || PRIORITIES.rev().skip_while(|number| *number >= before);
        let mut round = below().filter(|number| number % 10 == 0);
        round.find(is_free).or_else(|| below().find(is_free))
    }

    /// A number from rules that make room.
    fn made(&self, before: Priority, mover: Option<usize>) -> Option<FreeNumber> {
        let all: Vec<_> = self.numbered().collect();
        let twice = |number: Priority| all.iter().filter(|(_, other)| *other == number).count() > 1;
        let others = all.iter().filter(|(rule, _)| Some(rule.position) != mover);
        let others: Vec<_> = others.collect();
        let mut stage = self.stage.rules.iter();
        let is_any_open = stage.any(|rule| rule.priority.known().is_none());
        // Who judges both directions has this number in both; of two with one number nobody knows who comes first, and one
        // without a number may be passed.
        let is_fixed = |(rule, number): &&(&StageRule<'_>, Priority)| {
            is_any_open || rule.direction.known().is_none() || twice(*number)
        };
        let fixed: Vec<bool> = others.iter().map(is_fixed).collect();
        let numbers: Vec<Priority> = others.iter().map(|(_, number)| *number).collect();
        let place = numbers.partition_point(|number| *number < before);
        let above = fixed.iter().take(place).rposition(|fixed| *fixed);
        let below = fixed.iter().skip(place).position(|fixed| *fixed);
        let movable =
            above.map_or(0, |last| last + 1)..below.map_or(numbers.len(), |first| place + first);
        let room = make_room(&numbers, place, movable)?;
        let edit = |(place, to): (usize, Priority)| {
            let (rule, _) = others.get(place)?;
            let was = self.stage.group?.rule(rule.position)?;
            Some(Edit::Replace {
                rule: RuleRef::of(rule),
                with: SecurityRule {
                    priority: Field::Known(to),
                    ..was.clone()
                },
            })
        };
        Some(FreeNumber {
            priority: room.number,
            room: room.others.into_iter().map(edit).collect::<Option<_>>()?,
        })
    }
}
