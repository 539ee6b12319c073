//! Why Azure may answer otherwise, likeliest first, each with the fact that would settle it.

use super::cause::Cause;
use super::context::{Context, InForce, TagData, VirtualNetworkData, foreign_group};
use super::rules::{RefersTo, group_of, named};
use super::{LiveAccess, LiveVerdict};
use crate::rule_name::comparable;
use nsg::platform::HOST_ADDRESS;
use nsg::{Access, Flow, RuleKind, Scenario, Verdict};
use text::text;

/// Both answers, and everything that a cause can be found in.
pub(super) struct Search<'a> {
    pub(super) scenario: &'a Scenario,
    pub(super) flow: &'a Flow,
    pub(super) offline: &'a Verdict,
    pub(super) live: &'a LiveVerdict,
    pub(super) context: &'a Context,
}

impl<'a> Search<'a> {
    pub(super) fn new(
        scenario: &'a Scenario,
        flow: &'a Flow,
        offline: &'a Verdict,
        live: &'a LiveVerdict,
        context: &'a Context,
    ) -> Self {
        Self {
            scenario,
            flow,
            offline,
            live,
            context,
        }
    }

    /// Everything that can be the cause, likeliest first: what is seen in Azure's answer, what is known
    /// to be so, what the deciding rules hang on, and what cannot be excluded.
    pub(super) fn causes(&self) -> Vec<Cause> {
        let mut causes = Vec::new();
        causes.extend(self.contradiction());
        causes.extend(self.unknown_rule());
        for cause in self.context.known() {
            // The rule that Azure names has told of the group already.
            if !causes.iter().any(|known| known.code == cause.code) {
                causes.push(cause);
            }
        }
        let mut deciding = RefersTo::default();
        for name in [&self.offline.rule_name, &self.live.rule_name]
            .into_iter()
            .flatten()
        {
            for known in named(self.scenario, self.flow, &comparable(name), None) {
                deciding.add(&known.rule.conditions);
            }
        }
        causes.extend(self.data(&deciding));
        causes.extend(self.possible());
        causes
    }

    /// Azure denies by a rule that allows, or the other way round (`recorded` in 2021, with a group that
    /// had been made a moment ago).
    pub(super) fn contradiction(&self) -> Option<Cause> {
        let name = self.live.rule_name.as_deref()?;
        let rules = named(
            self.scenario,
            self.flow,
            &comparable(name),
            self.live.rule_id.as_deref(),
        );
        let stated = match self.live.access {
            LiveAccess::Allow => Access::Allow,
            LiveAccess::Deny => Access::Deny,
            LiveAccess::Unknown => return None,
        };
        let against = |access: Option<&Access>| access.is_some_and(|access| *access != stated);
        let all = !rules.is_empty() && rules.iter().all(|known| against(known.rule.access.known()));
        all.then(|| {
            Cause::new(
                "azure-contradicts-itself",
                &text!(
                    "azure-cause-contradiction",
                    access = stated.word(),
                    rule = name
                ),
                text!("azure-cause-contradiction-help"),
            )
        })
    }

    /// Azure names a rule that none of the loaded groups has.
    fn unknown_rule(&self) -> Option<Cause> {
        let name = self.live.rule_name.as_deref()?;
        let id = self.live.rule_id.as_deref();
        let meant = comparable(name);
        if !named(self.scenario, self.flow, &meant, id).is_empty() {
            return None;
        }
        if meant.kind == RuleKind::Admin {
            let message = text!("azure-cause-admin-rule", rule = name);
            return Some(Cause::new("admin-rules", &message, admin_help()));
        }
        let Some(group) = id.and_then(group_of) else {
            let message = text!("azure-cause-rule-of-no-group", rule = name);
            return Some(Cause::new(
                "rule-not-loaded",
                &message,
                text!("azure-cause-rule-of-no-group-help"),
            ));
        };
        let same = |ours: &Option<nsg::NetworkSecurityGroup>| {
            let id = ours.as_ref().and_then(|ours| ours.id.as_deref());
            id.is_some_and(|id| id.eq_ignore_ascii_case(group))
        };
        let loaded = same(&self.scenario.subnet_security_group)
            || same(&self.scenario.network_interface_security_group);
        Some(match loaded {
            true => Cause::new(
                "rule-not-loaded",
                &text!("azure-cause-rule-not-loaded", rule = name),
                text!("azure-cause-rule-not-loaded-help"),
            ),
            false => foreign_group(group, false),
        })
    }

    /// What the deciding rules hang on, where that does not come from Azure.
    fn data(&self, deciding: &RefersTo) -> Vec<Cause> {
        let mut causes = Vec::new();
        if deciding.virtual_network {
            causes.extend(match self.context.virtual_network {
                VirtualNetworkData::Typed => Some(Cause::new(
                    "virtual-network-prefixes",
                    text!("azure-cause-virtual-network-typed"),
                    text!("azure-cause-virtual-network-help"),
                )),
                VirtualNetworkData::Loaded => Some(Cause::new(
                    "virtual-network-prefixes",
                    text!("azure-cause-virtual-network-loaded"),
                    text!("azure-cause-virtual-network-help"),
                )),
                VirtualNetworkData::Azure => None,
            });
        }
        if deciding.service_tag {
            causes.extend(
                match &self.context.tags {
                    TagData::Unknown => Some(text!("azure-cause-tag").to_owned()),
                    TagData::File(age) => Some(text!("azure-cause-tag-file", file = age)),
                    TagData::Azure => None,
                }
                .map(|message| Cause::new("tag-data", &message, text!("azure-cause-tag-help"))),
            );
        }
        if deciding.application_security_group && self.context.members_loaded != Some(true) {
            causes.push(Cause::new(
                "application-security-group-members",
                text!("azure-cause-members"),
                text!("azure-cause-members-help"),
            ));
        }
        causes
    }

    /// What cannot be excluded.
    fn possible(&self) -> Vec<Cause> {
        let mut causes = Vec::new();
        let context = self.context;
        if context.in_force == InForce::NotFetched {
            causes.push(Cause::new(
                "stale-effective-rules",
                text!("azure-cause-not-in-force-yet"),
                text!("azure-cause-not-in-force-yet-help"),
            ));
        }
        let ours = !self.scenario.network.security_admin_rules.is_empty();
        let named = self.live.rule_name.as_deref();
        let told = named.is_some_and(|name| comparable(name).kind == RuleKind::Admin);
        if context.admin_rules != Some(false) && !ours && !told {
            let message = match context.admin_rules {
                Some(true) => text!("azure-cause-admin-rules-apply"),
                _ => text!("azure-cause-admin-rules-may"),
            };
            causes.push(Cause::new("admin-rules", message, admin_help()));
        }
        if context.several_interfaces {
            causes.push(Cause::new(
                "several-interfaces",
                text!("azure-cause-several-interfaces"),
                text!("azure-cause-several-interfaces-help"),
            ));
        }
        if [self.flow.local.address, self.flow.remote.address].contains(&HOST_ADDRESS) {
            causes.push(Cause::new(
                "platform-address",
                text!("azure-cause-platform-address"),
                "",
            ));
        }
        let assumed = self.offline.assumptions.iter();
        causes.extend(assumed.map(|assumed| Cause::new("assumption", &assumed.text, "")));
        let group = context.foreign_group.iter().find(|group| group.loaded);
        causes.extend(group.map(|group| foreign_group(&group.id, true)));
        causes
    }
}

fn admin_help() -> &'static str {
    text!("azure-cause-admin-rules-help")
}
