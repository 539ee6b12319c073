//! A decision diagram of the rules: field by field, down to what becomes of a flow.
//!
//! A walk carries the rules that can still match, a row of bits. Each class of the next field has its own
//! row; the common bits go on. Rules behind one that is sure to match are dropped, so that most paths
//! come to the same few sets of rules, and each set is walked once. What is equal below is one node, so
//! values that nothing tells apart are together. Paths in which no wanted bit is left are not walked:
//! that makes a comparison as small as the edit.

mod cells;
mod deciding;
mod flows;
mod leaf;
mod left;
mod open_rules;
mod prune;
mod survey;

pub(crate) use cells::cells;
pub(crate) use flows::flow_set;
pub(crate) use leaf::{Decider, Leaf, Mode, ProgramSide};
pub(crate) use survey::{Survey, survey};

use crate::limits::{Limits, TooLarge};
use crate::space::Space;
use crate::space::axis::{Axis, ClassSet, insert, ones};
use crate::space::program::Program;
use crate::space::slice::{FIELDS, SpaceSlice};
use leaf::LeafJudge;
use nsg::Direction;
use nsg::sort::sort_by_key;
use open_rules::{ListRow, OpenRules, common, entries, is_set, start};
use prune::Pruner;
use rustc_hash::FxHashMap;
use std::rc::Rc;

/// Where a path leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum PathTarget {
    /// Nothing that is wanted.
    Nothing,
    /// An outcome, by its number.
    Leaf(usize),
    /// A further field, by the node's number.
    Node(usize),
}

/// A field that tells flows apart.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct DiagramNode {
    /// Index among the axes.
    pub(crate) field: usize,
    /// Disjoint sets of the field's classes with what they lead to; what is missing leads to nothing.
    pub(crate) edges: Vec<(ClassSet, PathTarget)>,
}

/// The diagram, and the means to build it.
pub(crate) struct Diagram<'p, 'a> {
    space: &'p Space,
    judge: LeafJudge<'p, 'a>,
    pruner: Pruner<'p, 'a>,
    /// One of these bits must be left, or nothing is there.
    wanted: Vec<u64>,
    nodes: Vec<Rc<DiagramNode>>,
    known: FxHashMap<Rc<DiagramNode>, usize>,
    leaves: Vec<Leaf>,
    known_leaves: FxHashMap<Leaf, usize>,
    limits: Limits,
    bytes: usize,
}

/// What of a diagram is asked for.
pub(crate) struct Wanted {
    /// Bits of which one must be left for a flow to be of interest.
    pub(crate) bits: Vec<u64>,
    /// Bits of platform traffic.
    pub(crate) platform: Vec<u64>,
    pub(crate) mode: Mode,
}

impl<'p, 'a> Diagram<'p, 'a> {
    pub(crate) fn new(
        direction: Direction,
        programs: &'p [Program<'a>],
        space: &'p Space,
        wanted: Wanted,
        limits: Limits,
    ) -> Self {
        Self {
            space,
            judge: LeafJudge::new(direction, programs, wanted.mode, limits.clone()),
            pruner: Pruner::new(programs, wanted.platform, 1),
            wanted: wanted.bits,
            nodes: Vec::new(),
            known: FxHashMap::default(),
            leaves: Vec::new(),
            known_leaves: FxHashMap::default(),
            limits,
            bytes: 0,
        }
    }

    pub(crate) fn node(&self, number: usize) -> Option<&DiagramNode> {
        self.nodes.get(number).map(Rc::as_ref)
    }

    pub(crate) fn leaf(&self, number: usize) -> Option<&Leaf> {
        self.leaves.get(number)
    }

    /// Walks one slice.
    ///
    /// # Errors
    ///
    /// [`TooLarge`] beyond the limits.
    pub(crate) fn walk(&mut self, slice: &SpaceSlice) -> Result<PathTarget, TooLarge> {
        let live = self.pruner.prune(start(self.space, slice), slice, 0);
        let mut walked = FxHashMap::default();
        let mut path = [0; FIELDS];
        self.step(slice, 0, live, &mut path, &mut walked)
    }

    fn step(
        &mut self,
        slice: &SpaceSlice,
        field: usize,
        live: OpenRules,
        path: &mut [usize; FIELDS],
        walked: &mut FxHashMap<(usize, OpenRules), PathTarget>,
    ) -> Result<PathTarget, TooLarge> {
        let wanted = || entries(&live).any(|entry| is_set(&self.wanted, entry.bit()));
        if !self.wanted.is_empty() && !wanted() {
            return Ok(PathTarget::Nothing);
        }
        let key = (field, live);
        if let Some(target) = walked.get(&key) {
            return Ok(*target);
        }
        // A list is kept once, with some room for its place in the table and for the node it leads to.
        self.bytes += key.1.len() * 4 + 128;
        self.limits.check(self.bytes)?;
        let settled = self.pruner.is_settled(&key.1, slice, field);
        let target = match slice.axes.get(field).filter(|_| !settled) {
            None => self.outcome(slice, &key.1, path)?,
            Some(axis) => {
                let groups = self.space.groups(axis, field, &key.1);
                let mut edges: Vec<(ClassSet, PathTarget)> = Vec::new();
                let mut by_target: FxHashMap<PathTarget, usize> = FxHashMap::default();
                for (left, classes, class) in groups {
                    let left = self.pruner.prune(left, slice, field + 1);
                    if let Some(place) = path.get_mut(field) {
                        *place = class;
                    }
                    let target = self.step(slice, field + 1, left, path, walked)?;
                    if target == PathTarget::Nothing {
                        continue;
                    }
                    match by_target.get(&target).and_then(|edge| edges.get_mut(*edge)) {
                        Some((before, _)) => {
                            before
                                .iter_mut()
                                .zip(classes)
                                .for_each(|(to, more)| *to |= more);
                        }
                        None => {
                            by_target.insert(target, edges.len());
                            edges.push((classes, target));
                        }
                    }
                }
                // The sets are disjoint, so the first class of each tells their order.
                sort_by_key(&mut edges, |(set, _)| ones(set).next());
                match edges.as_slice() {
                    [] => PathTarget::Nothing,
                    // A field that tells nothing apart is left out.
                    [(classes, target)] if classes == axis.all() => *target,
                    _ => self.intern(DiagramNode { field, edges }),
                }
            }
        };
        walked.insert(key, target);
        Ok(target)
    }

    fn outcome(
        &mut self,
        slice: &SpaceSlice,
        live: &OpenRules,
        path: &[usize; FIELDS],
    ) -> Result<PathTarget, TooLarge> {
        let platform = self.pruner.may_be_platform(live);
        let Some(leaf) = self.judge.judge(slice, live, path, platform)? else {
            return Ok(PathTarget::Nothing);
        };
        let next = self.leaves.len();
        let number = *self.known_leaves.entry(leaf.clone()).or_insert(next);
        if number == next {
            self.leaves.push(leaf);
        }
        Ok(PathTarget::Leaf(number))
    }

    fn intern(&mut self, node: DiagramNode) -> PathTarget {
        let next = self.nodes.len();
        let node = Rc::new(node);
        let number = *self.known.entry(Rc::clone(&node)).or_insert(next);
        if number == next {
            let sets = node.edges.iter().map(|(set, _)| set.len() * 8 + 64);
            self.bytes += sets.sum::<usize>() + 128;
            self.nodes.push(node);
        }
        PathTarget::Node(number)
    }
}

impl Space {
    /// What the classes of a field leave of the rules, those together that leave the same, each with one
    /// of its classes.
    pub(crate) fn groups(
        &self,
        axis: &Axis,
        field: usize,
        live: &OpenRules,
    ) -> Vec<(OpenRules, ClassSet, usize)> {
        let row = |class: usize| {
            let row = axis.classes.get(class).copied().unwrap_or_default();
            self.rows.row(row)
        };
        if axis.classes.len() == 1 {
            return vec![(common(live, field, row(0)), axis.all().clone(), 0)];
        }
        // A few rules are asked which classes they tell apart; of many, every class is looked at.
        if live.len() * live.len() < 4 * axis.classes.len() {
            let groups = axis
                .groups(entries(live).map(|entry| entry.bit()))
                .into_iter();
            return groups
                .map(|(set, class)| (common(live, field, row(class)), set, class))
                .collect();
        }
        let mut groups: Vec<(OpenRules, ClassSet, usize)> = Vec::new();
        let mut found: FxHashMap<OpenRules, usize> = FxHashMap::default();
        let own = ListRow::new(live, row(0).0.len());
        let mut left = Vec::new();
        for class in 0..axis.classes.len() {
            own.common(field, row(class), &mut left);
            let known = found.get(left.as_slice()).copied();
            match known.and_then(|group: usize| groups.get_mut(group)) {
                Some((_, set, _)) => insert(set, class),
                None => {
                    let left = OpenRules::from(left.as_slice());
                    found.insert(left.clone(), groups.len());
                    let mut set = axis.none();
                    insert(&mut set, class);
                    groups.push((left, set, class));
                }
            }
        }
        groups
    }
}
