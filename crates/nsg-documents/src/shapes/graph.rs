//! Rows of an Azure Resource Graph query.

use crate::json::{JsonNode, Member, Value};
use std::borrow::Cow;

/// Whether a document is an answer of Azure Resource Graph: `{"data": [row, …]}`, the older
/// `{"columns": […], "rows": […]}`, or the rows alone, which name their tenant (SPEC:
/// `resourcegraph.json`).
pub(crate) fn is_graph(root: &JsonNode) -> bool {
    let row = |node: &JsonNode| node.has("tenantId") && node.has("subscriptionId");
    table(root).is_some()
        || root.get("data").is_some_and(JsonNode::is_array)
        || row(root)
        || root.items().first().is_some_and(row)
}

/// The table of the older form.
fn table<'n, 't>(root: &'n JsonNode<'t>) -> Option<(&'n JsonNode<'t>, &'n JsonNode<'t>)> {
    let table = root
        .get("data")
        .filter(|data| data.is_object())
        .unwrap_or(root);
    let columns = table.get("columns").filter(|columns| columns.is_array())?;
    Some((columns, table.get("rows").filter(|rows| rows.is_array())?))
}

/// The rows of the older form as objects with the positions of their cells.
pub(crate) fn rows<'t>(root: &JsonNode<'t>) -> Option<JsonNode<'t>> {
    let (columns, rows) = table(root)?;
    let names = columns
        .items()
        .iter()
        .map(|column| column.str("name").or_else(|| column.as_str()));
    let names: Vec<String> = names
        .map(|name| name.unwrap_or_default().to_owned())
        .collect();
    let object = |row: &JsonNode<'t>| {
        let cells = names.iter().zip(row.items());
        let members = cells.map(|(name, cell)| Member {
            key: Cow::Owned(name.clone()),
            key_span: cell.span,
            value: cell.clone(),
        });
        JsonNode::new(Value::Object(members.collect()), row.span)
    };
    let rows_as_objects = rows.items().iter().map(object).collect();
    Some(JsonNode::new(Value::Array(rows_as_objects), rows.span))
}
