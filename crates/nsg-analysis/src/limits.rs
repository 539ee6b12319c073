//! How much work and memory an analysis may take.

use std::fmt;
use text::text;

/// Bounds of an analysis. Whoever wants to end it sooner runs it in a worker and ends that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of lists and nodes that a walk may keep, at most.
    pub bytes: usize,
    /// Regions of a result, at most.
    pub regions: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            // With what lies around them that is some 400 MB, within what a browser gives a page.
            bytes: 320 << 20,
            regions: 100_000,
        }
    }
}

impl Limits {
    /// Whether so many bytes are too many.
    pub(crate) fn check(&self, bytes: usize) -> Result<(), TooLarge> {
        if bytes > self.bytes {
            return Err(TooLarge);
        }
        Ok(())
    }
}

/// The rules make more different sets of flows than the [`Limits`] allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLarge;

impl fmt::Display for TooLarge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(text!("analysis-too-large"))
    }
}

impl std::error::Error for TooLarge {}
