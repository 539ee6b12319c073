//! One field of a flow, its values in classes that no rule tells apart.

use nsg::index::dimension::Dimension;
use nsg::index::rows::{BitRows, RowStart};
use rustc_hash::FxHashMap;
use std::rc::Rc;

/// A set of classes of one axis, one bit each.
pub(crate) type ClassSet = Vec<u64>;

/// One field's values.
#[derive(Clone, Debug, Default)]
pub(crate) struct Axis {
    /// The first value of each piece, ascending; empty for a field that flows do not have.
    firsts: Vec<u128>,
    /// The pieces of each class, ascending.
    members: Vec<Vec<usize>>,
    /// The highest value.
    last: u128,
    /// The start of each class's row: the rules that match it.
    pub(crate) classes: Vec<RowStart>,
    /// Every class.
    all: ClassSet,
    splits: Splits,
}

/// The classes that each bit tells apart: the sets of all bits in a row, since there are thousands.
#[derive(Clone, Debug, Default)]
struct Splits {
    /// The words of a set.
    width: usize,
    /// The classes that each bit may match.
    may: Vec<u64>,
    /// Those that it is sure to match.
    sure: Vec<u64>,
}

impl Splits {
    fn new(classes: &[RowStart], rows: &BitRows, bits: usize) -> Self {
        let width = classes.len().div_ceil(64);
        let mut splits = Self {
            width,
            may: vec![0; bits * width],
            sure: vec![0; bits * width],
        };
        for (class, row) in classes.iter().enumerate() {
            let (may, sure) = rows.row(*row);
            for (sets, matched) in [(&mut splits.may, may), (&mut splits.sure, sure)] {
                for bit in ones(matched).take_while(|bit| *bit < bits) {
                    insert_at(sets, bit * width, class);
                }
            }
        }
        splits
    }

    /// The classes that the bit may match, and those that it is sure to.
    fn get(&self, bit: usize) -> Option<(&[u64], &[u64])> {
        let set = bit * self.width..(bit + 1) * self.width;
        self.may.get(set.clone()).zip(self.sure.get(set))
    }
}

impl Axis {
    /// A field with values up to `last`.
    pub(crate) fn new<T: Copy + Into<u128> + Ord>(dimension: &Dimension<T>, last: u128) -> Self {
        let mut known: FxHashMap<RowStart, usize> = FxHashMap::default();
        let mut classes = Vec::new();
        let (mut firsts, mut members) = (Vec::new(), Vec::<Vec<usize>>::new());
        for (piece, (first, row)) in dimension.intervals().enumerate() {
            firsts.push(first.into());
            let class = *known.entry(row).or_insert(classes.len());
            match members.get_mut(class) {
                Some(pieces) => pieces.push(piece),
                None => {
                    classes.push(row);
                    members.push(vec![piece]);
                }
            }
        }
        Self {
            all: every(classes.len()),
            firsts,
            members,
            last,
            classes,
            splits: Splits::default(),
        }
    }

    /// A field that the flows do not have: one class without values.
    pub(crate) fn absent(row: RowStart) -> Self {
        Self {
            firsts: Vec::new(),
            members: Vec::new(),
            last: 0,
            classes: vec![row],
            all: every(1),
            splits: Splits::default(),
        }
    }

    /// The first value of each piece, ascending, with the class that the piece is in.
    pub(crate) fn pieces(&self) -> Vec<(u128, usize)> {
        let mut classes = vec![0; self.firsts.len()];
        for (class, pieces) in self.members.iter().enumerate() {
            for piece in pieces {
                if let Some(own) = classes.get_mut(*piece) {
                    *own = class;
                }
            }
        }
        self.firsts.iter().copied().zip(classes).collect()
    }

    /// Works out which classes each bit tells apart. Several slices of a space share the axis.
    pub(crate) fn prepared(mut self, rows: &BitRows, bits: usize) -> Rc<Self> {
        self.splits = Splits::new(&self.classes, rows, bits);
        Rc::new(self)
    }

    /// The classes that a bit tells apart: those that it may match, and those that it is sure to; `None` where it is sure to
    /// match every one.
    fn split(&self, bit: usize) -> Option<(&[u64], &[u64])> {
        let split = self.splits.get(bit);
        split.filter(|(_, sure)| *sure != self.all.as_slice())
    }

    /// The classes in groups that none of these bits tells apart, each group with one of its classes.
    pub(crate) fn groups(&self, bits: impl Iterator<Item = usize>) -> Vec<(ClassSet, usize)> {
        let mut groups = vec![self.all.clone()];
        for bit in bits {
            let Some((may, sure)) = self.split(bit) else {
                continue;
            };
            for number in 0..groups.len() {
                let Some(group) = groups.get_mut(number) else {
                    break;
                };
                // Sure to match stays in place; open and no go to groups of their own.
                let open = take(group, sure);
                if let Some(mut open) = open {
                    groups.extend(take(&mut open, may));
                    groups.push(open);
                }
            }
            groups.retain(|group| group.iter().any(|word| *word != 0));
        }
        let with_first = |group: ClassSet| ones(&group).next().map(|first| (group.clone(), first));
        groups.into_iter().filter_map(with_first).collect()
    }

    /// Whether some class may match this bit.
    pub(crate) fn any(&self, bit: usize) -> bool {
        let split = self.split(bit);
        split.is_none_or(|(may, _)| may.iter().any(|word| *word != 0))
    }

    /// Whether every class that may match the inner bit is sure to match the outer one.
    pub(crate) fn is_inside(&self, inner: usize, outer: usize) -> bool {
        let Some((_, outer)) = self.split(outer) else {
            return true;
        };
        let inner = self.split(inner);
        inner.is_some_and(|(inner, _)| inner.iter().zip(outer).all(|(a, b)| a & !b == 0))
    }

    /// Every class.
    pub(crate) fn all(&self) -> &ClassSet {
        &self.all
    }

    /// No class, with room for all.
    pub(crate) fn none(&self) -> ClassSet {
        vec![0; self.classes.len().div_ceil(64)]
    }

    /// The values of these classes as ranges, ascending, disjoint and not adjacent.
    pub(crate) fn ranges(&self, classes: &ClassSet) -> Vec<(u128, u128)> {
        if *classes == self.all {
            let first = self.firsts.first();
            return first.map(|first| (*first, self.last)).into_iter().collect();
        }
        let of_class = |class| {
            self.members
                .get(class)
                .map(Vec::as_slice)
                .unwrap_or_default()
        };
        // Sorted by marking: the classes of large tags have tens of thousands of pieces.
        let mut pieces = vec![0; self.firsts.len().div_ceil(64)];
        for piece in ones(classes).flat_map(of_class) {
            insert(&mut pieces, *piece);
        }
        let mut ranges: Vec<(u128, u128)> = Vec::new();
        for (first, last) in ones(&pieces).filter_map(|piece| self.piece(piece)) {
            match ranges.last_mut() {
                Some(before) if before.1.checked_add(1) == Some(first) => before.1 = last,
                _ => ranges.push((first, last)),
            }
        }
        ranges
    }

    /// A value of the class that is not `other`, where it has one.
    pub(crate) fn value(&self, class: usize, other: Option<u128>) -> Option<u128> {
        let pieces = self.members.get(class)?.iter();
        let pieces = pieces.filter_map(|piece| self.piece(*piece));
        let mut values = pieces.flat_map(|(first, last)| [first, last]);
        let first = values.next()?;
        if Some(first) != other {
            return Some(first);
        }
        values.find(|value| Some(*value) != other).or(Some(first))
    }

    /// The first and the last value of a piece.
    fn piece(&self, number: usize) -> Option<(u128, u128)> {
        let first = *self.firsts.get(number)?;
        let next = self.firsts.get(number + 1);
        Some((first, next.map_or(self.last, |next| next - 1)))
    }
}

/// So many classes.
fn every(classes: usize) -> ClassSet {
    let mut set = vec![0; classes.div_ceil(64)];
    (0..classes).for_each(|class| insert(&mut set, class));
    set
}

/// Leaves in the set what is among `kept` and gives back the rest, if any.
fn take(set: &mut ClassSet, kept: &[u64]) -> Option<ClassSet> {
    let both = set.iter().zip(kept);
    if both.clone().all(|(a, b)| a & !b == 0) {
        return None;
    }
    let rest = both.map(|(a, b)| a & !b).collect();
    set.iter_mut().zip(kept).for_each(|(a, b)| *a &= b);
    Some(rest)
}

/// The bits that are set, ascending.
pub(crate) fn ones(bits: &[u64]) -> impl Iterator<Item = usize> {
    let words = bits.iter().enumerate();
    words.flat_map(|(number, word)| bits_of(number, *word))
}

/// The bits that are set in the word of this number, ascending.
fn bits_of(number: usize, word: u64) -> impl Iterator<Item = usize> {
    let mut left = word;
    std::iter::from_fn(move || {
        let bit = left.trailing_zeros() as usize;
        let any = left != 0;
        left &= left.wrapping_sub(1);
        any.then_some(number * 64 + bit)
    })
}

pub(crate) fn insert(set: &mut ClassSet, class: usize) {
    insert_at(set, 0, class);
}

/// Inserts into the set that begins at this word.
fn insert_at(sets: &mut [u64], first: usize, class: usize) {
    if let Some(word) = sets.get_mut(first + class / 64) {
        *word |= 1 << (class % 64);
    }
}

/// The classes in either.
pub(crate) fn union(a: &ClassSet, b: &ClassSet) -> ClassSet {
    a.iter().zip(b).map(|(a, b)| a | b).collect()
}
