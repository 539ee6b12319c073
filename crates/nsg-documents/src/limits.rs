//! What Azure refuses about a whole group.

use crate::diagnostic::Sink;
use crate::document::Draft;

/// Compares a group with Azure's limits.
pub(crate) fn check(_draft: &Draft, _sink: &mut Sink) {}
