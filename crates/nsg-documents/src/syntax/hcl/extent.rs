//! How far values reach: what a small text makes can be without end.

use super::value::HclNode;

/// Deeper values would overflow the stack of whoever walks them; no configuration has them.
const MAX_DEPTH: usize = 48;

/// Values share their parts, so a small text can make one that is without end for whoever walks it.
const MAX_SIZE: usize = 500_000;

/// How deep a value nests, and how many values are in it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Extent {
    pub(super) depth: usize,
    pub(super) size: usize,
}

impl Extent {
    /// That of a value in which no other is.
    pub(super) const SINGLE: Self = Self { depth: 0, size: 1 };

    /// The extent of a value around others; `None` where it is more than any configuration has.
    pub(super) fn around<'v>(inner: impl Iterator<Item = &'v HclNode>) -> Option<Self> {
        let mut extent = Self { depth: 1, size: 1 };
        for node in inner {
            let Self { depth, size } = node.value.extent();
            extent.depth = extent.depth.max(depth + 1);
            extent.size = extent.size.saturating_add(size);
        }
        (extent.depth <= MAX_DEPTH && extent.size <= MAX_SIZE).then_some(extent)
    }
}
