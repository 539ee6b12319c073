//! One field of the flow, cut into intervals on which every rule answers alike.

use super::rows::{RowBuilder, RowStart, RuleSet};
use std::collections::HashMap;
use std::hash::Hash;

/// A field's values, cut where any rule's answer changes; each interval with its row of rules.
#[derive(Clone, Debug)]
pub struct Dimension<T> {
    starts: Vec<T>,
    rows: Vec<RowStart>,
}

impl<T: Ord + Copy> Dimension<T> {
    /// The row of the interval that holds the value.
    #[inline]
    pub fn row(&self, value: T) -> Option<RowStart> {
        let after = self.starts.partition_point(|start| *start <= value);
        self.rows.get(after.checked_sub(1)?).copied()
    }

    /// Every interval by its first value, ascending, with its row. The first starts at the lowest value.
    pub fn intervals(&self) -> impl Iterator<Item = (T, RowStart)> {
        self.starts.iter().copied().zip(self.rows.iter().copied())
    }
}

/// Where an entry's answer changes: from this value on it is this; `None` hangs on a missing fact.
/// Ascending, the first for the lowest value.
pub type AnswerChanges = Vec<(u128, Option<bool>)>;

/// An entry's changes, and the rules that have it.
pub type Used = (AnswerChanges, Vec<usize>);

/// Looks at each different entry once.
pub fn used<E: Hash + Eq>(
    rules: &[&[E]],
    mut changes: impl FnMut(&E) -> AnswerChanges,
) -> Vec<Used> {
    let mut used: HashMap<&E, Vec<usize>> = HashMap::new();
    for (rule, entries) in rules.iter().enumerate() {
        for entry in *entries {
            used.entry(entry).or_default().push(rule);
        }
    }
    used.into_iter()
        .map(|(entry, rules)| (changes(entry), rules))
        .collect()
}

/// Cuts a field by the entries of all rules.
pub fn build<T: TryFrom<u128>>(rules: usize, used: &[Used], rows: &mut RowBuilder) -> Dimension<T> {
    let cut = cut(rules, used, rows);
    // Values of the field fit its type: they were made from it.
    let fits = cut
        .into_iter()
        .filter_map(|(start, row)| Some((T::try_from(start).ok()?, row)));
    let (starts, rows) = fits.unzip();
    Dimension { starts, rows }
}

fn cut(rules: usize, used: &[Used], rows: &mut RowBuilder) -> Vec<(u128, RowStart)> {
    let mut events = Vec::new();
    for (number, (changes, _)) in used.iter().enumerate() {
        let event = |(change, (from, _)): (usize, &(u128, _))| (*from, number, change);
        events.extend(changes.iter().enumerate().map(event));
    }
    events.sort_unstable();
    let mut state = MatchCounts::new(rules, used.len());
    let mut cut: Vec<(u128, RowStart)> = Vec::new();
    for group in events.chunk_by(|a, b| a.0 == b.0) {
        for (_, number, change) in group {
            let Some((changes, rules)) = used.get(*number) else {
                continue;
            };
            if let Some((_, answer)) = changes.get(*change) {
                state.change(*number, *answer, rules);
            }
        }
        let row = rows.add(&state.set);
        if let (Some((from, ..)), true) =
            (group.first(), cut.last().is_none_or(|last| last.1 != row))
        {
            cut.push((*from, row));
        }
    }
    cut
}

/// How many entries of each rule match at the value that the sweep has come to.
struct MatchCounts {
    answers: Vec<Option<bool>>,
    sure: Vec<u32>,
    open: Vec<u32>,
    set: RuleSet,
}

impl MatchCounts {
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
