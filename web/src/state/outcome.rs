//! The verdict of the page's flow, or what it waits for.

use super::flow_form::FlowForm;
use super::group_input::GroupInput;
use super::shared::Shared;
use leptos::prelude::*;
use nsg::{AppliedTo, Flow, FlowError, Scenario, Verdict};
use text::text;

/// The verdict, or why there is none yet.
#[derive(Clone, PartialEq)]
pub enum Outcome {
    /// Neither place holds text.
    NoRules,
    /// What reads the text in a place is on its way.
    Reading,
    /// The text in this place holds no group that could be read.
    Unreadable(AppliedTo),
    /// A field of the flow is empty, half-typed or wrong.
    FlowIncomplete,
    /// The flow as a whole cannot be judged.
    FlowError(String),
    /// The answer.
    Verdict(Shared<FlowVerdict>),
}

/// A verdict with the flow that it is about.
#[derive(Debug)]
pub struct FlowVerdict {
    /// The flow.
    pub flow: Flow,
    /// The verdict, without reasons.
    pub verdict: Verdict,
}

impl FlowVerdict {
    /// The rule that decides, where one does.
    pub fn rule_name(&self) -> Option<String> {
        self.verdict.rule_name.as_ref().map(ToString::to_string)
    }
}

/// Judges the flow form's flow.
pub(super) fn judge(
    places: [GroupInput; 2],
    is_fetched: bool,
    form: FlowForm,
    scenario: Memo<Shared<Scenario>>,
) -> Outcome {
    // Of a machine that was fetched one knows that it has no group.
    if places.iter().all(GroupInput::is_empty) && !is_fetched {
        return Outcome::NoRules;
    }
    if places.iter().any(GroupInput::waits) {
        return Outcome::Reading;
    }
    if let Some(place) = places
        .iter()
        .find(|place| !place.is_empty() && !place.has_group())
    {
        return Outcome::Unreadable(place.applied_to);
    }
    let Some(flow) = form.flow() else {
        return Outcome::FlowIncomplete;
    };
    match flow.check() {
        Ok(()) => {
            // The ladder works out the reasons of the rules that it shows.
            let verdict = scenario.with(|scenario| nsg::verify_without_reasons(scenario, &flow));
            Outcome::Verdict(Shared::new(FlowVerdict { flow, verdict }))
        }
        Err(FlowError::MixedFamilies) => Outcome::FlowError(text!("flow-no-one-family").to_owned()),
        Err(FlowError::Icmpv6) => Outcome::FlowError(text!("flow-no-icmpv6").to_owned()),
    }
}
