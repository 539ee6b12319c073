//! One field of the flow, cut into intervals on which every rule answers alike.

use super::rows::{RowBuilder, RowStart, RuleSet};
use std::collections::HashMap;
use std::hash::Hash;

/// A field's values, cut where any rule's answer changes; each interval with its row of rules.
#[derive(Clone, Debug)]
pub(super) struct Dimension<T> {
    starts: Vec<T>,
    rows: Vec<RowStart>,
}

impl<T: Ord + Copy> Dimension<T> {
    /// The row of the interval that holds the value.
    #[inline]
    pub(super) fn row(&self, value: T) -> Option<RowStart> {
        let after = self.starts.partition_point(|start| *start <= value);
        self.rows.get(after.checked_sub(1)?).copied()
    }
}

/// Where an entry's answer changes: from this value on it is this; `None` hangs on a missing fact.
pub(super) type Changes<T> = Vec<(T, Option<bool>)>;

/// Cuts a field by the entries of all rules.
///
/// `rules` gives each rule's entries, `changes` one entry's answers in ascending order, the first of
/// them for the lowest value. Each different entry is looked at once.
pub(super) fn build<'a, T, E>(
    rules: &[&'a [E]],
    rows: &mut RowBuilder,
    changes: impl Fn(&E) -> Changes<T>,
) -> Dimension<T>
where
    T: Ord + Copy,
    E: Hash + Eq,
{
    // An entry with the rules that have it, and the values at which its answer changes.
    let mut used: HashMap<&'a E, Vec<usize>> = HashMap::new();
    for (rule, entries) in rules.iter().enumerate() {
        for entry in *entries {
            used.entry(entry).or_default().push(rule);
        }
    }
    let users: Vec<(&E, Vec<usize>)> = used.into_iter().collect();
    let mut events: Vec<(T, usize, Option<bool>)> = Vec::new();
    for (number, (entry, _)) in users.iter().enumerate() {
        events.extend(
            changes(entry)
                .into_iter()
                .map(|(from, answer)| (from, number, answer)),
        );
    }
    events.sort_by_key(|(from, ..)| *from);

    let mut state = Counts::new(rules.len(), users.len());
    let mut dimension = Dimension {
        starts: Vec::new(),
        rows: Vec::new(),
    };
    for group in events.chunk_by(|a, b| a.0 == b.0) {
        for (_, number, answer) in group {
            if let Some((_, rules)) = users.get(*number) {
                state.change(*number, *answer, rules);
            }
        }
        let row = rows.add(&state.set);
        if let (Some((from, ..)), true) = (group.first(), dimension.rows.last() != Some(&row)) {
            dimension.starts.push(*from);
            dimension.rows.push(row);
        }
    }
    dimension
}

/// How many entries of each rule match at the value that the sweep has come to.
struct Counts {
    answers: Vec<Option<bool>>,
    sure: Vec<u32>,
    open: Vec<u32>,
    set: RuleSet,
}

impl Counts {
    fn new(rules: usize, entries: usize) -> Self {
        Self {
            answers: vec![Some(false); entries],
            sure: vec![0; rules],
            open: vec![0; rules],
            set: RuleSet::empty(rules),
        }
    }

    fn change(&mut self, entry: usize, answer: Option<bool>, rules: &[usize]) {
        let Some(before) = self.answers.get_mut(entry) else {
            return;
        };
        let before = std::mem::replace(before, answer);
        for rule in rules {
            let (Some(sure), Some(open)) = (self.sure.get_mut(*rule), self.open.get_mut(*rule))
            else {
                continue;
            };
            *sure = *sure + u32::from(answer == Some(true)) - u32::from(before == Some(true));
            *open = *open + u32::from(answer.is_none()) - u32::from(before.is_none());
            self.set.set_sure(*rule, *sure > 0);
            self.set.set_may(*rule, *sure > 0 || *open > 0);
        }
    }
}
