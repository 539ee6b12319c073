//! Drops rules that can no longer matter.

use crate::space::program::{Program, ProgramStage};
use crate::space::slice::Slice;
use nsg::Effect;

pub(super) struct Pruner<'p, 'a> {
    programs: &'p [Program<'a>],
    platform: Vec<u64>,
}

impl<'p, 'a> Pruner<'p, 'a> {
    pub(super) fn new(programs: &'p [Program<'a>], platform: Vec<u64>) -> Self {
        Self { programs, platform }
    }

    /// Drops rules behind one that is sure to match whatever `field` and the later fields are, and the
    /// stages behind one that is sure to end the flow.
    pub(super) fn prune(&self, state: &mut [u64], slice: &Slice, field: usize) {
        let (may, sure) = state.split_at_mut(state.len() / 2);
        // Platform traffic is not judged by ordinary rules, so none of them is sure to end it.
        if may.iter().zip(&self.platform).any(|(a, b)| a & b != 0) {
            return;
        }
        let certain = slice.certain.get(field).map(Vec::as_slice);
        for program in self.programs {
            let mut ended = false;
            for stage in &program.stages {
                if ended {
                    clear_from(may, sure, stage, stage.words.start * 64);
                    continue;
                }
                let Some(first) = first_certain(sure, certain.unwrap_or_default(), stage) else {
                    continue;
                };
                clear_from(may, sure, stage, first + 1);
                ended = first_set(may, stage) == Some(first)
                    && matches!(stage.effect(first), Some(Effect::Drop | Effect::Deliver));
            }
        }
    }
}

/// The first bit of the stage that is set.
pub(super) fn first_set(bits: &[u64], stage: &ProgramStage<'_>) -> Option<usize> {
    let words = bits.get(stage.words.clone())?.iter().enumerate();
    let (word, bits) = words.into_iter().find(|(_, bits)| **bits != 0)?;
    Some((stage.words.start + word) * 64 + bits.trailing_zeros() as usize)
}

fn first_certain(sure: &[u64], certain: &[u64], stage: &ProgramStage<'_>) -> Option<usize> {
    let mut words = stage.words.clone();
    words.find_map(|word| {
        // After the last field everything that is sure is certain.
        let certain = certain.get(word).copied().unwrap_or(u64::MAX);
        let bits = sure.get(word)? & certain;
        (bits != 0).then(|| word * 64 + bits.trailing_zeros() as usize)
    })
}

fn clear_from(may: &mut [u64], sure: &mut [u64], stage: &ProgramStage<'_>, bit: usize) {
    for word in stage
        .words
        .clone()
        .skip_while(|word| (word + 1) * 64 <= bit)
    {
        let keep = if word * 64 < bit {
            (1_u64 << (bit % 64)).wrapping_sub(1)
        } else {
            0
        };
        for bits in [&mut *may, &mut *sure] {
            if let Some(bits) = bits.get_mut(word) {
                *bits &= keep;
            }
        }
    }
}
