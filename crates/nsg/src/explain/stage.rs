//! Names of stages.

use crate::model::applied_to::AppliedTo;
use crate::model::scenario::Scenario;
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
