//! Answers of Azure for JavaScript.

use crate::to_js;
use azure::confirm::{
    AnswersCompared, Cause, Confirmation, LiveAccess, LiveAnswer, LiveVerdict, NotAskable,
};
use azure::error::AzureError;
use azure::load::{LoadedGroup, LoadedInterface};
use nsg::Verdict;
use nsg_documents::Diagnostic;
use nsg_documents::write::{self, NetworkObject};
use serde::Serialize;
use wasm_bindgen::prelude::JsValue;

/// An answer of Network Watcher. Where no group applies there is no access to tell, and that is no error.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LiveVerdictObject<'a> {
    access: LiveAccess,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    not_filtered: Option<&'a str>,
}

/// `{ scenario, localIPAddresses, diagnostics }`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LoadedObject<'a> {
    scenario: LoadedScenario<'a>,
    #[serde(rename = "localIPAddresses")]
    local_ip_addresses: Vec<String>,
    diagnostics: &'a [Diagnostic],
    #[serde(skip_serializing_if = "Option::is_none")]
    virtual_machine_id: Option<&'a str>,
    network_interface_id: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LoadedScenario<'a> {
    subnet_security_group: Option<&'a str>,
    network_interface_security_group: Option<&'a str>,
    network: NetworkObject<'a>,
}

pub(super) fn live(answer: &LiveAnswer) -> Result<JsValue, JsValue> {
    to_js::of(&match answer {
        LiveAnswer::Verdict(LiveVerdict {
            access,
            rule_name,
            rule_id,
        }) => LiveVerdictObject {
            access: *access,
            rule_name: rule_name.as_deref(),
            rule_id: rule_id.as_deref(),
            not_filtered: None,
        },
        LiveAnswer::NotFiltered { message } => LiveVerdictObject {
            access: LiveAccess::Unknown,
            rule_name: None,
            rule_id: None,
            not_filtered: Some(message),
        },
    })
}

pub(super) fn loaded(loaded: &LoadedInterface) -> Result<JsValue, JsValue> {
    let known = loaded.network();
    let members = loaded.application_security_groups.iter().cloned();
    let network = write::network(&known).with_members(members);
    let addresses = loaded.interface.addresses();
    to_js::of(&LoadedObject {
        scenario: LoadedScenario {
            subnet_security_group: text(&loaded.subnet_group),
            network_interface_security_group: text(&loaded.interface_group),
            network,
        },
        local_ip_addresses: addresses.map(|address| address.to_string()).collect(),
        diagnostics: &loaded.notes,
        virtual_machine_id: loaded
            .virtual_machine
            .as_ref()
            .map(|machine| machine.id.as_str()),
        network_interface_id: &loaded.interface.id,
    })
}

fn text(group: &Option<LoadedGroup>) -> Option<&str> {
    Some(group.as_ref()?.text.as_str())
}

/// A flow that Azure cannot be asked about is not comparable, which is no error.
pub(super) fn not_askable(offline: Verdict, reason: NotAskable) -> Result<JsValue, JsValue> {
    to_js::of(&Confirmation {
        outcome: AnswersCompared::NotComparable,
        offline,
        live: None,
        causes: vec![Cause {
            code: "not-askable",
            message: reason.to_string(),
            help: Some(reason.help().to_owned()),
        }],
    })
}

/// An error, to be thrown as one.
pub(super) fn error(error: &AzureError) -> JsValue {
    to_js::of(&error.object()).unwrap_or_else(|error| error)
}
