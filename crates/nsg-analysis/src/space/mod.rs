//! The space of flows of one direction, cut where any rule's answer can change.
//!
//! Every field of a flow is an [`axis::Axis`]: its values in pieces, and the pieces in classes that no
//! rule tells apart. A tag of ten thousand prefixes is two classes. Both come from `nsg::index`, the
//! compiled form that answers single flows, so that there is one definition of where answers change.
//!
//! Rules of all lists that are looked at together have a bit each ([`program`]). What is not a rule's
//! condition and still tells flows apart is a bit, too ([`distinctions`]): traffic to the platform, and where
//! the question changes that a missing fact asks.

pub(crate) mod axis;
pub(crate) mod distinctions;
pub(crate) mod program;
pub(crate) mod relevant;
pub(crate) mod slice;

use nsg::index::rows::BitRows;
use slice::SpaceSlice;

/// The space, ready to be walked.
#[derive(Debug)]
pub(crate) struct Space {
    /// What each class of each axis matches.
    pub(crate) rows: BitRows,
    /// The parts with axes of their own.
    pub(crate) slices: Vec<SpaceSlice>,
}
