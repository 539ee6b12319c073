//! From programs to boxes of flows: the way that every question takes.

use crate::diagram::{Diagram, Leaf, Mode, PathTarget, Wanted};
use crate::flow_set::FlowSet;
use crate::limits::{Limits, TooLarge};
use crate::regions::regions;
use crate::space::Space;
use crate::space::distinctions::Marks;
use crate::space::program::Program;
use crate::space::relevant;
use nsg::{Direction, Protocol};

/// Drops the rules that play no part, and walks what is left. `protocols`: only these, where given.
///
/// # Errors
///
/// [`TooLarge`] beyond the limits.
pub(crate) fn walk(
    direction: Direction,
    programs: &mut [Program<'_>],
    mode: Mode,
    protocols: Option<&[Protocol]>,
    limits: Limits,
) -> Result<Vec<(FlowSet, Leaf)>, TooLarge> {
    relevant::keep(programs);
    let marks = Marks::new(
        direction,
        programs.iter().map(|program| &*program.network),
        programs
            .iter()
            .flat_map(Program::bits)
            .map(|(_, rule)| rule.rule.conditions),
    );
    let mut words = 0;
    for program in programs.iter_mut() {
        words = program.lay_out(words);
    }
    let mut space = Space::new(direction, programs, &marks, words * 64);
    if let Some(protocols) = protocols {
        for slice in &mut space.slices {
            slice
                .protocols
                .retain(|protocol| protocols.contains(protocol));
        }
        space.slices.retain(|slice| !slice.protocols.is_empty());
    }
    let wanted = Wanted {
        bits: relevant::bits(programs, words),
        platform: marks.platform_bits(words * 64),
        mode,
    };
    let mut diagram = Diagram::new(direction, programs, &space, wanted, limits.clone());
    let roots = space.slices.iter().map(|slice| diagram.walk(slice));
    let roots: Vec<PathTarget> = roots.collect::<Result<_, _>>()?;
    regions(direction, &space, &diagram, &roots, &limits)
}
