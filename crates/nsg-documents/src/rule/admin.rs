//! Security admin rules.

use super::fields::{
    ADMIN_ACCESS, DESTINATION, FieldValue, PROTOCOL, RULE_DIRECTION, SOURCE, SideFields, body,
};
use super::{RuleOwner, RuleReader};
use crate::codes::DiagnosticCode;
use crate::json::JsonNode;
use nsg::{AddressMatch, PortMatch, PortRange, SecurityAdminRule};
use text::{quote, text};

impl<'n, 't> RuleReader<'_, 'n, 't, '_> {
    /// Reads a security admin rule (SPEC: `networkManagerSecurityAdminConfiguration.json`).
    pub(crate) fn read_admin(&mut self, rule: &'n JsonNode<'t>, index: usize) -> SecurityAdminRule {
        let id = self.id(rule);
        // Effective rules have an id and no name.
        let name = match (rule.has("name") || body(rule).has("name"), &id) {
            (false, Some(id)) => id.rsplit('/').next().unwrap_or_default().to_owned(),
            _ => self.name(rule, index),
        };
        let rule = body(rule);
        let mut conditions = self.conditions_of_admin(rule, &name);
        for ports in [
            &mut conditions.source_ports,
            &mut conditions.destination_ports,
        ] {
            // Virtual Network Manager has no `*` for ports: every port is written out.
            for port in ports.iter_mut() {
                if *port == PortMatch::Range(PortRange::ALL) {
                    *port = PortMatch::Any;
                }
            }
        }
        SecurityAdminRule {
            id,
            priority: self.priority(rule, &name, RuleOwner::Admin),
            direction: self.word(rule, RULE_DIRECTION, &name),
            access: self.word(rule, ADMIN_ACCESS, &name),
            conditions,
            name,
        }
    }

    fn conditions_of_admin(&mut self, rule: &'n JsonNode<'t>, name: &str) -> nsg::Conditions {
        nsg::Conditions {
            protocol: self.word(rule, PROTOCOL, name),
            source: self.admin_side(rule, name, "sources", &SOURCE),
            source_ports: self.ports(rule, name, &SOURCE),
            destination: self.admin_side(rule, name, "destinations", &DESTINATION),
            destination_ports: self.ports(rule, name, &DESTINATION),
        }
    }

    /// `[{"addressPrefix": …, "addressPrefixType": "IPPrefix" | "ServiceTag" | "NetworkGroup"}]`, or the
    /// fields of security rules, which effective security rules use for admin rules too.
    fn admin_side(
        &mut self,
        rule: &'n JsonNode<'t>,
        name: &str,
        key: &str,
        side: &SideFields,
    ) -> Vec<AddressMatch> {
        let Some((found, at)) = self.field(rule, key) else {
            return self.addresses(rule, name, side, RuleOwner::Admin);
        };
        let list = match found {
            FieldValue::Known(list) => list,
            FieldValue::Unknown(text) => return vec![AddressMatch::Unknown(text)],
        };
        let mut addresses = Vec::new();
        for item in list.items_or_self() {
            let text = item
                .str("addressPrefix")
                .or_else(|| item.as_str())
                .unwrap_or(item.kind());
            if item
                .str("addressPrefixType")
                .is_some_and(|kind| kind.eq_ignore_ascii_case("NetworkGroup"))
            {
                let message = text!("rule-network-group", group = quote(text));
                self.sink
                    .report(DiagnosticCode::UnresolvedExpression, item.span, message);
                addresses.push(AddressMatch::Unknown(text.to_owned()));
            } else {
                self.address_text(
                    text,
                    if item.span.start >= at.start {
                        item.span
                    } else {
                        at
                    },
                    false,
                    &mut addresses,
                );
            }
        }
        addresses
    }
}
