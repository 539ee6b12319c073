//! What source is made of, with positions.

use crate::position::Span;
use std::rc::Rc;

/// The attributes and blocks of a file or a block, in the order of the text.
#[derive(Debug, Default)]
pub(super) struct Body<'t> {
    pub(super) items: Vec<BodyItem<'t>>,
}

#[derive(Debug)]
pub(super) enum BodyItem<'t> {
    Attribute(Attribute<'t>),
    Block(HclBlock<'t>),
}

/// `name = value`.
#[derive(Debug)]
pub(super) struct Attribute<'t> {
    pub(super) name: &'t str,
    pub(super) name_span: Span,
    pub(super) value: Expression<'t>,
}

/// `word "label" "label" { … }`.
#[derive(Debug)]
pub(super) struct HclBlock<'t> {
    pub(super) word: &'t str,
    pub(super) labels: Vec<&'t str>,
    pub(super) body: Body<'t>,
    pub(super) span: Span,
}

impl<'t> Body<'t> {
    pub(super) fn attributes(&self) -> impl Iterator<Item = &Attribute<'t>> {
        self.items.iter().filter_map(|item| match item {
            BodyItem::Attribute(attribute) => Some(attribute),
            BodyItem::Block(_) => None,
        })
    }

    pub(super) fn blocks(&self) -> impl Iterator<Item = &HclBlock<'t>> {
        self.items.iter().filter_map(|item| match item {
            BodyItem::Block(block) => Some(block),
            BodyItem::Attribute(_) => None,
        })
    }

    /// The value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&Expression<'t>> {
        let mut attributes = self.attributes();
        let attribute = attributes.find(|attribute| attribute.name == name);
        attribute.map(|attribute| &attribute.value)
    }
}

#[derive(Debug)]
pub(super) struct Expression<'t> {
    pub(super) kind: ExpressionKind<'t>,
    pub(super) span: Span,
}

#[derive(Debug)]
pub(super) enum ExpressionKind<'t> {
    Null,
    Bool(bool),
    /// As written.
    Number(&'t str),
    Text(Rc<str>),
    Template(Vec<TemplatePart<'t>>),
    List(Vec<Expression<'t>>),
    Object(Vec<(Expression<'t>, Expression<'t>)>),
    /// A name alone, or the first of several.
    Name(&'t str),
    Call(FunctionCall<'t>),
    /// A value and the steps into it.
    Access(Box<Expression<'t>>, Vec<Step<'t>>),
    Not(Box<Expression<'t>>),
    Negative(Box<Expression<'t>>),
    Binary(Box<Binary<'t>>),
    Conditional(Box<Conditional<'t>>),
    For(Box<For<'t>>),
}

/// A call of a function.
#[derive(Debug)]
pub(super) struct FunctionCall<'t> {
    pub(super) name: &'t str,
    pub(super) arguments: Vec<Expression<'t>>,
    /// Whether the last argument is a list of arguments: `f(list...)`.
    pub(super) expands: bool,
}

/// A step into a value.
#[derive(Debug)]
pub(super) enum Step<'t> {
    Attribute(&'t str),
    Index(Expression<'t>),
    /// `.*`, of which only the attributes behind it are taken of each item.
    AttributeSplat,
    /// `[*]`, of which everything behind it is taken of each item.
    Splat,
}

impl Expression<'_> {
    /// What an expression names, where it is a name with attributes, or the only one that a condition chooses:
    /// `var.office.prefixes`.
    pub(super) fn reference(&self) -> Option<String> {
        let (base, steps) = match &self.kind {
            ExpressionKind::Access(base, steps) => (base, steps),
            ExpressionKind::Conditional(it) => {
                return match (it.yes.reference(), it.no.reference()) {
                    (one, None) => one,
                    (None, other) => other,
                    _ => None,
                };
            }
            _ => return None,
        };
        let ExpressionKind::Name(name) = base.kind else {
            return None;
        };
        let attributes = steps.iter().map(Step::attribute);
        let names: Option<Vec<&str>> = [Some(name)].into_iter().chain(attributes).collect();
        names.map(|names| names.join("."))
    }
}

impl<'t> Step<'t> {
    /// The name of the attribute that is taken.
    pub(super) fn attribute(&self) -> Option<&'t str> {
        match self {
            Self::Attribute(name) => Some(name),
            _ => None,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operator {
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Plus,
    Minus,
    Times,
    Divide,
    Remainder,
}

impl Operator {
    /// Every operator with its sign, longer signs first, and how strongly it binds.
    pub(super) const ALL: [(&'static str, Self, u8); 13] = [
        ("||", Self::Or, 1),
        ("&&", Self::And, 2),
        ("==", Self::Equal, 3),
        ("!=", Self::NotEqual, 3),
        ("<=", Self::LessOrEqual, 4),
        (">=", Self::GreaterOrEqual, 4),
        ("<", Self::Less, 4),
        (">", Self::Greater, 4),
        ("+", Self::Plus, 5),
        ("-", Self::Minus, 5),
        ("*", Self::Times, 6),
        ("/", Self::Divide, 6),
        ("%", Self::Remainder, 6),
    ];

    pub(super) fn as_str(self) -> &'static str {
        let mut all = Self::ALL.iter();
        let sign = all.find(|(_, operator, _)| *operator == self);
        sign.map_or("", |(sign, ..)| sign)
    }
}

#[derive(Debug)]
pub(super) struct Binary<'t> {
    pub(super) one: Expression<'t>,
    pub(super) operator: Operator,
    pub(super) other: Expression<'t>,
}

/// `condition ? yes : no`.
#[derive(Debug)]
pub(super) struct Conditional<'t> {
    pub(super) condition: Expression<'t>,
    pub(super) yes: Expression<'t>,
    pub(super) no: Expression<'t>,
}

/// The beginning of a loop: `for key, value in collection`.
#[derive(Debug)]
pub(super) struct LoopHead<'t> {
    pub(super) key_name: &'t str,
    pub(super) value_name: &'t str,
    pub(super) collection: Expression<'t>,
}

/// `[for … : value if condition]`, `{for … : key => value}`.
#[derive(Debug)]
pub(super) struct For<'t> {
    pub(super) head: LoopHead<'t>,
    pub(super) key: Option<Expression<'t>>,
    pub(super) value: Expression<'t>,
    /// Whether values of one key are put into a list: `value...`.
    pub(super) groups: bool,
    pub(super) condition: Option<Expression<'t>>,
}

/// A part of a string with `${…}` or `%{…}` in it.
#[derive(Debug)]
pub(super) enum TemplatePart<'t> {
    Text(String),
    Value(Expression<'t>),
    If {
        condition: Expression<'t>,
        yes: Vec<TemplatePart<'t>>,
        no: Vec<TemplatePart<'t>>,
    },
    For {
        head: LoopHead<'t>,
        parts: Vec<TemplatePart<'t>>,
    },
}
