//! The live client for JavaScript: the page's own, over `fetch` and with a portal's tokens.
//!
//! # Organization
//!
//! * [`LiveClient`]: what can be asked. Every question is a [`Task`], which JavaScript drives.
//! * `target`: whom it is about; `provider`: tokens; `loaded_machines`: what is remembered between calls.
//! * `answer`: from answers and errors to objects.

mod answer;
mod loaded_machines;
mod provider;
mod target;
mod task;

pub use task::Task;

use crate::{given, to_js};
use azure::client::{Client, ClientStep, OnStep};
use azure::cloud::{Cloud, CloudEndpoint};
use azure::confirm::{LiveAnswer, compare};
use azure::error::{AzureError, Call};
use azure::ip_flow_request::IpFlowRequest;
use azure::transport::browser::Browser;
use js_sys::Function;
use loaded_machines::Memory;
use nsg::{Flow, Scenario};
use provider::Provider;
use std::cell::RefCell;
use std::rc::Rc;
use target::LiveTarget;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

/// Asks one Resource Manager.
#[wasm_bindgen(skip_typescript)]
pub struct LiveClient {
    inner: Rc<Inner>,
}

struct Inner {
    client: Client<Browser, Provider>,
    memory: RefCell<Memory>,
}

#[wasm_bindgen]
impl LiveClient {
    /// A client of a Resource Manager; the public cloud's if none is named. `get_token` gives a promise
    /// of a token's text. `sends_azures`: whether Azure's own tokens may go to an endpoint that is none of
    /// Azure's.
    ///
    /// # Errors
    ///
    /// Where the endpoint is none: an error as an object.
    #[wasm_bindgen(constructor, skip_typescript)]
    pub fn new(
        endpoint: Option<String>,
        get_token: Function,
        sends_azures: bool,
    ) -> Result<Self, JsValue> {
        let endpoint = match endpoint {
            Some(text) => CloudEndpoint::read(&text),
            None => Ok(CloudEndpoint::of(Cloud::Public)),
        };
        let endpoint = endpoint.map_err(|error| answer::error(&AzureError::Endpoint(error)))?;
        let provider = Provider::new(get_token, endpoint.clone(), sends_azures);
        Ok(Self {
            inner: Rc::new(Inner {
                client: Client::new(endpoint, Browser, provider),
                memory: RefCell::default(),
            }),
        })
    }

    /// Network Watcher's answer about a flow of a machine. `target` has the ids of the machine, the
    /// interface and the watcher.
    #[wasm_bindgen(skip_typescript)]
    pub fn verify(
        &self,
        target: Vec<String>,
        flow: &JsValue,
        on_step: Function,
        wake: Function,
    ) -> Task {
        let inner = Rc::clone(&self.inner);
        let flow = crate::flow::read_object(flow, "/flow");
        Task::new(wake, async move {
            let flow = flow.map_err(to_js::diagnostics)?;
            let target = LiveTarget::read(target)?;
            let asked = inner.verify(&target, &flow, &say(on_step)).await;
            answer::live(&asked.map_err(|error| answer::error(&error))?)
        })
    }

    /// Everything about a machine or an interface.
    #[wasm_bindgen(skip_typescript)]
    pub fn load(&self, id: String, on_step: Function, wake: Function) -> Task {
        let inner = Rc::clone(&self.inner);
        Task::new(wake, async move {
            let id = LiveTarget::to_load(&id)?;
            let loaded = inner.client.load(&id, None, &say(on_step)).await;
            let loaded = loaded.map_err(|error| answer::error(&error))?;
            inner.memory.borrow_mut().remember_loaded(&loaded);
            answer::loaded(&loaded)
        })
    }

    /// Our verdict and Azure's, compared. The scenario comes as for the offline `verify`.
    #[wasm_bindgen(skip_typescript)]
    pub fn confirm(
        &self,
        scenario: &JsValue,
        target: Vec<String>,
        flow: &JsValue,
        on_step: Function,
        wake: Function,
    ) -> Task {
        let inner = Rc::clone(&self.inner);
        // As they are now: the caller may go on with the objects.
        let scenario = given::scenario(scenario, "scenario");
        let flow = crate::flow::read_object(flow, "/flow");
        Task::new(wake, async move {
            let scenario = scenario.map_err(to_js::diagnostics)?;
            let flow = flow.map_err(to_js::diagnostics)?;
            let target = LiveTarget::read(target)?;
            inner
                .confirm(&scenario, &flow, &target, &say(on_step))
                .await
        })
    }
}

impl Inner {
    async fn verify(
        &self,
        target: &LiveTarget,
        flow: &Flow,
        say: OnStep<'_>,
    ) -> Result<LiveAnswer, AzureError> {
        let interface = self.memory.borrow().interface(target, flow);
        let interface = interface.map_err(AzureError::NotAskable)?;
        let request = IpFlowRequest::new(flow, &target.machine, interface.as_deref());
        let request = request.map_err(AzureError::NotAskable)?;
        let watcher = self.watcher(target, say).await?;
        let asked = self.client.verify_ip_flow(&watcher, &request, say).await;
        if let Err(AzureError::NotFound { call, .. }) = &asked
            && *call == Call::IpFlowVerify
        {
            // It may be the watcher that is gone: the next question looks for it again.
            self.memory.borrow_mut().forget_watcher(&target.machine);
        }
        asked
    }

    /// The watcher that was named, else the one that was found before, else the one of the machine's
    /// region.
    async fn watcher(&self, target: &LiveTarget, say: OnStep<'_>) -> Result<String, AzureError> {
        if let Some(watcher) = &target.watcher {
            return Ok(watcher.clone());
        }
        let known = self.memory.borrow().watcher(&target.machine);
        if let Some(watcher) = known {
            return Ok(watcher);
        }
        let known = self.memory.borrow().machine(&target.machine);
        let machine = match known {
            Some(machine) => machine,
            None => self.client.virtual_machine(&target.machine, say).await?,
        };
        let watcher = self.client.network_watcher(&machine, say).await?;
        let mut memory = self.memory.borrow_mut();
        memory.remember_watcher(&target.machine, &watcher);
        Ok(watcher)
    }

    async fn confirm(
        &self,
        scenario: &Scenario,
        flow: &Flow,
        target: &LiveTarget,
        say: OnStep<'_>,
    ) -> Result<JsValue, JsValue> {
        let offline = nsg::verify(scenario, flow);
        let live = match self.verify(target, flow, say).await {
            Ok(live) => live,
            Err(AzureError::NotAskable(reason)) => return answer::not_askable(offline, reason),
            Err(error) => return Err(answer::error(&error)),
        };
        let memory = self.memory.borrow();
        // Asked about before, so it can be asked about.
        let interface = memory.interface(target, flow).unwrap_or_default();
        let context = memory.context(&target.machine, interface.as_deref(), scenario);
        to_js::of(&compare(scenario, flow, offline, &live, &context))
    }
}

fn say(on_step: Function) -> impl Fn(ClientStep<'_>) {
    move |step: ClientStep<'_>| {
        // Our own function, which throws nothing.
        let _ = on_step.call1(&JsValue::NULL, &step.words().into());
    }
}
