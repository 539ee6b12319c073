//! The subject of a question to Azure: kept as it was when the question was put.

use super::deployed::Deployed;
use crate::state::{FlowVerdict, Outcome, Shared, Sources, State};
use azure::confirm::{Confirmation, Context, LiveAnswer, TagData, VirtualNetworkData, compare};
use leptos::prelude::*;
use nsg::Scenario;
use std::rc::Rc;
use text::text;

/// The machine that Azure is asked about, and what the page held of it at that moment. An answer takes
/// seconds, and no key pressed meanwhile may change what it is compared with.
pub struct Basis {
    /// The machine.
    pub deployed: Rc<Deployed>,
    /// What flows are judged against.
    pub scenario: Shared<Scenario>,
    /// What is known besides.
    context: Context,
    /// The rules.
    rules: Sources,
}

/// A flow with our verdict, and what that was about.
pub struct About {
    /// Our verdict, with the flow.
    pub judged: Shared<FlowVerdict>,
    /// What it was about.
    pub basis: Basis,
}

impl Basis {
    /// Of the machine, with the page as it is now.
    pub fn new(state: State, deployed: Rc<Deployed>) -> Self {
        let rules = state.sources();
        let landed = &deployed.landed;
        let mut context = deployed.context.clone();
        // Where nobody could look at admin rules, those of the page are what somebody knows of them.
        let admin_edited = context.admin_rules.is_some() && rules.admin_rules != landed.admin_rules;
        context.rules_edited =
            rules.subnet != landed.subnet || rules.interface != landed.interface || admin_edited;
        // What the rules refer to is no part of what is deployed: it is only less sure.
        if rules.virtual_network != landed.virtual_network {
            context.virtual_network = VirtualNetworkData::Typed;
        }
        if let Some(tags) = tags(state, &deployed) {
            context.tags = tags;
        }
        let members = state.network.members;
        if members.with(|members| *members != deployed.members) {
            context.members_loaded = None;
        }
        Self {
            scenario: state.scenario.get(),
            deployed,
            context,
            rules,
        }
    }

    /// Whether the rules were other ones than those that were fetched.
    pub fn rules_edited(&self) -> bool {
        self.context.rules_edited
    }

    /// Both answers, with all that is known about why they may differ.
    pub fn compare(&self, judged: &FlowVerdict, answer: &LiveAnswer) -> Confirmation {
        let verdict = judged.verdict.clone();
        compare(&self.scenario, &judged.flow, verdict, answer, &self.context)
    }
}

/// Where the addresses of service tags come from, if not all are as they were fetched.
fn tags(state: State, deployed: &Deployed) -> Option<TagData> {
    let fields = state.network.tags.get();
    let file = state.network.tag_file.get();
    let file = file.filter(|file| deployed.tag_file.as_ref() != Some(file));
    // A field wins over a file.
    let without_field = state.mentions.with(|mentions| {
        let mut tags = mentions.service_tags.iter();
        tags.any(|tag| fields.get(&tag.as_str().to_ascii_lowercase()).is_empty())
    });
    match file.filter(|_| without_field) {
        Some(file) => {
            let age = match file.content.change_number.as_deref() {
                Some(number) => text!("live-tag-file", file = file.name, number),
                None => file.name.clone(),
            };
            Some(TagData::File(age))
        }
        None => (fields != deployed.tags).then_some(TagData::Unknown),
    }
}

impl About {
    /// The flow on the page and the machine, as they are now.
    pub fn new(state: State, judged: Shared<FlowVerdict>, deployed: Rc<Deployed>) -> Self {
        let basis = untrack(|| Basis::new(state, deployed));
        Self { judged, basis }
    }

    /// Whether what is on the page is still what was asked about.
    pub fn is_current(&self, state: State) -> bool {
        let same = state.outcome.with(|outcome| match outcome {
            Outcome::Verdict(judged) => {
                judged.flow == self.judged.flow
                    && judged.verdict.summary == self.judged.verdict.summary
            }
            _ => false,
        });
        let deployed = state.live.picking.deployed;
        let same_machine = || {
            deployed.with(|it| {
                it.as_ref()
                    .is_some_and(|it| Rc::ptr_eq(it, &self.basis.deployed))
            })
        };
        same && same_machine() && state.sources() == self.basis.rules
    }
}
