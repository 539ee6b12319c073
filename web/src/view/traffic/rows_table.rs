//! The tables of the room.

use leptos::prelude::*;

/// A table with the names of its columns. A column without a name has choices or buttons.
#[component]
pub(super) fn RowsTable<const N: usize>(
    /// The class of the table.
    #[prop(default = "traffic-table")]
    class: &'static str,
    /// The names of its columns.
    columns: [&'static str; N],
    /// The rows.
    children: Children,
) -> impl IntoView {
    let head = |name: &'static str| match name.is_empty() {
        true => view! { <td class={"none"}></td> }.into_any(),
        false => view! { <th scope="col">{name}</th> }.into_any(),
    };
    view! {
        <table class=format!("wraps {class}")>
            <thead>
                <tr>{columns.map(head).into_iter().collect_view()}</tr>
            </thead>
            <tbody>{children()}</tbody>
        </table>
    }
}
