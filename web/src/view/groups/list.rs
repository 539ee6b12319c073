//! The list: a row for each group and VM.

use super::examined::Examined;
use super::row::ListRow;
use super::toolbar::Toolbar;
use crate::state::{Awaited, GroupListing, RowColumn, State};
use leptos::prelude::*;
use nsg::Decision;
use nsg_worker::{GroupChange, RowSubject};
use text::text;

#[component]
pub(super) fn GroupTable(state: State, listing: GroupListing) -> impl IntoView {
    let shown = listing.shown();
    let choice = listing.choice;
    let drawn = Memo::new(move |_| {
        shown.with(|rows| {
            let rows = rows.iter().take(choice.drawn.get());
            rows.copied().collect::<Vec<_>>()
        })
    });
    let has_changes = Memo::new(move |_| match listing.list.get() {
        Awaited::Is(list) => list.rows.iter().any(|row| row.change.is_some()),
        _ => false,
    });
    let left = move || shown.with(Vec::len).saturating_sub(choice.drawn.get());
    let is_empty = move || drawn.with(Vec::is_empty);
    view! {
        <article class="card groups" aria-labelledby="groups-title">
            <h2 id="groups-title">{text!("groups-list")}</h2>
            <Progress listing />
            <p class="summary" role="status">
                {move || tally(listing)}
            </p>
            <Examined listing />
            <Toolbar listing shown />
            <div class="rows" tabindex="0" role="region" aria-labelledby="groups-title" hidden=is_empty>
                <table class:with-changes=has_changes>
                    <thead>
                        <tr>
                            <ColumnHead listing column=RowColumn::Name label=text!("groups-column-name") />
                            <th scope="col">{text!("groups-column-where")}</th>
                            <ColumnHead listing column=RowColumn::Rules label=text!("groups-column-rules") />
                            <ColumnHead listing column=RowColumn::Verdict label=text!("column-verdict") />
                            <ColumnHead
                                listing
                                column=RowColumn::Finding
                                label=text!("groups-column-finding")
                            />
                            <ColumnHead
                                listing
                                column=RowColumn::Change
                                label=text!("groups-column-change")
                                class="change"
                            />
                        </tr>
                    </thead>
                    <tbody>
                        <For each=move || drawn.get() key=|at| *at let(at)>
                            <ListRow state listing at />
                        </For>
                    </tbody>
                </table>
            </div>
            <p class="summary" hidden=move || !is_empty() || listing.count() == 0>
                {text!("groups-none-shown")}
            </p>
            <div class="actions" hidden=move || left() == 0>
                <button type="button" on:click=move |_| choice.draw_more()>
                    {text!("groups-more")}
                </button>
                <span class="summary">{move || text!("groups-left", rows = left())}</span>
            </div>
        </article>
    }
}

/// How reading goes, where it takes long, and why it did not go well.
#[component]
fn Progress(listing: GroupListing) -> impl IntoView {
    let problem = move || match listing.list.get() {
        Awaited::Not(problem) => problem,
        _ => String::new(),
    };
    let is_asked = move || listing.list.with(|list| *list == Awaited::Asked);
    view! {
        <div class="progress" role="status" hidden=move || !is_asked()>
            <span class={"spinner"}></span>
            <span>{text!("groups-listing")}</span>
            <button type="button" hidden=move || !listing.worker.is_long.get() on:click=move |_| listing.stop()>
                {text!("groups-stop")}
            </button>
        </div>
        <div class="problem" hidden=move || problem().is_empty()>
            <p role="status">{problem}</p>
            <button type="button" on:click=move |_| listing.read_again()>
                {text!("lazy-again")}
            </button>
        </div>
    }
}

/// The head of a column that the rows can be sorted by.
#[component]
fn ColumnHead(
    listing: GroupListing,
    column: RowColumn,
    label: &'static str,
    #[prop(optional)] class: &'static str,
) -> impl IntoView {
    let order = listing.choice.order;
    let sorted = move || match order.get() {
        Some((by, false)) if by == column => "ascending",
        Some((by, true)) if by == column => "descending",
        _ => "none",
    };
    view! {
        <th scope="col" class=class aria-sort=sorted>
            <button type="button" class="link" on:click=move |_| listing.choice.sort_by(column)>
                {label}
            </button>
        </th>
    }
}

/// How many there are, and what they say to the flow.
fn tally(listing: GroupListing) -> String {
    let Awaited::Is(list) = listing.list.get() else {
        return String::new();
    };
    let is_machine = |subject: &RowSubject| matches!(subject, RowSubject::Machine { .. });
    let machines = list
        .rows
        .iter()
        .filter(|row| is_machine(&row.subject))
        .count();
    let groups = list.rows.len() - machines;
    let mut said = vec![text!("groups-count", groups)];
    if machines > 0 {
        said.push(text!("groups-machine-count", machines));
    }
    let changed = list.rows.iter().filter(|row| {
        let is_changed = |change| change != GroupChange::Unchanged;
        !is_machine(&row.subject) && row.change.is_some_and(is_changed)
    });
    if list.rows.iter().any(|row| row.change.is_some()) {
        said.push(text!("groups-changed-count", groups = changed.count()));
    }
    let verdicts = listing.verdicts.get();
    for access in [Decision::Allow, Decision::Deny, Decision::Depends] {
        let count = verdicts.iter().filter(|it| **it == Some(access)).count();
        if count > 0 {
            said.push(format!("{} {count}", access.word()));
        }
    }
    said.join(" · ")
}
