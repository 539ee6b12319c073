//! Shapes: where the groups are in a document.

mod adoption;
pub(crate) mod commands;
mod computed;
mod effective;
pub(crate) mod expression;
pub(crate) mod format_list;
mod graph;
pub(crate) mod groups;
mod names;
pub(crate) mod printed;
pub(crate) mod refusal;
mod resources;
mod rule_keys;
mod rule_sets;
mod template;
mod terraform;
mod terraform_conflicts;
mod terraform_documents;
mod terraform_ends;
mod terraform_plan;
mod terraform_rules;
mod terraform_values;
mod what_if;
mod what_if_change;
mod what_if_stack;

use crate::codes::DiagnosticCode;
use crate::conflicts::ApplyConflict;
use crate::diagnostic::DiagnosticSink;
use crate::document::{Draft, Shape};
use crate::index::holds;
use crate::json::JsonNode;
use crate::rule::start_of;
use crate::topology::Topology;
use expression::TemplateNames;
use groups::FoundGroups;
use nsg::Network;
use terraform_documents::{WrappedTerraform, is_terraform, terraform_configuration, wrapped};
use text::text;

/// What a document holds.
#[derive(Default)]
pub(crate) struct Contents {
    pub(crate) shape: Option<Shape>,
    pub(crate) drafts: Vec<Draft>,
    /// The groups before the change, where the document tells one.
    pub(crate) before: Option<Vec<Draft>>,
    pub(crate) network: Network,
    pub(crate) topology: Topology,
    /// What Azure would refuse while the change is applied.
    pub(crate) conflicts: Vec<ApplyConflict>,
}

impl Contents {
    fn groups(shape: Shape, drafts: Vec<Draft>) -> Self {
        Self {
            shape: Some(shape),
            drafts,
            ..Self::default()
        }
    }

    /// Whether the number of some rule is known.
    pub(crate) fn has_priority(&self) -> bool {
        let mut rules = self
            .drafts
            .iter()
            .flat_map(|draft| &draft.group.security_rules);
        rules.any(|rule| rule.priority.known().is_some())
    }

    fn is_empty(&self) -> bool {
        let before = self.before.as_deref().unwrap_or_default();
        self.drafts.is_empty() && before.is_empty() && self.network.security_admin_rules.is_empty()
    }
}

/// Reads a tree, whatever its shape. A shape that others could be taken for comes after them.
pub(crate) fn contents(root: &JsonNode, sink: &mut DiagnosticSink) -> Contents {
    let mut entries = Vec::new();
    effective::find(root, &mut entries);
    let contents = if !entries.is_empty() {
        effective::read(&entries, sink)
    } else if is_terraform(root) {
        of_terraform(root, sink)
    } else if let Some(resource) = terraform_configuration(root) {
        let message = text!("document-terraform-json");
        let help = text!("document-terraform-help");
        let code = DiagnosticCode::TerraformSource;
        sink.report_help(code, start_of(resource), message, help);
        Contents::default()
    } else if let WrappedTerraform::One(only) = wrapped(root) {
        of_terraform(only, sink)
    } else if let WrappedTerraform::Several(other) = wrapped(root) {
        let message = text!("document-several-terraform");
        let help = text!("document-several-terraform-help");
        let code = DiagnosticCode::SeveralTerraformDocuments;
        sink.report_help(code, start_of(other), message, help);
        Contents::default()
    } else if let Some(changes) = what_if::changes(root) {
        what_if::read(root, changes, sink)
    } else if let Some(resources) = predicted_resources(root) {
        of_template(template::read_resources(resources.iter(), sink))
    } else if let Some(found) = template::find(root) {
        let given = root.path(&["properties", "parameters"]);
        let given = TemplateNames::of(given);
        of_template(template::read(found, given, sink))
    } else if let Some(rows) = graph::rows(root) {
        Contents {
            shape: Some(Shape::ResourceGraph),
            ..groups_in(&rows, sink)
        }
    } else {
        let mut contents = groups_in(root, sink);
        if graph::is_graph(root) {
            contents.shape = contents.shape.and(Some(Shape::ResourceGraph));
        }
        contents
    };
    more_pages(root, sink);
    if contents.is_empty() {
        let named = [
            DiagnosticCode::OldTerraformState,
            DiagnosticCode::SeveralTerraformDocuments,
            DiagnosticCode::EmptyAnswer,
            DiagnosticCode::NotAzureRules,
            DiagnosticCode::TerraformSource,
        ];
        if !named.iter().any(|code| sink.has(*code)) {
            refusal::refuse(root, sink);
        }
        return Contents {
            topology: contents.topology,
            ..Contents::default()
        };
    }
    contents
}

fn of_terraform(root: &JsonNode, sink: &mut DiagnosticSink) -> Contents {
    let read = terraform::read(root, sink);
    Contents {
        before: read.before,
        topology: read.topology,
        conflicts: read.conflicts,
        ..Contents::groups(Shape::Terraform, read.groups)
    }
}

/// The resources of `bicep snapshot`, which are those of a template after its loops and conditions.
fn predicted_resources<'n, 't>(root: &'n JsonNode<'t>) -> Option<&'n [JsonNode<'t>]> {
    let resources = root.get("predictedResources");
    resources
        .filter(|list| list.is_array())
        .map(JsonNode::items)
}

fn of_template((drafts, topology): (Vec<Draft>, Topology)) -> Contents {
    Contents {
        topology,
        ..Contents::groups(Shape::ArmTemplate, drafts)
    }
}

/// Groups and rules, whatever is around them.
fn groups_in(root: &JsonNode, sink: &mut DiagnosticSink) -> Contents {
    let mut found = FoundGroups::default();
    groups::find(root, &mut found);
    let is_resource = |node: &&&JsonNode| template::is_resource(node);
    if let Some(_resource) = found
        .groups
        .first()
        .or(found.rules.first())
        .filter(is_resource)
    {
        let resources = found.groups.iter().chain(&found.rules).copied();
        return of_template(template::read_resources(resources, sink));
    }
    found.groups.retain(|group| {
        let foreign = groups::is_foreign(group);
        if foreign {
            refusal::foreign(group, sink);
        }
        !foreign
    });
    let mut contents = printed::read(root, &found, sink);
    resources::find(root, &mut contents.topology);
    let in_parameters = root
        .str("$schema")
        .is_some_and(|schema| holds(schema, "deploymentParameters"));
    if in_parameters {
        contents.shape = contents.shape.and(Some(Shape::ArmTemplate));
    }
    contents
}

/// An answer that is one page of several says where the next one is.
pub(crate) fn more_pages(root: &JsonNode, sink: &mut DiagnosticSink) {
    for key in ["nextLink", "skipToken", "$skipToken"] {
        let link = root
            .get(key)
            .filter(|link| link.as_str().is_some_and(|text| !text.is_empty()));
        if let Some(link) = link {
            let message = text!("document-page-of-groups");
            sink.report(DiagnosticCode::MorePages, start_of(link), message);
        }
    }
}
