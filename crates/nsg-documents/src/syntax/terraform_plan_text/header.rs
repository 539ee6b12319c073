//! The lines of a plan before a resource, which say what becomes of it.

use super::cursor::Cursor;

/// What a plan does with a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Action {
    Create,
    Update,
    Delete,
    Replace,
    /// It changes its address, or comes under Terraform's care; its values stay.
    Keep,
    /// Terraform knows nothing more of it, and it stays as it is.
    Forget,
    /// It is not known, or put off to a later plan.
    Unknown,
    /// It is no part of the plan: what was found to be changed already, and what is only read.
    None,
}

impl Action {
    /// The names that Terraform has for it in JSON.
    pub(super) fn names(self) -> &'static [&'static str] {
        match self {
            Self::Create => &["create"],
            Self::Update => &["update"],
            Self::Delete => &["delete"],
            Self::Replace => &["delete", "create"],
            Self::Keep | Self::Unknown | Self::None => &["no-op"],
            Self::Forget => &["forget"],
        }
    }
}

/// What the comment before a resource says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PlanHeader<'t> {
    pub(super) address: &'t str,
    /// The address that it has before the change, where that is another one.
    pub(super) previous: Option<&'t str>,
    pub(super) action: Action,
}

/// What is said of a resource, by the beginnings of the sentences.
const SENTENCES: [(&str, Action); 16] = [
    ("will be created", Action::Create),
    ("will be updated in-place", Action::Update),
    ("will be destroyed", Action::Delete),
    ("must be destroyed", Action::Delete),
    ("will be replaced", Action::Replace),
    ("must be replaced", Action::Replace),
    ("is tainted, so must be replaced", Action::Replace),
    ("is tainted, so it must be replaced", Action::Replace),
    ("will be imported", Action::Keep),
    ("will no longer be managed by", Action::Forget),
    ("will be removed from the", Action::Forget),
    ("will be read during apply", Action::None),
    ("has changed", Action::None),
    ("has been changed", Action::None),
    ("has been deleted", Action::None),
    ("no longer exists", Action::None),
];

/// Reads a comment that says what becomes of a resource; `None` where it is about no resource.
pub(super) fn of<'t>(cursor: &mut Cursor<'t>) -> Option<PlanHeader<'t>> {
    if !cursor.eat("#") {
        return None;
    }
    let address = cursor.address();
    if !address.contains('.') || address.starts_with(['(', '"', '.']) {
        return None;
    }
    if cursor.eat("has moved to") {
        return Some(PlanHeader {
            address: cursor.address(),
            previous: Some(address),
            action: Action::Keep,
        });
    }
    // `(deposed object 1a2b3c4d)` is what an earlier apply left over.
    if cursor.rest().starts_with('(') {
        cursor.take_while(|letter| letter != ')');
        cursor.eat(")");
    }
    let sentence = cursor.plain_rest();
    let known = SENTENCES
        .iter()
        .find(|(known, _)| sentence.starts_with(known));
    Some(PlanHeader {
        address,
        previous: None,
        action: known.map_or(Action::Unknown, |(_, action)| *action),
    })
}

impl PlanHeader<'_> {
    /// The header of a resource that has none.
    pub(super) fn missing() -> Self {
        Self {
            address: "",
            previous: None,
            action: Action::Unknown,
        }
    }
}

/// Reads the comment behind a header that says from where a resource was moved.
pub(super) fn moved_from<'t>(cursor: &mut Cursor<'t>) -> Option<&'t str> {
    let is_moved = cursor.eat("#") && cursor.eat("(moved from");
    is_moved.then(|| cursor.address().trim_end_matches(')'))
}

/// What a line says of the plan as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sentence {
    /// The resources follow.
    Actions,
    /// They follow, and some are missing.
    PartOfActions,
    /// There are none.
    NoChanges,
}

/// Reads a sentence that only a plan has.
pub(super) fn sentence(cursor: &mut Cursor<'_>) -> Option<Sentence> {
    // Most lines are told by their first letter.
    if !cursor.rest().starts_with(['T', 'O', 'A', 'N']) {
        return None;
    }
    let line = cursor.plain_rest();
    let known = PLANS.iter().find(|(words, _)| line.starts_with(words));
    known.map(|(_, sentence)| *sentence)
}

/// The sentences that only a plan has, by their beginnings.
const PLANS: [(&str, Sentence); 8] = [
    (
        "Terraform will perform the following actions",
        Sentence::Actions,
    ),
    (
        "OpenTofu will perform the following actions",
        Sentence::Actions,
    ),
    (
        "An execution plan has been generated and is shown below",
        Sentence::Actions,
    ),
    (
        "Terraform planned the following actions, but then encountered a problem",
        Sentence::PartOfActions,
    ),
    (
        "OpenTofu planned the following actions, but then encountered a problem",
        Sentence::PartOfActions,
    ),
    (
        "No changes. Your infrastructure matches the configuration",
        Sentence::NoChanges,
    ),
    (
        "No changes. Your infrastructure still matches the configuration",
        Sentence::NoChanges,
    ),
    (
        "No changes. Infrastructure is up-to-date",
        Sentence::NoChanges,
    ),
];
