//! A rule's fields as texts, or which of them nobody can write.

use super::cannot_write::Obstacle;
use super::names::{is_group, nameless};
use super::resource::title_case;
use nsg::ComparedField;
use nsg::{
    Access, AddressMatch, Direction, Field, Name, PortMatch, Priority, RuleProtocol, SecurityRule,
};
use text::{quote, text};

/// A rule of which everything is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct KnownFields<'a> {
    pub(crate) name: &'a str,
    pub(crate) description: Option<&'a str>,
    pub(crate) priority: Priority,
    pub(crate) direction: Direction,
    pub(crate) access: Access,
    pub(crate) protocol: String,
    pub(crate) source: RuleSide<'a>,
    pub(crate) destination: RuleSide<'a>,
}

/// A rule's source or destination.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RuleSide<'a> {
    pub(crate) prefixes: Vec<String>,
    pub(crate) groups: Vec<&'a Name>,
    pub(crate) ports: Vec<String>,
}

/// A rule of which something is not known, and what.
pub(crate) type Untold = Vec<Obstacle>;

/// A rule's fields.
///
/// # Errors
///
/// Every field that cannot be written without making something up.
pub(crate) fn fields(rule: &SecurityRule) -> Result<KnownFields<'_>, Untold> {
    let mut untold = Vec::new();
    let mut say = |field: &str, text: &str| untold.push(reason(rule, field, text));
    let conditions = &rule.conditions;
    let priority = known(&rule.priority, text!("write-field-priority"), &mut say);
    let direction = known(&rule.direction, text!("write-field-direction"), &mut say);
    let access = known(&rule.access, text!("write-field-access"), &mut say);
    let protocol = known(
        &conditions.protocol,
        ComparedField::Protocol.word(),
        &mut say,
    );
    let source = side(
        rule,
        [ComparedField::Source, ComparedField::SourcePort],
        &conditions.source,
        &conditions.source_ports,
        &mut say,
    );
    let destination = side(
        rule,
        [ComparedField::Destination, ComparedField::DestinationPort],
        &conditions.destination,
        &conditions.destination_ports,
        &mut say,
    );
    untold.extend(nameless(rule));
    let fields = (|| {
        Some(KnownFields {
            name: &rule.name,
            description: rule.description.as_deref(),
            priority: priority?,
            direction: direction?,
            access: access?,
            protocol: match protocol? {
                RuleProtocol::Any => "*".to_owned(),
                RuleProtocol::One(one) => title_case(one.as_str()),
            },
            source,
            destination,
        })
    })();
    fields.filter(|_| untold.is_empty()).ok_or(untold)
}

fn reason(rule: &SecurityRule, field: &str, text: &str) -> Obstacle {
    let text = quote(text);
    Obstacle::of_rule(&rule.name, text!("write-field-unknown", field, text))
}

fn known<T: Copy>(field: &Field<T>, name: &str, say: &mut impl FnMut(&str, &str)) -> Option<T> {
    match field {
        Field::Known(value) => Some(*value),
        Field::Unknown(text) => {
            say(name, text);
            None
        }
    }
}

fn side<'a>(
    rule: &SecurityRule,
    fields: [ComparedField; 2],
    addresses: &'a [AddressMatch],
    ports: &[PortMatch],
    say: &mut impl FnMut(&str, &str),
) -> RuleSide<'a> {
    let [field, port_field] = fields;
    let [name, port_name] = fields.map(ComparedField::word);
    let mut side = RuleSide {
        prefixes: Vec::new(),
        groups: Vec::new(),
        ports: Vec::new(),
    };
    for entry in addresses {
        match entry {
            AddressMatch::ApplicationSecurityGroup(group) if is_group(group) => {
                side.groups.push(group);
            }
            AddressMatch::ApplicationSecurityGroup(group) => say(name, group.as_str()),
            // No tag begins so, and a command would take it for an option.
            AddressMatch::ServiceTag(tag) if tag.as_str().starts_with('-') => {
                say(name, tag.as_str());
            }
            AddressMatch::Any | AddressMatch::Prefix(_) | AddressMatch::ServiceTag(_) => {
                side.prefixes.push(rule.spellings.of(field, entry));
            }
            // Effective rules print a configured `*` so: which of the two it was cannot be told.
            AddressMatch::PrintedAny => say(name, "0.0.0.0/0"),
            AddressMatch::Unknown(text) => say(name, text),
        }
    }
    for port in ports {
        match port {
            PortMatch::Any | PortMatch::Range(_) => {
                side.ports.push(rule.spellings.of(port_field, port));
            }
            PortMatch::Unknown(text) => say(port_name, text),
        }
    }
    if addresses.is_empty() {
        say(name, text!("write-empty-list"));
    }
    if ports.is_empty() {
        say(port_name, text!("write-empty-list"));
    }
    side
}
