//! Limits on the work and the memory of an analysis.

use nsg::{Branches, MissingFact, Question};
use std::cell::Cell;
use std::fmt;
use std::rc::Rc;
use text::text;

/// Bounds of an analysis. A clone has what the original has left. Whoever wants to end it sooner runs it in a worker and ends that.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Bytes of lists and nodes that a walk may keep, at most.
    pub bytes: usize,
    /// Regions of a result, at most.
    pub regions: usize,
    /// What missing facts may still cost, in the unit of [`Branches::work`]. All walks of one question share it.
    work: Rc<Cell<usize>>,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            // With what lies around them that is some 400 MB, within what a browser gives a page.
            bytes: 320 << 20,
            regions: 100_000,
            // Half a second in WebAssembly.
            work: Rc::new(Cell::new(24 << 20)),
        }
    }
}

impl Limits {
    /// Whether so many bytes are too many.
    pub(crate) fn check(&self, bytes: usize) -> Result<(), TooLarge> {
        if bytes > self.bytes {
            return Err(TooLarge::Pieces);
        }
        Ok(())
    }

    /// Takes what the branches cost from what is left.
    pub(crate) fn spend(&self, branches: &Branches<'_>) -> Result<(), TooLarge> {
        let left = self.work.get().checked_sub(branches.work);
        self.work.set(left.unwrap_or_default());
        if left.is_some() {
            return Ok(());
        }
        let given_up = branches.given_up.as_ref();
        let supposed = branches
            .all
            .iter()
            .find_map(|branch| branch.supposed.iter().next());
        let first = given_up.or(supposed.map(|(fact, _)| fact));
        let first = first.map(|fact| MissingFact::of(Question::Fact(fact.clone())).question);
        Err(TooLarge::Unknown { first })
    }
}

/// Why an analysis was given up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TooLarge {
    /// The rules make more different sets of flows than the [`Limits`] allow.
    Pieces,
    /// So many facts are missing that what hangs on which cannot be told.
    Unknown {
        /// The question to settle first.
        first: Option<String>,
    },
}

impl fmt::Display for TooLarge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Pieces => f.write_str(text!("analysis-too-large")),
            Self::Unknown { first } => {
                let first = first.as_deref().unwrap_or_default();
                f.write_str(&text!("analysis-too-much-unknown", question = first))
            }
        }
    }
}

impl std::error::Error for TooLarge {}
