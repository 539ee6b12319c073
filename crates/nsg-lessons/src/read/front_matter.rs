//! The YAML above a lesson, which any Git host shows as a table.

use crate::failure::{FailureKind, FailureSink};
use serde::Deserialize;
use std::num::NonZeroU32;

const HELP: &str = "the keys are `title`, `order`, `teaches`, `belief` and, for a row of the list of cases, `case`; a text with `: ` \
                    or ` #` in it stands in quotes";

/// What stands above the text of a lesson.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FrontMatter {
    pub(super) title: String,
    pub(super) order: NonZeroU32,
    pub(super) teaches: String,
    pub(super) belief: String,
    pub(super) case: Option<NonZeroU32>,
}

/// Reads the block that begins at the line; `None` where something is wrong with it, which is reported.
pub(super) fn read(line: usize, text: &str, sink: &mut FailureSink<'_>) -> Option<FrontMatter> {
    match serde_saphyr::from_str(text) {
        Ok(front_matter) => Some(front_matter),
        Err(error) => {
            let at = error.location().map_or(0, |location| location.line());
            let message = format!("the lines above the text cannot be read: {error}");
            let at = usize::try_from(at).unwrap_or_default();
            sink.report(FailureKind::Format, line + at, message, HELP);
            None
        }
    }
}
