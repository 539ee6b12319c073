//! Drops rules that can no longer matter.

use super::open_rules::{OpenRule, OpenRules, entries, is_set};
use crate::space::program::{Program, ProgramRule};
use crate::space::slice::SpaceSlice;
use nsg::Effect;
use rustc_hash::FxHashMap;

pub(super) struct Pruner<'p, 'a> {
    programs: &'p [Program<'a>],
    platform: Vec<u64>,
    /// So many rules of a stage that are sure to match are kept.
    kept: usize,
    /// Where the bits of rules end and those of marks begin.
    end: usize,
    /// Places of rules without a number, each with the bits of the rules that part it from the place before.
    parted: FxHashMap<usize, Vec<usize>>,
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
            parted: parted(programs),
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
        let live = self.without_equal_places(live);
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
    /// Drops places of a rule without a number that are no other than the ones before, because nothing that is left
    /// parts them in either program.
    fn without_equal_places(&self, live: OpenRules) -> OpenRules {
        if self.parted.is_empty() {
            return live;
        }
        let is_left = |bit: &usize| {
            let of_bit = |code: &u32| OpenRule(*code).bit();
            live.binary_search_by_key(bit, of_bit).is_ok()
        };
        let stays = |entry: &OpenRule| match self.parted.get(&entry.bit()) {
            Some(by) => by.iter().any(is_left),
            None => true,
        };
        let kept = entries(&live).filter(stays).map(|entry| entry.0);
        kept.collect()
    }
}

fn parted(programs: &[Program<'_>]) -> FxHashMap<usize, Vec<usize>> {
    let rules = || programs.iter().flat_map(Program::bits);
    let places = rules().filter_map(|(bit, rule)| {
        let by = rule.parted_by.clone()?;
        let number = |other: &ProgramRule<'_>| other.rule.priority.known().copied();
        let parts = |other: &ProgramRule<'_>| {
            other.rule.applied_to == rule.rule.applied_to
                && number(other).is_some_and(|number| by.contains(&number))
        };
        let by = rules().filter(|(_, other)| parts(other));
        Some((bit, by.map(|(bit, _)| bit).collect()))
    });
    places.collect()
}
