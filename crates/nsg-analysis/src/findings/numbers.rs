//! Numbers for rules that are put right, so that all are checked in the order in which they stand.

use crate::edit::Edit;
use crate::rule_ref::RuleRef;
use nsg::free_priority::{PRIORITIES, make_room};
use nsg::{Field, Priority, RuleKind, SecurityRule, Stage, StageRule};

/// The user rules of a group in one direction by number, in which rules can be put.
pub(super) struct Numbers<'a> {
    stage: &'a Stage<'a>,
    rules: Vec<Numbered<'a>>,
}

struct Numbered<'a> {
    /// The rule, where it stands in the group.
    rule: Option<&'a StageRule<'a>>,
    number: Priority,
}

impl<'a> Numbers<'a> {
    /// The rules of the stage but for the one at this position. `None` where a rule's place is open otherwise.
    pub(super) fn without(stage: &'a Stage<'a>, position: usize) -> Option<Self> {
        stage.group?;
        let own = stage.rules.iter();
        let own = own.filter(|rule| rule.kind == RuleKind::User && rule.position != position);
        let numbered = |rule: &'a StageRule<'a>| {
            rule.direction.known()?;
            Some(Numbered {
                rule: Some(rule),
                number: *rule.priority.known()?,
            })
        };
        let rules: Vec<_> = own
            .filter(|rule| !rule.contested)
            .map(numbered)
            .collect::<Option<_>>()?;
        let distinct = rules
            .windows(2)
            .all(|pair| matches!(pair, [a, b] if a.number < b.number));
        distinct.then_some(Self { stage, rules })
    }

    /// How many rules have a lower number, or one at most as high.
    pub(super) fn place(&self, number: Priority, behind_equal: bool) -> usize {
        self.rules
            .partition_point(|rule| rule.number < number || (behind_equal && rule.number == number))
    }

    /// A number at the place, others making room; `None` where there is none.
    pub(super) fn put(&mut self, place: usize) -> Option<Priority> {
        let numbers: Vec<Priority> = self.rules.iter().map(|rule| rule.number).collect();
        let room = make_room(&numbers, place, 0..numbers.len())?;
        for (other, number) in room.others {
            self.rules.get_mut(other)?.number = number;
        }
        self.rules.insert(
            place,
            Numbered {
                rule: None,
                number: room.number,
            },
        );
        Some(room.number)
    }

    /// Whether a rule has the number.
    pub(super) fn has(&self, number: Priority) -> bool {
        self.rules.iter().any(|rule| rule.number == number)
    }

    /// Takes a number at the place for the rule that has it; another one where Azure refuses it.
    pub(super) fn hold(&mut self, place: usize, number: Priority) -> Option<Priority> {
        if !PRIORITIES.contains(&number) {
            return self.put(place);
        }
        self.rules.insert(place, Numbered { rule: None, number });
        Some(number)
    }

    /// The numbers from the place on.
    pub(super) fn from(&self, place: usize) -> impl Iterator<Item = Priority> {
        self.rules.iter().skip(place).map(|rule| rule.number)
    }

    /// The edits that give other rules the numbers that they have now.
    pub(super) fn edits(&self) -> Option<Vec<Edit>> {
        let mut edits = Vec::new();
        for Numbered { rule, number } in &self.rules {
            let Some(rule) = rule.filter(|rule| rule.priority.known() != Some(number)) else {
                continue;
            };
            let was = self.stage.group?.rule(rule.position)?;
            edits.push(Edit::Replace {
                rule: RuleRef::of(rule),
                with: SecurityRule {
                    priority: Field::Known(*number),
                    ..was.clone()
                },
            });
        }
        Some(edits)
    }
}
