//! Names that no text may carry out of the tool.
//!
//! A tool puts a name into an address: the Azure CLI's HTTP library folds the segment `..`, so that deleting a rule of
//! that name deletes its group; and a name that begins with a dash is an option. Azure has no rule of such a name, but a
//! document can. What the reader calls no name for a rule is therefore written nowhere, deletes included.

use super::cannot_write::Obstacle;
use super::location::GroupLocation;
use crate::limits::is_name;
use nsg::{Name, SecurityRule};
use text::{quote, text};

/// Azure took longer names once (AD: `azure-resource-manager/management/resource-name-rules.md`).
const MAX_RESOURCE_GROUP: usize = 90;

/// Whether a rule of the name may be there: Azure has taken `+`, too (`c7n-policy-6.36e+17`,
/// Azure/azure-sdk-for-python#3238), and such a rule has to be deleted some day.
pub(super) fn can_stay(name: &str) -> bool {
    is_name(&name.replace('+', "_")) && is_told(name)
}

/// Whether a rule of the name can come into being.
pub(super) fn can_come(name: &str) -> bool {
    is_name(name) && is_told(name)
}

/// Readers put brackets around what they call one without a name, and leave an expression in its own.
fn is_told(name: &str) -> bool {
    !name.starts_with(['(', '['])
}

/// Why a rule cannot be spoken of.
pub(super) fn nameless(rule: &SecurityRule) -> Option<Obstacle> {
    let message = if rule.name.is_empty() || !is_told(&rule.name) {
        let (field, text) = (text!("write-field-name"), quote(&rule.name));
        text!("write-field-unknown", field, text)
    } else if can_stay(&rule.name) {
        return None;
    } else {
        text!("write-no-name").to_owned()
    };
    Some(Obstacle::of_rule(&rule.name, message))
}

/// Whether an application security group can be called so, by name or by id.
pub(super) fn is_group(group: &Name) -> bool {
    let text = group.as_str();
    let Some(segments) = text.strip_prefix('/') else {
        return can_come(text);
    };
    let acts = |letter: char| text::acts(letter) || letter.is_whitespace();
    segments.split('/').all(|segment| {
        !matches!(segment, "" | "." | "..") && !segment.starts_with('-') && !segment.contains(acts)
    }) && can_come(group.last_segment())
}

/// Why a script cannot say where the group is.
pub(super) fn place(place: &GroupLocation) -> Vec<Obstacle> {
    let part = |word: &str, value: Option<&str>, fits: fn(&str) -> bool| {
        let value = value.filter(|value| !fits(value))?;
        let message = text!("write-no-name-of", part = word, text = quote(value));
        Some(Obstacle::of_group(message))
    };
    let parts = [
        part(text!("write-part-name"), place.name, can_come),
        part(
            text!("write-part-resource-group"),
            place.resource_group,
            is_resource_group,
        ),
        part(
            text!("write-part-subscription"),
            place.subscription,
            can_come,
        ),
    ];
    parts.into_iter().flatten().collect()
}

/// A resource group may begin with a dash; no tool takes it for an option, since it is not a word of its own.
fn is_resource_group(name: &str) -> bool {
    name.chars().count() <= MAX_RESOURCE_GROUP
        && !name.ends_with('.')
        && name
            .chars()
            .all(|letter| letter.is_alphanumeric() || "-_().".contains(letter))
}
