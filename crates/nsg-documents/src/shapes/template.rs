//! Azure Resource Manager templates.
//!
//! Only what the text itself tells is resolved: `[parameters('x')]` from default values,
//! `[variables('x')]`, and what a nested deployment is given. Loops and functions are those of `computed`.

use super::adoption::absorb;
use super::computed;
use super::expression::{Resolved, Scope, TemplateNames, expression};
use super::groups::{self, FoundGroups, GroupBody, GroupReader, is_group_type, report_other};
use crate::codes::DiagnosticCode;
use crate::diagnostic::DiagnosticSink;
use crate::document::Draft;
use crate::index::holds;
use crate::json::{JsonNode, Value};
use crate::rule::{RuleOwner, Style, start_of, unknown_rule};
use crate::topology::Topology;
use nsg::Field;
use text::{quote, text};

const RULE_TYPE: &str = "Microsoft.Network/networkSecurityGroups/securityRules";
pub(super) const DEPLOYMENT_TYPE: &str = "Microsoft.Resources/deployments";

/// The template in a document: itself, the one that a deployment request wraps, or none.
pub(crate) fn find<'n, 't>(root: &'n JsonNode<'t>) -> Option<&'n JsonNode<'t>> {
    let wrapped = [
        &["properties", "template"][..],
        &["template"],
        &["properties"],
    ];
    let candidates = wrapped.iter().filter_map(|path| root.path(path));
    std::iter::once(root)
        .chain(candidates)
        .find(|node| is_template(node))
}

fn is_template(node: &JsonNode) -> bool {
    // A resource may have resources of its own.
    if node.str("type").is_some_and(|kind| kind.contains('/')) {
        return false;
    }
    let Some(resources) = node
        .get("resources")
        .filter(|resources| resources.is_container())
    else {
        return false;
    };
    let schema = node
        .str("$schema")
        .is_some_and(|schema| holds(schema, "deploymentTemplate"));
    schema || children(resources).any(|resource| resource.has("type") && resource.has("apiVersion"))
}

/// Whether a node is a resource as templates write it, taken out of its template.
pub(crate) fn is_resource(node: &JsonNode) -> bool {
    node.str("type").is_some_and(|text| text.contains('/')) && node.has("apiVersion")
}

/// Resources stand in a list, or by symbolic name in an object.
pub(super) fn children<'n, 't>(
    resources: &'n JsonNode<'t>,
) -> impl Iterator<Item = &'n JsonNode<'t>> {
    let members = resources.members().iter().map(|member| &member.value);
    resources.items().iter().chain(members)
}

/// Reads templates.
pub(crate) struct TemplateReader<'r> {
    pub(super) sink: &'r mut DiagnosticSink,
    pub(super) drafts: Vec<Draft>,
    /// How many rules stand in each group itself.
    pub(super) inside: Vec<usize>,
    pub(super) orphans: Vec<Orphan>,
    pub(super) uses: Vec<Use>,
    pub(super) topology: Topology,
}

/// A rule that is a resource of its own.
pub(super) struct Orphan {
    pub(super) group: String,
    pub(super) draft: Draft,
}

/// A subnet or network interface that names a group.
pub(super) struct Use {
    pub(super) group: String,
    pub(super) by: String,
    pub(super) subnet: bool,
}

/// Reads the groups of a template, and its subnets and network interfaces.
pub(crate) fn read(
    template: &JsonNode,
    given: TemplateNames,
    sink: &mut DiagnosticSink,
) -> (Vec<Draft>, Topology) {
    let scope = Scope {
        parameters: TemplateNames::of(template.get("parameters")),
        variables: TemplateNames::of(template.get("variables")),
        given,
        is_template: true,
        ..Scope::default()
    };
    let mut reader = TemplateReader {
        sink,
        drafts: Vec::new(),
        inside: Vec::new(),
        orphans: Vec::new(),
        uses: Vec::new(),
        topology: Topology::default(),
    };
    reader.template(template, &scope);
    reader.finish()
}

/// Reads resources that were taken out of their template.
pub(crate) fn read_resources<'n, 't: 'n>(
    resources: impl Iterator<Item = &'n JsonNode<'t>>,
    sink: &mut DiagnosticSink,
) -> (Vec<Draft>, Topology) {
    let scope = Scope {
        is_template: true,
        ..Scope::default()
    };
    let mut reader = TemplateReader {
        sink,
        drafts: Vec::new(),
        inside: Vec::new(),
        orphans: Vec::new(),
        uses: Vec::new(),
        topology: Topology::default(),
    };
    for resource in resources {
        reader.resource(resource, &scope, "");
    }
    reader.finish()
}

impl TemplateReader<'_> {
    fn template<'n, 't>(&mut self, template: &'n JsonNode<'t>, scope: &Scope<'n, 't, '_>) {
        for resource in &computed::resources(template, scope, self.sink) {
            self.resource(resource, scope, "");
        }
    }

    fn resource<'n, 't>(
        &mut self,
        resource: &'n JsonNode<'t>,
        scope: &Scope<'n, 't, '_>,
        parent: &str,
    ) {
        let Some(own) = resource.get("type").and_then(|own| scope.text(own)) else {
            return;
        };
        // What is there already is only named: what it has is not told (AD: `azure-resource-manager/bicep/existing-resource.md`).
        if resource.get("existing").is_some_and(JsonNode::is_true) {
            return;
        }
        if expression(&own).is_some() {
            let message = text!("document-unknown-type", given = quote(&own));
            let help = text!("document-unknown-type-help");
            let at = start_of(resource);
            return self
                .sink
                .report_help(DiagnosticCode::UnknownType, at, message, help);
        }
        // Children of a resource may leave its type out.
        let full = if own.contains('/') || parent.is_empty() {
            own
        } else {
            format!("{parent}/{own}")
        };
        let condition = match self.condition(resource, scope, &full) {
            Condition::Never => return,
            Condition::Always => None,
            Condition::Unknown(text) => Some(text),
        };
        if is_group_type(&full) {
            self.group(resource, scope);
        } else if full.eq_ignore_ascii_case(RULE_TYPE) {
            let name = resource.get("name");
            let group = name.and_then(|name| scope.parent(name)).unwrap_or_default();
            let draft = self.rule(resource, scope, condition);
            self.orphans.push(Orphan { group, draft });
        } else if full.eq_ignore_ascii_case(DEPLOYMENT_TYPE) {
            self.deployment(resource, scope);
        } else {
            self.uses(resource, scope, &full);
            self.others(resource, &full);
            for child in resource.get("resources").into_iter().flat_map(children) {
                self.resource(child, scope, &full);
            }
        }
    }

    /// Says where a resource of another kind holds rules, such as a subnet with its group inside.
    fn others(&mut self, resource: &JsonNode, kind: &str) {
        let mut found = FoundGroups::default();
        // Its child resources are looked at for themselves.
        let own = resource
            .members()
            .iter()
            .filter(|member| member.key != "resources");
        own.for_each(|member| groups::find(&member.value, &mut found));
        if let Some(rules) = found.groups.first().or(found.rules.first()) {
            report_other(kind, start_of(rules), self.sink);
        }
    }

    fn condition<'n, 't>(
        &mut self,
        resource: &'n JsonNode<'t>,
        scope: &Scope<'n, 't, '_>,
        kind: &str,
    ) -> Condition<'n> {
        let Some(condition) = resource.get("condition") else {
            return Condition::Always;
        };
        // Conditions of other resources change nothing here. A child leaves the first part of its type out.
        let relevant = is_group_type(kind)
            || kind.eq_ignore_ascii_case(DEPLOYMENT_TYPE)
            || kind.to_ascii_lowercase().ends_with("securityrules");
        if relevant {
            scope.report_default(condition, self.sink);
        }
        let text = match scope.resolve(condition) {
            Resolved::Known(node) => match &node.value {
                Value::Bool(true) => return Condition::Always,
                Value::Bool(false) if !relevant => return Condition::Never,
                Value::Bool(false) => {
                    let message = text!("document-skipped");
                    self.sink
                        .report(DiagnosticCode::SkippedResource, condition.span, message);
                    return Condition::Never;
                }
                _ => node.scalar().unwrap_or("condition"),
            },
            Resolved::Unknown(text) => text,
        };
        if relevant {
            let message = text!("document-conditional", condition = quote(text));
            let help = text!("document-conditional-help");
            self.sink.report_help(
                DiagnosticCode::ConditionalResource,
                condition.span,
                message,
                help,
            );
        }
        Condition::Unknown(text)
    }

    fn group<'n, 't>(&mut self, resource: &'n JsonNode<'t>, scope: &Scope<'n, 't, '_>) {
        let mut reader = GroupReader {
            sink: &mut *self.sink,
            scope,
            style: Style::Configured,
        };
        let mut draft = reader.group(resource);
        self.inside.push(draft.rule_spans.len());
        if resource.has("copy") {
            let message = text!("document-loop-of-groups");
            self.sink
                .report(DiagnosticCode::CopyLoop, start_of(resource), message);
        }
        let body = GroupBody::of(resource, scope).known();
        let copies = body.and_then(|body| body.get("copy"));
        for copy in copies.map(JsonNode::items_or_self).unwrap_or_default() {
            if copy
                .str("name")
                .is_some_and(|name| name.eq_ignore_ascii_case("securityRules"))
            {
                let count = copy.get("count").and_then(JsonNode::scalar);
                let said = quote(count.unwrap_or(text!("document-unknown-number")));
                let message = text!("document-loop-of-rules", count = said);
                let help = text!("document-loop-of-rules-help");
                self.sink
                    .report_help(DiagnosticCode::CopyLoop, start_of(copy), message, help);
                let count = count.unwrap_or(text!("document-unknown-number"));
                let rule = unknown_rule(text!("document-rules-of-loop").to_owned(), count);
                draft.push(RuleOwner::User, rule, copy.span);
            }
        }
        for child in resource.get("resources").into_iter().flat_map(children) {
            let own = child.str("type").unwrap_or_default();
            if own.eq_ignore_ascii_case("securityRules") || own.eq_ignore_ascii_case(RULE_TYPE) {
                let condition = match self.condition(child, scope, RULE_TYPE) {
                    Condition::Never => continue,
                    Condition::Always => None,
                    Condition::Unknown(text) => Some(text),
                };
                absorb(&mut draft, self.rule(child, scope, condition));
            }
        }
        self.drafts.push(draft);
    }

    /// A rule as a draft of a group that has only it.
    fn rule<'n, 't>(
        &mut self,
        resource: &'n JsonNode<'t>,
        scope: &Scope<'n, 't, '_>,
        condition: Option<&str>,
    ) -> Draft {
        let mut draft = Draft::default();
        let mut reader = GroupReader {
            sink: &mut *self.sink,
            scope,
            style: Style::Configured,
        };
        reader.rule(resource, RuleOwner::User, &mut draft);
        if let Some(condition) = condition {
            for rule in &mut draft.group.security_rules {
                // The rule may not exist: then it matches nothing. One unknown field says so, and leaves
                // the others to rule it out.
                rule.conditions.protocol = Field::Unknown(condition.to_owned());
            }
        }
        draft
    }

    fn deployment<'n, 't>(&mut self, resource: &'n JsonNode<'t>, scope: &Scope<'n, 't, '_>) {
        let properties = GroupBody::of(resource, scope).known();
        let template = properties.and_then(|properties| properties.get("template"));
        let template = match template.map(|template| scope.resolve(template)) {
            Some(Resolved::Known(template)) if template.is_object() => Some(template),
            _ => None,
        };
        let (Some(properties), Some(template)) = (properties, template) else {
            let message = text!("document-linked");
            let link = properties.and_then(|properties| properties.get("templateLink"));
            let at = link.map_or_else(|| start_of(resource), |link| link.span);
            let help = text!("document-linked-help");
            return self
                .sink
                .report_help(DiagnosticCode::LinkedTemplate, at, message, help);
        };
        if has_names_of_its_own(properties) {
            let inner = Scope {
                parameters: TemplateNames::of(template.get("parameters")),
                variables: TemplateNames::of(template.get("variables")),
                given: TemplateNames::of(properties.get("parameters")),
                outer: Some(scope),
                is_template: true,
                ..Scope::default()
            };
            self.template(template, &inner);
        } else {
            self.template(template, scope);
        }
    }
}

/// Whether the template of a deployment has parameters and variables of its own. Without `inner` its expressions are those of
/// the template around it (AD: `azure-resource-manager/templates/linked-templates.md`).
pub(super) fn has_names_of_its_own(properties: &JsonNode<'_>) -> bool {
    let scope = properties.path(&["expressionEvaluationOptions", "scope"]);
    let scope = scope.and_then(JsonNode::as_str);
    scope.is_some_and(|scope| scope.eq_ignore_ascii_case("inner"))
}

enum Condition<'n> {
    Always,
    Never,
    Unknown(&'n str),
}
