//! The effect of a rule on the ladder, in a word.

use nsg::{Access, AdminAccess, Field};
use text::text;

/// What a rule of a group or a security admin rule does, where that is known.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum RowAccess {
    Allow,
    AlwaysAllow,
    Deny,
    Unknown,
}

impl RowAccess {
    /// The word for people.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Allow => Access::Allow.word(),
            Self::AlwaysAllow => text!("ladder-always-allow"),
            Self::Deny => Access::Deny.word(),
            Self::Unknown => text!("ladder-access-unknown"),
        }
    }
}

impl From<&Field<Access>> for RowAccess {
    fn from(access: &Field<Access>) -> Self {
        match access {
            Field::Known(Access::Allow) => Self::Allow,
            Field::Known(Access::Deny) => Self::Deny,
            Field::Unknown(_) => Self::Unknown,
        }
    }
}

impl From<&Field<AdminAccess>> for RowAccess {
    fn from(access: &Field<AdminAccess>) -> Self {
        match access {
            Field::Known(AdminAccess::Allow) => Self::Allow,
            Field::Known(AdminAccess::AlwaysAllow) => Self::AlwaysAllow,
            Field::Known(AdminAccess::Deny) => Self::Deny,
            Field::Unknown(_) => Self::Unknown,
        }
    }
}
