//! Terraform state and plans, as JSON.

use super::expression::Scope;
use super::groups::{ids, report_orphan, report_other};
use super::terraform_values::{self as values, Plan, TerraformResource};
use crate::codes::DiagnosticCode;
use crate::diagnostic::DiagnosticSink;
use crate::document::Draft;
use crate::index::{Index, holds};
use crate::json::{JsonNode, Value};
use crate::rule::{RuleOwner, RuleReader, Style, start_of, unknown_rule};
use nsg::NetworkSecurityGroup;
use text::text;

/// Whether a document is Terraform's.
pub(crate) fn is_terraform(root: &JsonNode) -> bool {
    root.has("terraform_version")
        || root.has("planned_values")
        || root.path(&["values", "root_module"]).is_some()
        || (root.has("lineage") && root.has("serial"))
}

/// Reads the groups of a state or plan.
pub(crate) fn read(root: &JsonNode, sink: &mut DiagnosticSink) -> Vec<Draft> {
    let version = root
        .get("version")
        .and_then(JsonNode::scalar)
        .and_then(|text| text.parse::<u32>().ok());
    if root.has("modules") && version.is_some_and(|version| version < 4) {
        let message = text!("document-old-state");
        let help = text!("document-terraform-help");
        sink.report_help(
            DiagnosticCode::OldTerraformState,
            start_of(root),
            message,
            help,
        );
        return Vec::new();
    }
    let plan = Plan::of(root);
    let resources = values::resources(root);
    let mut reader = TerraformReader {
        sink,
        plan,
        drafts: Vec::new(),
        names: Index::default(),
        ids: Index::default(),
    };
    let of = |kind: &'static str| resources.iter().filter(move |it| it.kind == kind);
    of("azurerm_network_security_group").for_each(|resource| reader.group(resource));
    of("azurerm_network_security_rule").for_each(|resource| reader.rule(resource));
    for (kind, by, subnet) in [
        (
            "azurerm_subnet_network_security_group_association",
            "subnet_id",
            true,
        ),
        (
            "azurerm_network_interface_security_group_association",
            "network_interface_id",
            false,
        ),
    ] {
        of(kind).for_each(|resource| reader.association(resource, by, subnet));
    }
    // Providers that take Azure's own form as text, and templates inside of it.
    for other in resources.iter().filter(|it| holds_rules(it)) {
        report_other(other.kind, start_of(other.values), reader.sink);
    }
    reader.drafts
}

/// Whether a resource of another kind may hold rules: one of Azure's API by its type, or a template.
fn holds_rules(resource: &TerraformResource<'_, '_>) -> bool {
    let is_api = resource.kind.starts_with("azapi_");
    let kind = resource.values.str("type").unwrap_or_default();
    let of_groups = holds(&kind.to_ascii_lowercase(), "networksecuritygroups");
    (is_api && of_groups) || holds(resource.kind, "template_deployment")
}

struct TerraformReader<'r, 'n, 't> {
    sink: &'r mut DiagnosticSink,
    plan: Plan<'n, 't>,
    drafts: Vec<Draft>,
    /// Where the groups are in `drafts`, by `resource group/name`, by name alone, and by id.
    names: Index,
    ids: Index,
}

/// Groups of one name live in different resource groups.
fn qualified(values: &JsonNode, name: &str) -> String {
    format!(
        "{}/{name}",
        values.str("resource_group_name").unwrap_or_default()
    )
}

impl<'n, 't> TerraformReader<'_, 'n, 't> {
    fn group(&mut self, resource: &TerraformResource<'n, 't>) {
        let values = resource.values;
        let text = |key: &str| {
            values
                .str(key)
                .filter(|text| !text.is_empty())
                .map(str::to_owned)
        };
        let (id, name, location) = (text("id"), text("name"), text("location"));
        let group = NetworkSecurityGroup {
            id,
            name,
            location,
            ..NetworkSecurityGroup::default()
        };
        let mut draft = Draft {
            group,
            span: Some(values.span),
            ..Draft::default()
        };
        let unknown = self
            .plan
            .unknown(resource)
            .and_then(|it| it.get("security_rule"));
        for (index, rule) in values
            .get("security_rule")
            .map(JsonNode::items)
            .unwrap_or_default()
            .iter()
            .enumerate()
        {
            let unknown = unknown.and_then(|unknown| unknown.items().get(index));
            self.one(rule, unknown, &mut draft);
        }
        if unknown.is_some_and(|unknown| matches!(unknown.value, Value::Bool(true))) {
            self.rules_after_apply(resource, &mut draft);
        }
        let index = self.drafts.len();
        if let Some(name) = &draft.group.name {
            self.names.insert(&qualified(values, name), index);
            self.names.insert(name, index);
        }
        if let Some(id) = &draft.group.id {
            self.ids.insert(id, index);
        }
        self.drafts.push(draft);
    }

    /// A plan that says nothing about the rules of a group. Where the configuration has none inside the
    /// group there will be none: the provider reports back what Azure has, which is nothing yet.
    fn rules_after_apply(&mut self, resource: &TerraformResource<'n, 't>, draft: &mut Draft) {
        // Addresses in the configuration have no index: `x[0]` is configured as `x`.
        let address = resource.address.split('[').next().unwrap_or_default();
        let configured = self
            .plan
            .inline
            .as_ref()
            .is_none_or(|inline| inline.get(address).is_some());
        if configured || resource.address.starts_with("module.") {
            let message = text!("document-after-apply");
            let help = text!("document-after-apply-help");
            self.sink.report_help(
                DiagnosticCode::KnownAfterApply,
                start_of(resource.values),
                message,
                help,
            );
            let rule = unknown_rule(
                text!("document-rules").to_owned(),
                text!("rule-value-after-apply"),
            );
            draft.push(RuleOwner::User, rule, resource.values.span);
        }
    }

    fn rule(&mut self, resource: &TerraformResource<'n, 't>) {
        let values = resource.values;
        let unknown = self.plan.unknown(resource);
        let mut rules = Draft::default();
        self.one(values, unknown, &mut rules);
        let group = values
            .str("network_security_group_name")
            .unwrap_or_default();
        // A name that is known only after apply can still mean the one group there is.
        let only = (group.is_empty() && self.drafts.len() == 1).then_some(0);
        let index = self.names.get(&qualified(values, group));
        let index = index.or_else(|| self.names.get(group)).or(only);
        match index.and_then(|index| self.drafts.get_mut(index)) {
            Some(owner) => {
                owner
                    .group
                    .security_rules
                    .append(&mut rules.group.security_rules);
                owner.rule_spans.append(&mut rules.rule_spans);
            }
            None => {
                report_orphan(group, start_of(values), self.sink);
                rules.group.name = (!group.is_empty()).then(|| group.to_owned());
                self.names.insert(group, self.drafts.len());
                self.drafts.push(rules);
            }
        }
    }

    fn one(
        &mut self,
        rule: &'n JsonNode<'t>,
        after_unknown: Option<&'n JsonNode<'t>>,
        draft: &mut Draft,
    ) {
        let scope = Scope::default();
        let index = draft.count(RuleOwner::User);
        let sink = &mut *self.sink;
        let mut reader = RuleReader {
            sink,
            scope: &scope,
            style: Style::Configured,
            after_unknown,
            refused: Vec::new(),
        };
        let mut read = reader.read(rule, index, RuleOwner::User);
        // Terraform's text for `there is none` in a computed id.
        read.id = read.id.filter(|id| id.contains('/'));
        draft.push(RuleOwner::User, read, rule.span);
    }

    fn association(&mut self, resource: &TerraformResource<'n, 't>, by: &str, subnet: bool) {
        let group = resource
            .values
            .str("network_security_group_id")
            .unwrap_or_default();
        let index = self.ids.get(group);
        if let Some(draft) = index.and_then(|index| self.drafts.get_mut(index)) {
            let ids = ids(resource.values.get(by));
            let association = &mut draft.association;
            if subnet {
                &mut association.subnets
            } else {
                &mut association.network_interfaces
            }
            .extend(ids);
        }
    }
}
