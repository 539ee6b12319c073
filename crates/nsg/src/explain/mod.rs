//! The sentences: why a rule matched or did not, what is asked, and the verdict in one line.

pub(crate) mod assumptions;
mod question;
mod reason;
mod summary;

pub use assumptions::empty_group;
pub(crate) use question::missing_fact;
pub(crate) use reason::reason;
pub(crate) use summary::{Ruling, Summary};

use crate::model::scenario::{AppliedTo, Scenario};
use text::text;

/// The stage as a person calls it.
pub fn stage_name(applied_to: AppliedTo) -> &'static str {
    match applied_to {
        AppliedTo::VirtualNetwork => text!("stage-virtual-network"),
        AppliedTo::Subnet => text!("stage-subnet"),
        AppliedTo::NetworkInterface => text!("stage-network-interface"),
    }
}

/// The stage with its group's name, where it has one.
pub fn stage_and_group(scenario: &Scenario, applied_to: AppliedTo) -> String {
    let stage = stage_name(applied_to);
    let group = scenario
        .group(applied_to)
        .and_then(|group| group.display_name());
    match group {
        Some(group) => text!("stage-and-group", stage, group),
        None => stage.to_owned(),
    }
}

/// `a`, `a or b`, `a, b or c`; beyond `limit` the rest is counted.
pub(crate) fn alternatives<T: ToString>(items: &[T], limit: usize) -> String {
    let mut texts: Vec<String> = items.iter().take(limit).map(T::to_string).collect();
    let rest = items.len().saturating_sub(limit);
    if rest > 0 {
        texts.push(text!("list-more", rest));
    }
    match texts.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((last, others)) => {
            let others = others.join(text!("list-comma"));
            text!("list-or", others, last)
        }
    }
}
