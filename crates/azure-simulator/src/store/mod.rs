//! The resources of a scenario, by id.

mod complete;
pub(crate) mod id;

use crate::scenario::settings::ResourceChange;
use serde_json::Value;

/// Resources as Azure returns them, in the order in which they were read.
#[derive(Clone, Debug, Default)]
pub(crate) struct Store {
    resources: Vec<Value>,
    /// Groups as they are in force, where that differs from how they are configured.
    programmed: Vec<Value>,
}

/// The text at a path of members.
pub(crate) fn text<'a>(value: &'a Value, path: &[&str]) -> Option<&'a str> {
    member(value, path)?.as_str()
}

/// What is at a path of members.
pub(crate) fn member<'a>(value: &'a Value, path: &[&str]) -> Option<&'a Value> {
    path.iter().try_fold(value, |value, key| value.get(key))
}

/// The entries at a path of members; none where there is no list.
pub(crate) fn entries<'a>(value: &'a Value, path: &[&str]) -> &'a [Value] {
    member(value, path)
        .and_then(Value::as_array)
        .map(Vec::as_slice)
        .unwrap_or_default()
}

/// A resource's id.
pub(crate) fn id_of(resource: &Value) -> &str {
    text(resource, &["id"]).unwrap_or_default()
}

impl Store {
    /// Adds resources; one with a known id takes the other's place.
    pub(crate) fn add(&mut self, resources: Vec<Value>) -> Result<(), String> {
        put(&mut self.resources, resources)
    }

    /// Adds groups as they are in force.
    pub(crate) fn program(&mut self, groups: Vec<Value>) -> Result<(), String> {
        for group in &groups {
            if self.get(id_of(group)).is_none() {
                return Err(format!(
                    "`{}` is programmed and not configured",
                    id_of(group)
                ));
            }
        }
        put(&mut self.programmed, groups)
    }

    /// Changes or removes resources.
    pub(crate) fn change(&mut self, changes: Vec<ResourceChange>) -> Result<(), String> {
        for change in changes {
            let meant = |resource: &Value| id::ends_with(id_of(resource), &change.resource);
            if !self.resources.iter().any(meant) {
                return Err(format!(
                    "there is no resource `{}` to change",
                    change.resource
                ));
            }
            if change.merge.is_null() {
                self.resources.retain(|resource| !meant(resource));
                continue;
            }
            for resource in self.resources.iter_mut().filter(|it| meant(it)) {
                merge(resource, &change.merge);
                complete::resource(resource);
            }
        }
        Ok(())
    }

    /// A resource, or a part of one that has an id of its own: a subnet, a peering, a rule, a route.
    pub(crate) fn get(&self, id: &str) -> Option<&Value> {
        find(&self.resources, id).or_else(|| {
            let parent = self.get(id::parent(id)?)?;
            let kind = id::segments(id).into_iter().rev().nth(1)?;
            let parts = parent.get("properties")?.as_object()?.iter();
            let (_, parts) = parts
                .into_iter()
                .find(|(key, _)| key.eq_ignore_ascii_case(kind))?;
            find(parts.as_array()?, id)
        })
    }

    /// A group with the rules that are in force.
    pub(crate) fn in_force(&self, group: &str) -> Option<&Value> {
        find(&self.programmed, group).or_else(|| self.get(group))
    }

    /// Whether the rules in force are not those that are configured.
    pub(crate) fn is_outdated(&self, group: &str) -> bool {
        find(&self.programmed, group).is_some()
    }

    /// The resources of a type, of one subscription or of all.
    pub(crate) fn of_type<'a>(
        &'a self,
        subscription: Option<&'a str>,
        resource_type: &'a str,
    ) -> impl Iterator<Item = &'a Value> {
        self.resources.iter().filter(move |resource| {
            let its = id_of(resource);
            let subscription = subscription.is_none_or(|wanted| {
                id::after(its, "subscriptions").is_some_and(|it| it.eq_ignore_ascii_case(wanted))
            });
            subscription
                && id::resource_type(its).is_some_and(|it| it.eq_ignore_ascii_case(resource_type))
        })
    }

    /// The subscriptions.
    pub(crate) fn subscriptions(&self) -> impl Iterator<Item = &Value> {
        self.resources
            .iter()
            .filter(|resource| resource.get("subscriptionId").is_some())
    }

    /// Whether the resource group has any resource.
    pub(crate) fn has_group(&self, subscription: &str, group: &str) -> bool {
        let prefix = id::folded(&format!(
            "/subscriptions/{subscription}/resourceGroups/{group}/"
        ));
        let prefix = format!("{prefix}/");
        self.resources
            .iter()
            .any(|resource| id::folded(id_of(resource)).starts_with(&prefix))
    }

    /// The resources whose list at `path` names this id.
    pub(crate) fn naming<'a>(
        &'a self,
        resource_type: &'a str,
        path: &'a [&'a str],
        id: &'a str,
    ) -> impl Iterator<Item = &'a Value> {
        self.of_type(None, resource_type).filter(move |resource| {
            entries(resource, path)
                .iter()
                .any(|entry| id::same(id_of(entry), id))
        })
    }
}

fn put(into: &mut Vec<Value>, resources: Vec<Value>) -> Result<(), String> {
    for mut resource in resources {
        let its = id_of(&resource).to_owned();
        if !its.starts_with("/subscriptions/") {
            return Err(format!(
                "a resource has no id that begins with `/subscriptions/`: `{its}`"
            ));
        }
        complete::resource(&mut resource);
        match into.iter_mut().find(|known| id::same(id_of(known), &its)) {
            Some(known) => *known = resource,
            None => into.push(resource),
        }
    }
    Ok(())
}

fn find<'a>(among: &'a [Value], id: &str) -> Option<&'a Value> {
    among.iter().find(|resource| id::same(id_of(resource), id))
}

/// Merges as RFC 7396 says: members replace members, `null` removes.
pub(crate) fn merge(target: &mut Value, patch: &Value) {
    let Value::Object(patch) = patch else {
        *target = patch.clone();
        return;
    };
    if !target.is_object() {
        *target = Value::Object(serde_json::Map::new());
    }
    let Value::Object(target) = target else {
        return;
    };
    for (key, value) in patch {
        if value.is_null() {
            target.remove(key);
        } else {
            merge(target.entry(key.clone()).or_insert(Value::Null), value);
        }
    }
}
