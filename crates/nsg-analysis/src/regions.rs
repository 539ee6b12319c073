//! From a diagram to boxes of flows, as few as a reader can be given.

use crate::diagram::{Diagram, Leaf, PathTarget, flow_set};
use crate::flow_set::FlowSet;
use crate::limits::{Limits, TooLarge};
use crate::space::Space;
use crate::space::axis::{ClassSet, union};
use crate::space::slice::{FIELDS, SpaceSlice};
use nsg::{Direction, Protocol};
use rustc_hash::FxHashMap;

/// A box of flows by classes.
#[derive(Clone, Debug)]
struct ClassBox {
    /// Index of the first slice with the same classes.
    slice: usize,
    protocols: Vec<Protocol>,
    sets: [ClassSet; FIELDS],
    leaf: usize,
}

/// Every flow that the diagrams of the slices lead anywhere, in disjoint boxes.
///
/// # Errors
///
/// [`TooLarge`] beyond the limits.
pub(crate) fn regions(
    direction: Direction,
    space: &Space,
    diagram: &Diagram<'_, '_>,
    roots: &[PathTarget],
    limits: &Limits,
) -> Result<Vec<(FlowSet, Leaf)>, TooLarge> {
    let mut cells: Vec<ClassBox> = Vec::new();
    for (number, (slice, root)) in space.slices.iter().zip(roots).enumerate() {
        // Their axes have the same classes: where flows have no ports, those fields have one.
        let like =
            |other: &SpaceSlice| (other.ipv4, other.has_ports()) == (slice.ipv4, slice.has_ports());
        let first = space.slices.iter().position(like).unwrap_or(number);
        let cell = ClassBox {
            slice: first,
            protocols: slice.protocols.clone(),
            sets: slice.axes.each_ref().map(|axis| axis.all().clone()),
            leaf: 0,
        };
        open(diagram, *root, cell, &mut cells, limits)?;
    }
    let cells = merge(cells);
    let mut result = Vec::with_capacity(cells.len());
    for cell in cells {
        let slice = space.slices.get(cell.slice);
        let leaf = diagram.leaf(cell.leaf).cloned();
        if let (Some(slice), Some(leaf)) = (slice, leaf) {
            result.push((flow_set(direction, slice, cell.protocols, &cell.sets), leaf));
        }
    }
    Ok(result)
}

/// Every path from here, as a box.
fn open(
    diagram: &Diagram<'_, '_>,
    target: PathTarget,
    mut cell: ClassBox,
    cells: &mut Vec<ClassBox>,
    limits: &Limits,
) -> Result<(), TooLarge> {
    match target {
        PathTarget::Nothing => {}
        PathTarget::Leaf(leaf) => {
            if cells.len() >= limits.regions {
                return Err(TooLarge::Pieces);
            }
            cell.leaf = leaf;
            cells.push(cell);
        }
        PathTarget::Node(number) => {
            let Some(node) = diagram.node(number) else {
                return Ok(());
            };
            for (classes, target) in &node.edges {
                let mut inner = cell.clone();
                if let Some(set) = inner.sets.get_mut(node.field) {
                    set.clone_from(classes);
                }
                open(diagram, *target, inner, cells, limits)?;
            }
        }
    }
    Ok(())
}

/// Joins boxes that differ in one part alone, until none do.
fn merge(mut cells: Vec<ClassBox>) -> Vec<ClassBox> {
    loop {
        let before = cells.len();
        cells = join(
            cells,
            |cell| (cell.slice, cell.leaf, cell.sets.clone()),
            |kept, more| {
                kept.protocols.extend(more.protocols);
            },
        );
        for field in 0..FIELDS {
            let key = |cell: &ClassBox| {
                let mut sets = cell.sets.clone();
                if let Some(set) = sets.get_mut(field) {
                    set.clear();
                }
                (cell.slice, cell.leaf, sets, cell.protocols.clone())
            };
            cells = join(cells, key, |kept, more| {
                if let (Some(to), Some(set)) = (kept.sets.get_mut(field), more.sets.get(field)) {
                    *to = union(to, set);
                }
            });
        }
        if cells.len() == before {
            return cells;
        }
    }
}

/// Joins the cells that have a key in common.
fn join<K: std::hash::Hash + Eq>(
    cells: Vec<ClassBox>,
    key: impl Fn(&ClassBox) -> K,
    add: impl Fn(&mut ClassBox, ClassBox),
) -> Vec<ClassBox> {
    let mut kept: Vec<ClassBox> = Vec::with_capacity(cells.len());
    let mut places: FxHashMap<K, usize> = FxHashMap::default();
    for cell in cells {
        let place = *places.entry(key(&cell)).or_insert(kept.len());
        match kept.get_mut(place) {
            Some(known) => add(known, cell),
            None => kept.push(cell),
        }
    }
    kept
}
