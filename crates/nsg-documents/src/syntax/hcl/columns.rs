//! Rules as rows of values without names. What each is stands only in the description of the variable or in a comment above the
//! rows, where it does.

use super::value::{HclNode, HclValue};

/// The fields of a rule, as a description may name them.
const FIELDS: [&str; 14] = [
    "name",
    "priority",
    "direction",
    "access",
    "protocol",
    "description",
    "source_port_range",
    "source_port_ranges",
    "destination_port_range",
    "destination_port_ranges",
    "source_address_prefix",
    "source_address_prefixes",
    "destination_address_prefix",
    "destination_address_prefixes",
];

/// Without these a row is no rule.
const NEEDED: [&str; 4] = ["priority", "direction", "access", "protocol"];

/// Whether a value is a list or map of rows that are rules.
pub(super) fn are_rows(value: &HclValue) -> bool {
    let rows: Vec<&HclNode> = match value {
        HclValue::List(list) => list.items.iter().collect(),
        HclValue::Object(object) => object.entries.iter().map(|(_, node)| node).collect(),
        _ => return false,
    };
    !rows.is_empty() && rows.iter().all(|row| is_row(&row.value))
}

fn is_row(value: &HclValue) -> bool {
    let has = |words: [&str; 2]| {
        let mut texts = value.items().iter().filter_map(|item| item.value.as_text());
        texts.any(|text| words.iter().any(|word| text.eq_ignore_ascii_case(word)))
    };
    value.items().len() >= 6 && has(["Inbound", "Outbound"]) && has(["Allow", "Deny"])
}

/// The columns that a description names between brackets; `None` where it does not say them for certain.
pub(super) fn columns(description: &str) -> Option<Vec<&'static str>> {
    let (_, list) = description.split_once('[')?;
    let (list, _) = list.split_once(']')?;
    let field = |name: &str| {
        let plain = name.trim().trim_matches(['"', '\'', '`']);
        let given: String = plain.chars().filter(|char| *char != '_').collect();
        let is_it = |field: &&&str| field.replace('_', "").eq_ignore_ascii_case(&given);
        FIELDS.iter().find(is_it).copied()
    };
    let columns: Vec<&'static str> = list.split(',').map(field).collect::<Option<_>>()?;
    let once = |name: &&str| columns.iter().filter(|it| *it == name).count() == 1;
    let is_certain = NEEDED.iter().all(|name| columns.contains(name)) && columns.iter().all(once);
    is_certain.then_some(columns)
}

/// The rows as objects; `None` where one has another number of values than there are columns.
pub(super) fn with_names(value: &HclValue, columns: &[&'static str]) -> Option<HclValue> {
    let named = |row: &HclNode| {
        let items = row.value.items();
        if items.len() != columns.len() {
            return None;
        }
        let entries = columns.iter().zip(items);
        let entries = entries.map(|(name, item)| ((*name).into(), item.clone()));
        Some(HclNode::new(HclValue::object(entries.collect()), row.span))
    };
    match value {
        HclValue::List(list) => {
            let rows: Option<Vec<_>> = list.items.iter().map(named).collect();
            rows.map(HclValue::list)
        }
        HclValue::Object(object) => {
            let entries = object.entries.iter();
            let rows = entries.map(|(key, row)| Some((key.clone(), named(row)?)));
            let rows: Option<Vec<_>> = rows.collect();
            rows.map(HclValue::object)
        }
        _ => None,
    }
}
