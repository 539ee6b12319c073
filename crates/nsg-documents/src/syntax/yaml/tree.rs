//! From the parser's events to a tree with positions.

use super::YamlProblem;
use crate::codes::DiagnosticCode;
use crate::json::{JsonNode, Member, Value};
use crate::position::Span;
use granit_parser::{Event, Parser, ScalarStyle, options};
use std::borrow::Cow;
use std::collections::HashMap;
use text::text;

/// Deeper nesting is not followed, as in JSON.
const MAX_DEPTH: usize = 128;

/// So many values a text may have, those that its aliases repeat included: ten lines of aliases of aliases are a billion.
const MAX_VALUES: usize = 2_000_000;

/// The key under which a mapping takes over what others have (YAML 1.1's merge key).
const MERGE: &str = "<<";

/// Reads every document of a text.
pub(crate) fn parse(text: &str) -> Result<Vec<JsonNode<'_>>, YamlProblem> {
    // A byte order mark is no character of the text to the parser, but it is one to whoever counts bytes.
    let skipped = text.len() - text.trim_start_matches('\u{feff}').len();
    let body = text.get(skipped..).unwrap_or_default();
    let options = options! {
        emit_comments: false,
        flow_nesting_limit: MAX_DEPTH,
        block_nesting_limit: MAX_DEPTH,
    };
    let mut tree = YamlTree::default();
    for event in Parser::new_from_str_with_options(body, options) {
        let (event, span) = event.map_err(|error| {
            let marker = error.marker();
            let start = skipped + marker.byte_offset().unwrap_or(body.len());
            YamlProblem {
                code: DiagnosticCode::Yaml,
                span: Span::new(start, start),
                message: text!("yaml-broken", problem = error.info()),
            }
        })?;
        let range = span.byte_range().unwrap_or_default();
        tree.take(event, Span::new(skipped + range.start, skipped + range.end))?;
    }
    Ok(tree.documents)
}

/// A list or an object that is open.
struct OpenYamlValue<'t> {
    start: Span,
    anchor: usize,
    kind: OpenYamlKind<'t>,
}

enum OpenYamlKind<'t> {
    List(Vec<JsonNode<'t>>),
    Object {
        members: Vec<Member<'t>>,
        key: Option<(Cow<'t, str>, Span)>,
    },
}

/// What an anchor stands for, how many values that is, and how deep they nest.
#[derive(Clone)]
struct Anchored<'t> {
    node: JsonNode<'t>,
    values: usize,
    depth: usize,
}

#[derive(Default)]
struct YamlTree<'t> {
    documents: Vec<JsonNode<'t>>,
    open: Vec<OpenYamlValue<'t>>,
    anchors: HashMap<usize, Anchored<'t>>,
    values: usize,
}

impl<'t> YamlTree<'t> {
    fn take(&mut self, event: Event<'t>, span: Span) -> Result<(), YamlProblem> {
        match event {
            Event::Scalar(scalar, style, anchor, _) => {
                self.count(1, span)?;
                let value = match style {
                    ScalarStyle::Plain => plain(scalar),
                    _ => Value::String(scalar),
                };
                self.add(JsonNode::new(value, span), anchor);
            }
            Event::SequenceStart(_, anchor, _) => {
                self.count(1, span)?;
                self.begin(span, anchor, OpenYamlKind::List(Vec::new()));
            }
            Event::MappingStart(_, anchor, _) => {
                self.count(1, span)?;
                let (members, key) = (Vec::new(), None);
                self.begin(span, anchor, OpenYamlKind::Object { members, key });
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(span),
            Event::Alias(anchor) => {
                let Some(anchored) = self.anchors.get(&anchor).cloned() else {
                    return Err(YamlProblem {
                        code: DiagnosticCode::Yaml,
                        span,
                        message: text!("yaml-alias-of-nothing").to_owned(),
                    });
                };
                if self.open.len() + anchored.depth > MAX_DEPTH {
                    return Err(YamlProblem {
                        code: DiagnosticCode::TooDeep,
                        span,
                        message: text!("yaml-too-deep", most = MAX_DEPTH),
                    });
                }
                self.count(anchored.values, span)?;
                self.add(anchored.node, 0);
            }
            Event::DocumentStart(..) => self.anchors.clear(),
            _ => {}
        }
        Ok(())
    }

    fn count(&mut self, more: usize, span: Span) -> Result<(), YamlProblem> {
        self.values += more;
        if self.values > MAX_VALUES {
            return Err(YamlProblem {
                code: DiagnosticCode::TooManyValues,
                span,
                message: text!("yaml-too-many-values").to_owned(),
            });
        }
        Ok(())
    }

    fn begin(&mut self, start: Span, anchor: usize, kind: OpenYamlKind<'t>) {
        self.open.push(OpenYamlValue {
            start,
            anchor,
            kind,
        });
    }

    fn end(&mut self, end: Span) {
        let Some(open) = self.open.pop() else { return };
        let (value, last) = match open.kind {
            OpenYamlKind::List(items) => {
                let last = items.last().map(|item| item.span.end);
                (Value::Array(items), last)
            }
            OpenYamlKind::Object { members, .. } => {
                let last = members.last().map(|member| member.value.span.end);
                (Value::Object(merged(members)), last)
            }
        };
        // A block ends where the next thing begins; what is in it ends before that.
        let is_block = end.start == end.end;
        let end = last.filter(|_| is_block).unwrap_or(end.end);
        let span = Span::new(open.start.start, end.max(open.start.start));
        self.add(JsonNode::new(value, span), open.anchor);
    }

    fn add(&mut self, node: JsonNode<'t>, anchor: usize) {
        if anchor > 0 {
            let (values, depth) = extent(&node);
            let node = node.clone();
            let anchored = Anchored {
                node,
                values,
                depth,
            };
            self.anchors.insert(anchor, anchored);
        }
        let Some(open) = self.open.last_mut() else {
            self.documents.push(node);
            return;
        };
        match &mut open.kind {
            OpenYamlKind::List(items) => items.push(node),
            OpenYamlKind::Object { members, key } => match key.take() {
                None => *key = Some((name(&node), node.span)),
                Some((key, key_span)) => members.push(Member {
                    key,
                    key_span,
                    value: node,
                }),
            },
        }
    }
}

/// A key as text; lists and objects are no keys that any tool has.
fn name<'t>(node: &JsonNode<'t>) -> Cow<'t, str> {
    match &node.value {
        Value::String(text) => text.clone(),
        Value::Word(text) | Value::Number(text) => Cow::Borrowed(*text),
        Value::Bool(value) => Cow::Borrowed(if *value { "true" } else { "false" }),
        _ => Cow::Borrowed(""),
    }
}

/// How many values a node has, and how deep they nest.
fn extent(node: &JsonNode<'_>) -> (usize, usize) {
    let items = node.items().iter();
    let within = items.chain(node.members().iter().map(|member| &member.value));
    let (values, depth) = within
        .map(extent)
        .fold((0, 0), |(values, deepest), (more, depth)| {
            (values + more, deepest.max(depth))
        });
    (values + 1, depth + 1)
}

/// The members with those of the merge keys, which count where the object says nothing itself.
fn merged(members: Vec<Member<'_>>) -> Vec<Member<'_>> {
    if !members.iter().any(|member| member.key == MERGE) {
        return members;
    }
    let (merge, mut own): (Vec<_>, Vec<_>) =
        members.into_iter().partition(|member| member.key == MERGE);
    for member in merge {
        for source in member.value.items_or_self() {
            for taken in source.members() {
                if !own.iter().any(|known| known.key == taken.key) {
                    own.push(taken.clone());
                }
            }
        }
    }
    own
}

/// The value of a scalar without quotes, by YAML's core schema. Numbers stay as they are written; what begins with a zero is
/// a text, since YAML 1.1 and 1.2 read it as different numbers.
fn plain(scalar: Cow<'_, str>) -> Value<'_> {
    match scalar.as_ref() {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        _ => match scalar {
            Cow::Borrowed(text) if is_number(text) => Value::Number(text),
            other => Value::String(other),
        },
    }
}

fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let all = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    all && (digits == "0" || !digits.starts_with('0'))
}
