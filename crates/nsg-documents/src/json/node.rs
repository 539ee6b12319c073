//! Values with their positions.

use crate::position::Span;
use ::text::text;
use std::borrow::Cow;

/// A JSON value and where it stands in its text.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "syntax-tree", derive(serde::Serialize, serde::Deserialize))]
pub struct JsonNode<'t> {
    #[cfg_attr(feature = "syntax-tree", serde(borrow))]
    pub(crate) value: Value<'t>,
    pub(crate) span: Span,
}

#[derive(Clone, Debug)]
#[cfg_attr(feature = "syntax-tree", derive(serde::Serialize, serde::Deserialize))]
pub(crate) enum Value<'t> {
    Null,
    Bool(bool),
    /// As written: priorities are small, and a huge number must not become another one.
    Number(&'t str),
    #[cfg_attr(feature = "syntax-tree", serde(borrow))]
    String(Cow<'t, str>),
    /// A word without quotes that is no JSON literal.
    Word(&'t str),
    Array(Vec<JsonNode<'t>>),
    Object(Vec<Member<'t>>),
    /// A value that the text does not tell, by the name of what it depends on. JSON has none; Terraform's source does, and so
    /// has what a template computes.
    Unknown(String),
    /// Something stood here that was not read: nested too deeply, or cut off.
    Unread,
}

#[derive(Clone, Debug)]
#[cfg_attr(feature = "syntax-tree", derive(serde::Serialize, serde::Deserialize))]
pub(crate) struct Member<'t> {
    #[cfg_attr(feature = "syntax-tree", serde(borrow))]
    pub(crate) key: Cow<'t, str>,
    pub(crate) key_span: Span,
    pub(crate) value: JsonNode<'t>,
}

impl<'t> JsonNode<'t> {
    pub(crate) fn new(value: Value<'t>, span: Span) -> Self {
        Self { value, span }
    }

    /// The value of a key. Azure's services and tools differ in case and in `_`, so both are ignored;
    /// of several the last counts, as in every common reader. `null` is the same as absent.
    pub fn get(&self, key: &str) -> Option<&Self> {
        let members = self.members().iter().rev();
        members
            .filter(|member| same_key(&member.key, key))
            .map(|member| &member.value)
            .find(|value| !matches!(value.value, Value::Null))
    }

    /// The value at the end of a path of keys.
    pub fn path(&self, keys: &[&str]) -> Option<&Self> {
        keys.iter().try_fold(self, |node, key| node.get(key))
    }

    pub(crate) fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// The member with a key, `null` or not; of several the last.
    pub(crate) fn member(&self, key: &str) -> Option<&Member<'t>> {
        let members = self.members().iter().rev();
        { members }.find(|member| same_key(&member.key, key))
    }

    /// Whether there is such a key, `null` or not.
    pub(crate) fn has_key(&self, key: &str) -> bool {
        self.members()
            .iter()
            .any(|member| same_key(&member.key, key))
    }

    pub(crate) fn members(&self) -> &[Member<'t>] {
        match &self.value {
            Value::Object(members) => members,
            _ => &[],
        }
    }

    /// The items of a list; none for any other value.
    pub fn items(&self) -> &[Self] {
        match &self.value {
            Value::Array(items) => items,
            _ => &[],
        }
    }

    /// The items of a list, or the value itself: PowerShell unwraps lists of one.
    pub(crate) fn items_or_self(&self) -> &[Self] {
        match &self.value {
            Value::Array(items) => items,
            _ => std::slice::from_ref(self),
        }
    }

    /// Whether it is a list.
    pub fn is_array(&self) -> bool {
        matches!(self.value, Value::Array(_))
    }

    /// Whether it is an object.
    pub fn is_object(&self) -> bool {
        matches!(self.value, Value::Object(_))
    }

    /// Whether it is `null`.
    pub fn is_null(&self) -> bool {
        matches!(self.value, Value::Null)
    }

    /// The value of a boolean.
    pub(crate) fn as_bool(&self) -> Option<bool> {
        match self.value {
            Value::Bool(value) => Some(value),
            _ => None,
        }
    }

    /// Whether it is `true`.
    pub fn is_true(&self) -> bool {
        matches!(self.value, Value::Bool(true))
    }

    /// The keys of an object with their values, in the text's order; none for any other value.
    pub fn entries(&self) -> impl Iterator<Item = (&str, &Self)> {
        let members = self.members().iter();
        members.map(|member| (member.key.as_ref(), &member.value))
    }

    /// The part of the text that this value was read from.
    pub fn source<'s>(&self, text: &'s str) -> &'s str {
        text.get(self.span.start..self.span.end).unwrap_or_default()
    }

    /// Whether it is a value that the text does not tell.
    pub(crate) fn is_unknown(&self) -> bool {
        matches!(self.value, Value::Unknown(_))
    }

    pub(crate) fn is_container(&self) -> bool {
        self.is_array() || self.is_object()
    }

    /// The text of a string or of a word without quotes.
    pub fn as_str(&self) -> Option<&str> {
        match &self.value {
            Value::String(text) => Some(text),
            Value::Word(text) => Some(text),
            _ => None,
        }
    }

    /// The text of a string under a key.
    pub fn str(&self, key: &str) -> Option<&str> {
        self.get(key).and_then(Self::as_str)
    }

    /// The kind of the value in words, for messages.
    pub(crate) fn kind(&self) -> &'static str {
        match self.value {
            Value::Null => text!("json-kind-null"),
            Value::Bool(_) => text!("json-kind-bool"),
            Value::Number(_) => text!("json-kind-number"),
            Value::String(_) | Value::Word(_) => text!("json-kind-text"),
            Value::Array(_) => text!("json-kind-list"),
            Value::Object(_) => text!("json-kind-object"),
            Value::Unread | Value::Unknown(_) => text!("json-kind-unread"),
        }
    }

    /// The value as text, where it is one word: what is kept of a value that was not understood.
    pub fn scalar(&self) -> Option<&str> {
        match &self.value {
            Value::Bool(true) => Some("true"),
            Value::Bool(false) => Some("false"),
            Value::Number(text) => Some(text),
            Value::Unknown(name) => Some(name),
            _ => self.as_str(),
        }
    }

    /// The JSON pointer (RFC 6901) of the innermost value that holds a part of the text.
    pub(crate) fn pointer_at(&self, span: Span) -> String {
        let mut pointer = String::new();
        let mut node = self;
        loop {
            let next = match &node.value {
                Value::Array(items) => {
                    let index = items.partition_point(|item| item.span.end < span.end);
                    let holds = |item: &&Self| item.span.start <= span.start;
                    items
                        .get(index)
                        .filter(holds)
                        .map(|item| (index.to_string(), item))
                }
                Value::Object(members) => {
                    let index = members.partition_point(|member| member.value.span.end < span.end);
                    let holds = |member: &&Member| member.key_span.start <= span.start;
                    let member = members.get(index).filter(holds);
                    member.map(|member| (escape(&member.key), &member.value))
                }
                _ => None,
            };
            let Some((step, inner)) = next else {
                return pointer;
            };
            pointer.push('/');
            pointer.push_str(&step);
            if inner.span.start > span.start {
                return pointer;
            }
            node = inner;
        }
    }
}

fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// `sourceAddressPrefix`, `SourceAddressPrefix` and `source_address_prefix` are one key.
#[inline]
fn same_key(given: &str, wanted: &str) -> bool {
    // Nearly every key differs in its length, its first letter or its last, which is quicker to see than the rest.
    let small = |byte: Option<u8>| byte.map(|byte| byte.to_ascii_lowercase());
    let first = |key: &str| small(key.bytes().next());
    let last = |key: &str| small(key.bytes().next_back());
    given.len() >= wanted.len()
        && first(given) == first(wanted)
        && last(given) == last(wanted)
        && same_letters(given, wanted)
}

fn same_letters(given: &str, wanted: &str) -> bool {
    if given.len() == wanted.len() {
        return given.eq_ignore_ascii_case(wanted);
    }
    let given = given.bytes().filter(|byte| *byte != b'_');
    let lower = |byte: u8| byte.to_ascii_lowercase();
    given.map(lower).eq(wanted.bytes().map(lower))
}
