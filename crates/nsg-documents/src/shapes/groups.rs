//! Groups as Azure's REST API, its command line and PowerShell write them: one reader for all, since
//! they differ in `properties`, in case, and in lists that are not always lists.

use crate::codes::DiagnosticCode;
use crate::diagnostic::DiagnosticSink;
use crate::document::{Association, Draft};
use crate::index::Index;
use crate::json::{JsonNode, Member, Value};
use crate::position::Span;
use crate::rule::{
    FieldForms, RuleOwner, RuleReader, Style, looks_like_rule, names_group, rule_fields,
    unknown_rule,
};
use crate::shapes::expression::{Resolved, Scope};
use nsg::{GroupSettings, NetworkSecurityGroup, SecurityRule};
use std::collections::BTreeMap;
use text::{quote, text};

/// The keys under which tools keep rules.
const RULES: &str = "securityRules";
const DEFAULT_RULES: &str = "defaultSecurityRules";

/// What was found in a tree.
#[derive(Default)]
pub(crate) struct FoundGroups<'n, 't> {
    /// Objects that hold rules.
    pub(crate) groups: Vec<&'n JsonNode<'t>>,
    /// Rules outside of any group.
    pub(crate) rules: Vec<&'n JsonNode<'t>>,
}

/// The object that keeps the rules: `properties` in Azure's REST form, else the group itself.
pub(crate) fn group_body<'a, 't>(node: &'a JsonNode<'t>) -> &'a JsonNode<'t> {
    match node.get("properties") {
        Some(properties) if properties.is_object() => properties,
        _ => node,
    }
}

/// The object that keeps a group's rules.
pub(crate) enum GroupBody<'n, 't> {
    /// This one.
    Known(&'n JsonNode<'t>),
    /// An expression whose value the text does not tell.
    Unknown(&'n str),
    /// Something that holds nothing.
    Other(&'n JsonNode<'t>),
}

impl<'n, 't> GroupBody<'n, 't> {
    /// The body of a group or another resource, where `properties` may be an expression.
    pub(crate) fn of(node: &'n JsonNode<'t>, scope: &Scope<'n, 't, '_>) -> Self {
        let Some(properties) = node.get("properties") else {
            return Self::Known(node);
        };
        match scope.resolve(properties) {
            Resolved::Known(known) if known.is_object() => Self::Known(known),
            Resolved::Known(known) if matches!(known.value, Value::Null) => Self::Known(node),
            Resolved::Known(other) => Self::Other(other),
            Resolved::Unknown(text) => Self::Unknown(text),
        }
    }

    /// The object, where it is known.
    pub(crate) fn known(&self) -> Option<&'n JsonNode<'t>> {
        match self {
            Self::Known(node) => Some(node),
            Self::Unknown(_) | Self::Other(_) => None,
        }
    }
}

/// Whether an object is a network security group: it holds rules, or says so by its type.
pub(crate) fn is_group(node: &JsonNode) -> bool {
    let body = group_body(node);
    // A parameter of this name has its value under another key.
    let is_parameter = |rules: &JsonNode| rules.has_key("value") && rules.members().len() == 1;
    let has_rules =
        |node: &&JsonNode| node.has_key(RULES) && !node.get(RULES).is_some_and(is_parameter);
    [node, body]
        .iter()
        .any(|node| has_rules(node) || node.has_key(DEFAULT_RULES))
        || node.str("type").is_some_and(is_group_type)
}

/// Whether a resource type is that of groups; old tools append a version.
pub(crate) fn is_group_type(text: &str) -> bool {
    let name = text.split('@').next().unwrap_or(text);
    name.eq_ignore_ascii_case("Microsoft.Network/networkSecurityGroups")
}

/// Finds groups and rules anywhere in a tree: wrappers such as `value`, `data` or `NewNSG` need no
/// names of their own.
pub(crate) fn find<'n, 't>(node: &'n JsonNode<'t>, found: &mut FoundGroups<'n, 't>) {
    match &node.value {
        Value::Object(_) if is_group(node) => found.groups.push(node),
        Value::Object(_) if looks_like_rule(node) => found.rules.push(node),
        Value::Object(members) => members.iter().for_each(|member| find(&member.value, found)),
        Value::Array(items) => items.iter().for_each(|item| find(item, found)),
        _ => {}
    }
}

/// The tags of a resource; `None` where one of them is not known.
pub(crate) fn tags<'n, 't>(
    tags: &'n JsonNode<'t>,
    text: impl Fn(&'n JsonNode<'t>) -> Option<String>,
) -> Option<BTreeMap<String, String>> {
    if tags.is_null() {
        return Some(BTreeMap::new());
    }
    let members = tags.is_object().then(|| tags.members().iter())?;
    let entry = |member: &'n Member<'t>| Some((member.key.to_string(), text(&member.value)?));
    members.map(entry).collect()
}

/// The GUID of a resource; samples have zeros in its place.
fn guid(node: &JsonNode<'_>) -> Option<String> {
    let text = node.as_str()?;
    let has_digits = text
        .chars()
        .any(|digit| digit.is_ascii_hexdigit() && digit != '0');
    has_digits.then(|| text.to_owned())
}

/// Reads groups that all have the same scope and style.
pub(crate) struct GroupReader<'r, 'n, 't, 's> {
    pub(crate) sink: &'r mut DiagnosticSink,
    pub(crate) scope: &'r Scope<'n, 't, 's>,
    pub(crate) style: Style,
}

impl<'n, 't, 's> GroupReader<'_, 'n, 't, 's> {
    /// Reads a group.
    pub(crate) fn group(&mut self, node: &'n JsonNode<'t>) -> Draft {
        let read = GroupBody::of(node, self.scope);
        if let Some(properties) = node.get("properties") {
            self.scope.report_default(properties, self.sink);
        }
        let body = read.known().unwrap_or(node);
        let text = |key: &str| node.get(key).and_then(|node| self.scope.text(node));
        let mut draft = Draft {
            group: NetworkSecurityGroup {
                id: text("id").filter(|id| !id.is_empty()),
                resource_guid: body.get("resourceGuid").and_then(guid),
                name: text("name").or_else(|| named_otherwise(node)),
                location: text("location"),
                settings: GroupSettings {
                    tags: node
                        .member("tags")
                        .and_then(|tags_of| tags(&tags_of.value, |value| self.scope.text(value))),
                    flush_connection: body.get("flushConnection").and_then(JsonNode::as_bool),
                },
                ..NetworkSecurityGroup::default()
            },
            association: Association {
                subnets: ids(body.get("subnets")),
                network_interfaces: ids(body.get("networkInterfaces")),
            },
            span: Some(node.span),
            ..Draft::default()
        };
        match read {
            GroupBody::Known(_) => {}
            GroupBody::Unknown(text) => {
                let message = text!("document-properties-unresolved");
                self.unresolved(message, node.span, text, RuleOwner::User, &mut draft);
            }
            GroupBody::Other(other) => {
                let message = text!("document-properties-expected", what = other.kind());
                self.sink
                    .report(DiagnosticCode::InvalidGroup, other.span, message);
                let text = other.scalar().unwrap_or(text!("document-rules-unread"));
                let rule = unknown_rule(text!("document-rules").to_owned(), text);
                draft.push(RuleOwner::User, rule, other.span);
            }
        }
        let keys = [
            (RULES, RuleOwner::User),
            (DEFAULT_RULES, RuleOwner::Default),
        ];
        for (key, kind) in keys {
            if let Some(rules) = body.get(key).or_else(|| node.get(key)) {
                self.rules(rules, kind, &mut draft);
            }
        }
        draft
    }

    /// Reads a list of rules into a group.
    pub(crate) fn rules(&mut self, rules: &'n JsonNode<'t>, kind: RuleOwner, draft: &mut Draft) {
        self.scope.report_default(rules, self.sink);
        let items = match self.scope.resolve(rules) {
            Resolved::Known(node) if node.is_array() => node.items(),
            // PowerShell unwraps lists of one.
            Resolved::Known(node) if looks_like_rule(node) => std::slice::from_ref(node),
            Resolved::Known(node) => {
                let message = text!("document-rules-expected", what = node.kind());
                self.sink
                    .report(DiagnosticCode::InvalidList, rules.span, message);
                if !matches!(node.value, Value::Object(_)) {
                    let text = node.scalar().unwrap_or(text!("document-rules-unread"));
                    return draft.push(
                        kind,
                        unknown_rule(text!("document-rules").to_owned(), text),
                        rules.span,
                    );
                }
                // An object of rules by name, as some languages write maps.
                for member in node.members() {
                    self.rule(&member.value, kind, draft);
                }
                return;
            }
            Resolved::Unknown(text) => {
                let message = text!("document-rules-unresolved");
                return self.unresolved(message, rules.span, text, kind, draft);
            }
        };
        for item in items {
            self.rule(item, kind, draft);
        }
    }

    /// Puts an unknown rule for rules that an expression stands for.
    fn unresolved(
        &mut self,
        message: &str,
        at: Span,
        text: &str,
        kind: RuleOwner,
        draft: &mut Draft,
    ) {
        let help = text!("document-rules-unresolved-help");
        self.sink
            .report_help(DiagnosticCode::UnresolvedExpression, at, message, help);
        let rule = unknown_rule(text!("document-rules").to_owned(), text);
        draft.push(kind, rule, at);
    }

    /// Reads a rule into a group.
    pub(crate) fn rule(&mut self, node: &'n JsonNode<'t>, kind: RuleOwner, draft: &mut Draft) {
        if matches!(node.value, Value::Null) {
            return;
        }
        let index = draft.count(kind);
        let rule = self.reader().read(node, index, kind);
        // A list of ids, texts or numbers: one rule stands for all of which nothing is known, and is called so, since whoever
        // answers a question about it answers for all.
        if kind == RuleOwner::User && !has_name(node) && rule.is_unread() {
            let nameless = draft.nameless.get_or_insert(index);
            if let Some(all) = draft.group.security_rules.get_mut(*nameless) {
                all.name = text!("document-rules").to_owned();
                return;
            }
        }
        draft.push(kind, rule, node.span);
    }

    /// A reader for rules with the same scope and style.
    pub(crate) fn reader(&mut self) -> RuleReader<'_, 'n, 't, 's> {
        let (sink, scope, style) = (&mut *self.sink, self.scope, self.style);
        RuleReader {
            sink,
            scope,
            style,
            after_unknown: None,
            forms: FieldForms::default(),
        }
    }

    /// Puts rules without a group into groups: by the group that their ids name, else into one.
    pub(crate) fn loose(&mut self, rules: &[&'n JsonNode<'t>]) -> Vec<Draft> {
        let mut drafts: Vec<Draft> = Vec::new();
        let mut names = Index::default();
        for rule in rules {
            let id = rule.str("id").and_then(owner);
            let known = names.get(id.unwrap_or_default());
            let index = known.unwrap_or_else(|| {
                let name = id.and_then(|id| id.rsplit('/').next()).map(str::to_owned);
                let group = NetworkSecurityGroup {
                    id: id.map(str::to_owned),
                    name,
                    ..NetworkSecurityGroup::default()
                };
                drafts.push(Draft {
                    group,
                    ..Draft::default()
                });
                names.insert(id.unwrap_or_default(), drafts.len() - 1);
                drafts.len() - 1
            });
            let kind = if is_default(rule) {
                RuleOwner::Default
            } else {
                RuleOwner::User
            };
            if let Some(draft) = drafts.get_mut(index) {
                self.rule(rule, kind, draft);
            }
        }
        drafts
    }
}

/// The name of a group that people wrote down in words of their own. Azure's forms have `name` or `id`.
fn named_otherwise(node: &JsonNode) -> Option<String> {
    let mut members = node.members().iter().filter(|it| names_group(&it.key));
    let name = members.find_map(|it| it.value.as_str())?;
    (!node.has("id") && !name.is_empty()).then(|| name.to_owned())
}

/// Whether a rule has a name to be told by.
fn has_name(node: &JsonNode) -> bool {
    node.str("name").is_some_and(|name| !name.trim().is_empty())
}

impl Draft {
    pub(crate) fn count(&self, kind: RuleOwner) -> usize {
        match kind {
            RuleOwner::Default => self.group.default_security_rules.len(),
            _ => self.group.security_rules.len(),
        }
    }

    pub(crate) fn push(&mut self, kind: RuleOwner, rule: SecurityRule, span: Span) {
        match kind {
            RuleOwner::Default => {
                self.group.default_security_rules.push(rule);
                self.default_rule_spans.push(span);
            }
            _ => {
                self.group.security_rules.push(rule);
                self.rule_spans.push(span);
            }
        }
    }
}

/// The id of the group in the id of a rule.
pub(crate) fn owner(id: &str) -> Option<&str> {
    let (group, _) = id.rsplit_once('/')?;
    let (group, collection) = group.rsplit_once('/')?;
    let rules = [RULES, DEFAULT_RULES]
        .iter()
        .any(|known| known.eq_ignore_ascii_case(collection));
    // `securityGroupView` prints default rules with ids that name nothing (recorded).
    (rules && !group.ends_with('/')).then_some(group)
}

/// Whether a rule is one of Azure's own: 65000 and above are theirs alone (SPEC).
pub(crate) fn is_default(rule: &JsonNode) -> bool {
    let body = crate::rule::body(rule);
    let priority = body
        .get("priority")
        .and_then(JsonNode::scalar)
        .and_then(|text| text.parse::<u32>().ok());
    priority.is_some_and(|priority| priority >= 65000) && rule_fields(rule) >= 3
}

/// The ids of what a group is associated with, or the names where there are no ids.
pub(crate) fn ids(list: Option<&JsonNode>) -> Vec<String> {
    let items = list.map(JsonNode::items_or_self).unwrap_or_default();
    let id = |item: &JsonNode| {
        item.str("id")
            .or_else(|| item.str("name"))
            .or_else(|| item.as_str())
            .map(str::to_owned)
    };
    items
        .iter()
        .filter_map(id)
        .filter(|id| !id.is_empty())
        .collect()
}

/// A rule whose group is elsewhere: what else is in that group is not in the text.
pub(crate) fn report_orphan(group: &str, span: Span, sink: &mut DiagnosticSink) {
    let group = if group.is_empty() {
        text!("document-without-name").to_owned()
    } else {
        quote(group)
    };
    let message = text!("document-orphan", group);
    let help = text!("document-orphan-help");
    sink.report_help(DiagnosticCode::OrphanRule, span, message, help);
}

/// Says that a resource of another kind holds rules.
pub(crate) fn report_other(kind: &str, at: Span, sink: &mut DiagnosticSink) {
    let message = text!("document-rules-elsewhere", kind = quote(kind));
    let help = text!("document-paste-deployed");
    sink.report_help(DiagnosticCode::OtherResource, at, message, help);
}

/// Whether what stands under `securityRules` is not Azure's: objects of which none has two of the
/// fields that every rule of Azure has.
pub(crate) fn is_foreign(group: &JsonNode) -> bool {
    let body = group_body(group);
    let lists = [RULES, DEFAULT_RULES]
        .into_iter()
        .filter_map(|key| body.get(key).or_else(|| group.get(key)));
    let mut rules = lists
        .flat_map(JsonNode::items_or_self)
        .filter(|rule| rule.is_object())
        .peekable();
    rules.peek().is_some() && rules.all(|rule| rule_fields(rule) < 2)
}
