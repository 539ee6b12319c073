//! Commands for single rules, in an order that Azure takes and that opens nothing in between.
//!
//! Every command is a request of its own, so the group passes through states that are neither the old
//! nor the new one. Two things are asked of them. Azure takes each: no two rules of a direction have one
//! priority (AD: `virtual-network/network-security-groups-overview.md`); a rule that is in the way makes
//! room first. And none lets a flow through that neither the old nor the new group lets through: denies
//! come first and go last. A flow that a rule allows in such a state meets every deny of that rule's own
//! group above it, so that group allows it as well. Traffic that both groups allow can be cut for a
//! moment, since between the two a gap is the worse mistake.
//!
//! Where one deny changes and nothing is changed beside it, the rules that go are deleted before it. Where
//! a deny and another rule change in place, no order does it: the old and the new form of a rule cannot
//! stand side by side under one name. That is said in a note.

use super::cannot_write::{CannotWrite, Obstacle};
use super::edits::RuleEdit;
use super::fields::KnownFields;
use super::names::can_stay;
use nsg::free_priority::PRIORITIES;
use nsg::sort::sort_by_key;
use nsg::{Access, Direction, Field, NetworkSecurityGroup, Priority, SecurityRule};
use std::ptr;
use text::text;

/// One command.
#[derive(Debug)]
pub(super) enum CommandStep<'e, 'a> {
    /// A rule changes, comes or goes.
    Edit {
        /// How.
        edit: &'e RuleEdit<'a>,
        /// Whether it made room before, and has to be told its priority even where that stays.
        moved: bool,
    },
    /// A rule is in the way of another and takes a free priority for now.
    MakeRoom {
        /// Which.
        name: &'e str,
        /// The free priority.
        priority: Priority,
        /// For which rule.
        wanted_by: &'e str,
    },
}

/// The steps, and whether a state between them may let through what neither group does.
#[derive(Debug)]
pub(super) struct Steps<'e, 'a> {
    pub(super) steps: Vec<CommandStep<'e, 'a>>,
    pub(super) may_open: bool,
}

type Slot = (Direction, Priority);

/// A rule as it is at some step.
#[derive(Clone, Debug)]
struct Held<'e> {
    name: &'e str,
    slot: Option<Slot>,
    access: Option<Access>,
    moved: bool,
}

impl<'e> Held<'e> {
    fn of(rule: &'e SecurityRule) -> Self {
        Self {
            name: &rule.name,
            slot: match (&rule.direction, &rule.priority) {
                (Field::Known(direction), Field::Known(priority)) => Some((*direction, *priority)),
                _ => None,
            },
            access: rule.access.known().copied(),
            moved: false,
        }
    }

    fn to(fields: &KnownFields<'e>) -> Self {
        Self {
            name: fields.name,
            slot: Some((fields.direction, fields.priority)),
            access: Some(fields.access),
            moved: false,
        }
    }
}

impl<'a> RuleEdit<'a> {
    fn name(&self) -> &str {
        match self {
            Self::Create(to) | Self::Update { to, .. } => to.name,
            Self::Delete(rule) => &rule.name,
        }
    }

    pub(super) fn target(&self) -> Option<&KnownFields<'a>> {
        match self {
            Self::Create(to) | Self::Update { to, .. } => Some(to),
            Self::Delete(_) => None,
        }
    }

    /// From which access to which. What is not known may be a deny.
    fn accesses(&self) -> (Option<Access>, Option<Access>) {
        let before = |rule: &SecurityRule| Some(*rule.access.known().unwrap_or(&Access::Deny));
        match self {
            Self::Create(to) => (None, Some(to.access)),
            Self::Update { rule, to, .. } => (before(rule), Some(to.access)),
            Self::Delete(rule) => (before(rule), None),
        }
    }
}

/// What is done before what.
fn phase(edit: &RuleEdit<'_>, denies_change: bool) -> u8 {
    use Access::{Allow, Deny};
    match edit.accesses() {
        // Nothing but less is let through.
        (None | Some(Allow), Some(Deny)) => 0,
        (Some(Allow), None) if denies_change => 1,
        (Some(Deny), Some(Deny)) => 2,
        (Some(Allow), Some(Allow)) => 3,
        (None, Some(Allow)) => 4,
        (Some(Allow), None) | (None, None) => 5,
        // Nothing is let through but what the new group does.
        (Some(Deny), Some(Allow) | None) => 6,
    }
}

/// Puts the edits into an order.
///
/// # Errors
///
/// [`CannotWrite`] where no priority is free to make room.
pub(super) fn steps<'e, 'a>(
    before: Option<&'e NetworkSecurityGroup>,
    edits: &'e [RuleEdit<'a>],
) -> Result<Steps<'e, 'a>, CannotWrite> {
    let changes = |access| {
        let changed = edits
            .iter()
            .filter(|edit| edit.accesses() == (Some(access), Some(access)))
            .filter(|edit| !edit.is_name_alone());
        changed.count()
    };
    let (denies, allows) = (changes(Access::Deny), changes(Access::Allow));
    let rules = before.map_or(&[][..], |group| &group.security_rules);
    let mut open: Vec<_> = edits.iter().collect();
    sort_by_key(&mut open, |edit| phase(edit, denies > 0));
    let mut walk = StepWalk {
        held: rules.iter().map(Held::of).collect(),
        open,
        done: Steps {
            steps: Vec::new(),
            may_open: denies > 1 || (denies > 0 && allows > 0),
        },
    };
    while let Some(first) = walk.open.first().copied() {
        // What is in the way goes first, as long as it is its turn as well.
        let mut waiting = vec![first];
        while let Some(edit) = waiting.last().copied() {
            let Some(at) = walk.in_the_way(edit) else {
                walk.take(edit);
                waiting.pop();
                continue;
            };
            let its = walk.edit_of(at).filter(|other| {
                phase(other, denies > 0) == phase(edit, denies > 0)
                    && !waiting.iter().any(|known| ptr::eq(*known, *other))
            });
            match its {
                Some(other) => waiting.push(other),
                None => walk.make_room(edit, at)?,
            }
        }
    }
    Ok(walk.done)
}

struct StepWalk<'e, 'a> {
    held: Vec<Held<'e>>,
    open: Vec<&'e RuleEdit<'a>>,
    done: Steps<'e, 'a>,
}

impl<'e, 'a> StepWalk<'e, 'a> {
    /// The place of the rule that stands where the edit wants to put one.
    fn in_the_way(&self, edit: &RuleEdit<'_>) -> Option<usize> {
        let to = edit.target()?;
        let slot = Some((to.direction, to.priority));
        self.held.iter().position(|held| {
            // Names that differ in case are one name to Azure.
            held.slot == slot && !held.name.eq_ignore_ascii_case(to.name)
        })
    }

    /// The edit that is still to be made of this rule.
    fn edit_of(&self, at: usize) -> Option<&'e RuleEdit<'a>> {
        let name = self.held.get(at)?.name;
        let mut open = self.open.iter().copied();
        open.find(|edit| edit.name().eq_ignore_ascii_case(name))
    }

    fn take(&mut self, edit: &'e RuleEdit<'a>) {
        self.open.retain(|open| !ptr::eq(*open, edit));
        let is_it = |held: &Held<'_>| held.name.eq_ignore_ascii_case(edit.name());
        let moved = self.held.iter().any(|held| is_it(held) && held.moved);
        self.held.retain(|held| !is_it(held));
        self.held.extend(edit.target().map(Held::to));
        self.done.steps.push(CommandStep::Edit { edit, moved });
    }

    /// Moves the rule at this place out of the edit's way.
    fn make_room(&mut self, edit: &'e RuleEdit<'a>, at: usize) -> Result<(), CannotWrite> {
        let blocked_by = |rule: &str, message: &str| CannotWrite {
            reasons: vec![Obstacle::of_rule(rule, message.to_owned())],
        };
        let blocked = |message: &str| blocked_by(edit.name(), message);
        let Some(held) = self.held.get(at).cloned() else {
            return Err(blocked(text!("write-no-place")));
        };
        let Some((direction, priority)) = held.slot else {
            return Err(blocked(text!("write-no-place")));
        };
        if !can_stay(held.name) {
            return Err(blocked_by(held.name, text!("write-no-name")));
        }
        let (free, opens) = self
            .free(direction, priority, held.access)
            .ok_or_else(|| blocked(text!("write-no-priority")))?;
        self.done.may_open |= opens;
        if let Some(held) = self.held.get_mut(at) {
            held.slot = Some((direction, free));
            held.moved = true;
        }
        self.done.steps.push(CommandStep::MakeRoom {
            name: held.name,
            priority: free,
            wanted_by: edit.name(),
        });
        Ok(())
    }

    /// A free priority for a rule that makes room, and whether it may open something there: an allow goes
    /// behind its neighbours and a deny before them, the nearest place first.
    fn free(
        &self,
        direction: Direction,
        from: Priority,
        access: Option<Access>,
    ) -> Option<(Priority, bool)> {
        let mut taken: Vec<Priority> = Vec::new();
        let wanted = self.open.iter().filter_map(|edit| edit.target());
        let wanted = wanted.map(|to| (to.direction, to.priority));
        let held = || self.held.iter().filter_map(|held| held.slot);
        for (other, priority) in held().chain(wanted) {
            if other == direction {
                taken.push(priority);
            }
        }
        let is_free = |priority: &Priority| !taken.contains(priority);
        let behind = PRIORITIES.filter(|it| *it > from).find(is_free);
        let before = PRIORITIES.rev().filter(|it| *it < from).find(is_free);
        // Nobody is passed on the way: the rule stays where it is.
        let passed = |to: Priority| {
            let between = |(other, it): Slot| {
                other == direction && it != from && (from.min(to)..=from.max(to)).contains(&it)
            };
            held().any(between) || self.held.iter().any(|held| held.slot.is_none())
        };
        let (good, bad) = match access {
            Some(Access::Allow) => (behind, before),
            _ => (before, behind),
        };
        let unmoved = [good, bad].into_iter().flatten().find(|to| !passed(*to));
        let safe = unmoved.or(good).map(|to| (to, false));
        safe.or(bad.map(|to| (to, true)))
    }
}
