//! Terraform state and plans, as JSON.

use super::expression::Scope;
use super::groups::{ids, report_other};
use super::terraform_plan::TerraformPlan;
use super::terraform_values::{
    self as values, GROUP, GROUP_ASSOCIATIONS, INTERFACE, RULE, TerraformResource,
};
use crate::codes::DiagnosticCode;
use crate::conflicts::ApplyConflict;
use crate::diagnostic::DiagnosticSink;
use crate::document::Draft;
use crate::index::{Index, holds};
use crate::json::JsonNode;
use crate::rule::{FieldForms, RuleOwner, RuleReader, Style, start_of, unknown_rule};
use crate::topology::{DocumentInterface, NamedGroup, Topology};
use nsg::{GroupSettings, NetworkSecurityGroup};
use text::text;

/// The groups of a state or a plan.
#[derive(Default)]
pub(crate) struct TerraformGroups {
    /// As they are, or after the change.
    pub(crate) groups: Vec<Draft>,
    /// As they are before the change, where the text is a plan that tells it.
    pub(crate) before: Option<Vec<Draft>>,
    /// The network interfaces, with their subnets.
    pub(crate) topology: Topology,
    /// What Azure would refuse while the plan is applied.
    pub(crate) conflicts: Vec<ApplyConflict>,
}

/// Reads the groups of a state or plan.
pub(crate) fn read<'n, 't>(root: &'n JsonNode<'t>, sink: &mut DiagnosticSink) -> TerraformGroups {
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
        return TerraformGroups::default();
    }
    let plan = TerraformPlan::of(root);
    let keys = ["planned_values", "prior_state", "resource_changes"];
    if !keys.iter().any(|key| root.has(key)) {
        let resources = values::values_of(root.get("values"));
        let resources = resources.unwrap_or_else(|| values::instances(root));
        let mut reader = TerraformReader::new(sink, None);
        reader.side(&resources, &[], &[]);
        return TerraformGroups {
            groups: reader.drafts,
            topology: topology(&resources),
            ..TerraformGroups::default()
        };
    }
    let sides = plan.sides(root);
    // The group of a rule that comes or goes is there at both ends, also where the text has nothing else of it.
    let told = plan.told_groups();
    let lone = |rules: &[&'n JsonNode<'t>]| -> Vec<&'n JsonNode<'t>> {
        let rules = rules.iter().copied();
        rules.filter(|rule| !told.have_that_of(rule)).collect()
    };
    let mut after = TerraformReader::new(sink, Some(&plan));
    after.side(&sides.after, &sides.gone, &lone(&sides.gone));
    // What is said of a group after the change need not be said of it before, too.
    let mut found = DiagnosticSink::default();
    let mut before = TerraformReader::new(&mut found, None);
    if let Some(resources) = &sides.before {
        before.side(resources, &[], &lone(&sides.coming));
    }
    let conflicts = super::terraform_conflicts::report(&plan, &before, &mut after);
    let before = sides.before.map(|_| before.drafts);
    let groups = after.drafts;
    sink.append_new(found);
    TerraformGroups {
        groups,
        before,
        topology: topology(&sides.after),
        conflicts,
    }
}

/// The network interfaces. Which group one has, or a subnet, is said by resources of their own; where there is none, another
/// state may have it.
fn topology(resources: &[TerraformResource<'_, '_>]) -> Topology {
    let interface = |resource: &TerraformResource<'_, '_>| {
        let values = resource.values;
        let text = |key: &str| values.str(key).filter(|text| !text.is_empty());
        let configurations = values.get("ip_configuration").map(JsonNode::items);
        let configurations = configurations.unwrap_or_default();
        let subnet = configurations.iter().find_map(|it| it.str("subnet_id"));
        Some(DocumentInterface {
            id: text("id").or_else(|| text("name"))?.to_owned(),
            virtual_machine: text("virtual_machine_id").map(str::to_owned),
            subnet: subnet.map(str::to_owned),
            security_group: NamedGroup::Untold,
        })
    };
    let interfaces = resources.iter().filter(|it| it.kind == INTERFACE);
    Topology {
        interfaces: interfaces.filter_map(interface).collect(),
        subnets: Vec::new(),
    }
}

/// Whether a resource of another kind may hold rules: one of Azure's API by its type, or a template.
fn holds_rules(resource: &TerraformResource<'_, '_>) -> bool {
    let kind = || resource.values.str("type").unwrap_or_default();
    let is_api = resource.kind.starts_with("azapi_");
    (is_api && holds(kind(), "networksecuritygroups"))
        || holds(resource.kind, "template_deployment")
}

/// The resource that a group was read from.
#[derive(Default)]
pub(super) struct ListedGroup {
    /// Its address; none for a group of which only rules are in the text.
    pub(super) address: String,
    /// For each of the first rules, whether it is there because the group lists what Azure has.
    pub(super) listed: Vec<bool>,
}

pub(super) struct TerraformReader<'r, 'n, 't> {
    pub(super) sink: &'r mut DiagnosticSink,
    /// The plan, where the groups are those after its change.
    pub(super) plan: Option<&'r TerraformPlan<'n, 't>>,
    pub(super) drafts: Vec<Draft>,
    /// What is known of each draft besides.
    pub(super) resources: Vec<ListedGroup>,
    /// Where the groups are in `drafts`, by `resource group/name`, by name alone, and by id.
    pub(super) names: Index,
    pub(super) ids: Index,
}

/// Whether a mark of `after_unknown` leaves something open.
fn is_open(mark: &JsonNode) -> bool {
    mark.is_true() || mark.entries().any(|(_, mark)| is_open(mark))
}

/// Groups of one name live in different resource groups.
pub(super) fn qualified(values: &JsonNode, name: &str) -> String {
    format!(
        "{}/{name}",
        values.str("resource_group_name").unwrap_or_default()
    )
}

impl<'r, 'n, 't> TerraformReader<'r, 'n, 't> {
    fn new(sink: &'r mut DiagnosticSink, plan: Option<&'r TerraformPlan<'n, 't>>) -> Self {
        Self {
            sink,
            plan,
            drafts: Vec::new(),
            resources: Vec::new(),
            names: Index::default(),
            ids: Index::default(),
        }
    }

    /// Reads the groups of these resources. `gone`: rules of their own that are not there any more; `lone`: those at the other
    /// end alone, whose group is at this one, too.
    fn side(
        &mut self,
        resources: &[TerraformResource<'n, 't>],
        gone: &[&'n JsonNode<'t>],
        lone: &[&'n JsonNode<'t>],
    ) {
        let of = |kind: &'static str| resources.iter().filter(move |it| it.kind == kind);
        of(GROUP).for_each(|resource| self.group(resource));
        gone.iter().for_each(|rule| self.take_out(rule));
        of(RULE).for_each(|resource| self.rule(resource));
        lone.iter().for_each(|rule| self.without(rule));
        for resource in of(GROUP) {
            self.rules_after_apply(resource);
        }
        let [of_subnet, of_interface] = GROUP_ASSOCIATIONS;
        for (kind, by, subnet) in [
            (of_subnet, "subnet_id", true),
            (of_interface, "network_interface_id", false),
        ] {
            of(kind).for_each(|resource| self.association(resource, by, subnet));
        }
        // Providers that take Azure's own form as text, and templates inside of it.
        for other in resources.iter().filter(|it| holds_rules(it)) {
            report_other(other.kind, start_of(other.values), self.sink);
        }
    }

    fn group(&mut self, resource: &TerraformResource<'n, 't>) {
        let values = resource.values;
        let text = |key: &str| {
            values
                .str(key)
                .filter(|text| !text.is_empty())
                .map(str::to_owned)
        };
        // In source, a name may be unknown; brackets stand around what is no name.
        let unnamed = values.get("name").filter(|name| name.is_unknown());
        let unnamed = unnamed.and_then(JsonNode::scalar);
        let name = text("name").or_else(|| unnamed.map(|name| format!("({name})")));
        let (id, location) = (text("id"), text("location"));
        let group = NetworkSecurityGroup {
            id,
            name,
            location,
            settings: GroupSettings {
                tags: values.member("tags").and_then(|tags| {
                    super::groups::tags(&tags.value, |value| value.as_str().map(str::to_owned))
                }),
                flush_connection: None,
            },
            ..NetworkSecurityGroup::default()
        };
        let key = (!resource.address.is_empty()).then(|| resource.address.clone());
        let mut draft = Draft {
            group,
            key,
            span: Some(values.span),
            ..Draft::default()
        };
        let open = resource
            .after_unknown
            .and_then(|it| it.get("security_rule"));
        let open = open.map(JsonNode::items).unwrap_or_default();
        let rules = values.get("security_rule").map(JsonNode::items);
        let rules = rules.unwrap_or_default();
        for (index, rule) in rules.iter().enumerate() {
            self.one(rule, open.get(index), &mut draft);
        }
        // A rule of which not even a place in the list is known.
        for _ in open.iter().skip(rules.len()).filter(|rule| is_open(rule)) {
            self.unknown_rules(values, &mut draft);
        }
        let index = self.drafts.len();
        if let Some(name) = &draft.group.name {
            self.names.insert(&qualified(values, name), index);
            self.names.insert(name, index);
        }
        if let Some(id) = &draft.group.id {
            self.ids.insert(id, index);
        }
        // In source, what belongs to a group names its address.
        if !resource.address.is_empty() {
            self.names.insert(&resource.address, index);
            self.ids.insert(&resource.address, index);
        }
        let writes = self
            .plan
            .is_some_and(|plan| plan.writes_rules(&resource.address));
        self.resources.push(ListedGroup {
            address: resource.address.clone(),
            listed: vec![!writes; draft.group.security_rules.len()],
        });
        self.drafts.push(draft);
    }

    /// A plan that says nothing about the rules of a group. A group that it creates has none of its own where the plan
    /// creates rules for it beside the group, since the provider takes one or the other: it reports back what Azure has,
    /// which is nothing yet.
    fn rules_after_apply(&mut self, resource: &TerraformResource<'n, 't>) {
        let list = |node: Option<&'n JsonNode<'t>>| node.and_then(|it| it.get("security_rule"));
        let unknown = list(resource.after_unknown).is_some_and(JsonNode::is_true);
        let hidden = list(resource.after_sensitive).is_some_and(JsonNode::is_true)
            && !resource.values.has("security_rule");
        let Some(plan) = self.plan.filter(|_| unknown || hidden) else {
            return;
        };
        let at = self
            .resources
            .iter()
            .position(|it| it.address == resource.address);
        let Some(mut draft) = at
            .and_then(|at| self.drafts.get_mut(at))
            .map(std::mem::take)
        else {
            return;
        };
        let has_rules = !draft.group.security_rules.is_empty();
        let address = &resource.address;
        if !(has_rules && plan.creates(address) && !plan.may_configure_rules(address)) {
            self.unknown_rules(resource.values, &mut draft);
        }
        if let Some(place) = at.and_then(|at| self.drafts.get_mut(at)) {
            *place = draft;
        }
    }

    /// Puts one rule for those of which nothing is known.
    fn unknown_rules(&mut self, group: &'n JsonNode<'t>, draft: &mut Draft) {
        let message = text!("document-after-apply");
        let help = text!("document-after-apply-help");
        self.sink.report_help(
            DiagnosticCode::KnownAfterApply,
            start_of(group),
            message,
            help,
        );
        let rule = unknown_rule(
            text!("document-rules").to_owned(),
            text!("rule-value-after-apply"),
        );
        draft.push(RuleOwner::User, rule, group.span);
    }

    pub(super) fn one(
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
            forms: FieldForms::default(),
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
