//! Where Azure would refuse a change while it is applied, although what is there after it is right.

use crate::document::{Document, DocumentGroup};
use crate::pairing::{ChangeEnd, PairedGroup};
use nsg::NetworkSecurityGroup;

/// Something that Azure would refuse while the change of a document is applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApplyConflict {
    /// The group that it is about.
    pub group: ChangedGroup,
    /// The rules that it is about, the one that asks for a number before the one that holds it. A rule that goes is told as
    /// it is before the change.
    pub rules: Vec<ConflictRule>,
    /// What Azure would refuse, as the diagnostic says it.
    pub message: String,
    /// What to do about it.
    pub help: String,
}

/// A group at one end of a document's change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChangedGroup {
    /// The end.
    pub end: ChangeEnd,
    /// Its index among the document's groups at that end.
    pub index: usize,
}

/// A rule at one end of a document's change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConflictRule {
    /// Its group.
    pub group: ChangedGroup,
    /// Its index among the rules of that group.
    pub position: usize,
}

impl Document {
    /// The group at one end of the document's change.
    pub fn changed_group(&self, group: ChangedGroup) -> Option<&DocumentGroup> {
        let groups = match group.end {
            ChangeEnd::Before => self.before.as_deref()?,
            ChangeEnd::After => &self.groups,
        };
        groups.get(group.index)
    }

    /// What Azure would refuse about a group of the document's change.
    pub fn conflicts_of<'d>(
        &'d self,
        pair: &PairedGroup<'d>,
    ) -> impl Iterator<Item = &'d ApplyConflict> {
        let known = [pair.before, pair.after];
        self.conflicts.iter().filter(move |conflict| {
            let group = self.changed_group(conflict.group);
            let mut known = known.iter().flatten();
            group.is_some_and(|group| known.any(|known| std::ptr::eq(*known, group)))
        })
    }

    /// The rules of a conflict: each with its group and its index there.
    pub fn rules_of<'d>(
        &'d self,
        conflict: &'d ApplyConflict,
    ) -> impl Iterator<Item = (&'d NetworkSecurityGroup, usize)> {
        conflict.rules.iter().filter_map(|rule| {
            let group = self.changed_group(rule.group)?;
            Some((&group.security_group, rule.position))
        })
    }
}
