//! Fixes for JavaScript, each with the scenario after it, in a form that the package takes again.

use crate::to_js;
use nsg::Network;
use nsg_analysis::results::{Proposal, ShownRegions};
use nsg_analysis::{AddressNames, Fix};
use nsg_documents::write::{self, GroupDocument, RuleResource};
use serde::Serialize;
use wasm_bindgen::prelude::JsValue;

#[derive(Serialize)]
struct FixObject<'f> {
    #[serde(flatten)]
    proposal: Proposal<RuleResource<'f>>,
    scenario: After<'f>,
}

/// The scenario after the edits, for the package to take again.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct After<'f> {
    subnet_security_group: Option<GroupDocument<'f>>,
    network_interface_security_group: Option<GroupDocument<'f>>,
    /// One object for all fixes: a network can hold thousands of prefixes.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    network: JsValue,
}

/// The fixes as objects. No edit changes what rules refer to.
pub(super) fn fixes(fixes: &[Fix], network: &Network) -> Result<JsValue, JsValue> {
    let names = AddressNames::new(network);
    let proposal = |fix: &Fix| Proposal::new(fix, &names, ShownRegions::default());
    let proposals: Vec<Proposal> = fixes.iter().map(proposal).collect();
    let network = to_js::of(&write::network(network))?;
    let fixes = fixes
        .iter()
        .zip(&proposals)
        .map(|(fix, proposal)| FixObject {
            proposal: proposal.map_rules(write::security_rule),
            scenario: After {
                subnet_security_group: fix
                    .scenario
                    .subnet_security_group
                    .as_ref()
                    .map(write::group_document),
                network_interface_security_group: fix
                    .scenario
                    .network_interface_security_group
                    .as_ref()
                    .map(write::group_document),
                network: network.clone(),
            },
        });
    to_js::of(&fixes.collect::<Vec<_>>())
}
