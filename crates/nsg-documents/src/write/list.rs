//! Texts one after the other.

use std::fmt::Display;

/// What stands between words, where there are any.
pub(super) fn list<T: Display>(items: impl IntoIterator<Item = T>, between: &str) -> String {
    let items = items.into_iter().map(|item| item.to_string());
    items.collect::<Vec<_>>().join(between)
}
