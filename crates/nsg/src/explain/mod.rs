//! The sentences: why a rule matched or did not, what is asked, and the verdict in one line.

mod assumptions;
mod question;
mod reason;
mod summary;

pub(crate) use assumptions::assumptions;
pub(crate) use question::missing_fact;
pub(crate) use reason::reason;
pub(crate) use summary::{Ruling, Summary};

use crate::model::scenario::AppliedTo;

/// The stage as a person calls it.
pub fn stage_name(applied_to: AppliedTo) -> &'static str {
    match applied_to {
        AppliedTo::VirtualNetwork => "security admin rules",
        AppliedTo::Subnet => "subnet NSG",
        AppliedTo::NetworkInterface => "NIC NSG",
    }
}

/// `a`, `a or b`, `a, b or c`; beyond `limit` the rest is counted.
pub(crate) fn alternatives<T: ToString>(items: &[T], limit: usize) -> String {
    let mut texts: Vec<String> = items.iter().take(limit).map(T::to_string).collect();
    let rest = items.len().saturating_sub(limit);
    if rest > 0 {
        texts.push(format!("{rest} more"));
    }
    match texts.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
    }
}
