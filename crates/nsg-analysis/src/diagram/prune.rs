//! Drops rules that can no longer matter.

use super::open_rules::{OpenRules, entries, is_set};
use crate::space::program::Program;
use crate::space::slice::SpaceSlice;
use nsg::Effect;

pub(super) struct Pruner<'p, 'a> {
    programs: &'p [Program<'a>],
    platform: Vec<u64>,
    /// So many rules of a stage that are sure to match are kept.
    kept: usize,
    /// Where the bits of rules end and those of marks begin.
    end: usize,
}

impl<'p, 'a> Pruner<'p, 'a> {
    pub(super) fn new(programs: &'p [Program<'a>], platform: Vec<u64>, kept: usize) -> Self {
        let stages = programs.iter().flat_map(|program| &program.stages);
        let end = stages.map(|stage| stage.words.end * 64).max();
        Self {
            programs,
            platform,
            kept,
            end: end.unwrap_or(0),
        }
    }

    /// Whether some of the flows may be traffic of the platform.
    pub(super) fn may_be_platform(&self, live: &OpenRules) -> bool {
        entries(live).any(|entry| is_set(&self.platform, entry.bit()))
    }

    /// Whether the flows end alike whatever `field` and the later fields are: in each stage the rules that
    /// are kept are certain, so nothing tells the flows apart any more.
    pub(super) fn is_settled(&self, live: &OpenRules, slice: &SpaceSlice, field: usize) -> bool {
        let certain = slice.certain.get(field).map(Vec::as_slice);
        let certain = certain.unwrap_or_default();
        let mut rules = entries(live).take_while(|entry| entry.bit() < self.end);
        !self.may_be_platform(live)
            && rules.all(|entry| !entry.is_open() && is_set(certain, entry.bit()))
    }

    /// Drops rules behind one that is sure to match whatever `field` and the later fields are, and the
    /// stages behind one that is sure to end the flow.
    pub(super) fn prune(&self, live: OpenRules, slice: &SpaceSlice, field: usize) -> OpenRules {
        // Platform traffic is not judged by ordinary rules, so none of them is sure to end it.
        if self.may_be_platform(&live) {
            return live;
        }
        // After the last field everything that is sure is certain.
        let certain = slice.certain.get(field).filter(|bits| !bits.is_empty());
        let is_certain = |bit| certain.is_none_or(|bits| is_set(bits, bit));
        let mut kept = Vec::with_capacity(live.len());
        let mut rest = entries(&live).peekable();
        for program in self.programs {
            let mut ended = false;
            for stage in &program.stages {
                let (mut first, mut found) = (true, if ended { self.kept } else { 0 });
                while let Some(entry) = rest.next_if(|entry| entry.bit() / 64 < stage.words.end) {
                    if found == self.kept {
                        continue;
                    }
                    kept.push(entry.0);
                    let certain = !entry.is_open() && is_certain(entry.bit());
                    found += usize::from(certain);
                    let ends = || {
                        matches!(
                            stage.effect(entry.bit()),
                            Some(Effect::Drop | Effect::Deliver)
                        )
                    };
                    ended = certain && first && self.kept == 1 && ends();
                    first = false;
                }
            }
        }
        kept.extend(rest.map(|entry| entry.0));
        // Most lists lose nothing, and need no memory of their own.
        if kept.len() == live.len() {
            live
        } else {
            kept.into()
        }
    }
}
