//! The same questions as queries, for records that stay in Kusto.

use crate::state::{Awaited, TrafficReading};
use crate::view::components::Line;
use crate::view::copy::CopyButton;
use leptos::prelude::*;
use nsg_traffic::kql::{QueryForm, TrafficTable};
use nsg_worker::ask::{QueryAbout, WriteQuery};
use text::text;

const ABOUT: [QueryAbout; 3] = [QueryAbout::Change, QueryAbout::Parity, QueryAbout::Use];

const TABLES: [TrafficTable; 3] = [
    TrafficTable::NtaNetAnalytics,
    TrafficTable::AzureNetworkAnalytics,
    TrafficTable::FlowTuples,
];

const FORMS: [QueryForm; 3] = [
    QueryForm::Commented,
    QueryForm::Short,
    QueryForm::StoredFunction,
];

/// So many characters of a query are shown; all of them are copied.
const SHOWN: usize = 20_000;

#[component]
pub(super) fn QueryCard(reading: TrafficReading) -> impl IntoView {
    let written = reading.written;
    let toggled = move |event: web_sys::Event| {
        let details: web_sys::Element = event_target(&event);
        let is_new = written.with_untracked(|written| *written == Awaited::Nothing);
        if details.has_attribute("open") && is_new {
            reading.write_query();
        }
    };
    let query = Signal::derive(move || match written.get() {
        Awaited::Is(query) => query,
        _ => String::new(),
    });
    let problem = Signal::derive(move || match written.get() {
        Awaited::Not(problem) => problem,
        _ => String::new(),
    });
    let none = Signal::derive(move || query.with(String::is_empty));
    let shown = move || query.with(|query| query.chars().take(SHOWN).collect::<String>());
    view! {
        <article class="card" aria-labelledby="query-title">
            <details on:toggle=toggled>
                <summary><h2 id="query-title">{text!("traffic-query")}</h2></summary>
                <p class="summary">{text!("traffic-query-what")}</p>
                <div class="actions">
                    <QueryChoice
                        reading
                        label=text!("traffic-query-about")
                        values=ABOUT.to_vec()
                        name=about_name
                        put=|query, about| query.about = about
                    />
                    <QueryChoice
                        reading
                        label=text!("traffic-query-table")
                        values=TABLES.to_vec()
                        name=TrafficTable::as_str
                        put=|query, table| query.table = table
                    />
                    <QueryChoice
                        reading
                        label=text!("traffic-query-form")
                        values=FORMS.to_vec()
                        name=form_name
                        put=|query, form| query.form = form
                    />
                    <CopyButton label=text!("copy") text=query hidden=none />
                </div>
                <Line class="problem" text=problem />
                <p class="summary" hidden=none>
                    {move || text!("traffic-query-length", characters = query.with(|query| query.chars().count()))}
                </p>
                <pre class="query" tabindex="0" hidden=none><code>{shown}</code></pre>
            </details>
        </article>
    }
}

/// One of a few values of the query.
#[component]
fn QueryChoice<T: Copy + Send + Sync + 'static>(
    reading: TrafficReading,
    label: &'static str,
    values: Vec<T>,
    /// The name of each.
    name: fn(T) -> &'static str,
    /// Makes it the query's.
    put: fn(&mut WriteQuery, T),
) -> impl IntoView {
    let options = values.iter().enumerate();
    let options = options
        .map(|(index, value)| {
            view! { <option value=index.to_string()>{name(*value)}</option> }.into_any()
        })
        .collect_view();
    let choose = move |event| {
        let index: Option<usize> = event_target_value(&event).parse().ok();
        if let Some(value) = index.and_then(|index| values.get(index)) {
            reading.query.update(|query| put(query, *value));
            reading.write_query();
        }
    };
    view! {
        <label class="inline-field">
            <span>{label}</span>
            <select on:change=choose>{options}</select>
        </label>
    }
}

fn about_name(about: QueryAbout) -> &'static str {
    match about {
        QueryAbout::Change => text!("traffic-change"),
        QueryAbout::Parity => text!("traffic-parity"),
        QueryAbout::Use => text!("traffic-use"),
    }
}

fn form_name(form: QueryForm) -> &'static str {
    match form {
        QueryForm::Commented => text!("traffic-query-commented"),
        QueryForm::Short => text!("traffic-query-short"),
        QueryForm::StoredFunction => text!("traffic-query-stored"),
    }
}
