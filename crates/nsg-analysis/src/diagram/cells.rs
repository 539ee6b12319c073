//! Every set of rules under which a part of one rule lies.

use super::open_rules::{OpenRule, OpenRules, entries, is_after, start};
use super::survey::witness;
use crate::limits::TooLarge;
use crate::space::Space;
use crate::space::slice::{FIELDS, SpaceSlice};
use nsg::{Direction, Flow};
use rustc_hash::FxHashSet;
use std::collections::BTreeSet;

/// What lies over a rule.
#[derive(Debug, Default)]
pub(crate) struct CellsOverRule {
    /// For each part of its flows, the higher rules that are sure to match, by place; each set once.
    pub(crate) covers: Vec<Vec<usize>>,
    /// The rules that are the first of such a set, ascending.
    pub(crate) deciders: Vec<usize>,
    /// Whether a part of its flows lies under none that is sure to match: missing facts leave it nothing.
    pub(crate) hangs_on_facts: bool,
    /// One of its flows.
    pub(crate) witness: Option<Flow>,
}

/// So many sets of rules may lie over one rule; beyond it the fewest that cover it are not looked for.
const MOST: usize = 20_000;

struct DiagramWalk<'p> {
    space: &'p Space,
    direction: Direction,
    target: usize,
    walked: FxHashSet<(usize, OpenRules)>,
    found: Vec<Vec<usize>>,
    hangs_on_facts: bool,
    witness: Option<Flow>,
}

/// What lies over the rule of this bit, in the only program. Traffic of the platform is left aside.
///
/// # Errors
///
/// [`TooLarge`] where there are too many sets.
pub(crate) fn cells(
    direction: Direction,
    space: &Space,
    target: usize,
) -> Result<CellsOverRule, TooLarge> {
    let mut walk = DiagramWalk {
        space,
        direction,
        target,
        walked: FxHashSet::default(),
        found: Vec::new(),
        hangs_on_facts: false,
        witness: None,
    };
    for slice in &space.slices {
        walk.walked.clear();
        walk.step(slice, 0, start(space, slice), &mut [0; FIELDS])?;
    }
    let covers: Vec<Vec<usize>> = walk.found.into_iter().collect();
    let deciders = covers.iter().filter_map(|set| set.first().copied());
    let deciders: BTreeSet<usize> = deciders.collect();
    Ok(CellsOverRule {
        covers,
        deciders: deciders.into_iter().collect(),
        hangs_on_facts: walk.hangs_on_facts,
        witness: walk.witness,
    })
}

impl DiagramWalk<'_> {
    fn step(
        &mut self,
        slice: &SpaceSlice,
        field: usize,
        live: OpenRules,
        path: &mut [usize; FIELDS],
    ) -> Result<(), TooLarge> {
        if !entries(&live).any(|entry| entry.bit() == self.target) {
            return Ok(());
        }
        // Only rules above the target can cover it.
        let live: OpenRules = live
            .iter()
            .copied()
            .take_while(|code| !is_after(*code, self.target))
            .collect();
        let key = (field, live);
        if self.walked.contains(&key) {
            return Ok(());
        }
        if self.walked.len() > MOST {
            return Err(TooLarge::Pieces);
        }
        match slice.axes.get(field) {
            None => {
                let sure =
                    entries(&key.1).filter(|entry| !entry.is_open() && entry.bit() != self.target);
                let set: Vec<usize> = sure.map(OpenRule::bit).collect();
                if set.is_empty() {
                    self.hangs_on_facts = true;
                } else {
                    self.witness = self
                        .witness
                        .or_else(|| witness(self.direction, slice, path));
                    if !self.found.contains(&set) {
                        self.found.push(set);
                    }
                }
            }
            Some(axis) => {
                for (left, _, class) in self.space.groups(axis, field, &key.1) {
                    if let Some(place) = path.get_mut(field) {
                        *place = class;
                    }
                    self.step(slice, field + 1, left, path)?;
                }
            }
        }
        self.walked.insert(key);
        Ok(())
    }
}
