//! From the classes of a record's fields to what becomes of it, a field at a time.
//!
//! A table of every combination of classes would be as large as their product. So a record has a state: direction and protocol
//! give the first one, the class of each field leads to the next, the last one says the end. States that lead to the same are
//! one: it is the boxes as a decision diagram, and a query walks it by a lookup for each field.

use super::boxes::{FIELDS, RecordField, TableBox};
use super::cuts::FieldCut;
use nsg::sort::sort_by_key;
use nsg::{Direction, Protocol};
use std::collections::BTreeMap;

/// The boxes, as tables for a query.
#[derive(Clone, Debug)]
pub(super) struct Walk {
    /// The fields that have to be asked, in their order, with their classes.
    pub(super) fields: Vec<(RecordField, FieldCut)>,
    /// The first state by direction and protocol.
    pub(super) starts: Vec<(Direction, Protocol, usize)>,
    /// State, class, next state; state 0 is that of records in no box.
    pub(super) steps: Vec<(usize, usize, usize)>,
    /// State, and where every class leads that has no step there; without it, to state 0.
    pub(super) others: Vec<(usize, usize)>,
    /// Last state, and what becomes of the record.
    pub(super) ends: Vec<(usize, usize)>,
}

/// Makes one end of the ends that a record without source port may have.
pub(super) type Unite<'u> = &'u mut dyn FnMut(&[Option<usize>]) -> usize;

/// The target of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Target {
    /// Among the nodes.
    Node(usize),
    /// The end of the record.
    End(usize),
}

/// A state before a field is asked: where each class leads. `None` is out of every box.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct WalkNode {
    /// Index in [`FIELDS`].
    field: usize,
    /// The target of most classes.
    others: Option<Target>,
    /// The targets of the others.
    edges: Vec<(usize, Option<Target>)>,
}

/// The limit of a walk, in classes of boxes that are looked at. A longer walk makes a query that nothing can run.
const WORK: usize = 60_000_000;

struct Builder<'b> {
    boxes: &'b [TableBox],
    cuts: Vec<FieldCut>,
    /// Set where records have no source port.
    unite: Option<Unite<'b>>,
    nodes: Vec<WalkNode>,
    same: BTreeMap<WalkNode, usize>,
    /// By field and box: the classes that the box has there.
    classes: Vec<Vec<Vec<usize>>>,
    known: BTreeMap<(usize, Vec<usize>), Option<Target>>,
    /// The work left of [`WORK`]; 0 where the walk was given up.
    work: usize,
}

impl Walk {
    /// Makes the walk through the boxes, which are disjoint; `None` where it would be too much.
    pub(super) fn new<'b>(boxes: &'b [TableBox], unite: Option<Unite<'b>>) -> Option<Self> {
        let cut = |(place, field): (usize, &RecordField)| {
            let ranges = boxes.iter().filter_map(|one| one.fields.get(place));
            FieldCut::new(ranges, field.last())
        };
        let cuts: Vec<FieldCut> = FIELDS.iter().enumerate().map(cut).collect();
        let mut builder = Builder {
            boxes,
            classes: cuts.iter().map(|cut| cut.classes_of(boxes.len())).collect(),
            cuts,
            unite,
            nodes: Vec::new(),
            same: BTreeMap::new(),
            known: BTreeMap::new(),
            work: WORK,
        };
        let mut starts = Vec::new();
        for direction in [Direction::Inbound, Direction::Outbound] {
            for protocol in Protocol::ALL {
                let begins = |one: &TableBox| one.starts.contains(&(direction, protocol));
                let alive = boxes.iter().enumerate().filter(|(_, one)| begins(one));
                let target = builder.target(0, alive.map(|(number, _)| number).collect());
                starts.extend(target.map(|target| (direction, protocol, target)));
            }
        }
        (builder.work > 0).then(|| builder.finish(starts))
    }
}

impl Builder<'_> {
    /// The target of a record that only these boxes can have, before this field is asked; `None` where it is in no box.
    fn target(&mut self, field: usize, alive: Vec<usize>) -> Option<Target> {
        if alive.is_empty() {
            return None;
        }
        if field == FIELDS.len() {
            let number = alive.first()?;
            return self.boxes.get(*number).map(|one| Target::End(one.end));
        }
        let key = (field, alive);
        if let Some(known) = self.known.get(&key) {
            return *known;
        }
        let mut alive: Vec<Vec<usize>> = Vec::new();
        alive.resize_with(self.cuts.get(field)?.classes.len(), Vec::new);
        let mut looked_at = alive.len();
        for number in &key.1 {
            for class in self.classes.get(field)?.get(*number)? {
                looked_at += 1;
                if let Some(alive) = alive.get_mut(*class) {
                    alive.push(*number);
                }
            }
        }
        self.work = self.work.saturating_sub(looked_at);
        if self.work == 0 {
            return None;
        }
        // Values in no box make a class only where there are any.
        let has_rest = self
            .cuts
            .get(field)
            .is_some_and(|cut| cut.intervals.iter().any(|interval| interval.class == 0));
        let mut all = Vec::with_capacity(alive.len());
        for (class, alive) in alive.into_iter().enumerate().skip(usize::from(!has_rest)) {
            all.push((class, self.target(field + 1, alive)));
        }
        let is_source_port = FIELDS.get(field) == Some(&RecordField::SourcePort);
        let target = match &mut self.unite {
            Some(unite) if is_source_port => {
                let mut ends: Vec<Option<usize>> = Vec::new();
                for (_, target) in all {
                    let end = match target {
                        Some(Target::End(end)) => Some(end),
                        _ => None,
                    };
                    if !ends.contains(&end) {
                        ends.push(end);
                    }
                }
                match ends.as_slice() {
                    [one] => one.map(Target::End),
                    several => Some(Target::End(unite(several))),
                }
            }
            _ if all.iter().all(|(_, target)| target.is_none()) => None,
            _ => Some(self.node(node(field, all))),
        };
        self.known.insert(key, target);
        target
    }

    /// The node, which is there once.
    fn node(&mut self, node: WalkNode) -> Target {
        if let Some(known) = self.same.get(&node) {
            return Target::Node(*known);
        }
        self.nodes.push(node.clone());
        self.same.insert(node, self.nodes.len() - 1);
        Target::Node(self.nodes.len() - 1)
    }

    /// Makes classes that lead to the same from everywhere one, leaves out fields that tell nothing, and numbers the states.
    fn finish(mut self, starts: Vec<(Direction, Protocol, Target)>) -> Walk {
        let mut fields = Vec::new();
        for (place, field) in FIELDS.iter().enumerate() {
            let Some(mut cut) = self.cuts.get(place).cloned() else {
                continue;
            };
            let numbers = self.class_numbers(place, cut.classes.len());
            cut.renumber(|class| numbers.get(class).copied().unwrap_or_default());
            for node in self.nodes.iter_mut().filter(|node| node.field == place) {
                for edge in &mut node.edges {
                    edge.0 = numbers.get(edge.0).copied().unwrap_or_default();
                }
                sort_by_key(&mut node.edges, |edge| *edge);
                node.edges.dedup();
            }
            let is_missing = self.unite.is_some() && *field == RecordField::SourcePort;
            if !cut.tells_nothing() && !is_missing {
                fields.push((*field, cut));
            }
        }
        self.numbered(fields, &starts)
    }

    /// A number for each class of a field: one for those with the same way from every node, 0 for those that go with most
    /// others everywhere.
    fn class_numbers(&self, field: usize, classes: usize) -> Vec<usize> {
        let mut ways: Vec<Vec<(usize, Option<Target>)>> = vec![Vec::new(); classes];
        for (number, node) in self.nodes.iter().enumerate() {
            if node.field == field {
                for (class, target) in &node.edges {
                    if let Some(way) = ways.get_mut(*class) {
                        way.push((number, *target));
                    }
                }
            }
        }
        let mut numbers = BTreeMap::from([(Vec::new(), 0)]);
        let mut number = |way: Vec<(usize, Option<Target>)>| {
            let next = numbers.len();
            *numbers.entry(way).or_insert(next)
        };
        ways.into_iter().map(&mut number).collect()
    }

    fn numbered(
        &self,
        fields: Vec<(RecordField, FieldCut)>,
        starts: &[(Direction, Protocol, Target)],
    ) -> Walk {
        let is_asked = |node: &WalkNode| {
            let field = FIELDS.get(node.field);
            fields.iter().any(|(asked, _)| Some(asked) == field)
        };
        // A field that tells nothing has one way from each state.
        let passed = |mut target: Option<Target>| {
            while let Some(Target::Node(number)) = target {
                match self.nodes.get(number) {
                    Some(node) if !is_asked(node) => target = node.others,
                    _ => break,
                }
            }
            target
        };
        let mut states: BTreeMap<Target, usize> = BTreeMap::new();
        let mut waiting = Vec::new();
        let mut state = |target: Option<Target>, waiting: &mut Vec<(Target, usize)>| {
            let Some(target) = passed(target) else {
                return 0;
            };
            let next = states.len() + 1;
            *states.entry(target).or_insert_with(|| {
                waiting.push((target, next));
                next
            })
        };
        let mut walk = Walk {
            fields: Vec::new(),
            starts: Vec::new(),
            steps: Vec::new(),
            others: Vec::new(),
            ends: Vec::new(),
        };
        for (direction, protocol, target) in starts {
            let first = state(Some(*target), &mut waiting);
            walk.starts.push((*direction, *protocol, first));
        }
        let mut done = 0;
        while let Some((target, number)) = waiting.get(done).copied() {
            done += 1;
            match target {
                Target::End(end) => walk.ends.push((number, end)),
                Target::Node(node) => {
                    let Some(node) = self.nodes.get(node) else {
                        continue;
                    };
                    if node.others.is_some() {
                        walk.others.push((number, state(node.others, &mut waiting)));
                    }
                    for (class, next) in &node.edges {
                        walk.steps
                            .push((number, *class, state(*next, &mut waiting)));
                    }
                }
            }
        }
        walk.fields = fields;
        walk
    }
}

/// The node with the steps of these classes: what most of them do is said once.
fn node(field: usize, all: Vec<(usize, Option<Target>)>) -> WalkNode {
    let mut counts: BTreeMap<Option<Target>, usize> = BTreeMap::new();
    for (_, target) in &all {
        *counts.entry(*target).or_default() += 1;
    }
    let most = counts.iter().max_by_key(|(_, count)| **count);
    let others = most.and_then(|(target, _)| *target);
    let edges = all.into_iter().filter(|(_, target)| *target != others);
    WalkNode {
        field,
        others,
        edges: edges.collect(),
    }
}
