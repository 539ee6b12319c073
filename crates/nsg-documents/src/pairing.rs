//! The groups of a change, each as it is before and after.

use crate::document::{Document, DocumentGroup};
use nsg::AppliedTo;
use serde::{Deserialize, Serialize};

/// What a change makes of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum GroupChange {
    /// It is there after the change alone.
    Added,
    /// It is there before the change alone.
    Removed,
    /// Its rules are others after the change.
    Changed,
    /// Its rules are the same.
    Unchanged,
}

impl GroupChange {
    /// The name as lists and reviews write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Changed => "changed",
            Self::Unchanged => "unchanged",
        }
    }
}

/// One end of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeEnd {
    /// As it is before.
    Before,
    /// As it is after.
    After,
}

/// A group before and after a change. INVARIANT: at least one of both is there.
#[derive(Clone, Copy, Debug)]
pub struct PairedGroup<'d> {
    /// As it is before; `None` where the change creates it.
    pub before: Option<&'d DocumentGroup>,
    /// As it is after; `None` where the change deletes it.
    pub after: Option<&'d DocumentGroup>,
}

impl<'d> PairedGroup<'d> {
    /// What becomes of it.
    pub fn change(&self) -> GroupChange {
        match (self.before, self.after) {
            (None, _) => GroupChange::Added,
            (_, None) => GroupChange::Removed,
            (Some(before), Some(after)) => {
                let (before, after) = (&before.security_group, &after.security_group);
                let same = before.security_rules == after.security_rules
                    && before.default_security_rules == after.default_security_rules;
                match same {
                    true => GroupChange::Unchanged,
                    false => GroupChange::Changed,
                }
            }
        }
    }

    /// The newer of both.
    pub fn newest(&self) -> Option<&'d DocumentGroup> {
        self.after.or(self.before)
    }

    /// Where the group applies, if the text tells that it is one place only.
    pub fn applied_to(&self) -> Option<AppliedTo> {
        let sides = [self.after, self.before].into_iter().flatten();
        sides.filter_map(DocumentGroup::applied_to).next()
    }
}

impl Document {
    /// The groups of the change that the text tells, those after it first; none where it tells no change.
    pub fn changes(&self) -> Vec<PairedGroup<'_>> {
        match &self.before {
            Some(before) => pair(before, &self.groups),
            None => Vec::new(),
        }
    }

    /// The groups that the change deletes; none where the text tells no change.
    pub fn deleted(&self) -> Vec<&DocumentGroup> {
        let changes = self.changes().into_iter();
        let gone = changes.filter(|pair| pair.after.is_none());
        gone.filter_map(|pair| pair.before).collect()
    }
}

/// Pairs the groups of two documents: those of the later one in its order, then those that are gone.
pub fn pair<'d>(before: &'d [DocumentGroup], after: &'d [DocumentGroup]) -> Vec<PairedGroup<'d>> {
    let mut pairs: Vec<PairedGroup<'d>> = after
        .iter()
        .map(|group| PairedGroup {
            before: before_of(group, before, after),
            after: Some(group),
        })
        .collect();
    let is_paired = |group: &DocumentGroup| {
        let mut known = pairs.iter().filter_map(|pair| pair.before);
        known.any(|known| std::ptr::eq(known, group))
    };
    let gone: Vec<_> = before.iter().filter(|group| !is_paired(group)).collect();
    pairs.extend(gone.into_iter().map(|group| PairedGroup {
        before: Some(group),
        after: None,
    }));
    pairs
}

/// The group before a change that becomes this one: of the same key, or else the same id, or else the same name. Of two texts
/// with one group each, as two tables, a group that tells none of them is the other one.
pub(crate) fn before_of<'d>(
    this: &DocumentGroup,
    before: &'d [DocumentGroup],
    after: &[DocumentGroup],
) -> Option<&'d DocumentGroup> {
    let is_taken = |group: &DocumentGroup| {
        let mut groups = after.iter();
        group.key.is_some() && groups.any(|after| after.key == group.key)
    };
    let same = |a: &Option<String>, b: &Option<String>| match (a, b) {
        (Some(a), Some(b)) => a.eq_ignore_ascii_case(b),
        _ => false,
    };
    let (group, key) = (&this.security_group, &this.key);
    let by_key = before
        .iter()
        .find(|group| key.is_some() && group.key == *key);
    let free = || before.iter().filter(|group| !is_taken(group));
    by_key
        .or_else(|| free().find(|known| same(&known.security_group.id, &group.id)))
        .or_else(|| free().find(|known| same(&known.security_group.name, &group.name)))
        .or_else(|| match (before, after) {
            ([only], [_]) if is_anonymous(only) || is_anonymous(this) => Some(only),
            _ => None,
        })
}

/// Whether the text does not tell which group it is.
fn is_anonymous(group: &DocumentGroup) -> bool {
    let own = &group.security_group;
    group.key.is_none() && own.id.is_none() && own.name.is_none()
}
