//! Values of Terraform's language, each with the part of the text that it comes from.

use super::extent::Extent;
use crate::position::Span;
use std::rc::Rc;

/// Names of unknown values are shown to people, and grow with each step that is taken from one.
const MAX_NAME: usize = 160;

/// A value and where it stands: a computed one stands where the expression does that made it.
#[derive(Clone, Debug)]
pub(super) struct HclNode {
    pub(super) value: HclValue,
    pub(super) span: Span,
}

#[derive(Clone, Debug)]
pub(super) enum HclValue {
    Null,
    Bool(bool),
    /// A whole number.
    Number(i64),
    Text(Rc<str>),
    List(Rc<HclList>),
    Object(Rc<HclObject>),
    /// A value that the text does not tell, by a name that says what it depends on: `var.office`.
    Unknown(Rc<str>),
}

/// A list, a tuple or a set.
#[derive(Debug)]
pub(super) struct HclList {
    pub(super) items: Vec<HclNode>,
    /// Whether it is a set, whose items are their own keys.
    pub(super) is_set: bool,
    extent: Extent,
}

/// A map or an object: the entries in the order of their keys, in which Terraform walks them.
#[derive(Debug)]
pub(super) struct HclObject {
    pub(super) entries: Vec<(Rc<str>, HclNode)>,
    extent: Extent,
}

/// The name of something that Terraform itself would refuse, such as an attribute that is not there.
#[derive(Clone, Debug)]
pub(super) struct HclFailure(pub(super) Rc<str>);

pub(super) type HclResult<T = HclValue> = Result<T, HclFailure>;

impl HclFailure {
    pub(super) fn new(name: &str) -> Self {
        Self(shortened(name))
    }
}

impl HclNode {
    pub(super) fn new(value: HclValue, span: Span) -> Self {
        Self { value, span }
    }
}

impl HclValue {
    pub(super) fn text(text: impl Into<Rc<str>>) -> Self {
        Self::Text(text.into())
    }

    /// A number as it is written: one with a fraction is a text, since nothing of a rule has one.
    pub(super) fn number(digits: &str) -> Self {
        let whole = match digits.split_once('.') {
            Some((whole, fraction)) if fraction.bytes().all(|digit| digit == b'0') => whole,
            _ => digits,
        };
        match whole.parse() {
            Ok(number) => Self::Number(number),
            Err(_) => Self::text(digits),
        }
    }

    /// Whether it is a number to Terraform, which has larger ones, and fractions.
    pub(super) fn is_numeric(&self) -> bool {
        let text = self.as_text().map(|text| text.trim_start_matches('-'));
        let is_digits = text.is_some_and(|text| text.starts_with(|it: char| it.is_ascii_digit()));
        is_digits || matches!(self, Self::Number(_))
    }

    /// An unknown value by its name.
    pub(super) fn unknown(name: &str) -> Self {
        Self::Unknown(shortened(name))
    }

    pub(super) fn list(items: Vec<HclNode>) -> Self {
        Self::sequence(items, false)
    }

    /// A list or a set; unknown where it is more than any configuration has.
    pub(super) fn sequence(items: Vec<HclNode>, is_set: bool) -> Self {
        match Extent::around(items.iter()) {
            None => Self::unknown("[…]"),
            Some(extent) => Self::List(Rc::new(HclList {
                items,
                is_set,
                extent,
            })),
        }
    }

    /// A map of these entries; of several with one key the last counts.
    pub(super) fn object(mut entries: Vec<(Rc<str>, HclNode)>) -> Self {
        nsg::sort::sort_by(&mut entries, |(one, _), (other, _)| one.cmp(other));
        let mut unique: Vec<(Rc<str>, HclNode)> = Vec::new();
        for entry in entries {
            match unique.last_mut() {
                Some(last) if last.0 == entry.0 => *last = entry,
                _ => unique.push(entry),
            }
        }
        match Extent::around(unique.iter().map(|(_, node)| node)) {
            None => Self::unknown("{…}"),
            Some(extent) => Self::Object(Rc::new(HclObject {
                entries: unique,
                extent,
            })),
        }
    }

    pub(super) fn extent(&self) -> Extent {
        match self {
            Self::List(list) => list.extent,
            Self::Object(object) => object.extent,
            _ => Extent::SINGLE,
        }
    }

    /// How many values are in it, itself among them: so much work it is to walk it.
    pub(super) fn size(&self) -> usize {
        self.extent().size
    }

    /// The name of the value, where it is unknown.
    pub(super) fn unknown_name(&self) -> Option<&Rc<str>> {
        match self {
            Self::Unknown(name) => Some(name),
            _ => None,
        }
    }

    /// The name of an unknown value that is this one, or anywhere in it.
    pub(super) fn unknown_inside(&self) -> Option<&Rc<str>> {
        match self {
            Self::Unknown(name) => Some(name),
            Self::List(list) => list
                .items
                .iter()
                .find_map(|item| item.value.unknown_inside()),
            Self::Object(object) => {
                let mut entries = object.entries.iter();
                entries.find_map(|(_, node)| node.value.unknown_inside())
            }
            _ => None,
        }
    }

    pub(super) fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The text of a string.
    pub(super) fn as_text(&self) -> Option<&Rc<str>> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The value as a string, as Terraform converts numbers and booleans to one.
    pub(super) fn to_text(&self) -> Option<Rc<str>> {
        match self {
            Self::Text(text) => Some(text.clone()),
            Self::Number(number) => Some(number.to_string().into()),
            Self::Bool(true) => Some("true".into()),
            Self::Bool(false) => Some("false".into()),
            _ => None,
        }
    }

    /// The value as a number, as Terraform converts strings to one.
    pub(super) fn to_number(&self) -> Option<i64> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Text(text) => text.parse().ok(),
            _ => None,
        }
    }

    /// The value as a boolean, as Terraform converts strings to one.
    pub(super) fn to_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            Self::Text(text) if &**text == "true" => Some(true),
            Self::Text(text) if &**text == "false" => Some(false),
            _ => None,
        }
    }

    /// The value as a number of items or a place in a list.
    pub(super) fn to_count(&self) -> Option<usize> {
        self.to_number()?.try_into().ok()
    }

    /// The items of a list, tuple or set; none for any other value.
    pub(super) fn items(&self) -> &[HclNode] {
        match self {
            Self::List(list) => &list.items,
            _ => &[],
        }
    }

    /// The entries of a map or object by their keys; none for any other value.
    pub(super) fn entries(&self) -> &[(Rc<str>, HclNode)] {
        match self {
            Self::Object(object) => &object.entries,
            _ => &[],
        }
    }

    /// The entry of a key.
    pub(super) fn get(&self, key: &str) -> Option<&HclNode> {
        let entries = self.entries();
        let at = entries.binary_search_by(|(known, _)| (**known).cmp(key));
        at.ok().and_then(|at| entries.get(at)).map(|(_, node)| node)
    }

    /// Whether two values are equal; `None` where an unknown one decides.
    pub(super) fn equals(&self, other: &Self) -> Option<bool> {
        match (self, other) {
            (Self::Unknown(_), _) | (_, Self::Unknown(_)) => None,
            (Self::Null, Self::Null) => Some(true),
            (Self::Bool(one), Self::Bool(other)) => Some(one == other),
            (Self::Number(one), Self::Number(other)) => Some(one == other),
            (Self::Text(one), Self::Text(other)) => Some(one == other),
            (Self::List(one), Self::List(other)) => {
                let pairs = one.items.iter().zip(&other.items);
                let same = pairs.map(|(one, other)| one.value.equals(&other.value));
                all_equal(one.items.len() == other.items.len(), same)
            }
            (Self::Object(one), Self::Object(other)) => {
                let pairs = one.entries.iter().zip(&other.entries);
                let same = pairs.map(|((key, one), (other_key, other))| match key == other_key {
                    true => one.value.equals(&other.value),
                    false => Some(false),
                });
                all_equal(one.entries.len() == other.entries.len(), same)
            }
            _ => Some(false),
        }
    }

    /// The value as people read it in the name of an unknown one.
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Null => "null".to_owned(),
            Self::Text(text) => format!("\"{text}\""),
            Self::Unknown(name) => name.to_string(),
            Self::List(list) => {
                let items = list.items.iter().take(4);
                let items: Vec<_> = items.map(|item| item.value.shown_inside()).collect();
                format!("[{}]", items.join(", "))
            }
            Self::Object(_) => "{…}".to_owned(),
            other => other.to_text().as_deref().unwrap_or_default().to_owned(),
        }
    }

    /// The value as it is shown inside of a list.
    fn shown_inside(&self) -> String {
        match self {
            Self::List(_) => "[…]".to_owned(),
            other => other.shown(),
        }
    }
}

fn all_equal(same_length: bool, mut pairs: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    if !same_length {
        return Some(false);
    }
    let mut all = Some(true);
    for pair in &mut pairs {
        match pair {
            Some(false) => return Some(false),
            Some(true) => {}
            None => all = None,
        }
    }
    all
}

fn shortened(name: &str) -> Rc<str> {
    match name.char_indices().nth(MAX_NAME) {
        Some((end, _)) => format!("{}…", name.get(..end).unwrap_or_default()).into(),
        None => name.into(),
    }
}
