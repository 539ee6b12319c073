//! A decision diagram of the rules: field by field, down to what becomes of a flow.
//!
//! A walk carries the rules that can still match, a row of bits. Each class of the next field has its own
//! row; the common bits go on. Rules behind one that is sure to match are dropped, so that most paths
//! come to the same few sets of rules, and each set is walked once. What is equal below is one node, so
//! values that nothing tells apart are together. Paths in which no wanted bit is left are not walked:
//! that makes a comparison as small as the edit.

mod leaf;
mod prune;

pub(crate) use leaf::{Decider, Leaf, Side};

use crate::limits::{Limits, TooLarge};
use crate::space::Space;
use crate::space::axis::{ClassSet, insert};
use crate::space::program::Program;
use crate::space::slice::{FIELDS, Slice};
use leaf::Judge;
use nsg::Direction;
use prune::Pruner;
use rustc_hash::FxHashMap;

/// Which rules may still match, and which are sure to: two rows of bits, one behind the other.
pub(crate) type State = Box<[u64]>;

/// Where a path leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Target {
    /// Nothing that is wanted.
    Nothing,
    /// An outcome, by its number.
    Leaf(usize),
    /// A further field, by the node's number.
    Node(usize),
}

/// A field that tells flows apart.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Node {
    /// Index in [`FIELDS`].
    pub(crate) field: usize,
    /// Disjoint sets of the field's classes with what they lead to; what is missing leads to nothing.
    pub(crate) edges: Vec<(ClassSet, Target)>,
}

/// The diagram, and the means to build it.
pub(crate) struct Diagram<'p, 'a> {
    space: &'p Space,
    judge: Judge<'p, 'a>,
    pruner: Pruner<'p, 'a>,
    /// One of these bits must be left, or nothing is there.
    wanted: Vec<u64>,
    nodes: Vec<Node>,
    known: FxHashMap<Node, usize>,
    leaves: Vec<Leaf>,
    known_leaves: FxHashMap<Leaf, usize>,
    limits: Limits,
    steps: usize,
}

/// What of a diagram is asked for.
pub(crate) struct Wanted {
    /// Bits of which one must be left for a flow to be of interest.
    pub(crate) bits: Vec<u64>,
    /// Bits of platform traffic.
    pub(crate) platform: Vec<u64>,
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
            judge: Judge::new(direction, programs, wanted.platform.clone()),
            pruner: Pruner::new(programs, wanted.platform),
            wanted: wanted.bits,
            nodes: Vec::new(),
            known: FxHashMap::default(),
            leaves: Vec::new(),
            known_leaves: FxHashMap::default(),
            limits,
            steps: 0,
        }
    }

    pub(crate) fn node(&self, number: usize) -> Option<&Node> {
        self.nodes.get(number)
    }

    pub(crate) fn leaf(&self, number: usize) -> Option<&Leaf> {
        self.leaves.get(number)
    }

    /// Walks one slice.
    ///
    /// # Errors
    ///
    /// [`TooLarge`] beyond the limits.
    pub(crate) fn walk(&mut self, slice: &Slice) -> Result<Target, TooLarge> {
        let (may, sure) = self.space.rows.row(slice.start);
        let mut state = [may, sure].concat();
        self.pruner.prune(&mut state, slice, 0);
        let mut walked = FxHashMap::default();
        let mut path = [0; FIELDS.len()];
        self.step(slice, 0, state.into(), &mut path, &mut walked)
    }

    fn step(
        &mut self,
        slice: &Slice,
        field: usize,
        state: State,
        path: &mut [usize; 4],
        walked: &mut FxHashMap<(usize, State), Target>,
    ) -> Result<Target, TooLarge> {
        let (may, _) = state.split_at(state.len() / 2);
        if !self.wanted.is_empty() && !may.iter().zip(&self.wanted).any(|(a, b)| a & b != 0) {
            return Ok(Target::Nothing);
        }
        let key = (field, state);
        if let Some(target) = walked.get(&key) {
            return Ok(*target);
        }
        self.steps += 1;
        self.limits.check(self.steps, key.1.len())?;
        let target = match slice.axes.get(field) {
            None => self.outcome(slice, &key.1, path),
            Some(axis) => {
                let mut groups: Vec<(State, ClassSet, usize)> = Vec::new();
                let mut found: FxHashMap<State, usize> = FxHashMap::default();
                let mut scratch = key.1.to_vec();
                for (class, row) in axis.classes.iter().enumerate() {
                    let (may, sure) = self.space.rows.row(*row);
                    let row = may.iter().chain(sure);
                    let both = scratch.iter_mut().zip(key.1.iter().zip(row));
                    both.for_each(|(to, (a, b))| *to = a & b);
                    match found.get(scratch.as_slice()) {
                        Some(group) => {
                            if let Some((_, classes, _)) = groups.get_mut(*group) {
                                insert(classes, class);
                            }
                        }
                        None => {
                            let state: State = scratch.as_slice().into();
                            found.insert(state.clone(), groups.len());
                            let mut classes = axis.none();
                            insert(&mut classes, class);
                            groups.push((state, classes, class));
                        }
                    }
                }
                let mut edges: Vec<(ClassSet, Target)> = Vec::new();
                let mut by_target: FxHashMap<Target, usize> = FxHashMap::default();
                for (mut state, classes, class) in groups {
                    self.pruner.prune(&mut state, slice, field + 1);
                    if let Some(place) = path.get_mut(field) {
                        *place = class;
                    }
                    let target = self.step(slice, field + 1, state, path, walked)?;
                    if target == Target::Nothing {
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
                match edges.as_slice() {
                    [] => Target::Nothing,
                    // A field that tells nothing apart is left out.
                    [(classes, target)] if *classes == axis.all() => *target,
                    _ => self.intern(Node { field, edges }),
                }
            }
        };
        walked.insert(key, target);
        Ok(target)
    }

    fn outcome(&mut self, slice: &Slice, state: &State, path: &[usize; 4]) -> Target {
        let Some(leaf) = self.judge.judge(slice, state, path) else {
            return Target::Nothing;
        };
        let next = self.leaves.len();
        let number = *self.known_leaves.entry(leaf.clone()).or_insert(next);
        if number == next {
            self.leaves.push(leaf);
        }
        Target::Leaf(number)
    }

    fn intern(&mut self, node: Node) -> Target {
        let next = self.nodes.len();
        let number = *self.known.entry(node.clone()).or_insert(next);
        if number == next {
            self.nodes.push(node);
        }
        Target::Node(number)
    }
}
