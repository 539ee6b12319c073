//! A field cut into intervals on which it tells the same.

use super::boxes::Ranges;
use nsg::sort::sort_by_key;
use std::collections::BTreeMap;

/// A set of boxes, a bit each.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct BoxSet(Vec<u64>);

impl BoxSet {
    /// The empty set with room for so many boxes.
    pub(super) fn empty(boxes: usize) -> Self {
        Self(vec![0; boxes.div_ceil(64)])
    }

    #[cfg(test)]
    pub(super) fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    /// Puts a box in, or takes it out.
    pub(super) fn turn(&mut self, number: usize) {
        if let Some(word) = self.0.get_mut(number / 64) {
            *word ^= 1 << (number % 64);
        }
    }

    /// The boxes.
    fn numbers(&self) -> impl Iterator<Item = usize> + '_ {
        let words = self.0.iter().enumerate();
        words.flat_map(|(place, word)| {
            let is_in = move |bit: &usize| word >> bit & 1 == 1;
            (0..64).filter(is_in).map(move |bit| place * 64 + bit)
        })
    }
}

/// A stretch of values of one class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Interval {
    pub(super) first: u128,
    pub(super) last: u128,
    pub(super) class: usize,
}

/// A field, cut.
///
/// INVARIANT: the intervals are ascending, cover every value once, and no two neighbours have one class. Class 0 is in no box.
#[derive(Clone, Debug)]
pub(super) struct FieldCut {
    pub(super) intervals: Vec<Interval>,
    /// The boxes that the values of each class are in.
    pub(super) classes: Vec<BoxSet>,
}

impl FieldCut {
    /// Cuts the values up to the last one by the ranges that each box has.
    pub(super) fn new<'r>(boxes: impl Iterator<Item = &'r Ranges>, last: u128) -> Self {
        // Where a box begins or has ended.
        let mut turns: Vec<(u128, usize)> = Vec::new();
        let mut count = 0;
        for (number, ranges) in boxes.enumerate() {
            count = number + 1;
            for (first, end) in ranges {
                turns.push((*first, number));
                let after = end.checked_add(1).filter(|after| *after <= last);
                turns.extend(after.map(|after| (after, number)));
            }
        }
        sort_by_key(&mut turns, |turn| *turn);
        let none = BoxSet::empty(count);
        let mut known = BTreeMap::from([(none.clone(), 0)]);
        let mut classes = vec![none.clone()];
        let mut here = none;
        let mut intervals = Vec::new();
        let mut first = 0;
        for (place, number) in turns {
            if place > first {
                push(
                    &mut intervals,
                    first,
                    place - 1,
                    class(&here, &mut known, &mut classes),
                );
                first = place;
            }
            here.turn(number);
        }
        push(
            &mut intervals,
            first,
            last,
            class(&here, &mut known, &mut classes),
        );
        Self { intervals, classes }
    }

    /// The classes that each box has.
    pub(super) fn classes_of(&self, boxes: usize) -> Vec<Vec<usize>> {
        let mut classes = vec![Vec::new(); boxes];
        for (class, set) in self.classes.iter().enumerate() {
            for number in set.numbers() {
                if let Some(classes) = classes.get_mut(number) {
                    classes.push(class);
                }
            }
        }
        classes
    }

    /// Gives the classes other numbers; what has the same one then is one class.
    pub(super) fn renumber(&mut self, number: impl Fn(usize) -> usize) {
        let before = std::mem::take(&mut self.intervals);
        for interval in before {
            let class = number(interval.class);
            push(&mut self.intervals, interval.first, interval.last, class);
        }
    }

    /// Whether every value is of one class, so that nobody has to ask.
    pub(super) fn tells_nothing(&self) -> bool {
        self.intervals.len() <= 1
    }
}

fn class(set: &BoxSet, known: &mut BTreeMap<BoxSet, usize>, classes: &mut Vec<BoxSet>) -> usize {
    if let Some(class) = known.get(set) {
        return *class;
    }
    known.insert(set.clone(), classes.len());
    classes.push(set.clone());
    classes.len() - 1
}

fn push(intervals: &mut Vec<Interval>, first: u128, last: u128, class: usize) {
    match intervals.last_mut() {
        Some(before) if before.class == class => before.last = last,
        _ => intervals.push(Interval { first, last, class }),
    }
}
