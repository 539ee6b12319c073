//! The fewest higher rules that leave a rule nothing.

use crate::diagram::cells;
use crate::space::Space;
use crate::space::distinctions::Marks;
use crate::space::program::Program;
use crate::space::relevant;
use nsg::sort::sort_by_key;
use nsg::{AppliedTo, Direction, Flow, Network, Stage, StageRule};

/// What leaves a rule nothing.
#[derive(Debug, Default)]
pub(super) struct Cover {
    /// Places of the higher rules, ascending.
    pub(super) blockers: Vec<usize>,
    /// A flow that the rule matches and that one of them decides.
    pub(super) witness: Option<Flow>,
}

/// Covers the last of these rules, which none of its flows reaches, by the others. Where they cut its
/// flows into too many pieces for the fewest to be found, or where missing facts leave it nothing, there is no cover, and the
/// finding names none.
pub(super) fn cover(
    direction: Direction,
    network: &Network,
    applied_to: AppliedTo,
    rules: Vec<StageRule<'_>>,
) -> Cover {
    let stage = Stage {
        applied_to,
        group: None,
        rules,
    };
    let mut programs = [Program::new(network, vec![stage])];
    let mut places: Vec<usize> = Vec::new();
    for stage in programs.iter_mut().flat_map(|program| &mut program.stages) {
        if let Some(rule) = stage.rules.last_mut() {
            rule.wanted = true;
        }
        let relevant = relevant::places(stage);
        let mut place = 0;
        stage.rules.retain(|_| {
            place += 1;
            relevant.contains(&(place - 1))
        });
        places = relevant;
    }
    let [program] = &mut programs;
    let first_mark = program.lay_out(0) * 64;
    let target = places.len().saturating_sub(1);
    let conditions = program.bits().map(|(_, rule)| rule.rule.conditions);
    let marks = Marks::new(direction, std::iter::once(network), conditions);
    let space = Space::new(direction, &programs, &marks, first_mark);
    let Ok(found) = cells(direction, &space, target) else {
        return Cover::default();
    };
    if found.hangs_on_facts {
        return Cover::default();
    }
    let opposite = |place: usize| {
        let effect = |place: usize| {
            let [program] = &programs;
            program
                .stages
                .first()?
                .rules
                .get(place)
                .map(|rule| rule.rule.effect.clone())
        };
        effect(place) != effect(target)
    };
    let mut blockers = fewest(&found.covers);
    // A rule that decides some of the flows and does the opposite is what a person must hear of.
    let named = blockers.iter().any(|place| opposite(*place));
    if !named {
        blockers.extend(
            found
                .deciders
                .iter()
                .copied()
                .find(|place| opposite(*place)),
        );
        blockers.sort_unstable();
        blockers.dedup();
    }
    let blockers = blockers
        .iter()
        .filter_map(|place| places.get(*place).copied());
    Cover {
        blockers: blockers.collect(),
        witness: found.witness,
    }
}

/// Up to so many are found for certain to be the fewest; beyond it the greedy choice is taken.
const EXACT: usize = 3;

/// So many parts are searched for more than one rule: each more rule multiplies the work.
const SEARCHED: usize = 2_000;

/// The smallest set that has a member in each of these.
fn fewest(sets: &[Vec<usize>]) -> Vec<usize> {
    let mut needed: Vec<_> = sets.iter().collect();
    sort_by_key(&mut needed, |set| set.len());
    let most = if needed.len() > SEARCHED { 1 } else { EXACT };
    for size in 0..=most {
        let mut chosen = Vec::new();
        if hits(&needed, &mut chosen, size) {
            chosen.sort_unstable();
            return chosen;
        }
    }
    greedy(needed)
}

/// Whether so many more are enough; they are then among the chosen.
fn hits(needed: &[&Vec<usize>], chosen: &mut Vec<usize>, left: usize) -> bool {
    let open = needed
        .iter()
        .find(|set| !set.iter().any(|place| chosen.contains(place)));
    let Some(open) = open else {
        return true;
    };
    if left == 0 {
        return false;
    }
    for place in open.iter() {
        chosen.push(*place);
        if hits(needed, chosen, left - 1) {
            return true;
        }
        chosen.pop();
    }
    false
}

fn greedy(mut needed: Vec<&Vec<usize>>) -> Vec<usize> {
    let mut chosen = Vec::new();
    while !needed.is_empty() {
        let members = || needed.iter().copied().flatten();
        let mut counts = vec![0_usize; members().max().map_or(0, |last| last + 1)];
        for place in members() {
            if let Some(count) = counts.get_mut(*place) {
                *count += 1;
            }
        }
        let most = counts.iter().enumerate().max_by_key(|(_, count)| **count);
        let Some((best, _)) = most else {
            break;
        };
        needed.retain(|set| !set.contains(&best));
        chosen.push(best);
    }
    chosen.sort_unstable();
    chosen
}
