//! The tool as an element of another page, a portal's: what `web/element` calls, and what it hears.
//!
//! # Organization
//!
//! * [`Embedded`]: one element.
//! * `part`: what an element has and the page of its own lacks: a part of the module that [`load_element`] loads.
//! * `events`, `portal`, `portal_flow`: what that part is made of.

mod events;
mod part;
mod portal;
mod portal_flow;

pub(crate) use events::object;
pub(crate) use portal::Portal;

use crate::state::live::EndpointChoice;
use crate::state::{Host, Scripts, Spoken, State};
use crate::view;
use azure::cloud::Cloud;
use js_sys::Function;
use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use leptos::tachys::view::any_view::AnyViewState;
use nsg_documents::assemble::ScenarioTexts;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::{JsError, wasm_bindgen};
use web_sys::{HtmlElement, ShadowRoot};

/// Loads what an element has and the page of its own lacks: before the first [`Embedded`].
///
/// # Errors
///
/// That it did not come.
#[wasm_bindgen]
pub async fn load_element() -> Result<(), JsError> {
    part::fetch().await
}

/// One element with the tool in it. Freed, it leaves nothing behind.
#[wasm_bindgen]
#[allow(missing_debug_implementations, reason = "what leptos holds has none")]
pub struct Embedded {
    owner: Owner,
    state: State,
    drawn: Option<UnmountHandle<AnyViewState>>,
}

#[wasm_bindgen]
impl Embedded {
    /// Draws the tool into `parent`, which is in `root`. `tell` hears the name of what happens and more about it:
    /// `verdict`, `scenariochange`, `confirm`, `error`. It speaks `language`, whose `messages` are empty for English. Without `has_azure` nothing leads to Azure.
    #[wasm_bindgen(constructor)]
    pub fn new(
        parent: HtmlElement,
        root: ShadowRoot,
        tell: Function,
        scripts: Scripts,
        language: String,
        messages: String,
        has_azure: bool,
    ) -> Self {
        let spoken = Spoken::new(language, messages);
        let spoken = spoken.unwrap_or_else(|_| Spoken::english());
        // An owner around the one that is mounted: parts of the state hold on to that one.
        let owner = Owner::new();
        let (state, drawn) = owner.with(|| {
            let host = Host::element(scripts, spoken, root, tell, has_azure);
            let state = State::new(host);
            let drawn = mount_to(parent, move || view::app(state));
            if let Some(part) = part::get() {
                (part.tell)(state);
            }
            (state, drawn)
        });
        Self {
            owner,
            state,
            drawn: Some(drawn),
        }
    }

    /// Puts rules and what they refer to in place of what is there; the flow stays. Each is a text, as the package's
    /// scenario has it or as its JSON; `service_tags` is what `network` has of them, to give it back as it was.
    ///
    /// # Errors
    ///
    /// What is wrong with the network; then nothing changes.
    pub fn set_scenario(
        &self,
        subnet: Option<String>,
        network_interface: Option<String>,
        network: Option<String>,
        service_tags: JsValue,
    ) -> Result<(), JsError> {
        let texts = ScenarioTexts {
            subnet_security_group: subnet.as_deref(),
            network_interface_security_group: network_interface.as_deref(),
            network: network.as_deref(),
        };
        (part::loaded()?.put_scenario)(self.state, &texts, service_tags)
    }

    /// Tells the scenario at once, where it was not told yet: while somebody types it waits for a moment.
    pub fn tell_scenario(&self) {
        if let Some(part) = part::get() {
            (part.tell_scenario)(self.state);
        }
    }

    /// Fills in the flow; `json` is the package's `IpFlow`.
    ///
    /// # Errors
    ///
    /// What is wrong with the JSON; then nothing changes.
    pub fn set_flow(&self, json: &str) -> Result<(), JsError> {
        (part::loaded()?.put_flow)(self.state, json)
    }

    /// Returns the flow in the form as the JSON of the package's `IpFlow`; nothing while an address is missing.
    pub fn flow(&self) -> Option<String> {
        (part::get()?.flow)(self.state)
    }

    /// Shows these views, by their names; everything where there is none.
    pub fn set_views(&self, names: &str) {
        self.state.host.views.show(names);
    }

    /// Whether rules are only looked at.
    pub fn set_readonly(&self, is_readonly: bool) {
        self.state.host.is_readonly.set(is_readonly);
    }

    /// Whether there is little room.
    pub fn set_compact(&self, is_compact: bool) {
        self.state.host.is_compact.set(is_compact);
    }

    /// The cloud by its name in az, or a Resource Manager by its address. What is connected to another one is let go.
    pub fn set_cloud(&self, name: &str, endpoint: &str) {
        let connecting = self.state.live.connecting;
        let cloud = match (endpoint.is_empty(), name) {
            (false, _) => Cloud::Custom,
            (true, "AzureUSGovernment") => Cloud::UsGovernment,
            (true, "AzureChinaCloud") => Cloud::China,
            (true, _) => Cloud::Public,
        };
        if connecting.connection.with_untracked(Option::is_some) {
            self.state.live.stop();
            self.state.live.picking.reset();
            connecting.forget();
        }
        connecting.custom.set(endpoint.to_owned());
        connecting.cloud.set(EndpointChoice::Cloud(cloud));
    }

    /// What gives tokens; without it there is a form for one.
    pub fn set_token_source(&self, source: Option<Function>) {
        self.state.host.set_token_source(source);
    }
}

impl Drop for Embedded {
    fn drop(&mut self) {
        self.drawn = None;
        self.owner.cleanup();
    }
}
