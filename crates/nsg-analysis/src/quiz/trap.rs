//! Traps: where the first look is wrong.

use serde::{Deserialize, Serialize};

/// Why a question surprises.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Trap {
    /// A rule matches in every field, but an earlier rule of its group does the opposite.
    Shadowed,
    /// One group allows it, and the other denies it.
    OtherGroup,
    /// The rule that decides matches by a tag that holds more than its name says.
    TagHoldsMore,
    /// A default rule lets through what the user's rules do not mention.
    DefaultRule,
    /// A rule that would decide otherwise misses by one field that is easily overlooked.
    NearMiss,
    /// It hangs on what is not known.
    Depends,
}

impl Trap {
    /// Every one.
    pub const ALL: [Self; 6] = [
        Self::Shadowed,
        Self::OtherGroup,
        Self::TagHoldsMore,
        Self::DefaultRule,
        Self::NearMiss,
        Self::Depends,
    ];

    /// The stable name, in kebab case.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Shadowed => "shadowed",
            Self::OtherGroup => "other-group",
            Self::TagHoldsMore => "tag-holds-more",
            Self::DefaultRule => "default-rule",
            Self::NearMiss => "near-miss",
            Self::Depends => "depends",
        }
    }
}
