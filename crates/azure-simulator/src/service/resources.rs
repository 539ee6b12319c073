//! Resources and lists of them, as they are answered.

use super::reply::HttpReply;
use crate::network::refusal::{ProviderError, resource_not_found};
use crate::network::{effective, virtual_machine};
use crate::operation::{Operation, ReadRequest};
use crate::scenario::SimulatorScenario;
use crate::store::{Store, entries, id, id_of, text};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value, json};

/// The parts of a request that a reading depends on.
pub(crate) struct Reading<'a> {
    pub(crate) scenario: &'a SimulatorScenario,
    pub(crate) origin: &'a str,
    pub(crate) path: &'a str,
    pub(crate) api_version: &'a str,
    pub(crate) skip_token: Option<&'a str>,
    pub(crate) expand: Option<&'a str>,
}

impl Reading<'_> {
    /// Answers a GET.
    pub(crate) fn answer(&self, call: &ReadRequest) -> Result<HttpReply, ProviderError> {
        self.refuse_unknown_subscription(call)?;
        let store = &self.scenario.store;
        let body = match call.operation {
            Operation::Subscriptions => self.page("value", store.subscriptions().cloned())?,
            Operation::ServiceTags => self.service_tags()?,
            Operation::EffectiveNetworkSecurityGroups => {
                // The rules themselves are asked for by POST; what leads to a page is a GET, as of every
                // list. Azure was never seen to page them, though it may (SPEC: networkInterface.json).
                self.skip_token.ok_or_else(|| self.no_reading())?;
                self.effective_rules(&call.target)?
            }
            Operation::InstanceView => {
                let machine = self.resource(&call.target)?;
                let view = machine.pointer("/properties/instanceView");
                view.cloned().unwrap_or_else(running)
            }
            Operation::VirtualNetworkPeerings | Operation::Subnets => {
                let (network, _) = call.target.rsplit_once('/').unwrap_or_default();
                let kind = call.operation.name();
                let parts = entries(self.resource(network)?, &["properties", kind]);
                self.page("value", parts.iter().cloned())?
            }
            _ => match &call.listed {
                Some(kind) => self.list(call, kind)?,
                None => self.shown(self.resource(&call.target)?, self.expand),
            },
        };
        Ok(HttpReply::json(body))
    }

    /// The rules in force on an interface, or a page of them.
    pub(crate) fn effective_rules(&self, interface: &str) -> Result<Value, ProviderError> {
        let interface = self.resource(interface)?;
        let all = effective::entries_of(self.scenario, interface)?;
        self.page("value", all.into_iter())
    }

    fn no_reading(&self) -> ProviderError {
        let message = format!("There is no GET of '{}'.", self.path);
        ProviderError::new(404, "InvalidResourceType", message)
    }

    fn refuse_unknown_subscription(&self, call: &ReadRequest) -> Result<(), ProviderError> {
        let Some(subscription) = id::after(&call.target, "subscriptions") else {
            return Ok(());
        };
        let same = |known: &Value| {
            text(known, &["subscriptionId"]).is_some_and(|it| it.eq_ignore_ascii_case(subscription))
        };
        let store = &self.scenario.store;
        if !store.subscriptions().any(same) {
            let message = format!("The subscription '{subscription}' could not be found.");
            return Err(ProviderError::new(404, "SubscriptionNotFound", message));
        }
        match id::after(&call.target, "resourceGroups") {
            Some(group) if !store.has_group(subscription, group) => {
                let message = format!("Resource group '{group}' could not be found.");
                Err(ProviderError::new(404, "ResourceGroupNotFound", message))
            }
            _ => Ok(()),
        }
    }

    /// A resource of the store.
    pub(crate) fn resource(&self, target: &str) -> Result<&Value, ProviderError> {
        let found = self.scenario.store.get(target);
        found.ok_or_else(|| ProviderError::new(404, "ResourceNotFound", resource_not_found(target)))
    }

    fn list(&self, call: &ReadRequest, kind: &str) -> Result<Value, ProviderError> {
        let subscription = id::after(&call.target, "subscriptions");
        let group = id::after(&call.target, "resourceGroups");
        let resources = self.scenario.store.of_type(subscription, kind);
        let in_group = resources.filter(|resource| {
            group.is_none_or(|wanted| {
                id::after(id_of(resource), "resourceGroups")
                    .is_some_and(|its| its.eq_ignore_ascii_case(wanted))
            })
        });
        self.page("value", in_group.map(|resource| self.shown(resource, None)))
    }

    /// The discovery of service tags has a head of its own, and pages (SPEC:
    /// `examples/ServiceTagsList.json`). The location is a version and no filter.
    fn service_tags(&self) -> Result<Value, ProviderError> {
        let tags = &self.scenario.service_tags;
        let all = entries(tags, &["values"]).iter().cloned();
        let mut body = self.page("values", all)?;
        if let Value::Object(members) = &mut body {
            members.insert("name".to_owned(), "Public".into());
            members.insert("id".to_owned(), format!("{}/Public", self.path).into());
            members.insert("type".to_owned(), "Microsoft.Network/serviceTags".into());
            for key in ["changeNumber", "cloud"] {
                let value = tags.get(key).cloned().unwrap_or_default();
                members.insert(key.to_owned(), value);
            }
        }
        Ok(body)
    }

    /// The address of another page of this list.
    pub(crate) fn link(&self, place: &str) -> String {
        let token = URL_SAFE_NO_PAD.encode(place);
        format!(
            "{}{}?api-version={}&$skiptoken={token}",
            self.origin, self.path, self.api_version
        )
    }

    fn page(&self, key: &str, all: impl Iterator<Item = Value>) -> Result<Value, ProviderError> {
        let from = match self.skip_token {
            None => 0,
            Some(token) => skipped(token).ok_or_else(|| {
                let message = format!("The value '{token}' of $skiptoken is not valid.");
                ProviderError::new(400, "InvalidSkipToken", message)
            })?,
        };
        let size = self.scenario.page_size;
        let mut entries: Vec<_> = all.skip(from).take(size.saturating_add(1)).collect();
        let more = entries.len() > size;
        entries.truncate(size);
        let mut body = Map::new();
        body.insert(key.to_owned(), entries.into());
        if more {
            let link = self.link(&format!("skip:{}", from + size));
            body.insert("nextLink".to_owned(), link.into());
        }
        Ok(Value::Object(body))
    }

    /// A resource with what refers to it.
    fn shown(&self, resource: &Value, expand: Option<&str>) -> Value {
        let mut shown = resource.clone();
        let store = &self.scenario.store;
        let its = id_of(resource);
        let Some(Value::Object(properties)) = shown.get_mut("properties") else {
            return shown;
        };
        match id::resource_type(its)
            .unwrap_or_default()
            .to_ascii_lowercase()
            .as_str()
        {
            "microsoft.compute/virtualmachines" => {
                if !expand.is_some_and(|it| it.eq_ignore_ascii_case("instanceView")) {
                    properties.remove("instanceView");
                } else {
                    properties.entry("instanceView").or_insert_with(running);
                }
            }
            "microsoft.network/networkinterfaces" => {
                if let Some(machine) = virtual_machine::of_interface(store, its) {
                    let machine = json!({ "id": id_of(machine) });
                    properties.insert("virtualMachine".to_owned(), machine);
                }
            }
            "microsoft.network/networksecuritygroups" => {
                let named = |resource: &Value| names(resource, "networkSecurityGroup", its);
                let interfaces = store.of_type(None, "Microsoft.Network/networkInterfaces");
                put_ids(
                    properties,
                    "networkInterfaces",
                    interfaces.filter(|it| named(it)),
                );
                put_ids(properties, "subnets", subnets(store).filter(|it| named(it)));
            }
            "microsoft.network/routetables" => {
                let named = subnets(store).filter(|it| names(it, "routeTable", its));
                put_ids(properties, "subnets", named);
            }
            _ => {}
        }
        shown
    }
}

fn names(resource: &Value, key: &str, its: &str) -> bool {
    text(resource, &["properties", key, "id"]).is_some_and(|named| id::same(named, its))
}

fn subnets(store: &Store) -> impl Iterator<Item = &Value> {
    store
        .of_type(None, "Microsoft.Network/virtualNetworks")
        .flat_map(|network| entries(network, &["properties", "subnets"]))
}

/// What associates a group or a table: absent where nothing does, as in Azure.
fn put_ids<'a>(
    properties: &mut Map<String, Value>,
    key: &str,
    resources: impl Iterator<Item = &'a Value>,
) {
    let ids: Vec<_> = resources.map(|it| json!({ "id": id_of(it) })).collect();
    if !ids.is_empty() {
        properties.insert(key.to_owned(), ids.into());
    }
}

/// The instance view of a machine that says nothing of its power.
fn running() -> Value {
    json!({ "statuses": [
        { "code": "ProvisioningState/succeeded", "level": "Info", "displayStatus": "Provisioning succeeded" },
        { "code": "PowerState/running", "level": "Info", "displayStatus": "VM running" }
    ] })
}

fn skipped(token: &str) -> Option<usize> {
    let text = String::from_utf8(URL_SAFE_NO_PAD.decode(token).ok()?).ok()?;
    let text = text.strip_prefix("skip:")?;
    // Endless links differ in what follows a point.
    text.split('.').next()?.parse().ok()
}
