//! Documents that hold no groups: what they are, and what to paste instead.

use crate::codes::DiagnosticCode;
use crate::diagnostic::DiagnosticSink;
use crate::index::holds;
use crate::json::{JsonNode, Value};
use crate::position::Span;
use crate::rule::start_of;
use crate::syntax::recognise;
use text::{quote, text};

fn show() -> &'static str {
    text!("document-paste-show")
}

/// Names a text that is not JSON at all. JSON begins with a bracket, fragments of it with a quote.
pub(crate) fn not_json(text: &str) -> Option<(DiagnosticCode, &'static str, &'static str)> {
    let start = text.trim_start_matches(|char: char| char.is_whitespace() || char == '\u{feff}');
    let start = start
        .strip_prefix('"')
        .filter(|rest| rest.starts_with('<'))
        .unwrap_or(start);
    let lower: String = start
        .chars()
        .take(20_000)
        .collect::<String>()
        .to_ascii_lowercase();
    let tags = [
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<div",
        "<table",
        "<thead",
        "<tbody",
        "<tr",
    ];
    if tags.iter().any(|tag| lower.starts_with(tag)) {
        let help = text!("document-html-help");
        return Some((DiagnosticCode::Html, text!("document-html"), help));
    }
    if is_xml(start) {
        let help = text!("document-xml-help");
        return Some((DiagnosticCode::Xml, text!("document-xml"), help));
    }
    if lower.starts_with(['{', '[', '"', '}', ']', ',']) {
        return None;
    }
    let any_line = |test: &dyn Fn(&str) -> bool| lower.lines().map(str::trim_start).any(test);
    // ` ~ Microsoft.Network/networkSecurityGroups/web [2024-05-01]`
    let is_change = |line: &str| {
        let resource = line.strip_prefix(['~', '+', '-', '=', '*', '!', 'x']);
        resource.is_some_and(|rest| rest.starts_with(" microsoft.") && rest.ends_with(']'))
    };
    let is_legend =
        |line: &str| line.starts_with("resource and property changes are indicated with");
    if any_line(&|line| is_legend(line) || is_change(line.trim_end())) {
        let help = text!("what-if-text-help");
        return Some((DiagnosticCode::WhatIfText, text!("what-if-text"), help));
    }
    let is_bicep = |line: &str| {
        let words = ["param ", "targetscope ", "targetscope=", "@description("];
        let resource = line.starts_with("resource ") && holds(line, "'microsoft.");
        resource || words.iter().any(|word| line.starts_with(word))
    };
    if any_line(&is_bicep) {
        let help = text!("document-bicep-help");
        return Some((DiagnosticCode::Bicep, text!("document-bicep"), help));
    }
    if recognise::terraform::is_source(start) {
        let help = match cfg!(feature = "hcl") {
            true => text!("document-terraform-help"),
            false => text!("document-terraform-read-help"),
        };
        return Some((
            DiagnosticCode::TerraformSource,
            text!("document-terraform"),
            help,
        ));
    }
    // Between other lines, as in a ticket.
    if any_line(&recognise::terraform::is_known_block) {
        let help = text!("document-terraform-help");
        return Some((
            DiagnosticCode::TerraformSource,
            text!("document-terraform"),
            help,
        ));
    }
    if recognise::is_plan_text(text) {
        return Some((
            DiagnosticCode::TerraformPlanText,
            text!("document-plan-text"),
            text!("document-plan-text-help"),
        ));
    }
    let is_other = || recognise::has_json_inside(text) || recognise::is_page(text);
    if recognise::is_yaml(text) && !is_other() {
        return Some((
            DiagnosticCode::Yaml,
            text!("document-yaml"),
            text!("document-yaml-help"),
        ));
    }
    None
}

/// Whether a text is XML: it has the declaration, is a group, or goes from the first tag to its end. Markdown begins with a tag
/// or a comment, too, and a script of PowerShell with `<#`.
fn is_xml(start: &str) -> bool {
    let name = start.strip_prefix('<').unwrap_or_default();
    let is_part = |char: char| char.is_ascii_alphanumeric() || char == ':' || char == '.';
    let name = name.split(|char| !is_part(char)).next().unwrap_or_default();
    let end = start.trim_end().trim_end_matches('"');
    start.starts_with("<?xml")
        || holds(name, "NetworkSecurityGroup")
        || !name.is_empty() && end.ends_with(&format!("</{name}>"))
}

/// Says what a document without groups is.
pub(crate) fn refuse(root: &JsonNode, sink: &mut DiagnosticSink) {
    let (code, mut message, help) = name(root);
    let mut help = help.to_owned();
    if code == DiagnosticCode::NoGroup
        && message == text!("document-no-group")
        && let Some((_, reason, told)) = sink.first_hiding()
    {
        message = text!("document-no-group-because", reason);
        help = told.map(str::to_owned).unwrap_or(help);
    }
    sink.report_help(code, start_of(root), message, help);
}

fn name(root: &JsonNode) -> (DiagnosticCode, String, &'static str) {
    let has_result = |key: &str| find_key(root, key).is_some();
    if has_result("networkSecurityGroupResult") || has_result("evaluatedNetworkSecurityGroups") {
        let message = text!("document-nsg-diagnostics");
        return (DiagnosticCode::DiagnosticAnswer, message.to_owned(), show());
    }
    if is_event_log(root) {
        let message = text!("document-event-log").to_owned();
        return (DiagnosticCode::EventLog, message, show());
    }
    if has_result("flowTuples") {
        return (
            DiagnosticCode::FlowLog,
            text!("document-flow-log").to_owned(),
            show(),
        );
    }
    for key in ["responseBody", "requestBody"] {
        let body = find_key(root, key).and_then(|body| body.as_str());
        if body.is_some_and(|body| holds(body, "securityRules")) {
            let message = text!("document-body-in-log", key).to_owned();
            let help = text!("document-body-in-log-help");
            return (DiagnosticCode::NoGroup, message, help);
        }
    }
    if let Some(error) = root
        .get("error")
        .filter(|error| error.has("code"))
        .or(has_error(root))
    {
        let code = quote(error.str("code").unwrap_or_default());
        let message = error.str("message").unwrap_or_default();
        let text = text!("document-azure-error", code, message = quote(message));
        return (
            DiagnosticCode::AzureError,
            text,
            text!("document-azure-error-help"),
        );
    }
    if root.has("access") && root.has("ruleName") {
        let message = text!("document-ip-flow-verify");
        return (DiagnosticCode::IpFlowAnswer, message.to_owned(), show());
    }
    let schema = root.str("$schema").unwrap_or_default();
    let valued = |node: &JsonNode| {
        node.members()
            .iter()
            .any(|member| member.value.has_key("value"))
    };
    if holds(schema, "deploymentParameters") || root.get("parameters").is_some_and(valued) {
        let message = text!("document-parameters").to_owned();
        return (
            DiagnosticCode::ParametersFile,
            message,
            text!("document-parameters-help"),
        );
    }
    if root.path(&["values"]).is_some_and(|values| {
        values
            .items()
            .first()
            .is_some_and(|tag| tag.path(&["properties", "addressPrefixes"]).is_some())
    }) {
        let message = text!("document-service-tags").to_owned();
        return (
            DiagnosticCode::ServiceTagsDocument,
            message,
            text!("document-service-tags-help"),
        );
    }
    if has_result("addressPrefixType") {
        let message = text!("document-admin-rules-alone").to_owned();
        return (
            DiagnosticCode::AdminRulesDocument,
            message,
            text!("document-admin-rules-alone-help"),
        );
    }
    if let Some(message) = other_rules(root) {
        return (DiagnosticCode::NoGroup, message.to_owned(), show());
    }
    if let Some(vendor) = vendor(root) {
        return (
            DiagnosticCode::NotAzureRules,
            text!("document-vendor", vendor),
            show(),
        );
    }
    let list = ["value", "data", "networkInterfaces", "results"]
        .iter()
        .find_map(|key| root.get(key));
    let list = list.unwrap_or(root);
    if matches!(&list.value, Value::Array(items) if items.is_empty()) {
        let message = text!("document-empty-list").to_owned();
        let help = text!("document-empty-list-help");
        return (DiagnosticCode::EmptyAnswer, message, help);
    }
    let kind = root.str("type").filter(|kind| kind.contains('/'));
    let message = match kind {
        Some(kind) => text!("document-other-resource", kind = quote(kind)),
        None => text!("document-no-group").to_owned(),
    };
    (DiagnosticCode::NoGroup, message, show())
}

/// An error body without its envelope.
fn has_error<'n, 't>(root: &'n JsonNode<'t>) -> Option<&'n JsonNode<'t>> {
    (root.members().len() <= 6 && root.str("code").is_some() && root.str("message").is_some())
        .then_some(root)
}

/// Whether these are records of what Azure logs of a group's rules (AD: `virtual-network/virtual-network-nsg-manage-log.md`).
fn is_event_log(root: &JsonNode) -> bool {
    let records = root.get("records").or_else(|| root.get("value"));
    let records = records.unwrap_or(root).items_or_self();
    records.first().is_some_and(|record| {
        let category = record.str("category").unwrap_or_default();
        let kinds = [
            "NetworkSecurityGroupEvent",
            "NetworkSecurityGroupRuleCounter",
        ];
        kinds.iter().any(|kind| category.eq_ignore_ascii_case(kind))
    })
}

/// What other rules of Azure these are, by the words that only they use.
fn other_rules(root: &JsonNode) -> Option<&'static str> {
    let has = |keys: &[&str]| keys.iter().any(|key| find_key(root, key).is_some());
    let firewall = [
        "ruleCollections",
        "ruleCollectionType",
        "networkRuleCollections",
        "applicationRuleCollections",
        "natRuleCollections",
        "destinationFqdns",
    ];
    if has(&firewall) {
        return Some(text!("document-azure-firewall"));
    }
    has(&["policyRule"]).then(|| text!("document-azure-policy"))
}

/// Whose rules these are, by the words that only that vendor uses.
fn vendor(root: &JsonNode) -> Option<&'static str> {
    [
        ("sourceRanges", "Google Cloud"),
        ("destinationRanges", "Google Cloud"),
        ("IpPermissions", "AWS"),
        ("IpPermissionsEgress", "AWS"),
        ("SecurityGroupRules", "AWS"),
        ("NetworkAcls", "AWS"),
        ("aws_security_group", "AWS"),
        ("ingressSecurityRules", "Oracle Cloud"),
        ("ingress-security-rules", "Oracle Cloud"),
        ("egress-security-rules", "Oracle Cloud"),
        ("tcp-options", "Oracle Cloud"),
        ("podSelector", "Kubernetes"),
    ]
    .into_iter()
    .find_map(|(key, vendor)| find_key(root, key).map(|_| vendor))
}

/// The first value under a key, anywhere.
fn find_key<'n, 't>(node: &'n JsonNode<'t>, key: &str) -> Option<&'n JsonNode<'t>> {
    match &node.value {
        Value::Object(members) => members.iter().find_map(|member| {
            let here = member
                .key
                .eq_ignore_ascii_case(key)
                .then_some(&member.value);
            here.or_else(|| find_key(&member.value, key))
        }),
        Value::Array(items) => items.iter().find_map(|item| find_key(item, key)),
        _ => None,
    }
}

/// Says that what stands under `securityRules` is not Azure's.
pub(crate) fn foreign(group: &JsonNode, sink: &mut DiagnosticSink) {
    let message = text!("document-foreign-rules");
    let help = text!("document-foreign-rules-help");
    sink.report_help(
        DiagnosticCode::NotAzureRules,
        Span::new(group.span.start, group.span.end),
        message,
        help,
    );
}
