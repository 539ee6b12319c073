//! Service tags: `ServiceTags_*.json`, the discovery API's answer, or a plain map of prefixes.

use crate::codes::DiagnosticCode;
use crate::diagnostic::{Diagnostic, DiagnosticSink};
use crate::json::{self, JsonNode, Member};
use crate::position::{Positions, Span};
use crate::rule::classify_prefix;
use ipnet::IpNet;
use nsg::{AddressSet, Name};
use std::collections::BTreeMap;
use text::{quote, text};

/// Service tags with their addresses.
#[derive(Clone, Debug, Default)]
pub struct ServiceTags {
    /// Tags by name, regional ones such as `Storage.WestUS` included. Fits
    /// [`nsg::Network::service_tags`].
    pub tags: BTreeMap<Name, AddressSet>,
    /// The document's change number, which grows with its content.
    pub change_number: Option<String>,
    /// The cloud: `Public`, `AzureGovernment`, `China`.
    pub cloud: Option<String>,
    /// Problems.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a service tag document (AD: `virtual-network/service-tags-overview.md`), the answer of the
/// discovery API (SPEC: `examples/ServiceTagsList.json`), or `{"tag": ["prefix", …], …}`.
pub fn read(text: &str) -> ServiceTags {
    let mut sink = DiagnosticSink::default();
    let root = json::parse(text, &mut sink);
    let mut found = ServiceTags::default();
    if let Some(root) = &root {
        found.tags = tags(root, &mut sink);
        found.change_number = root
            .get("changeNumber")
            .and_then(JsonNode::scalar)
            .map(str::to_owned);
        found.cloud = root.str("cloud").map(str::to_owned);
    }
    if found.tags.is_empty() {
        let span = root
            .as_ref()
            .map_or_else(Span::default, crate::rule::start_of);
        let message = text!("document-no-service-tags");
        let help = text!("document-no-service-tags-help");
        sink.report_help(DiagnosticCode::NoServiceTags, span, message, help);
    }
    found.diagnostics = sink.finish(&Positions::new(text), &json::pointers(root.as_ref()));
    found
}

/// Reads service tags that are parsed already.
pub fn read_value(value: &serde_json::Value) -> ServiceTags {
    match value {
        serde_json::Value::String(text) => read(text),
        value => read(&value.to_string()),
    }
}

/// Whether this is a whole service tag document, and not a plain map of prefixes.
pub(crate) fn is_document(root: &JsonNode) -> bool {
    root.is_array() || root.has_key("values") || root.has_key("value")
}

/// The tags that somebody gives as facts: of a document, or by name, where nothing is left out in silence.
pub(crate) fn given(root: &JsonNode, sink: &mut DiagnosticSink) -> BTreeMap<Name, AddressSet> {
    if is_document(root) {
        return tags(root, sink);
    }
    let tag = |member: &Member| (member.key.as_ref().into(), set(&member.value, sink));
    let mut tags = BTreeMap::new();
    tags.extend(root.members().iter().map(tag));
    tags
}

/// The tags of a document, or of a plain map.
fn tags(root: &JsonNode, sink: &mut DiagnosticSink) -> BTreeMap<Name, AddressSet> {
    let mut tags = BTreeMap::new();
    let list = if root.is_array() {
        Some(root)
    } else {
        root.get("values").or_else(|| root.get("value"))
    };
    if let Some(link) = root
        .get("nextLink")
        .filter(|link| link.as_str().is_some_and(|it| !it.is_empty()))
    {
        let message = text!("document-page-of-tags");
        sink.report_help(
            DiagnosticCode::MorePages,
            link.span,
            message,
            text!("document-page-of-tags-help"),
        );
    }
    match list.filter(|list| list.items().iter().any(JsonNode::is_object)) {
        Some(list) => {
            for item in list.items() {
                tag(item, &mut tags, sink);
            }
        }
        None => {
            for member in root
                .members()
                .iter()
                .filter(|member| member.value.is_array())
            {
                tags.insert(member.key.as_ref().into(), set(&member.value, sink));
            }
        }
    }
    tags
}

fn tag(item: &JsonNode, tags: &mut BTreeMap<Name, AddressSet>, sink: &mut DiagnosticSink) {
    let name = item
        .str("name")
        .or_else(|| item.str("id"))
        .filter(|name| !name.is_empty());
    let prefixes = item
        .path(&["properties", "addressPrefixes"])
        .or_else(|| item.get("addressPrefixes"));
    let (Some(name), Some(prefixes)) = (name, prefixes) else {
        let message = match name {
            Some(name) => text!("document-incomplete-tag", tag = quote(name)),
            None => text!("document-unnamed-tag").to_owned(),
        };
        sink.report(
            DiagnosticCode::InvalidServiceTag,
            crate::rule::start_of(item),
            message,
        );
        return;
    };
    tags.insert(name.into(), set(prefixes, sink));
}

/// A list of prefixes as a set. What is no prefix is reported and left out.
pub(crate) fn set(list: &JsonNode, sink: &mut DiagnosticSink) -> AddressSet {
    let mut prefixes = Vec::with_capacity(list.items().len());
    for item in list.items_or_self() {
        prefixes.extend(prefix(item, sink));
    }
    prefixes.into_iter().collect()
}

/// A prefix; what is none is reported.
pub(crate) fn prefix(item: &JsonNode, sink: &mut DiagnosticSink) -> Option<IpNet> {
    let text = item.as_str().unwrap_or_default().trim();
    classify_prefix(text, item.span, sink).unwrap_or_else(|| {
        let what = item.scalar().unwrap_or(item.kind());
        let message = text!("document-no-prefix", text = quote(what));
        let help = text!("document-no-prefix-help");
        sink.report_help(DiagnosticCode::InvalidAddress, item.span, message, help);
        None
    })
}
