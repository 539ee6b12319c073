//! The edits as text to take away, and the whole scenario as a link.

use crate::state::{Analysis, Awaited, State, Takeaway, complete};
use crate::view::components::{Button, Choices, Line, Status};
use crate::view::copy::Copyable;
use crate::view::files;
use leptos::prelude::*;
use nsg::AppliedTo;
use nsg_worker::{Format, PatchForm, ReportForm};
use text::text;

/// Returns what a text can be, and what each is called.
fn all_forms() -> [(Takeaway, &'static str, &'static str); 12] {
    let change = Takeaway::Change;
    [
        (
            change(Format::AzureCli),
            "azure-cli",
            text!("take-azure-cli"),
        ),
        (
            change(Format::PowerShell),
            "powershell",
            text!("take-powershell"),
        ),
        (change(Format::Arm), "arm", text!("take-arm")),
        (change(Format::Bicep), "bicep", text!("take-bicep")),
        (
            change(Format::Terraform),
            "terraform",
            text!("take-terraform"),
        ),
        (Takeaway::Patch(PatchForm::Diff), "diff", text!("take-diff")),
        (Takeaway::Patch(PatchForm::File), "file", text!("take-file")),
        (change(Format::Csv), "csv", text!("take-csv")),
        (change(Format::Tsv), "tsv", text!("take-tsv")),
        (
            change(Format::MarkdownTable),
            "markdown-table",
            text!("take-markdown-table"),
        ),
        (
            Takeaway::Report(ReportForm::Markdown),
            "markdown",
            text!("take-markdown"),
        ),
        (
            Takeaway::Report(ReportForm::Json),
            "json",
            text!("take-json"),
        ),
    ]
}

/// Links longer than this are cut by some programs that they are sent with.
const LONG_LINK: usize = 8_000;

/// Everything that one can take away.
#[component]
pub(super) fn Take(state: State, analysis: Analysis) -> impl IntoView {
    view! { <div class="field"><TakenTexts state analysis /> <TakenLink state analysis /></div> }
}

#[component]
fn TakenTexts(state: State, analysis: Analysis) -> impl IntoView {
    let Analysis { taken, written, .. } = analysis;
    // A place without a group has nothing to take.
    Effect::new(move |_| {
        let places = [state.subnet, state.interface];
        let has = |applied_to| {
            let place = places.iter().find(|place| place.applied_to == applied_to);
            place.is_some_and(|place| place.current.with(Option::is_some))
        };
        let (chosen, form) = taken.get();
        let mut there = places.iter().filter(|place| has(place.applied_to));
        let edited = there.clone().find(|place| place.rows.with(Option::is_some));
        let other = edited.or_else(|| there.next());
        if let (false, Some(other)) = (has(chosen), other) {
            taken.set((other.applied_to, form));
        }
    });
    let place = |applied_to: AppliedTo, label: &'static str| {
        let place = state.place(applied_to);
        let missing =
            Signal::derive(move || place.is_none_or(|place| place.current.with(Option::is_none)));
        let pressed = Signal::derive(move || (taken.get().0 == applied_to).to_string());
        view! {
            <button
                type="button"
                aria-pressed=pressed
                hidden=missing
                on:click=move |_| taken.update(|(chosen, _)| *chosen = applied_to)
            >
                {label}
            </button>
        }
        .into_any()
    };
    let chosen = Signal::derive(move || {
        let (_, form) = taken.get();
        let known = all_forms().into_iter().find(|(known, ..)| *known == form);
        known.map_or("", |(_, name, _)| name).to_owned()
    });
    let choose = move |chosen: String| {
        if let Some((form, ..)) = all_forms().into_iter().find(|(_, name, _)| *name == chosen) {
            taken.update(|(_, kept)| *kept = form);
        }
    };
    let text = Signal::derive(move || match written.get() {
        Awaited::Is(written) => written.text,
        _ => String::new(),
    });
    let problem = Signal::derive(move || match written.get() {
        Awaited::Not(problem) => text!("take-not-written", problem),
        _ => String::new(),
    });
    let none = Signal::derive(move || text.with(String::is_empty));
    let save = move || {
        if let Awaited::Is(written) = written.get_untracked() {
            files::save(&written.file_name, "text/plain", &written.text);
        }
    };
    view! {
        <div class="field">
            <div class="actions">
                <div class="choice">
                    {place(AppliedTo::Subnet, text!("place-subnet"))}
                    {place(AppliedTo::NetworkInterface, text!("place-nic"))}
                </div>
                <Choices
                    id="take-as"
                    label=text!("take-as")
                    class="inline-field"
                    options=all_forms()
                    .map(|(_, name, label)| (name.to_owned(), label.to_owned()))
                    .to_vec()
                    chosen
                    on_choose=choose
                />
                <Button label=text!("take-download") hidden=none on_press=save />
            </div>
            <ul class="contents">
                {move || match written.get() {
                    Awaited::Is(written) => written
                        .notes
                        .into_iter()
                        .map(|note| view! { <li><span>{note}</span></li> }.into_any())
                        .collect(),
                    _ => Vec::new(),
                }}
            </ul>
            <Status class="problem" text=problem />
            <div hidden=none><Copyable label=text!("take-edited-rules") text /></div>
        </div>
    }
}

#[component]
fn TakenLink(state: State, analysis: Analysis) -> impl IntoView {
    let sharing = analysis.sharing;
    let link = sharing.link;
    // A link of what was before would be sent in good faith.
    Effect::new(move |_| {
        state.follow_saved();
        link.set(String::new());
    });
    let make = move || match untrack(|| state.holds_token()) {
        true => sharing.refuse(text!("link-holds-token")),
        false => sharing.make(&complete(state)),
    };
    let redacted = move || match untrack(|| state.holds_token()) {
        true => sharing.refuse(text!("link-holds-token")),
        false => analysis.share_redacted(state),
    };
    let size = Signal::derive(move || match link.with(String::len) {
        0 => String::new(),
        length if length > LONG_LINK => text!("link-long", thousands = length / 1000),
        length => text!("link-length", characters = length),
    });
    let left_out = Signal::derive(move || {
        let are_missing =
            !sharing.has_contracts.get() && state.contracts.with(|text| !text.trim().is_empty());
        match are_missing {
            true => text!("link-without-contracts"),
            false => "",
        }
        .to_owned()
    });
    view! {
        <div class="field share">
            <p>{text!("link-help")}</p>
            <div class="actions">
                <Button label=text!("link-make") on_press=make />
                <Button label=text!("link-make-redacted") on_press=redacted />
            </div>
            <Status class="problem" text=sharing.problem />
            <div hidden=move || link.with(String::is_empty)>
                <Copyable label=text!("link-itself") text=link />
                <Line class="summary" text=size />
                <Line class="summary" text=left_out />
            </div>
        </div>
    }
}
